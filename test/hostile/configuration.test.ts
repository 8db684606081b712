import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { http } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { flow } from "../../src/testing/solutions.ts";
import { type Bounds, type HostileRun, runHostile, solutionZip } from "./host.ts";

const call = http("Call", { uri: "https://api.contoso.com", authentication: { type: "Basic", username: "erp", password: password() } });
const zip = solutionZip({ flows: [flow("Get orders", call)] });

/** Lints a sound solution beside a configuration of a stranger. */
function lintWith(
  config: string | object,
  more: Readonly<Record<string, string>> = {},
  bounds: Bounds = { time: 3000 },
): Promise<HostileRun> {
  const text = typeof config === "string" ? config : JSON.stringify(config);
  return runHostile(
    { ".git/HEAD": "ref: refs/heads/main", ".solutionlintrc.json": text, "export.zip": zip, ...more },
    ["export.zip", "--format", "json"],
    bounds,
  );
}

describe("a configuration cannot run anything", () => {
  const script = `require("node:fs").writeFileSync("ran", "")`;
  const module = `import { writeFileSync } from "node:fs"; writeFileSync("ran", "");`;

  test.each<[string, string | object, Readonly<Record<string, string>>]>([
    ["by extending a script", { extends: "./evil.js" }, { "evil.js": script }],
    ["by extending a module", { extends: ["./evil.mjs"] }, { "evil.mjs": module }],
    [
      "by extending a package",
      { extends: "evil" },
      { "node_modules/evil/index.js": script, "node_modules/evil/package.json": '{"main":"index.js"}' },
    ],
    ["by extending an address", { extends: "https://127.0.0.1:9/evil.json" }, {}],
    ["by extending a data address", { extends: `data:text/javascript,${script}` }, {}],
    ["by a script named like JSON", { extends: "./evil.json" }, { "evil.json": script }],
    ["by naming a plug-in", { plugins: ["./evil.js"] }, { "evil.js": script }],
    ["by naming a plug-in for a rule", { rules: { "./evil.js": "error" } }, { "evil.js": script }],
    ["by a filter of a JSONPath", { customRules: [{ name: "a/b", message: "x", given: `$..[?(${script})]`, then: { exists: true } }] }, {}],
    ["by a script of a JSONPath", { customRules: [{ name: "a/b", message: "x", given: `$[(${script})]`, then: { exists: true } }] }, {}],
    ["by being a script", script, {}],
    [
      "beside it",
      {},
      {
        ".solutionlintrc.js": script,
        "solutionlint.config.js": script,
        "solutionlint.config.mjs": module,
        ".env": "NODE_OPTIONS=--require=./evil.js",
      },
    ],
  ])("%s", async (_name, config, files) => {
    const run = await lintWith(config, files);
    expect(existsSync(join(run.root, "ran"))).toBe(false);
    // It is refused, or it has no effect: in no case are findings lost.
    expect(run.code).not.toBe(0);
  });

  test.each([
    ["a file above the repository", "../outside.json"],
    ["a file by its whole path", "/etc/passwd.json"],
    ["a device", "/dev/zero.json"],
  ])("nor read %s", async (_name, entry) => {
    const run = await lintWith({ extends: entry });
    expect(run).toMatchObject({ code: 2, stdout: "" });
  });

  test("nor change what objects inherit", async () => {
    const polluted =
      '{"__proto__":{"polluted":1,"rules":{}},"constructor":{"prototype":{"polluted":1}},"rules":{"__proto__":"off","constructor":"off"}}';
    const run = await lintWith(polluted);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/__proto__/);
    expect((await lintWith({})).findings.map(({ rule }) => rule)).toContain("hardcoded-credential");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a configuration cannot take for ever", () => {
  const long = "a".repeat(200);
  test.each<[string, object]>([
    [
      "regular expressions",
      {
        customRules: [
          { name: "a/b", message: "x", given: "$..inputs", then: { field: "uri", notMatches: "^(([a-z:/.])+.)+[A-Z]([a-z])+$" } },
        ],
      },
    ],
    [
      "many regular expressions",
      {
        customRules: Array.from({ length: 200 }, (_, index) => ({
          name: `a/b-${index}`,
          message: "x",
          given: "$..*",
          then: { matches: "(a+)+$" },
        })),
      },
    ],
    ["descending paths", { customRules: [{ name: "a/b", message: "x", given: "$..*..*", then: { exists: true } }] }],
    [
      "globs",
      {
        ignore: ["**/".repeat(200) + long, `${"*a".repeat(500)}b`],
        overrides: [{ flows: [`${"{a,".repeat(300)}b${"}".repeat(300)}`], rules: { "hardcoded-credential": "off" } }],
      },
    ],
    ["wildcards of connectors", { connectors: { shared_x: { operations: { [`${"a*".repeat(100)}`]: {} } } } }],
    ["patterns of environments", { rules: { "vault-name-convention": ["error", { pattern: "(a|a)*$" }] } }],
    ["words", { sensitiveNames: Array.from({ length: 5000 }, (_, index) => `word${index}`) }],
    [
      "overrides",
      { overrides: Array.from({ length: 5000 }, (_, index) => ({ flows: [`flow ${index}*`], rules: { "hardcoded-credential": "off" } })) },
    ],
  ])("by %s", async (_name, config) => {
    const run = await lintWith(config, {}, { time: 8000 });
    expect([1, 2]).toContain(run.code);
  });

  test.each<[string, string]>([
    ["nesting", `{"rules":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
    ["objects", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
    ["comments", `{${"/* */".repeat(100_000)}}`],
    ["size", `{"ignore":["${"a".repeat(2_000_000)}"]}`],
    ["mistakes", `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":0`).join()}}`],
  ])("by its own %s", async (_name, config) => {
    const run = await lintWith(config, {}, { time: 8000 });
    expect(run.stderr.length).toBeLessThan(5_000_000);
  });

  test("by files that extend one another", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `c${index}.json`,
        JSON.stringify({ extends: Array.from({ length: 60 }, (_unused, other) => `./c${other}.json`) }),
      ]),
    );
    expect((await lintWith({ extends: "./c0.json" }, files)).code).toBe(2);
  });
});

