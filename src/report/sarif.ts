import { gunzipSync, gzipSync } from "node:zlib";
import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import type { Level } from "../findings/level.ts";
import type { LintResult } from "../findings/lint-result.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { worstFirst } from "../findings/sort.ts";
import { inReportOrder, isWanted } from "./display.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { jsonInside, jsonText } from "./sanitize.ts";
import { type ResultContext, resultOf } from "./sarif-result.ts";
import { ruleDescriptor } from "./sarif-rule.ts";

/** GitHub rejects a file with more results, or with more bytes after gzip. */
const mostResults = 25_000;
const mostBytes = 10_000_000;

/**
 * SARIF 2.1.0 for code scanning: one run however many solutions were linted, all rules whether or not they found something, findings of the
 * baseline kept and marked. What is over GitHub's limits is cut from the least bad end, and a notification says so.
 */
export const sarif: Reporter = {
  name: "sarif",
  report(result, context) {
    return [...pieces(result, context)].join("");
  },
  pieces,
};

function pieces(result: LintResult, context: ReportContext): Iterable<string> {
  const findings = result.findings.filter((finding) => isReported(finding, context));
  const results: ResultContext = {
    report: context,
    solutions: result.solutions,
    ruleIndexes: new Map(context.rules.map((rule, index) => [rule.code, index])),
    hasBaseline: result.summary.baselined > 0,
  };
  return withinLimits(
    findings,
    (finding) => resultOf(finding, results),
    (left) => logOf(left, context),
  );
}

/**
 * The text of a log, in pieces, with as many of the results as GitHub takes: the least severe ones are left out first, the order stays. As
 * one text, what is cut afterwards could be longer than a text may be.
 * @param logOf the log without its results, of which a number is left out
 */
export function withinLimits<T extends { readonly level?: Level | "none" | undefined }>(
  findings: readonly T[],
  resultOf: (finding: T) => Result,
  logOf: (left: number) => Log,
): Iterable<string> {
  let kept = worstFirst(findings).slice(0, mostResults);
  for (;;) {
    const log = jsonText(logOf(findings.length - kept.length));
    const packed = pack(logPieces(log, inReportOrder(findings, kept), resultOf));
    if (packed.size <= mostBytes || kept.length === 0) return { [Symbol.iterator]: () => unpacked(packed) };
    kept = kept.slice(0, Math.floor(kept.length * Math.min(0.9, mostBytes / packed.size)));
  }
}

const noResults = '"results": []';

/** Puts results into the text of a log that has none. */
function* logPieces<T>(log: string, findings: readonly T[], resultOf: (finding: T) => Result): Generator<string, void> {
  const at = findings.length === 0 ? log.length : log.lastIndexOf(noResults) + noResults.length - 1;
  yield log.slice(0, at);
  for (const [index, finding] of findings.entries()) yield `${index === 0 ? "" : ","}\n        ${jsonInside(resultOf(finding), 8)}`;
  yield findings.length === 0 ? "" : `\n      ${log.slice(at)}`;
}

/**
 * A text in stretches. Its size has to be known before the first of it is written, and the texts themselves are hundreds of megabytes where
 * it matters.
 */
interface PackedText {
  readonly packed: readonly Buffer[];
  /** After the packed stretches. */
  readonly rest: string;
  /** After gzip, in bytes; 0 for a text that is small enough as it is. */
  readonly size: number;
}

function pack(pieces: Iterable<string>): PackedText {
  const packed: Buffer[] = [];
  let size = 0;
  let rest = "";
  for (const piece of pieces) {
    rest += piece;
    if (rest.length < mostBytes) continue;
    const bytes = gzipSync(rest);
    size += bytes.length;
    packed.push(bytes);
    rest = "";
  }
  return { packed, rest, size: size === 0 ? 0 : size + gzipSync(rest).length };
}

function* unpacked({ packed, rest }: PackedText): Generator<string, void> {
  for (const bytes of packed) yield gunzipSync(bytes).toString("utf8");
  yield rest;
}

function isReported(finding: ReportedFinding, context: ReportContext): boolean {
  const kind = finding.suppressed?.kind;
  // A baselined result stays: without it code scanning would close its alert, and open it again some day.
  return isWanted(finding, context) && (kind === undefined || kind === "baseline" || context.sarif?.includeSuppressed === true);
}

/** A log without results. */
function logOf(left: number, context: ReportContext): Log {
  const { tool } = context;
  const category = context.sarif?.category;
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            fullName: `${tool.name} ${tool.version}`,
            version: tool.version,
            semanticVersion: tool.version,
            ...(tool.informationUri === undefined ? {} : { informationUri: tool.informationUri }),
            rules: context.rules.map((rule): ReportingDescriptor => ruleDescriptor(rule)),
          },
        },
        ...(category === undefined ? {} : { automationDetails: { id: `${category}/` } }),
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository, or the folder that the tool ran in." } } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: true, ...(left === 0 ? {} : { toolExecutionNotifications: [cutNotification(left)] }) }],
        results: [],
      },
    ],
  };
}

/** Says how many results were left out. */
export function cutNotification(left: number): Notification {
  return {
    level: "warning",
    message: {
      text: `${countInWords(left, "result")} left out, the least severe ones: a report for code scanning holds ${mostResults} results and ${mostBytes} bytes after compression at most.`,
    },
  };
}
