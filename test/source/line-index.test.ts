import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLineIndex } from "../../src/source/line-index.ts";

describe("line index", () => {
  test.each([
    ["", 0, 1, 1],
    ["ab", 1, 1, 2],
    ["ab", 2, 1, 3],
    ["a\nb", 1, 1, 2],
    ["a\nb", 2, 2, 1],
    ["a\r\nb", 2, 1, 3],
    ["a\r\nb", 3, 2, 1],
    ["a\rb", 2, 2, 1],
    ["a\n\rb", 3, 3, 1],
    ["a\r\r\nb", 4, 3, 1],
    ["😀x", 2, 1, 3],
    ["a\n", 2, 2, 1],
    ["ab", 99, 1, 3],
    ["ab", -1, 1, 1],
  ])("%j at %i is %i:%i", (text, offset, line, column) => {
    expect(createLineIndex(text).positionAt(offset)).toEqual({ line, column });
  });

  test("agrees with counting unit by unit", () => {
    const text = fc.array(fc.constantFrom("a", "é", "😀", "\r", "\n", "\r\n", " "), { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (sample) => {
        const index = createLineIndex(sample);
        let line = 1;
        let column = 1;
        for (let offset = 0; offset <= sample.length; offset++) {
          expect(index.positionAt(offset)).toEqual({ line, column });
          const breaks = sample[offset] === "\n" || (sample[offset] === "\r" && sample[offset + 1] !== "\n");
          line += breaks ? 1 : 0;
          column = breaks ? 1 : column + 1;
        }
        expect(index.lines).toBe(line);
      }),
    );
  });
});
