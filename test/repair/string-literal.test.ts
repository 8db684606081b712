import { describe, expect, it } from "vitest";
import { literalToExpression } from "../../src/repair/string-literal.ts";

const expression = "parameters('Name')";

/** The text with its only `«…»` stretch replaced by the expression; undefined where that cannot be done. */
function replaced(marked: string): string | undefined {
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const text = marked.replace(/[«»]/g, "");
  const splice = literalToExpression(text, { start, end }, expression);
  return splice === undefined ? undefined : text.slice(0, splice.span.start) + splice.text + text.slice(splice.span.end);
}

describe("a literal becomes an expression", () => {
  it.each([
    ["the whole text", "«kv-dev»", `@${expression}`],
    ["a part of a text", "https://«kv-dev».vault.azure.net", `https://@{${expression}}.vault.azure.net`],
    ["between expressions", "@{variables('a')}-«kv-dev»-@{variables('b')}", `@{variables('a')}-@{${expression}}-@{variables('b')}`],
    ["all of a string literal", "@concat('https://', '«kv-dev»')", `@concat('https://', ${expression})`],
    ["the end of a string literal", "@concat('https://«kv-dev»')", `@concat(concat('https://', ${expression}))`],
    ["the beginning of one", "@concat('«kv-dev».vault')", `@concat(concat(${expression}, '.vault'))`],
    ["its middle", "@concat('a/«kv-dev»/b')", `@concat(concat('a/', ${expression}, '/b'))`],
    ["in a template", "x@{concat('«kv-dev»')}", `x@{concat(${expression})}`],
    ["in a key that is read", "@variables('a')?['«kv-dev»']", `@variables('a')?[${expression}]`],
  ])("that is %s", (_name, marked, expected) => {
    expect(replaced(marked)).toBe(expected);
  });

  it.each([
    ["an escaped text holds no expressions", "@@«kv-dev»"],
    ["a lone at sign before it would escape the braces", "a@«kv-dev»"],
    ["half of a doubled quote would end the piece before it", "@concat('it'«'»s')"],
    ["it goes from text into an expression", "«a@{variables('b')}»"],
    ["there is nothing", "a«»b"],
    ["what precedes is no valid template", "@{«kv-dev»"],
  ])("unless %s", (_name, marked) => {
    expect(replaced(marked)).toBeUndefined();
  });

  it("takes all of the text when no stretch is given", () => {
    expect(literalToExpression("kv-dev", undefined, expression)).toEqual({ span: { start: 0, end: 6 }, text: `@${expression}` });
  });
});
