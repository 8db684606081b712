import type { SolutionFiles } from "./files.ts";
import type { Solution } from "./model.ts";

/** A solution with the reader of its files, which later stages use for flows. */
export interface LoadedSolution {
  readonly solution: Solution;
  readonly files: SolutionFiles;
}
