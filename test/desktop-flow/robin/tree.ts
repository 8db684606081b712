import type { Expression, Script, Statement } from "../../../src/desktop-flow/robin/ast.ts";
import { parseRobin } from "../../../src/desktop-flow/robin/parser.ts";
import { printValue } from "../../../src/desktop-flow/robin/print-value.ts";

/** Names of members that say where something stands, or what follows from the rest of the node. */
const derived = new Set(["start", "end", "line", "nameStart", "nameEnd", "idEnd", "references"]);

/** A tree without positions, to compare two of them; absent and undefined members are one. */
export function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value !== "object" || value === null) return value;
  // What a formula computes follows from its text.
  if ("kind" in value && value.kind === "formula" && "text" in value) return { kind: value.kind, text: value.text };
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (derived.has(key) || member === undefined ? [] : [[key, shape(member)]])),
  );
}

/** Like {@link shape} for a script, without its problems. */
export function scriptShape({ header, main, functions }: Script): unknown {
  return { header: shape(header), main: shape(main), subflows: shape(functions) };
}

/** What is wrong with a script, as `line: message`. */
export function problemsOf(source: string): readonly string[] {
  return parseRobin(source).problems.map(({ line, message }) => `${line}: ${message}`);
}

/** The only row of a script. */
export function rowOf(source: string): Statement {
  const { main } = parseRobin(source);
  const [row] = main;
  if (row === undefined || main.length !== 1) throw new Error(`${main.length} rows instead of one`);
  return row;
}

/** The value of `SET X TO value`. */
export function parsedValue(value: string): Expression {
  const row = rowOf(`SET X TO ${value}`);
  if (row.kind !== "set") throw new Error(`a ${row.kind} row`);
  return row.value;
}

/** A value as it would be in a row. */
export function printExpression(expression: Expression): string {
  return printValue({ text: (text) => text }, expression);
}
