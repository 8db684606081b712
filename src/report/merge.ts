import type { Log, Result } from "sarif";
import { distinctBy } from "../collections.ts";
import { UserError } from "../errors.ts";
import type { LintResult, SolutionSummary } from "../findings/lint-result.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import { compareTexts } from "../findings/sort.ts";
import { summaryOf } from "../findings/summary.ts";
import type { JsonObject } from "../json.ts";
import { percentDecoded } from "../percent-encoding.ts";
import type { Location } from "../source/location.ts";
import { isJsonReport, isSarifLog } from "./report-shape.ts";
import { cutNotification, withinLimits } from "./sarif.ts";

/** A report of one shard. */
export interface GivenReport {
  /** For messages. */
  readonly name: string;
  readonly text: string;
}

/** The joined reports: a result that every reporter can write, or the text of a SARIF log in pieces. */
export type MergedReport =
  | { readonly kind: "json"; readonly result: LintResult }
  | { readonly kind: "sarif"; readonly pieces: Iterable<string>; readonly levels: LintResult["summary"] };

/**
 * Joins the reports of sharded runs into what one run over everything would have written.
 * @throws UserError when a text is not a report, when the reports are of two formats, or when different versions or rules made them
 */
export function mergeReports(reports: Iterable<GivenReport>): MergedReport {
  const parsed = Array.from(reports, (report) => ({ name: report.name, value: parse(report) }));
  const logs = parsed.filter(({ value }) => Array.isArray(value.runs));
  if (logs.length === parsed.length) return mergeSarif(parsed);
  if (logs.length > 0) throw new UserError("These are reports of two formats: merge JSON with JSON and SARIF with SARIF.");
  return { kind: "json", result: mergeJson(parsed) };
}

interface ParsedReport {
  readonly name: string;
  readonly value: JsonObject;
}

function parse({ name, text }: GivenReport): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\u{feff}/u, ""));
  } catch {
    throw new UserError(`'${name}' is not valid JSON.`);
  }
  if (!isJsonReport(value) && !isSarifLog(value)) throw new UserError(`'${name}' is not a JSON or SARIF report of solutionlint.`);
  return value as JsonObject;
}

/** As far as a JSON report says it. */
interface JsonReport {
  readonly tool: { readonly version: string };
  readonly solutions: readonly SolutionSummary[];
  readonly findings: readonly ReportedFinding[];
}

function mergeJson(parsed: readonly ParsedReport[]): LintResult {
  const reports = parsed.map(({ value }) => value as unknown as JsonReport);
  sameOrError(parsed.map(({ name, value }) => ({ name, made: JSON.stringify((value as unknown as JsonReport).tool) })));
  const findings = withoutRepetition(reports.flatMap((report) => report.findings)).map(restored);
  return {
    solutions: withoutRepetition(reports.flatMap((report) => report.solutions)).sort(
      (a, b) => compareTexts(a.path, b.path) || compareTexts(a.root, b.root),
    ),
    findings: findings.sort((a, b) => comparePlaces(placeOf(a), placeOf(b))),
    summary: summaryOf(findings),
  };
}

/** A finding as it was before it was written: reports hold no offsets, and lines and columns order as these do. */
function restored(finding: ReportedFinding): ReportedFinding {
  const location = (one: Location): Location => ({ ...one, offset: 0, ...(one.host === undefined ? {} : { host: location(one.host) }) });
  const step = (one: LocatedStep): LocatedStep => ({ ...one, location: location(one.location) });
  return { ...finding, location: location(finding.location), flow: finding.flow.map(step), related: finding.related.map(step) };
}

function placeOf({ location: { path, file, line, column }, code, message }: ReportedFinding): OrderedPlace {
  return { path, file, line, column, code, message };
}

