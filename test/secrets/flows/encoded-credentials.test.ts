import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { encodedCredentials } from "../../../src/secrets/flows/encoded-credentials.ts";

const word = "Wn4-orders!";
const encoded = (text: string): string => Buffer.from(text).toString("base64");

/** What is found in an expression, as what is marked in it. */
function found(template: string): readonly string[] {
  return encodedCredentials(parseTemplate(template)).map(({ span, secret, assembled, match }) => {
    expect(match).toMatchObject({ kind: "basic-credentials", confidence: "medium", evidence: ["shape"], span });
    const marked = template.slice(span.start, span.end);
    return `${marked === secret ? "secret" : marked}${assembled ? ", assembled" : ""}`;
  });
}

describe("a user and a password that an expression encodes", () => {
  it.each<[string, string, readonly string[]]>([
    ["in one text", `@base64('orders:${word}')`, ["secret"]],
    ["by the older name of the function", `@encodeBase64('orders:${word}')`, ["secret"]],
    ["in a header", `Basic @{BASE64('orders@contoso.com:${word}')}`, ["secret"]],
    ["of a domain", `@base64('contoso\\orders:${word}')`, ["secret"]],
    ["put together", `@base64(concat('orders', ':', '${word}'))`, [`concat('orders', ':', '${word}'), assembled`]],
    ["with a quote", "@base64('orders:Wn4-''orders')", ["'orders:Wn4-''orders', assembled"]],
    ["in another call", `@concat('Basic ', base64('orders:${word}'))`, ["secret"]],
    ["encoded already", `@base64ToString('${encoded(`orders:${word}`)}')`, ["secret"]],
    ["encoded already, by the older name", `@decodeBase64('${encoded(`orders:${word}`)}')`, ["secret"]],
    ["twice", `@concat(base64('a:${word}'), base64('b:${word}'))`, ["secret", "secret"]],
    ["with letters and digits alone", "@base64('orders:north22east')", ["secret"]],
  ])("are found %s", (_, template, expected) => {
    expect(found(template)).toEqual(expected);
  });

  it.each<[string, string]>([
    ["in another function", `@toLower('orders:${word}')`],
    ["in a function that only ends so", `@xbase64('orders:${word}')`],
    ["without an argument", "@base64()"],
    ["without a user", `@base64(':${word}')`],
    ["without a colon", `@base64('${word}')`],
    ["in a line of text", `@base64('orders: ${word}')`],
    ["with a password that is read", "@base64(concat('orders:', body('Get')))"],
    ["with a word as the password", "@base64('orders:northeast')"],
    ["with digits as the password", "@base64('orders:471147114711')"],
    ["with a short password", "@base64('orders:Wn4-!')"],
    ["with an address", "@base64('https://contoso1.example')"],
    ["with a placeholder", "@base64('orders:<password1>')"],
    ["decoded from what is none", `@base64ToString('orders:${word}')`],
    ["in two colons", "@base64('orders:Wn4:orders1')"],
  ])("are not found %s", (_, template) => {
    expect(found(template)).toEqual([]);
  });
});
