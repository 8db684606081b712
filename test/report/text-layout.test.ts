import fc from "fast-check";
import { expect, test } from "vitest";
import { clipPath, clipText, padText, textWidth, wrapText } from "../../src/report/text-layout.ts";

test.each([
  ["", 0],
  ["abc", 3],
  ["é", 1],
  ["e\u0301", 1],
  ["日本語", 6],
  ["ﬀ→✖", 3],
  ["😀", 2],
  ["ｗ", 2],
])("%j is %i columns wide", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test.each<[string, number, string[]]>([
  ["", 10, [""]],
  ["one two three", 7, ["one two", "three"]],
  ["one two three", 8, ["one two", "three"]],
  ["a longerthanthat b", 6, ["a", "longerthanthat", "b"]],
  ["日本 語語 x", 7, ["日本", "語語 x"]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrapText(text, width)).toEqual(lines);
});

test.each([
  ["Workflows/x.json", 20, "Workflows/x.json"],
  ["a/long/way/to/x.json", 14, "…/to/x.json"],
  ["a/long/way/to/x.json", 5, "…/x.…"],
  ["x.json", 4, "x.j…"],
])("%s as a path in %i columns", (path, width, clipped) => {
  expect(clipPath(path, width, "…")).toBe(clipped);
});

test("wrapping loses no word and keeps to the width", () => {
  const words = fc.array(fc.stringMatching(/^[a-z日é😀]{1,12}$/u), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 30 }), (given, width) => {
      const lines = wrapText(given.join(" "), width);
      expect(lines.join(" ")).toBe(given.join(" "));
      for (const line of lines) expect(line.includes(" ") ? textWidth(line) : 0).toBeLessThanOrEqual(width);
    }),
  );
});

test.each([
  ["abcdef", 6, "abcdef"],
  ["abcdef", 5, "abcd…"],
  ["日本語", 4, "日…"],
  ["ab cdef", 4, "ab…"],
])("%j clipped to %i columns", (text, width, clipped) => {
  expect(clipText(text, width, "…")).toBe(clipped);
});

test("padding counts columns", () => {
  expect(padText("日", 4)).toBe("日  ");
  expect(padText("abc", 2)).toBe("abc");
});
