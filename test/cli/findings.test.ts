import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";
import { activeFindings, folderOf, leak, oneFlow, safe, unsafe, zipOf } from "./small-solutions.ts";

describe("a baseline", () => {
  test("is written, accepts what was there, reports what is new, and is pruned", async () => {
    const cwd = temporaryTree({ "a.zip": zipOf(oneFlow("Contoso", unsafe)) });
    const first = await runInHost(["a.zip", "--baseline", "baseline.json", "--update-baseline"], { cwd });
    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toMatch(/^solutionlint: The baseline baseline\.json contains \d+ findings? now\.\n$/);
    expect(await runInHost(["a.zip", "--baseline", "baseline.json"], { cwd })).toMatchObject({ code: 0 });

    writeFileSync(join(cwd, "a.zip"), zipOf(oneFlow("Contoso", unsafe, leak)));
    const more = await runInHost(["a.zip", "--baseline", "baseline.json", "-f", "json"], { cwd });
    expect(more.code).toBe(1);
    expect(activeFindings(more.stdout).every(({ location }) => location.operation === "Keep")).toBe(true);

    writeFileSync(join(cwd, "a.zip"), zipOf(oneFlow("Contoso", safe)));
    const repaired = await runInHost(["a.zip", "--baseline", "baseline.json", "-f", "json"], { cwd });
    expect(activeFindings(repaired.stdout)).toMatchObject([{ rule: "unused-suppression", location: { path: "baseline.json" } }]);
    await runInHost(["a.zip", "--baseline", "baseline.json", "--update-baseline"], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, "baseline.json"), "utf8"))).toMatchObject({ findings: [] });
  });

  test.each([
    [["--update-baseline"], "--update-baseline needs --baseline FILE."],
    [["--update-baseline", "--baseline", "b.json", "--shard", "1/2"], "without --shard"],
    [["--update-baseline", "--baseline", "b.json", "--since", "HEAD"], "contradict each other"],
    [["--update-baseline", "--baseline", "b.json", "--min-confidence", "high"], "leave out --min-confidence"],
    [["--baseline", "missing.json"], "The baseline 'missing.json' cannot be read: it does not exist."],
  ])("is refused with %j", async (args, message) => {
    const cwd = temporaryTree({ "a.zip": zipOf(oneFlow("Contoso", unsafe)) });
    const { code, stdout, stderr } = await runInHost(["a.zip", ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, "b.json"))).toBe(false);
  });
});

/** A solution that is committed. */
function committed(): { readonly cwd: string; git(...args: string[]): string } {
  const cwd = temporaryTree(folderOf("src/Contoso", oneFlow("Contoso", unsafe)));
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", cwd, "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
      stdio: "pipe",
      encoding: "utf8",
    });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message=before");
  return { cwd, git };
}

test.each([[], ["--jobs", "2"]])("--since tells of what the repository has lost, whose findings count as new %s", async (...more) => {
  const { cwd, git } = committed();
  const file = `src/Contoso/${workflowFile("Contoso flow")}`;
  const id = git("rev-parse", `HEAD:${file}`).trim();
  rmSync(join(cwd, ".git/objects", id.slice(0, 2), id.slice(2)));
  const { code, stdout } = await (more.length > 0 ? runCli : runInHost)(["src", "--since", "HEAD", "-f", "json", ...more], { cwd });
  expect(code).toBe(1);
  const active = activeFindings(stdout);
  expect(active.filter(({ rule }) => rule === "unreadable-file")).toMatchObject([
    { location: { path: "src", file: file.slice("src/".length) }, message: expect.stringContaining("as it was in 'HEAD'") },
  ]);
  expect(active.length).toBeGreaterThan(1);
});

test("--since counts only what a change introduces", async () => {
  const { cwd } = committed();
  expect(await runInHost(["src", "--since", "HEAD"], { cwd })).toMatchObject({ code: 0 });
  expect(await runInHost(["src"], { cwd })).toMatchObject({ code: 1 });
  for (const [name, text] of solutionFiles(oneFlow("Contoso", unsafe, leak))) {
    mkdirSync(dirname(join(cwd, "src/Contoso", name)), { recursive: true });
    writeFileSync(join(cwd, "src/Contoso", name), text);
  }
  const { code, stdout } = await runInHost(["src", "--since", "HEAD", "-f", "json"], { cwd });
  expect(code).toBe(1);
  expect(activeFindings(stdout).length).toBeGreaterThan(0);
  expect(activeFindings(stdout).every(({ location }) => location.operation === "Keep")).toBe(true);
  expect(await runInHost(["src", "--since", "nothing"], { cwd })).toMatchObject({ code: 2, stdout: "" });
});

test("shards merge into the report of one run", async () => {
  const cwd = temporaryTree({ "x/a.zip": zipOf(oneFlow("Alpha", unsafe)), "x/b.zip": zipOf(oneFlow("Beta", unsafe, leak)) });
  for (const format of ["json", "sarif"]) {
    const whole = await runInHost(["x", "-f", format], { cwd });
    const shards = [1, 2].map((index) => ["x", "--shard", `${index}/2`, "-f", `${format}:${index}.${format}`]);
    for (const args of shards) expect([0, 1]).toContain((await runInHost(args, { cwd })).code);
    expect(await runInHost(["merge", `2.${format}`, `1.${format}`], { cwd })).toEqual({ ...whole, code: 1, stderr: "" });
  }
  const markdown = await runInHost(["merge", "1.json", "2.json", "-f", "markdown", "--fail-on", "never"], { cwd });
  expect(markdown).toMatchObject({ code: 0, stderr: "" });
  expect(markdown.stdout).toContain("Alpha flow");
  for (const format of ["stylish", "compact", "csv", "junit", "checkstyle", "codequality", "github", "azure", "markdown"]) {
    const whole = await runInHost(["x", "-f", format], { cwd });
    expect(await runInHost(["merge", "1.json", "2.json", "-f", format], { cwd })).toEqual(whole);
  }
  expect(await runInHost(["merge", "1.json", "2.sarif"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  expect((await runInHost(["merge", "1.sarif", "2.sarif", "-f", "stylish"], { cwd })).stderr).toContain("merge JSON reports");
});

test("what begins with a dash is a path behind two dashes", async () => {
  const cwd = temporaryTree({ "--quiet.zip": zipOf(oneFlow("Contoso", unsafe)) });
  const { stdout } = await runInHost(["-f", "json", "--", "--quiet.zip"], { cwd });
  expect(activeFindings(stdout)[0]?.location.path).toBe("--quiet.zip");
});
