import type { Solution } from "./model.ts";

/**
 * Whether the manifest names a solution that brings a component along.
 * @param name in lower case, as dependencies have it
 */
export function isBroughtByDependency({ dependencies }: Solution, name: string): boolean {
  // A dependency on `Active` names none: the component is missing at import.
  return dependencies.some(
    (dependency) => dependency.name === name && dependency.solution !== "" && dependency.solution.toLowerCase() !== "active",
  );
}

/** The unique names of the solutions that the manifest names as ones that have to be there, in lower case; it writes `Core (1.0.0.3)`. */
export function neededSolutions({ dependencies }: Pick<Solution, "dependencies">): ReadonlySet<string> {
  return new Set(dependencies.flatMap(({ solution }) => (solution === "" ? [] : [solution.replace(/ .*/s, "").toLowerCase()])));
}
