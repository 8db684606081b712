import { isObject, type Json, type JsonObject, maxJsonDepth } from "../json.ts";
import type { Operation } from "./model.ts";

/** Members of an operation that hold no values of its own: other operations, names, notes, designer data. */
const notValues = new Set(["type", "kind", "runAfter", "metadata", "description", "actions", "else", "default", "tools", "channels"]);

/**
 * Called for every string of an operation.
 * @param path where it stands below the operation's object. Equal paths are one array, nearly always, so that what follows from a path can be kept by it.
 * @param key the string is the name of a member; the path then ends in that name.
 */
export type StringVisitor = (text: string, path: readonly string[], key: boolean) => void;

/**
 * Visits all strings that an operation itself holds, names of members included, in document order; not those of the operations inside it.
 * Run-after links, designer metadata, notes and JSON schemas are structure, not values, and left out.
 */
export function visitStrings(operation: Operation, visit: StringVisitor): void {
  const top = pathRoot();
  const json = operation.json;
  for (const key of Object.keys(json)) {
    if (notValues.has(key)) continue;
    const value = json[key];
    if (typeof value !== "string" && typeof value !== "object") continue;
    const path = stepInto(top, key);
    if (key === "cases") visitCases(value, path, visit);
    else if (key === "inputs") visitInputs(operation, value, path, visit);
    else walk(value, path, visit);
  }
}

function visitCases(cases: Json | undefined, path: PathNode, visit: StringVisitor): void {
  if (!isObject(cases)) return;
  for (const name of Object.keys(cases)) {
    const entry = cases[name];
    const value = isObject(entry) ? entry.case : undefined;
    if (typeof value === "string") visit(value, stepInto(stepInto(path, name), "case").steps, false);
  }
}

function visitInputs(operation: Operation, inputs: Json | undefined, path: PathNode, visit: StringVisitor): void {
  if (!isObject(inputs) || !hasSchema(operation, inputs)) {
    walk(inputs, path, visit);
    return;
  }
  for (const key of Object.keys(inputs)) {
    if (key !== "schema") walk(inputs[key], stepInto(path, key), visit);
  }
}

/** Parse JSON, Request triggers and Responses describe the shape of their value in `schema`. */
function hasSchema(operation: Operation, inputs: JsonObject): boolean {
  return (
    isObject(inputs.schema) &&
    (operation.type === "parsejson" || operation.type === "request" || operation.type === "response" || operation.isTrigger)
  );
}

/** Every string of every flow comes through here: nothing is allocated where the path is known, and members without text get no path. */
function walk(value: Json | undefined, path: PathNode, visit: StringVisitor): void {
  if (typeof value === "string") {
    visit(value, path.steps, false);
    return;
  }
  if (typeof value !== "object" || value === null || path.steps.length > maxJsonDepth) return;
  const isArray = Array.isArray(value);
  // `for in` makes no list of the names; what JSON.parse gives has no inherited members.
  for (const key in value) {
    const child = (value as JsonObject)[key];
    const named = !isArray && key.includes("@");
    if (!named && typeof child !== "string" && (typeof child !== "object" || child === null)) continue;
    const below = stepInto(path, key);
    if (named) visit(key, below.steps, true);
    walk(child, below, visit);
  }
}

/** A path in the tree of all paths that have been met. */
interface PathNode {
  readonly steps: readonly string[];
  readonly below: Map<string, PathNode>;
}

/** Deepest path that is kept; an export has hardly any below ten. */
const maxKeptDepth = 32;
/** Most paths that are kept; an export of a thousand flows has a few hundred. */
const maxKeptPaths = 10_000;

let root: PathNode = { steps: [], below: new Map() };
let keptPaths = 0;

/** The tree lives as long as the process, across runs: when a file full of different names has filled it, another one is begun. */
function pathRoot(): PathNode {
  if (keptPaths > maxKeptPaths) {
    root = { steps: [], below: new Map() };
    keptPaths = 0;
  }
  return root;
}

function stepInto(path: PathNode, key: string): PathNode {
  let next = path.below.get(key);
  if (next === undefined) {
    next = { steps: [...path.steps, key], below: new Map() };
    if (keptPaths <= maxKeptPaths && next.steps.length <= maxKeptDepth) {
      path.below.set(key, next);
      keptPaths++;
    }
  }
  return next;
}
