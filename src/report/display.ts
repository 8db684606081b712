import { remember } from "../collections.ts";
import { pointerSteps } from "../json.ts";
import type { LintResult, LocatedStep, Location, ReportedFinding, ReportSummary, SolutionSummary } from "../linter/finding.ts";
import type { ReportContext } from "./reporter.ts";

/** Findings that count and are to be listed: not suppressed, and errors alone when the user wants quiet. In report order. */
export function listedFindings(result: LintResult, context: ReportContext): readonly ReportedFinding[] {
  return result.findings.filter((finding) => finding.suppressed === null && isWanted(finding, context));
}

/** Whether the level of a finding is to be listed at all. */
export function isWanted(finding: ReportedFinding, context: ReportContext): boolean {
  return context.quiet !== true || finding.level === "error";
}

/** Some of the findings in the order of all. */
export function inReportOrder<T>(all: readonly T[], some: readonly T[]): readonly T[] {
  const wanted = new Set(some);
  return all.filter((one) => wanted.has(one));
}

/** The location in a file that exists: an embedded text is found where the string that holds it is. */
export function physicalLocation(location: Location): Location {
  return location.host === undefined ? location : physicalLocation(location.host);
}

/** The location that a review of changes can show: the repository's own file, where there is one. */
export function reviewLocation(location: Location): Location {
  const physical = physicalLocation(location);
  return physical.source ?? physical;
}

/**
 * The path that a consumer outside of the tool knows, from the root of the repository, for example `exports/Core.zip!/Workflows/x.json`.
 * Never absolute and never outside of the repository: of such an input only its name is left.
 */
export function repositoryPath(location: Location, context: ReportContext): string {
  const input = relativePath(`${isAbsolute(location.path) ? "" : (context.repositoryPrefix ?? "")}${location.path}`);
  if (location.file === "") return input === "" ? "." : input;
  if (input === "") return location.file;
  return `${input}${isArchive(location.path, context) ? "!/" : "/"}${location.file}`;
}

/** The path below the working directory, as the user would name it. */
export function localPath(location: Location, context: ReportContext): string {
  const { path, file } = location;
  if (file === "") return path;
  if (path === ".") return file;
  return `${path.replace(/\/+$/, "")}${isArchive(path, context) ? "!/" : "/"}${file}`;
}

/** Whether an input is an archive. */
export function isArchive(path: string, context: Pick<ReportContext, "archives">): boolean {
  return context.archives?.has(path) ?? (path === "-" || /\.(?:zip|nupkg|msapp)$/i.test(path));
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:/i.test(path);
}

function relativePath(path: string): string {
  const steps: string[] = [];
  const given = path.replaceAll("\\", "/");
  for (const step of given.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return isAbsolute(given) || steps[0] === ".." ? (steps.at(-1) ?? "") : steps.join("/");
}

/**
 * The way to a place in a maker's words: `Scope › Get_orders › inputs › headers › x-api-key`; empty when there is nothing better than a
 * line number.
 */
export function breadcrumbs(location: Location): readonly string[] {
  const { pointer, operation } = location;
  if (pointer === undefined || pointer === "") return operation === undefined ? [] : [operation];
  const steps = pointerSteps(pointer);
  const crumbs = location.componentKind === "cloud-flow" ? flowBreadcrumbs(steps, operation) : steps;
  return crumbs.length === 0 && operation !== undefined ? [operation] : crumbs;
}

/** Leaves out the members of a flow definition that only hold others. */
function flowBreadcrumbs(steps: readonly string[], operation: string | undefined): readonly string[] {
  // An action that was copied out of a flow has its name beside it.
  if (/^(?:operationDefinition|serializedValue|serializedOperation)$/.test(steps[0] ?? "")) {
    const below = crumbsFrom(steps, 1, "operation");
    return operation === undefined || below.includes(operation) ? below : [operation, ...below];
  }
  // A template for Azure keeps its logic apps among other resources.
  let at = steps[0] === "resources" ? Math.max(0, steps.indexOf("definition")) : 0;
  if (steps[at] === "properties") at++;
  if (steps[at] === "definition") at++;
  return crumbsFrom(steps, at, "definition");
}

function crumbsFrom(steps: readonly string[], from: number, start: "definition" | "operation"): readonly string[] {
  const crumbs: string[] = [];
  let inside: "definition" | "operation" | "branch" = start;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at] ?? "";
    const name = steps[at + 1];
    if (name !== undefined && (step === "actions" || (step === "triggers" && inside === "definition"))) {
      crumbs.push(name);
      inside = "operation";
      at++;
    } else if (inside === "operation" && (step === "else" || step === "default")) {
      crumbs.push(step);
      inside = "branch";
    } else if (inside === "operation" && name !== undefined && (step === "cases" || step === "tools")) {
      crumbs.push(name);
      inside = "branch";
      at++;
    } else {
      return [...crumbs, ...steps.slice(at)];
    }
  }
  return crumbs;
}

