import { describe, expect, test } from "vitest";
import type { CustomRuleAssertion, ResolvedCustomRule } from "../../src/config/types.ts";
import { UserError } from "../../src/errors.ts";
import { customRules } from "../../src/linter/custom-rules.ts";
import { compileJsonPath } from "../../src/linter/json-path.ts";
import { keyVault, raw, scope } from "../../src/testing/actions.ts";
import { describePlace, findingsOf } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";

const select = (path: string, document: object) =>
  compileJsonPath(path)(JSON.parse(JSON.stringify(document))).map(({ pointer }) => pointer.join("/"));

describe("a JSONPath", () => {
  test.each([
    ["$.a.b", ["a/b"]],
    ["$..b", ["a/b"]],
    ["$['@odata.type']", ["@odata.type"]],
    ["$..['@odata.type']", ["@odata.type", "a/@odata.type"]],
    ["$.a['x/y~z']", ["a/x/y~z"]],
    ["$.list[1]", ["list/1"]],
    ["$.list[*]", ["list/0", "list/1"]],
    ["$.$authentication", ["$authentication"]],
    ["$.missing", []],
    ["$.constructor", []],
    ["$.__proto__", []],
  ])("%s selects %j", (path, wanted) => {
    const document = { "@odata.type": 1, a: { b: null, "@odata.type": 2, "x/y~z": 3 }, list: [1, 2], $authentication: {} };
    expect(select(path, document)).toEqual(wanted);
  });

  test.each(["$.a[?(@.b)]", "$.list[(@.length-1)]", "$..[?(@property==='x')]", "$.a.@string()", "$..a..b..c"])("%s is refused", (path) => {
    expect(() => compileJsonPath(path)).toThrow(UserError);
  });

  test("never runs code", () => {
    const reached = globalThis as { reached?: boolean };
    for (const path of [
      "$[?(globalThis.reached=true)]",
      "$[(globalThis.reached=true)]",
      "$..[?(@.constructor.constructor('globalThis.reached=true')())]",
    ])
      expect(() => compileJsonPath(path)({ a: 1 })).toThrow(UserError);
    expect(reached.reached).toBeUndefined();
  });
});

const rule = (assertion: CustomRuleAssertion, given: readonly string[], more: Partial<ResolvedCustomRule> = {}) => {
  const [made] = customRules([
    // biome-ignore lint/suspicious/noThenProperty: a key of the configuration.
    { name: "contoso/test", message: "A {message}.", level: "warning", given, then: assertion, origin: { text: "test" }, ...more },
  ]);
  if (made === undefined) throw new Error("no rule");
  return made;
};
const solution = flow(
  "Get orders",
  keyVault.getSecret("Get_secret", { note: "why" }),
  scope("Scope", raw("Call", { type: "Http", inputs: { uri: "https://x", retryPolicy: { type: "none", count: 3 } } })),
);
const found = (assertion: CustomRuleAssertion, given: string | readonly string[], more: Partial<ResolvedCustomRule> = {}) =>
  findingsOf(rule(assertion, typeof given === "string" ? [given] : given, more), { name: "test", flow: solution });

const policy = "$..retryPolicy";

describe("a rule of the configuration", () => {
  test("reports each value once, at the operation that holds it, in its own words", () => {
    const [finding, ...others] = found({ field: "type", oneOf: ["fixed"] }, [policy, policy], { advice: "Do {it}." });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "contoso/test", level: "warning", message: "A {message}.", advice: "Do {it}." });
    expect(finding === undefined ? "" : describePlace(finding.place)).toBe("Call/inputs/retryPolicy");
    expect(finding?.place.owner).toMatchObject({ name: "Get orders", operation: "Call" });
  });

  test.each<[CustomRuleAssertion, boolean]>([
    [{ field: "type", equals: "none" }, true],
    [{ field: "type", equals: "fixed" }, false],
    [{ field: "type", notEquals: "none" }, false],
    [{ field: "gone", notEquals: "none" }, true],
    [{ field: "gone", equals: "none" }, false],
    [{ field: "count", equals: 3 }, true],
    [{ field: "count", equals: "3" }, false],
    [{ field: "count", matches: "^[0-9]$" }, true],
    [{ field: "type", matches: "^fix" }, false],
    [{ field: "type", notMatches: "^no" }, false],
    [{ field: "gone", notMatches: "^no" }, true],
    [{ field: "gone", matches: "." }, false],
    [{ matches: "." }, false],
    [{ field: "type", oneOf: ["none", "fixed"] }, true],
    [{ field: "type", noneOf: ["none"] }, false],
    [{ field: "count", exists: true }, true],
    [{ field: "count", exists: false }, false],
    [{ field: "gone", exists: false }, true],
    [{ field: "constructor", exists: false }, true],
    [{ field: "count", exists: true, equals: 4 }, false],
  ])("asserts %j", (assertion, holds) => {
    expect(found(assertion, policy)).toHaveLength(holds ? 0 : 1);
  });

  test("looks at the components that it names", () => {
    expect(found({ exists: false }, policy, { components: ["other"] })).toEqual([]);
    expect(found({ exists: false }, policy, { components: ["cloud-flow"] })).toHaveLength(1);
  });

  test("looks at other JSON files too", () => {
    const files = { "data/list.json": '{ "a": [1, 2] }', "broken.json": "{", "settings.json": '{ "EnvironmentVariables": [] }' };
    const other = rule({ notEquals: 2 }, ["$.a[*]"]);
    const findings = findingsOf(other, { name: "test", solution: { files } });
    expect(findings.map(({ place }) => [place.source.file, place.at])).toEqual([["data/list.json", { kind: "json", pointer: ["a", "1"] }]]);
    expect(
      findingsOf(rule({ exists: false }, ["$.EnvironmentVariables"], { components: ["settings"] }), { name: "test", solution: { files } }),
    ).toHaveLength(1);
  });
});
