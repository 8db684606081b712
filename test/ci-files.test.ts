import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { initialConfig, snippets } from "../src/cli/init-command.ts";
import { remember } from "../src/collections.ts";
import { configSchema } from "../src/config/schema.ts";
import { isObject, textAt, valueAt } from "../src/json.ts";
import { runCli } from "./cli/run-cli.ts";
import { temporaryTree } from "./input/temporary-tree.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), "utf8");

/** YAML 1.2 as CI systems read it, where `on` is a word: by Python, because no package of the project reads all of YAML. */
const reader = `
import json, sys, yaml
class Loader(yaml.SafeLoader): pass
Loader.yaml_implicit_resolvers = {key: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:bool"] for key, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
import re
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
print(json.dumps(yaml.load(sys.stdin, Loader)))
`;
const hasYaml = spawnSync("python3", ["-c", "import yaml"]).status === 0;
if (!hasYaml)
  process.stderr.write("Python's yaml is not installed: the tests of CI files are skipped (Debian: apt-get install python3-yaml).\n");

const parsed = new Map<string, unknown>();

function parse(text: string): unknown {
  return remember(parsed, text, () => parseAnew(text));
}

function parseAnew(text: string): unknown {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", reader], { input: text, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function problems(schema: string, value: unknown): unknown {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(read(`test/vendor/${schema}.json`)) as object);
  return validate(value) ? [] : validate.errors;
}

/** Every text in a document, with the keys that lead to it. */
function texts(value: unknown, path = ""): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => texts(member, `${path}/${key}`));
}

/** Templates for users. */
const workflows = ["docs/ci/github-workflow.yml", "docs/ci/github-matrix.yml"];

const none = { sources: "src/", github: false, azure: false, gitlab: false, installed: false };
const indented = (from: string): string =>
  (snippets({ ...none, github: true, azure: true, gitlab: true }).split(from)[1] ?? "").split("\n\n")[1]?.replace(/^ {2}/gm, "") ?? "";

