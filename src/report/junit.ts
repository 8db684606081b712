import { append } from "../collections.ts";
import type { LintResult, SolutionSummary } from "../findings/lint-result.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { worstFirst } from "../findings/sort.ts";
import { kindName } from "../source/component-kind.ts";
import { codeAndName, listedFindings } from "./display.ts";
import { localPath, physicalLocation } from "./locations.ts";
import { breadcrumbs } from "./place-names.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { terminalText, xmlText } from "./sanitize.ts";
import { type ComponentGroup, distinctPlaces, groupByComponent, solutionName } from "./solutions.ts";

/**
 * JUnit XML: a test suite per component with findings, a test case per rule that found something there. Errors and warnings fail their
 * case; a case of notes alone passes and shows them in its output. A solution without findings is one passing case, for a reader that takes
 * an empty report for a broken one.
 */
export const junit: Reporter = {
  name: "junit",
  report(result, context) {
    const suites = [
      ...groupByComponent(listedFindings(result, context), result.solutions).map((group) => componentSuite(group, context)),
      ...cleanSuites(result, context),
    ];
    const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
    const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="${xmlText(context.tool.name)}" tests="${tests}" failures="${failures}" errors="0">`,
      ...suites.flatMap((suite) => suite.lines),
      "</testsuites>",
    ];
    return `${lines.join("\n")}\n`;
  },
};

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly lines: readonly string[];
}

function suiteOf(name: string, cases: readonly { readonly hasFailed: boolean; readonly lines: readonly string[] }[]): Suite {
  const failures = cases.filter((testCase) => testCase.hasFailed).length;
  return {
    tests: cases.length,
    failures,
    lines: [
      `  <testsuite name="${xmlText(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`,
      ...cases.flatMap((testCase) => testCase.lines),
      "  </testsuite>",
    ],
  };
}

function componentSuite(group: ComponentGroup, context: ReportContext): Suite {
  const solution = group.solution === undefined ? group.path : suiteName(group.solution, group.place);
  const component = group.component === undefined ? group.file || group.path : `${kindName(group.componentKind)} ${group.component}`;
  const byRule = new Map<string, ReportedFinding[]>();
  for (const finding of group.findings) append(byRule, finding.code, finding);
  const cases = [...byRule.values()].map((findings) => ruleCase(`${solution}.${component}`, findings, context));
  return suiteOf(solution === component ? component : `${solution}: ${component}`, cases);
}

function ruleCase(
  className: string,
  findings: readonly ReportedFinding[],
  context: ReportContext,
): { readonly hasFailed: boolean; readonly lines: readonly string[] } {
  const failing = findings.filter((finding) => finding.level !== "note");
  const [first] = findings;
  const name = first === undefined ? "" : codeAndName(first);
  const open = `    <testcase classname="${xmlText(className)}" name="${xmlText(name)}">`;
  const text = findings.map((finding) => findingText(finding, context)).join("\n");
  const [worst] = worstFirst(failing);
  if (worst === undefined) return { hasFailed: false, lines: [open, `      <system-out>${text}</system-out>`, "    </testcase>"] };
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : "";
  return {
    hasFailed: true,
    lines: [open, `      <failure type="${worst.level}" message="${xmlText(worst.message + more)}">${text}</failure>`, "    </testcase>"],
  };
}

function findingText(finding: ReportedFinding, context: ReportContext): string {
  const at = physicalLocation(finding.location);
  return (
    [
      `${finding.level}: ${localPath(at, context)}:${at.line}:${at.column}`,
      breadcrumbs(finding.location).join(" › "),
      finding.message,
      ...(finding.advice === undefined ? [] : [`→ ${finding.advice}`]),
      finding.help,
    ]
      .filter((line) => line !== "")
      // Each is at the start of a line, where a log takes `::` for a command.
      .map((line) => xmlText(terminalText(line)))
      .join("\n")
  );
}

/** Readers join the suites of one name. */
function suiteName(solution: SolutionSummary, place: string | undefined): string {
  return place === undefined ? solutionName(solution) : `${solutionName(solution)} (${place})`;
}

function cleanSuites(result: LintResult, context: ReportContext): readonly Suite[] {
  const placeOf = distinctPlaces(result.solutions);
  const found = new Set(groupByComponent(listedFindings(result, context), result.solutions).map((group) => group.solution));
  return result.solutions
    .filter((solution) => !found.has(solution))
    .map((solution) => {
      const name = suiteName(solution, placeOf(solution));
      return suiteOf(name, [{ hasFailed: false, lines: [`    <testcase classname="${xmlText(name)}" name="no findings"/>`] }]);
    });
}
