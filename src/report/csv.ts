import type { ReportedFinding } from "../findings/reported-finding.ts";
import { kindName } from "../source/component-kind.ts";
import { listedFindings } from "./display.ts";
import { localPath, physicalLocation } from "./locations.ts";
import { stepTexts } from "./path-steps.ts";
import { breadcrumbs, stepNames } from "./place-names.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { csvText } from "./sanitize.ts";

/** What makes Excel read a file as UTF-8. */
const byteOrderMark = "\ufeff";

/** The columns in their order; names of those that the JSON report has too are the same. */
const columns: Readonly<Record<string, (finding: ReportedFinding, context: ReportContext) => string | number>> = {
  level: ({ level }) => level,
  code: ({ code }) => code,
  rule: ({ rule }) => rule,
  confidence: ({ confidence }) => confidence,
  solution: ({ solution = "" }) => solution,
  component: ({ location: { component = "" } }) => component,
  componentKind: ({ location: { componentKind } }) => (componentKind === undefined ? "" : kindName(componentKind)),
  place: ({ location }) => breadcrumbs(location).join(" › "),
  message: ({ message }) => message,
  advice: ({ advice = "" }) => advice,
  path: pathText,
  fixable: ({ fixable }) => fixable,
  file: ({ location }, context) => localPath(physicalLocation(location), context),
  line: ({ location }) => physicalLocation(location).line,
  column: ({ location }) => physicalLocation(location).column,
  fingerprint: ({ fingerprint }) => fingerprint,
  help: ({ help }) => help,
};

/** For spreadsheets and Power BI: one row per finding, in UTF-8. Form: RFC 4180, with line feeds alone. */
export const csv: Reporter = {
  name: "csv",
  report(result, context) {
    const rows = listedFindings(result, context).map((finding) => row(Object.values(columns).map((value) => value(finding, context))));
    return `${byteOrderMark}${row(Object.keys(columns))}${rows.join("")}`;
  },
};

function row(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === "number" ? cell : csvText(cell))).join(",")}\n`;
}

/** More would not fit into what is shown of a cell. */
const mostSteps = 8;

function pathText({ flow, location }: ReportedFinding): string {
  return stepTexts(flow, mostSteps, (step) => `${stepNames(step, location).join(" › ")} (${step.message})`).join(" → ");
}
