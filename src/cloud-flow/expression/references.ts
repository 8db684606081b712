import type { Call, Expression, Template } from "./ast.ts";
import { functionInfo } from "./functions.ts";
import { writtenText } from "./written.ts";

/** Functions that read a place of the flow or of its run, as spelled in the function table. */
const referenceFunctions = [
  "action",
  "actionBody",
  "actionOutputs",
  "actions",
  "agentParameters",
  "appsetting",
  "body",
  "formDataMultiValues",
  "formDataValue",
  "item",
  "items",
  "iterationIndexes",
  "listCallbackUrl",
  "multipartBody",
  "outputs",
  "parameters",
  "result",
  "trigger",
  "triggerBody",
  "triggerFormDataMultiValues",
  "triggerFormDataValue",
  "triggerMultipartBody",
  "triggerOutputs",
  "variables",
  "workflow",
] as const;

/** A function whose result depends on what it names. */
export type ReferenceFunction = (typeof referenceFunctions)[number];

const referenceNames: ReadonlySet<string> = new Set(referenceFunctions);

/**
 * A step whose key is computed at run time. There is one such object, so that steps compare with `===`, and no key can be mistaken for it.
 */
export interface ComputedStep {
  readonly kind: "computed";
}

/** The step of which only the run knows the name. */
export const computedStep: ComputedStep = Object.freeze({ kind: "computed" });

/** A key, an index, or a key that is not known. */
export type PathStep = string | number | ComputedStep;

/** A call that reads a place of the flow. */
export interface Reference {
  readonly function: ReferenceFunction;
  readonly call: Call;
  /** The named action, variable, parameter or loop, as spelled; `undefined` when the name is computed or the function takes none. */
  readonly name: string | undefined;
  /** The argument that names it; `undefined` when the function takes no name or is called without. */
  readonly nameArgument: Expression | undefined;
  /** The keys with slash keys split: `['body/value']` is `body`, then `value`. */
  readonly path: readonly PathStep[];
}

/**
 * A place of a flow or its run, however it was written.
 *
 * - `outputs`, `inputs`, `record`: of the named action; `record` is the rest of what `actions()` returns (status, code, times), or all of
 *   it when the path is empty.
 * - `own-…`: the same of the action that holds the expression. `trigger-…`: the same of the trigger.
 * - `item`: the row or element of the innermost iteration; `items`: the element of the named loop; `result`: the records of a scope's
 *   children.
 */
export type LocationKind =
  | "outputs"
  | "inputs"
  | "record"
  | "own-outputs"
  | "own-inputs"
  | "own-record"
  | "trigger-outputs"
  | "trigger-inputs"
  | "trigger-record"
  | "variable"
  | "parameter"
  | "app-setting"
  | "agent-parameter"
  | "item"
  | "items"
  | "iteration-index"
  | "result"
  | "workflow"
  | "callback-url";

/** A reference in one form, however it is written. */
export interface CanonicalReference {
  readonly node: LocationKind;
  /** As in {@link Reference}, or put together from literals: `body(concat('Get_', 'secret'))`. */
  readonly name: string | undefined;
  readonly path: readonly PathStep[];
}

/**
 * All references in a template or an expression, in the order of the text, also those inside names, keys and the readable part of malformed
 * expressions. Linear time.
 */
export function referencesOf(tree: Template | Expression): Reference[] {
  const found: Reference[] = [];
  visitCalls(tree, (call) => {
    const reference = asReference(call);
    if (reference !== undefined) found.push(reference);
  });
  return found;
}

/** All calls in a template or an expression, outer before inner, in the order of the text. */
export function callsOf(tree: Template | Expression): Call[] {
  const found: Call[] = [];
  visitCalls(tree, (call) => found.push(call));
  return found;
}

function visitCalls(tree: Template | Expression, visit: (call: Call) => void): void {
  switch (tree.kind) {
    case "literal":
      break;
    case "expression":
      visitCallsIn(tree.expression, visit);
      break;
    case "interpolation":
      for (const part of tree.parts) if (part.kind !== "text") visitCallsIn(part, visit);
      break;
    default:
      visitCallsIn(tree, visit);
  }
}

function visitCallsIn(expression: Expression, visit: (call: Call) => void): void {
  if (expression.kind === "call") {
    visit(expression);
    for (const argument of expression.arguments) visitCallsIn(argument, visit);
    for (const { key, written = key } of expression.dereferences) visitCallsIn(written, visit);
  } else if (expression.kind === "error") {
    for (const readable of expression.readable) visitCallsIn(readable, visit);
  }
}

/** The call as a reference, if its function reads a place of the flow. */
export function asReference(call: Call): Reference | undefined {
  const info = functionInfo(call.name);
  if (info === undefined || !isReferenceFunction(info.name)) return undefined;
  const nameArgument = info.names === undefined ? undefined : call.arguments[0];
  const name = nameArgument?.kind === "string" ? nameArgument.value : undefined;
  return { function: info.name, call, name, nameArgument, path: dereferencePath(call) };
}

