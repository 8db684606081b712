import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultInputLimits, type InputLimits } from "../../src/input/artifact.ts";
import { openInputsAt } from "../../src/input/revision.ts";
import { filler } from "../../src/testing/credentials.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { type Tree, temporaryTree } from "./temporary-tree.ts";

const manifest = "<ImportExportXml/>";

function repository(tree: Tree): {
  readonly root: string;
  git(...args: string[]): string;
  commit(): void;
  write(name: string, text: string): void;
} {
  const root = temporaryTree(tree);
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...identity, ...args], { encoding: "utf8", stdio: "pipe" });
  git("init", "--quiet", "--initial-branch=main");
  return {
    root,
    git,
    commit() {
      git("add", "--all");
      git("commit", "--quiet", "--message=test");
    },
    write(name, text) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    },
  };
}

const openAt = (cwd: string, paths: readonly string[], limits: Partial<InputLimits> = {}) =>
  openInputsAt(paths, { cwd, limits: { ...defaultInputLimits, ...limits }, revision: "HEAD", environment: process.env });

const open = async (cwd: string, paths: readonly string[], revision = "HEAD", environment: NodeJS.ProcessEnv = process.env) =>
  (await openInputsAt(paths, { cwd, limits: defaultInputLimits, revision, environment })).containers;

const texts = (containers: Awaited<ReturnType<typeof open>>) =>
  containers.map(({ path, prefix, kind, artifacts }) => ({
    path,
    prefix,
    kind,
    files: Object.fromEntries(artifacts.map((artifact) => [artifact.name, artifact.read().toString()])),
  }));

