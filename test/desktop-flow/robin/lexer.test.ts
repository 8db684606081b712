import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, createLexer, tokenize } from "../../../src/desktop-flow/robin/lexer.ts";
import { closingPercent } from "../../../src/desktop-flow/robin/text-lexer.ts";
import { TokenFlag, TokenKind } from "../../../src/desktop-flow/robin/tokens.ts";
import { trickyText } from "./arbitrary.ts";

const kindNames = new Map(Object.entries(TokenKind).map(([name, kind]): [number, string] => [kind, name]));

function tokensOf(source: string): readonly string[] {
  return tokenize(source).flatMap(({ kind, start, end }) =>
    kind === "space" ? [] : [`${kindNames.get(kind)} ${source.slice(start, end)}`],
  );
}

describe("tokenize", () => {
  it.each([
    ["SET Café TO 1", ["word SET", "word Café", "word TO", "number 1"]],
    ["变量 _x x1", ["word 变量", "word _x", "word x1"]],
    [
      "1 2.5 1E3 1e-3 2.5E+2 3. 1abc",
      ["number 1", "number 2.5", "number 1E3", "number 1e-3", "number 2.5E+2", "number 3", "dot .", "digitWord 1abc"],
    ],
    ["'' 'a' 'it\\'s' '\\\\' 'b'", ["text ''", "text 'a'", "text 'it\\'s'", "text '\\\\'", "text 'b'"]],
    ["'open\nX", ["text 'open", "newline \n", "word X"]],
    ["'''two\nlines'''", ["tripleText '''two\nlines'''"]],
    ["$''''''", ["interpolation $''''''"]],
    ["$'''a\nEND\n# no'''", ["interpolation $'''a\nEND\n# no'''"]],
    ["$'''it\\'s''' x", ["interpolation $'''it\\'s'''", "word x"]],
    ["$'''end\\'''' x", ["interpolation $'''end\\''''", "word x"]],
    ["$'''end\\\\''' x", ["interpolation $'''end\\\\'''", "word x"]],
    ["$'''%''%''' x", ["interpolation $'''%''%'''", "word x"]],
    ["$'''%A['x']%''' x", ["interpolation $'''%A['x']%'''", "word x"]],
    ["$'''100% sure''' x $'''%A%'''", ["interpolation $'''100% sure'''", "word x", "interpolation $'''%A%'''"]],
    ["$'''He said 'hi'''' x", ["interpolation $'''He said 'hi''''", "word x"]],
    ["$'a' $''b''", ["unknown $", "text 'a'", "unknown $", "text ''", "word b", "text ''"]],
    ["$fx'=A & \"b\"' x", ["powerFx $fx'=A & \"b\"'", "word x"]],
    ["$FX'two\nlines'", ["powerFx $FX'two\nlines'"]],
    ["a # b 'c\nd", ["word a", "comment # b 'c", "newline \n", "word d"]],
    ["/# a\nb #/ c", ["blockComment /# a\nb #/", "word c"]],
    [
      "**REGION a 'b\n**endregion\n**regional",
      ["region **REGION a 'b", "newline \n", "endRegion **endregion", "newline \n", "times *", "times *", "word regional"],
    ],
    ["a\r\nb\rc\nd", ["word a", "newline \r\n", "word b", "newline \r", "word c", "newline \n", "word d"]],
    [
      "1e 1e+ 1.5.2 1_ 12.",
      ["digitWord 1e", "digitWord 1e", "plus +", "number 1.5", "dot .", "number 2", "digitWord 1_", "number 12", "dot ."],
    ],
    ["a\u00A0b\tc\u3000d\fe", ["word a", "word b", "word c", "word d", "word e"]],
    ["a # b\r\nc", ["word a", "comment # b", "newline \r\n", "word c"]],
    ["'a\\\nb'", ["text 'a\\", "newline \n", "word b", "text '"]],
    ["/# open\nb", ["blockComment /# open", "newline \n", "word b"]],
    ["$fx'open\nb", ["powerFx $fx'open", "newline \n", "word b"]],
    ["$fx'a\\'b' c", ["powerFx $fx'a\\'b'", "word c"]],
    ["$f 'a' $fy'a'", ["unknown $", "word f", "text 'a'", "unknown $", "word fy", "text 'a'"]],
    ["'''open\nb", ["tripleText '''open", "newline \n", "word b"]],
    ["'''100% 'a' %''' b", ["tripleText '''100% 'a' %'''", "word b"]],
    ["$'''%a\n%b''' c", ["interpolation $'''%a\n%b'''", "word c"]],
    ["$'''%'a\n'%''' c", ["interpolation $'''%'a\n'%'''", "word c"]],
    ["$'''%'a\\'%'b'%''' c", ["interpolation $'''%'a\\'%'b'%'''", "word c"]],
    ["= => <> < <= > >= + - * / . , : ^ @ @@", "= => <> < <= > >= + - * / . , : ^ @ @@".split(" ")],
    ["( ) [ ] { }", "( ) [ ] { }".split(" ")],
    ["% $ ~ 😀", ["unknown %", "unknown $", "unknown ~", "unknown 😀"]],
  ])("reads %j", (source, expected) => {
    const tokens = tokensOf(source);
    const bare = expected.some((text) => !text.includes(" "));
    expect(bare ? tokens.map((token) => token.slice(token.indexOf(" ") + 1)) : tokens).toEqual(expected);
  });

  it("covers every character of any text, in order and without overlap", () => {
    fc.assert(
      fc.property(trickyText, (source) => {
        let at = 0;
        for (const { kind, start, end } of tokenize(source)) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          if (kind === "space") expect(source.slice(start, end).trim()).toBe("");
          at = end;
        }
        expect(at).toBe(source.length);
      }),
      { numRuns: 500 },
    );
  });

  it("counts the lines of any text, whatever ends them", () => {
    fc.assert(
      fc.property(trickyText, (source) => {
        const lexer = createLexer(source);
        do {
          advance(lexer);
          const before = source.slice(0, lexer.start);
          // A CR at the very end of `before` may be the first half of the line break in front of the token.
          const lines = before.split(/\r\n|\r|\n/).length;
          expect(lexer.line).toBe(lines);
        } while (lexer.kind !== TokenKind.end);
      }),
      { numRuns: 200 },
    );
  });
});

