import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRegularExpression } from "../../src/matching/regular-expression.ts";
import { expectLinear } from "../growth.ts";

const matches = (source: string, text: string): boolean => compileRegularExpression(source).test(text);

describe("a regular expression of the configuration", () => {
  test.each([
    ["^kv-contoso-(dev|test|prod)$", "kv-contoso-prod", true],
    ["^kv-contoso-(dev|test|prod)$", "kv-contoso-qa", false],
    ["^kv-contoso-(dev|test|prod)$", "xkv-contoso-dev", false],
    ["contoso", "see contoso here", true],
    ["^vault-weu-\\d$", "vault-weu-7", true],
    ["^(?:a|bc)+$", "abcbca", true],
    ["^(?<name>a)?b$", "b", true],
    ["\\bkey\\b", "the key, please", true],
    ["\\bkey\\b", "keys", false],
    ["\\Bey", "key", true],
    ["^[^\\]a-c]+$", "xyz", true],
    ["^[\\w\\-.]+$", "a-b.c", true],
    ["^\\p{Lu}", "Ärger", true],
    ["^\\u0041\\x42$", "AB", true],
    ["^a{2,3}$", "aaaa", false],
    ["^a{2,}$", "aaaa", true],
    ["^a{3}$", "aaa", true],
    ["^a{0}$", "", true],
    ["a{,2}", "a{,2}", true],
    ["^.$", "😀", true],
    ["^.$", "\n", false],
    ["a.*?b", "a  b", true],
    ["", "anything", true],
    ["x|", "anything", true],
    ["^$", "", true],
    ["^$", "a", false],
    ["a$|^b", "bc", true],
  ])("%j finds in %j: %s", (source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
    expect(new RegExp(source, /\\p|😀/u.test(source + text) ? "u" : "").test(text)).toBe(expected);
  });

  test("agrees with the engine", () => {
    const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w", "\\b", "^", "$", "(a|b)", "(?:ab)", "(a*|b)", "()");
    const quantifier = fc.constantFrom("", "", "*", "+", "?", "*?", "{2}", "{0,2}", "{1,}");
    const piece = fc.tuple(atom, quantifier).map(([one, count]) => (/^(?:\\b|\^|\$)$/.test(one) ? one : one + count));
    const source = fc.array(fc.oneof(piece, fc.constant("|")), { maxLength: 6 }).map((parts) => parts.join(""));
    const text = fc.array(fc.constantFrom("a", "b", "c", " "), { maxLength: 6 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(source, text, (expression, subject) => {
        expect(matches(expression, subject)).toBe(new RegExp(expression).test(subject));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    ["(a+)+$", "a"],
    ["(a|a)*$", "a"],
    ["(.*a){20}", "a"],
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "a"],
    [".*.*.*.*.*x", "a"],
    ["(a*)*b", "a"],
    ["(\\w+\\s?)*:", "ab "],
  ])("%s takes linear time", (source, piece) => {
    expectLinear((size) => matches(source, `${piece.repeat(size)}!`), 2_000);
  });

  test.each([
    ["(", "Unterminated group"],
    ["[a-", "Unterminated character class"],
    ["a(?=b)", "look-ahead, look-behind and flags in groups are not supported, because they can take forever"],
    ["(?<!a)b", "look-ahead, look-behind"],
    ["(a)\\1", "back-references are not supported"],
    ["(?<x>a)\\k<x>", "back-references are not supported"],
    ["(((a{50}){50}){50})", "it is too large; use smaller counts in braces"],
    ["a{100000}", "it is too large"],
    ["(".repeat(200) + ")".repeat(200), "its groups are nested too deeply"],
  ])("%s is refused", (source, reason) => {
    expect(() => compileRegularExpression(source)).toThrow(reason);
  });
});
