import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wildcard } from "../../src/knowledge/wildcard.ts";
import { expectLinear } from "../growth.ts";

describe("a wildcard", () => {
  test.each([
    ["Get*", "", "getItems", true],
    ["*Items", "", "GetItem", false],
    ["*", "", "", true],
    ["a*a", "", "a", false],
    ["a*b*c", "", "a--b--c", true],
    ["a*b*c", "", "a--c--b", false],
    ["*.vault.azure.net", "/", "kv/x.vault.azure.net", false],
    ["/secrets/**", "/", "/secrets/a/b", true],
    ["/*/secrets/**", "/", "/a/secrets/b/c", true],
    ["/*/secrets/**", "/", "/a/b/secrets/c", false],
    ["a.b", "", "axb", false],
  ])("%s (stopping at %j) matches %j: %s", (pattern, stop, text, expected) => {
    expect(wildcard(pattern, stop).test(text)).toBe(expected);
  });

  test("agrees with a regular expression", () => {
    const pattern = fc.array(fc.constantFrom("a", "/", "*", "**"), { maxLength: 6 }).map((parts) => parts.join(""));
    const text = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 7 }).map((characters) => characters.join(""));
    fc.assert(
      fc.property(pattern, fc.constantFrom("", "/"), text, (glob, stop, subject) => {
        const source = glob.replaceAll(/\*+/g, (stars) => (stop === "" || stars.length > 1 ? ".*" : `[^${stop}]*`));
        expect(wildcard(glob, stop).test(subject)).toBe(new RegExp(`^${source}$`).test(subject));
      }),
      { numRuns: 3000 },
    );
  });

  test("of a hostile configuration costs pattern length times text length, not more", () => {
    const { test: matches } = wildcard(`${"*a".repeat(60)}*b`);
    expectLinear((size) => expect(matches(`${"a".repeat(size)}cb`)).toBe(true), 450);
    expectLinear((size) => expect(matches(`${"a".repeat(50)}${"c".repeat(size)}b`)).toBe(false), 450);
  });
});
