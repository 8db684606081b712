import { addAll } from "../../../collections.ts";
import type { NamedVariable } from "../../../desktop-flow/local-variables.ts";
import type { AccessStep, Expression, FunctionCall, Reference, TableLiteral, Target } from "../../../desktop-flow/robin/ast.ts";
import { constantText, stepKey } from "../../../desktop-flow/robin/walk.ts";
import type { Span } from "../../../source/place.ts";
import { combineModes, type EdgeMode } from "../../graph/graph.ts";
import { anyStep, type Path, type Step } from "../../graph/path.ts";
import { placesInDelimitedText } from "../../strings/delimited-text.ts";
import { placesInFormText, placesInJsonText, placesInXmlText } from "../../strings/json-text.ts";

/** Name under which the value of a SET, of a loop and of an error text is among a row's inputs. */
export const rowValue = "value";

/** Where in a row's node an output of its action is. */
export function outputPath(name: string): Path {
  return ["=>", name.toLowerCase()];
}

/** A variable that the value of a Robin expression is made of. */
export interface DesktopLeaf extends NamedVariable {
  /** What is read of the variable. */
  readonly path: Path;
  readonly mode: EdgeMode;
  /** Where in the expression's value it goes. */
  readonly write: Path;
  readonly span: Span;
}

/** Properties of texts, lists and tables that reveal nothing of what is in them. */
const countingProperties = new Set(["length", "count", "isempty", "rowscount", "columnscount", "columnheadersrow"]);
/** Properties that give a text in another form. */
const textProperties = new Set(["toupper", "tolower", "trimmed"]);
/** Functions of conditions and of Power Fx that reveal nothing of their arguments. */
const countingFunctions = new Set([
  "contains",
  "count",
  "counta",
  "countif",
  "countrows",
  "endswith",
  "exact",
  "find",
  "isblank",
  "isblankorerror",
  "isempty",
  "iserror",
  "ismatch",
  "isnotempty",
  "isnumeric",
  "len",
  "notcontains",
  "now",
  "startswith",
  "today",
]);
/** Power Fx functions that give their argument in another form, with all that is in it where it was. */
const faithfulFunctions = new Set(["json", "parsejson", "text"]);

/**
 * The variables that a value is made of: texts and lists are taken apart as far as they are written down, comparisons and counts reveal nothing,
 * everything else is a form of its parts.
 */
export function leavesOfValue(expression: Expression): readonly DesktopLeaf[] {
  const leaves: DesktopLeaf[] = [];
  collect(expression, "copy", [], leaves);
  return leaves;
}

function collect(expression: Expression, mode: EdgeMode, write: Path, leaves: DesktopLeaf[]): void {
  const all = (parts: readonly Expression[], as: EdgeMode): void => {
    for (const part of parts) collect(part, combineModes(mode, as), write, leaves);
  };
  switch (expression.kind) {
    case "reference":
      addAll(leaves, referenceLeaves(expression, mode, write));
      return;
    case "interpolation":
      collectParts(expression.parts, mode, write, leaves);
      return;
    case "formula":
      if (expression.value !== undefined) collect(expression.value, mode, write, leaves);
      else all(expression.references, "derived");
      return;
    case "function-call": {
      const [first] = expression.arguments;
      if (first !== undefined && faithfulFunctions.has(expression.name.toLowerCase())) collect(first, mode, write, leaves);
      else all(givenBy(expression), "derived");
      return;
    }
    case "access":
      if (pathRead(expression.path) !== undefined) all([expression.object], "derived");
      return;
    case "binary":
      if (expression.operator === "+") collectParts(addends(expression), mode, write, leaves);
      else if (["-", "*", "/", "mod"].includes(expression.operator)) all([expression.left, expression.right], "derived");
      return;
    case "unary":
      if (expression.operator === "-") all([expression.operand], "derived");
      return;
    case "list":
      for (const [index, element] of expression.elements.entries()) collect(element, mode, [...write, String(index)], leaves);
      return;
    case "object":
      for (const { key, value } of expression.members)
        collect(value, mode, [...write, constantText(key)?.toLowerCase() ?? anyStep], leaves);
      return;
    case "table":
      collectCells(expression, mode, write, leaves);
      return;
    case "error":
      all(expression.readable, "derived");
      return;
    default:
  }
}

/** A variable that is read, with what is read of it; nothing where that gives nothing away. */
function referenceLeaves({ name, global, path, start, end }: Reference, mode: EdgeMode, write: Path): readonly DesktopLeaf[] {
  const read = pathRead(path);
  if (read === undefined) return [];
  const found = { path: read.path, mode: combineModes(mode, read.mode), write, span: { start, end } };
  return [{ name, ...(global === undefined ? {} : { global }), ...found }];
}

