import { setFlagsFromString } from "node:v8";

/** A flag of V8. */
interface Flag {
  /** As V8 has it by default. */
  readonly own: string;
  /** As it suits a run that ends soon. */
  readonly ours: string;
}

/**
 * V8 notes of which literals the objects survive, and makes those of optimised functions in the old generation at once. The trees of the first
 * expressions of a run survive, so the thousands behind them were made there, and kept alive what they refer to: 55 of 334 MB for 1000 flows.
 */
const pretenuring: Flag = { own: "--allocation-site-pretenuring", ours: "--no-allocation-site-pretenuring" };

/**
 * Compiles each regular expression once. By default V8 compiles it for an interpreter first, and again at its second use; a small lint uses 300 of
 * them. `--no-regexp-tier-up` would do the same, but V8 crashes with it at an expression that ran before, as in scripts that Node is told to load
 * first (`NODE_OPTIONS=--require …`, which debuggers, Yarn and tracing tools set).
 */
const twoRegExpCompilers: Flag = { own: "--regexp-tier-up-ticks=1", ours: "--regexp-tier-up-ticks=0" };

/**
 * For each version of V8, the flag that says when its last optimising compiler takes up a function, six to twelve times as late as it would: a lint
 * runs many functions for a moment, and by V8's defaults, made for programs that go on, compiling them takes a third of the processor time of a
 * solution with a hundred flows.
 */
const optimization: ReadonlyMap<string, Flag> = new Map([
  ["11", { own: "--interrupt-budget=67584", ours: "--interrupt-budget=800000" }],
  ["12", { own: "--invocation-count-for-turbofan=3000", ours: "--invocation-count-for-turbofan=18000" }],
  ["13", { own: "--invocation-count-for-turbofan=3000", ours: "--invocation-count-for-turbofan=18000" }],
]);

const later = optimization.get(process.versions.v8.split(".", 1)[0] ?? "");

/** V8 writes an error to the terminal for a flag that it does not know, so only versions that were measured have any (Node 20, 22 and 24). */
const flags: readonly Flag[] = later === undefined ? [] : [later, twoRegExpCompilers, pretenuring];

/**
 * Sets V8 up for a run that ends soon. To be called before the first script with a code cache is loaded, since V8 takes a cache only with the
 * flags that it was made with.
 *
 * Source: `--v8-options` of these versions; `docs/performance.md` has the figures.
 */
export function setEngineFlags(): void {
  for (const { ours } of flags) setFlagsFromString(ours);
}

/**
 * Loads something with V8's own flags: the modules of Node bring a code cache that was made with these. V8 would refuse it, and compile
 * from the text what is used of them.
 */
export function withOwnFlags<T>(load: () => T): T {
  for (const { own } of flags) setFlagsFromString(own);
  try {
    return load();
  } finally {
    setEngineFlags();
  }
}
