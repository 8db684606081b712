import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { ResolvedConfig } from "../config/types.ts";
import { entraClientSecret, password } from "../testing/credentials.ts";
import { type Base, loadBases, type Member } from "./fuzz/bases.ts";
import { minimise } from "./fuzz/minimise.ts";
import { archiveOf, type Mutated, mutate } from "./fuzz/mutate.ts";
import { plantedMembers, plantedViolation } from "./fuzz/planted-property.ts";
import { violationOf } from "./fuzz/properties.ts";
import { waysViolation } from "./fuzz/ways-to-run.ts";
import { everyRuleOn } from "./lint-path.ts";
import { createRandom } from "./random.ts";

const usage = `npm run fuzz -- [--minutes N] [--seed N] [--count N] [--out FOLDER] [paths..]

Changes solutions at random and lints them: the cases of all rules, generated solutions, and the folders and archives at the paths (fixtures by default).
Nothing may fail, hang, take much memory, show a planted secret or differ from run to run (src/dev/fuzz/properties.ts has the list).
Every tenth input is run in other ways as well (solution by solution, in threads, from a cache), which must give the same bytes. Every tenth is a
generated solution with planted leaks instead, which must be found however flows, files and scripts are written.
A failure is written to the folder as an archive, and made smaller for some minutes; it names the seed, which repeats it with --seed N --count 1.

  --minutes N   how long [1]
  --seed N      the first seed; each input has the next one [1]
  --count N     stop after so many inputs
  --out FOLDER  where failures are written [a folder of the system for temporary files]`;

interface Options {
  readonly paths: readonly string[];
  readonly minutes: number;
  readonly seed: number;
  readonly count: number;
  readonly out: string;
}

/** What the process that does the work tells the one that watches it. */
type Report =
  | { readonly kind: "ready" }
  | { readonly kind: "start"; readonly seed: number }
  | { readonly kind: "failure"; readonly text: string; readonly file: string }
  | { readonly kind: "end"; readonly elapsed: number; readonly peak: number };

/** Every so many inputs the built command is run as well: starting it costs more than the input. */
const commandEvery = 50;
/** Every so many inputs are run in other ways, or have planted leaks; these take several runs. */
const specialEvery = 10;
const command = fileURLToPath(new URL("../../bin/solutionlint.cjs", import.meta.url));
/** Megabytes of heap; inputs are below one megabyte. */
const heap = 512;
/** Milliseconds after which an input counts as hanging: a busy machine can take minutes for what takes a second of processor time. */
const patience = 600_000;

function optionsOf(args: readonly string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "Infinity" },
      out: { type: "string", default: join(tmpdir(), "solutionlint-fuzz") },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) return undefined;
  return {
    paths: positionals.length === 0 ? ["fixtures"] : positionals,
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    count: Number(values.count),
    out: values.out,
  };
}

/** Starts a process that tries one seed after the other, and another one behind the seed at which it hangs or dies. */
async function watch(options: Options): Promise<void> {
  const end = Date.now() + options.minutes * 60_000;
  let { seed } = options;
  const last = options.seed + options.count - 1;
  let inputs = 0;
  let failures = 0;
  let slowest = { seed: 0, elapsed: 0 };
  let peak = 0;
  mkdirSync(options.out, { recursive: true });

  while (Date.now() < end && seed <= last) {
    const child = fork(fileURLToPath(import.meta.url), [], {
      execArgv: [`--max-old-space-size=${heap}`],
      env: { ...process.env, SOLUTIONLINT_FUZZ: JSON.stringify({ ...options, seed }) },
    });
    const lost = await follow(child);
    if (lost === undefined) continue;
    failures++;
    console.error(`seed ${seed}: ${lost}`);
    seed++;
  }
  console.log(
    `${inputs} inputs, ${failures} failures, slowest ${Math.round(slowest.elapsed)} ms (seed ${slowest.seed}), peak memory ${peak} MB, next seed ${seed}`,
  );
  if (failures > 0) process.exitCode = 1;

  /** Why the process ended in the middle of an input; undefined when the time is over. */
  function follow(child: ChildProcess): Promise<string | undefined> {
    return new Promise((resolve) => {
      let reason: string | undefined;
      const stop = (why: string | undefined): void => {
        reason = why;
        child.kill("SIGKILL");
      };
      // Loading many inputs on a busy machine takes as long as it takes: nothing of the tool is tried before.
      let timer: NodeJS.Timeout | undefined;
      child.on("message", (report: Report) => {
        clearTimeout(timer);
        timer = setTimeout(() => stop(`hangs for ${patience / 1000} s`), patience);
        if (report.kind === "start") seed = report.seed;
        if (report.kind === "failure") {
          failures++;
          console.error(`seed ${seed}: ${report.text}\n  ${report.file}`);
        }
        if (report.kind !== "end") return;
        inputs++;
        if (report.elapsed > slowest.elapsed) slowest = { seed, elapsed: report.elapsed };
        peak = Math.max(peak, report.peak);
        seed++;
        if (Date.now() >= end || seed > last) stop(undefined);
      });
      child.on("exit", (code, signal) => {
        clearTimeout(timer);
        const ended = signal === "SIGKILL";
        resolve(ended ? reason : `the process ended with ${code ?? signal}; its heap has ${heap} MB`);
      });
    });
  }
}

