import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { keyVault } from "../../src/testing/actions.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { type Tree, temporaryTree } from "../input/temporary-tree.ts";
import { cli, root } from "./run-cli.ts";

const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;
if (!hasPreCommit)
  process.stderr.write("pre-commit is not installed: the tests of the hook are skipped (Debian: apt-get install pre-commit).\n");

const manifest = readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8");

/** The hook as a repository gets it, but with the command that is built here instead of one that is installed from the registry. */
function localHook(): string {
  const hook = manifest
    .replace(/^ {2}language: node$/m, "  language: system")
    .replace(/^ {2}entry: solutionlint$/m, `  entry: '"${process.execPath}" "${cli}"'`)
    .replace(/^ {2}minimum_pre_commit_version: .*\n/m, "");
  if (hook === manifest) throw new Error("The manifest has changed: this test must follow.");
  return `repos:\n  - repo: local\n    hooks:\n${hook.replace(/^(?=.)/gm, "      ")}`;
}

function repository(tree: Tree): { commit(tree: Tree): { readonly status: number | null; readonly output: string } } {
  const folder = temporaryTree({ ".pre-commit-config.yaml": localHook(), ...tree });
  const home = temporaryTree({});
  const env = { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: join(home, "cache"), PRE_COMMIT_COLOR: "never" };
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, env, stdio: "pipe" });
  git("init", "--quiet");
  git("config", "user.name", "Test");
  git("config", "user.email", "test@example.org");
  git("add", "--all");
  git("commit", "--quiet", "--message=before");
  execFileSync("pre-commit", ["install"], { cwd: folder, env, stdio: "pipe" });
  return {
    commit(changes) {
      for (const [name, content] of Object.entries(changes)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content as string | Buffer);
      }
      git("add", "--all");
      const { status, stdout, stderr } = spawnSync("git", ["commit", "--message=change"], { cwd: folder, env, encoding: "utf8" });
      return { status, output: stdout + stderr };
    },
  };
}

const good = flow("Get orders", keyVault.getSecret("Get_secret", { secure: ["outputs"] }));
const bad = flow("Get orders", keyVault.getSecret("Get_secret"));
const unpacked = (name: string, one: typeof good): Record<string, string> =>
  Object.fromEntries([...solutionFiles({ uniqueName: name, flows: [one] })].map(([file, text]) => [`solutions/${name}/${file}`, text]));
const flowFile = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name.includes("/Workflows/")));

describe.skipIf(!hasPreCommit)("the pre-commit hook", () => {
  test("has a valid manifest, and the recipe in the documentation a valid configuration", () => {
    const validated = (kind: string, file: string): (() => Buffer) => {
      return () => execFileSync("pre-commit", [`validate-${kind}`, join(root, file)], { stdio: "pipe" });
    };
    expect(validated("manifest", ".pre-commit-hooks.yaml")).not.toThrow();
    expect(validated("config", "docs/ci/pre-commit-config.yaml")).not.toThrow();
  });

  test("blocks a commit that adds a leak, and lets it pass once it is repaired", () => {
    const { commit } = repository(unpacked("Contoso", good));
    const blocked = commit(flowFile(unpacked("Contoso", bad)));
    expect(blocked.output).toContain("missing-secure-outputs");
    expect(blocked.status).toBe(1);
    expect(commit({ ...flowFile(unpacked("Contoso", good)), "README.md": "x" })).toMatchObject({ status: 0 });
  });

  test("analyses a solution once for several files, and several solutions in one run", () => {
    const { commit } = repository({ ...unpacked("Contoso", good), ...unpacked("Fabrikam", good) });
    const { status, output } = commit({
      ...flowFile(unpacked("Contoso", bad)),
      ...flowFile(unpacked("Fabrikam", bad)),
      "solutions/Contoso/Workflows/Second.json": JSON.stringify({}),
    });
    expect(status).toBe(1);
    expect(output.match(/missing-secure-outputs/g)).toHaveLength(2);
    expect(output.match(/^solutionlint\.+/gm)).toHaveLength(1);
  });

  test("does not make a commit answer for files that it leaves alone", () => {
    const { commit } = repository(unpacked("Contoso", bad));
    const other = flow("Other flow", keyVault.getSecret("Get_other", { secure: ["outputs"] }));
    expect(commit(flowFile(unpacked("Contoso", other)))).toMatchObject({ status: 0 });
  });

  test("looks into archives, and not at other files", () => {
    const { commit } = repository({ "README.md": "x" });
    const zip = writeZip([...solutionFiles({ flows: [bad] })].map(([name, content]) => ({ name, content })));
    expect(commit({ "exports/a.zip": zip })).toMatchObject({ status: 1 });
    const { status, output } = repository({ "README.md": "x" }).commit({ "package.json": "{}", "src/data.xml": "<a/>" });
    expect(status).toBe(0);
    expect(output).toContain("(no files to check)");
  });
});

test("npm pack prints the name of the package alone, which is what the hook's installation takes it for", () => {
  const folder = temporaryTree({
    "package.json": JSON.stringify({ name: "packed", version: "1.0.0", scripts: { prepare: "node -e \"console.log('built')\"" } }),
    ".npmrc": readFileSync(join(root, ".npmrc")),
  });
  const { stdout } = spawnSync("npm", ["pack"], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { PATH: process.env.PATH, HOME: folder },
  });
  expect(stdout.trim()).toBe("packed-1.0.0.tgz");
});
