import { describe, expect, it } from "vitest";
import { unnamedParts } from "../../../src/dataflow/components/unnamed-parts.ts";
import { apiKey, password } from "../../../src/testing/credentials.ts";

const key = apiKey(3);
const word = password(4);
const hex = ["3fa85f64", "5717c562", "b3fc2c96", "3f66afa6"].join("");

describe("of the parts of a text that have no names", () => {
  it.each<[string, string, readonly string[]]>([
    ["a generated key by itself", key, [`secret key ${key}`]],
    ["a key in hexadecimal", hex, [`secret key ${hex}`]],
    ["a key behind a user", `svc-erp | ${key}`, [`secret key ${key}`]],
    ["a key in a line of its own", `https://api.contoso.com/orders\r\n${key}\r\n`, [`secret key ${key}`]],
    ["a password between a user and an address", `svc-erp;${word};https://erp.contoso.com?a=b`, [`password ${word}`]],
    ["a key at the end of twelve parts", `${"a;".repeat(11)}${key}`, [`secret key ${key}`]],
    ["a password behind an e-mail address", `orders@contoso.com|${word}`, [`password ${word}`]],
    ["a password behind the user of a domain", `CONTOSO\\svc-erp,${word}`, [`password ${word}`]],
  ])("%s is a credential", (_, text, expected) => {
    expect(unnamedParts(text).map(({ start, end, name }) => `${name} ${text.slice(start, end)}`)).toEqual(expected);
  });

  it.each([
    ["nothing", ""],
    ["columns", "new_name;new_amount;new_Code2"],
    ["the id of a row", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
    ["names of classes beside an address", "https://api.contoso.com;Contoso.Sales_V2;Orders-V2"],
    ["a path beside an address", "https://api.contoso.com;/api/Orders/V2"],
    ["what looks like a password where nothing says what it is for", `orders;${word}`],
    ["an address with a key, which is read as one", `https://api.contoso.com/${key}`],
    ["an address with signs as passwords have them", "svc-erp;https://api.contoso.com/Orders-V2?V=2~x"],
    ["a user with signs as passwords have them", "Orders+V2~7@contoso.com;https://api.contoso.com"],
    ["empty parts", "svc-erp; ;;https://api.contoso.com"],
    ["pairs of names and values", `user=svc-erp;value=${key}`],
    ["a document", `<settings>${key}</settings>`],
    ["a sentence", `see ticket ${key}`],
    ["a long list", `${"a;".repeat(12)}${key}`],
    ["a long text", `${key};${"a".repeat(2_000)}`],
  ])("%s is none", (_, text) => {
    expect(unnamedParts(text)).toEqual([]);
  });
});
