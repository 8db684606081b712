import { remember } from "../collections.ts";
import type { SolutionSummary } from "../findings/lint-result.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { Location } from "../source/location.ts";

/** Components and where their findings are, within a solution. */
export interface ComponentGroup {
  readonly solution: SolutionSummary | undefined;
  /** Where the solution is, if another one of the run has the same name and version. */
  readonly place: string | undefined;
  /** The input, for findings that belong to no solution. */
  readonly path: string;
  readonly component: string | undefined;
  readonly componentKind: string | undefined;
  /** Below the root of the solution. */
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
}

/** Groups findings by solution, component and file, each in the order of its first finding. */
export function groupByComponent(findings: readonly ReportedFinding[], solutions: readonly SolutionSummary[]): readonly ComponentGroup[] {
  const groups = new Map<string, ComponentGroup & { readonly findings: ReportedFinding[] }>();
  const placeOf = distinctPlaces(solutions);
  for (const finding of findings) {
    const { path, file, component, componentKind } = finding.location;
    const solution = solutionOf(finding.location, solutions);
    const key = JSON.stringify([path, solution?.root, componentKind, component, file]);
    const group = remember(groups, key, () => ({
      solution,
      place: solution === undefined ? undefined : placeOf(solution),
      path,
      component,
      componentKind,
      file: belowRoot(file, solution) ?? file,
      findings: [],
    }));
    group.findings.push(finding);
  }
  return [...groups.values()];
}

/** The solution that a file belongs to: the one with the deepest root above it. */
export function solutionOf(location: Location, solutions: readonly SolutionSummary[]): SolutionSummary | undefined {
  let found: SolutionSummary | undefined;
  for (const solution of solutions) {
    const isAbove = solution.path === location.path && belowRoot(location.file, solution) !== undefined;
    if (isAbove && (found === undefined || solution.root.length > found.root.length)) found = solution;
  }
  return found;
}

/** The name of a file below the root of its solution. */
export function solutionFile(file: string, solution: SolutionSummary): string {
  return belowRoot(file, solution) ?? file;
}

/** A file as its solution names it, whether the root is a folder or an archive; undefined where the root is not above it. */
function belowRoot(file: string, solution: SolutionSummary | undefined): string | undefined {
  const root = solution === undefined ? "" : plainRoot(solution);
  if (root === "") return file;
  return file.startsWith(root) ? /^!?\/(.*)$/s.exec(file.slice(root.length))?.[1] : undefined;
}

/** Where a solution is: the same for its summary and its inventory. */
export function solutionKey(solution: Pick<SolutionSummary, "path" | "root">): string {
  return JSON.stringify([solution.path, plainRoot(solution)]);
}

/** A root that is a folder or an archive, without what separates it from its files. */
function plainRoot({ root }: Pick<SolutionSummary, "root">): string {
  return root.replace(/!?\/$/, "");
}

/** The name of a solution, or of the input where it has none. */
export function solutionName({ uniqueName, root, path }: Pick<SolutionSummary, "uniqueName" | "root" | "path">): string {
  return uniqueName === "" ? root || path : uniqueName;
}

/** The same with its version: `ContosoErp 1.0.0.7`. */
export function solutionTitle(solution: Pick<SolutionSummary, "uniqueName" | "root" | "path" | "version">): string {
  return [solutionName(solution), solution.version].filter((part) => part !== "").join(" ");
}

/** Where a solution is: `exports › Core.zip` */
export function solutionPlaceName(solution: Pick<SolutionSummary, "path" | "root">): string {
  const root = plainRoot(solution);
  // The working directory goes without saying.
  if (solution.path === "." && root !== "") return root;
  return [solution.path === "-" ? "standard input" : solution.path, root].filter((part) => part !== "").join(" › ");
}

/** Tells where a solution is, if another one of the run has the same title: an export, and its sources beside it. */
export function distinctPlaces(solutions: readonly SolutionSummary[]): (solution: SolutionSummary) => string | undefined {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const solution of solutions) (seen.has(solutionTitle(solution)) ? shared : seen).add(solutionTitle(solution));
  return (solution) => (shared.has(solutionTitle(solution)) ? solutionPlaceName(solution) : undefined);
}

/** What a solution is: `managed`, `flow package`; empty for sources that do not tell. */
export function solutionKindName({ kind, managed }: Pick<SolutionSummary, "kind" | "managed">): string {
  if (kind === "solution") return managed === null ? "" : managed ? "managed" : "unmanaged";
  return kind === "loose" ? "no solution" : "flow package";
}
