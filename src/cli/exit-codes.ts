import type { ReportSummary } from "../findings/lint-result.ts";

/** The exit codes of the process, the same for every command and format. */
export const exitCodes = {
  /** Nothing at or above `--fail-on`. */
  ok: 0,
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
  findings: 1,
  /** Wrong usage or configuration, nothing to read, or a defect of the tool. */
  failure: 2,
} as const;

/** The words that `--fail-on` knows. */
export const failLevels = ["error", "warning", "note", "never"] as const;

/** What a report's counts mean for the exit code. */
export interface FailOptions {
  readonly failOn: (typeof failLevels)[number];
  readonly maxWarnings?: number;
}

/** How many findings of each level count. */
export type Counts = Pick<ReportSummary, "error" | "warning" | "note">;

/** The exit code of a run with these counts. */
export function exitCodeOf(summary: Counts, { failOn, maxWarnings }: FailOptions): number {
  if (maxWarnings !== undefined && summary.warning > maxWarnings) return exitCodes.findings;
  const counted = {
    error: summary.error,
    warning: summary.error + summary.warning,
    note: summary.error + summary.warning + summary.note,
    never: 0,
  }[failOn];
  return counted > 0 ? exitCodes.findings : exitCodes.ok;
}
