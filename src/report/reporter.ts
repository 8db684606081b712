import type { Level } from "../findings/level.ts";
import type { LintResult } from "../findings/lint-result.ts";
import type { Inventory } from "../inventory/model.ts";

/** Turns a result into the text of one format. */
export interface Reporter {
  /** The word after `--format`. */
  readonly name: string;
  /** The whole report; ends in a line feed unless it is empty. The same input gives the same text. */
  report(result: LintResult, context: ReportContext): string;
  /** The same report in pieces, of formats that know no limit: as one text it can be longer than a text may be. */
  pieces?(result: LintResult, context: ReportContext): Iterable<string>;
}

/** What reports say about a rule, whether or not it found something. */
export interface ReportedRule {
  /** `SL3002` */
  readonly code: string;
  /** `secret-in-variable` */
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Default level. */
  readonly level: Level;
  readonly preset: "recommended" | "strict";
  /** 0.1 to 10.0 as in CVSS; absent for rules that are not about security. */
  readonly securitySeverity?: number;
  /** Numbers of CWE entries. */
  readonly cwe: readonly number[];
  /** Address of the rule's page. */
  readonly helpUri: string;
  /** What is worth knowing while one of its findings is looked at: why the rule exists, and how to fix it. */
  readonly helpMarkdown?: string | undefined;
}

/** Everything that a report depends on besides the findings. */
export interface ReportContext {
  readonly tool: ToolInfo;
  /** All rules, in the order of their codes. */
  readonly rules: readonly ReportedRule[];
  /** As for chalk: 0 none, 1 sixteen colours, 2 256, 3 true colour. Decided by the caller, for the stream that the report goes to. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** Width of the terminal in columns. */
  readonly columns: number;
  /** List errors only. */
  readonly quiet?: boolean | undefined;
  /** Duration of the run in milliseconds: only ever given for a report that goes to a terminal, because it differs from run to run. */
  readonly elapsed?: number | undefined;
  /** Those `Location.path`s that are archives; without it the file name extension decides. */
  readonly archives?: ReadonlySet<string> | undefined;
  /** The working directory below the root of the repository: empty, or ending in `/`. CI systems want paths from the root. */
  readonly repositoryPrefix?: string | undefined;
  readonly sarif?: SarifOptions | undefined;
  /** What the solutions hold, for the map of the HTML report; without it the map shows components with findings alone. */
  readonly inventory?: Inventory | undefined;
  /** Largest size of a Markdown report in bytes of UTF-8. */
  readonly markdownBytes?: number | undefined;
}

/** The program that writes a report. */
export interface ToolInfo {
  readonly name: string;
  readonly version: string;
  /** Home page. */
  readonly informationUri?: string;
}

/** What the command line decides about SARIF reports. */
export interface SarifOptions {
  /** Becomes `automationDetails.id`; it beats the category of GitHub's upload action, so it is written only when asked for. */
  readonly category?: string | undefined;
  /** Keep findings that are suppressed in the source or the configuration. */
  readonly includeSuppressed?: boolean | undefined;
}