/**
 * The names by which a maker knows where a step happens: its component, where that is another one than the finding's, and what is inside of
 * it, unless the step's message tells that.
 */
export function stepNames({ message, location }: LocatedStep, from: Location): readonly string[] {
  return placeNames(location, from, message);
}

/** The same for a related place; none where its message tells them all. */
export function relatedNames({ message, location }: LocatedStep, from: Location): readonly string[] {
  const { operation, component } = location;
  const names = isElsewhere(location, from) || operation === undefined ? [component, operation] : [operation];
  const isTold = names.every((name) => name === undefined || message.includes(`'${name}'`));
  return isTold ? [] : placeNames(location, from, "");
}

/** @param told what says the innermost name already, in quotes */
function placeNames(location: Location, from: Location, told: string): readonly string[] {
  const named = location.operation ?? breadcrumbs(location).at(-1);
  const inside = named !== undefined && told.includes(`'${named}'`) ? undefined : named;
  const names = [...(isElsewhere(location, from) || inside === undefined ? [location.component] : []), inside];
  const known = names.flatMap((name) => (name === undefined || name === "" ? [] : [name]));
  return known.length === 0 ? [location.file || location.path] : known;
}

function isElsewhere(location: Location, from: Location): boolean {
  return location.component !== from.component || location.componentKind !== from.componentKind;
}

/** Name and code of a finding's rule; rules of users have no other code than their name. */
export function ruleNames({ rule, code }: Pick<ReportedFinding, "rule" | "code">): readonly string[] {
  return rule === code ? [rule] : [rule, code];
}

/** `line 12:3` */
export function lineText({ line, column }: Location): string {
  return `line ${line}:${column}`;
}

/** A file name holds the GUID of its component; the first digits are enough to tell two of one name apart. */
export function shortenIds(file: string, ellipsis: string): string {
  return file.replace(/([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, `$1${ellipsis}`);
}

/** Components and where their findings are, within a solution. */
export interface ComponentGroup {
  readonly solution: SolutionSummary | undefined;
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
  for (const finding of findings) {
    const { path, file, component, componentKind } = finding.location;
    const solution = solutionOf(finding.location, solutions);
    const key = JSON.stringify([path, solution?.root, componentKind, component, file]);
    const group = remember(groups, key, () => ({
      solution,
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

/** What a solution is: `managed`, `flow package`; empty for sources that do not tell. */
export function solutionKindName({ kind, managed }: Pick<SolutionSummary, "kind" | "managed">): string {
  if (kind === "solution") return managed === null ? "" : managed ? "managed" : "unmanaged";
  return kind === "loose" ? "no solution" : "flow package";
}

/** `3 cloud flows`, `1 action` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** How many steps a way has, with those that are left out of its middle. */
export function countSteps(flow: readonly LocatedStep[]): number {
  return flow.reduce((sum, { leftOut = 0 }) => sum + 1 + leftOut, 0);
}

/** A path without steps in its middle. */
export interface FoldedPath {
  readonly head: readonly LocatedStep[];
  /** Number of steps between the two. */
  readonly folded: number;
  readonly tail: readonly LocatedStep[];
}

/** Leaves out the middle of a path of more than `most` steps, for the ends say most: where the value begins, and where it comes to. */
export function foldPath(flow: readonly LocatedStep[], most: number): FoldedPath {
  const gap = flow.findIndex(({ leftOut }) => leftOut !== undefined);
  const [headLength, tailLength] =
    flow.length > most ? [Math.ceil(most / 2), Math.floor(most / 2)] : gap < 0 ? [flow.length, 0] : [gap + 1, flow.length - gap - 1];
  const head = flow.slice(0, headLength);
  const tail = flow.slice(flow.length - tailLength);
  return { head, folded: countSteps(flow) - head.length - tail.length, tail };
}

/** How many findings do not count, and why. What is known comes from a baseline, or was there before `--since`. */
export function setAside({ suppressed, baselined }: ReportSummary): readonly string[] {
  return [...(suppressed > 0 ? [`${suppressed} suppressed`] : []), ...(baselined > 0 ? [`${baselined} already known`] : [])];
}

/** Sums of what was analysed. */
export function totals(solutions: readonly SolutionSummary[]): { readonly flows: number; readonly actions: number } {
  let flows = 0;
  let actions = 0;
  for (const solution of solutions) {
    flows += solution.cloudFlows + solution.desktopFlows;
    actions += solution.actions;
  }
  return { flows, actions };
}