describe("the inputs at a revision", () => {
  test("are a folder with its files as they were", async () => {
    const { root, commit, write } = repository({
      "src/Core/Other/Solution.xml": manifest,
      "src/Core/Workflows/a.json": "1",
      "elsewhere.json": "0",
    });
    commit();
    write("src/Core/Workflows/a.json", "2");
    write("src/Core/Workflows/b.json", "new");
    rmSync(join(root, "src/Core/Other/Solution.xml"));
    expect(texts(await open(root, ["src"]))).toEqual([
      { path: "src", prefix: "", kind: "folder", files: { "Core/Other/Solution.xml": manifest, "Core/Workflows/a.json": "1" } },
    ]);
  });

  test("are the whole solution for a file in it, and the whole repository for its root", async () => {
    const { root, commit } = repository({ "Other/Solution.xml": manifest, "Workflows/ä b.json": "1", "image.png": "p" });
    commit();
    const files = { "Other/Solution.xml": manifest, "Workflows/ä b.json": "1", "image.png": "p" };
    expect(texts(await open(root, ["Workflows/ä b.json"]))).toEqual([{ path: ".", prefix: "", kind: "folder", files }]);
    expect(texts(await open(join(root, "Workflows"), [".."]))).toEqual([{ path: "..", prefix: "", kind: "folder", files }]);
  });

  test("are archives, by themselves and in folders", async () => {
    const zip = (text: string) => writeZip([{ name: "solution.xml", content: text }]);
    const { root, commit } = repository({ "exports/a.zip": zip("old") });
    commit();
    writeFileSync(join(root, "exports/a.zip"), zip("new"));
    expect(texts(await open(root, ["exports/a.zip"]))).toEqual([
      { path: "exports/a.zip", prefix: "", kind: "archive", files: { "solution.xml": "old" } },
    ]);
    expect(texts(await open(root, ["exports"])).map(({ prefix }) => prefix)).toEqual(["", "a.zip!/"]);
  });

  test("leave out what did not exist", async () => {
    const { root, commit, write } = repository({ "a.json": "{}" });
    commit();
    write("b.json", "{}");
    write("new/c.json", "{}");
    expect(texts(await open(root, ["b.json"]))).toEqual([]);
    expect(texts(await open(root, ["new"]))).toEqual([{ path: "new", prefix: "", kind: "folder", files: {} }]);
  });

  test("leave out a folder where a file of that name is now", async () => {
    const { root, commit, write } = repository({ "orders.json/definition.json": "{}" });
    commit();
    rmSync(join(root, "orders.json"), { recursive: true });
    write("orders.json", "{}");
    expect(texts(await open(root, ["orders.json"]))).toEqual([]);
  });

  test("are those where the branches part", async () => {
    const { root, git, commit, write } = repository({ "a.json": "base" });
    commit();
    git("checkout", "--quiet", "-b", "topic");
    write("a.json", "topic");
    commit();
    git("checkout", "--quiet", "main");
    write("a.json", "main");
    commit();
    git("checkout", "--quiet", "topic");
    expect(texts(await open(root, ["a.json"], "main"))[0]?.files).toEqual({ "a.json": "base" });
    expect(texts(await open(root, ["a.json"], "HEAD~1"))[0]?.files).toEqual({ "a.json": "base" });
  });

  test.each(["nothing", "--output=x", "-h", "", "main..topic", "HEAD; touch x"])("cannot be those of '%s'", async (revision) => {
    const { root, commit } = repository({ "a.json": "1" });
    commit();
    await expect(open(root, ["a.json"], revision)).rejects.toThrow(`--since: git knows no revision '${revision}' here.`);
    expect(existsSync(join(root, "x"))).toBe(false);
  });

  test("are named by their beginning where they are long", async () => {
    const { root, commit } = repository({ "a.json": "1" });
    commit();
    await expect(open(root, ["a.json"], "x".repeat(100_000))).rejects.toThrow(`git knows no revision '${"x".repeat(100)}…' here.`);
  });

  test("must be in a repository that can be read", async () => {
    const { root } = repository({ "a.json": "1" });
    await expect(open(root, ["a.json"])).rejects.toThrow("--since: this repository has no commit yet.");
    rmSync(join(root, ".git"), { recursive: true });
    for (const content of ["garbage", "gitdir: /nowhere"]) {
      writeFileSync(join(root, ".git"), content);
      for (const revision of ["HEAD", "main"])
        await expect(open(root, ["a.json"], revision)).rejects.toThrow("--since: git cannot read this repository: its '.git' is damaged");
    }
  });

  const objectOf = (root: string, git: (...args: string[]) => string, name: string): string => {
    const id = git("rev-parse", name).trim();
    return join(root, ".git/objects", id.slice(0, 2), id.slice(2));
  };

  test.each(["HEAD", "HEAD^{tree}"])("must be in a repository that has not lost the object of %s", async (name) => {
    const { root, git, commit } = repository({ "a.json": "1" });
    commit();
    rmSync(objectOf(root, git, name));
    for (const revision of ["HEAD", "main"])
      await expect(open(root, ["a.json"], revision)).rejects.toThrow("--since: git cannot read this repository: its '.git' is damaged");
  });

  test("are without the files that the repository has lost, and with all others", async () => {
    const { root, git, commit } = repository({ "src/a.json": filler(10_000), "src/b.json": "2" });
    commit();
    const file = objectOf(root, git, "HEAD:src/a.json");
    chmodSync(file, 0o644);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0, bytes.length / 2));
    const { containers, lost } = await openAt(root, ["src"]);
    const [a, b] = containers[0]?.artifacts ?? [];
    expect(lost).toEqual([]);
    expect(() => a?.read()).toThrow("The file as it was in 'HEAD' is missing or damaged in this clone of the repository");
    expect(b?.read().toString()).toBe("2");
    expect(lost).toEqual([{ path: "src", file: "a.json" }]);
    const single = await openAt(root, ["src/a.json"]);
    expect(() => single.containers[0]?.artifacts[0]?.read()).toThrow("missing or damaged");
    expect(single.lost).toEqual([{ path: "src/a.json", file: "" }]);
  });

  test("are without an archive that the repository has lost", async () => {
    const { root, git, commit } = repository({ "src/a.zip": writeZip([{ name: "solution.xml", content: manifest }]) });
    commit();
    rmSync(objectOf(root, git, "HEAD:src/a.zip"));
    expect((await openAt(root, ["src/a.zip"])).lost).toEqual([{ path: "src/a.zip", file: "" }]);
    expect((await openAt(root, ["src"])).lost).toEqual([{ path: "src", file: "a.zip" }]);
  });

  test("have the limits of the files now", async () => {
    const { root, commit } = repository({ "src/a.json": "12345", "src/b.zip": writeZip([{ name: "solution.xml", content: manifest }]) });
    commit();
    const { containers } = await openAt(root, ["src"], { entrySize: 4 });
    expect(containers.map(({ prefix }) => prefix)).toEqual(["", "b.zip!/"]);
    expect(() => containers[0]?.artifacts[0]?.read()).toThrow("The file is 5 bytes, more than the 4 bytes that are allowed.");
    const few = await openAt(root, ["src"], { entries: 1 });
    expect(few.containers[0]?.artifacts).toHaveLength(1);
    expect(few.containers[0]?.problems).toMatchObject([{ kind: "limit", message: expect.stringContaining("more than the 1 files") }]);
  });

  test("must be in a repository", async () => {
    const root = temporaryTree({ "a.json": "1" });
    await expect(open(root, ["a.json"])).rejects.toThrow("'a.json' is in no git repository");
    await expect(open(root, ["-"])).rejects.toThrow("'-' is in no git repository");
  });
});