/** What the cells of a table are made of, each under all names by which it is read. */
function collectCells(table: TableLiteral, mode: EdgeMode, write: Path, leaves: DesktopLeaf[]): void {
  const columnsAt = stepsToCells(table);
  for (const { header, cells } of table.rows) {
    if (header) continue;
    if (cells.kind !== "list") collect(cells, mode, [...write, anyStep], leaves);
    else
      for (const [index, cell] of cells.elements.entries())
        for (const column of columnsAt(index)) collect(cell, mode, [...write, anyStep, column], leaves);
  }
}

type TextPart = Extract<Expression, { kind: "interpolation" }>["parts"][number];

/** What a text is put together of, `%User%;%Password%` or `User + ';' + Password`: each value at its place among what is written down. */
function collectParts(parts: readonly TextPart[], mode: EdgeMode, write: Path, leaves: DesktopLeaf[]): void {
  const as = combineModes(mode, parts.length === 1 ? "copy" : "derived");
  const places = placesInText(parts.map((part) => (part.kind === "text-part" ? part.value : constantText(part))));
  for (const [index, part] of parts.entries()) {
    // A list that is added to another: its elements are behind those of the other one.
    if (part.kind === "list") for (const element of part.elements) collect(element, as, [...write, anyStep], leaves);
    else if (part.kind !== "text-part") collect(part, as, [...write, ...(places?.[index] ?? [])], leaves);
  }
}

/** What a sum is made of, from left to right. */
function addends(sum: Extract<Expression, { kind: "binary" }>): readonly Expression[] {
  const found: Expression[] = [];
  const pending: Expression[] = [sum];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "binary" && next.operator === "+") pending.push(next.left, next.right);
    else found.push(next);
  }
  return found.reverse();
}

/** The arguments of a function that are in its result: not what it only counts or compares, or decides by. */
export function givenBy({ name, arguments: values }: FunctionCall): readonly Expression[] {
  const lower = name.toLowerCase();
  if (countingFunctions.has(lower)) return [];
  const hasElse = values.length > 2 && values.length % 2 === (lower === "if" ? 1 : 0);
  // `If(condition, result, condition, result, else)`, `Switch(value, match, result, match, result, else)`
  const isResult = (index: number): boolean => hasElse && index === values.length - 1;
  if (lower === "if") return values.filter((_, index) => index % 2 === 1 || isResult(index));
  if (lower === "switch") return values.filter((_, index) => (index > 0 && index % 2 === 0) || isResult(index));
  return values;
}

/** Tells the names by which a cell of a table is read, from its place in its row: that of its column, and its number. */
export function stepsToCells({ rows }: TableLiteral): (index: number) => readonly Step[] {
  const header = rows.find((row) => row.header)?.cells;
  return (index) => {
    const name = header?.kind === "list" ? header.elements[index] : undefined;
    const text = name === undefined ? undefined : constantText(name);
    return text === undefined ? [anyStep] : [text.toLowerCase(), String(index)];
  };
}

/** Where the values are in a text that has members: JSON, a form, XML, values between delimiters. */
function placesInText(parts: readonly (string | undefined)[]): readonly Path[] | undefined {
  return placesInJsonText(parts) ?? placesInFormText(parts) ?? placesInXmlText(parts) ?? placesInDelimitedText(parts);
}

/** Where a stretch of a text is among the members that another step reads of it. */
export function placeInText(text: string, { start, end }: Span): Path {
  return placesInText([text.slice(0, start), undefined, text.slice(end)])?.[1] ?? [];
}

/** Steps behind a variable as a path; undefined where they give nothing away. */
export function pathRead(steps: readonly AccessStep[]): { readonly path: Path; readonly mode: EdgeMode } | undefined {
  const path: Step[] = [];
  let mode: EdgeMode = "copy";
  for (const [index, step] of steps.entries()) {
    const key = stepKey(step);
    const name = typeof key === "string" ? key.toLowerCase() : key;
    if (step.kind === "member" && index === steps.length - 1 && typeof name === "string") {
      if (countingProperties.has(name)) return undefined;
      if (textProperties.has(name)) {
        mode = "derived";
        break;
      }
    }
    path.push(name === undefined ? anyStep : String(name));
  }
  return { path, mode };
}

/** The variable that a statement writes, and where in it. */
export function writingOf(target: Target): (NamedVariable & { readonly path: Path }) | undefined {
  if (target.kind === "error") return undefined;
  const { name, global } = target;
  return {
    name,
    ...(global === undefined ? {} : { global }),
    path: target.path.map((step) => {
      const key = stepKey(step);
      return key === undefined ? anyStep : String(key).toLowerCase();
    }),
  };
}
