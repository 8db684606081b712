import { describe, expect, test } from "vitest";
import { foldsToItself, foldTemplate, readableText, takesIn } from "../../../src/cloud-flow/expression/fold.ts";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { unknownPart } from "../../../src/unknown-part.ts";

describe("the text that is written down", () => {
  test.each([
    ["@format('https://{0}.contoso.com/{1}', 'erp', 'orders')", "https://erp.contoso.com/orders"],
    ["@format('https://{0}.contoso.com', parameters('host'))", `https://${unknownPart}.contoso.com`],
    ["@format('{0}-{0}-{1}', 'a')", "a-a-"],
    ["@format('{{0}} {0:D2}', 'x')", "{0} x"],
    ["@format(variables('pattern'), 'x')", unknownPart],
    ["@concat('a', format('{0}', toLower('B')))", "ab"],
    ["@join(split('a;b;c', ';'), '-')", "a-b-c"],
    ["@join(createArray('a', 'b', 'c'), '')", "abc"],
    ["@last(createArray('a', concat('b', 'c')))", "bc"],
    ["@last(split('a;b;c', ';'))", "c"],
    ["@split('a;b;c', ';')[1]", "b"],
    ["@first(split('a;b;c', ';'))", "a"],
    [`@json('{"user": "orders"}')`, '{"user": "orders"}'],
    [`@json(concat('{"user": "', 'orders', '"}'))`, '{"user": "orders"}'],
    [`@json('{"user": "orders"}')['user']`, unknownPart],
    ["plain", "plain"],
    ["@@mention", "@mention"],
    ["a @{null} b @{true} c @{1.5}", "a  b true c 1.5"],
    ["@concat('it''s', ' ', 12)", "it's 12"],
    ["@base64('kv-orders')", "a3Ytb3JkZXJz"],
    ["@base64ToString('a3Ytb3JkZXJz')", "kv-orders"],
    ["@decodeBase64('a3Ytb3JkZXJz')", "kv-orders"],
    ["@encodeBase64('kv-orders')", "a3Ytb3JkZXJz"],
    ["@string('kv')", "kv"],
    ["@toUpper('kv')", "KV"],
    ["@trim('  kv ')", "kv"],
    ["@uriComponent('a b/ü')", "a%20b%2F%C3%BC"],
    ["@encodeUriComponent('a b')", "a%20b"],
    ["@uriComponentToString('a%20b%2F')", "a b/"],
    ["@decodeUriComponent('a%20b')", "a b"],
    ["@replace('kv-XX-orders-XX', 'XX', 'prod')", "kv-prod-orders-prod"],
    ["@replace('kv-XX', 'YY', 'prod')", "kv-XX"],
    ["@substring('kv-orders', 3)", "orders"],
    ["@substring('kv-orders', 3, 3)", "ord"],
    ["@substring('kv-orders', 0, 2)", "kv"],
    ["@slice('kv-orders', 3)", "orders"],
    ["@slice('kv-orders', 3, 6)", "ord"],
    ["@slice('kv-orders', -6, -1)", "order"],
    ["@slice('kv-orders', 3, 0)", ""],
    ["@slice('kv-orders', length('ab'))", unknownPart],
    ["@trimByteOrderMark('\ufeffkv')", "kv"],
    ["@trimByteOrderMark('kv\ufeff1')", "kv\ufeff1"],
    ["@TOLOWER(toUpper('Kv'))", "kv"],
    ["@format('{0}}}', 'x')", "x}"],
    ["@format('{10}{1}', 'a', 'b')", "b"],
    ["@format('x{10}', 'a')", "x"],
    ["@dataUriToString('data:text/plain;base64,a3Ytb3JkZXJz')", "kv-orders"],
    ["@dataUriToString('DATA:text/plain;charset=utf-8;BASE64,a3Ytb3JkZXJz')", "kv-orders"],
    ["@dataUriToString('data:;base64,a3Ytb3JkZXJz')", "kv-orders"],
    ["@decodeDataUri('data:text/plain,kv%20orders')", "kv orders"],
    ["@dataUriToString('data:,a,b')", "a,b"],
    ["@dataUriToString('data:,a%0Ab')", "a\nb"],
  ])("of %s", (text, expected) => {
    expect(readableText(text)).toBe(expected);
  });

  // What a function makes of such arguments is an error when the flow runs, or is known to nobody before.
  test.each([
    "@decodeUriComponent('100%')",
    "@uriComponentToString('%zz')",
    "@encodeUriComponent('\ud800')",
    "@uriComponent()",
    "@uriComponentToString()",
    "@base64()",
    "@base64ToString()",
    "@string()",
    "@replace('a', '', 'b')",
    "@replace('a', 'b')",
    "@replace('a')",
    "@replace(variables('x'), 'a', 'b')",
    "@substring('kv-orders', -1)",
    "@substring('kv-orders')",
    "@substring()",
    "@split('a;b', ';')[2]",
    "@split('a;b', '')[0]",
    "@split('a;b')[0]",
    "@split('a;b', variables('x'))[0]",
    "@split(variables('x'), ';')[0]",
    "@split('a;b', ';')['0']",
    "@split('a;b', ';')",
    "@join(split('a;b', ';'), variables('x'))",
    "@join(split('a;b', ';'))",
    "@join(variables('list'), '-')",
    "@join(createArray('a', triggerBody()), '-')",
    "@join(createArray('a', 'b')[0], '-')",
    "@first('abc')",
    "@last(split('a;b', ';')[0])",
    "@toLower('AB')['c']",
    "@concat('a', 'b')['c']",
    "@format('{0}', 'x')['c']",
    "@format()",
    "@dataUriToString('data:text/plain')",
    "@dataUriToString('kv,orders')",
    "@dataUriToString('my-data:,kv')",
    "@dataUriToString('data:,100%')",
    "@dataUriToString()",
    "@guid()",
    "@concat('a',",
  ])("is not known of %s", (text) => {
    expect(readableText(text)).toBe(unknownPart);
  });

  test("keeps what stands around a part that is not known", () => {
    expect(readableText("https://@{variables('host')}/@{toLower('API')}")).toBe(`https://${unknownPart}/api`);
    expect(readableText("@concat('kv-', parameters('stage'), '-orders')")).toBe(`kv-${unknownPart}-orders`);
  });

  test("says where each piece stands, and whether it stands there letter by letter", () => {
    const template = "x@{concat('ab', 'it''s', toLower('C'))}";
    const pieces = foldTemplate(parseTemplate(template)).map(({ text, start, end, verbatim }) => [
      text,
      template.slice(start, end),
      verbatim,
    ]);
    expect(pieces).toEqual([
      ["x", "x", true],
      ["ab", "ab", true],
      ["it's", "it''s", false],
      ["c", "toLower('C')", false],
    ]);
  });

  test("stands for what a lookup knows", () => {
    const lookUp = (expression: { readonly kind: string; readonly name?: string }): string | undefined =>
      expression.name === "variables" ? "a;b" : undefined;
    const folded = (text: string): string =>
      foldTemplate(parseTemplate(text), lookUp)
        .map((piece) => piece.text)
        .join("");
    expect(folded("@{toUpper(variables('x'))}!")).toBe("A;B!");
    expect(folded("@last(split(variables('x'), ';'))")).toBe("b");
    expect(folded("@format('{0}', variables('x'))")).toBe("a;b");
    expect(folded("@parameters('x')")).toBe(unknownPart);
  });

  test.each([
    ["a list is joined by a long text", (long: string) => `join(split('${";".repeat(50_000)}', ';'), '${long}')`],
    ["a long list is made", (long: string) => `join(createArray('${long}','${long}'), '-')`],
    ["a long list is split", (long: string) => `join(split('${long};${long}', ';'), '-')`],
    ["a pattern repeats a long text", (long: string) => `format('${"{0}".repeat(900)}', '${long}')`],
  ])("is given up where %s", (_, expression) => {
    expect(readableText(`@${expression("x".repeat(700_000))}`)).toBe(unknownPart);
  });

  test("stays small where patterns repeat one another", () => {
    let text = "'x'";
    for (let depth = 0; depth < 40; depth++) text = `format('{0}{0}{0}', ${text})`;
    expect(readableText(`@${text}`).length).toBeLessThan(100_000);
  });
});

