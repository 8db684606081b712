import { describe, expect, it } from "vitest";
import { inputMatches, literalParts, literalText, namesCredential } from "../../src/knowledge/inputs.ts";

describe("inputMatches", () => {
  it.each([
    ["item/Password", "item/Password", true],
    ["item/Password", "ITEM/password", true],
    ["item/Password", "item/PasswordHint", false],
    ["item/Password", "item", false],
    ["request", "request/headers/x", true],
    ["*/passwordProfile/password", "user/passwordProfile/password", true],
    ["*/password", "password", false],
    ["token", "token", true],
    // The body of an older action has no name of its own.
    ["emailMessage/Body", "body/Body", true],
    ["token", "body", false],
  ])("%s means %s: %s", (pattern, parameter, expected) => {
    expect(inputMatches(pattern, parameter)).toBe(expected);
  });
});

describe("literalText", () => {
  it.each([
    ["plain", "plain"],
    [" plain ", "plain"],
    ["@@at", "@at"],
    ["@{'x'}", "x"],
    ["@encodeURIComponent('it''s')", "it's"],
    ["@{encodeURIComponent(encodeURIComponent('x'))}", "x"],
    ["@variables('x')", undefined],
    ["a@{variables('x')}", undefined],
    ["@{concat('a','b')}", undefined],
    [5, undefined],
    [undefined, undefined],
  ])("of %j is %j", (value, expected) => {
    expect(literalText(value)).toBe(expected);
  });
});

describe("literalParts", () => {
  it.each([
    ["name eq '@{variables('Secret')}' or a", "name eq ' ' or a"],
    ["@concat('a ', variables('b'), body('c')?['d'])", "a "],
    [null, ""],
  ])("of %j", (value, expected) => {
    expect(literalParts(value)).toBe(expected);
  });
});

describe("namesCredential", () => {
  it.each([
    "new_ApiPassword",
    "x_ClientSecret",
    "api-key",
    "API_KEYS",
    "AccessToken",
    "Shared Secret",
    "connectionString",
    "schemaname eq 'a_pwd'",
    "SasToken",
  ])("%s does", (name) => {
    expect(namesCredential(name)).toBe(true);
  });

  it.each([
    "new_SecretName",
    "Secretary",
    "ClientSecretId",
    "PasswordExpiryDate",
    "PasswordPolicy",
    "accounts",
    "TokenCount",
    "KeyVaultUrl",
    "",
  ])("%s does not", (name) => {
    expect(namesCredential(name)).toBe(false);
  });
});
