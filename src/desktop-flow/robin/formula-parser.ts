import { once } from "../../collections.ts";
import type { AccessStep, BinaryOperator, Expression, Interpolation, ObjectMember, Reference, TextPart } from "./ast.ts";
import { textPart } from "./literals.ts";
import { maxDepth, maxOperators } from "./parser-state.ts";

/**
 * Reads what a Power Fx formula computes, in the terms that the language has itself: `&` and Concatenate join a text, a record is an object, a list
 * has elements, Index and First read an element. Other functions are calls.
 * Operators: https://learn.microsoft.com/power-platform/power-fx/operators
 * @param placed The offset in the script of an index in the text.
 * @returns undefined where not all of the formula is understood
 */
export function parseFormula(text: string, placed: (index: number) => number): Expression | undefined {
  const reader: Reader = { text, placed, at: 0, depth: 0, operators: 0, failed: false };
  const value = parseOperators(reader, 0);
  skipBlank(reader);
  return reader.failed || reader.at < text.length ? undefined : value;
}

interface Reader {
  readonly text: string;
  readonly placed: (index: number) => number;
  at: number;
  depth: number;
  operators: number;
  /** Something was not understood: what is returned from then on counts for nothing. */
  failed: boolean;
}

/** From the weakest to the strongest, each with what the operators mean here. */
const levels: readonly { readonly pattern: RegExp; readonly meaning: Readonly<Record<string, BinaryOperator | "join">> }[] = [
  { pattern: /\|\||or\b/iy, meaning: { "||": "or", or: "or" } },
  { pattern: /&&|and\b/iy, meaning: { "&&": "and", and: "and" } },
  { pattern: /exactin\b|in\b/iy, meaning: { exactin: "=", in: "=" } },
  { pattern: /<>|<=|>=|=|<|>/y, meaning: { "<>": "<>", "<=": "<=", ">=": ">=", "=": "=", "<": "<", ">": ">" } },
  { pattern: /&(?!&)/y, meaning: { "&": "join" } },
  { pattern: /[+-]/y, meaning: { "+": "+", "-": "-" } },
  { pattern: /[*/]/y, meaning: { "*": "*", "/": "/" } },
  { pattern: /\^/y, meaning: { "^": "*" } },
];

function parseOperators(reader: Reader, level: number): Expression {
  const { pattern, meaning } = levels[level] ?? {};
  if (pattern === undefined || meaning === undefined) return parseUnary(reader);
  let left = parseOperators(reader, level + 1);
  for (let word = take(reader, pattern); word !== undefined; word = take(reader, pattern)) {
    const operator = meaning[word.toLowerCase()];
    const right = parseOperators(reader, level + 1);
    if (operator === undefined || ++reader.operators > maxOperators) return fail(reader);
    left = operator === "join" ? joined([left, right]) : { kind: "binary", operator, left, right, start: left.start, end: right.end };
  }
  return left;
}

