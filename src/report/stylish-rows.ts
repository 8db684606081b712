import type { SolutionSummary } from "../findings/lint-result.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { Location } from "../source/location.ts";
import { lineText, shortenIds } from "./locations.ts";
import { foldPath } from "./path-steps.ts";
import { relatedNames, stepNames } from "./place-names.ts";
import { terminalText } from "./sanitize.ts";
import { solutionFile } from "./solutions.ts";
import { glyphs, type Style } from "./stylish-style.ts";
import { clipPath, clipText, padText, textWidth, wrapText } from "./text-layout.ts";

/** One place below a finding. */
interface Row {
  readonly mark: string;
  /** What is there, before what happens to it; empty where the message names it. */
  readonly name: string;
  readonly message: string;
  readonly at: string;
}

/** Columns before a row. */
const indent = 6;

/** Steps beyond this many are folded in the middle. */
const mostSteps = 12;

/** Deeper steps are not drawn further to the right. */
const deepestIndent = 8;

/** The path of a value, as a tree that goes down to the right. */
export function flowLines({ flow, location }: ReportedFinding, style: Style): readonly string[] {
  const { chalk } = style;
  const { head, folded, tail } = foldPath(flow, mostSteps);
  const rows = [...head, ...tail].map((step, index) => {
    const depth = Math.min(index, deepestIndent);
    return {
      mark: depth === 0 ? "" : `${"   ".repeat(depth - 1)}${glyphs.lastBranch} `,
      name: nameText(stepNames(step, location), 80),
      message: terminalText(step.message),
      at: lineText(step.location),
    };
  });
  const lines = rowLines(rows, style);
  if (folded === 0) return lines.flat();
  const fold = `${"   ".repeat(Math.min(head.length, deepestIndent) - 1)}${chalk.dim(`${glyphs.ellipsis} ${countInWords(folded, "more step")}`)}`;
  return [...lines.slice(0, head.length), [" ".repeat(indent) + fold], ...lines.slice(head.length)].flat();
}

/** Related places beyond this many are only counted. */
const mostRelated = 5;

/**
 * Other places that belong to a finding.
 * @param solution the one of the finding, which its files are told without
 */
export function relatedLines(finding: ReportedFinding, solution: SolutionSummary | undefined, style: Style): readonly string[] {
  const { dot, ellipsis } = glyphs;
  const shown = finding.related.slice(0, mostRelated).map((place) => ({
    mark: `${dot} `,
    name: nameText(relatedNames(place, finding.location), 50),
    message: terminalText(place.message),
    at: whereText(place.location, finding.location, solution, ellipsis),
  }));
  const nameWidth = Math.max(0, ...shown.map(({ name }) => textWidth(name)));
  const rows = shown.map((row) => (row.name === "" ? row : { ...row, name: padText(row.name, nameWidth) }));
  const folded = finding.related.length - shown.length;
  return [...rowLines(rows, style).flat(), ...(folded > 0 ? [`${" ".repeat(indent)}${dot} and ${folded} more`] : [])];
}

/** Columns between what happens and where; where there is little room, the least. */
const gap = 4;
const leastGap = 2;

/** Draws rows with their places one below the other; of a row that is too long for one line the message goes on below itself. */
function rowLines(rows: readonly Row[], { chalk, width }: Style): readonly (readonly string[])[] {
  const room = width - indent;
  const measured = rows.map((row) => {
    const head = row.name === "" ? "" : `${row.name}  `;
    const textEnd = textWidth(row.mark) + textWidth(head) + textWidth(row.message);
    return { ...row, head, textEnd, fits: textEnd + leastGap + textWidth(row.at) <= room };
  });
  const fitting = measured.filter(({ fits }) => fits);
  const widestText = Math.max(0, ...fitting.map(({ textEnd }) => textEnd));
  const widestPlace = Math.max(0, ...fitting.map(({ at }) => textWidth(at)));
  const column = Math.min(widestText + gap, room - widestPlace);
  return measured.map(({ mark, name, head, message, at, textEnd, fits }) => {
    if (fits) {
      const blanks = Math.max(leastGap, column - textEnd);
      return [`${" ".repeat(indent)}${chalk.dim(mark)}${head}${message}${" ".repeat(blanks)}${chalk.dim(at)}`];
    }
    const isWide = textWidth(head) > room * 0.4;
    const below = textWidth(mark) + (isWide ? 0 : textWidth(head));
    const words = wrapText(message, room - below);
    const last = words.at(-1) ?? "";
    const blanks = Math.max(leastGap, column - below - textWidth(last));
    const hasRoom = below + textWidth(last) + blanks + textWidth(at) <= room;
    const texts = hasRoom ? [...words.slice(0, -1), `${last}${" ".repeat(blanks)}${chalk.dim(at)}`] : [...words, chalk.dim(at)];
    const lines = isWide ? [clipText(name.trimEnd(), room - below, glyphs.ellipsis), ...texts] : texts;
    return lines.map((line, index) => {
      const start = index > 0 ? " ".repeat(below) : `${chalk.dim(mark)}${isWide ? "" : head}`;
      return `${" ".repeat(indent)}${start}${line}`;
    });
  });
}

/** Where a related place is: its line, with the file in front when it is another one than the finding's. */
function whereText(location: Location, from: Location, solution: SolutionSummary | undefined, ellipsis: string): string {
  if (location.file === from.file && location.path === from.path) return lineText(location);
  const file = location.path === from.path && solution !== undefined ? solutionFile(location.file, solution) : location.file;
  return `${clipPath(terminalText(shortenIds(file || location.path, ellipsis)), 50, ellipsis)}, ${lineText(location)}`;
}

function nameText(names: readonly string[], width: number): string {
  return clipText(terminalText(names.join(` ${glyphs.crumb} `)), width, glyphs.ellipsis);
}