it("reads up to a limit in front of a percent sign, as of an expression in a text, as if the text ended there", () => {
  const read = (source: string, limit: number): readonly unknown[] => {
    const lexer = { ...createLexer(source), limit };
    const tokens: unknown[] = [];
    do {
      advance(lexer);
      tokens.push([kindNames.get(lexer.kind), lexer.start, lexer.end, lexer.line, lexer.endLine, lexer.flags]);
    } while (lexer.kind !== TokenKind.end);
    return tokens;
  };
  fc.assert(
    fc.property(trickyText, trickyText, (source, behind) => {
      expect(read(`${source}%${behind}`, source.length)).toEqual(read(source, source.length));
    }),
    { numRuns: 300 },
  );
});

describe("the percent sign that ends an expression in a text", () => {
  it.each<[string, number]>([
    ["Order%", 5],
    ["%", 0],
    ["Order['a%b']%", 12],
    [String.raw`Order['a\'%b']%`, 14],
    [String.raw`'\\'%`, 4],
    ["Order", -1],
    ["Order\n%", -1],
    ["Order\r%", -1],
    ["Order['a\n']%", -1],
    ["Order['a\r']%", -1],
    ["Order'''%", -1],
    ["Order['a%", -1],
    ["'a", -1],
  ])("of %j is at %d", (source, expected) => {
    expect(closingPercent(source, 0, source.length)).toBe(expected);
  });

  it("is looked for from a place on, up to a limit", () => {
    expect(closingPercent("%a%b%", 1, 5)).toBe(2);
    expect(closingPercent("%a%b%", 3, 5)).toBe(4);
    expect(closingPercent("%a%b%", 3, 4)).toBe(-1);
    expect(closingPercent("'ab'%", 0, 3)).toBe(-1);
  });
});

describe("flags", () => {
  function flagsOf(source: string): number {
    const lexer = createLexer(source);
    advance(lexer);
    return lexer.flags;
  }

  it.each([
    ["$'''plain'''", 0],
    ["$'''a\\\\b'''", TokenFlag.marked],
    ["$'''%A%'''", TokenFlag.marked],
    ["$'''a\nb'''", TokenFlag.multiline],
    ["$'''Joe's'''", TokenFlag.apostrophe],
    ["$'''open", TokenFlag.unterminated],
    ["'open", TokenFlag.unterminated],
    ["$'''open \\ 'a' %", TokenFlag.unterminated],
    ["'''a\r\nb'c'''", TokenFlag.multiline | TokenFlag.apostrophe],
    ["'''a%b'''", 0],
    ["$fx'a$b'", TokenFlag.marked],
    ["$fx'a\\b\nc'", TokenFlag.marked | TokenFlag.multiline],
    ["$fx'a%b'", 0],
    ["$fx'open", TokenFlag.unterminated],
    ["'a\\b'", TokenFlag.marked],
    ["'a%b'", 0],
    ["/# a\rb #/", TokenFlag.multiline],
    ["/# a #/", 0],
    ["/# open\nx", TokenFlag.unterminated],
  ])("of %j", (source, expected) => {
    expect(flagsOf(source)).toBe(expected);
  });
});
