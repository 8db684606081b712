import { describe, expect, test } from "vitest";
import { referencesOf } from "../../../src/cloud-flow/expression/references.ts";
import { mayHoldExpression, parseTemplate } from "../../../src/cloud-flow/expression/template.ts";

/** A string that counts the characters that are looked at, so that the cost of a parse is a number that never varies. */
class CountedString extends String {
  looks = 0;

  override charCodeAt(index: number): number {
    this.looks++;
    return super.charCodeAt(index);
  }

  override indexOf(search: string, from = 0): number {
    const found = super.indexOf(search, from);
    this.looks += (found < 0 ? this.length : found) - from + 1;
    return found;
  }

  override slice(start?: number, end?: number): string {
    const part = super.slice(start, end);
    this.looks += part.length;
    return part;
  }
}

function costOf(text: string): number {
  const counted = new CountedString(text);
  parseTemplate(counted as unknown as string);
  return counted.looks;
}

const million = 1_000_000;

const hostile: readonly (readonly [name: string, make: (length: number) => string])[] = [
  ["opening parentheses", (length) => `@${"(".repeat(length)}`],
  ["calls inside one another", (length) => `@${"a(".repeat(length / 2)}`],
  ["keys inside one another", (length) => `@${"a()[".repeat(length / 4)}`],
  ["opening brackets", (length) => `@${"[".repeat(length)}`],
  ["quotes", (length) => `@${"'".repeat(length)}`],
  ["quotes, an odd number", (length) => `@${"'".repeat(length + 1)}`],
  ["quotes in a segment", (length) => `@{${"'".repeat(length + 1)}`],
  ["segments that open", (length) => "@{".repeat(length / 2)],
  ["empty segments", (length) => "@{}".repeat(length / 3)],
  ["segments with a quote", (length) => "@{'}".repeat(length / 4)],
  ["segments with unfinished calls", (length) => "@{a(b[}".repeat(length / 7)],
  ["escaped segments", (length) => "x@@{".repeat(length / 4)],
  ["at signs", (length) => `x${"@".repeat(length)}`],
  ["keys", (length) => `@a()${"?['k']".repeat(length / 6)}`],
  ["question marks", (length) => `@a()${"?".repeat(length)}`],
  ["arguments", (length) => `@a(1${",1".repeat(length / 2)})`],
  ["digits", (length) => `@${"1".repeat(length)}`],
  ["blanks", (length) => `@a(${" ".repeat(length)}`],
  ["a name", (length) => `@${"a".repeat(length)}`],
  ["quotes of the wrong kind", (length) => `@${'"'.repeat(length)}`],
];

describe.each(hostile)("%s", (_, make) => {
  test("cost in proportion to the length", () => {
    const [small, large] = [costOf(make(20_000)), costOf(make(80_000))];
    expect(large).toBeLessThanOrEqual(4.2 * small + 100);
    expect(large).toBeLessThanOrEqual(8 * 80_000);
  });

  test("a megabyte is parsed, and its references are collected", () => {
    const template = parseTemplate(make(million));
    expect(referencesOf(template)).toEqual([]);
  });
});

test("the counter sees a parse that is not linear", () => {
  const counted = new CountedString("a".repeat(100));
  for (let index = 0; index < 100; index++) counted.indexOf("b", index);
  expect(counted.looks).toBeGreaterThan(5000);
});

test("a hundred thousand references in one expression", () => {
  const references = referencesOf(parseTemplate(`@concat(${Array(100_000).fill("body('X')?['a/b']").join()})`));
  expect(references).toHaveLength(100_000);
  expect(references.at(-1)?.path).toEqual(["a", "b"]);
});

test("a key of half a million parts", () => {
  expect(referencesOf(parseTemplate(`@item()['${"a/".repeat(million / 2)}']`))[0]?.path).toHaveLength(million / 2);
});

test("the limit of nesting is reported once, and 500 calls are kept", () => {
  const template = parseTemplate(`@${"body(".repeat(million / 5)}`);
  expect(template.problems).toHaveLength(1);
  expect(template.problems[0]?.message).toContain("nested too deeply");
  expect(referencesOf(template)).toHaveLength(500);
});

test("the pre-test looks at two characters or searches once", () => {
  expect(mayHoldExpression("a".repeat(million))).toBe(false);
  expect(mayHoldExpression(`${"a".repeat(million)}@{`)).toBe(true);
});
