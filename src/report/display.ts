import type { Level, LintResult, LocatedStep, ReportedFinding, ReportSummary, SolutionSummary } from "../linter/finding.ts";
import { countInWords } from "../linter/list-in-words.ts";
import type { ReportContext } from "./reporter.ts";

/** The signs of levels, in text. */
export const levelSigns: Readonly<Record<Level, string>> = { error: "✖", warning: "▲", note: "ℹ" };

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

/** Name and code of a finding's rule; rules of users have no other code than their name. */
export function nameAndCode({ rule, code }: Pick<ReportedFinding, "rule" | "code">): readonly string[] {
  return rule === code ? [rule] : [rule, code];
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

/** The steps of a path in one line each, with a line that counts those left out of its middle. */
export function stepTexts(flow: readonly LocatedStep[], most: number, text: (step: LocatedStep) => string): readonly string[] {
  const { head, folded, tail } = foldPath(flow, most);
  return [...head.map(text), ...(folded > 0 ? [countInWords(folded, "more step")] : []), ...tail.map(text)];
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

/** What a finding says beside a change, in one line: where it is in the flow, what is wrong, and what to do. */
export function reviewText({ location: { component, operation }, message, advice }: ReportedFinding): string {
  const where = [component, operation].filter((name) => name !== undefined).join(" > ");
  return `${where === "" ? "" : `${where}: `}${message}${advice === undefined ? "" : ` ${advice}`}`;
}
