import type { Call, Expression } from "../../../src/cloud-flow/expression/ast.ts";
import { splitKey } from "../../../src/cloud-flow/expression/references.ts";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { isObject, type Json, type JsonObject, memberIgnoringCase } from "../../../src/json.ts";

/** An expression that the platform cannot evaluate: the action that holds it fails. */
export class EvaluationError extends Error {}

/** What expressions can read while a flow runs. */
export interface Surroundings {
  readonly trigger: Json;
  variable(name: string): Json;
  /** What `actions('X')` gives; undefined for an action that has not run. */
  record(action: string): JsonObject | undefined;
  /** What `result('X')` gives. */
  results(scope: string): readonly Json[];
  /** The element of the named loop, or of the innermost one. */
  item(loop?: string): Json;
  /** One of the numbers below `count`. */
  choose(count: number): number;
}

/** A string of a definition, or all strings in a value of it. `row` is what `item()` gives in Select and Filter array. */
export function evaluate(value: Json, from: Surroundings, row?: Json): Json {
  if (typeof value === "string") return evaluateText(value, from, row);
  if (Array.isArray(value)) return value.map((element: Json) => evaluate(element, from, row));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [asText(evaluateText(key, from, row)), evaluate(member ?? null, from, row)]),
  );
}

function evaluateText(text: string, from: Surroundings, row: Json | undefined): Json {
  const template = parseTemplate(text);
  if (template.kind === "literal") return template.text;
  if (template.kind === "expression") return evaluateExpression(template.expression, from, row);
  return template.parts.map((part) => (part.kind === "text" ? part.value : asText(evaluateExpression(part, from, row)))).join("");
}

function evaluateExpression(expression: Expression, from: Surroundings, row: Json | undefined): Json {
  if (expression.kind === "null") return null;
  if (expression.kind === "error") throw new Error("The expression does not parse.");
  if (expression.kind !== "call") return expression.value;
  let value = resultOf(expression, from, row);
  for (const { key } of expression.dereferences) {
    const step = evaluateExpression(key, from, row);
    for (const part of typeof step === "string" ? splitKey(step) : [step]) value = memberOf(value, part);
  }
  return value;
}

function memberOf(value: Json, key: Json): Json {
  if (value === null) return null;
  if (Array.isArray(value)) return (value as readonly Json[])[Number(key)] ?? null;
  if (!isObject(value)) throw new EvaluationError("Only objects and lists have members.");
  return memberIgnoringCase(value, asText(key))?.value ?? null;
}

/** What a text takes in of a value. */
export function asText(value: Json): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function text(value: Json): string {
  if (value === null || typeof value === "object") throw new EvaluationError("This has to be a text.");
  return String(value);
}

export function list(value: Json): readonly Json[] {
  if (!Array.isArray(value)) throw new EvaluationError("This has to be a list.");
  return value as readonly Json[];
}

function object(value: Json): JsonObject {
  if (!isObject(value)) throw new EvaluationError("This has to be an object.");
  return value;
}

/** The value of a text that is JSON. */
export function parsed(value: Json): Json {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    throw new EvaluationError("This has to be JSON.");
  }
}

const isSame = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);
const unique = (values: readonly Json[]): readonly Json[] =>
  values.filter((value, index) => values.findIndex((other) => isSame(value, other)) === index);

/** Functions that only need the values of their arguments, as documented: https://learn.microsoft.com/azure/logic-apps/expression-functions-reference */
const functions: Readonly<Record<string, (...args: readonly Json[]) => Json>> = {
  concat: (...args) => (args.every((arg) => Array.isArray(arg)) ? args.flatMap(list) : args.map(asText).join("")),
  string: (value = null) => asText(value),
  json: (value = null) => parsed(value),
  coalesce: (...args) => args.find((arg) => arg !== null) ?? null,
  if: (condition = null, then = null, otherwise = null) => (condition === true ? then : otherwise),
  equals: (a = null, b = null) => isSame(a, b),
  not: (value = null) => value !== true,
  empty: (value = null) => value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0),
  length: (value = null) => (typeof value === "string" ? value : list(value)).length,
  first: (value = null) => list(value)[0] ?? null,
  last: (value = null) => list(value).at(-1) ?? null,
  take: (value = null, count = null) => list(value).slice(0, Number(count)),
  skip: (value = null, count = null) => list(value).slice(Number(count)),
  reverse: (value = null) => list(value).toReversed(),
  createarray: (...args) => args,
  union: (...args) =>
    args.every((arg) => Array.isArray(arg)) ? unique(args.flatMap(list)) : Object.assign({}, ...args.map((arg) => object(arg))),
  split: (value = null, separator = null) => text(value).split(text(separator)),
  join: (value = null, separator = null) => list(value).map(asText).join(text(separator)),
  replace: (value = null, found = null, replacement = null) => text(value).replaceAll(text(found), () => text(replacement)),
  setproperty: (value = null, name = null, member = null) => ({ ...object(value), [text(name)]: member }),
  removeproperty: (value = null, name = null) => Object.fromEntries(Object.entries(object(value)).filter(([key]) => key !== name)),
  base64: (value = null) => Buffer.from(text(value), "utf8").toString("base64"),
  base64tostring: (value = null) => Buffer.from(text(value), "base64").toString("utf8"),
};

function resultOf(call: Call, from: Surroundings, row: Json | undefined): Json {
  const args = call.arguments.map((argument) => evaluateExpression(argument, from, row));
  const name = asText(args[0] ?? null);
  switch (call.name.toLowerCase()) {
    case "outputs":
      return from.record(name)?.outputs ?? null;
    case "body":
      return memberOf(from.record(name)?.outputs ?? null, "body");
    case "actions":
      return from.record(name) ?? null;
    case "result":
      return from.results(name);
    case "variables":
      return from.variable(name);
    case "triggerbody":
      return from.trigger;
    case "item":
      return row === undefined ? from.item() : row;
    case "items":
      return from.item(name);
    case "parameters":
    case "guid":
      return "p";
    case "rand":
      return Number(args[0]) + from.choose(Number(args[1]) - Number(args[0]));
    default: {
      const known = functions[call.name.toLowerCase()];
      if (known === undefined) throw new Error(`This interpreter does not know the function ${call.name}.`);
      return known(...args);
    }
  }
}
