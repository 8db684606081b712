import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { valueAt } from "../../src/json.ts";
import { commentsOf, parseJson } from "../../src/source/json-comments.ts";
import { createJsonIndex } from "../../src/source/json-position.ts";

describe("JSON with comments", () => {
  test.each<[string, string, unknown]>([
    ["of a line", '{ // "a": 2,\n"a": 1 }', { a: 1 }],
    ["of a line that Windows ended", '{ "a": 1 // }\r\n}', { a: 1 }],
    ["of several lines", '/* { */ { "a": /* \n 2 */ 1 }', { a: 1 }],
    ["at the end", '{ "a": 1 } // done', { a: 1 }],
    ["and texts that look like them", '{ "a": "https://b/*c*/" /**/ }', { a: "https://b/*c*/" }],
  ])("%s is read", (_name, text, value) => {
    const parsed = parseJson(text);
    expect(parsed.value).toEqual(value);
    expect(parsed.text.length).toBe(text.length);
    expect(JSON.parse(parsed.text)).toEqual(value);
  });

  test.each(["", "{", '{ "a": 1, }', '{ "a": 1 } /* and', "// nothing else", '{ "a": http://b }'])("%j is none", (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test("has its values where they are written", () => {
    const comment = fc.constantFrom("", " ", '/* "x": { */', '// "y": [1,\n', "/***/", "//\r\n");
    const document = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string(), { maxLength: 3 })), {
      maxKeys: 4,
    });
    fc.assert(
      fc.property(document, fc.array(comment, { minLength: 1, maxLength: 12 }), (value, comments) => {
        let next = 0;
        const between = (): string => comments[next++ % comments.length] ?? "";
        const member = ([name, one]: [string, unknown]): string =>
          `${between()}${JSON.stringify(name)}${between()}:${between()}${JSON.stringify(one)}${between()}`;
        const text = `${between()}{${Object.entries(value).map(member).join(",")}}${between()}`;
        expect(parseJson(text).value).toEqual(value);
        const index = createJsonIndex(text);
        for (const name of Object.keys(value)) {
          const { span } = index.locate({ kind: "json", pointer: [name] });
          expect(JSON.parse(text.slice(span.start, span.end))).toEqual(valueAt(value, [name]));
        }
      }),
    );
  });
});

describe("the comments of a text", () => {
  test.each<[string, string | undefined]>([
    ['{"a": 1}', undefined],
    ['{"a": "https://b//c"}', undefined],
    ['{"a": 1} // b', "            b"],
    ["/* a */ {}", "   a   "],
    ["/*a*/{}/*b*/", "  a      b  "],
    ["// a\r\n{}\n//b", "   a\r\n  \n  b"],
    ["{} /* a", undefined],
  ])("%j", (text, expected) => {
    expect(commentsOf(text)).toBe(expected);
  });

  test("are where they are in the text", () => {
    const text = '{"a": /* b */ "c" // d\n}';
    const comments = commentsOf(text) ?? "";
    for (const word of ["b", "d"]) expect(comments.indexOf(word)).toBe(text.indexOf(word));
    expect(comments).not.toContain("c");
  });
});
