import { addAll, append, remember } from "../collections.ts";
import type { Solution } from "../solution/model.ts";
import type { SourceFile } from "../source/source-file.ts";

/** Where something is, as far as it matters for who means it by its name or id. */
export interface Standing {
  readonly solution: Solution;
  readonly source: Pick<SourceFile, "path" | "file">;
}

/** What places of a run mean by names or ids. */
export interface Meanings<T> {
  /** Adds something that goes by a name. */
  add(name: string, candidate: T): void;
  /**
   * What a place means by a name: what its own solution holds, otherwise what other solutions hold. A run over a repository often sees a
   * solution several times: as sources, as a package, in earlier versions. Two of them are never in one environment, so another export of
   * the place's own solution is not meant. Of several exports of another solution those are meant that are nearest to the place; where that
   * does not tell, each of them is.
   */
  of(name: string, place: Standing): readonly T[];
}

/** As many are compared by where they are, which bounds the time where a hostile input repeats a name without end. */
const mostCompared = 20;

/** @param standingOf where a candidate is, and which solution it is of */
export function createMeanings<T>(standingOf: (candidate: T) => Standing): Meanings<T> {
  const byName = new Map<string, Map<Solution, T[]>>();
  const closeness = (candidate: T, { source }: Standing): number => sharedFolders(standingOf(candidate).source, source);
  const nearest = (candidates: readonly T[], place: Standing): readonly T[] => {
    if (candidates.length < 2) return candidates;
    const compared = candidates.slice(0, mostCompared).map((candidate) => ({ candidate, near: closeness(candidate, place) }));
    const most = Math.max(...compared.map(({ near }) => near));
    return compared.filter(({ near }) => near === most).map(({ candidate }) => candidate);
  };
  return {
    add(name, candidate) {
      append(
        remember(byName, name, () => new Map<Solution, T[]>()),
        standingOf(candidate).solution,
        candidate,
      );
    },
    of(name, place) {
      const bySolution = byName.get(name);
      if (bySolution === undefined) return [];
      const own = bySolution.get(place.solution);
      // An export has an id once; files that were copied may repeat it.
      if (own !== undefined) return nearest(own, place).slice(0, 1);
      const others: T[] = [];
      for (const [solution, candidates] of bySolution) {
        if (others.length === mostCompared) break;
        if (!isSameSolution(solution, place.solution)) addAll(others, nearest(candidates, place).slice(0, 1));
      }
      return nearest(others, place);
    },
  };
}

/** Whether they are exports of one solution. Dataverse compares their names without case; packages of a single flow and loose files have none. */
export function isSameSolution(a: Solution, b: Solution): boolean {
  return a === b || (a.uniqueName !== "" && a.uniqueName.toLowerCase() === b.uniqueName.toLowerCase());
}

/** How many folders and archives two files are in together. */
function sharedFolders(a: Standing["source"], b: Standing["source"]): number {
  const [first, second] = [a, b].map(({ path, file }) => `${path}/${file}`.split("/").slice(0, -1));
  const difference = first?.findIndex((folder, index) => folder !== second?.[index]) ?? 0;
  return difference < 0 ? (first?.length ?? 0) : difference;
}
