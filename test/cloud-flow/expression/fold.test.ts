import { describe, expect, test } from "vitest";
import { readableText, unknownPart } from "../../../src/cloud-flow/expression/fold.ts";

describe("the text that is written down", () => {
  test.each([
    ["@format('https://{0}.contoso.com/{1}', 'erp', 'orders')", "https://erp.contoso.com/orders"],
    ["@format('https://{0}.contoso.com', parameters('host'))", `https://${unknownPart}.contoso.com`],
    ["@format('{0}-{0}-{1}', 'a')", "a-a-"],
    ["@format('{{0}} {0:D2}', 'x')", "{0} x"],
    ["@format(variables('pattern'), 'x')", unknownPart],
    ["@concat('a', format('{0}', toLower('B')))", "ab"],
    ["@join(split('a;b;c', ';'), '-')", "a-b-c"],
    ["@last(split('a;b;c', ';'))", "c"],
    ["@split('a;b;c', ';')[1]", "b"],
  ])("of %s", (text, expected) => {
    expect(readableText(text)).toBe(expected);
  });

  test.each([
    ["a list is joined by a long text", (long: string) => `join(split('${";".repeat(50_000)}', ';'), '${long}')`],
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