describe("files that the user names beside the solution are read as carefully", () => {
  const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  const hostile: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["zero bytes", "\u0000".repeat(1000)],
    ["a list", "[]"],
    ["null", "null"],
    ["deep JSON", deep],
    [
      "names of JavaScript",
      '{"__proto__":{"EnvironmentVariables":[]},"version":1,"findings":[{"__proto__":1}],"EnvironmentVariables":[{"SchemaName":"__proto__","Value":"x"},{"SchemaName":"constructor"},null,1,[]],"ConnectionReferences":{"a":1}}',
    ],
    [
      "wrong types",
      '{"version":"1","tool":[],"solutions":{},"findings":{"a":1},"summary":[],"runs":[null,{"results":[null,{}]}],"entries":[1],"EnvironmentVariables":"x"}',
    ],
    [
      "a report of something else",
      '{"version":1,"tool":{"name":"solutionlint","version":"0.1.0"},"solutions":[{}],"findings":[{"location":null,"flow":[{}]}],"summary":{}}',
    ],
    ["a SARIF log without anything", '{"version":"2.1.0","runs":[{"tool":null,"results":[{"locations":[null]}]}]}'],
  ];

  test.each(hostile)("%s", async (_name, content) => {
    const tree = { "export.zip": zip, "given.json": content };
    for (const args of [
      ["export.zip", "--no-config", "--settings", "prod=given.json"],
      ["export.zip", "--no-config", "--baseline", "given.json"],
      ["export.zip", "--no-config", "--previous", "given.json"],
      ["export.zip", "--config", "given.json"],
      ["merge", "given.json", "given.json"],
      ["given.json", "--no-config"],
      ["graph", "given.json", "--no-config"],
    ]) {
      const run = await runHostile(tree, args);
      // Nothing is taken silently for a clean result.
      if (args[0] !== "graph" && args[0] !== "merge") expect({ args, code: run.code }).not.toEqual({ args, code: 0 });
    }
  });
});
