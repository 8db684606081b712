import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import type { Container } from "../../src/input/artifact.ts";
import { chosenOf, groupSolutions } from "../../src/linter/groups.ts";
import { lint } from "../../src/linter/lint.ts";
import { groupsIn, parseShard, type Shard } from "../../src/linter/shard.ts";
import { json } from "../../src/report/json.ts";
import { mergeReports } from "../../src/report/merge.ts";
import type { ReportContext } from "../../src/report/reporter.ts";
import { reportRules } from "../../src/report/rules.ts";
import { sarif } from "../../src/report/sarif.ts";
import { childFlow, compose, guidOf, http, keyVault, setVariable } from "../../src/testing/actions.ts";
import { callbackUrl } from "../../src/testing/credentials.ts";
import { containerOf, flow, type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";

test.each([
  ["1/1", { index: 1, count: 1 }],
  ["3/8", { index: 3, count: 8 }],
])("%s is a shard", (text, shard) => {
  expect(parseShard(text)).toEqual(shard);
});

test.each(["0/2", "3/2", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])("'%s' is none", (text) => {
  expect(() => parseShard(text)).toThrow("write it as I/N");
});

const leaky = (name: string): SolutionSpec => ({
  uniqueName: name,
  references: [],
  variables: [{ schemaName: `${name}_SecretName`, defaultValue: "key" }, { schemaName: "new_SecretName" }],
  flows: [
    flow(`${name} flow`, keyVault.getSecret("Get", { secretName: "literal" }), setVariable("Keep", "x", "@outputs('Get')?['body/value']")),
  ],
});
/** Without the variables that the builders add everywhere, which would tie all solutions together. */
/** A SARIF log with so many runs. */
const sarifLog = (runs: number): string => JSON.stringify({ version: "2.1.0", runs: Array.from({ length: runs }, () => ({ tool: {} })) });

const container = (spec: SolutionSpec, path: string) =>
  containerOf(new Map([...solutionFiles(spec)].filter(([name]) => !/environmentvariabledefinitions\/new_/.test(name))), path);
const solutionsOf = (containers: readonly Container[], shard: Shard): readonly string[] =>
  readWorkspace(containers, undefined, {}, chosenOf(groupsIn(groupSolutions(containers), shard))).solutions.map(
    ({ uniqueName }) => uniqueName,
  );
const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"];
const inputs = names.map((name) => container(leaky(name), `exports/${name}.zip`));

const config = resolveConfig(undefined, { preset: "strict" }, rules, "/work");
const base = { rules, config, today: "2026-07-01" };

describe("the shards of a workspace", () => {
  test("hold every solution exactly once, whatever the order of the inputs", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.shuffledSubarray(inputs, { minLength: inputs.length }), (count, order) => {
        const parts = Array.from({ length: count }, (_, index) => [...solutionsOf(order, { index: index + 1, count })].sort());
        expect(parts.flat().sort()).toEqual([...names].sort());
        const again = Array.from({ length: count }, (_, index) => [...solutionsOf(inputs, { index: index + 1, count })].sort());
        expect(parts).toEqual(again);
        if (count <= names.length) expect(parts.every((part) => part.length > 0)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    ["by id", childFlow("Call", "Called")],
    ["by the URL of a trigger", http("Call", { uri: callbackUrl(guidOf("Called")) })],
  ])("keep solutions together whose flows call each other %s", (_, call) => {
    const caller = container({ ...leaky("Caller"), flows: [flow("Caller", call)] }, "caller.zip");
    const called = container({ ...leaky("Called"), flows: [flow("Called", compose("Done", "x"))] }, "called.zip");
    const together = [1, 2, 3].filter((index) =>
      solutionsOf([...inputs, caller, called], { index, count: 3 }).some((uniqueName) => /^Call/.test(uniqueName)),
    );
    expect(together).toHaveLength(1);
  });
});

describe("groups", () => {
  const groupsOf = (...specs: readonly SolutionSpec[]): number =>
    groupSolutions(specs.map((spec) => container(spec, `${spec.uniqueName}.zip`))).length;
  const declaring = (schemaName: string): SolutionSpec => ({ uniqueName: "Owner", variables: [{ schemaName }], flows: [] });
  const naming = (text: string): SolutionSpec => ({ uniqueName: "Other", references: [], flows: [flow("Other", compose("Say", text))] });

  test.each([
    ["contoso_Vault", "a contoso_vault!", 1],
    ["contoso_Vault", "contoso_vaults", 2],
    ["contoso_Vault", "my_contoso_vault", 2],
    ["contoso_Vault", "contoso_", 2],
    ["vault", "the Vault", 1],
    ["vault", "vaults", 2],
    ["0f8fad5bd9cb469fa16570867728950e", "x 0F8FAD5BD9CB469FA16570867728950E", 1],
    ["Ümlaut_x", "Ümlaut_x", 2],
  ])("%s and '%s'", (declared, text, count) => {
    expect(groupsOf(declaring(declared), naming(text))).toBe(count);
  });

  test.each([
    ["in braces", (id: string) => `{${id.toUpperCase()}}`, 1],
    ["behind a word", (id: string) => `my_${id}`, 1],
    ["behind other digits", (id: string) => `0abc${id}`, 1],
    ["in an URL, without hyphens", (id: string) => `/workflows/${id.replaceAll("-", "")}/runs`, 1],
    ["without its first digit", (id: string) => id.slice(1), 2],
  ])("are joined by the id of a flow %s", (_, written, count) => {
    const called: SolutionSpec = { uniqueName: "Owner", references: [], flows: [flow("Called", compose("Done", "x"))] };
    expect(groupsOf(called, naming(written(guidOf("Called"))))).toBe(count);
  });

  test("are found among more publishers than are looked for one by one", () => {
    const variables = Array.from({ length: 400 }, (_, index) => ({ schemaName: `p${index}_Name` }));
    expect(groupsOf({ ...declaring("x"), variables }, naming("p399_name"))).toBe(1);
    expect(groupsOf({ ...declaring("x"), variables }, naming("p400_name"))).toBe(2);
  });

  test("keep solutions together whose packed scripts may call each other, and no others", () => {
    const withScript = (uniqueName: string, schema: "definition" | "package"): SolutionSpec => ({
      uniqueName,
      references: [],
      flows: [],
      desktopFlows: [{ name: uniqueName, script: "SET A TO 1\r\n", schema }],
    });
    expect(groupsOf(withScript("One", "definition"), withScript("Two", "definition"))).toBe(2);
    expect(groupsOf(withScript("One", "package"), withScript("Two", "definition"))).toBe(1);
  });
});

test("a shard that cannot read what it has tells of it where another one may read more", async () => {
  const [readable] = inputs;
  if (readable === undefined) throw new Error("There is no input.");
  const broken = containerOf(new Map([["flow.json", "{"]]), "flow.json");
  const isEmptyIn = async (containers: readonly Container[], shard: Shard): Promise<boolean> =>
    (await lint(containers, { ...base, shard })).isEmpty;
  const both = [1, 2].map((index) => ({ index, count: 2 }));
  expect(await Promise.all(both.map((shard) => isEmptyIn([readable, broken], shard)))).toEqual([false, false]);
  // The second of two shards has nothing, and does not know whether the first can read what it has.
  expect(await Promise.all(both.map((shard) => isEmptyIn([broken], shard)))).toEqual([true, false]);
});

describe("merged reports of shards", () => {
  const context: ReportContext = {
    tool: { name: "solutionlint", version: "1.0.0" },
    rules: reportRules(rules),
    colorLevel: 0,
    columns: 100,
  };

  test.each([json, sarif])("are the $name report of one run, byte by byte", async (reporter) => {
    const whole = reporter.report((await lint(inputs, base)).result, context);
    const parts: string[] = [];
    for (const index of [3, 1, 2]) {
      const { result, isEmpty } = await lint(inputs, { ...base, shard: { index, count: 3 } });
      expect(isEmpty).toBe(false);
      parts.push(reporter.report(result, context));
    }
    expect(parts.every((part) => part !== whole)).toBe(true);
    const merged = mergeReports(parts.map((text, index) => ({ name: `${index}.json`, text })));
    expect(merged.kind === "json" ? reporter.report(merged.result, context) : [...merged.pieces].join("")).toBe(whole);
  });

  test("say once what every shard says", async () => {
    const origin = { text: "c.json:1:1", file: "c.json", pointer: ["overrides", "0"] };
    const override = { solutions: [], flows: [], operations: [], files: [], reason: "x", expires: "2026-01-01", origin };
    const options = {
      ...base,
      config: { ...config, overrides: [{ ...override, rules: new Map([["secret-in-variable", "off" as const]]) }] },
    };
    const texts: string[] = [];
    for (const index of [1, 2]) texts.push(json.report((await lint(inputs, { ...options, shard: { index, count: 2 } })).result, context));
    const merged = mergeReports(texts.map((text) => ({ name: "x.json", text })));
    if (merged.kind !== "json") throw new Error("JSON expected");
    expect(merged.result.findings.filter(({ rule }) => rule === "unused-suppression")).toHaveLength(1);
    expect(json.report(merged.result, context)).toBe(json.report((await lint(inputs, options)).result, context));
  });

  test.each([
    [["{"], "'0.json' is not valid JSON."],
    [['{"version":3}'], "'0.json' is not a JSON or SARIF report of solutionlint."],
    [["[]"], "'0.json' is not a JSON or SARIF report of solutionlint."],
    [
      ['{"version":1,"tool":{"version":"1"},"solutions":[],"findings":[]}', '{"version":"2.1.0","runs":[]}'],
      "These are reports of two formats: merge JSON with JSON and SARIF with SARIF.",
    ],
    [
      [
        '{"version":1,"tool":{"version":"1"},"solutions":[],"findings":[]}',
        '{"version":1,"tool":{"version":"2"},"solutions":[],"findings":[]}',
      ],
      "'0.json' and '1.json' were written by different versions of solutionlint, or with different rules.",
    ],
    [['{"version":"2.1.0","runs":[]}'], "'0.json' must contain exactly one run, as every SARIF report of solutionlint does."],
    [[sarifLog(1), sarifLog(2)], "'1.json' must contain exactly one run"],
    [[], "There is no report to merge."],
  ])("are refused: %j", (texts, message) => {
    expect(() => mergeReports(texts.map((text, index) => ({ name: `${index}.json`, text })))).toThrow(message);
  });
});