describe("a text takes in a constant", () => {
  const takes = (text: string): boolean =>
    takesIn(parseTemplate(text), (expression) => expression.kind === "call" && expression.name === "variables");

  test.each([
    "@variables('x')",
    "a @{variables('x')} b",
    "@concat('a', variables('x'))",
    "@format('{0}', variables('x'))",
    "@toLower(trim(variables('x')))",
    "@split(variables('x'), ';')[0]",
    "@first(split(variables('x'), ';'))",
    "@last(split(variables('x'), ';'))",
    "@join(split(variables('x'), ';'), '-')",
    "@join(createArray('a', variables('x')), '-')",
    `@json(concat('{"user": "', variables('x'), '"}'))`,
    "@join(split('a;b', ';'), variables('x'))",
    "@split('a;b', variables('x'))[0]",
  ])("in %s", (text) => {
    expect(takes(text)).toBe(true);
  });

  test.each([
    "variables('x')",
    "a @{parameters('x')} b",
    "@'variables'",
    "@length(variables('x'))",
    "@format(variables('x'), 'a')",
    "@toLower(variables('x'))['a']",
    "@concat('a', variables('x'))['a']",
    "@json(variables('x'))['a']",
    "@toLower('x')",
  ])("not in %s", (text) => {
    expect(takes(text)).toBe(false);
  });
});

describe("a text holds what is known of it letter by letter", () => {
  test.each([
    "@variables('x')",
    "a @{variables('x')} b",
    "@{body('A')}@{guid()}",
    "@item(",
    "a @{item(",
    "@concat(item(), body('A'))",
    "@json(body('A'))",
    "@json(body('A'))['a']",
    `@json('{"user": "orders"}')['user']`,
  ])("in %s", (text) => {
    expect(foldsToItself(parseTemplate(text))).toBe(true);
  });

  test.each([
    "plain",
    "@'a'",
    "a @{'b'}",
    "a @{1}",
    "@concat('a', item())",
    "@format('{0}-x', item())",
    `@json('{"user": "orders"}')`,
    "a @{toLower('B')}",
    "@first(split('a;b', ';'))",
    "@join(variables('x'), ';')",
    "@split('a;b', ';')[0]",
  ])("not in %s", (text) => {
    expect(foldsToItself(parseTemplate(text))).toBe(false);
  });
});