describe.skipIf(!hasYaml)("CI files", () => {
  test("the action is one by its published schema", () => {
    expect(problems("github-action", parse(read("action.yml")))).toEqual([]);
  });

  test.each([...workflows, ".github/workflows/ci.yml"])("%s is a workflow by its published schema", (name) => {
    expect(problems("github-workflow", parse(read(name)))).toEqual([]);
  });

  test("the job for GitLab, and the one that init prints, are pipelines by their published schema", () => {
    expect(problems("gitlab-ci", parse(read("docs/ci/gitlab-ci.yml")))).toEqual([]);
    expect(problems("gitlab-ci", parse(indented("For GitLab")))).toEqual([]);
    expect(problems("gitlab-ci", { solutionlint: { script: "x", artifacts: { reports: { codequality: 1 } } } })).not.toEqual([]);
  });

  test("the workflow that init prints is one too", () => {
    const workflow = parse(indented("For GitHub"));
    expect(problems("github-workflow", workflow)).toEqual([]);
    const recipe = JSON.stringify(parse(read("docs/ci/github-workflow.yml")));
    expect(workflow).toEqual(JSON.parse(recipe.replace(JSON.stringify("solutions/\nexports/\n"), '"src/"')));
    const { version } = JSON.parse(read("package.json")) as { readonly version: string };
    expect(parse(indented("Before each commit"))).toMatchObject({ repos: [{ rev: `v${version}` }] });
    for (const part of ["Before each commit", "For Azure Pipelines", "For GitLab"]) expect(parse(indented(part))).toBeTruthy();
  });

  test.each(["action.yml", "docs/ci/github-matrix.yml", "docs/ci/azure-pipelines.yml", "docs/ci/gitlab-ci.yml"])(
    "%s never makes an input a part of a script",
    (name) => {
      const scripts = texts(parse(read(name))).filter(([path]) => /\/(?:run|script|bash|pwsh)(?:\/\d+)?$/.test(path));
      expect(scripts.length).toBeGreaterThan(0);
      for (const [path, script] of scripts) expect(script, path).not.toMatch(/\$\{\{|\$\(/);
    },
  );

  test("the project's own workflow tests the lowest of each version of Node that the package allows, and a newer one", () => {
    const matrix = valueAt(parse(read(".github/workflows/ci.yml")), ["jobs", "test", "strategy", "matrix"]);
    const { engines } = JSON.parse(read("package.json")) as { readonly engines: { readonly node: string } };
    const allowed = [...engines.node.matchAll(/(?:\^|>=)(\d+(?:\.\d+)?)/g)].map(([, version]) => version);
    expect(valueAt(matrix, ["node"])).toEqual([...allowed, "26"]);
  });

  test("workflows ask for the permissions that they need, job by job", () => {
    for (const name of [...workflows, ".github/workflows/ci.yml"]) {
      const workflow = parse(read(name));
      expect(valueAt(workflow, ["permissions"])).toEqual({});
      const jobs = valueAt(workflow, ["jobs"]);
      for (const job of isObject(jobs) ? Object.values(jobs) : []) expect(valueAt(job, ["permissions", "contents"])).toBe("read");
    }
  });

  test("the Azure template publishes what it writes", () => {
    const template = parse(read("docs/ci/azure-pipelines.yml"));
    const all = texts(template).map(([, text]) => text);
    expect(all).toContain("CodeAnalysisLogs");
    expect(textAt(template, "steps", "1", "inputs", "script")).toContain("sarif:$reports/sarif/solutionlint.sarif");
    expect(all).toContain("$(Agent.TempDirectory)/solutionlint/sarif");
    expect(all).toContain("$(Agent.TempDirectory)/solutionlint/junit.xml");
  });

  test("the descriptor for MegaLinter names options that exist", async () => {
    const [linter] = valueAt(parse(read("docs/ci/solutionlint.megalinter-descriptor.yml")), ["linters"]) as readonly unknown[];
    expect(linter).toMatchObject({
      cli_executable: "solutionlint",
      cli_lint_mode: "project",
      can_output_sarif: true,
      cli_sarif_args: ["--format", "sarif:{{SARIF_OUTPUT_FILE}}"],
    });
    const { stdout: help } = await runCli(["--help"]);
    for (const option of ["format", "progress", "config"]) expect(help).toMatch(new RegExp(`--(?:no-)?${option}\\b`));
  });

  describe("the script of the action", () => {
    const script = (): string => {
      const found = texts(parse(read("action.yml"))).find(([path]) => path.endsWith("/run"));
      return found?.[1] ?? "";
    };

    function runAction(
      inputs: Readonly<Record<string, string>>,
      exit = 0,
    ): { readonly status: number | null; readonly args: readonly string[]; readonly output: string; readonly stderr: string } {
      const folder = temporaryTree({
        "bin/npx": `#!/bin/bash\nprintf '%s\\n' "$@" > args\nfor a in "$@"; do case "$a" in --format=sarif:*) echo '{}' > "\${a#--format=sarif:}";; --format=markdown:*) echo '# Summary' > "\${a#--format=markdown:}";; esac; done\nexit ${exit}\n`,
        output: "",
        summary: "",
        args: "",
        "temp/": "",
      });
      chmodSync(join(folder, "bin/npx"), 0o755);
      const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script()], {
        cwd: folder,
        encoding: "utf8",
        env: {
          PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
          RUNNER_TEMP: join(folder, "temp"),
          GITHUB_OUTPUT: join(folder, "output"),
          GITHUB_STEP_SUMMARY: join(folder, "summary"),
          INPUT_PATHS: ".",
          INPUT_CONFIG: "",
          INPUT_PRESET: "",
          INPUT_SINCE: "",
          INPUT_BASELINE: "",
          INPUT_FAIL_ON: "error",
          INPUT_VERSION: "0.1.0",
          INPUT_SARIF_FILE: "out.sarif",
          ...inputs,
        },
      });
      const file = (name: string): string => readFileSync(join(folder, name), "utf8");
      return { status, stderr, args: file("args").split("\n").slice(0, -1), output: file("output") + file("summary") };
    }

    test("passes the inputs on, and the exit code back", () => {
      const { status, args, output } = runAction(
        { INPUT_PATHS: "a b.zip\n\nsrc\n", INPUT_PRESET: "strict", INPUT_SINCE: "origin/main" },
        1,
      );
      expect(status).toBe(1);
      expect(args).toEqual([
        "--yes",
        "solutionlint@0.1.0",
        "--no-progress",
        "--fail-on=error",
        "--format=github",
        "--format=sarif:out.sarif",
        expect.stringMatching(/^--format=markdown:.*solutionlint-summary\.md$/) as string,
        "--preset=strict",
        "--since=origin/main",
        "--",
        "a b.zip",
        "src",
      ]);
      expect(output).toMatch(/^sarif-file<<(end-\d+)\nout\.sarif\n\1\n# Summary\n$/);
    });

    test("takes no input for a command", () => {
      const nasty = '"; touch owned; $(touch owned) `touch owned` --help';
      const { status, args } = runAction({ INPUT_PATHS: nasty, INPUT_CONFIG: nasty, INPUT_BASELINE: nasty, INPUT_FAIL_ON: nasty });
      expect(status).toBe(0);
      expect(args.at(-1)).toBe(nasty);
      expect(args).toContain(`--config=${nasty}`);
    });

    test.each(["0.1.0 --registry=https://example.org", "file:../x", "https://example.org/x.tgz", "", "a/b"])(
      "refuses '%s' as a version",
      (version) => {
        const { status, args, stderr } = runAction({ INPUT_VERSION: version });
        expect({ status, args, stderr }).toEqual({ status: 2, args: [], stderr: "solutionlint: the input 'version' is not a version.\n" });
      },
    );
  });
});

test("the configuration that init writes names only keys that exist", () => {
  const text = initialConfig({ ...none, installed: true }).replace(/^ *\/\/.*$/gm, "");
  const schema = configSchema([]);
  for (const key of Object.keys(JSON.parse(text) as object)) expect(schema.properties).toHaveProperty([key]);
});

describe("the task for Visual Studio Code", () => {
  const pattern = valueAt(JSON.parse(read("docs/ci/vscode-tasks.json")), ["tasks", "0", "problemMatcher", "pattern"]);

  test("finds place, level, code and message in each line of the compact report", () => {
    const regexp = new RegExp(textAt(pattern, "regexp") ?? "");
    const group = (name: string): number => Number(valueAt(pattern, [name]));
    const lines = read("test/report/snapshots/compact.txt").trimEnd().split("\n");
    for (const line of lines) {
      const match = regexp.exec(line) ?? [];
      const [file, row, column, level, code] = ["file", "line", "column", "severity", "code"].map((name) => match[group(name)]);
      expect(line.startsWith(`${file}:${row}:${column}: ${level} ${code} ${match[group("message")]}`)).toBe(true);
      expect(code).toMatch(/^SL\d{4}$/);
      expect(level).toMatch(/^(?:error|warning|note)$/);
    }
    expect(lines.length).toBeGreaterThan(5);
  });
});
