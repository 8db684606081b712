import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";
import type { CommandOutcome, CommandRequest } from "../../src/dev/command-host.ts";
import type { ReportedFinding } from "../../src/findings/reported-finding.ts";
import { type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip, type ZipMember, type ZipOptions } from "../../src/testing/zip-writer.ts";
import { type Tree, temporaryTree } from "../input/temporary-tree.ts";

/** What a run may cost. Both have room for a busy machine; what is wrong in kind takes many times as much. */
export interface Bounds {
  /** Milliseconds of processor time. */
  readonly time?: number;
  /** Megabytes, the command itself included. */
  readonly memory?: number;
  /** Megabytes: a process that has had more is not used again. */
  readonly kept?: number;
}

export interface HostileRun extends CommandOutcome {
  /** The folder that the command was run in. */
  readonly root: string;
  /** Of the JSON report; empty when nothing could be read. */
  readonly findings: readonly ReportedFinding[];
}

const usualTime = 4000;
const usualMemory = 300;
/** The usual `kept`. What a large run took is not all given back, by Node 24 less than by others, and the next run would be blamed for it. */
const usuallyKept = 150;
/** Milliseconds after which a run counts as hanging. */
const patience = 50_000;
/** Megabytes of heap: what wants more ends the process, as it would end a small build agent. */
const heap = 700;

let host: ChildProcess | undefined;

function startHost(): ChildProcess {
  const script = fileURLToPath(new URL("../../dist/src/dev/command-host.js", import.meta.url));
  return fork(script, [], { execArgv: ["--expose-gc", `--max-old-space-size=${heap}`], stdio: ["ignore", "ignore", "ignore", "ipc"] });
}

afterAll(() => {
  host?.kill("SIGKILL");
  host = undefined;
});

/**
 * Runs the built command over a folder of files in a process apart, and checks what holds for every input: it ends in time, within the memory, with an exit code
 * of the contract and no internal error.
 */
export async function runHostile(tree: Tree, args: readonly string[], bounds: Bounds = {}): Promise<HostileRun> {
  const root = temporaryTree(tree);
  const outcome = await ask({ args, cwd: root }, bounds.kept ?? usuallyKept);
  expect(outcome.stderr).not.toMatch(/internal error/);
  expect([0, 1, 2]).toContain(outcome.code);
  expect(outcome.time, "milliseconds of processor time").toBeLessThan(bounds.time ?? usualTime);
  expect(outcome.memory, "megabytes").toBeLessThan(bounds.memory ?? usualMemory);
  const isReport = outcome.code !== 2 && outcome.stdout.startsWith("{");
  return { ...outcome, root, findings: isReport ? (JSON.parse(outcome.stdout) as { findings: readonly ReportedFinding[] }).findings : [] };
}

/** Every rule, no configuration, a report to look into. */
const everything = ["--no-config", "--preset", "strict", "--format", "json"] as const;

/** Lints one archive. */
export function lintArchive(bytes: Buffer, bounds?: Bounds): Promise<HostileRun> {
  return runHostile({ "export.zip": bytes }, ["export.zip", ...everything], bounds);
}

/** Lints a folder. */
export function lintFolder(tree: Tree, bounds?: Bounds): Promise<HostileRun> {
  return runHostile(tree, [".", ...everything], bounds);
}

/** Lints a solution as an archive. */
export function lintSolution(spec: SolutionSpec, bounds?: Bounds): Promise<HostileRun> {
  return lintArchive(solutionZip(spec), bounds);
}

/** How many times more a run may cost at four times the size: linear work costs four times as much at most, since every run begins alike, quadratic work up to sixteen times. */
const mostForFourTimes = 6;
/** Milliseconds: what starts and warms up is not to be measured. */
const leastTime = 150;
/** A busy machine gets another try; work that grows too fast fails all of them. */
const mostTries = 3;

/**
 * Lints a solution of a size, and one of a quarter of it, and checks that the cost grows with the size, besides the bounds: so it shows at moderate sizes that
 * large ones end in time.
 */
export async function lintGrowing(specOf: (size: number) => SolutionSpec, size: number, bounds?: Bounds): Promise<HostileRun> {
  // What repeats itself that often would be taken for a bomb, and not be looked at.
  const archiveOf = (some: number): Buffer =>
    writeZip([...solutionFiles(specOf(some))].map(([name, content]) => ({ name, content, stored: true })));
  const small = archiveOf(Math.round(size / 4));
  const large = archiveOf(size);
  // The large run has to find the process as warm as the last small run did.
  const kept = { ...bounds, kept: bounds?.memory ?? usualMemory };
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 1; ; attempt++) {
    const cold = await lintArchive(small, kept);
    const warm = await lintArchive(small, kept);
    const run = await lintArchive(large, bounds);
    ratio = Math.min(ratio, run.time / Math.max(Math.min(cold.time, warm.time), leastTime));
    expect(problemsOf(run).filter((problem) => problem.startsWith("SL0002"))).toEqual([]);
    if (ratio < mostForFourTimes) return run;
    expect(attempt, `tries, of which the best took ${ratio.toFixed(1)} times as long at four times the size`).toBeLessThan(mostTries);
  }
}

/** A sound solution, with further members. */
export function solutionZip(spec: SolutionSpec = {}, more: readonly ZipMember[] = [], options?: ZipOptions): Buffer {
  return writeZip([...[...solutionFiles(spec)].map(([name, content]) => ({ name, content })), ...more], options);
}

/** The codes of the findings, each once. */
export function codesOf({ findings }: HostileRun): readonly string[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

/** What the findings say that are about reading the input. */
export function problemsOf({ findings }: HostileRun): readonly string[] {
  return findings
    .filter(({ code }) => /^SL000[12]$/.test(code))
    .map(({ code, location, message }) => `${code} ${location.file}: ${message}`);
}

function ask(request: CommandRequest, mostKept: number): Promise<CommandOutcome> {
  host ??= startHost();
  const child = host;
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      child.off("message", answered);
      child.off("exit", died);
    };
    const answered = (outcome: CommandOutcome): void => {
      done();
      if (outcome.memory > mostKept) {
        host = undefined;
        child.kill("SIGKILL");
      }
      resolve(outcome);
    };
    const died = (code: number | null, signal: string | null): void => {
      done();
      host = undefined;
      reject(new Error(`the command ended its process with ${code ?? signal}; its heap has ${heap} MB`));
    };
    const timer = setTimeout(() => {
      done();
      host = undefined;
      child.kill("SIGKILL");
      reject(new Error(`the command hangs: no answer for ${patience / 1000} s`));
    }, patience);
    child.on("message", answered);
    child.on("exit", died);
    child.send(request);
  });
}
