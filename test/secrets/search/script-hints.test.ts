import { describe, expect, it } from "vitest";
import { scriptHints, scriptStretches } from "../../../src/secrets/search/script-hints.ts";

describe("the hints of scripts that sign in", () => {
  it("hold no other hint, and at least three characters", () => {
    const hints = scriptHints();
    expect(hints.filter((hint) => hint.length < 3 || hints.some((other) => other !== hint && hint.includes(other)))).toEqual([]);
    expect(new Set(hints).size).toBe(hints.length);
  });

  it.each(["btoa(", "auth=(", "login(", "'bearer ", "api-key", "password", "kennwort", "contraseña", "contrasena", "setx "])(
    "are found in '%s'",
    (text) => {
      expect(scriptHints().some((hint) => text.includes(hint))).toBe(true);
    },
  );
});

describe("the stretches of a script around hints", () => {
  function stretches(length: number, ...hints: readonly number[]): readonly (readonly [number, number])[] {
    const { add, all } = scriptStretches(length);
    for (const hint of hints) add(hint);
    return all.map(({ start, end }) => [start, end]);
  }

  it.each<[string, readonly number[], readonly (readonly [number, number])[]]>([
    ["are none without hints", [], []],
    ["begin and end with the script", [10], [[0, 1_010]]],
    ["begin before a hint and end behind it", [5_000], [[2_000, 6_000]]],
    ["end with the script", [19_500], [[16_500, 20_000]]],
    ["are one where they overlap", [5_000, 5_500], [[2_000, 6_500]]],
    ["are one where they touch", [5_000, 9_000], [[2_000, 10_000]]],
    [
      "are two where something is between",
      [5_000, 9_001],
      [
        [2_000, 6_000],
        [6_001, 10_001],
      ],
    ],
    ["do not grow by a hint at the same place", [5_000, 5_000], [[2_000, 6_000]]],
  ])("%s", (_, hints, expected) => {
    expect(stretches(20_000, ...hints)).toEqual(expected);
  });
});
