import { spawnSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { reporterNames } from "../../src/report/index.ts";
import { cli, root } from "../cli/run-cli.ts";
import { temporaryTree } from "../input/temporary-tree.ts";

const recorder = pathToFileURL(fileURLToPath(new URL("record-effects.mjs", import.meta.url))).href;

const noCode = "--disallow-code-generation-from-strings";

interface Effect {
  readonly kind: "network" | "process" | "thread" | "code" | "file";
  readonly name: string;
  /** The file or program. */
  readonly of: string;
  readonly options?: { readonly shell: unknown };
}

/**
 * Runs the command in a folder with the fixtures and gives what it did beyond its memory and its streams. Unless it reads archives, nothing in the process can make
 * code of texts: the promises that unzipper uses make functions of their own names when they are loaded.
 */
function effectsOf(
  args: readonly string[],
  folder: string,
): { readonly code: number | null; readonly effects: readonly Effect[]; readonly stderr: string } {
  const { status, stderr } = spawnSync(
    process.execPath,
    [...(args.some((arg) => /^fixtures$|\.zip$/.test(arg)) ? [] : [noCode]), "--import", recorder, cli, ...args],
    {
      cwd: folder,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: folder, USERPROFILE: folder },
      maxBuffer: 100 * 2 ** 20,
    },
  );
  const noted = /^effects (.*)$/m.exec(stderr)?.[1];
  return { code: status, effects: noted === undefined ? [] : (JSON.parse(noted) as readonly Effect[]), stderr };
}

function folderWithFixtures(): string {
  const folder = temporaryTree({ ".git/HEAD": "ref: refs/heads/main\n", "broken.zip": "broken" });
  cpSync(join(root, "fixtures"), join(folder, "fixtures"), { recursive: true });
  return folder;
}

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const config = ["--no-config", "--preset", "strict"];

describe("the command acts on nothing but what it is told to write", () => {
  test("the recorder notes what it should", () => {
    const acts = `
      import fs, { writeFileSync } from "node:fs"; import net from "node:net"; import { spawnSync } from "node:child_process"; import { Script } from "node:vm"; import { Worker } from "node:worker_threads";
      writeFileSync("made", ""); fs.promises.mkdir("folder"); spawnSync("true");
      for (const act of [() => net.connect(1), () => fetch("http://127.0.0.1:9"), () => new Worker("x"), () => new Script("0"), () => new Script("0", { filename: ${JSON.stringify(join(root, "dist/bundle/start.cjs"))} })]) try { act(); } catch {}
      try { new Function(""); } catch (error) { console.error(error.name); }`;
    const folder = temporaryTree({ "acts.mjs": acts });
    const { stderr } = spawnSync(process.execPath, [noCode, "--import", recorder, "acts.mjs"], {
      cwd: folder,
      encoding: "utf8",
    });
    const effects = JSON.parse(/^effects (.*)$/m.exec(stderr)?.[1] ?? "[]") as readonly Effect[];
    expect(effects.map(({ kind }) => kind).sort()).toEqual(["code", "code", "file", "file", "network", "network", "process", "thread"]);
    expect(stderr).toContain("EvalError");
  });

  test.each<[string, readonly string[], number, readonly string[]]>([
    ["a lint of an archive", [erp, ...config], 1, []],
    ["a lint of a folder", ["fixtures/contoso-erp", ...config], 1, []],
    ["a lint of everything", ["fixtures", ...config, "--stats", "--progress"], 1, []],
    ["a lint of a part", [erp, ...config, "--shard", "1/2"], 1, []],
    [
      "reports into files",
      [erp, ...config, ...reporterNames.flatMap((name) => ["--format", `${name}:${name}.out`])],
      1,
      reporterNames.map((name) => `${name}.out`),
    ],
    ["a baseline", [erp, ...config, "--baseline", "baseline.json", "--update-baseline"], 0, ["baseline.json"]],
    ["a drawing", ["graph", erp, "--no-config", "--format", "svg", "--output", "ways.svg"], 0, ["ways.svg"]],
    ["a drawing on standard output", ["graph", erp, "--no-config"], 0, []],
    ["a rule's page", ["explain", "secret-in-variable"], 0, []],
    ["the list of rules", ["rules", "--format", "json"], 0, []],
    ["the configuration", ["--print-config", "--preset", "strict"], 0, []],
    ["the help", ["--help"], 0, []],
    ["the version", ["--version"], 0, []],
    ["a mistake", ["missing.zip"], 2, []],
    ["an archive that is none", ["broken.zip"], 2, []],
    ["a first configuration", ["init"], 0, [".solutionlintrc.json"]],
  ])("%s", (_name, args, code, written) => {
    const folder = folderWithFixtures();
    const before = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }));
    const run = effectsOf(args, folder);
    expect(run.stderr).not.toMatch(/EvalError|internal error/);
    expect(run.code).toBe(code);
    expect(run.effects.filter(({ kind }) => kind !== "file")).toEqual([]);
    expect([...new Set(run.effects.map(({ of }) => of.replace(`${folder}/`, "")))].sort()).toEqual([...written].sort());
    const after = readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(after.filter((name) => !before.has(name)).sort()).toEqual([...written].sort());
  });

  test("a comparison with an earlier state starts git, without a shell, and nothing else", () => {
    const folder = folderWithFixtures();
    const git = (...args: readonly string[]): void => {
      spawnSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.org", ...args], { cwd: folder });
    };
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "before");
    const run = effectsOf(["fixtures/contoso-erp", ...config, "--since", "HEAD"], folder);
    expect(run.effects.length).toBeGreaterThan(0);
    for (const { kind, of, options } of run.effects) {
      expect(kind).toBe("process");
      expect(of).toMatch(/[\\/]git(?:\.exe)?$/);
      expect(options?.shell).toBe(false);
    }
  });
});
