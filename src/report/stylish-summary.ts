import { append, countUp } from "../collections.ts";
import { levels } from "../findings/level.ts";
import type { LintResult } from "../findings/lint-result.ts";
import { countInWords, listInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { setAside, totals } from "./display.ts";
import type { ReportContext } from "./reporter.ts";
import { terminalText } from "./sanitize.ts";
import { solutionName, solutionOf } from "./solutions.ts";
import { glyphs, levelColor, type Style } from "./stylish-style.ts";
import { fixOffer } from "./suggested-fix.ts";
import { noBreakSpace, wrapText } from "./text-layout.ts";

/** The last lines of a report: what was found, in how much, and what can be repaired at once. */
export function summaryLines(result: LintResult, findings: readonly ReportedFinding[], context: ReportContext, style: Style): string[] {
  const { chalk } = style;
  const { summary } = result;
  const found = levels
    .filter((level) => summary[level] > 0)
    .map((level) => levelColor(level, style).bold(`${glyphs.level[level]} ${countInWords(summary[level], level)}`));
  const verdict = found.length > 0 ? found.join("  ") : chalk.green(`${glyphs.clean} No findings`);
  const extent = [...extentOf(result), ...(context.elapsed === undefined ? [] : [`${(context.elapsed / 1000).toFixed(2)} s`])];
  return [
    [verdict, extent.length > 0 ? chalk.dim(`in ${extent.join(", ")}`) : "", chalk.dim(setAside(summary).join(", "))]
      .filter((part) => part !== "")
      .join("   "),
    ...commonRules(findings, style),
    ...worstSolutions(findings, result, style),
    ...(found.length > 0 ? repeatedSolutions(result, style) : []),
    ...fixLines(findings, style),
    // A log is read by people who know the tool, or by programs.
    ...(context.elapsed === undefined ? [] : explainLines(findings, style)),
  ];
}

/** So many findings are more than anybody reads from top to bottom. */
const many = 30;
const mostRules = 5;

/** Where to begin with many findings: the rules that report most of them. */
function commonRules(findings: readonly ReportedFinding[], { chalk, width }: Style): string[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) countUp(counts, rule);
  if (findings.length < many || counts.size < 2) return [];
  // The order of equal ones is that of their first finding.
  const most = [...counts].sort(([, left], [, right]) => right - left).slice(0, mostRules);
  const text = `Most often: ${most.map(([rule, number]) => `${rule}${noBreakSpace}(${number})`).join(", ")}. --only NAME shows one of them alone.`;
  return wrapText(text, width).map((line) => chalk.dim(line.replaceAll(noBreakSpace, " ")));
}

/** With fewer solutions that have errors, a reader sees without help where to begin. */
const severalSolutions = 4;
const mostSolutions = 5;

/** Where to begin with many solutions: those with the most errors, several exports of one counted together. */
function worstSolutions(findings: readonly ReportedFinding[], { solutions }: LintResult, { chalk, width }: Style): string[] {
  const errors = new Map<string, number>();
  for (const { level, location } of findings) {
    const solution = level === "error" ? solutionOf(location, solutions) : undefined;
    if (solution === undefined) continue;
    const name = terminalText(solutionName(solution));
    countUp(errors, name);
  }
  if (errors.size < severalSolutions) return [];
  // The order of equal ones is that of their first finding.
  const worst = [...errors].sort(([, left], [, right]) => right - left).slice(0, mostSolutions);
  const names = worst.map(([name, number]) => `${name}${noBreakSpace}(${number})`);
  const others = errors.size - worst.length;
  const text = `Most errors: ${names.join(", ")}${others === 0 ? "" : `, and errors in ${countInWords(others, "more solution")}`}.`;
  return wrapText(text, width).map((line) => chalk.dim(line.replaceAll(noBreakSpace, " ")));
}

/** Why findings come up several times: a repository often holds a solution as sources and as a package. */
function repeatedSolutions({ solutions }: LintResult, { chalk, width }: Style): string[] {
  const named = new Map<string, string[]>();
  // Dataverse compares unique names without case.
  for (const { uniqueName } of solutions) if (uniqueName !== "") append(named, uniqueName.toLowerCase(), terminalText(uniqueName));
  const repeated = [...named.values()].flatMap(([name, ...others]) => (name === undefined || others.length === 0 ? [] : [name]));
  if (repeated.length === 0) return [];
  const text = `Several exports of ${listInWords(repeated)} were checked. List what to leave out under 'ignore' in the configuration.`;
  return wrapText(text, width).map((line) => chalk.dim(line));
}

function extentOf(result: LintResult): string[] {
  const { flows, actions } = totals(result.solutions);
  // Desktop flows have rows, which nobody counts.
  return [...(flows > 0 ? [countInWords(flows, "flow")] : []), ...(actions > 0 ? [countInWords(actions, "action")] : [])];
}

function fixLines(findings: readonly ReportedFinding[], { chalk }: Style): string[] {
  const offer = fixOffer(findings);
  return offer === undefined ? [] : [chalk.dim(`${offer.what}: ${offer.command}`)];
}

/** Where to read on, for the rule of the first finding of the highest level. Rules of plug-ins and configurations have no page. */
function explainLines(findings: readonly ReportedFinding[], { chalk }: Style): string[] {
  const explained = findings.filter(({ rule }) => !rule.includes("/"));
  const first = levels.map((level) => explained.find((finding) => finding.level === level)).find((finding) => finding !== undefined);
  return first === undefined ? [] : [chalk.dim(`Why, and how to fix it: solutionlint explain ${first.rule}`)];
}
