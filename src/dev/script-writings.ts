import { parseRobin } from "../desktop-flow/robin/parser.ts";
import { statementsOf } from "../desktop-flow/robin/walk.ts";

/**
 * A way to write the script of a desktop flow differently without changing what it does, so that an analysis of both must find the same in
 * the same subflows.
 */
export interface ScriptWriting {
  readonly name: string;
  write(script: string): string;
}

/** All ways, each for itself. They take scripts of which no row goes over several lines. */
export const scriptWritings: readonly ScriptWriting[] = [
  { name: "line ends", write: (script) => rowsOf(script).join("\n") },
  { name: "indentation of rows", write: (script) => eachRow(script, (row) => [`\t  ${row}  `]) },
  { name: "empty rows and comments", write: (script) => eachRow(script, (row) => ["", "# The next step", row]) },
  { name: "rows that are switched off", write: (script) => eachRow(script, (row) => ["DISABLE SET Spare TO 1", row]) },
  { name: "regions", write: (script) => eachRow(script, (row) => ["**REGION Step", row, "**ENDREGION"], isPlainRow) },
  { name: "order of arguments", write: reversedArguments },
  { name: "order of subflows", write: reversedSubflows },
  { name: "letter case of actions", write: upperActions },
];

function rowsOf(script: string): readonly string[] {
  return script.split(/\r?\n/);
}

function eachRow(script: string, change: (row: string) => readonly string[], concerns = isRow): string {
  return rowsOf(script)
    .flatMap((row) => (concerns(row) ? change(row) : [row]))
    .join("\r\n");
}

/** Not of the header, whose lines begin with `@` or `IMPORT`. */
function isRow(row: string): boolean {
  return row.trim() !== "" && !/^\s*(?:@|IMPORT\b|FUNCTION\b|END FUNCTION\b)/.test(row);
}

/** One that neither begins nor ends a block, nor belongs to one. */
function isPlainRow(row: string): boolean {
  return isRow(row) && /^\s*(?:SET\b|\w+\.\w)/.test(row);
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function applied(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const { start, end, text: inserted } of changes.toSorted((a, b) => b.start - a.start))
    result = result.slice(0, start) + inserted + result.slice(end);
  return result;
}

function callsOf(script: string) {
  return [...statementsOf(parseRobin(script))].flatMap(({ statement }) => (statement.kind === "action" ? [statement.call] : []));
}

function reversedArguments(script: string): string {
  return applied(
    script,
    callsOf(script).flatMap(({ arguments: given }) => {
      const texts = given.map(({ start, end }) => script.slice(start, end)).reverse();
      return given.map(({ start, end }, index) => ({ start, end, text: texts[index] ?? "" }));
    }),
  );
}

function upperActions(script: string): string {
  return applied(
    script,
    callsOf(script).map(({ start, idEnd, id }) => ({ start, end: idEnd, text: id.toUpperCase() })),
  );
}

function reversedSubflows(script: string): string {
  const start = script.search(/^FUNCTION\b/m);
  if (start < 0) return script;
  const subflows = script
    .slice(start)
    .split(/^(?=FUNCTION\b)/m)
    .map((text) => text.replace(/(?:\r?\n)*$/, "\r\n"));
  return script.slice(0, start) + subflows.reverse().join("");
}
