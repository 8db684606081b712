/**
 * solutionlint as a library: analyse exported Power Platform solutions from a program.
 * @packageDocumentation
 */
import { homedir } from "node:os";
import { resolve } from "node:path";
import { homepage, toolName, toolVersion } from "./about.ts";
import { UserError } from "./errors.ts";
import type { Confidence } from "./findings/confidence.ts";
import type { ReportSummary, SolutionSummary } from "./findings/lint-result.ts";
import type { ReportedFinding } from "./findings/reported-finding.ts";
import { failedRule } from "./linter/run-rules.ts";
import { isReporterName, loadReporter, type ReporterName, reporterNames } from "./report/index.ts";
import { reportRules } from "./report/rules.ts";
import type { RuleMetadata } from "./rule.ts";
import { prepare } from "./session/prepare.ts";
import { readRuleHelp } from "./session/rule-pages.ts";
import { run } from "./session/session.ts";
import type { SessionOptions } from "./session/session-options.ts";

export { UserError } from "./errors.ts";
export type { Confidence } from "./findings/confidence.ts";
export type { Excerpt, ExcerptLine, ExcerptPart } from "./findings/excerpt.ts";
export type { Fixable, StepKind, StepTraits } from "./findings/finding.ts";
export type { Level } from "./findings/level.ts";
export type { ReportSummary, SolutionSummary } from "./findings/lint-result.ts";
export type { LocatedStep, ProposedFix, Replacement, ReportedFinding, Suppression } from "./findings/reported-finding.ts";
export type { Json, JsonObject } from "./json.ts";
export type { ReporterName } from "./report/index.ts";
export type { RuleMetadata } from "./rule.ts";
export type { Location, Region } from "./source/location.ts";

/** Options of an analysis, with the defaults of the command line. */
export interface LintOptions {
  /** Working directory that paths are relative to. Default: that of the process. */
  readonly cwd?: string;
  /** A configuration file, or `false` for none. Default: the one found by searching from the first input upward. */
  readonly config?: string | false;
  /** Rules to start from. Default: the preset of the configuration, else `recommended`. */
  readonly preset?: "recommended" | "strict";
  /** `NAME` or `NAME=LEVEL`, as with `--rule`. */
  readonly rules?: readonly string[];
  /** Run only these rules. */
  readonly only?: readonly string[];
  /** Packages with rules as code. They are executed: name only what you trust. */
  readonly plugins?: readonly string[];
  /** Deployment settings files to check besides those of the configuration, each `[ENV=]FILE` as with `--settings`. */
  readonly settings?: readonly string[];
  /** The environment that the package will be imported into: `test` and `prod` require a managed one. */
  readonly target?: "dev" | "test" | "prod";
  /** The previously deployed package, to compare with. */
  readonly previous?: string;
  /** Leave out findings of lower confidence. */
  readonly minConfidence?: Confidence;
  /** Report only findings in the given files of an unpacked solution. */
  readonly onlyGivenFiles?: boolean;
  /** `false` to show what suppressions hide. */
  readonly suppressions?: boolean;
  /** File of accepted findings. */
  readonly baseline?: string;
  /** A git revision: findings that already existed there are marked as known. Runs `git`. */
  readonly since?: string;
  /** Add to each finding the code around its location, with texts masked, as the HTML report shows it. */
  readonly excerpts?: boolean;
  /** The date, `YYYY-MM-DD`, that decides whether overrides have expired. Default: today. */
  readonly today?: string;
  /** The bytes of a zip archive, for the path `-`. */
  readonly stdin?: Buffer;
}

/** What an analysis found. */
export interface LintResult {
  /** The solutions and packages that were analysed. */
  readonly solutions: readonly SolutionSummary[];
  /** Ordered by path, file and position; those that are suppressed or were known before are included. */
  readonly findings: readonly ReportedFinding[];
  /** Findings by level. */
  readonly summary: ReportSummary;
  /** All rules, including those of plug-ins and of the configuration. */
  readonly rules: readonly RuleMetadata[];
}

/**
 * Analyses solutions: archives, unpacked folders, flow definitions, or files of an unpacked solution.
 *
 * The result includes findings that are suppressed or in the baseline, marked by `suppressed`; `summary` counts the others by level.
 *
 * @example
 * ```ts
 * import { lint } from "solutionlint";
 *
 * const { findings, summary } = await lint(["ContosoErp_1_0_0_7.zip"], { preset: "strict" });
 * for (const { rule, level, message, location } of findings) {
 *   console.log(`${location.component ?? location.file}:${location.line} ${level} ${rule}: ${message}`);
 * }
 * console.log(`${summary.error} errors`);
 * ```
 *
 * @throws {@link UserError} for a path that does not exist, a broken configuration, or when there is nothing to analyse
 */
export async function lint(paths: readonly string[], options: LintOptions = {}): Promise<LintResult> {
  // Without types, a single path passes for the list of its characters.
  if (typeof paths === "string") throw new UserError(`lint() takes a list of paths: lint([${JSON.stringify(paths)}]).`);
  if (paths.length === 0) throw new UserError("Name at least one solution, package, folder or file.");
  const { stdin } = options;
  const session: SessionOptions = {
    cwd: resolve(options.cwd ?? process.cwd()),
    home: homedir() || undefined,
    environment: process.env,
    config: options.config,
    commandLine: { preset: options.preset, rules: options.rules, only: options.only },
    plugins: options.plugins ?? [],
    today: options.today ?? new Date().toISOString().slice(0, 10),
    ...(stdin === undefined ? {} : { stdin: async () => stdin }),
    deployment: { settings: options.settings, target: options.target, previous: options.previous },
    minConfidence: options.minConfidence,
    onlyGivenFiles: options.onlyGivenFiles,
    noSuppressions: options.suppressions === false,
    baseline: options.baseline,
    since: options.since,
    excerpts: options.excerpts,
  };
  const prepared = await prepare(paths, session);
  const { result, failures } = await run(paths, prepared, session);
  const [failure] = failures;
  if (failure !== undefined) throw new Error(`${failedRule(failure)}.`, { cause: failure.error });
  return { ...result, rules: prepared.rules };
}

/** Options of a report. */
export interface FormatOptions {
  /** Colours, for `stylish`: 0 none, 1 sixteen, 2 256, 3 true colour. Default: 0. */
  readonly colorLevel?: 0 | 1 | 2 | 3;
  /** Width of the terminal. Default: 120. */
  readonly columns?: number;
  /** Show errors only. */
  readonly quiet?: boolean;
}

/**
 * Writes a result in one of the formats of `--format`.
 *
 * @example
 * ```ts
 * import { format, lint } from "solutionlint";
 *
 * const result = await lint(["ContosoErp_1_0_0_7.zip"]);
 * const log = JSON.parse(await format(result, "sarif"));
 * console.log(`${log.runs[0].results.length} results`);
 * ```
 *
 * @throws {@link UserError} for an unknown format
 */
export async function format(result: LintResult, name: ReporterName, options: FormatOptions = {}): Promise<string> {
  if (!isReporterName(name)) throw new UserError(`There is no format '${String(name)}'. Known formats: ${reporterNames.join(", ")}.`);
  const reporter = await loadReporter(name);
  return reporter.report(result, {
    tool: { name: toolName, version: toolVersion(), informationUri: homepage },
    rules: reportRules(result.rules, name === "sarif" ? readRuleHelp : undefined),
    colorLevel: options.colorLevel ?? 0,
    columns: options.columns ?? 120,
    ...(options.quiet === true ? { quiet: true } : {}),
  });
}