/** What decides about the order of findings. */
interface OrderedPlace {
  readonly path: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

function comparePlaces(a: OrderedPlace, b: OrderedPlace): number {
  return (
    compareTexts(a.path, b.path) ||
    compareTexts(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.message, b.message)
  );
}

function mergeSarif(parsed: readonly ParsedReport[]): MergedReport {
  const logs = parsed.map(({ value }) => value as unknown as Log);
  const [log] = logs;
  const [run] = log?.runs ?? [];
  const other = parsed[logs.findIndex(({ runs }) => runs.length !== 1)];
  if (other !== undefined) throw new UserError(`'${other.name}' must contain exactly one run, as every SARIF report of solutionlint does.`);
  if (log === undefined || run === undefined) throw new UserError("There is no report to merge.");
  sameOrError(parsed.map(({ name, value }) => ({ name, made: JSON.stringify((value as unknown as Log).runs[0]?.tool) })));
  const all = withoutRepetition(logs.flatMap(({ runs }) => runs[0]?.results ?? []));
  // One run over everything would say of every result how it stands to the baseline.
  const hasBaseline = all.some(({ baselineState }) => baselineState !== undefined);
  const results = all
    .map((result) => (hasBaseline ? withBaselineState(result) : result))
    .sort((a, b) => comparePlaces(placeOfResult(a), placeOfResult(b)));
  const notifications = logs.flatMap(({ runs }) => runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? []);
  const logOf = (left: number): Log => {
    const all = [...notifications, ...(left === 0 ? [] : [cutNotification(left)])];
    const invocation = { executionSuccessful: true, ...(all.length === 0 ? {} : { toolExecutionNotifications: all }) };
    return { ...log, runs: [{ ...run, invocations: [invocation], results: [] }] };
  };
  const levels = { error: 0, warning: 0, note: 0, suppressed: 0, baselined: 0 };
  for (const { level = "warning", suppressions } of results) {
    if ((suppressions ?? []).length > 0) levels.suppressed++;
    else if (level !== "none") levels[level]++;
  }
  return { kind: "sarif", pieces: withinLimits(results, (result) => result, logOf), levels };
}

/** The state is before the suppressions and the properties, as the reporter writes it. */
function withBaselineState(result: Result): Result {
  if (result.baselineState !== undefined) return result;
  const { suppressions, properties, ...rest } = result;
  return {
    ...rest,
    baselineState: "new",
    ...(suppressions === undefined ? {} : { suppressions }),
    ...(properties === undefined ? {} : { properties }),
  };
}

function placeOfResult({ locations, ruleId, message, properties }: Result): OrderedPlace {
  const physical = locations?.[0]?.physicalLocation;
  const { file, foundIn, foundAt, script, scriptLine, scriptColumn } = (properties ?? {}) as Readonly<Record<string, unknown>>;
  // A result that points at the repository's file is sorted by the one that was analysed.
  const uri = percentDecoded(typeof foundIn === "string" ? foundIn : (physical?.artifactLocation?.uri ?? ""));
  const [line, column]: readonly unknown[] = Array.isArray(foundAt)
    ? foundAt
    : [physical?.region?.startLine, physical?.region?.startColumn];
  const name = typeof file === "string" ? file : "";
  return {
    path: uri.endsWith(name) ? uri.slice(0, uri.length - name.length).replace(/!?\/$/, "") : uri,
    file: typeof script === "string" ? script : name,
    line: typeof scriptLine === "number" ? scriptLine : typeof line === "number" ? line : 1,
    column: typeof scriptColumn === "number" ? scriptColumn : typeof column === "number" ? column : 1,
    code: ruleId ?? "",
    message: message.text ?? "",
  };
}

function sameOrError(made: readonly { readonly name: string; readonly made: string }[]): void {
  const other = made.find((one) => one.made !== made[0]?.made);
  if (other !== undefined)
    throw new UserError(
      `'${made[0]?.name ?? ""}' and '${other.name}' were written by different versions of solutionlint, or with different rules.`,
    );
}

/** What several shards report alike, such as an override that has expired, is in one report once. */
function withoutRepetition<T>(items: readonly T[]): T[] {
  return distinctBy(items, (item) => JSON.stringify(item));
}
