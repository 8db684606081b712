import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log } from "sarif";
import { describe, expect, test, vi } from "vitest";
import { format, type LintOptions, lint, UserError } from "../src/index.ts";
import { keyVault } from "../src/testing/actions.ts";
import { flow, solutionFiles } from "../src/testing/solutions.ts";
import { writeZip } from "../src/testing/zip-writer.ts";
import { temporaryTree } from "./input/temporary-tree.ts";

const zip = writeZip(
  [...solutionFiles({ flows: [flow("Get orders", keyVault.getSecret("Get_secret"))] })].map(([name, content]) => ({ name, content })),
);
const library = new URL("../src/index.ts", import.meta.url);

/** The examples of the documentation, as they stand there. */
const examples = [...readFileSync(library, "utf8").matchAll(/^ \* ```ts\n(.*?)^ \* ```$/gms)].map(([, text = ""]) =>
  text.replace(/^ \* ?/gm, ""),
);

describe("the library", () => {
  test("gives what the command line reports", async () => {
    const cwd = temporaryTree({ "a.zip": zip });
    const result = await lint(["a.zip"], { cwd });
    expect(result.summary.error).toBeGreaterThan(0);
    expect(result.findings.map(({ rule }) => rule)).toContain("missing-secure-outputs");
    expect(JSON.parse(await format(result, "json"))).toMatchObject({ version: 1, summary: result.summary });
    expect(await format(result, "compact", { quiet: true })).toContain("Get_secret");
    const [log] = (JSON.parse(await format(result, "sarif")) as Log).runs;
    expect(log?.tool.driver.rules?.find(({ name }) => name === "MissingSecureOutputs")?.help?.markdown).toContain("## How to fix");
  });

  test("takes bytes, rules and a configuration", async () => {
    const cwd = temporaryTree({ "c.json": '{ "rules": { "missing-secure-outputs": "note" } }' });
    const result = await lint(["-"], { cwd, stdin: zip, config: "c.json", only: ["missing-secure-outputs"] });
    expect(result.findings.map(({ level }) => level)).toEqual(["note"]);
    expect((await lint(["-"], { cwd, stdin: zip, rules: ["missing-secure-outputs=off"] })).findings.map(({ rule }) => rule)).not.toContain(
      "missing-secure-outputs",
    );
  });

  test("knows the environments of the configuration, and checks settings, target and previous package", async () => {
    const vault = (name: string): string =>
      JSON.stringify({
        EnvironmentVariables: [
          {
            SchemaName: "contoso_Secret",
            Value: `/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/${name}/secrets/x`,
          },
        ],
        ConnectionReferences: [],
      });
    const variable = { schemaName: "contoso_Secret", type: "secret" as const };
    const solution = writeZip([...solutionFiles({ variables: [variable] })].map(([name, content]) => ({ name, content })));
    const cwd = temporaryTree({
      "a.zip": solution,
      "dev.json": vault("kv-shared"),
      "prod.json": vault("kv-shared"),
      ".solutionlintrc.json": JSON.stringify({ environments: { dev: { settings: "dev.json" }, prod: { settings: "prod.json" } } }),
    });
    const rulesOf = async (options: LintOptions): Promise<readonly string[]> =>
      (await lint(["a.zip"], { cwd, ...options })).findings.map(({ rule }) => rule);
    expect(await rulesOf({})).toContain("shared-vault");
    expect(await rulesOf({ config: false })).not.toContain("shared-vault");
    expect(await rulesOf({ config: false, settings: ["dev=dev.json", "prod=prod.json"] })).toContain("shared-vault");
    expect(await rulesOf({ config: false })).not.toContain("unmanaged-solution");
    expect(await rulesOf({ config: false, target: "prod" })).toContain("unmanaged-solution");
    expect(await rulesOf({ config: false, previous: "a.zip" })).toContain("version-not-raised");
  });

  test("refuses what a user can get wrong", async () => {
    const cwd = temporaryTree({ "a.txt": "x" });
    await expect(lint([], { cwd })).rejects.toThrow(UserError);
    await expect(lint(["gone.zip"], { cwd })).rejects.toThrow(UserError);
    // A program in JavaScript.
    await expect(lint("a.txt" as unknown as string[], { cwd })).rejects.toThrow('lint() takes a list of paths: lint(["a.txt"]).');
    await expect(lint(["-"], { cwd })).rejects.toThrow(UserError);
    await expect(lint(["-"], { cwd, stdin: zip, only: ["x"] })).rejects.toThrow(UserError);
  });

  test.each(examples.map((text, index) => ({ text, index })))("example $index of the documentation works", async ({ text, index }) => {
    const cwd = temporaryTree({ "ContosoErp_1_0_0_7.zip": zip });
    const code = text.replace('from "solutionlint"', `from ${JSON.stringify(library.href)}`).replaceAll('["Contoso', `["${cwd}/Contoso`);
    expect(code).not.toBe(text);
    const file = join(temporaryTree({ [`example${index}.ts`]: code }), `example${index}.ts`);
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    try {
      await import(/* @vite-ignore */ pathToFileURL(file).href);
      expect(log.mock.calls.flat().join("\n")).toMatch(/missing-secure-outputs|\d+ results/);
    } finally {
      log.mockRestore();
    }
  });

  test("has examples", () => {
    expect(examples).toHaveLength(2);
  });
});
