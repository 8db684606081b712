import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { append } from "../../collections.ts";
import { writeZip } from "../../testing/zip-writer.ts";
import type { CommandOutcome, CommandRequest } from "../command-host.ts";
import type { Subject, Tint } from "./subject.ts";

/** Command lines that are run one after the other over one input, in its folder. */
export type Lines = readonly (readonly string[])[];

/** What a run over an input of one size cost. */
export interface Cost {
  readonly size: number;
  /** Milliseconds of processor time. */
  readonly time: number;
  /** Megabytes at most. */
  readonly memory: number;
  /** Characters that were printed. */
  readonly printed: number;
}

/** How the cost of a subject grows. */
export interface Growth {
  readonly subject: string;
  readonly tint: Tint["name"];
  /** At the largest size that was tried. */
  readonly largest: Cost;
  /** How many times more the largest took than half of it. */
  readonly time: number;
  readonly memory: number;
  /** Why it is wrong; undefined if it is not. */
  readonly fault: string | undefined;
}

export interface Limits {
  /** Milliseconds of processor time at which a size is large enough. */
  readonly enough: number;
  /** Milliseconds of the clock after which a run counts as hanging. */
  readonly patience: number;
}

/** Work that grows with the size doubles at most; a sort and the collector of garbage take a little more. */
const mostGrowth = 2.6;
/** Megabytes below which growth of the memory is that of the collector's patience. */
const leastMemory = 400;
/** How many pairs of sizes are measured before growth is believed, each larger than the one before. */
const mostTries = 3;
const firstSize = 16;
/** Bytes: a larger input is no likelier to show anything, and near the limits of what is read. */
const mostBytes = 24_000_000;
/** Megabytes of heap. */
const heap = 2000;

/** Runs commands in a process of its own, which is replaced when one of them hangs. */
export class Host {
  #child: ChildProcess | undefined;

