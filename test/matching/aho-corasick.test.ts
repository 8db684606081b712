import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createStringFinder } from "../../src/matching/aho-corasick.ts";
import { expectLinear } from "../growth.ts";

const finderOf = (...strings: readonly string[]) => createStringFinder(new Map(strings.map((text) => [text, text.toUpperCase()])));

function found(text: string, ...strings: readonly string[]): readonly string[] {
  const all: string[] = [];
  finderOf(...strings).find(text, (start, end, value) => all.push(`${start}-${end} ${value}`));
  return all;
}

describe("finds", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ["nothing without strings", "abc", [], []],
    ["nothing in an empty text", "", ["a"], []],
    ["a string each time", "abcab", ["ab"], ["0-2 AB", "3-5 AB"]],
    ["the longest that ends at a place", "xabc", ["c", "bc", "abc"], ["1-4 ABC"]],
    ["a string and what it goes on to", "abcd", ["ab", "abcd"], ["0-2 AB", "0-4 ABCD"]],
    ["a string inside another one that stays unfinished", "abcx", ["abcd", "bc"], ["1-3 BC"]],
    ["overlapping ones", "ababa", ["aba"], ["0-3 ABA", "2-5 ABA"]],
    ["strings that branch where another one goes on", "acabad", ["ab", "ac", "ad"], ["0-2 AC", "2-4 AB", "4-6 AD"]],
    ["nothing where a unit is unknown", "a\u{fffd}b", ["ab"], []],
    ["the halves of a character", "x\u{1f600}", ["\u{de00}"], ["2-3 \u{de00}"]],
  ])("%s", (_name, text, strings, expected) => {
    expect(found(text, ...strings)).toEqual(expected);
  });

  test("what was found in a text before as well", () => {
    const finder = finderOf("aab", "ab", "b");
    const ends = (text: string): readonly number[] => {
      const all: number[] = [];
      finder.find(text, (start) => all.push(start));
      return all;
    };
    expect([ends("aaab"), ends("b"), ends("aaab")]).toEqual([[1], [0], [1]]);
  });
});

describe("removes", () => {
  test.each<[string, string, readonly string[], string]>([
    ["nothing where nothing is", "abc", ["d"], "abc"],
    ["a string", "xaby", ["ab"], "xy"],
    ["what comes about", "xaabby", ["ab"], "xy"],
    ["what comes about of another string", "acdb", ["ab", "cd"], ""],
    ["everything", "abab", ["ab"], ""],
    ["and keeps the half of a character", "\u{d83d}ab", ["ab"], "\u{d83d}"],
  ])("%s", (_name, text, strings, expected) => {
    expect(finderOf(...strings).remove(text)).toBe(expected);
  });
});

/** Few letters, so that strings begin alike, lie inside one another and overlap. */
const letters = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom("a", "b", "\u{e9}"), minLength, maxLength });
const someStrings = fc.uniqueArray(letters(1, 7), { maxLength: 12 });

test("finds what a search for each string finds", () => {
  fc.assert(
    fc.property(someStrings, fc.array(letters(0, 40), { maxLength: 3 }), (strings, texts) => {
      const finder = createStringFinder(new Map(strings.map((text) => [text, text])));
      for (const text of texts) {
        const all: (readonly [number, number, string])[] = [];
        finder.find(text, (start, end, value) => all.push([start, end, value]));
        expect(all).toEqual(longestByEnd(text, strings));
      }
    }),
    { numRuns: 3000 },
  );
});

function longestByEnd(text: string, strings: readonly string[]): readonly (readonly [number, number, string])[] {
  return Array.from(text, (_, index) => index + 1).flatMap((end) => {
    const ending = strings.filter((one) => text.slice(0, end).endsWith(one)).sort((a, b) => b.length - a.length)[0];
    return ending === undefined ? [] : [[end - ending.length, end, ending] as const];
  });
}

test("leaves no string when it removes", () => {
  fc.assert(
    fc.property(someStrings, letters(0, 40), (strings, text) => {
      const left = finderOf(...strings).remove(text);
      for (const one of strings) expect(left).not.toContain(one);
    }),
    { numRuns: 3000 },
  );
});

describe("takes no longer than the text is long", () => {
  const nothing = (): void => undefined;

  test.each<[string, (size: number) => readonly string[], (size: number) => string]>([
    [
      "with many lengths that begin alike",
      (size) => Array.from({ length: 60 }, (_, index) => `${"ab".repeat(index * (size / 400))}c`),
      (size) => "ab".repeat(size * 10),
    ],
    ["with one that nearly repeats itself", (size) => [`${"a".repeat(size * 5)}b`], (size) => "a".repeat(size * 10)],
    ["with ends that are found everywhere", (size) => [`${"a".repeat(size)}b`, "aaaa"], (size) => "a".repeat(size * 10)],
    ["with others that follow one letter", () => letterPairs, (size) => "ab".repeat(size * 10)],
  ])("%s", (_name, strings, text) => {
    expectLinear((size) => finderOf(...strings(size)).find(text(size), nothing), 400);
  });

  const letterPairs = Array.from({ length: 2000 }, (_, index) => `a${String.fromCharCode(0x400 + index)}`);

  test("when removing makes new ones", () => {
    const finder = finderOf("xyzw");
    expectLinear((size) => finder.remove("xyz".repeat(size) + "w".repeat(size)), 2000);
  });
});
