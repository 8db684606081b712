import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReportedFinding } from "../../src/findings/reported-finding.ts";
import { compareTexts, sortFindings, worstFirst } from "../../src/findings/sort.ts";
import { finding } from "../linter/sample.ts";

const key = ({ location, code, message }: ReportedFinding) => [location.path, location.file, location.offset, code, message].join("|");

test("path, then file, then offset, then code, then message", () => {
  const sorted = [
    finding({ location: { path: "B", file: "z", offset: 9 } }),
    finding({ location: { path: "a", file: "Z", offset: 9 } }),
    finding({ location: { path: "a", file: "a", offset: 2 }, code: "SL9999" }),
    finding({ location: { path: "a", file: "a", offset: 10 }, code: "SL0001" }),
    finding({ location: { path: "a", file: "a", offset: 10 }, code: "SL0002", message: "a" }),
    finding({ location: { path: "a", file: "a", offset: 10 }, code: "SL0002", message: "b" }),
    finding({ location: { path: "ä", file: "a", offset: 1 } }),
  ];
  expect(sortFindings([...sorted].reverse()).map(key)).toEqual(sorted.map(key));
});

test("every order of the same findings is sorted to the same order", () => {
  const item = fc.record({ path: fc.constantFrom("a", "B", "é"), offset: fc.nat({ max: 3 }), code: fc.constantFrom("SL1", "SL2") });
  const items = fc
    .array(item, { maxLength: 8 })
    .map((list) => list.map(({ path, offset, code }) => finding({ location: { path, offset }, code })));
  fc.assert(
    fc.property(
      items.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        expect(sortFindings(shuffled).map(key)).toEqual(sortFindings(list).map(key));
      },
    ),
  );
});

test("texts compare by code units, not by a language's order", () => {
  expect(["ä", "a", "Z", "\u{ff21}", "\u{1f600}"].sort(compareTexts)).toEqual(["Z", "a", "ä", "\u{1f600}", "\u{ff21}"]);
});

test("the worst come first, in report order within a level", () => {
  const given = (["note", "error", "warning", "error"] as const).map((level, index) =>
    finding({ level, location: { path: "a", file: "b", line: index + 1 } }),
  );
  expect(worstFirst(given).map(({ level, location: { line } }) => [level, line])).toEqual([
    ["error", 2],
    ["error", 4],
    ["warning", 3],
    ["note", 1],
  ]);
});
