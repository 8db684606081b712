import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { temporaryTree } from "../input/temporary-tree.ts";
import { type CliResult, cli, root, runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const recorder = pathToFileURL(fileURLToPath(new URL("record-scripts.mjs", import.meta.url))).href;

interface LoadedScript {
  readonly name: string;
  /** There was no code cache for it, or V8 refused it. */
  readonly isCompiled: boolean;
}

/** A run of the built command, and the scripts that it loaded. */
interface RecordedRun extends Pick<CliResult, "code" | "stdout"> {
  readonly scripts: readonly LoadedScript[];
}

function record(args: readonly string[], main: string = cli): RecordedRun {
  const env = { PATH: process.env.PATH };
  const run = spawnSync(process.execPath, ["--import", recorder, main, ...args], { cwd: root, env, encoding: "utf8", maxBuffer: 2 ** 24 });
  const scripts = JSON.parse(/^scripts (.*)$/m.exec(run.stderr)?.[1] ?? "") as readonly LoadedScript[];
  return { code: run.status, stdout: run.stdout, scripts };
}

/** How long a run took is different each time. */
function steady({ code, stdout, stderr }: CliResult): CliResult {
  const without = (text: string): string => text.replace(/\b\d+(?:\.\d+)? m?s\b/g, "some time");
  return { code, stdout: without(stdout), stderr: without(stderr) };
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
  ] as const)("does what the modules do: %s", async (_name, args, code) => {
    // The host runs the modules as the compiler writes them, and packages from `node_modules`.
    const [bundled, modules] = await Promise.all([runCli(args), runInHost(args)]);
    expect(steady(bundled)).toEqual(steady(modules));
    expect(bundled.code).toBe(code);
  });

  test.each(["program.cjs", "lint.cjs"])("says so when %s is cut off or missing, instead of trying for ever", (name) => {
    const copy = temporaryTree({ "package.json": readFileSync(join(root, "package.json"), "utf8") });
    cpSync(join(root, "dist"), join(copy, "dist"), { recursive: true });
    const script = join(copy, "dist/bundle", name);
    const run = (): { readonly code: number | null; readonly stderr: string } => {
      const { status, stderr } = spawnSync(process.execPath, [join(copy, "dist/bin/solutionlint.cjs"), erp, "--no-config"], {
        cwd: root,
        encoding: "utf8",
        timeout: 60_000,
      });
      return { code: status, stderr };
    };
    const text = readFileSync(script, "utf8");
    writeFileSync(script, text.slice(0, text.lastIndexOf("}")));
    const damaged = {
      code: 2,
      stderr: expect.stringMatching(/^solutionlint: The installation is damaged: .{20,}\. Install solutionlint again\.\n$/) as string,
    };
    expect(run()).toEqual(damaged);
    rmSync(script);
    expect(run()).toEqual(damaged);
  });

  test("tells the licences of the packages that it holds", () => {
    const notices = readFileSync(join(root, "dist/bundle/NOTICES.txt"), "utf8");
    for (const name of ["yargs", "unzipper", "fast-xml-parser", "chalk"]) expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
    expect(notices).not.toMatch(/^(?:typescript|ajv|rolldown|bluebird) \d/m);
  });

  test("is ASCII, since it is read as such", () => {
    const scripts = readdirSync(join(root, "dist/bundle")).filter((name) => name.endsWith(".cjs"));
    expect(scripts).toContain("lint.cjs");
    for (const name of scripts) expect(readFileSync(join(root, "dist/bundle", name)).every((byte) => byte < 0x80)).toBe(true);
  });
});

describe("what is loaded", () => {
  const names = (args: readonly string[]): readonly string[] => record(args).scripts.map(({ name }) => name);

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
  const args = [erp, "--no-config"];
  let run: RecordedRun | undefined;
  const usual = (): RecordedRun => {
    run ??= record(args);
    return run;
  };

  test("is what V8 takes the scripts of a lint from", () => {
    const { scripts } = usual();
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.filter(({ isCompiled }) => isCompiled)).toEqual([]);
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
    const { scripts, ...outcome } = record(args, main);
    expect(scripts.length).toBeGreaterThan(3);
    expect(scripts.every(({ isCompiled }) => isCompiled)).toBe(true);
    expect(outcome).toEqual({ code: usual().code, stdout: usual().stdout });
  });
});

describe("scripts that Node is told to load first, as debuggers, tracing and Yarn tell it", () => {
  // Each way to use a pattern, once before the command runs and again when it loads its scripts: settings of V8 that it changed in between
  // must not reach what V8 knows of these patterns. It knows equal ones together, so no two are equal.
  const preloaded = `
    const fs = require("node:fs");
    const read = fs.readFileSync;
    const uses = [
      (text, pattern) => text.replace(pattern, () => "-"),
      (text, pattern) => text.replace(pattern, "-"),
      (text, pattern) => pattern.test(text),
      (text, pattern) => text.match(pattern),
      (text, pattern) => text.split(pattern),
    ].flatMap((use, at) => ["", "g"].map((flags) => {
      const pattern = new RegExp("/[a-z]{" + (at + 1) + "}", flags);
      return (text) => use(text, pattern);
    }));
    for (const use of uses) use("/abc/def");
    fs.readFileSync = (...args) => {
      if (String(args[0]).includes("bundle")) for (const use of uses) use(String(args[0]));
      return read(...args);
    };
  `;

  test("do not disturb a lint", async () => {
    const script = join(temporaryTree({ "preloaded.cjs": preloaded }), "preloaded.cjs");
    const args = [erp, "--no-config"];
    const [plain, hooked] = await Promise.all([
      runCli(args),
      runCli(args, { env: { NODE_OPTIONS: `--require "${script.replaceAll("\\", "/")}"` } }),
    ]);
    expect(steady(hooked)).toEqual(steady(plain));
  });
});

test.each(["--disallow-code-generation-from-strings", "--frozen-intrinsics"])("a lint makes no code of texts: %s", async (option) => {
  const [plain, bounded] = await Promise.all([
    runCli([erp, "--no-config"]),
    runCli([erp, "--no-config"], { env: { NODE_OPTIONS: option } }),
  ]);
  expect(bounded.code).toBe(1);
  expect(bounded.stdout).toBe(plain.stdout);
});
