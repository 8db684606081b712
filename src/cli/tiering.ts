import { setFlagsFromString } from "node:v8";

/**
 * For each version of V8, the flag that says when its last optimising compiler takes up a function, six to twelve times as late as it would. V8
 * writes an error to the terminal for a flag that it does not know, so only versions that were measured are here (Node 20, 22 and 24).
 *
 * Source: `--v8-options` of these versions; `docs/performance.md` has the figures.
 */
const laterOptimization: ReadonlyMap<string, string> = new Map([
  ["11", "--interrupt-budget=800000"],
  ["12", "--invocation-count-for-turbofan=18000"],
  ["13", "--invocation-count-for-turbofan=18000"],
]);

/**
 * Has V8 optimise only what runs really often. A lint runs many functions for a moment; by V8's defaults, made for programs that go on,
 * compiling them takes a third of the processor time of a solution with a hundred flows. To be called before the first script with a code
 * cache is loaded, since V8 takes a cache only with the flags that it was made with.
 */
export function delayOptimization(): void {
  const flag = laterOptimization.get(process.versions.v8.split(".", 1)[0] ?? "");
  if (flag === undefined) return;
  setFlagsFromString(flag);
  // Compiles each regular expression once. By default V8 compiles it for an interpreter first, and again at its second use; a small lint uses 300 of
  // them. `--no-regexp-tier-up` would do the same, but V8 crashes with it at an expression that ran before, as in scripts that Node is told to load
  // first (`NODE_OPTIONS=--require …`, which debuggers, Yarn and tracing tools set).
  setFlagsFromString("--regexp-tier-up-ticks=0");
}
