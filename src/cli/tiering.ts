import { setFlagsFromString } from "node:v8";

/** A flag of V8 that takes a number. */
interface Flag {
  readonly name: string;
  /** V8's own value. */
  readonly own: number;
  readonly delayed: number;
}

/**
 * For each version of V8, the flag that says when its last optimising compiler takes up a function, six to twelve times as late as it would. V8
 * writes an error to the terminal for a flag that it does not know, so only versions that were measured are here (Node 20, 22 and 24).
 *
 * Source: `--v8-options` of these versions; `docs/performance.md` has the figures.
 */
const laterOptimization: ReadonlyMap<string, Flag> = new Map([
  ["11", { name: "interrupt-budget", own: 67_584, delayed: 800_000 }],
  ["12", { name: "invocation-count-for-turbofan", own: 3_000, delayed: 18_000 }],
  ["13", { name: "invocation-count-for-turbofan", own: 3_000, delayed: 18_000 }],
]);

/**
 * Compiles each regular expression once. By default V8 compiles it for an interpreter first, and again at its second use; a small lint uses 300 of
 * them. `--no-regexp-tier-up` would do the same, but V8 crashes with it at an expression that ran before, as in scripts that Node is told to load
 * first (`NODE_OPTIONS=--require …`, which debuggers, Yarn and tracing tools set).
 */
const oneRegExpCompiler: Flag = { name: "regexp-tier-up-ticks", own: 1, delayed: 0 };

const later = laterOptimization.get(process.versions.v8.split(".", 1)[0] ?? "");
const flags: readonly Flag[] = later === undefined ? [] : [later, oneRegExpCompiler];

/**
 * Has V8 optimise only what runs really often. A lint runs many functions for a moment; by V8's defaults, made for programs that go on,
 * compiling them takes a third of the processor time of a solution with a hundred flows. To be called before the first script with a code
 * cache is loaded, since V8 takes a cache only with the flags that it was made with.
 */
export function delayOptimization(): void {
  for (const { name, delayed } of flags) setFlagsFromString(`--${name}=${delayed}`);
}

/**
 * Loads something with V8's own flags: the modules of Node bring a code cache that was made with these. V8 would refuse it, and compile
 * from the text what is used of them.
 */
export function withOwnFlags<T>(load: () => T): T {
  for (const { name, own } of flags) setFlagsFromString(`--${name}=${own}`);
  try {
    return load();
  } finally {
    delayOptimization();
  }
}