describe("a hostile repository", () => {
  test("runs nothing", async () => {
    const { root, git, commit } = repository({
      "a.json": "1",
      ".gitattributes": "*.json filter=evil diff=evil\n",
      "evil.sh": '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n',
    });
    commit();
    const script = join(root, "evil.sh");
    chmodSync(script, 0o755);
    for (const key of [
      "core.fsmonitor",
      "core.pager",
      "core.editor",
      "core.sshCommand",
      "core.askPass",
      "filter.evil.smudge",
      "filter.evil.clean",
      "diff.evil.textconv",
      "diff.external",
      "gpg.program",
      "alias.ls-tree",
      "pager.ls-tree",
    ])
      git("config", key, key.startsWith("alias") ? `!${script}` : script);
    rmSync(join(root, "ran"), { force: true });
    expect(texts(await open(root, ["a.json"]))[0]?.files).toEqual({ "a.json": "1" });
    expect(existsSync(join(root, "ran"))).toBe(false);
  });

  test("cannot put its own git into the search path", async () => {
    const { root, commit } = repository({ "a.json": "1", "bin/git": '#!/bin/sh\ntouch "$(dirname "$0")/../ran"\n' });
    commit();
    chmodSync(join(root, "bin/git"), 0o755);
    const outside = temporaryTree({});
    symlinkSync(join(root, "bin"), join(outside, "link"));
    const path = ["bin", ".", "", join(root, "bin"), join(outside, "link"), process.env.PATH].join(delimiter);
    expect(texts(await open(root, ["a.json"], "HEAD", { ...process.env, PATH: path }))[0]?.files).toEqual({ "a.json": "1" });
    expect(existsSync(join(root, "ran"))).toBe(false);
    await expect(open(root, ["a.json"], "HEAD", { PATH: join(root, "bin") })).rejects.toThrow("there is none in the search path");
  });

  test("is found although a hook's variables speak of another one", async () => {
    const { root, commit } = repository({ "a.json": "1" });
    commit();
    const environment = { ...process.env, GIT_DIR: "/nowhere", GIT_INDEX_FILE: "/nowhere/index", GIT_WORK_TREE: "/nowhere" };
    expect(texts(await open(root, ["a.json"], "HEAD", environment))).toHaveLength(1);
  });
});
