import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { threadFailure } from "../../src/cli/threads.ts";
import { UserError } from "../../src/errors.ts";
import { cli, root, runCli } from "../cli/run-cli.ts";
import { runInHost } from "../cli/run-in-host.ts";
import { temporaryTree } from "../input/temporary-tree.ts";

// What is hostile here is not the input but what is around the run: disks, pipes, devices and slips of the user.

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const hasDevices = existsSync("/dev/full") && existsSync("/dev/zero");
const hasPipes = process.platform !== "win32";

/** Runs a line of the shell, in which `"$@"` is the command. */
function shell(line: string, args: readonly string[], cwd: string = root): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", line, "sh", process.execPath, cli, ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: cwd },
    timeout: 60_000,
    maxBuffer: 2 ** 27,
  });
  return { code: status, stdout, stderr };
}

/** A folder with an export. */
function folderWithExport(tree: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryTree(tree);
  copyFileSync(join(root, erp), join(folder, "export.zip"));
  return folder;
}

describe.skipIf(!hasDevices)("a full disk", () => {
  test.each<readonly [string, ...string[]]>([
    ["--version"],
    ["--help"],
    ["--print-config"],
    ["rules"],
    ["explain", "secret-in-variable"],
    ["completion"],
    [erp, "--no-config"],
    [erp, "--no-config", "-f", "json"],
    ["graph", erp, "--no-config"],
    ["inventory", erp, "--no-config"],
    ["fix", erp, "--no-config", "--dry-run"],
  ])("behind standard output is told for %s, and is no finding", (...args) => {
    const { code, stderr } = shell('"$@" > /dev/full', args);
    expect(stderr).toContain("solutionlint: Standard output cannot be written: the disk is full.\n");
    expect(stderr).not.toMatch(/^\s+at |Error:/m);
    expect(code).toBe(2);
  });

  test("behind standard error changes no exit code", () => {
    expect(shell('"$@" 2> /dev/full', [erp, "--no-config", "--stats"]).code).toBe(1);
    expect(shell('"$@" 2> /dev/full', ["fixtures/ContosoGood_1_0_0_0.zip", "--no-config", "--stats"]).code).toBe(0);
    expect(shell('"$@" 2> /dev/full', ["missing.zip"]).code).toBe(2);
  });

  test("behind the file of a report is told", async () => {
    const { code, stderr } = await runCli([erp, "--no-config", "-f", "json:/dev/full"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: "solutionlint: The file '/dev/full' cannot be written: the disk is full.\n" });
  });
});

