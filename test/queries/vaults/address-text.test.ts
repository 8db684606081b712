import { describe, expect, it } from "vitest";
import {
  isPlainName,
  isVaultAddress,
  namedVaults,
  readAddress,
  spanInString,
  unknownSpans,
} from "../../../src/queries/vaults/address-text.ts";

describe("a text names vaults", () => {
  it.each<[string, string, readonly string[]]>([
    ["before the domain of a vault", "https://kv-orders.vault.azure.net/secrets/erp", ["kv-orders"]],
    ["in other letters", "HTTPS://KV-Orders.VAULT.azure.NET", ["KV-Orders"]],
    [
      "behind a blank, a colon, an at sign or a quote",
      `a kv-a.vault.azure.net b:kv-b.vault.azure.net c@kv-c.vault.azure.net 'kv-d.vault.azure.net "kv-e.vault.azure.net`,
      ["kv-a", "kv-b", "kv-c", "kv-d", "kv-e"],
    ],
    ["at the beginning", "kv-orders.vault.azure.net", ["kv-orders"]],
    ["in a resource path", "/subscriptions/x/providers/Microsoft.KeyVault/vaults/kv-orders/secrets/erp", ["kv-orders"]],
    ["at the end of a resource path", "/providers/microsoft.keyvault/VAULTS/kv-orders", ["kv-orders"]],
    [
      "in a resource path before a query, a quote or a blank",
      "/providers/Microsoft.KeyVault/vaults/kv-a?x /providers/Microsoft.KeyVault/vaults/kv-b' /providers/Microsoft.KeyVault/vaults/kv-c x",
      ["kv-a", "kv-b", "kv-c"],
    ],
    ["not by a domain without a name", "https://.vault.azure.net", []],
    ["not by another domain", "https://kv-orders.vault.azure.com https://kv-orders.vaults.azure.net", []],
    ["not by the resources of another service", "/providers/Microsoft.Storage/vaults/kv-orders", []],
    ["not by a list of vaults", "/providers/Microsoft.KeyVault/vaults", []],
  ])("%s", (_, text, expected) => {
    const found = namedVaults(text);
    expect(found.map(({ name }) => name)).toEqual(expected);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it.each([
    "vault.azure.net",
    "vault.azure.cn",
    "vault.usgovcloudapi.net",
    "vault.microsoftazure.de",
    "managedhsm.azure.net",
    "managedhsm.azure.cn",
    "managedhsm.usgovcloudapi.net",
  ])("in the cloud of %s", (domain) => {
    expect(namedVaults(`https://kv-orders.${domain}/`).map(({ name }) => name)).toEqual(["kv-orders"]);
    expect(isVaultAddress(`https://kv-orders.${domain}/`)).toBe(true);
  });
});

it.each<[string, boolean]>([
  ["https://kv-orders.vault.azure.net", true],
  ["/subscriptions/x/resourceGroups/y/providers/Microsoft.KeyVault/vaults/kv-orders", true],
  ["https://api.contoso.com", false],
  ["kv-orders", false],
])("%s is the address of a vault: %s", (text, expected) => {
  expect(isVaultAddress(text)).toBe(expected);
});

it.each<[string, string, boolean]>([
  ["two signs", "kv", true],
  ["letters, digits and hyphens", "KV-orders-01", true],
  ["as many as a secret's name may have", "a".repeat(127), true],
  ["one sign", "k", false],
  ["more than that", "a".repeat(128), false],
  ["a blank", "kv orders", false],
  ["a line behind it", "kv-orders\n", false],
  ["a dot", "kv.orders", false],
])("a name can be of %s: %s", (_, text, expected) => {
  expect(isPlainName(text)).toBe(expected);
});

describe("a stretch of what a string gives", () => {
  const marked = (text: string, part: string): string | undefined => {
    const read = readAddress(text);
    const start = read.folded.indexOf(part);
    const span = spanInString(read, start, start + part.length);
    return span === undefined ? undefined : text.slice(span.start, span.end);
  };
  it.each<[string, string, string, string | undefined]>([
    ["has no place of its own in a text without expressions", "see https://kv-orders.vault.azure.net", "kv-orders", undefined],
    ["is where it is written before an expression", "https://kv-orders.vault.azure.net/@{variables('a')}", "kv-orders", "kv-orders"],
    ["is where it is written behind an expression", "@{variables('a')}/x/kv-orders/y", "kv-orders", "kv-orders"],
    ["is where it begins, if an expression goes on with it", "https://kv-@{'orders'}.vault.azure.net", "kv-orders", "kv-"],
    ["is the text in an expression that gives it", "https://@{'kv-orders'}.vault.azure.net", "kv-orders", "kv-orders"],
    ["is the expression that makes it", "https://@{toLower('KV-Orders')}.vault.azure.net", "kv-orders", "toLower('KV-Orders')"],
    ["has no place of its own in what one expression gives", "@{toLower('KV-Orders')}", "kv-orders", undefined],
  ])("%s", (_, text, part, expected) => {
    expect(marked(text, part)).toBe(expected);
  });

  it("behind the end is nowhere", () => {
    expect(spanInString(readAddress("kv-orders"), 9, 12)).toBeUndefined();
  });

  it("is given by the expressions in it that cannot be read", () => {
    const text = "https://@{variables('a')}-@{variables('b')}.vault.azure.net/@{variables('c')}";
    const read = readAddress(text);
    const spans = (from: string, to: string): readonly string[] =>
      unknownSpans(read, read.folded.indexOf(from), read.folded.indexOf(to)).map(({ start, end }) => text.slice(start, end));
    expect(spans("\uFFFC", ".vault")).toEqual(["variables('a')", "variables('b')"]);
    expect(spans("-", ".vault")).toEqual(["variables('b')"]);
    expect(spans("https", "\uFFFC")).toEqual([]);
    expect(spans(".vault", "net/")).toEqual([]);
  });
});
