import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { keyVault } from "../../src/testing/actions.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root, runCli } from "./run-cli.ts";
import { activeFindings, folderOf, oneFlow, safe, unsafe, zipOf } from "./small-solutions.ts";

describe("rules of one's own", () => {
  const custom =
    '{ "customRules": [{ "name": "contoso/no-notes", "message": "Notes are {not} for us.", "given": "$..description", "then": { "exists": false } }] }';

  test("come from the configuration as data", async () => {
    const cwd = temporaryTree({
      ".solutionlintrc.json": custom,
      "a.zip": zipOf(oneFlow("Contoso", keyVault.getSecret("Get_secret", { secure: ["outputs"], note: "Hello" }))),
    });
    const { code, stdout } = await runCli(["a.zip", "-f", "json", "--fail-on", "warning"], { cwd });
    expect(code).toBe(1);
    expect(activeFindings(stdout)).toMatchObject([
      { rule: "contoso/no-notes", message: "Notes are {not} for us.", location: { operation: "Get_secret" } },
    ]);
    expect((await runCli(["a.zip", "-f", "sarif"], { cwd })).stdout).toContain('"id": "contoso/no-notes"');
  });

  test("come as code from packages that the command line names, and from nowhere else", async () => {
    const module = `export const rules = [{ name: "fabrikam/no-flows", summary: "No flows.", level: "error", messages: { flow: "There is the flow '{name}'." },
      check({ analysis, report }) {
        for (const flow of analysis.workspace.cloudFlows) report({ at: { source: flow.source, at: { kind: "json", pointer: [] } }, message: "flow", data: { name: flow.name } });
      } }];`;
    const cwd = temporaryTree({
      "node_modules/fabrikam-rules/package.json":
        '{ "name": "fabrikam-rules", "type": "module", "exports": { ".": { "import": "./main.js" } } }',
      "node_modules/fabrikam-rules/main.js": module,
      "a.zip": zipOf(oneFlow("Contoso", safe)),
    });
    const { code, stdout, stderr } = await runCli(["a.zip", "--plugin", "fabrikam-rules", "-f", "json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(activeFindings(stdout)).toMatchObject([{ rule: "fabrikam/no-flows", message: "There is the flow 'Contoso flow'." }]);
    const off = await runCli(["a.zip", "--plugin", "fabrikam-rules", "--rule", "fabrikam/no-flows=off"], { cwd });
    expect(off.code).toBe(0);
    expect(await runCli(["a.zip", "--plugin", "missing"], { cwd })).toMatchObject({ code: 2, stdout: "" });
    const listed = await runCli(["rules", "--plugin", "fabrikam-rules", "--format", "json"], { cwd });
    expect(listed).toMatchObject({ code: 0, stderr: "" });
    expect((JSON.parse(listed.stdout) as { readonly rules: readonly unknown[] }).rules.at(-1)).toMatchObject({
      name: "fabrikam/no-flows",
      level: "error",
      summary: "No flows.",
      fixable: "no",
    });
    expect(await runCli(["rules", "--plugin", "missing"], { cwd })).toMatchObject({ code: 2, stdout: "" });

    writeFileSync(join(cwd, ".solutionlintrc.json"), '{ "plugins": ["fabrikam-rules"] }');
    expect(await runCli(["a.zip"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("ignore", () => {
  const tree = {
    "src/a.zip": zipOf(oneFlow("Contoso", unsafe)),
    "src/old/b.zip": zipOf(oneFlow("Fabrikam", unsafe)),
    "src/old/broken.zip": "PK\u0003\u0004 cut off",
    "src/lost.json": { link: "nowhere" },
  };
  const filesFor = async (...ignore: readonly string[]): Promise<ReadonlySet<string>> => {
    const cwd = temporaryTree({ ...tree, ".solutionlintrc.json": JSON.stringify({ ignore }) });
    const { stdout, stderr } = await runCli(["src", "-f", "json"], { cwd });
    expect(stderr).toBe("");
    return new Set(activeFindings(stdout).map(({ location }) => location.file.replace(/!.*/, "")));
  };

  test.each([
    ["nothing", [], ["a.zip", "old/b.zip", "old/broken.zip", "lost.json"]],
    ["a folder, with what is broken in it", ["src/old/"], ["a.zip", "lost.json"]],
    ["an archive", ["b.zip"], ["a.zip", "old/broken.zip", "lost.json"]],
    ["an archive that cannot be read", ["old/broken.zip"], ["a.zip", "old/b.zip", "lost.json"]],
    ["a link that leads nowhere", ["lost.json"], ["a.zip", "old/b.zip", "old/broken.zip"]],
  ])("leaves out %s", async (_, ignore, files) => {
    expect(await filesFor(...ignore)).toEqual(new Set(files));
  });

  test("leaves out a flow of a solution, which is then neither missing nor a reason to call anything unused", async () => {
    const cwd = temporaryTree({ ".solutionlintrc.json": '{ "ignore": ["Workflows/GetERP*"] }' });
    copyFileSync(join(root, "fixtures/ContosoErp_1_0_0_7.zip"), join(cwd, "export.zip"));
    const { stdout, stderr } = await runCli(["export.zip", "-f", "json"], { cwd });
    expect(stderr).toBe("");
    const rules = activeFindings(stdout).map(({ rule }) => rule);
    expect(rules).toContain("missing-secure-outputs");
    expect(rules.filter((rule) => /^un/.test(rule))).toEqual([]);
  });
});

describe("init", () => {
  test("writes a configuration that works, and never over another one", async () => {
    const cwd = temporaryTree({ ...folderOf("exports/Contoso", oneFlow("Contoso", unsafe)), ".github/workflows/": "" });
    const first = await runCli(["init"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "Wrote .solutionlintrc.json.\n" });
    expect(first.stdout).toContain("paths: exports/");
    expect(first.stdout).not.toContain("Azure Pipelines");
    expect(await runCli(["exports"], { cwd })).toMatchObject({ code: 1, stderr: "" });

    writeFileSync(join(cwd, ".solutionlintrc.json"), "{}");
    const again = await runCli(["init"], { cwd });
    expect(again).toEqual({ code: 2, stdout: "", stderr: "solutionlint: .solutionlintrc.json already exists; --force replaces it.\n" });
    expect(readFileSync(join(cwd, ".solutionlintrc.json"), "utf8")).toBe("{}");
    expect((await runCli(["init", "--force"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, ".solutionlintrc.json"), "utf8")).toContain("overrides");
  });
});
