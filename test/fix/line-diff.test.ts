import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineHunks } from "../../src/fix/line-diff.ts";
import { expectLinear } from "../growth.ts";

const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index + 1));
const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** The hunks as a unified diff has them. */
function shown(before: string, now: string): readonly string[] {
  return lineHunks(before, now).map(
    ({ oldStart, oldLines, newStart, newLines, lines }) => `-${oldStart},${oldLines} +${newStart},${newLines}: ${lines.join("|")}`,
  );
}

/** What a text becomes by its hunks. */
function patched(before: string, now: string): string {
  const old = before.split("\n");
  let at = 0;
  const result: string[] = [];
  for (const { oldStart, lines } of lineHunks(before, now)) {
    while (at < oldStart - 1) result.push(old[at++] ?? "");
    for (const line of lines) {
      if (!line.startsWith("+")) at++;
      if (!line.startsWith("-")) result.push(line.slice(1));
    }
  }
  return [...result, ...old.slice(at)].join("\n");
}

describe("a unified diff", () => {
  it.each([
    ["has no hunk for equal texts", "a\n", "a\n", []],
    ["shows a replaced line", "a\nb\nc\n", "a\nx\nc\n", ["-1,3 +1,3:  a|-b|+x| c"]],
    ["shows a new text", "", "a\nb\n", ["-1,0 +1,2: +a|+b"]],
    ["shows a removed text", "a\nb\n", "", ["-1,2 +1,0: -a|-b"]],
    ["says that a line break is missing", "a\nb", "a\nb\n", ["-1,2 +1,2:  a|-b|\\ No newline at end of file|+b"]],
    ["says that a line break was taken away", "a\n", "a\nb", ["-1,1 +1,2:  a|+b|\\ No newline at end of file"]],
    [
      "has three lines around a change",
      text(numbers(9)),
      text(numbers(9).map((line) => (line === "5" ? "x" : line))),
      ["-2,7 +2,7:  2| 3| 4|-5|+x| 6| 7| 8"],
    ],
    [
      "joins changes whose surroundings touch",
      text(numbers(9)),
      text(numbers(9).map((line) => (line === "1" || line === "8" ? "x" : line))),
      ["-1,9 +1,9: -1|+x| 2| 3| 4| 5| 6| 7|-8|+x| 9"],
    ],
    [
      "keeps others apart",
      text(numbers(9)),
      text(numbers(9).map((line) => (line === "1" || line === "9" ? "x" : line))),
      ["-1,4 +1,4: -1|+x| 2| 3| 4", "-6,4 +6,4:  6| 7| 8|-9|+x"],
    ],
    [
      "keeps a line between two changes",
      text(["a", "b", "c", "d", "e"]),
      text(["a", "x", "c", "y", "e"]),
      ["-1,5 +1,5:  a|-b|+x| c|-d|+y| e"],
    ],
    [
      "keeps a line before others that come in",
      text(["a", "b", "c", "}"]),
      text(["a", "x", "c", "d", "}"]),
      ["-1,4 +1,5:  a|-b|+x| c|+d| }"],
    ],
    ["shows an inserted line", text(numbers(5)), text(["1", "2", "x", "3", "4", "5"]), ["-1,5 +1,6:  1| 2|+x| 3| 4| 5"]],
    ["shows lines that were taken out", text(numbers(8)), text(["1", "2", "5", "6", "7", "8"]), ["-1,7 +1,5:  1| 2|-3|-4| 5| 6| 7"]],
  ])("%s", (_, before, now, expected) => {
    expect(shown(before, now)).toEqual(expected);
  });

  it("turns the one text into the other", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c", "{", "}"), { maxLength: 40 }).map((some) => text(some));
    fc.assert(
      fc.property(lines, lines, (before, now) => {
        expect(patched(before, now)).toBe(now);
      }),
    );
  });

  it("shows what is larger than it compares as one replacement", () => {
    const [before, now] = [text(numbers(1000)), text(numbers(1000).map((line) => `x${line}`))];
    expect(lineHunks(before, now).map(({ oldLines, newLines }) => [oldLines, newLines])).toEqual([[1000, 1000]]);
    expect(patched(before, now)).toBe(now);
  });

  it("takes time that grows with the texts, however many changes there are", () => {
    expectLinear((size) => {
      const lines = numbers(size * 12);
      return lineHunks(text(lines), text(lines.flatMap((line, index) => (index % 12 === 5 ? [line, '"secureData"', line] : [line]))));
    }, 300);
    expectLinear((size) => lineHunks(text(numbers(size)), text(numbers(size).map((line) => `x${line}`))), 2000);
  });
});