describe("what is no file", () => {
  test.skipIf(!hasDevices)("is written into by fix, and never replaced", () => {
    const folder = folderWithExport();
    const through = shell('"$@" | tail -c 22 | head -c 4', ["fix", "export.zip", "--no-config", "--output", "/dev/stdout"], folder);
    expect(existsSync("/dev/stdout")).toBe(true);
    expect(through.stderr).toBe("");
    // Of a named pipe: what its reader gets is an archive, and the pipe is still one.
    const line = 'mkfifo pipe; head -c 2 pipe > got & "$@"; wait; test -p pipe && cat got';
    expect(shell(line, ["fix", "export.zip", "--no-config", "--output", "pipe"], folder).stdout).toMatch(/PK$/);
  });

  test.skipIf(!hasPipes)("is no input, and nobody waits for somebody to write into it", () => {
    const folder = folderWithExport();
    for (const args of [
      ["export.zip", "--settings", "pipe"],
      ["export.zip", "--previous", "pipe"],
      ["pipe"],
      ["export.zip", "--config", "pipe"],
    ]) {
      const { code, stdout, stderr } = shell('test -p pipe || mkfifo pipe; "$@"', args, folder);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
      expect(stderr).toContain("pipe");
    }
  });

  test.skipIf(!hasDevices)("and has no end is not read for ever", () => {
    const folder = folderWithExport({ ".solutionlintrc.json": '{ "limits": { "archiveSize": 1000000 } }' });
    for (const [args, says] of [
      [["export.zip", "--baseline", "/dev/zero"], "The baseline '/dev/zero' cannot be read: it is too large."],
      [["merge", "/dev/zero"], "The report '/dev/zero' cannot be read: it is too large."],
      [["export.zip", "--settings", "/dev/zero"], "'/dev/zero' cannot be read"],
      [["-"], "standard input: The archive is larger than the 976.6 KiB that are allowed."],
      [["inventory", "-"], "standard input: The archive is larger than"],
      [["fix", "-", "--dry-run"], "standard input: The archive is larger than"],
    ] as const) {
      const { code, stdout, stderr } = shell('"$@" < /dev/zero', args, folder);
      expect(stderr).toContain(says);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: "" });
    }
  });

  test.skipIf(!existsSync("/proc/self"))("and takes no folders is told, and not tried for ever", () => {
    const folder = folderWithExport();
    for (const args of [
      ["export.zip", "--no-config", "--format", "json:/proc/x/report.json"],
      ["export.zip", "--no-config", "--cache", "--cache-location", "/proc/x/cache"],
      ["inventory", "export.zip", "--no-config", "--extract", "/proc/x"],
      ["fix", "export.zip", "--no-config", "--output", "/proc/x/fixed.zip"],
    ]) {
      const { code, stderr } = shell('"$@"', args, folder);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(stderr).toContain("/proc/x");
      expect(stderr).not.toContain("it does not exist");
    }
  });

  test.skipIf(!hasPipes)("can hold a baseline and reports", () => {
    const folder = folderWithExport();
    const written = shell('"$@"', ["export.zip", "--no-config", "--baseline", "b.json", "--update-baseline"], folder);
    expect(written.code).toBe(0);
    const read = shell('cat b.json | "$@"', ["export.zip", "--no-config", "--baseline", "/dev/stdin"], folder);
    expect(read).toMatchObject({ code: 0, stderr: "" });
    shell('"$@" > r.json', ["export.zip", "--no-config", "-f", "json"], folder);
    expect(shell('cat r.json | "$@"', ["merge", "/dev/stdin", "-f", "compact"], folder)).toMatchObject({ code: 1, stderr: "" });
  });
});

describe("a plug-in", () => {
  test.each([
    ["that waits for ever", "await new Promise(() => {});", "waits for something that never happens"],
    ["that throws later", "setTimeout(() => { throw new Error('later'); }, 0);", "--plugin ./rules.mjs: what it had put off failed: later"],
    ["whose promise fails", "Promise.reject(new Error('rejected'));", "--plugin ./rules.mjs: what it had put off failed: rejected"],
  ])("%s makes no run look as if it had found something, or nothing", async (_name, code, says) => {
    const cwd = folderWithExport({ "rules.mjs": `export const rules = [];\n${code}` });
    const run = await runCli(["export.zip", "--no-config", "--plugin", "./rules.mjs"], { cwd });
    expect(run.stderr).toContain(says);
    expect(run.stderr).not.toMatch(/^\s+at |defect of the tool/m);
    expect(run.code).toBe(2);
  });

  test.each([
    ["throws", "check() { throw new Error('no'); }", "--plugin ./rules.mjs: the rule 'contoso/one' failed: no"],
    [
      "is asynchronous, so that its findings would come too late",
      "async check() { throw new Error('no'); }",
      "--plugin ./rules.mjs: the rule 'contoso/one' failed: 'check' returns a promise",
    ],
  ])("whose rule %s is named", async (_name, check, says) => {
    const rule = `{ name: "contoso/one", summary: "S.", level: "note", messages: { a: "A." }, ${check} }`;
    const cwd = folderWithExport({ "rules.mjs": `export const rules = [${rule}];` });
    for (const args of [["export.zip"], ["export.zip", "--jobs", "2"], ["fix", "export.zip", "--dry-run"]]) {
      const run = await runCli([...args, "--no-config", "--plugin", "./rules.mjs"], { cwd });
      expect(run.stderr).toContain(args[0] === "fix" ? "--plugin ./rules.mjs: the rule 'contoso/one' failed, so that" : says);
      expect(run.stderr).not.toContain("defect of the tool");
      expect(run.code).toBe(2);
    }
  });
});

