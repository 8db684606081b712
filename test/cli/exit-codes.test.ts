import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { password } from "../../src/testing/credentials.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root, runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const schema = "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#";
const good = "fixtures/ContosoGood_1_0_0_0.zip";

describe("the exit code is", () => {
  test.each([
    ["1 when there are findings", [erp], 1],
    ["0 when there are none", [good], 0],
    ["0 when findings never count", [erp, "--fail-on", "never"], 0],
    ["1 for a warning when warnings count", [erp, "--only", "hardcoded-secret-name", "--fail-on", "warning"], 1],
    ["0 for a warning when only errors count", [erp, "--only", "hardcoded-secret-name"], 0],
    ["0 for as many warnings as --max-warnings allows", [erp, "--only", "hardcoded-secret-name", "--max-warnings", "2"], 0],
    ["1 for errors, whatever the number of warnings", [erp, "--max-warnings", "0"], 1],
    ["1 with --quiet all the same", [erp, "--quiet"], 1],
    ["1 in another format all the same", [erp, "-f", "sarif"], 1],
    ["0 when the rule's level is lowered", [erp, "--only", "hardcoded-credential", "--rule", "hardcoded-credential=note"], 0],
  ])("%s", async (_name, args, code) => {
    const run = await runCli(args);
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code, stderr: "" });
  });

  test.each([
    ["a run", (args: readonly string[]) => [erp, "--only", "hardcoded-secret-name", ...args]],
    ["a merge", (args: readonly string[]) => ["merge", "report.json", "-f", "compact", ...args]],
  ])("1 for more warnings than --max-warnings, as %s says, because its report may show none", async (_name, argsOf) => {
    const cwd = temporaryTree({});
    copyFileSync(join(root, erp), join(cwd, "a.zip"));
    await runInHost(["a.zip", "--only", "hardcoded-secret-name", "-f", "json:report.json"], { cwd });
    const args = argsOf(["--quiet", "--max-warnings", "1"]).map((arg) => (arg === erp ? "a.zip" : arg));
    const { code, stderr } = await runInHost(args, { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "solutionlint: 2 warnings: --max-warnings allows 1.\n" });
  });

  test.each([
    ["an unknown option, with the nearest one", [erp, "--colour"], 'There is no option "--colour"; did you mean "--color"?'],
    ["an option of other linters", [erp, "--output-file", "x"], 'There is no option "--output-file" here: use --format NAME:FILE. Run'],
    ["an option of our own other commands", [erp, "--output", "x"], 'There is no option "--output" here: use --format NAME:FILE.'],
    ["a short option of other linters", [erp, "-o", "x"], 'There is no option "-o" here: use --format NAME:FILE.'],
    ["a settings file that is a folder", [erp, "--settings", "fixtures"], "file 'fixtures' cannot be read. This is a folder."],
    ["a settings file that is not there", [erp, "--settings", "gone.json"], "file 'gone.json' cannot be read. The file does not exist."],
    ["an unknown option that switches something off", [erp, "--no-suppression"], 'did you mean "--no-suppressions"?'],
    [
      "a shell behind completion",
      ["completion", "fish"],
      "'solutionlint completion' takes no arguments: it prints the script for the shell that runs it, bash or zsh",
    ],
    ["an unknown option of another command", ["graph", erp, "--flwo=x"], "did you mean \"--flow\"? Run 'solutionlint graph --help'"],
    [
      "a repaired zip for standard output",
      ["fix", erp, "--output", "-"],
      "--output: a zip is not written to standard output; name a file.",
    ],
    [
      "several rules in one option",
      [erp, "--only", "secret-in-log,SL3002"],
      "--only: name one rule at a time: --only secret-in-log --only SL3002.",
    ],
    ["an argument too many", ["rules", "all"], "Unexpected argument 'all'."],
    ["an argument too few", ["explain"], "An argument is missing: solutionlint explain <rule>."],
    ["an unknown option that swallows the argument", ["fix", "--dryrun", erp], 'There is no option "--dryrun"; did you mean "--dry-run"?'],
    [
      "an argument too few behind known options",
      ["graph", "--flow=x", "--no-config"],
      "An argument is missing: solutionlint graph <path>.",
    ],
    ["a rule in place of a path", ["secret-in-url"], "did you mean 'solutionlint explain secret-in-url'?"],
    ["the code of a rule in place of a path", ["sl3007"], "did you mean 'solutionlint explain sl3007'?"],
    ["a mistyped command", ["explian", "secret-in-url"], "did you mean 'solutionlint explain'?"],
    ["a command of other tools", ["scan", erp], "'scan' is neither a command nor a file or folder; did you mean 'solutionlint lint'?"],
    ["a command behind the path", [erp, "fix"], `There is no file or folder 'fix', and a command comes first: solutionlint fix ${erp}.`],
    ["a command behind a command", ["lint", "fix", erp], `a command comes first: solutionlint fix ${erp}.`],
    ["an environment without its settings file", [erp, "--settings", "prod="], "--settings prod=: needs the name of a file."],
    ["an option without its value", [erp, "-f"], "--format needs a value."],
    ["an option with an empty value", [erp, "--baseline="], "--baseline needs a value."],
    ["a word that an option does not know", [erp, "--fail-on", "errors"], 'write error, warning, note or never; did you mean "error"?'],
    ["a word for no level", [erp, "--fail-on", "none"], 'write error, warning, note or never; did you mean "never"?'],
    ["a word of other tools for a level", [erp, "--fail-on", "high"], 'write error, warning, note or never; did you mean "error"?'],
    ["the long form of a word", [erp, "--target", "production"], 'write dev, test or prod; did you mean "prod"?'],
    ["a number that is none", [erp, "--max-warnings", "ten"], "--max-warnings: write a whole number"],
    ["a negative number", ["merge", "report.json", "--max-warnings", "-1"], "--max-warnings: write a whole number"],
    ["an unknown format, with the nearest one", [erp, "-f", "jsn"], 'There is no format "jsn"; did you mean "json"? (stylish, '],
    ["a report without the name of its file", [erp, "-f", "json:"], "--format json: needs the name of a file after the colon."],
    ["a folder in place of the configuration", [erp, "--config", "fixtures"], '"fixtures" is a folder, not a configuration file.'],
    ["two formats on standard output", [erp, "-f", "json", "-f", "sarif"], "Only one format can go to standard output"],
    ["an unknown rule, with the nearest name", [erp, "--rule", "hardcoded-credentials"], "hardcoded-credential"],
    [
      "a word of the names of a few rules",
      ["explain", "Log"],
      'There is no rule "Log"; rules with this word: desktop-secret-in-log, secret-in-log.',
    ],
    ["a word of the names of many rules", ["explain", "secret"], "'solutionlint rules' lists them."],
    ["no path", [], "Name at least one solution"],
    ["a path that does not exist", ["missing.zip"], "'missing.zip' does not exist"],
    ["a misspelt path, with the nearest name", ["fixtures/ContosoErp_1_0_0_8.zip"], "ContosoErp_1_0_0_7.zip"],
    ["a report in the place of a folder", [good, "-f", "json:fixtures"], "The file 'fixtures' cannot be written: it is a folder."],
    ["a report below a file", [good, "-f", "json:README.md/report.json"], "cannot be written: a file is in the place of a folder."],
  ])("2 for %s", async (_name, args, message) => {
    const run = await runInHost(args);
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
    expect(run.stderr).toContain(message);
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });

  test.skipIf(process.platform === "win32")("2 for a path as Windows writes it, with the path that is there", async () => {
    const run = await runInHost(["fixtures\\ContosoErp_1_0_0_7.zip"]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("Did you mean 'fixtures/ContosoErp_1_0_0_7.zip'?");
  });

  test.each([
    ["a file that is no archive", { "export.zip": "hello" }, ["export.zip"], "'export.zip': "],
    [
      "an empty folder",
      { "empty/": "" },
      ["empty"],
      "no solution, flow package, flow definition, desktop-flow script, custom connector, agent, app or site was found there",
    ],
    ["a file of another kind", { "photo.png": "\u0089PNG" }, ["photo.png"], "Export the solution in Power Apps or Power Automate"],
    ["a folder without anything of a solution", { "docs/readme.md": "hello" }, ["docs"], "Nothing to analyse in 'docs'"],
    ["a folder of other people's JSON", { "app/package.json": "{}", "app/notes.txt": "hello" }, ["app"], "Nothing to analyse in 'app'"],
    ["a text that is no script", { "notes.txt": "hello" }, ["notes.txt"], "Nothing to analyse in 'notes.txt'"],
    [
      "a flow definition that is no JSON",
      { "flow.json": "{" },
      ["flow.json", "--fail-on", "never"],
      "'flow.json', line 1:2: This is not valid JSON: ",
    ],
    [
      "a definition with a mistake further down",
      { "flow.json": '{\n  "a": ]' },
      ["flow.json"],
      "'flow.json', line 2:8: This is not valid JSON",
    ],
    ["JSON that is no flow, and broken", { "package.json": '{ "name": "app", }' }, ["package.json"], "line 1:18: This is not valid JSON: "],
    [
      "variables of another tool, and broken",
      { "group.json": '{ "environmentVariables": [{ "name": "HOST", "value": "erp" },] }' },
      ["group.json"],
      "line 1:63: This is not valid JSON: ",
    ],
    ["a folder of other people's broken JSON", { "app/package.json": '{ "name": "app", }' }, ["app"], "Nothing to analyse in 'app'"],
    ["JSON that is no flow", { "package.json": "{}" }, ["package.json"], "'package.json': This file is not part of a solution"],
    ["a folder whose only archive is broken", { "in/a.zip": "hello" }, ["in"], "'in/a.zip': This is not a zip archive."],
    [
      "a component that cannot be read where nothing else is, whatever the rules say",
      { "flow.json": "{" },
      ["flow.json", "--rule", "unreadable-file=off"],
      "'flow.json', line 1:2: This is not valid JSON: ",
    ],
    [
      "a shard that has all there is, none of which can be read",
      { "flow.json": "{" },
      ["flow.json", "--shard", "1/2"],
      "'flow.json', line 1:2: This is not valid JSON: ",
    ],
    [
      "inputs that the configuration leaves out",
      { ".solutionlintrc.json": '{ "ignore": ["old"] }', "old/flow.json": "{}" },
      ["old/flow.json"],
      "Nothing to analyse in 'old/flow.json': 'ignore' in the configuration leaves out everything that is there.",
    ],
    [
      "a configuration that is no JSON",
      { ".solutionlintrc.json": "{ rules: }", "flow.json": "{}" },
      ["flow.json"],
      ".solutionlintrc.json:1:",
    ],
    [
      "a configuration with an unknown key, with the nearest one",
      { ".solutionlintrc.json": '{ "rulez": {} }', "flow.json": "{}" },
      ["flow.json"],
      "rules",
    ],
    [
      "a settings file in the configuration that does not exist, by its path from here",
      { ".solutionlintrc.json": '{ "environments": { "test": { "settings": "settings/test.json" } } }', "flow.json": "{}" },
      ["flow.json"],
      "The deployment settings file 'settings/test.json' cannot be read. The file does not exist.",
    ],
    ["a configuration that does not exist", { "flow.json": "{}" }, ["flow.json", "-c", "missing.json"], "missing.json"],
  ])("2 for %s", async (_name, tree, args, message) => {
    const run = await runInHost(args, { cwd: temporaryTree(tree) });
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: "" });
    expect(run.stderr).toContain(message);
  });

  test("2 for an archive of unusable names, which is told once", async () => {
    const members = ["/solution.xml", "/customizations.xml"].map((name) => ({ name, content: "<x/>" }));
    const run = await runInHost(["a.zip"], { cwd: temporaryTree({ "a.zip": writeZip(members) }) });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr.match(/is an absolute path/g)).toHaveLength(1);
  });

  const broken = `{ "definition": { "$schema": "${schema}", "triggers": {}, "actions": { "Wait": { "runAfter": {}, } } } }`;

  const brokenSettings = '{ "EnvironmentVariables": [{ "SchemaName": "new_Host", "Value": "erp" },], "ConnectionReferences": [] }';

  test.each([
    ["a definition with a comma too many", { "flow.json": broken }, "flow.json"],
    ["a folder that holds nothing but one", { "in/flow.json": broken, "in/package.json": "{}" }, "in"],
    ["a definition that was cut off", { "flow.json": `{ "definition": { "$schema": "${schema}", "tri` }, "flow.json"],
    ["one in a text file", { "flow.txt": broken }, "flow.txt"],
    [
      "a desktop flow with a comma too many",
      { "flow.json": '{ "properties": { "definition": { "package": "UEsDBA==", } } }' },
      "flow.json",
    ],
    [
      "a row of Dataverse with a desktop flow, with a comma too many",
      { "row.json": '{ "category": 6, "name": "Enter order", "definition": "SET Total TO 1", }' },
      "row.json",
    ],
    ["deployment settings with a comma too many", { "dev.json": brokenSettings }, "dev.json"],
    ["a folder that holds nothing but such settings", { "in/dev.json": brokenSettings }, "in"],
    ["what describes a desktop flow, without its end", { "in/Type.json.data.xml": "<Workflow><Category>6</Category><Definition>" }, "in"],
  ])("1 for %s, which is a finding", async (_name, tree, path) => {
    const cwd = temporaryTree(tree);
    const run = await runInHost([path, "-f", "compact"], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(
      /^[^\n]+: error SL0001 unreadable-file[^\n]* (?:This is not valid (?:JSON|XML)|This deployment settings file cannot be read as JSON:)/,
    );
    const unsaid = await runInHost([path, "--rule", "unreadable-file=off"], { cwd });
    expect({ code: unsaid.code, stdout: unsaid.stdout }).toEqual({ code: 2, stdout: "" });
    expect(unsaid.stderr).toMatch(/This is not valid|cannot be read as JSON/);
  });

  test("1 for the definition of a connector that is named by itself, without calling it something else", async () => {
    const definition = { swagger: "2.0", info: { title: "ERP", description: `Password: ${password()}` }, paths: {} };
    const cwd = temporaryTree({ "apiDefinition.swagger.json": JSON.stringify(definition) });
    const run = await runInHost(["apiDefinition.swagger.json", "--fail-on", "note", "-f", "compact"], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    expect(run.stdout.match(/SL\d{4}/g)).toEqual(["SL1004"]);
  });

  test("1 for a template that deploys a connection and cannot be read, once", async () => {
    const word = password();
    const connection = `{ "type": "Microsoft.Web/connections", "properties": { "parameterValues": { "password": "${word}", } } }`;
    const text = `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [${connection}] }`;
    const run = await runInHost(["template.json", "-f", "compact"], { cwd: temporaryTree({ "template.json": text }) });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    expect(run.stdout.match(/SL\d{4}/g)).toEqual(["SL1007", "SL0001"]);
  });

  test("1 for a credential in a definition that cannot be read, and is the only input", async () => {
    const word = password();
    const cwd = temporaryTree({ "flow.json": broken.replace('"runAfter"', `"password": "${word}", "runAfter"`) });
    const run = await runInHost(["flow.json", "-f", "compact"], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    expect(run.stdout).toContain("SL0001");
    expect(run.stdout).toContain("SL1007");
    expect(run.stdout).not.toContain(word);
  });

  test("1 for a credential in deployment settings that cannot be read, and are the only input", async () => {
    // Only the name of the variable says what it is.
    const word = ["Hx7kQz", "29vL", "pW4t"].join("");
    const entries = ["a_Password", "a_Other"].map((name) => `    { "SchemaName": "${name}", "Value": "${word}" },\n`);
    const cwd = temporaryTree({ "dev.json": `{\n  "EnvironmentVariables": [\n${entries.join("")}  ]\n}` });
    const run = await runInHost(["dev.json", "-f", "compact"], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 1, stderr: "" });
    expect(run.stdout.match(/SL\d{4}/g)?.sort()).toEqual(["SL0001", "SL1007"]);
    expect(run.stdout).not.toContain(word);
  });

  test("those of the findings when only one of the inputs cannot be read", async () => {
    const cwd = temporaryTree({ "flow.json": "{", "other.json": '{ "definition": { "triggers": {}, "actions": {} } }' });
    const run = await runInHost(["flow.json", "other.json", "--fail-on", "never"], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
    expect(run.stdout).toContain("SL0001");
  });

  test("0 for a hook that names only what the configuration leaves out", async () => {
    const cwd = temporaryTree({ ".solutionlintrc.json": '{ "ignore": ["*.json"] }', "package.json": "{}" });
    const run = await runInHost(["package.json", "--only-given-files"], { cwd });
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
  });
});
