import type { ReportedFinding } from "./reported-finding.ts";

/** What the reports say about one solution or package of the run. */
export interface SolutionSummary {
  /** The input as named by the user. */
  readonly path: string;
  /** Where the solution is below `path`; empty when it is the input itself. */
  readonly root: string;
  /** A solution, a legacy package of one flow, or files of neither. */
  readonly kind: "solution" | "flow-package" | "loose";
  /** Empty for packages and loose files. */
  readonly uniqueName: string;
  /** As its manifest says; empty where there is none. */
  readonly version: string;
  /** `null` where it cannot be known: unpacked sources and packages. */
  readonly managed: boolean | null;
  /** How many there are, as of the others. */
  readonly cloudFlows: number;
  /** Flows of Power Automate for desktop. */
  readonly desktopFlows: number;
  /** Those that it declares. */
  readonly connectionReferences: number;
  /** Those that it declares. */
  readonly environmentVariables: number;
  /** Actions of cloud flows, those in scopes and loops included. */
  readonly actions: number;
}

/** Everything a reporter gets. */
export interface LintResult {
  readonly solutions: readonly SolutionSummary[];
  /** In report order: path, file, offset, code. */
  readonly findings: readonly ReportedFinding[];
  readonly summary: ReportSummary;
}

/** Findings that count, by level, and those that do not. */
export interface ReportSummary {
  /** Errors that count. */
  readonly error: number;
  /** Warnings that count. */
  readonly warning: number;
  /** Notes that count. */
  readonly note: number;
  /** Findings that a note, a comment or the configuration suppresses. */
  readonly suppressed: number;
  /** Findings that were known before, from a baseline or at `since`. */
  readonly baselined: number;
}
