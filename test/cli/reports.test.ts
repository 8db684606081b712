import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { fixtureMembers, packedFixtures } from "../../src/dev/pack-fixtures.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root, runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

const erp = "fixtures/ContosoErp_1_0_0_7.zip";

interface Report {
  readonly solutions: readonly { readonly path: string; readonly uniqueName: string }[];
  readonly findings: readonly { readonly rule: string; readonly location: { readonly file: string } }[];
}

function validated(text: string, schemaFile: string): Report {
  const schema = JSON.parse(readFileSync(join(root, schemaFile), "utf8")) as object;
  const validate = new Ajv2020({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  const report = JSON.parse(text) as Report;
  validate(report);
  expect(validate.errors).toBeNull();
  return report;
}

describe("a run reports", () => {
  test("findings as text, without colour when nobody asked for it", async () => {
    const { stdout, stderr } = await runCli([erp]);
    expect(stderr).toBe("");
    await expect(stdout).toMatchFileSnapshot("snapshots/contoso-erp.txt");
  });

  test.each([
    ["a report", [erp, "-f", "compact"], [erp, "-f", "compact:-"]],
    ["a graph", ["graph", erp], ["graph", erp, "-o", "-"]],
    ["an inventory", ["inventory", erp], ["inventory", erp, "--output", "-"]],
  ])("to standard output where that is named as a dash: %s", async (_name, plain, dashed) => {
    const cwd = temporaryTree({});
    const inPlace = (args: readonly string[]) => args.map((arg) => (arg === erp ? join(root, erp) : arg));
    const [expected, given] = await Promise.all([plain, dashed].map((args) => runInHost(inPlace(args), { cwd })));
    expect(given).toEqual(expected);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("nothing about a solution that is done right, with every rule on", async () => {
    const { code, stdout } = await runCli(["fixtures/ContosoGood_1_0_0_0.zip", "--preset", "strict", "--fail-on", "note"]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot("snapshots/contoso-good.txt");
  });

  test("JSON that its schema allows", async () => {
    const { stdout } = await runCli([erp, "--format", "json"]);
    const report = validated(stdout, "report.schema.json");
    expect(report.findings.map(({ rule }) => rule)).toContain("hardcoded-credential");
  });

  test("JSON that its schema allows about rules of the user's own, whose only code is their name", async () => {
    const rule = `{ "name": "contoso/retry", "message": "Retry.", "given": "$..inputs", "then": { "field": "retryPolicy", "exists": true } }`;
    const cwd = temporaryTree({ "own.json": `{ "customRules": [${rule}] }` });
    const run = (format: string) => runInHost([join(root, erp), "-c", "own.json", "--only", "contoso/retry", "-f", format], { cwd });
    const report = validated((await run("json")).stdout, "report.schema.json");
    expect(report.findings.map((finding) => finding.rule)).toContain("contoso/retry");
    expect((await run("compact")).stdout).toMatch(/: warning contoso\/retry: /);
    expect((await run("junit")).stdout).toContain('<testcase classname="ContosoErp.cloud flow Get ERP orders" name="contoso/retry">');
  });

  test("several formats of one analysis, SARIF in a file", async () => {
    const cwd = temporaryTree({});
    copyFileSync(join(root, erp), join(cwd, "export.zip"));
    const { code, stdout } = await runCli(["export.zip", "-f", "stylish", "-f", "sarif:report.sarif"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toContain("hardcoded-credential  SL1001");
    validated(readFileSync(join(cwd, "report.sarif"), "utf8"), "test/vendor/sarif-2.1.0.json");
  });

  test("an unpacked folder like the archive that is packed from it", async () => {
    const reports = await Promise.all([erp, "fixtures/contoso-erp"].map((path) => runCli([path, "-f", "json"])));
    const [zipped, unpacked] = reports.map(({ stdout }) => (JSON.parse(stdout) as Report).findings);
    const withoutPath = (findings: Report["findings"] | undefined): string =>
      JSON.stringify(findings).replaceAll(/"path":"[^"]*"/g, '"path":""');
    expect(withoutPath(unpacked)).toBe(withoutPath(zipped));
  });

  test("several paths, in the order of their names", async () => {
    const { stdout } = await runCli(["fixtures/contoso-good", erp, "-f", "json"]);
    expect((JSON.parse(stdout) as Report).solutions.map(({ uniqueName }) => uniqueName).sort()).toEqual(["ContosoErp", "ContosoGood"]);
  });

  test("only what stands in the given file of an unpacked solution, when asked for", async () => {
    const file = "Workflows/LogintoERP-3C4D5E6F-7A8B-49C0-8D1E-2F3A4B5C6D7E.json";
    const given = join("fixtures/contoso-erp", file);
    const [all, only] = await Promise.all([runCli([given, "-f", "json"]), runCli([given, "-f", "json", "--only-given-files"])]);
    const files = (text: string): readonly string[] => [
      ...new Set((JSON.parse(text) as Report).findings.map(({ location }) => location.file)),
    ];
    expect(files(all.stdout).length).toBeGreaterThan(1);
    expect(files(only.stdout)).toEqual([file]);
  });
});

describe("a report is the same", () => {
  test("in two runs, in another folder, and for an archive whose members are in another order", async () => {
    const [fixture] = packedFixtures;
    if (fixture === undefined) throw new Error("There is no fixture.");
    const members = fixtureMembers(fixture);
    const here = temporaryTree({});
    const there = temporaryTree({ "deep/er/": "" });
    copyFileSync(join(root, erp), join(here, "export.zip"));
    copyFileSync(join(root, erp), join(there, "deep/er/export.zip"));
    const shuffled = temporaryTree({});
    writeFileSync(join(shuffled, "export.zip"), writeZip([...members].reverse()));
    const runs = await Promise.all(
      [here, here, join(there, "deep/er"), shuffled].map((cwd) => runCli(["export.zip", "-f", "json", "--preset", "strict"], { cwd })),
    );
    const [first, ...others] = runs.map(({ stdout }) => stdout);
    expect(first).toContain("hardcoded-credential");
    for (const other of others) expect(other).toBe(first);
  });

  test("and holds neither absolute paths nor the secret", async () => {
    const secret = /"x-api-key": "(\w{20,})"/.exec(
      readFileSync(join(root, "fixtures/contoso-erp/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json"), "utf8"),
    )?.[1];
    if (secret === undefined) throw new Error("The fixture has lost its hardcoded key.");
    const formats = ["stylish", "json", "sarif", "github", "azure", "junit", "checkstyle", "codequality", "markdown", "csv", "compact"];
    const runs = await Promise.all(formats.map((format) => runInHost([join(root, erp), "-f", format], { cwd: root })));
    for (const { stdout } of runs) {
      expect(stdout).toContain("GetERPorders-1F2E");
      expect(stdout).not.toContain(root);
      expect(stdout).not.toContain(secret);
      expect(stdout).not.toContain(secret.slice(0, 4));
    }
  });
});