function parseUnary(reader: Reader): Expression {
  const start = skipBlank(reader);
  const word = take(reader, /!|-|not\b(?!\s*\()/iy);
  if (word === undefined) return parsePostfix(reader);
  const operand = nested(reader, parseUnary);
  return { kind: "unary", operator: word === "-" ? "-" : "not", operand, start: reader.placed(start), end: operand.end };
}

/** A value and what is read of it. */
function parsePostfix(reader: Reader): Expression {
  let value = nested(reader, parsePrimary);
  for (;;) {
    // `5%`
    if (take(reader, /%/y) !== undefined) continue;
    if (take(reader, /\./y) === undefined) return value;
    const start = skipBlank(reader);
    const name = takeName(reader);
    if (name === undefined || ++reader.operators > maxOperators) return fail(reader);
    // `Error.Kind(A)`: a function of a namespace.
    if (value.kind === "reference" && take(reader, /\(/y) !== undefined) value = parseCall(reader, name, value.start);
    else value = read(value, { kind: "member", name, start: reader.placed(start), end: reader.placed(reader.at) });
  }
}

function parsePrimary(reader: Reader): Expression {
  const start = skipBlank(reader);
  const { text, placed } = reader;
  if (take(reader, /\$"/y) !== undefined) return parseTemplate(reader, start);
  if (take(reader, /"/y) !== undefined) return parseText(reader, start);
  if (take(reader, /\(/y) !== undefined) {
    const value = parseOperators(reader, 0);
    return take(reader, /\)/y) === undefined ? fail(reader) : value;
  }
  if (take(reader, /\[/y) !== undefined) {
    const elements = parseItems(reader, /\]/y);
    return { kind: "list", elements, start: placed(start), end: placed(reader.at) };
  }
  if (take(reader, /\{/y) !== undefined) return parseRecord(reader, start);
  const number = take(reader, /\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy);
  if (number !== undefined) return { kind: "number", value: Number(number), text: number, start: placed(start), end: placed(reader.at) };
  const isQuoted = text.charAt(start) === "'";
  const name = takeName(reader);
  if (name === undefined) return fail(reader);
  if (!isQuoted && take(reader, /\(/y) !== undefined) return parseCall(reader, name, placed(start));
  const end = placed(reader.at);
  if (!isQuoted && /^(?:true|false)$/i.test(name))
    return { kind: "boolean", value: name.toLowerCase() === "true", start: placed(start), end };
  // What a function goes through has no variable of its own.
  if (!isQuoted && /^(?:self|parent|thisitem|thisrecord)$/i.test(name))
    return { kind: "function-call", name, arguments: [], start: placed(start), end };
  return { kind: "reference", name, path: [], start: placed(start), end };
}

/** Behind the first quote of `"text ""in quotes"""`. */
function parseText(reader: Reader, start: number): Expression {
  const from = reader.at;
  const content = takeAll(reader, /[^"]{1,1000}|""/y);
  if (takeRaw(reader, /"/y) === undefined) return fail(reader);
  const parts = content === "" ? [] : [partAt(reader, content.replaceAll('""', '"'), from, from + content.length)];
  return textOf(parts, reader.placed(start), reader.placed(reader.at));
}

/** Behind the first quote of `$"text {value}"`. */
function parseTemplate(reader: Reader, start: number): Expression {
  const parts: (TextPart | Expression)[] = [];
  for (;;) {
    const from = reader.at;
    const content = takeAll(reader, /[^"{}]{1,1000}|""|\{\{|\}\}/y);
    if (content !== "") {
      const value = content.replace(/""|\{\{|\}\}/g, (pair) => pair.charAt(0));
      parts.push(partAt(reader, value, from, reader.at));
    }
    const mark = takeRaw(reader, /["{]/y);
    if (mark === '"') return textOf(flat(parts), reader.placed(start), reader.placed(reader.at));
    if (mark === undefined || ++reader.operators > maxOperators) return fail(reader);
    parts.push(parseOperators(reader, 0));
    if (take(reader, /\}/y) === undefined) return fail(reader);
  }
}

/** Behind the brace of `{ Name: value, 'Other name': value }`. */
function parseRecord(reader: Reader, start: number): Expression {
  const members: ObjectMember[] = [];
  const { placed } = reader;
  while (take(reader, /\}/y) === undefined) {
    if (members.length > 0 && take(reader, /,/y) === undefined) return fail(reader);
    const from = skipBlank(reader);
    const name = takeName(reader);
    const end = placed(reader.at);
    if (name === undefined || take(reader, /:/y) === undefined) return fail(reader);
    const value = parseOperators(reader, 0);
    members.push({
      key: { kind: "text", value: name, quotes: "single", start: placed(from), end },
      value,
      start: placed(from),
      end: value.end,
    });
  }
  return { kind: "object", members, start: placed(start), end: placed(reader.at) };
}

/** Behind the parenthesis of `Name(value, value)`. */
function parseCall(reader: Reader, name: string, start: number): Expression {
  const values = parseItems(reader, /\)/y);
  const end = reader.placed(reader.at);
  const [first] = values;
  switch (name.toLowerCase()) {
    case "concatenate":
      return { ...joined(values), start, end };
    case "not":
      if (first !== undefined) return { kind: "unary", operator: "not", operand: first, start, end };
      break;
    case "index":
    case "first":
    case "last":
    case "lookup":
      if (first?.kind === "reference") return { ...read(first, elementStep(name, values, start, end)), start, end };
      break;
    default:
  }
  return { kind: "function-call", name, arguments: values, start, end };
}

/** `Index(List, 1)` reads the first element, which the language itself counts as the one with the number 0. */
function elementStep(name: string, [, position]: readonly Expression[], start: number, end: number): AccessStep {
  const number = /^first$/i.test(name) ? 1 : /^index$/i.test(name) && position?.kind === "number" ? position.value : undefined;
  const index: Expression =
    number === undefined
      ? { kind: "function-call", name, arguments: [], start, end }
      : { kind: "number", value: number - 1, text: String(number - 1), start, end };
  return { kind: "index", index, start, end };
}

/** Values up to a closing mark. */
function parseItems(reader: Reader, closing: RegExp): readonly Expression[] {
  const items: Expression[] = [];
  while (take(reader, closing) === undefined) {
    if (reader.failed || (items.length > 0 && take(reader, /,/y) === undefined)) {
      fail(reader);
      return items;
    }
    items.push(parseOperators(reader, 0));
  }
  return items;
}

function read(value: Expression, step: AccessStep): Expression {
  if (value.kind === "reference") return { ...value, path: [...value.path, step], end: step.end } satisfies Reference;
  if (value.kind === "access") return { ...value, path: [...value.path, step], end: step.end };
  return { kind: "access", object: value, path: [step], start: value.start, end: step.end };
}

/** One text of several values. */
function joined(values: readonly Expression[]): Interpolation {
  return textOf(flat(values), values[0]?.start ?? 0, values.at(-1)?.end ?? 0);
}

function textOf(parts: readonly (TextPart | Expression)[], start: number, end: number): Interpolation {
  return { kind: "interpolation", syntax: "power-fx", parts, start, end };
}

/** The parts of texts in place of the texts. */
function flat(values: readonly (TextPart | Expression)[]): readonly (TextPart | Expression)[] {
  return values.flatMap((value) => (value.kind === "interpolation" ? value.parts : [value]));
}

function partAt({ placed }: Reader, value: string, from: number, to: number): TextPart {
  return textPart(value, placed(from), placed(to));
}

function nested(reader: Reader, parse: (reader: Reader) => Expression): Expression {
  if (reader.failed || reader.depth >= maxDepth) return fail(reader);
  reader.depth++;
  const value = parse(reader);
  reader.depth--;
  return value;
}

/** Ends the reading: nothing that follows is taken for anything. */
function fail(reader: Reader): Expression {
  reader.failed = true;
  reader.at = reader.text.length;
  const end = reader.placed(reader.at);
  return { kind: "boolean", value: false, start: end, end };
}

const namePattern = once(() => /[\p{L}\p{Pc}][\p{L}\p{Nd}\p{M}\p{Pc}]*|'(?:[^']|''){1,1000}'/uy);

function takeName(reader: Reader): string | undefined {
  const name = take(reader, namePattern());
  return name?.startsWith("'") === true ? name.slice(1, -1).replaceAll("''", "'") : name;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  skipBlank(reader);
  return takeRaw(reader, pattern);
}

function takeRaw(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const word = pattern.exec(reader.text)?.[0];
  reader.at += word?.length ?? 0;
  return word;
}

/** All that a pattern takes again and again: what is repeated millions of times within one pattern can exhaust the stack of the engine. */
function takeAll(reader: Reader, pattern: RegExp): string {
  const start = reader.at;
  while (takeRaw(reader, pattern) !== undefined);
  return reader.text.slice(start, reader.at);
}

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

function skipBlank(reader: Reader): number {
  while (takeRaw(reader, blank) !== undefined);
  return reader.at;
}
