import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryTree } from "../input/temporary-tree.ts";
import { cli, root } from "./run-cli.ts";

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const recorder = pathToFileURL(fileURLToPath(new URL("record-scripts.mjs", import.meta.url))).href;

interface LoadedScript {
  readonly name: string;
  /** There was no code cache for it, or V8 refused it. */
  readonly isCompiled: boolean;
}

function node(...args: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd: root, env, encoding: "utf8", maxBuffer: 2 ** 24 });
  // How long a run took is different each time.
  const steady = (text: string): string => text.replace(/\b\d+(?:\.\d+)? m?s\b/g, "some time");
  return { code: status, stdout: steady(stdout), stderr: steady(stderr) };
}

function scriptsOf(args: readonly string[], main: string = cli): readonly LoadedScript[] {
  const { stderr } = node("--import", recorder, main, ...args);
  return JSON.parse(/^scripts (.*)$/m.exec(stderr)?.[1] ?? "") as readonly LoadedScript[];
}

/** The same program as the compiler writes it: modules, and packages from `node_modules`. */
function runModules(args: readonly string[]): ReturnType<typeof node> {
  const program = pathToFileURL(join(root, "dist/src/cli/program.js")).href;
  const start = `const { runProgram } = await import(${JSON.stringify(program)}); process.exitCode = await runProgram(${JSON.stringify(args)});`;
  return node("--input-type=module", "--eval", start);
}

describe("the bundle of the command", () => {
  test.each([
    ["the help", ["--help"], 0],
    ["the help of a command", ["fix", "--help"], 0],
    ["the help of the inventory", ["inventory", "--help"], 0],
    ["a lint", [erp, "--no-config"], 1],
    ["a report in HTML", [erp, "--no-config", "-f", "html"], 1],
    ["a configuration of rules", ["--print-config", "--preset", "strict"], 0],
    ["a dry run of fix", ["fix", "fixtures/contoso-erp", "--dry-run", "--no-config"], 1],
    ["a drawing", ["graph", erp, "--no-config"], 0],
    ["a page of a rule", ["explain", "secret-in-variable"], 0],
    ["threads", ["fixtures", "--no-config", "--jobs", "2"], 1],
    ["an unknown option", ["--nonsense", "fixtures"], 2],
    ["a wrong choice", [erp, "--fail-on", "sometimes"], 2],
    ["a missing argument", ["explain"], 2],
    ["nothing to read", ["missing.zip"], 2],
  ] as const)("does what the modules do: %s", (_name, args, code) => {
    const bundled = node(cli, ...args);
    expect(bundled).toEqual(runModules(args));
    expect(bundled.code).toBe(code);
  });

  test("tells the licences of the packages that it holds", () => {
    const notices = readFileSync(join(root, "dist/bundle/NOTICES.txt"), "utf8");
    for (const name of ["yargs", "unzipper", "fast-xml-parser", "chalk", "bluebird"])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
    expect(notices).not.toMatch(/^(?:typescript|ajv|rolldown) \d/m);
  });

  test("is ASCII, since it is read as such", () => {
    const scripts = readdirSync(join(root, "dist/bundle")).filter((name) => name.endsWith(".cjs"));
    expect(scripts).toContain("lint.cjs");
    for (const name of scripts) expect(readFileSync(join(root, "dist/bundle", name)).every((byte) => byte < 0x80)).toBe(true);
  });
});

describe("what is loaded", () => {
  const names = (args: readonly string[]): readonly string[] => scriptsOf(args).map(({ name }) => name);

  test("for the version: nothing", () => {
    expect(names(["--version"])).toEqual([]);
  });

  test("for the help: the command line alone", () => {
    expect(names(["--help"])).toEqual(["program.cjs", "start.cjs", "rolldown-runtime.cjs"]);
  });

  test("for a lint of a folder: no library for archives, and nothing of what nobody asked for", () => {
    const loaded = names(["fixtures/contoso-erp", "--no-config"]);
    expect(loaded).toContain("lint.cjs");
    expect(loaded).toContain("report-stylish.cjs");
    expect(loaded).toHaveLength(new Set(loaded).size);
    const unasked =
      /^(?:unzip|rewrite-archive|desktop-flow-package|cli-|config-|fix-diff|input-|inventory-|linter-|report-(?!stylish)|session-|sarif|svg)/;
    expect(loaded.filter((name) => unasked.test(name))).toEqual([]);
  });
});

describe("the code cache", () => {
  test("is what V8 takes the scripts of a lint from", () => {
    const loaded = scriptsOf([erp, "--no-config"]);
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.filter(({ isCompiled }) => isCompiled)).toEqual([]);
  });

  test.each<[string, (cache: string) => void]>([
    ["missing, because another Node built the package", (cache) => rmSync(cache)],
    ["refused by V8", (cache) => writeFileSync(cache, "broken")],
  ])("may be %s: the command does the same without", (_name, spoil) => {
    const copy = temporaryTree({});
    for (const part of ["package.json", "dist/bin", "dist/bundle", "dist/src/about.js", "dist/src/cli", "dist/src/knowledge/data"]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    const caches = readdirSync(join(copy, "dist/bundle")).filter((name) => name.endsWith(".cache"));
    expect(caches).not.toEqual([]);
    for (const name of caches) spoil(join(copy, "dist/bundle", name));
    const main = join(copy, "dist/bin/solutionlint.cjs");
    const loaded = scriptsOf([erp, "--no-config"], main);
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.every(({ isCompiled }) => isCompiled)).toBe(true);
    expect(node(main, erp, "--no-config")).toEqual(node(cli, erp, "--no-config"));
  });
});
