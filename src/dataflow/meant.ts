import type { Solution } from "../solution/model.ts";
import type { SourceFile } from "../source/source-file.ts";

/** Where something stands, as far as it matters for who means it by its name or id. */
export interface Standing {
  readonly solution: Solution;
  readonly source: Pick<SourceFile, "path" | "file">;
}

/**
 * Of all that goes by one name or id in a run, what a place means by it: what its own solution holds, otherwise what other solutions hold. A run over a repository often sees
 * a solution several times: as sources, as a package, in earlier versions. Two of them are never in one environment, so another export of the place's own solution is not meant.
 * Of several exports of another solution those are meant that lie nearest to the place; where that does not tell, each of them is.
 */
export function meantBy<T>(candidates: readonly T[], standingOf: (candidate: T) => Standing, place: Standing): readonly T[] {
  const own = candidates.filter((candidate) => standingOf(candidate).solution === place.solution);
  const possible = own.length > 0 ? own : candidates.filter((candidate) => !isSameSolution(standingOf(candidate).solution, place.solution));
  if (possible.length < 2) return possible;
  const closeness = possible.map((candidate) => sharedFolders(standingOf(candidate).source, place.source));
  const closest = Math.max(...closeness);
  return possible.filter((_, index) => closeness[index] === closest);
}

/** Whether they are exports of one solution. Packages of a single flow and loose files have no name to tell by. */
export function isSameSolution(a: Solution, b: Solution): boolean {
  return a === b || (a.uniqueName !== "" && a.uniqueName === b.uniqueName);
}

/** How many folders and archives two files lie in together. */
function sharedFolders(a: Standing["source"], b: Standing["source"]): number {
  const [first, second] = [a, b].map(({ path, file }) => `${path}/${file}`.split("/").slice(0, -1));
  const difference = first?.findIndex((folder, index) => folder !== second?.[index]) ?? 0;
  return difference < 0 ? (first?.length ?? 0) : difference;
}
