import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { sessionOptions } from "../../src/cli/session-options.ts";
import { parseJobs } from "../../src/cli/threads.ts";
import { UserError } from "../../src/errors.ts";
import type { BaselineEntry } from "../../src/linter/baseline.ts";
import type { Combined } from "../../src/linter/combine.ts";
import { openPartCache } from "../../src/session/part-cache.ts";
import { prepare } from "../../src/session/prepare.ts";
import { type GroupOptions, run, runInGroups } from "../../src/session/session.ts";
import type { SessionOptions } from "../../src/session/session-options.ts";
import { childFlow, compose, http, keyVault, setVariable } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { flow, type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { type CliResult, runCli } from "./run-cli.ts";

/** Several runs of the whole command, on a machine that may be busy. */
const slow = { timeout: 240_000 };

const key = apiKey();

/** A solution that has to do with no other: the builders' own variables and references would tie all together. */
function files(spec: SolutionSpec): readonly { readonly name: string; readonly content: string }[] {
  return [...solutionFiles(spec)]
    .filter(([name]) => !/environmentvariabledefinitions\/new_/.test(name))
    .map(([name, content]) => ({ name, content }));
}

function leaky(name: string, ...more: readonly ReturnType<typeof compose>[]): SolutionSpec {
  return {
    uniqueName: name,
    references: [],
    variables: [{ schemaName: `${name}_Name`, defaultValue: "key" }],
    flows: [
      flow(
        `${name} flow`,
        keyVault.getSecret("Get", { secretName: "literal" }),
        setVariable("Keep", "x", "@outputs('Get')?['body/value']"),
        http("Call", { headers: { "x-api-key": key } }),
        ...more,
      ),
    ],
  };
}

/** Four solutions: two that have nothing to do with others, and one that calls a flow of another. */
function exports(): string {
  const called: SolutionSpec = { ...leaky("Called"), flows: [flow("Called", compose("Done", "@triggerBody()?['text']"))] };
  const specs = [
    leaky("Alpha"),
    leaky("Beta"),
    leaky("Caller", childFlow("Call_it", "Called", { text: "@outputs('Get')?['body/value']" })),
    called,
  ];
  return temporaryTree({
    ...Object.fromEntries(specs.map((spec) => [`exports/${spec.uniqueName}.zip`, writeZip(files(spec))])),
    "exports/broken.zip": "PK\u0003\u0004 no more",
    ...Object.fromEntries(files(leaky("Unpacked")).map(({ name, content }) => [`exports/unpacked/${name}`, content])),
    ".solutionlintrc.json": JSON.stringify({
      overrides: [
        { flows: ["Alpha flow"], rules: { "secret-in-variable": "off" }, reason: "a test" },
        { flows: ["Beta flow"], rules: { "secret-in-log": "off" }, reason: "hides nothing" },
        { rules: { "secret-in-url": "off" }, reason: "has expired", expires: "2020-01-01" },
      ],
    }),
  });
}

const formats = ["-f", "json:report.json", "-f", "sarif:report.sarif", "-f", "stylish"];

async function reported(cwd: string, ...args: readonly string[]): Promise<CliResult & { readonly files: string }> {
  const result = await runCli(["exports", "--preset", "strict", ...formats, ...args], { cwd });
  return { ...result, files: readFileSync(join(cwd, "report.json"), "utf8") + readFileSync(join(cwd, "report.sarif"), "utf8") };
}

describe("the same bytes as one run in one thread come", () => {
  test.each(["3", "auto"])("from --jobs %s", slow, async (jobs) => {
    const cwd = exports();
    const plain = await reported(cwd);
    expect(plain.code).toBe(1);
    // It finds the way from one solution into the other, an unused override, and what is broken.
    expect(plain.files).toContain("passes it to the child flow");
    expect(plain.files).toContain("unused-suppression");
    expect(plain.files).toContain("unreadable-file");
    expect(await reported(cwd, "--jobs", jobs)).toEqual(plain);
  });

  test("from groups with a baseline or a shard, too", async () => {
    const cwd = exports();
    const entries = await baselineOf(cwd);
    expect(await baselineOf(cwd, {})).toEqual(entries);
    // One finding is new, one entry is unused.
    const [first, second, ...others] = entries;
    const changed = [{ ...second, fingerprint: "0000000000000000" }, ...others];
    writeFileSync(join(cwd, "base.json"), JSON.stringify({ version: 1, fingerprints: "solutionlint/v1", findings: changed }));
    expect(first).toBeDefined();
    for (const more of [{ baseline: "base.json" }, { shard: { index: 2, count: 3 } }, { minConfidence: "high" as const }])
      expect(await analysed(cwd, more, {})).toBe(await analysed(cwd, more));
  });

  test("from a cache of which only the folder is given, and without one where that is said", slow, async () => {
    const cwd = exports();
    const plain = await reported(cwd);
    expect(await reported(cwd, "--cache-location", "off", "--no-cache")).toEqual(plain);
    expect(existsSync(join(cwd, "off"))).toBe(false);
    expect(await reported(cwd, "--cache-location", "cache")).toEqual(plain);
    expect(readdirSync(join(cwd, "cache")).length).toBeGreaterThan(0);
  });

  test("from a cache, full or empty, alone and with threads", slow, async () => {
    const cwd = exports();
    const plain = await reported(cwd);
    const cached = ["--cache", "--cache-location", "cache"];
    expect(await reported(cwd, ...cached)).toEqual(plain);
    const kept = readdirSync(join(cwd, "cache"));
    expect(await reported(cwd, ...cached, "--jobs", "2")).toEqual(plain);
    expect(readdirSync(join(cwd, "cache"))).toEqual(kept);
  });
});

/** Solutions in one archive, whose files together are more than the configuration lets one archive have. */
function exhaustedArchive(): string {
  const specs = ["Alpha", "Beta", "Delta", "Gamma"].map((name) => leaky(name));
  const nested = specs.map((spec) => ({ name: `${spec.uniqueName}.zip`, content: writeZip(files(spec)) }));
  const archives = nested.reduce((sum, { content }) => sum + content.length, 0);
  const texts = specs.flatMap(files).reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  return temporaryTree({
    "exports/all.zip": writeZip(nested),
    "exports/other.zip": writeZip(files(leaky("Other"))),
    ".solutionlintrc.json": JSON.stringify({ limits: { totalSize: archives + Math.floor(texts * 0.6) } }),
  });
}

describe("of an archive whose limit is used up, the same files are read", () => {
  test("by one thread and by several", slow, async () => {
    const cwd = exhaustedArchive();
    const plain = await reported(cwd);
    const told = JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")) as { findings: readonly { rule: string; message: string }[] };
    expect(told.findings.filter(({ rule }) => rule === "archive-limit")).toMatchObject([
      { message: expect.stringMatching(/The same holds for \d+ more files of the archive\./) },
    ]);
    expect(told.findings.some(({ rule }) => rule === "secret-in-variable")).toBe(true);
    expect(await reported(cwd, "--jobs", "3")).toEqual(plain);
    expect(await reported(cwd, "--cache", "--cache-location", "cache", "--jobs", "2")).toEqual(plain);
  });

  test("in groups and as a whole", async () => {
    const cwd = exhaustedArchive();
    expect(JSON.parse(await analysed(cwd, {}, {}))).toEqual(JSON.parse(await analysed(cwd)));
    for (const index of [1, 2]) {
      const shard = { index, count: 2 };
      expect(await analysed(cwd, { shard }, {})).toBe(await analysed(cwd, { shard }));
    }
  });
});

/** The same in this process, without the command around it. */
async function analysed(cwd: string, more: Partial<SessionOptions> = {}, groups?: GroupOptions): Promise<string> {
  return JSON.stringify((await combined(cwd, more, groups)).result);
}

async function baselineOf(cwd: string, groups?: GroupOptions): Promise<readonly BaselineEntry[]> {
  return (await combined(cwd, {}, groups)).newBaseline.entries;
}

async function combined(cwd: string, more: Partial<SessionOptions>, groups: GroupOptions | undefined): Promise<Combined> {
  const facts = { cwd, home: undefined, today: "2026-07-01" };
  const options = { ...sessionOptions({ preset: "strict", failOn: "error" }, facts), ...more };
  const session = await prepare(["exports"], options);
  return groups === undefined ? run(["exports"], session, options) : runInGroups(["exports"], session, options, groups);
}

describe("a cache", () => {
  const entries = (cwd: string): readonly string[] => readdirSync(join(cwd, "cache")).map((name) => join(cwd, "cache", name));
  const opened = (cwd: string): GroupOptions => ({ cache: openPartCache(join(cwd, "cache")) });

  test("holds no secret", async () => {
    const cwd = exports();
    await analysed(cwd, {}, opened(cwd));
    expect(entries(cwd).length).toBeGreaterThan(3);
    for (const file of entries(cwd)) expect(readFileSync(file, "latin1")).not.toContain(key);
  });

  test("looks again at what has changed, and at nothing else", async () => {
    const cwd = exports();
    await analysed(cwd, {}, opened(cwd));
    const before = entries(cwd);
    writeFileSync(join(cwd, "exports/Beta.zip"), writeZip(files({ ...leaky("Beta"), flows: [flow("Clean", compose("Done", "x"))] })));
    expect(await analysed(cwd, {}, opened(cwd))).toBe(await analysed(cwd));
    expect(entries(cwd).filter((file) => !before.includes(file))).toHaveLength(1);
  });

  test.each<readonly [string, Partial<SessionOptions>]>([
    ["a rule", { commandLine: { preset: "strict", rules: ["secret-in-variable=note"], only: undefined } }],
    ["suppressions", { noSuppressions: true }],
    ["the files that are asked about", { onlyGivenFiles: true }],
    ["what reports show of the code", { excerpts: true }],
    ["the target", { deployment: { target: "prod" } }],
    ["the day", { today: "2019-01-01" }],
  ])("is not used when %s differ", async (_, more) => {
    const cwd = exports();
    await analysed(cwd, {}, opened(cwd));
    const fresh = await analysed(cwd, more);
    expect(fresh).not.toBe(await analysed(cwd));
    expect(await analysed(cwd, more, opened(cwd))).toBe(fresh);
  });

  test("that is damaged, cut off, forged for another key or something else altogether is written anew", async () => {
    const cwd = exports();
    const plain = await analysed(cwd, {}, opened(cwd));
    const damages: readonly ((text: string) => string)[] = [
      (text) => text.replace(/"findings":\[/, '"findings":[{},'),
      (text) => text.slice(0, text.length / 2),
      () => "",
      () => "null\nnull\n",
      () => '{"a":1}',
    ];
    const before = entries(cwd).map((file) => readFileSync(file, "utf8"));
    for (const [index, file] of entries(cwd).entries()) writeFileSync(file, damages[index % damages.length]?.(before[index] ?? "") ?? "");
    expect(await analysed(cwd, {}, opened(cwd))).toBe(plain);
    expect(entries(cwd).map((file) => readFileSync(file, "utf8"))).toEqual(before);
    // One entry under the name of another.
    const [first = "", second = ""] = entries(cwd);
    writeFileSync(first, readFileSync(second));
    expect(await analysed(cwd, {}, opened(cwd))).toBe(plain);
  });

  test.each([null, 1, [], {}, { findings: [] }, { findings: [{}] }])("that is sealed anew and holds %j is written anew", async (part) => {
    const cwd = exports();
    const plain = await analysed(cwd, {}, opened(cwd));
    const body = JSON.stringify(part);
    for (const file of entries(cwd)) {
      const seal = { key: basename(file, ".json"), sha256: createHash("sha256").update(body).digest("hex") };
      writeFileSync(file, `${JSON.stringify(seal)}\n${body}\n`);
    }
    expect(await analysed(cwd, {}, opened(cwd))).toBe(plain);
  });

  test.skipIf(process.platform === "win32").each<[string, (file: string) => void]>([
    ["a pipe", (file) => execFileSync("mkfifo", [file])],
    ["a device without end", (file) => symlinkSync("/dev/zero", file)],
    ["a folder", (file) => mkdirSync(file)],
    [
      "a file of gigabytes",
      (file) => {
        writeFileSync(file, "");
        truncateSync(file, 5 * 1024 ** 3);
      },
    ],
  ])("is not read where %s is in the place of an entry", async (_name, put) => {
    const cwd = exports();
    const plain = await analysed(cwd, {}, opened(cwd));
    for (const file of entries(cwd)) {
      rmSync(file);
      put(file);
    }
    expect(await analysed(cwd, {}, opened(cwd))).toBe(plain);
  });

  test("keeps within its bounds, and leaves files of others alone", async () => {
    const cwd = exports();
    mkdirSync(join(cwd, "cache"));
    writeFileSync(join(cwd, "cache/notes.txt"), "mine");
    for (let index = 0; index < 2100; index++) {
      const file = join(cwd, "cache", `${index.toString(16).padStart(64, "0")}.json`);
      writeFileSync(file, "x");
      utimesSync(file, index, index);
    }
    await analysed(cwd, {}, opened(cwd));
    const names = readdirSync(join(cwd, "cache"));
    expect(names).toContain("notes.txt");
    expect(names.filter((name) => name.endsWith(".json"))).toHaveLength(2000);
    expect(names).not.toContain(`${"0".padStart(64, "0")}.json`);
  });

  test("lies in the user's cache folder, never in what is scanned", async () => {
    const cwd = exports();
    const home = temporaryTree({});
    await runCli(["exports", "--cache"], { cwd, env: { XDG_CACHE_HOME: join(home, "xdg"), LOCALAPPDATA: join(home, "xdg") } });
    expect(statSync(join(home, "xdg/solutionlint")).isDirectory()).toBe(true);
    expect(readdirSync(cwd).sort()).toEqual([".solutionlintrc.json", "exports"]);
  });

  test("that cannot be made is the user's mistake, and the message says why", () => {
    const cwd = temporaryTree({ file: "", "real/": "" });
    symlinkSync(join(cwd, "real"), join(cwd, "link"));
    const opening = (name: string) => () => openPartCache(join(cwd, name));
    for (const name of ["file", "file/below", "link"]) expect(opening(name)).toThrow(UserError);
    expect(opening("file/below")).toThrow(/for the cache cannot be created: a file is in the place of a folder\./);
    expect(opening("link")).toThrow(/for the cache is a link; name the folder itself\./);
  });
});

describe("threads", () => {
  test.each(["0", "-1", "x", "1.5", ""])("cannot be '%s'", (jobs) => {
    expect(() => parseJobs(jobs)).toThrow("write a number from 1, or auto");
  });

  test("tell of a defect in a rule once, and make the run fail", slow, async () => {
    const cwd = exports();
    writeFileSync(
      join(cwd, "plugin.mjs"),
      `export const rules = [{ code: "x/broken", name: "x/broken", summary: "s", level: "note", preset: "recommended", source: "s", since: "1", messages: {}, check() { throw new Error("oops"); } }];\n`,
    );
    const plain = await reported(cwd, "--plugin", "./plugin.mjs");
    expect(plain.code).toBe(2);
    expect(await reported(cwd, "--plugin", "./plugin.mjs", "--jobs", "3")).toEqual(plain);
    expect(await reported(cwd, "--plugin", "./plugin.mjs", "--cache", "--cache-location", "cache")).toEqual(plain);
    expect(readdirSync(join(cwd, "cache"))).toEqual([]);
  });
});
