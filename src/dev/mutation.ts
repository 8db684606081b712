import { type ChildProcess, fork } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { countUp, distinct } from "../collections.ts";
import { type ChosenTests, type Coverage, testChooser } from "./mutation/choose-tests.ts";
import type { HostAnswer, HostRequest } from "./mutation/host.ts";
import { type Mutant, mutantsOf } from "./mutation/mutants.ts";
import { scoreTable, type Verdict, weakestFiles } from "./mutation/score.ts";
import { refusedByCompiler } from "./mutation/type-check.ts";
import { createRandom, type Random } from "./random.ts";

const usage = `npm run mutation -- [--sample N] [--seed N] [--tests NAME].. [FOLDER | FILE | FILE:LINE]..

Makes small changes in the source, one at a time, and looks whether a test fails. A random sample of all such changes is tried; a seed gives the same one again.
By default in src/dataflow, src/queries, src/secrets, src/cloud-flow/expression and src/desktop-flow. What the compiler refuses does not count.
Tests that start processes or measure time take no part (src/dev/mutation/host.ts has the list).
They are tried in random order, so Ctrl+C gives the score of a smaller sample.

  --sample N    how many changes of each folder or file [200]
  --seed N      which ones [1]
  --tests NAME  only test files with this in their path`;

const root = fileURLToPath(new URL("../../../", import.meta.url));
const defaultParts = ["src/dataflow", "src/queries", "src/secrets", "src/cloud-flow/expression", "src/desktop-flow"];

/** Milliseconds of processor time for a mutant beyond what its tests take without it: loading the source. */
const patience = 15_000;
/** How many times longer than without it tests may take with a mutant. */
const slowdown = 5;

/** A part of the source: a folder or a file, or one line of it. */
interface Part {
  readonly name: string;
  readonly files: readonly string[];
  readonly line?: number;
}

function partOf(argument: string): Part {
  const [, path = argument, line] = /^(.*?)(?::(\d+))?$/.exec(argument) ?? [];
  const name = path.replace(/\/$/, "");
  if (!statSync(join(root, name)).isDirectory()) return { name, files: [name], ...(line === undefined ? {} : { line: Number(line) }) };
  const entries = readdirSync(join(root, name), { recursive: true, encoding: "utf8" });
  const files = entries.map((entry) => `${name}/${entry.replaceAll("\\", "/")}`).filter((file) => /(?<!\.generated)\.ts$/.test(file));
  return { name, files: files.sort() };
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** A random choice, in random order. */
function sampleOf<T>(all: readonly T[], size: number, random: Random): readonly T[] {
  const left = [...all.keys()];
  const chosen: number[] = [];
  while (chosen.length < size && left.length > 0) {
    const index = random.between(0, left.length - 1);
    chosen.push(left[index] ?? 0);
    left[index] = left.at(-1) ?? 0;
    left.pop();
  }
  return chosen.flatMap((index) => all.slice(index, index + 1));
}

/** The first of each list, then the second of each, and so on. */
function interleaved<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/** A process that runs tests; when it has to be ended, the next request starts another. */
interface Host {
  ask(request: HostRequest): Promise<HostAnswer>;
  end(): void;
}

function createHost(): Host {
  let child: ChildProcess | undefined;
  async function start(): Promise<ChildProcess> {
    const started = fork(fileURLToPath(new URL("mutation/host.js", import.meta.url)), [], { cwd: root });
    await answerOf(started);
    return started;
  }
  function end(): void {
    child?.kill("SIGKILL");
    child = undefined;
  }
  return {
    async ask(request) {
      child ??= await start();
      const answer = answerOf(child);
      child.send(request);
      return answer;
    },
    end,
  };
}

function answerOf(child: ChildProcess): Promise<HostAnswer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`The process that runs the tests ended with ${code}.`));
    child.once("exit", ended);
    child.once("message", (answer: HostAnswer) => {
      child.off("exit", ended);
      resolve(answer);
    });
  });
}

interface Outcome {
  readonly verdict: Verdict;
  /** The test file that noticed the mutant. */
  readonly killer?: string;
}

async function verdictOn(mutant: Mutant, { tests, duration }: ChosenTests, host: Host): Promise<Outcome> {
  if (tests.length === 0) return { verdict: "uncovered" };
  const answer = await host.ask({ kind: "try", mutant, tests, limit: patience + slowdown * duration }).catch(() => undefined);
  if (answer?.kind === "tried") return answer.killer === undefined ? { verdict: "survived" } : { verdict: "killed", killer: answer.killer };
  // What never ends can only be ended with its process, and what takes all memory ends it.
  host.end();
  return { verdict: "timeout" };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      tests: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return;
  }
  const parts = (positionals.length === 0 ? defaultParts : positionals).map(partOf);
  const all = parts.map(({ name, files, line }) =>
    files.flatMap((file) =>
      mutantsOf(file, read(file))
        .filter((mutant) => line === undefined || mutant.line === line)
        .map((mutant) => ({ part: name, mutant })),
    ),
  );
  const random = createRandom(Number(values.seed));
  const sample = interleaved(all.map((mutants) => sampleOf(mutants, Number(values.sample), random)));
  const refused = refusedByCompiler(
    root,
    sample.map(({ mutant }) => mutant),
  );
  const tried = sample.filter(({ mutant }) => !refused.has(mutant));
  console.log(`${all.flat().length} mutants, a sample of ${sample.length}; the compiler refuses ${refused.size} of these`);

  const files = distinct(parts.flatMap((part) => part.files));
  const kills = new Map<string, number>();
  const pair = (source: string, test: string): string => `${source} ${test}`;
  const choose = testChooser(await coverage(files, values.tests), (source, test) => kills.get(pair(source, test)) ?? 0);
  const host = createHost();
  const verdicts: { readonly part: string; readonly file: string; readonly verdict: Verdict }[] = [];
  const report = (): void => {
    const weakest = weakestFiles(verdicts);
    console.log([scoreTable(verdicts), ...(weakest.length > 0 ? ["Files of which least is noticed:", ...weakest] : [])].join("\n"));
  };
  // A sample of hundreds takes long: what an interrupted run has tried is a sample as well.
  process.once("SIGINT", () => {
    host.end();
    report();
    process.exit(130);
  });
  for (const { part, mutant } of tried) {
    const { verdict, killer } = await verdictOn(mutant, choose(mutant), host);
    if (killer !== undefined) countUp(kills, pair(mutant.file, killer));
    verdicts.push({ part, file: mutant.file, verdict });
    if (verdict === "survived" || verdict === "uncovered") console.log(`${verdict}: ${describe(mutant)}`);
  }
  host.end();
  report();
}

async function coverage(files: readonly string[], tests: readonly string[]): Promise<Coverage> {
  const host = createHost();
  const answer = await host.ask({ kind: "probe", files, tests });
  host.end();
  if (answer.kind !== "probed") throw new Error("The tests were not run.");
  return answer;
}

function describe({ file, line, operator, start, end, replacement }: Mutant): string {
  const short = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 57)}...`).replaceAll("\n", " ");
  return `${file}:${line} ${operator}: ${short(read(file).slice(start, end))} -> ${short(replacement) || "nothing"}`;
}

await main();
