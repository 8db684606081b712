import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueAt } from "../../src/json.ts";
import { createJsonIndex } from "../../src/source/json-position.ts";

/** The raw text that a place of a document resolves to. */
function rawAt(text: string, pointer: readonly string[], rest: { key?: boolean; span?: { start: number; end: number } } = {}): string {
  const { span } = createJsonIndex(text).locate({ kind: "json", pointer, ...rest });
  return text.slice(span.start, span.end);
}

describe("positions in JSON", () => {
  const document = '{ "a": { "b/c": [10, { "d": "x\\ny" }], "e": {} }, "é": null }';

  test.each<[string, string[], string]>([
    ["the document", [], document],
    ["a member", ["é"], "null"],
    ["a name with a slash, an array element", ["a", "b/c", "0"], "10"],
    ["a string with its quotes", ["a", "b/c", "1", "d"], '"x\\ny"'],
    ["an empty object", ["a", "e"], "{}"],
  ])("finds %s", (_name, pointer, raw) => {
    expect(rawAt(document, pointer)).toBe(raw);
  });

  test("finds names", () => {
    expect(rawAt(document, ["a", "b/c"], { key: true })).toBe('"b/c"');
    expect(rawAt(document, ["a", "b/c", "0"], { key: true })).toBe("10");
    expect(rawAt(document, [], { key: true })).toBe(document);
  });

  test.each<[string, string[], string, string[]]>([
    ["a missing member: the name of its object", ["a", "e", "x", "y"], '"e"', ["a", "e"]],
    ["a missing element: the name of its array", ["a", "b/c", "7"], '"b/c"', ["a", "b/c"]],
    ["a member of an element: the opening bracket", ["a", "b/c", "1", "x"], "{", ["a", "b/c", "1"]],
    ["an index with a leading zero is no index", ["a", "b/c", "00"], '"b/c"', ["a", "b/c"]],
    ["a step into a number", ["a", "b/c", "0", "x"], "1", ["a", "b/c", "0"]],
    ["a member of the document", ["nope"], "{", []],
    ["an inherited name is no member", ["a", "constructor"], '"a"', ["a"]],
  ])("answers %s", (_name, pointer, raw, existing) => {
    const { span, pointer: found } = createJsonIndex(document).locate({ kind: "json", pointer });
    expect([document.slice(span.start, span.end), found]).toEqual([raw, existing]);
  });

  test("takes the last of two members of one name, as JSON.parse does", () => {
    expect(rawAt('{"a":1,"a":{"b":2}}', ["a", "b"])).toBe("2");
    expect(rawAt('{"__proto__":1,"\\u0061":2}', ["__proto__"])).toBe("1");
    expect(rawAt('{"__proto__":1,"\\u0061":2}', ["a"])).toBe("2");
  });

  test("maps parts of a string over its escapes", () => {
    // Decoded: a, line feed, A, a pair of surrogates written as two escapes, one written raw, z
    const text = '["a\\n\\u0041\\ud83d\\ude00😀z"]';
    const part = (start: number, end: number) => rawAt(text, ["0"], { span: { start, end } });
    expect(part(0, 1)).toBe("a");
    expect(part(1, 2)).toBe("\\n");
    expect(part(2, 3)).toBe("\\u0041");
    expect(part(3, 5)).toBe("\\ud83d\\ude00");
    expect(part(5, 7)).toBe("😀");
    expect(part(7, 8)).toBe("z");
    expect(part(0, 8)).toBe(text.slice(2, -2));
    expect(part(5, 99)).toBe("😀z");
    expect(part(3, 3)).toBe("");
  });

  test("ignores a span of something that is no string", () => {
    expect(rawAt("[123]", ["0"], { span: { start: 1, end: 2 } })).toBe("123");
  });

  test("falls back to the start of a file that is nested too deep", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}1${"]".repeat(depth)}`;
    const at = (text: string, depth: number) => createJsonIndex(text).locate({ kind: "json", pointer: Array(depth).fill("0") }).span;
    expect(at(nested(512), 512)).toEqual({ start: 512, end: 513 });
    expect(at(nested(513), 513)).toEqual({ start: 0, end: 0 });
    expect(at(nested(300_000), 1)).toEqual({ start: 0, end: 0 });
    expect(at(`"${"[".repeat(600)}"`, 0)).toEqual({ start: 0, end: 602 });
  });

  test.each(["", "   ", "<a/>", "{", '{"a', '{"a":', "[1,,2", `/* " */ ${"[".repeat(100_000)}`, "\u0000", "}{"])("survives %j", (text) => {
    const { span } = createJsonIndex(text.slice(0)).locate({ kind: "json", pointer: ["a", "b"], span: { start: 0, end: 5 } });
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeLessThanOrEqual(text.length);
  });

  test("finds every value of any document, however it is spelled", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }), fc.infiniteStream(fc.nat(5)), (value, choices) => {
        const text = spell(value, choices);
        const parsed: unknown = JSON.parse(text);
        for (const pointer of pointersOf(parsed)) expect(JSON.parse(rawAt(text, pointer))).toEqual(valueAt(parsed, pointer));
      }),
      { numRuns: 80 },
    );
  });

  test("maps every span of any string to raw text that decodes to it", () => {
    const string = fc.array(fc.constantFrom('"', "\\", "\n", "\t", "/", "a", "é", "😀", "\u0000", "\u2028", "\ud800"), { maxLength: 12 });
    fc.assert(
      fc.property(string, fc.infiniteStream(fc.nat(5)), fc.nat(12), fc.nat(12), (parts, choices, from, length) => {
        const decoded = parts.join("");
        const text = spell({ x: [decoded] }, choices);
        const raw = rawAt(text, ["x", "0"], { span: { start: from, end: from + length } });
        expect(JSON.parse(`"${raw}"`)).toBe(decoded.slice(from, from + length));
      }),
    );
  });
});

function pointersOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [[...at]];
  return [[...at], ...Object.entries(value).flatMap(([key, member]) => pointersOf(member, [...at, key]))];
}

/** Writes JSON with white space and escapes by choice. */
function spell(value: unknown, choices: Iterator<number>): string {
  const choose = () => choices.next().value as number;
  const gap = () => ["", " ", "\n", "\r\n\t", "", ""][choose()] ?? "";
  const string = (text: string): string => `"${Array.from({ length: text.length }, (_, index) => unit(text.charAt(index))).join("")}"`;
  const unit = (char: string): string => {
    const usual = JSON.stringify(char).slice(1, -1);
    const escaped = `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const isSurrogate = char >= "\ud800" && char <= "\udfff";
    return choose() === 0 ? escaped : isSurrogate ? char : usual;
  };
  const write = (part: unknown): string => {
    if (typeof part === "string") return string(part);
    if (typeof part !== "object" || part === null) return JSON.stringify(part);
    if (Array.isArray(part)) return `[${part.map((item) => `${gap()}${write(item)}${gap()}`).join(",")}]`;
    return `{${Object.entries(part)
      .map(([key, member]) => `${gap()}${string(key)}${gap()}:${gap()}${write(member)}${gap()}`)
      .join(",")}}`;
  };
  return gap() + write(value) + gap();
}
