import type { LintResult } from "../findings/lint-result.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import type { Location } from "../source/location.ts";
import { isWanted } from "./display.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { jsonPieces } from "./sanitize.ts";

/** Version of the shape that `report.schema.json` describes; raised when a reader of the old shape would break. */
const formatVersion = 1;

/** For programs; suppressed findings are in it, marked. */
export const json: Reporter = {
  name: "json",
  report: (result, context) => [...pieces(result, context)].join(""),
  pieces,
};

function pieces(result: LintResult, context: ReportContext): Iterable<string> {
  const { name, version } = context.tool;
  return jsonPieces({
    version: formatVersion,
    tool: { name, version },
    solutions: result.solutions.map((solution) => ({
      path: solution.path,
      root: solution.root,
      kind: solution.kind,
      uniqueName: solution.uniqueName,
      version: solution.version,
      managed: solution.managed,
      cloudFlows: solution.cloudFlows,
      desktopFlows: solution.desktopFlows,
      connectionReferences: solution.connectionReferences,
      environmentVariables: solution.environmentVariables,
      actions: solution.actions,
    })),
    findings: findingsOf(result, context),
    summary: {
      error: result.summary.error,
      warning: result.summary.warning,
      note: result.summary.note,
      suppressed: result.summary.suppressed,
      baselined: result.summary.baselined,
    },
  });
}

function* findingsOf({ findings }: LintResult, context: ReportContext): Iterable<object> {
  for (const finding of findings) if (isWanted(finding, context)) yield findingOf(finding);
}

function findingOf(finding: ReportedFinding): object {
  const { suppressed } = finding;
  return {
    code: finding.code,
    rule: finding.rule,
    level: finding.level,
    confidence: finding.confidence,
    message: finding.message,
    advice: finding.advice,
    location: locationOf(finding.location),
    solution: finding.solution,
    flow: finding.flow.map(stepOf),
    related: finding.related.map(stepOf),
    fixable: finding.fixable,
    fingerprint: finding.fingerprint,
    suppressed: suppressed === null ? null : { kind: suppressed.kind, reason: suppressed.reason },
    help: finding.help,
  };
}

function stepOf(step: LocatedStep): object {
  return { message: step.message, location: locationOf(step.location), leftOut: step.leftOut };
}

/** Members that are undefined are left out by `JSON.stringify`. */
function locationOf(location: Location): object {
  return {
    path: location.path,
    file: location.file,
    pointer: location.pointer ?? location.xpath,
    line: location.line,
    column: location.column,
    endLine: location.endLine,
    endColumn: location.endColumn,
    component: location.component,
    componentKind: location.componentKind,
    operation: location.operation,
    host: location.host === undefined ? undefined : locationOf(location.host),
  };
}
