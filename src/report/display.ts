import type { Level } from "../findings/level.ts";
import type { LintResult, ReportSummary, SolutionSummary } from "../findings/lint-result.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
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

/** The same in one text, in the order in which lists are sorted: `SL3002 secret-in-variable`. */
export function codeAndName(finding: Pick<ReportedFinding, "rule" | "code">): string {
  return nameAndCode(finding).toReversed().join(" ");
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
