import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetInText } from "../../../src/desktop-flow/robin/literals.ts";
import { printExpression } from "../../../src/desktop-flow/robin/print.ts";
import { parsedValue } from "./tree.ts";

it.each([
  ["$'''\\d it\\'s'''", "\\d it's"],
  ["$'''C:\\Temp \\'x\\''''", "C:\\Temp 'x'"],
])("decodes %s, also behind a backslash that escapes nothing", (source, text) => {
  const value = parsedValue(source);
  const parts = value.kind === "interpolation" ? value.parts : [];
  expect(parts.map((part) => (part.kind === "text-part" ? part.value : "?"))).toEqual([text]);
});

describe("offsetInText", () => {
  it.each([
    ["$'''abc'''", "c", "c"],
    ["$'''C:\\\\Temp\\\\x'''", "x", "x"],
    ["$'''it\\'s 100%% x'''", "x", "x"],
    ["$'''a\\%b'''", "b", "b"],
    ["$'''\\d\\\\n'''", "n", "n"],
    ["$'''say \\\"x\\\"'''", "x", "x"],
    ["$'''x%%'''", "%", "%"],
  ])("finds the character of %s", (source, character, expected) => {
    const value = parsedValue(source);
    if (value.kind !== "interpolation") throw new Error(value.kind);
    const [part] = value.parts;
    if (part?.kind !== "text-part") throw new Error("no text");
    const script = `SET X TO ${source}`;
    const offset = offsetInText(script, part, part.value.indexOf(character), "robin");
    expect(script.slice(offset, offset + 1)).toBe(expected);
  });

  it("agrees with printing: what is printed of the text up to a character ends before it", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 10, unit: fc.constantFrom("a", "\\", "'", '"', "%", "n", "\n", "é") }),
        fc.nat({ max: 9 }),
        (text, at) => {
          const index = at % text.length;
          const part = { kind: "text-part" as const, value: text, start: 0, end: 0 };
          const printed = printExpression({ kind: "interpolation", syntax: "robin", parts: [part], start: 0, end: 0 });
          const before = printExpression({
            kind: "interpolation",
            syntax: "robin",
            parts: [{ ...part, value: text.slice(0, index) }],
            start: 0,
            end: 0,
          });
          expect(offsetInText(printed, { start: 4, end: printed.length - 3 }, index, "robin")).toBe(before.length - 3);
        },
      ),
    );
  });
});
