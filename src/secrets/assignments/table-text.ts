import { once } from "../../collections.ts";
/** Tables that are written as text: a line with the names of the columns, and the rows below it, separated by commas, semicolons, tabs or bars. */

/** A value in the column that a name is at the head of. */
export interface Cell {
  /** Span of the value, without quotes, in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Another column of the table holds the users that the values belong to. */
  readonly besideUser: boolean;
}

/** Bounds that keep a pass over many names linear. */
const longestLine = 300;
const mostRows = 5;

/** What can be the name of a column. */
const columnName = once(() => /^\s{0,8}["']?[\p{L}\p{N} _.#*/()-]{0,60}["']?\s{0,8}$/u);
const userColumn = /^\W{0,8}(?:user|login|account|benutzer|usuario|utilisateur|utente|e-?mail|upn)(?:[ _-]?(?:name|id|mail))?\W{0,8}$/i;
/** The line of a Markdown table between the names and the rows. */
const rule = /^[\s|:-]+$/;

/** Whether a name is followed by what follows the head of a column: a separator, or the end of the line. */
export function mayBeHead(text: string, end: number): boolean {
  return separatorBehind(text, end) !== undefined;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A line that may hold the heads of columns, with the rows below it. */
interface Table {
  readonly separator: string;
  readonly line: Stretch;
  /** None where the line is no head of a table. */
  readonly heads: readonly Stretch[];
  readonly rows: readonly (readonly Stretch[])[];
  /** Where the rows that were read end. */
  readonly end: number;
}

/** Reads the values below a name that is the head of a column; gives none where it is none. */
export type ReadColumn = (start: number, end: number) => readonly Cell[];

/**
 * A reader for the tables of one text, whose names are asked for in their order. Prose has commas and lines as well: all heads have to look
 * like names, and a row has to have as many cells. A line is taken apart once, however many names it holds, and what is in the rows heads
 * nothing.
 */
export function columnReader(text: string): ReadColumn {
  let table: Table | undefined;
  return (start, end) => {
    const behind = separatorBehind(text, end);
    const separator = behind === "" ? separatorBefore(text, start) : behind;
    if (separator === undefined) return [];
    if (table === undefined || start >= table.end || (end <= table.line.end && table.separator !== separator))
      table = readTable(text, start, end, separator);
    if (table === undefined) return [];
    const { heads, rows } = table;
    const column = heads.findIndex((head) => head.start <= start && end <= head.end);
    if (column < 0) return [];
    const besideUser = heads.some((head, index) => index !== column && userColumn.test(text.slice(head.start, head.end)));
    return rows.flatMap((cells) => {
      const cell = cells[column];
      const value = cell === undefined ? undefined : withoutQuotes(text, cell);
      return value === undefined || value.start === value.end ? [] : [{ ...value, besideUser }];
    });
  };
}

/** The table whose heads are in the line around a name; undefined where the line is too long for one. */
function readTable(text: string, nameStart: number, nameEnd: number, separator: string): Table | undefined {
  const start = startOfLine(text, nameStart);
  const end = endOfLine(text, nameEnd);
  if (start === undefined || end === undefined) return undefined;
  const heads = cellsOf(text, start, end, separator);
  if (heads.length < 2 || !heads.every((head) => columnName().test(text.slice(head.start, head.end))))
    return { separator, line: { start, end }, heads: [], rows: [], end };
  const rows: (readonly Stretch[])[] = [];
  let read = end;
  while (rows.length < mostRows && read < text.length) {
    const from = nextLine(text, read);
    const last = endOfLine(text, from);
    if (last === undefined) break;
    if (!rule.test(text.slice(from, last))) {
      const cells = cellsOf(text, from, last, separator);
      if (cells.length !== heads.length) break;
      rows.push(cells);
    }
    read = last;
  }
  return { separator, line: { start, end }, heads, rows, end: read };
}

/** What follows the head of a column: a separator, or nothing at the end of the line; undefined where the text goes on otherwise. */
function separatorBehind(text: string, end: number): string | undefined {
  const found = /^["']? {0,4}([,;\t|]|[\r\n])/.exec(text.slice(end, end + 6))?.[1];
  return found === "\r" || found === "\n" ? "" : found;
}

function separatorBefore(text: string, start: number): string | undefined {
  // The head may be several words, of which the name is the last.
  return /([,;\t|])[^,;\t|\r\n]*$/.exec(text.slice(Math.max(0, start - 70), start))?.[1];
}

function startOfLine(text: string, at: number): number | undefined {
  const before = text.slice(Math.max(0, at - longestLine), at);
  const found = before.lastIndexOf("\n") + 1;
  return found === 0 && before.length === longestLine ? undefined : at - before.length + found;
}

/** The end of the line, its break excluded; undefined where the line is too long to be one of a table that people write. */
function endOfLine(text: string, at: number): number | undefined {
  const [line = ""] = /^[^\r\n]*/.exec(text.slice(at, at + longestLine)) ?? [];
  return line.length === longestLine ? undefined : at + line.length;
}

function nextLine(text: string, ending: number): number {
  return text[ending] === "\r" && text[ending + 1] === "\n" ? ending + 2 : ending + 1;
}

/** The cells of a line; a separator in double quotes belongs to the cell. Bars may enclose the line. */
function cellsOf(text: string, start: number, end: number, separator: string): readonly Stretch[] {
  const cells: Stretch[] = [];
  let from = start;
  let quoted = false;
  for (let at = start; at <= end; at++) {
    const char = at === end ? separator : text[at];
    if (char === '"') quoted = !quoted;
    else if (char === separator && (!quoted || at === end)) {
      cells.push({ start: from, end: at });
      from = at + 1;
    }
  }
  const isBlank = (cell: Stretch | undefined): boolean => cell !== undefined && text.slice(cell.start, cell.end).trim() === "";
  const enclosed = separator === "|" && isBlank(cells[0]) && isBlank(cells.at(-1));
  return enclosed ? cells.slice(1, -1) : cells;
}

function withoutQuotes(text: string, { start, end }: Stretch): Stretch {
  let [from, to] = [start, end];
  while (from < to && /\s/.test(text[from] ?? "")) from++;
  while (to > from && /\s/.test(text[to - 1] ?? "")) to--;
  const quote = text[from];
  return to - from >= 2 && (quote === '"' || quote === "'") && text[to - 1] === quote
    ? { start: from + 1, end: to - 1 }
    : { start: from, end: to };
}
