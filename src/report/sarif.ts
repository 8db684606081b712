import { gzipSync } from "node:zlib";
import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import type { Level, LintResult, ReportedFinding } from "../linter/finding.ts";
import { count, isWanted, worstFirst } from "./display.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { jsonText } from "./sanitize.ts";
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
    const findings = result.findings.filter((finding) => isReported(finding, context));
    return withinLimits(findings, (kept) => logOf(kept, findings.length - kept.length, result, context));
  },
};

/** The text of a log with as many of the results as GitHub takes: the least severe ones are left out first, the order stays. */
export function withinLimits<T extends { readonly level?: Level | "none" | undefined }>(
  results: readonly T[],
  logOf: (kept: readonly T[]) => Log,
): string {
  let kept = worstFirst(results).slice(0, mostResults);
  for (;;) {
    const text = jsonText(logOf(inReportOrder(results, kept)));
    const size = text.length < mostBytes ? 0 : gzipSync(text).length;
    if (size <= mostBytes || kept.length === 0) return text;
    kept = kept.slice(0, Math.floor(kept.length * Math.min(0.9, mostBytes / size)));
  }
}

function isReported(finding: ReportedFinding, context: ReportContext): boolean {
  const kind = finding.suppressed?.kind;
  // A baselined result stays: without it code scanning would close its alert, and open it again some day.
  return isWanted(finding, context) && (kind === undefined || kind === "baseline" || context.sarif?.includeSuppressed === true);
}

function inReportOrder<T>(findings: readonly T[], kept: readonly T[]): readonly T[] {
  if (kept.length === findings.length) return findings;
  const wanted = new Set(kept);
  return findings.filter((finding) => wanted.has(finding));
}

function logOf(findings: readonly ReportedFinding[], left: number, result: LintResult, context: ReportContext): Log {
  const { tool } = context;
  const results: ResultContext = {
    report: context,
    solutions: result.solutions,
    ruleIndexes: new Map(context.rules.map((rule, index) => [rule.code, index])),
    hasBaseline: result.summary.baselined > 0,
  };
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
        results: findings.map((finding): Result => resultOf(finding, results)),
      },
    ],
  };
}

/** Says how many results were left out. */
export function cutNotification(left: number): Notification {
  return {
    level: "warning",
    message: {
      text: `${count(left, "result")} left out, the least severe ones: a report for code scanning holds ${mostResults} results and ${mostBytes} bytes after compression at most.`,
    },
  };
}
