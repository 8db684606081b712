import type { ReportSummary } from "./lint-result.ts";
import type { ReportedFinding } from "./reported-finding.ts";

/** Counts the findings that count, by level, and those that do not. */
export function summaryOf(findings: readonly Pick<ReportedFinding, "level" | "suppressed">[]): ReportSummary {
  const summary = { error: 0, warning: 0, note: 0, suppressed: 0, baselined: 0 };
  for (const { level, suppressed } of findings) {
    if (suppressed === null) summary[level]++;
    else if (suppressed.kind === "baseline") summary.baselined++;
    else summary.suppressed++;
  }
  return summary;
}
