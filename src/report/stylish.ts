import { addAll } from "../collections.ts";
import type { SolutionSummary } from "../findings/lint-result.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { kindName } from "../source/component-kind.ts";
import type { Location } from "../source/location.ts";
import { listedFindings, nameAndCode } from "./display.ts";
import { lineText, shortenIds } from "./locations.ts";
import { breadcrumbs } from "./place-names.ts";
import type { Reporter } from "./reporter.ts";
import { terminalText } from "./sanitize.ts";
import { type ComponentGroup, groupByComponent, solutionKindName, solutionName, solutionPlaceName, solutionTitle } from "./solutions.ts";
import { flowLines, relatedLines } from "./stylish-rows.ts";
import { createStyle, glyphs, levelColor, type Style } from "./stylish-style.ts";
import { summaryLines } from "./stylish-summary.ts";
import { clipText, noBreakSpace, textWidth, wrapText } from "./text-layout.ts";

/** For people at a terminal: names first, then the path of the secret, then what to do. */
export const stylish: Reporter = {
  name: "stylish",
  report(result, context) {
    const style = createStyle(context);
    const findings = listedFindings(result, context);
    const groups = groupByComponent(findings, result.solutions);
    const blocks: string[][] = [];
    let clean: string[] | undefined;
    for (const solution of result.solutions) {
      const own = groups.filter((group) => group.solution === solution);
      if (own.length === 0 && context.quiet === true) continue;
      const header = solutionHeader(solution, result.solutions, own.length === 0, style);
      if (own.length === 0 && clean !== undefined) {
        // A folder of many exports may hold dozens without findings: they are listed one below the other.
        addAll(clean, header);
        continue;
      }
      clean = own.length === 0 ? header : undefined;
      blocks.push(header);
      for (const group of own) addAll(blocks, componentBlocks(group, style));
    }
    for (const group of groups) {
      if (group.solution === undefined) addAll(blocks, componentBlocks({ ...group, file: group.file || group.path }, style));
    }
    blocks.push(summaryLines(result, findings, context, style));
    return `${blocks.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
  },
};

function solutionHeader(solution: SolutionSummary, all: readonly SolutionSummary[], isClean: boolean, style: Style): string[] {
  const { chalk } = style;
  const isOneOfMany = all.length > 1;
  const counts: readonly (readonly [number, string])[] = [
    [solution.cloudFlows, "cloud flow"],
    [solution.desktopFlows, "desktop flow"],
    [solution.connectionReferences, "connection reference"],
    [solution.environmentVariables, "environment variable"],
  ];
  const facts = [
    solutionKindName(solution),
    ...counts.filter(([number]) => number > 0).map(([number, noun]) => countInWords(number, noun)),
    ...(isOneOfMany && isClean ? ["no findings"] : []),
  ].filter((fact) => fact !== "");
  const title = terminalText(solutionTitle(solution));
  // Breaks between the facts only.
  const unbroken = facts.map((fact) => fact.replaceAll(" ", noBreakSpace)).join(`${noBreakSpace}${glyphs.dot} `);
  const lines = wrapText(unbroken, style.width - 2).map((line) => line.replaceAll(noBreakSpace, " "));
  const onOneLine = lines.length === 1 && textWidth(title) + 2 + textWidth(lines[0] ?? "") <= style.width;
  const header = chalk.bold.underline(title);
  return [
    ...(onOneLine ? [`${header}  ${chalk.dim(lines[0])}`] : [header, ...lines.map((line) => `  ${chalk.dim(line)}`)]),
    ...(isOneOfMany && !isNamedByPlace(solution, all) ? [`  ${chalk.dim(terminalText(solutionPlaceName(solution)))}`] : []),
  ];
}

/** Without a name of its own, a solution is called by its place: all of it, or that inside of the only input. */
function isNamedByPlace(solution: SolutionSummary, all: readonly SolutionSummary[]): boolean {
  const name = solutionName(solution);
  return name === solution.path || (name === solution.root && all.every(({ path }) => path === solution.path));
}

/** The head of a component is directly above its first finding; a blank line separates findings. */
function componentBlocks(group: ComponentGroup, style: Style): string[][] {
  const [first = [], ...rest] = group.findings.map((finding) => findingLines(finding, group.solution, style));
  return [[componentHeader(group, style), ...first], ...rest];
}

function componentHeader(group: ComponentGroup, style: Style): string {
  const { chalk } = style;
  const file = terminalText(shortenIds(group.file, glyphs.ellipsis));
  if (group.component === undefined) return chalk.bold(file === "" ? "." : file);
  const kind = plainKinds.has(group.componentKind ?? "other") ? "" : ` (${kindWord(group.componentKind)})`;
  const name = clipText(terminalText(group.component), style.width - textWidth(kind), glyphs.ellipsis) + kind;
  return alignRight(chalk.bold(name), textWidth(name), chalk.dim(file), textWidth(file), style.width);
}

/** Kinds that go without saying: most components are cloud flows, and a file that belongs to none is named by its file. */
const plainKinds: ReadonlySet<string> = new Set(["cloud-flow", "solution", "other"]);

function kindWord(kind: string | undefined): string {
  return kind === "desktop-flow" ? "desktop" : kindName(kind);
}

/** Puts a label at the right margin; below the text when it does not fit beside it. */
function alignRight(text: string, width: number, label: string, labelWidth: number, total: number): string {
  const gap = total - width - labelWidth;
  return gap >= 2 ? text + " ".repeat(gap) + label : `${text}\n    ${label}`;
}

function findingLines(finding: ReportedFinding, solution: SolutionSummary | undefined, style: Style): string[] {
  const { chalk, width } = style;
  const glyph = glyphs.level[finding.level];
  const sure = finding.confidence === "high" ? "" : `${finding.confidence} confidence ${glyphs.dot} `;
  const label = `${sure}${nameAndCode(finding).join("  ")}`;
  const place = placeText(finding.location, width - 5);
  const head = alignRight(
    `  ${levelColor(finding.level, style)(glyph)} ${chalk.bold(place)}`,
    3 + textWidth(glyph) + textWidth(place),
    chalk.dim(label),
    textWidth(label),
    width,
  );
  return [
    head,
    ...wrapText(terminalText(finding.message), width - 4).map((line) => `    ${line}`),
    ...flowLines(finding, style),
    ...relatedLines(finding, solution, style),
    ...adviceLines(finding, style),
  ];
}

function adviceLines({ advice }: ReportedFinding, { chalk, width }: Style): string[] {
  if (advice === undefined) return [];
  const indent = textWidth(glyphs.arrow) + 1;
  return wrapText(terminalText(advice), width - 4 - indent).map((line, index) =>
    index === 0 ? `    ${chalk.green(glyphs.arrow)} ${line}` : " ".repeat(4 + indent) + line,
  );
}

/** Where a finding is. Deep inside containers, the outermost are left out: the field says more than the scope around it. */
function placeText(location: Location, width: number): string {
  const names = breadcrumbs(location);
  if (names.length === 0) return lineText(location);
  const crumbs = names.map((name) => clipText(terminalText(name), 60, glyphs.ellipsis));
  const from = (first: number): string => [...(first > 0 ? [glyphs.ellipsis] : []), ...crumbs.slice(first)].join(` ${glyphs.crumb} `);
  const operation = Math.max(0, names.indexOf(location.operation ?? ""));
  const fitting = crumbs.findIndex((_, first) => first >= operation || textWidth(from(first)) <= width);
  return clipText(from(fitting), width, glyphs.ellipsis);
}
