import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import {
  applyBaseline,
  type BaselineEntry,
  baselineEntry,
  parseBaseline,
  updateBaseline,
  writeBaseline,
} from "../../src/linter/baseline.ts";
import { finding } from "./sample.ts";

const hex = (digit: string) => digit.repeat(16);
const entry = (fingerprint: string, changes: Partial<BaselineEntry> = {}): BaselineEntry => ({
  fingerprint,
  code: "SL3002",
  rule: "secret-in-variable",
  solution: "Core",
  component: "Get orders",
  operation: "Set_key",
  ...changes,
});
const everything = () => true;

describe("the file", () => {
  test("has one finding a line, sorted by names", () => {
    const entries = [
      entry(hex("b"), { component: "B" }),
      entry(`${hex("a")}:2`),
      entry(hex("a")),
      entry(hex("c"), { solution: undefined, code: "SL0001", operation: undefined }),
    ];
    expect(writeBaseline({ entries })).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "fingerprints": "solutionlint/v1",
        "findings": [
          {"fingerprint":"cccccccccccccccc","code":"SL0001","rule":"secret-in-variable","component":"Get orders"},
          {"fingerprint":"bbbbbbbbbbbbbbbb","code":"SL3002","rule":"secret-in-variable","solution":"Core","component":"B","operation":"Set_key"},
          {"fingerprint":"aaaaaaaaaaaaaaaa","code":"SL3002","rule":"secret-in-variable","solution":"Core","component":"Get orders","operation":"Set_key"},
          {"fingerprint":"aaaaaaaaaaaaaaaa:2","code":"SL3002","rule":"secret-in-variable","solution":"Core","component":"Get orders","operation":"Set_key"}
        ]
      }
      "
    `);
    expect(writeBaseline({ entries: [] })).toBe('{\n  "version": 1,\n  "fingerprints": "solutionlint/v1",\n  "findings": []\n}\n');
  });

  test("gives back what was written, whatever the order and the repetitions", () => {
    const name = fc.option(fc.string(), { nil: undefined });
    const entries = fc.uniqueArray(
      fc.record({
        fingerprint: fc
          .tuple(
            fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 16, maxLength: 16 }),
            fc.constantFrom("", ":2", ":13"),
          )
          .map((parts) => parts.join("")),
        code: fc.constantFrom("SL1001", "SL3002"),
        rule: fc.constantFrom("a", "b"),
        solution: name,
        component: name,
        operation: name,
      }),
      { selector: (item) => item.fingerprint, maxLength: 6 },
    );
    fc.assert(
      fc.property(entries, (list) => {
        const text = writeBaseline({ entries: list });
        expect(writeBaseline({ entries: [...list, ...list].reverse() })).toBe(text);
        const read = parseBaseline(text, "baseline.json");
        expect(writeBaseline(read)).toBe(text);
        expect(new Set(read.entries.map((item) => item.fingerprint))).toEqual(new Set(list.map((item) => item.fingerprint)));
        expect(text.split("\n").filter((line) => line.includes('"fingerprint"'))).toHaveLength(list.length);
      }),
    );
  });

  test("may begin with a byte order mark", () => {
    expect(parseBaseline(`\u{feff}${writeBaseline({ entries: [entry(hex("a"))] })}`, "b.json").entries).toHaveLength(1);
  });

  test.each([
    ["[]", 'b.json is not a baseline: it needs "version" and "findings". Write one with --baseline b.json --update-baseline.'],
    [
      '{ "version": 2, "findings": [] }',
      "b.json was written by another version of solutionlint, with other fingerprints. Write it again with --update-baseline.",
    ],
    [
      '{ "version": 1, "fingerprints": "solutionlint/v9", "findings": [] }',
      "b.json was written by another version of solutionlint, with other fingerprints. Write it again with --update-baseline.",
    ],
    [
      '{ "version": 1, "tool": {}, "findings": [] }',
      'b.json is not a baseline: it has no "fingerprints". Name another file, and write it with --update-baseline.',
    ],
    ["{ nothing", "The baseline b.json is not valid JSON."],
    ["{\n<<<<<<< HEAD\n=======\n>>>>>>> x\n}", "The baseline b.json is not valid JSON: line 2 is the mark of a merge conflict."],
    [
      '{ "version": 1, "fingerprints": "solutionlint/v1", "findings": [{ "fingerprint": "x" }] }',
      'b.json: entry 1 of "findings" has no valid "fingerprint".',
    ],
    [
      '{ "version": 1, "fingerprints": "solutionlint/v1", "findings": [null] }',
      'b.json: entry 1 of "findings" has no valid "fingerprint".',
    ],
  ])("that is none: %s", (text, message) => {
    expect(() => parseBaseline(text, "b.json")).toThrow(new UserError(message));
  });
});

describe("applied to findings", () => {
  const accepted = finding({ fingerprint: hex("a") });
  const fresh = finding({ fingerprint: hex("b") });
  const excused = finding({ fingerprint: hex("c"), suppressed: { kind: "inSource" } });
  const baseline = {
    entries: [entry(hex("a")), entry(hex("c")), entry(hex("d")), entry(hex("d")), entry(hex("e"), { solution: "Other" })],
  };
  const result = applyBaseline([fresh, accepted, excused], baseline, ({ solution }) => solution === "Core");

  test("marks those it knows, unless they are suppressed already", () => {
    expect(result.findings.map((item) => item.suppressed?.kind ?? null)).toEqual([null, "baseline", "inSource"]);
  });

  test("names each unused entry once, but none about what the run did not look at", () => {
    expect(result.unused).toEqual([entry(hex("d"))]);
  });

  test("updating accepts what there is and keeps what the run did not look at", () => {
    const updated = updateBaseline(
      baseline,
      [baselineEntry(fresh, "Core"), baselineEntry(accepted, "Core")],
      ({ solution }) => solution === "Core",
    );
    expect(updated.entries.map((item) => item.fingerprint)).toEqual([hex("e"), hex("b"), hex("a")]);
    expect(applyBaseline([fresh, accepted], updated, everything).findings.every((item) => item.suppressed?.kind === "baseline")).toBe(true);
  });

  test("an entry holds names only", () => {
    expect(baselineEntry(finding({ message: "anything", location: { pointer: "/a" } }), "")).toEqual({
      fingerprint: "0123456789abcdef",
      code: "SL3002",
      rule: "secret-in-variable",
      component: "Get orders",
      operation: "Set_key",
    });
  });
});