function isReferenceFunction(name: string): name is ReferenceFunction {
  return referenceNames.has(name);
}

/**
 * The keys read from a call's result, slash keys split.
 *
 * Only keys in brackets are split, and never one after a dot, as the designer does with its `isAliasPathParsingEnabled`; unlike there, also
 * in calls that are arguments of others.
 */
export function dereferencePath(call: Call): readonly PathStep[] {
  const { dereferences } = call;
  if (dereferences.length === 0) return noSteps;
  const path: PathStep[] = [];
  for (const { key, notation, written } of dereferences) {
    if (notation === "bracket" && key.kind === "string" && written === undefined) {
      for (const part of splitKey(key.value)) path.push(part);
    } else {
      path.push(stepOf(key));
    }
  }
  return path;
}

const noSteps: readonly PathStep[] = [];

/**
 * The steps of a slash key such as `body/value`. Empty parts of slashes that lead, trail or follow one another are dropped; a key of nothing
 * else is one step.
 */
export function splitKey(key: string): readonly string[] {
  if (!key.includes("/")) return [key];
  const parts = key.split("/").filter((part) => part !== "");
  return parts.length === 0 ? [key] : parts;
}

function stepOf(key: Expression | undefined): PathStep {
  if (key?.kind === "string") return key.value;
  if (key?.kind === "number" && key.integer) return key.value;
  // Only a key that is written as one text may be split at slashes.
  const text = key?.kind === "call" ? writtenText(key) : undefined;
  return text === undefined || text.includes("/") ? computedStep : text;
}

/**
 * The place that a reference reads, the same for every spelling of it: `body('X')`, `outputs('X')['body']` and `actions('X').outputs.body`
 * are one place.
 *
 * Form data and multipart bodies: https://learn.microsoft.com/azure/logic-apps/expression-functions-reference#formDataValue says which part
 * of the body they read; a form field is written as the step `$formdata` and its key, a part as `$multipart`, its index and `body`.
 */
export function canonicalReference({ function: fn, call, name: spelled, nameArgument, path }: Reference): CanonicalReference {
  const name = nameArgument?.kind === "call" ? writtenText(nameArgument) : spelled;
  switch (fn) {
    case "outputs":
    case "actionOutputs":
      return { node: "outputs", name, path };
    case "body":
    case "actionBody":
      return { node: "outputs", name, path: ["body", ...path] };
    case "formDataValue":
    case "formDataMultiValues":
      return { node: "outputs", name, path: ["body", "$formdata", stepOf(call.arguments[1]), ...path] };
    case "multipartBody":
      return { node: "outputs", name, path: ["body", "$multipart", stepOf(call.arguments[1]), "body", ...path] };
    case "actions":
      return partOfRecord("outputs", "inputs", "record", name, path);
    case "action":
      return partOfRecord("own-outputs", "own-inputs", "own-record", name, path);
    case "trigger":
      return partOfRecord("trigger-outputs", "trigger-inputs", "trigger-record", name, path);
    case "triggerOutputs":
      return { node: "trigger-outputs", name, path };
    case "triggerBody":
      return { node: "trigger-outputs", name, path: ["body", ...path] };
    case "triggerFormDataValue":
    case "triggerFormDataMultiValues":
      return { node: "trigger-outputs", name, path: ["body", "$formdata", stepOf(call.arguments[0]), ...path] };
    case "triggerMultipartBody":
      return { node: "trigger-outputs", name, path: ["body", "$multipart", stepOf(call.arguments[0]), "body", ...path] };
    case "variables":
      return { node: "variable", name, path };
    case "parameters":
      return { node: "parameter", name, path };
    case "appsetting":
      return { node: "app-setting", name, path };
    case "agentParameters":
      return { node: "agent-parameter", name, path };
    case "item":
      return { node: "item", name, path };
    case "items":
      return { node: "items", name, path };
    case "iterationIndexes":
      return { node: "iteration-index", name, path };
    case "result":
      return { node: "result", name, path };
    case "workflow":
      return { node: "workflow", name, path };
    case "listCallbackUrl":
      return { node: "callback-url", name, path };
  }
}

/** Of a record of the run, `inputs` and `outputs` are places of their own; the record has no keys that differ only in case. */
function partOfRecord(
  outputs: LocationKind,
  inputs: LocationKind,
  record: LocationKind,
  name: string | undefined,
  path: readonly PathStep[],
): CanonicalReference {
  const [first, ...rest] = path;
  const part = typeof first === "string" ? first.toLowerCase() : undefined;
  if (part === "outputs") return { node: outputs, name, path: rest };
  if (part === "inputs") return { node: inputs, name, path: rest };
  return { node: record, name, path };
}
