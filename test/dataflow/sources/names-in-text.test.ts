import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { type NamingRules, nameInText } from "../../../src/dataflow/sources/names-in-text.ts";
import { leavesOf } from "../../../src/dataflow/strings/evaluate.ts";

/** What the text says about what its last reference puts into it. */
function named(text: string, rules: Partial<NamingRules> = {}): ReturnType<typeof nameInText> {
  const read = leavesOf(parseTemplate(text)).findLast((leaf) => leaf.kind === "read");
  return read && nameInText({ text }, read, { sensitiveNames: [], isAddress: false, ...rules });
}

describe("a text names what a reference puts into it", () => {
  it.each<[string, string]>([
    ['{"password": "@{body(\'A\')}"}', "password"],
    ["grant_type=x&client_secret=@{body('A')}", "client_secret"],
    ["@concat('grant_type=x&client_secret=', uriComponent(body('A')))", "client_secret"],
    ["<wsse:Password Type='text'>@{body('A')}", "Password"],
    ["Content-Disposition: form-data; name=\"apikey\"\r\n\r\n@{body('A')}", "apikey"],
    ["https://orders.blob.core.windows.net/in?@{body('A')}", "sas_token"],
    ["https://api.telegram.org/bot@{body('A')}", "token"],
    ["CLIENT_SECRET: @{body('A')}", "CLIENT_SECRET"],
    ["Content-Disposition: form-data; NAME=\"ApiKey\"\n\n@{body('A')}", "ApiKey"],
    ["@concat('client_secret=' ,  trim(string( body('A'))))", "client_secret"],
    ["@concat('user=', body('U'), '&password=',body('A'))", "password"],
  ])("%j: %s", (text, name) => {
    expect(named(text)?.name).toBe(name);
  });

  it("as the assertion that stands for a client secret", () => {
    expect(named("grant_type=x&assertion=@{body('A')}")).toEqual({ name: undefined });
    expect(named("assertion=@{body('A')}&grant_type=x")).toEqual({ name: undefined });
  });

  it.each([
    "Order @{body('A')}",
    "password of @{body('A')}",
    '{"name": "@{body(\'A\')}"}',
    "https://erp.contoso.example/@{body('A')}",
    "test_assertion=@{body('A')}",
    "grant_type=x&assertion=x&scope=@{body('A')}",
    "https://orders.blob.core.windows.net/in?comp=@{body('A')}",
    "@concat('password=', guid(), body('A'))",
  ])("and does not in %j", (text) => {
    expect(named(text)).toBeUndefined();
  });

  it.each<[string, (name: string) => string]>([
    ["a template", (name) => `<note>${"x".repeat(400)}</note><${name} type="${"x".repeat(180)}">@{body('A')}</${name}>`],
    ["a concat", (name) => `@concat('<note>${"x".repeat(400)}</note><${name} type="${"x".repeat(180)}">', body('A'), '</${name}>')`],
  ])("with a long start tag behind a long text in %s", (_, text) => {
    expect(named(text("password"))).toEqual({ name: "password" });
    expect(named(text("order"))).toBeUndefined();
  });
});

describe("the query of an address names it", () => {
  it.each<[string, Partial<NamingRules>, ReturnType<typeof nameInText>]>([
    ["https://erp.contoso.example/orders?api-key=@{body('A')}", {}, { name: "api-key", isCommon: false }],
    ["https://erp.contoso.example/orders?key=@{body('A')}", {}, { name: "key", isCommon: true }],
    ["/orders?api-key=@{body('A')}", { isAddress: true }, { name: "api-key", isCommon: false }],
    ["/orders?api-key=@{body('A')}", {}, undefined],
    ["https://app.azurewebsites.net/api/orders?code=@{body('A')}", {}, { name: "code", isCommon: false }],
    ["https://erp.contoso.example/orders?code=@{body('A')}", {}, undefined],
    ["http://erp.contoso.example/orders?api-key=@{body('A')}", {}, { name: "api-key", isCommon: false }],
    ["https://erp.contoso.example/orders?api-key=x&page=@{body('A')}", {}, undefined],
    ["https://erp.contoso.example/orders?page=@{body('A')}", {}, undefined],
    ["https://erp.contoso.example/orders?losung=@{body('A')}", { sensitiveNames: ["losung"] }, { name: "losung", isCommon: false }],
  ])("%j with %j: %j", (text, rules, expected) => {
    expect(named(text, rules)).toEqual(expected);
  });
});