/** Tries seed after seed until it is stopped. */
async function work({ paths, seed: first, out }: Options, tell: (report: Report) => Promise<void>): Promise<void> {
  const config = await everyRuleOn();
  const bases = await loadBases(paths);
  await tell({ kind: "ready" });
  for (let seed = first; ; seed++) {
    await tell({ kind: "start", seed });
    const started = performance.now();
    const isPlanted = seed % specialEvery === 3;
    const trial = isPlanted ? plantedTrial(seed, config) : mutatedTrial(seed, bases, config);
    const violation = await trial.violationOf(trial.mutated);
    if (violation !== undefined) {
      const { mutated } = trial;
      const file = join(out, `seed-${seed}.zip`);
      // Told and kept at once: making it smaller tries it again and again, which can take long, or go wrong in its own way.
      writeFileSync(file, bytesOf(mutated));
      await tell({ kind: "failure", text: `${trial.name}: ${violation}`, file });
      if ("members" in mutated && !isPlanted) {
        const fails = async (members: readonly Member[]): Promise<boolean> =>
          classOf(await trial.violationOf({ members })) === classOf(violation);
        writeFileSync(file, archiveOf(await minimise(mutated.members, fails)));
      }
    }
    await tell({ kind: "end", elapsed: performance.now() - started, peak: Math.round(process.resourceUsage().maxRSS / 1024) });
  }
}

/** An input, and what is tried of it. */
interface SeedTrial {
  readonly name: string;
  readonly mutated: Mutated;
  violationOf(mutated: Mutated): Promise<string | undefined>;
}

/** The same input for a seed in every run with the same paths. */
function mutatedTrial(seed: number, bases: readonly [Base, ...Base[]], config: ResolvedConfig): SeedTrial {
  const random = createRandom(seed);
  const secrets = [entraClientSecret(seed), password(seed)] as const;
  const base = random.pick(bases);
  const members = base.members(random);
  const strangers = random.pick(bases).members(random);
  const stranger: Member | undefined = strangers[random.between(0, Math.max(0, strangers.length - 1))];
  const mutated = mutate(members, { secrets, stranger }, random);
  const others = seed % specialEvery === 7 ? [strangers, random.pick(bases).members(random)] : undefined;
  const trial = { config, secrets, ...(seed % commandEvery === 0 && { command }) };
  return {
    name: base.name,
    mutated,
    violationOf: async (given) =>
      (await violationOf(bytesOf(given), trial)) ??
      (others === undefined ? undefined : waysViolation(bytesOf(given), others, config, createRandom(seed))),
  };
}

function plantedTrial(seed: number, config: ResolvedConfig): SeedTrial {
  return {
    name: "planted leaks",
    mutated: { members: plantedMembers(createRandom(seed), seed) },
    violationOf: () => plantedViolation(seed, config, createRandom(seed)),
  };
}

function bytesOf(mutated: Mutated): Buffer {
  return "archive" in mutated ? mutated.archive : archiveOf(mutated.members);
}

/** Failures are of one class when they begin alike, numbers aside. */
function classOf(violation: string | undefined): string | undefined {
  return violation?.split("\n")[0]?.replaceAll(/\d+/g, "N").slice(0, 80);
}

const assigned = process.env.SOLUTIONLINT_FUZZ;
if (assigned !== undefined && process.send !== undefined) {
  const send = process.send.bind(process);
  // Nobody watches any more.
  process.on("disconnect", () => process.exit());
  await work(JSON.parse(assigned) as Options, (report) => new Promise((resolve) => send(report, undefined, undefined, () => resolve())));
} else {
  const options = optionsOf(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else await watch(options);
}