  run(request: CommandRequest, patience: number): Promise<CommandOutcome | undefined> {
    this.#child ??= fork(fileURLToPath(new URL("../command-host.js", import.meta.url)), [], {
      execArgv: ["--expose-gc", `--max-old-space-size=${heap}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const child = this.#child;
    return new Promise((resolve) => {
      const end = (outcome: CommandOutcome | undefined): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (outcome === undefined) this.stop();
        resolve(outcome);
      };
      const timer = setTimeout(() => end(undefined), patience);
      child.on("message", (outcome: CommandOutcome) => end(outcome));
      child.on("exit", () => end(undefined));
      child.send(request);
    });
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}

/** Puts the files of an input into an archive that is not compressed: what repeats itself so often would be taken for a bomb. */
function write(subject: Subject, size: number, tint: Tint, folder: string): number {
  let bytes = 0;
  const all = packed([...subject.files(size, tint)].map(([name, text]) => ({ name, content: Buffer.from(text), stored: true })));
  const beside = subject.beside?.(size, tint) ?? new Map<string, string>();
  const files: readonly (readonly [string, string | Buffer])[] = [
    ...(subject.isFolder === true ? all.map(({ name, content }) => [name, content] as const) : [["export.zip", writeZip(all)] as const]),
    ...beside,
  ];
  for (const [name, content] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    bytes += content.length;
  }
  return bytes;
}

/** What a name puts into another archive, as `CanvasApps/a.msapp!/Src/App.pa.yaml`, is packed into that. */
function packed(members: readonly StoredMember[]): readonly StoredMember[] {
  const inner = new Map<string, StoredMember[]>();
  const outer = members.filter(({ name, ...rest }) => {
    const end = name.indexOf("!/");
    if (end >= 0) append(inner, name.slice(0, end), { name: name.slice(end + 2), ...rest });
    return end < 0;
  });
  return [...outer, ...[...inner].map(([name, files]) => ({ name, content: writeZip(files), stored: true }))];
}

interface StoredMember {
  readonly name: string;
  readonly content: Buffer;
  readonly stored: boolean;
}

/** What a subject is measured with. */
interface Bench {
  readonly subject: Subject;
  readonly tint: Tint;
  readonly linesOf: (subject: Subject) => Lines;
  readonly patience: number;
  readonly host: Pick<Host, "run">;
  readonly folder: string;
}

/** What is known about a subject so far. */
interface Measured {
  /** The least of all runs, by size. */
  readonly costs: Map<number, Cost>;
  /** Why it cannot be measured further. */
  lost: string | undefined;
  /** Of the latest input. */
  bytes: number;
}

async function measure(
  size: number,
  { subject, tint, linesOf, patience, host, folder }: Bench,
  known: Measured,
): Promise<Cost | undefined> {
  const place = join(folder, String(size));
  mkdirSync(place, { recursive: true });
  known.bytes = write(subject, size, tint, place);
  let [time, memory, printed] = [0, 0, 0];
  for (const args of linesOf(subject.inputOf === undefined ? subject : { ...subject, input: subject.inputOf(size) })) {
    const outcome = await host.run({ args, cwd: place }, patience);
    if (outcome === undefined) {
      known.lost = `at ${size} it hangs or dies: '${args.join(" ")}'`;
      return undefined;
    }
    if (/internal error/.test(outcome.stderr)) known.lost = `at ${size}: ${outcome.stderr.slice(0, 500)}`;
    if (outcome.code === 2) known.lost ??= `at ${size} it is refused: ${outcome.stderr.slice(0, 300)}`;
    time += outcome.time;
    memory = Math.max(memory, outcome.memory);
    printed += outcome.stdout.length;
  }
  rmSync(place, { recursive: true });
  const before = known.costs.get(size);
  const cost = {
    size,
    time: Math.min(time, before?.time ?? Number.POSITIVE_INFINITY),
    memory: Math.min(memory, before?.memory ?? Number.POSITIVE_INFINITY),
    printed,
  };
  known.costs.set(size, cost);
  return cost;
}

/** Tries a subject at sizes that double until one takes long enough, and compares the last two. */
export async function growthOf(
  subject: Subject,
  tint: Tint,
  linesOf: (subject: Subject) => Lines,
  { enough, patience }: Limits,
  host: Pick<Host, "run">,
): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), "solutionlint-scaling-"));
  const most = subject.most ?? Number.POSITIVE_INFINITY;
  const known: Measured = { costs: new Map(), lost: undefined, bytes: 0 };
  const bench: Bench = { subject, tint, linesOf, patience, host, folder };
  try {
    let size = Math.min(firstSize, Math.floor(most / 2));
    // What a process does for the first time takes longer, whatever the input.
    await measure(size, bench, known);
    let cost = known.lost === undefined ? await measure(size, bench, known) : undefined;
    let before = 0;
    // A subject with a limit of its own ends where its input no longer grows.
    while (isWorthwhile(known, before) && cost !== undefined && cost.time < enough && size * 2 <= most) {
      before = known.bytes;
      size *= cost.time < enough / 10 && size * 4 <= most && known.bytes * 4 < mostBytes ? 4 : 2;
      cost = await measure(size, bench, known);
    }
    const none: Cost = { size, time: 0, memory: 0, printed: 0 };
    const result = (largest: Cost, half: Cost, fault: string | undefined): Growth => ({
      subject: subject.name,
      tint: tint.name,
      largest,
      time: largest.time / Math.max(half.time, 1),
      memory: largest.memory / Math.max(half.memory, 1),
      fault,
    });
    if (cost === undefined || known.lost !== undefined) return result(cost ?? none, none, known.lost);
    for (let attempt = 1; ; attempt++) {
      const half = Math.floor(size / 2);
      const small = known.costs.get(half) ?? (await measure(half, bench, known));
      const large = known.costs.get(size) ?? (await measure(size, bench, known));
      if (small === undefined || large === undefined) return result(none, none, known.lost);
      const slow = large.time > enough / 2 && large.time / small.time > mostGrowth;
      const greedy = large.memory > leastMemory && large.memory / small.memory > mostGrowth;
      if ((!slow && !greedy) || attempt === mostTries) return result(large, small, slow ? "time" : greedy ? "memory" : known.lost);
      await measure(half, bench, known);
      await measure(size, bench, known);
      // Where a limit is near, what it bounds still grows for a while: the next size is behind it.
      if (size * 2 <= most && known.bytes * 2 < mostBytes) size *= 2;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a larger input is larger indeed, and may show something. */
function isWorthwhile({ lost, bytes }: Measured, before: number): boolean {
  return lost === undefined && bytes < mostBytes && bytes > before;
}