test.skipIf(!hasPipes)("a working directory that is gone is told", () => {
  for (const args of [["--help"], ["export.zip"]]) {
    expect(shell('mkdir gone && cd gone && rmdir ../gone && "$@"', args, folderWithExport())).toEqual({
      code: 2,
      stdout: "",
      stderr: "solutionlint: The working directory does not exist any more.\n",
    });
  }
});

describe("a slip", () => {
  test("does not cost the user the input", async () => {
    const cwd = folderWithExport();
    const before = readFileSync(join(cwd, "export.zip"));
    for (const args of [
      ["export.zip", "-f", "json:export.zip"],
      ["export.zip", "-f", "stylish", "-f", "sarif:./export.zip"],
      ["graph", "export.zip", "-o", "export.zip"],
      ["inventory", "export.zip", "-o", "export.zip"],
      ["fix", "export.zip", "-o", "export.zip"],
      ["export.zip", "--baseline", "export.zip", "--update-baseline"],
    ]) {
      const { code, stderr } = await runInHost([...args, "--no-config"], { cwd });
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(stderr).toMatch(/the input itself, which is never written over/);
      expect(readFileSync(join(cwd, "export.zip")).equals(before)).toBe(true);
    }
  });

  test("does not cost the user an archive in the folder that is read, or any other", async () => {
    const cwd = folderWithExport({ "report.json": "{}" });
    copyFileSync(join(cwd, "export.zip"), join(cwd, "other.zip"));
    const before = readFileSync(join(cwd, "export.zip"));
    for (const args of [
      [".", "-f", "json:export.zip"],
      ["inventory", ".", "-o", "./export.zip"],
      ["graph", "other.zip", "-o", "export.zip"],
    ]) {
      const { code, stderr } = await runInHost([...args, "--no-config"], { cwd });
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(stderr).toMatch(/'\.?\/?export\.zip' is a zip archive, which is never written over/);
      expect(readFileSync(join(cwd, "export.zip")).equals(before)).toBe(true);
    }
    expect((await runInHost([".", "-f", "json:report.json", "--no-config"], { cwd })).code).toBe(1);
  });

  test("of writing joined reports over one of them, which the next run would count twice, is told", async () => {
    const cwd = folderWithExport();
    await runInHost(["export.zip", "--no-config", "-f", "json:a.json"], { cwd });
    const { code, stderr } = await runInHost(["merge", "a.json", "-f", "json:a.json"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "solutionlint: 'a.json' is the input itself, which is never written over. Give the output another name.\n",
    });
  });

  test("does not write two reports over one another", async () => {
    const cwd = folderWithExport();
    const { code, stderr } = await runInHost(["export.zip", "-f", "json:out", "-f", "sarif:./out"], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "solutionlint: Two reports would be written to './out'; give each a file of its own.\n",
    });
  });

  test.each([
    ["an empty folder", { "before/.keep": "" }],
    ["a file that is no package", { before: "{" }],
  ])("of naming %s as what was deployed before is told", async (_name, tree) => {
    const cwd = folderWithExport(tree);
    const { code, stderr } = await runInHost(["export.zip", "--no-config", "--previous", "before"], { cwd });
    expect({ code, stderr }).toEqual({ code: 2, stderr: "solutionlint: --previous before: there is no solution to compare with.\n" });
  });

  test("of PowerShell's, which writes UTF-16, does not make reports unreadable", async () => {
    const { stdout } = await runInHost([erp, "--no-config", "-f", "json"]);
    const cwd = temporaryTree({ "report.json": Buffer.from(`\ufeff${stdout}`, "utf16le") });
    expect(await runInHost(["merge", "report.json", "-f", "json"], { cwd })).toMatchObject({ code: 1, stdout, stderr: "" });
  });
});

test("a thread that runs out of memory ends the run with advice, and with no internal error", async () => {
  const worker = new Worker("const kept = []; for (;;) kept.push(new Array(1000).fill(0));", {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: 8 },
  });
  const [error] = (await once(worker, "error")) as [unknown];
  expect(threadFailure(error)).toBeInstanceOf(UserError);
  expect(threadFailure(error)).toMatchObject({ message: expect.stringContaining("A thread of --jobs ran out of memory.") });
});
