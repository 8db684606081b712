import type { LocatedStep, Location, ReportedFinding, SolutionSummary } from "../linter/finding.ts";
import { breadcrumbs, type ComponentGroup, count, groupByComponent, kindName, listedFindings, solutionName } from "./display.ts";
import type { Reporter } from "./reporter.ts";
import { terminalText } from "./sanitize.ts";
import { createStyle, levelColor, type Style } from "./stylish-style.ts";
import { summaryLines } from "./stylish-summary.ts";
import { clipText, padText, textWidth, wrapText } from "./text-layout.ts";

/** For people at a terminal: names first, then the way of the secret, then what to do. */
export const stylish: Reporter = {
  name: "stylish",
  report(result, context) {
    const style = createStyle(context);
    const findings = listedFindings(result, context);
    const groups = groupByComponent(findings, result.solutions);
    const blocks: string[][] = [];
    for (const solution of result.solutions) {
      const own = groups.filter((group) => group.solution === solution);
      if (own.length === 0 && context.quiet === true) continue;
      blocks.push(solutionHeader(solution, result.solutions.length > 1, style));
      for (const group of own) blocks.push(...componentBlocks(group, style));
    }
    for (const group of groups) {
      if (group.solution === undefined) blocks.push(...componentBlocks({ ...group, file: group.file || group.path }, style));
    }
    blocks.push(summaryLines(result, findings, context, style));
    return `${blocks.map((lines) => lines.map((line) => line.trimEnd()).join("\n")).join("\n\n")}\n`;
  },
};

function solutionHeader(solution: SolutionSummary, isOneOfMany: boolean, style: Style): string[] {
  const { chalk, glyphs } = style;
  const kinds = {
    solution: solution.managed === null ? [] : [solution.managed ? "managed" : "unmanaged"],
    "flow-package": ["flow package"],
    loose: ["no solution"],
  };
  const counts: readonly (readonly [number, string])[] = [
    [solution.cloudFlows, "cloud flow"],
    [solution.desktopFlows, "desktop flow"],
    [solution.connectionReferences, "connection reference"],
    [solution.environmentVariables, "environment variable"],
  ];
  const facts = [...kinds[solution.kind], ...counts.filter(([number]) => number > 0).map(([number, noun]) => count(number, noun))];
  const title = [terminalText(solutionName(solution)), terminalText(solution.version)].filter((part) => part !== "").join(" ");
  const place = [solution.path, solution.root.replace(/!?\/$/, "")].filter((part) => part !== "").join(` ${glyphs.crumb} `);
  // Breaks between the facts only.
  const unbroken = facts.map((fact) => fact.replaceAll(" ", noBreakSpace)).join(`${noBreakSpace}${glyphs.dot} `);
  const lines = wrapText(unbroken, style.width - 2).map((line) => line.replaceAll(noBreakSpace, " "));
  const onOneLine = lines.length === 1 && textWidth(title) + 2 + textWidth(lines[0] ?? "") <= style.width;
  const header = chalk.bold.underline(title);
  return [
    ...(onOneLine ? [`${header}  ${chalk.dim(lines[0])}`] : [header, ...lines.map((line) => `  ${chalk.dim(line)}`)]),
    ...(isOneOfMany && solutionName(solution) !== solution.path ? [`  ${chalk.dim(terminalText(place))}`] : []),
  ];
}

const noBreakSpace = "\u00a0";

/** The head of a component stands directly above its first finding; a blank line stands between findings. */
function componentBlocks(group: ComponentGroup, style: Style): string[][] {
  const [first = [], ...rest] = group.findings.map((finding) => findingLines(finding, style));
  return [[componentHeader(group, style), ...first], ...rest];
}

function componentHeader(group: ComponentGroup, style: Style): string {
  const { chalk, glyphs } = style;
  const file = terminalText(shortenIds(group.file, glyphs.ellipsis));
  if (group.component === undefined) return chalk.bold(file === "" ? "." : file);
  const kind = group.componentKind === "cloud-flow" || group.componentKind === "solution" ? "" : ` (${kindWord(group.componentKind)})`;
  const name = clipText(terminalText(group.component), style.width - textWidth(kind), glyphs.ellipsis) + kind;
  return alignRight(chalk.bold(name), textWidth(name), chalk.dim(file), textWidth(file), style.width);
}

function kindWord(kind: string | undefined): string {
  return kind === "desktop-flow" ? "desktop" : kindName(kind);
}

/** Puts a label at the right margin; below the text when it does not fit beside it. */
function alignRight(text: string, width: number, label: string, labelWidth: number, total: number): string {
  const gap = total - width - labelWidth;
  return gap >= 2 ? text + " ".repeat(gap) + label : `${text}\n    ${label}`;
}

function findingLines(finding: ReportedFinding, style: Style): string[] {
  const { chalk, glyphs, width } = style;
  const glyph = glyphs.level[finding.level];
  const sure = finding.confidence === "high" ? "" : `${finding.confidence} confidence ${glyphs.dot} `;
  const label = `${sure}${finding.rule}  ${finding.code}`;
  const place = clipText(placeText(finding.location, style), width - 5, glyphs.ellipsis);
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
    ...relatedLines(finding, style),
    ...adviceLines(finding, style),
  ];
}

