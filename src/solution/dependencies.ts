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
