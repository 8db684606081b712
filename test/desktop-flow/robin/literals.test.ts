import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { offsetsInText } from "../../../src/desktop-flow/robin/literals.ts";
import { parsedValue, printExpression } from "./tree.ts";

it.each([
  ["$'''\\d it\\'s'''", "\\d it's"],
  ["$'''C:\\Temp \\'x\\''''", "C:\\Temp 'x'"],
])("decodes %s, also behind a backslash that escapes nothing", (source, text) => {
  const value = parsedValue(source);
  const parts = value.kind === "interpolation" ? value.parts : [];
  expect(parts.map((part) => (part.kind === "text-part" ? part.value : "?"))).toEqual([text]);
});

describe("offsetsInText", () => {
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
    const offset = offsetsInText(script, part, "robin")(part.value.indexOf(character));
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
          expect(offsetsInText(printed, { start: 4, end: printed.length - 3 }, "robin")(index)).toBe(before.length - 3);
        },
      ),
    );
  });

  it("answers the same in any order, also in a long text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "\\", "\\'", "\\\\", "%%", "\\%", "é"), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat({ max: 5000 }), { minLength: 2, maxLength: 20 }),
        (pieces, indexes) => {
          const source = pieces.join("").repeat(Math.ceil(6000 / pieces.length));
          const content = { start: 3, end: source.length - 2 };
          const offsets = offsetsInText(source, content, "robin");
          for (const index of indexes) expect(offsets(index)).toBe(offsetsInText(source, content, "robin")(index));
        },
      ),
      { numRuns: 50 },
    );
  });
});
