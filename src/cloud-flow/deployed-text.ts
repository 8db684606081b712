import { append } from "../collections.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { unknownPart } from "../unknown-part.ts";

/** Deepest calls in calls that are read; templates that compilers write have a handful. */
const maxDepth = 32;

/** Longest text that is put together, in UTF-16 units: `format` can repeat what it is given. */
const maxLength = 1 << 16;

/** A part of a template, and what the parameters and variables in it are by default. */
export interface DeployedPart {
  readonly pointer: readonly string[];
  readonly defaults?: Defaults;
}

/**
 * A template for Azure Resource Manager of which some parts are as they are deployed: every expression that puts a text together is that text.
 * What only the deployment gives is an {@link unknownPart} of it. Members stay where they are, so that pointers keep their meaning.
 */
export function deployed(template: JsonObject, parts: readonly DeployedPart[]): JsonObject {
  return deployedAt(template, parts, 0) as JsonObject;
}

/** All parts in one go: a template can have thousands of them beside one another. */
function deployedAt(value: Json, parts: readonly DeployedPart[], depth: number): Json {
  const whole = parts.find(({ pointer }) => pointer.length === depth);
  if (whole !== undefined) return deployedValue(value, whole.defaults ?? noDefaults);
  const below = new Map<string, DeployedPart[]>();
  for (const part of parts) append(below, part.pointer[depth] ?? "", part);
  const memberAt = (member: Json, step: string): Json => {
    const inside = below.get(step);
    return inside === undefined ? member : deployedAt(member, inside, depth + 1);
  };
  if (Array.isArray(value)) return value.map((element: Json, index) => memberAt(element, String(index)));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, member === undefined ? member : memberAt(member, name)]));
}

function deployedValue(value: Json, defaults: Defaults): Json {
  if (typeof value === "string") return deployedText(value);
  if (Array.isArray(value)) return value.map((element: Json) => deployedValue(element, defaults));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      member === undefined
        ? member
        : name === "workflow" && isObject(member)
          ? calledWorkflow(member, defaults)
          : deployedValue(member, defaults),
    ]),
  );
}

/** The logic app that an action calls: its path, of which nothing but the name matters to who looks for it. */
function calledWorkflow(workflow: JsonObject, defaults: Defaults): Json {
  const called = typeof workflow.id === "string" && workflow.id.startsWith("[") ? deployedName(workflow.id, defaults) : undefined;
  return deployedValue(called === undefined ? workflow : { ...workflow, id: `/providers/Microsoft.Logic/workflows/${called}` }, defaults);
}

/** What parameters and variables of a template are where nobody gives another value: by kind and name, in lower case. */
export type Defaults = ReadonlyMap<string, string>;

const noDefaults: Defaults = new Map();

/** The defaults of a template's parameters, and its variables as they are made of them. */
export function defaultsOf({ parameters, variables }: JsonObject): Defaults {
  const given = Object.entries(isObject(parameters) ? parameters : {}).flatMap(([name, parameter]): readonly [string, string][] => {
    const value = isObject(parameter) ? parameter.defaultValue : undefined;
    return typeof value === "string" && !value.startsWith("[") ? [[keyOf("parameters", name), value]] : [];
  });
  const defaults = new Map(given);
  const made = Object.entries(isObject(variables) ? variables : {}).flatMap(([name, value]): readonly [string, string][] => {
    const text = typeof value === "string" ? withDefaults(value, defaults) : undefined;
    return text === undefined ? [] : [[keyOf("variables", name), text]];
  });
  return new Map([...given, ...made]);
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

/** The name of a resource, given by itself or as the end of its path; undefined where only the deployment gives it. */
export function deployedName(text: string, defaults: Defaults): string | undefined {
  const name = withDefaults(text, defaults)?.split("/").at(-1);
  return name === "" || name?.includes(unknownPart) === true ? undefined : name;
}

function withDefaults(text: string, defaults: Defaults): string | undefined {
  if (text.startsWith("[[")) return text.slice(1);
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  return readExpression(text, defaults)?.text;
}

/**
 * The text that Azure Resource Manager makes of a string: what `concat` and `format` join, and a plain string as it is. Other expressions
 * are kept as they are written. Never throws.
 */
export function deployedText(text: string): string {
  if (text.startsWith("[[")) return text.slice(1);
  if (!text.startsWith("[") || !text.endsWith("]")) return text;
  const read = readExpression(text, undefined);
  return read?.joins === true ? read.text : text;
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

/** An expression that is being read. */
interface Reader {
  readonly text: string;
  /** {@link templateToken}, in front of what has not been read. */
  readonly token: RegExp;
  /** Without them, what parameters and variables are is not known. */
  readonly defaults: Defaults | undefined;
}

function next({ text, token }: Reader): Readonly<Record<string, string | undefined>> | undefined {
  return token.exec(text)?.groups;
}

/** Reads what is between the brackets around a text. @returns undefined where it is not understood */
function readExpression(text: string, defaults: Defaults | undefined): Read | undefined {
  const token = new RegExp(templateToken);
  token.lastIndex = 1;
  const read = readValue({ text, token, defaults }, 0);
  return token.lastIndex === text.length - 1 ? read : undefined;
}

function readValue(reader: Reader, depth: number): Read | undefined {
  const groups = next(reader);
  if (groups === undefined || depth > maxDepth) return undefined;
  if (groups.quoted !== undefined) return { text: groups.quoted.replaceAll("''", "'"), joins: true };
  if (groups.number !== undefined) return { text: groups.number, joins: false };
  if (groups.name === undefined) return undefined;
  const values = readList(reader, depth, "()");
  const called = values === undefined ? undefined : join(groups.name.toLowerCase(), values, reader.defaults);
  const steps = called === undefined ? undefined : skipSteps(reader, depth);
  if (steps === undefined) return undefined;
  return steps === 0 ? called : given;
}

/**
 * `.name` and `['name']` after a call.
 * @returns how many there are; undefined where they are not understood
 */
function skipSteps(reader: Reader, depth: number): number | undefined {
  for (let steps = 0; ; steps++) {
    const at = reader.token.lastIndex;
    const mark = next(reader)?.mark;
    if (mark === ".") {
      if (next(reader)?.name === undefined) return undefined;
    } else {
      reader.token.lastIndex = at;
      if (mark !== "[") return steps;
      if (readList(reader, depth, "[]")?.length !== 1) return undefined;
    }
  }
}

function readList(reader: Reader, depth: number, marks: string): readonly Read[] | undefined {
  const [open, close] = marks;
  if (next(reader)?.mark !== open) return undefined;
  const values: Read[] = [];
  for (;;) {
    const at = reader.token.lastIndex;
    const mark = next(reader)?.mark;
    if (mark === close) return values;
    if (mark !== "," || values.length === 0) reader.token.lastIndex = at;
    const value = readValue(reader, depth + 1);
    if (value === undefined) return undefined;
    values.push(value);
  }
}

function join(name: string, values: readonly Read[], defaults: Defaults | undefined): Read | undefined {
  if (defaults !== undefined) {
    const first = values[0]?.text ?? "";
    if (name === "parameters" || name === "variables") return { text: defaults.get(keyOf(name, first)) ?? unknownPart, joins: false };
    // The path of a resource ends in its name.
    if (name === "resourceid") return values.at(-1);
  }
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
