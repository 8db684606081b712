import { isObject, type Json, type JsonObject, valueAt } from "../json.ts";
import { unknownPart } from "../unknown-part.ts";

/** Deepest calls in calls that are read; templates that compilers write have a handful. */
const maxDepth = 32;

/** Longest text that is put together, in UTF-16 units: `format` can repeat what it is given. */
const maxLength = 1 << 16;

/**
 * A template for Azure Resource Manager of which one part is as it is deployed: every expression that puts a text together is that text.
 * What only the deployment gives is an {@link unknownPart} of it. Members stay where they are, so that pointers keep their meaning.
 */
export function deployed(template: JsonObject, pointer: readonly string[]): JsonObject {
  return deployedAt(template, pointer) as JsonObject;
}

function deployedAt(value: Json, [step, ...below]: readonly string[]): Json {
  if (step === undefined) return deployedValue(value);
  if (Array.isArray(value)) return value.map((element: Json, index) => (String(index) === step ? deployedAt(element, below) : element));
  const child = valueAt(value, [step]);
  return isObject(value) && child !== undefined ? { ...value, [step]: deployedAt(child, below) } : value;
}

function deployedValue(value: Json): Json {
  if (typeof value === "string") return deployedText(value);
  if (Array.isArray(value)) return value.map(deployedValue);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, member === undefined ? member : deployedValue(member)]));
}

/**
 * The text that Azure Resource Manager makes of a string: what `concat` and `format` join, and a plain string as it is. Other expressions
 * are kept as they are written. Never throws.
 */
export function deployedText(text: string): string {
  if (text.startsWith("[[")) return text.slice(1);
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  const reader = new RegExp(templateToken);
  reader.lastIndex = 1;
  const read = readValue(text, reader, 0);
  return read?.text !== undefined && read.joins && reader.lastIndex === text.length - 1 ? read.text : text;
}

/** A part of an expression of a template: a text in single quotes, a name, a number, or a mark between them, with the space around it. */
export const templateToken =
  /\s*(?:'(?<quoted>[^']*(?:''[^']*)*)'|(?<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(?<number>-?\d+)|(?<mark>[(),[\].]))\s*/y;

/** What a part of an expression is: its text, with an unknown part for what only the deployment gives, and whether it is put together of texts. */
interface Read {
  readonly text: string;
  readonly joins: boolean;
}

const given: Read = { text: unknownPart, joins: false };

/** @returns undefined where the expression is not understood */
function readValue(text: string, reader: RegExp, depth: number): Read | undefined {
  const groups = reader.exec(text)?.groups;
  if (groups === undefined || depth > maxDepth) return undefined;
  if (groups.quoted !== undefined) return { text: groups.quoted.replaceAll("''", "'"), joins: true };
  if (groups.number !== undefined) return { text: groups.number, joins: false };
  if (groups.name === undefined) return undefined;
  const values = readList(text, reader, depth, "(", ")");
  const called = values === undefined ? undefined : join(groups.name.toLowerCase(), values);
  const steps = called === undefined ? undefined : skipSteps(text, reader, depth);
  if (steps === undefined) return undefined;
  return steps === 0 ? called : given;
}

/**
 * `.name` and `['name']` behind a call.
 * @returns how many there are; undefined where they are not understood
 */
function skipSteps(text: string, reader: RegExp, depth: number): number | undefined {
  for (let steps = 0; ; steps++) {
    const at = reader.lastIndex;
    const mark = reader.exec(text)?.groups?.mark;
    if (mark === ".") {
      if (reader.exec(text)?.groups?.name === undefined) return undefined;
    } else {
      reader.lastIndex = at;
      if (mark !== "[") return steps;
      if (readList(text, reader, depth, "[", "]")?.length !== 1) return undefined;
    }
  }
}

function readList(text: string, reader: RegExp, depth: number, open: string, close: string): readonly Read[] | undefined {
  if (reader.exec(text)?.groups?.mark !== open) return undefined;
  const values: Read[] = [];
  for (;;) {
    const at = reader.lastIndex;
    const next = reader.exec(text)?.groups?.mark;
    if (next === close) return values;
    if (next !== "," || values.length === 0) reader.lastIndex = at;
    const value = readValue(text, reader, depth + 1);
    if (value === undefined) return undefined;
    values.push(value);
  }
}

function join(name: string, values: readonly Read[]): Read | undefined {
  if (name !== "concat" && name !== "format") return given;
  const texts = values.map(({ text }) => text);
  return name === "concat" ? joined(texts.join("")) : format(texts[0] ?? "", texts.slice(1));
}

/** `{0}` is the first of the values; doubled braces are single ones. */
function format(form: string, values: readonly string[]): Read | undefined {
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  for (const { 0: whole, 1: index, index: at } of form.matchAll(/\{\{|\}\}|\{(\d+)(?::[^{}]*)?\}/g)) {
    const part = form.slice(from, at) + (index === undefined ? whole.slice(1) : (values[Number(index)] ?? ""));
    length += part.length;
    if (length > maxLength) return undefined;
    parts.push(part);
    from = at + whole.length;
  }
  return joined(parts.join("") + form.slice(from));
}

function joined(text: string): Read | undefined {
  return text.length > maxLength ? undefined : { text, joins: true };
}
