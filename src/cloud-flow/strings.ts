import { isObject, type Json, type JsonObject, maxJsonDepth } from "../json.ts";
import type { Operation, OperationStrings, StringPath } from "./model.ts";

/** Members of an operation that hold no values of its own: other operations, names, notes, designer data. */
const notValues = new Set(["type", "kind", "runAfter", "metadata", "description", "actions", "else", "default", "tools", "channels"]);

/**
 * Called for every string of an operation.
 * @param path where it is below the operation's object. Equal paths are one array, nearly always, so that what follows from a path can
 * be kept by it.
 * @param key the string is the name of a member; the path then ends in that name.
 */
export type StringVisitor = (text: string, path: readonly string[], key: boolean) => void;

/**
 * Visits all strings that an operation itself holds, names of members included, in document order; not those of the operations inside it.
 */
export function visitStrings({ strings: { texts, paths } }: Operation, visit: StringVisitor): void {
  for (let i = 0; i < texts.length; i++) {
    const path = paths[i] as StringPath;
    visit(texts[i] as string, path.steps, path.key);
  }
}

/**
 * Reads the strings of an operation, once, when its flow is parsed: several questions are asked of every string of a run, and going through
 * lists is much faster than going through objects. Run-after links, designer metadata, notes and JSON schemas are structure, not values,
 * and left out; so is what the designer writes into every connector operation, which is a third of the strings of a generated export.
 * @param type of the operation, in lower case
 */
export function readStrings(json: JsonObject, type: string, isTrigger: boolean): OperationStrings {
  const top = pathRoot();
  for (const key in json) {
    if (notValues.has(key)) continue;
    const value = json[key];
    if (typeof value !== "string" && typeof value !== "object") continue;
    const path = stepInto(top, key);
    if (key === "cases") readCases(value, path);
    else if (key === "inputs" && isObject(value) && hasSchema(value, type, isTrigger)) readInputs(value, path);
    else walk(value, path);
  }
  if (texts.length === 0) return noStrings;
  const read = { texts: texts.slice(), paths: paths.slice() };
  texts.length = 0;
  paths.length = 0;
  return read;
}

/** What is being read: copied when it is complete, since a list that grows takes more room than its strings. */
const texts: string[] = [];
const paths: StringPath[] = [];
const noStrings: OperationStrings = { texts: [], paths: [] };

function readCases(cases: Json | undefined, path: PathNode): void {
  if (!isObject(cases)) return;
  for (const name of Object.keys(cases)) {
    const entry = cases[name];
    const value = isObject(entry) ? entry.case : undefined;
    if (typeof value === "string") add(value, stepInto(stepInto(path, name), "case"));
  }
}

/** Parse JSON, triggers that are called and Responses describe the shape of their value in `schema`. */
function hasSchema(inputs: JsonObject, type: string, isTrigger: boolean): boolean {
  return isObject(inputs.schema) && (type === "parsejson" || type === "response" || isTrigger);
}

function readInputs(inputs: JsonObject, path: PathNode): void {
  for (const key in inputs) if (key !== "schema") walk(inputs[key], stepInto(path, key));
}

function add(text: string, path: PathNode): void {
  if (path.isDesigners?.(text) === true) return;
  addAlways(text, path);
}

function addAlways(text: string, path: StringPath): void {
  texts.push(text);
  paths.push(path);
}

/** Every string of every flow comes through here: nothing is allocated where the path is known, and members without text get no path. */
function walk(value: Json | undefined, path: PathNode): void {
  if (typeof value === "string") {
    add(value, path);
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
    if (named) addAlways(key, below.name);
    if (typeof child === "string") add(child, below);
    else walk(child, below);
  }
}

/** A path in the tree of all paths that have been met. */
interface PathNode extends StringPath {
  readonly below: Map<string, PathNode>;
  /** The name of the member itself, as a string. */
  readonly name: StringPath;
  /** Whether a text there is what the designer writes; absent where it writes nothing. */
  readonly isDesigners: ((text: string) => boolean) | undefined;
}

function pathNode(steps: readonly string[]): PathNode {
  return { steps, key: false, below: new Map(), name: { steps, key: true }, isDesigners: designersTexts.get(steps.join("\u0001")) };
}

const isName = (text: string): boolean => !text.includes("@");

/** What the designer writes into every connector operation, by path: the names of what it calls and of its connection. */
const designersTexts: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["inputs\u0001authentication", (text) => text === "@parameters('$authentication')"],
  ["inputs\u0001host\u0001apiId", isName],
  ["inputs\u0001host\u0001connectionName", isName],
  ["inputs\u0001host\u0001operationId", isName],
]);

/** Deepest path that is kept; an export has hardly any below ten. */
const maxKeptDepth = 32;
/** Most paths that are kept; an export of a thousand flows has a few hundred. */
const maxKeptPaths = 10_000;

let root = pathNode([]);
let keptPaths = 0;

/** The root of the tree. It lives as long as the process, across runs, and is replaced when a file full of different names has filled it. */
function pathRoot(): PathNode {
  if (keptPaths > maxKeptPaths) {
    root = pathNode([]);
    keptPaths = 0;
  }
  return root;
}

function stepInto(path: PathNode, key: string): PathNode {
  let next = path.below.get(key);
  if (next === undefined) {
    next = pathNode([...path.steps, key]);
    if (keptPaths <= maxKeptPaths && next.steps.length <= maxKeptDepth) {
      path.below.set(key, next);
      keptPaths++;
    }
  }
  return next;
}
