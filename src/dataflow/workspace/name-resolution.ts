import { addAll, append, remember } from "../../collections.ts";
import type { Solution } from "../../solution/model.ts";
import type { SourceFile } from "../../source/place.ts";

/** Where something is declared, or refers to a name: what decides which of several declarations is meant. */
export interface NameSite {
  readonly solution: Solution;
  readonly source: Pick<SourceFile, "path" | "file">;
}

/** Resolves names and ids across all solutions of a run. */
export interface NameResolver<T> {
  /** Declares something by a name. */
  add(name: string, candidate: T): void;
  /**
   * What a name refers to at a place: what its own solution declares, otherwise what other solutions declare. A run over a repository often
   * sees a solution several times: as sources, as a package, in earlier versions. Two of these are never in one environment, so another
   * export of the place's own solution is never the answer. Of several exports of another solution, the nearest to the place is; several
   * that are equally near are all returned.
   */
  resolve(name: string, place: NameSite): readonly T[];
}

/** Most candidates that are compared by their distance: it bounds the time where a hostile input repeats a name without end. */
const mostCompared = 20;

/** @param siteOf where a candidate is declared */
export function createNameResolver<T>(siteOf: (candidate: T) => NameSite): NameResolver<T> {
  const byName = new Map<string, Map<Solution, T[]>>();
  const closeness = (candidate: T, { source }: NameSite): number => sharedFolders(siteOf(candidate).source, source);
  const nearest = (candidates: readonly T[], place: NameSite): readonly T[] => {
    if (candidates.length < 2) return candidates;
    const compared = candidates.slice(0, mostCompared).map((candidate) => ({ candidate, near: closeness(candidate, place) }));
    const most = Math.max(...compared.map(({ near }) => near));
    return compared.filter(({ near }) => near === most).map(({ candidate }) => candidate);
  };
  return {
    add(name, candidate) {
      append(
        remember(byName, name, () => new Map<Solution, T[]>()),
        siteOf(candidate).solution,
        candidate,
      );
    },
    resolve(name, place) {
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

/** How many folders and archives two places are in together; a file counts as one more: a template can hold several flows that call each other. */
function sharedFolders(a: NameSite["source"], b: NameSite["source"]): number {
  const [first, second] = [a, b].map(({ path, file }) => `${path}/${file}`.split("/"));
  const difference = first?.findIndex((folder, index) => folder !== second?.[index]) ?? 0;
  return difference < 0 ? (first?.length ?? 0) : difference;
}
