import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Token } from "../../../src/cloud-flow/expression/lexer.ts";
import { richText } from "./arbitrary.ts";
import { scanToken } from "./scan-token.ts";

const blanks = [
  ...[0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
  ...Array.from({ length: 11 }, (_, index) => 0x2000 + index),
];

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (let from = 0; ; ) {
    const token = scanToken(text, from, text.length);
    tokens.push(token);
    if (token.kind === "end") return tokens;
    from = token.end;
  }
}

function spell(text: string): string[] {
  return tokensOf(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`.trim());
}

describe("tokens", () => {
  test.each<[string, string[]]>([
    ["", ["end"]],
    [".,()[]?", [". .", ", ,", "( (", ") )", "[ [", "] ]", "? ?", "end"]],
    ["'a' '' 'a''b'", ["string 'a'", "string ''", "string 'a''b'", "end"]],
    ["'''", ["unterminated-string '''", "end"]],
    ["1 +1 -1 01", ["integer 1", "integer +1", "integer -1", "integer 01", "end"]],
    ["1. 1.5 1e5 1E-5 1e+ 1.e", ["float 1.", "float 1.5", "float 1e5", "float 1E-5", "float 1e+", "float 1.e", "end"]],
    ["1.2.3", ["float 1.2", ". .", "integer 3", "end"]],
    [
      "- +x 1x 1e5x 1+2",
      ["malformed-number -", "malformed-number +x", "malformed-number 1x", "malformed-number 1e5x", "malformed-number 1+2", "end"],
    ],
    ["-.5", ["malformed-number -", ". .", "integer 5", "end"]],
    [
      "a a1 $a a-b a/b ä 好 a:b",
      [
        "identifier a",
        "identifier a1",
        "identifier $a",
        "identifier a-b",
        "identifier a/b",
        "identifier ä",
        "identifier 好",
        "identifier a:b",
        "end",
      ],
    ],
    ['"a" "a b"', ['double-quoted "a"', 'identifier "a', 'identifier b"', "end"]],
    ["@{}", ["unexpected @", "unexpected {", "unexpected }", "end"]],
    ["a\u200bb\ufeff", ["identifier a\u200bb\ufeff".trim(), "end"]],
  ])("of %j", (text, expected) => {
    expect(spell(text)).toEqual(expected);
  });

  test.each(blanks.map((code) => [code.toString(16), String.fromCharCode(code)]))("U+%s is a blank", (_, blank) => {
    expect(tokensOf(`a${blank}b`).map(({ kind }) => kind)).toEqual(["identifier", "identifier", "end"]);
  });

  test("nothing else is a blank", () => {
    const separating: number[] = [];
    for (let code = 0; code < 0x10000; code++) if (scanToken(`${String.fromCharCode(code)}a`, 0, 2).start === 1) separating.push(code);
    expect(separating).toEqual(blanks.toSorted((a, b) => a - b));
  });

  test("the limit ends a token as the end of the text does", () => {
    expect(scanToken("'ab'", 0, 3)).toEqual({ kind: "unterminated-string", start: 0, end: 3 });
    expect(scanToken("'a''", 0, 3)).toEqual({ kind: "string", start: 0, end: 3 });
    expect(scanToken("12e5", 0, 2)).toEqual({ kind: "integer", start: 0, end: 2 });
    expect(scanToken("1e+5", 0, 2)).toEqual({ kind: "float", start: 0, end: 2 });
    expect(scanToken("abc", 0, 2)).toEqual({ kind: "identifier", start: 0, end: 2 });
    expect(scanToken("a  ", 1, 3)).toEqual({ kind: "end", start: 3, end: 3 });
  });

  test("cover every character: between them stand blanks only", () => {
    fc.assert(
      fc.property(richText, (text) => {
        let from = 0;
        for (const { kind, start, end } of tokensOf(text)) {
          for (const unit of text.slice(from, start)) expect(blanks).toContain(unit.charCodeAt(0));
          if (kind === "end") expect(start).toBe(text.length);
          else expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBe(text.length);
      }),
      { numRuns: 1000 },
    );
  });
});