function adviceLines({ advice }: ReportedFinding, { chalk, glyphs, width }: Style): string[] {
  if (advice === undefined) return [];
  const indent = textWidth(glyphs.arrow) + 1;
  return wrapText(terminalText(advice), width - 4 - indent).map((line, index) =>
    index === 0 ? `    ${chalk.green(glyphs.arrow)} ${line}` : " ".repeat(4 + indent) + line,
  );
}

/** Steps beyond this many are folded in the middle: the ends of the way say most. */
const mostSteps = 12;

/** Deeper steps are not drawn further to the right. */
const deepestIndent = 8;

function flowLines(finding: ReportedFinding, style: Style): string[] {
  const { chalk, glyphs } = style;
  const { flow } = finding;
  const folded = Math.max(0, flow.length - mostSteps);
  const head = folded === 0 ? flow : flow.slice(0, mostSteps / 2);
  const tail = folded === 0 ? [] : flow.slice(-mostSteps / 2);
  const rows = [...head, ...tail].map((step, index) => {
    const depth = Math.min(index, deepestIndent);
    const tree = depth === 0 ? "" : `${"   ".repeat(depth - 1)}${glyphs.branch} `;
    return {
      tree,
      name: stepName(step.location, finding.location, style),
      message: terminalText(step.message),
      at: lineText(step.location),
    };
  });
  const textOf = (row: (typeof rows)[number]) => textWidth(row.tree) + textWidth(row.name) + 2 + textWidth(row.message);
  const column = Math.min(Math.max(0, ...rows.map(textOf)) + 4, style.width - 6 - 14);
  const lines = rows.map((row) => hangingLines(row.tree, `${row.name}  ${row.message}`, row.at, Math.max(2, column - textOf(row)), style));
  if (folded > 0)
    lines.splice(head.length, 0, [
      `      ${"   ".repeat(Math.min(head.length, deepestIndent) - 1)}${chalk.dim(`${glyphs.ellipsis} ${count(folded, "more step")}`)}`,
    ]);
  return lines.flat();
}

/** A text behind a mark, and where that is; what does not fit into one line goes on below the text, as far as its words can be broken. */
function hangingLines(mark: string, text: string, at: string, gap: number, { chalk, width }: Style): readonly string[] {
  const indent = " ".repeat(textWidth(mark));
  const room = width - 6 - indent.length;
  if (textWidth(text) + gap + textWidth(at) <= room) return [`      ${chalk.dim(mark)}${text}${" ".repeat(gap)}${chalk.dim(at)}`];
  const wrapped = wrapText(text.replace(/ {2,}/g, " "), room);
  const last = wrapped.at(-1) ?? "";
  const fits = textWidth(last) + 2 + textWidth(at) <= room;
  const lines = fits ? [...wrapped.slice(0, -1), `${last}  ${chalk.dim(at)}`] : [...wrapped, chalk.dim(at)];
  return lines.map((line, index) => `      ${index === 0 ? chalk.dim(mark) : indent}${line}`);
}

/** Related places beyond this many are only counted. */
const mostRelated = 5;

function relatedLines(finding: ReportedFinding, style: Style): string[] {
  const shown = finding.related.slice(0, mostRelated).map((related) => relatedRow(related, finding, style));
  const nameWidth = Math.max(0, ...shown.map((row) => textWidth(row.name)));
  const lines = shown.flatMap((row) =>
    hangingLines(`${style.glyphs.dot} `, `${padText(row.name, nameWidth)}  ${row.message}`, row.at, 2, style),
  );
  const folded = finding.related.length - shown.length;
  return folded > 0 ? [...lines, `      ${style.glyphs.dot} and ${folded} more`] : lines;
}

function relatedRow(
  related: LocatedStep,
  finding: ReportedFinding,
  style: Style,
): { readonly name: string; readonly message: string; readonly at: string } {
  const { location } = related;
  const isElsewhere = location.file !== finding.location.file || location.path !== finding.location.path;
  const file = terminalText(shortenIds(location.file || location.path, style.glyphs.ellipsis));
  return {
    name: clipText(stepName(location, finding.location, style), 50, style.glyphs.ellipsis),
    message: terminalText(related.message),
    at: `${isElsewhere ? `${clipText(file, 60, style.glyphs.ellipsis)}, ` : ""}${lineText(location)}`,
  };
}

/** Where a step happens: its operation, with the component in front when it is another one than the finding's. */
function stepName(location: Location, from: Location, style: Style): string {
  const isElsewhere = location.component !== from.component || location.componentKind !== from.componentKind;
  const inside = location.operation ?? breadcrumbs(location).at(-1);
  const names = [...(isElsewhere || inside === undefined ? [location.component] : []), inside].filter((name) => name !== undefined);
  return clipText(terminalText(names.join(` ${style.glyphs.crumb} `) || location.file || location.path), 80, style.glyphs.ellipsis);
}

function placeText(location: Location, style: Style): string {
  const crumbs = breadcrumbs(location);
  return crumbs.length === 0
    ? lineText(location)
    : crumbs.map((crumb) => clipText(terminalText(crumb), 60, style.glyphs.ellipsis)).join(` ${style.glyphs.crumb} `);
}

function lineText(location: Location): string {
  return `line ${location.line}:${location.column}`;
}

/** A file name holds the GUID of its component; the first digits are enough to tell two of one name apart. */
function shortenIds(file: string, ellipsis: string): string {
  return file.replace(/([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, `$1${ellipsis}`);
}
