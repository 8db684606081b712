import { isObject, type Json, type JsonObject, maxJsonDepth } from "../json.ts";
import type { Operation } from "./model.ts";

/** Members of an operation that hold no values of its own: other operations, names, notes, designer data. */
const notValues = new Set(["type", "kind", "runAfter", "metadata", "description", "actions", "else", "default", "tools", "channels"]);

/**
 * Called for every string of an operation.
 * @param path where it stands below the operation's object; only valid during the call: copy it to keep it.
 * @param key the string is the name of a member; the path then ends in that name.
 */
export type StringVisitor = (text: string, path: readonly string[], key: boolean) => void;

/**
 * Visits all strings that an operation itself holds, names of members included, in document order; not those of the operations inside it.
 * Run-after links, designer metadata, notes and JSON schemas are structure, not values, and left out.
 */
export function visitStrings(operation: Operation, visit: StringVisitor): void {
  const path: string[] = [];
  const json = operation.json;
  for (const key of Object.keys(json)) {
    if (notValues.has(key)) continue;
    const value = json[key];
    path.push(key);
    if (key === "cases") visitCases(value, path, visit);
    else if (key === "inputs") visitInputs(operation, value, path, visit);
    else walk(value, path, visit);
    path.pop();
  }
}

function visitCases(cases: Json | undefined, path: string[], visit: StringVisitor): void {
  if (!isObject(cases)) return;
  for (const name of Object.keys(cases)) {
    const entry = cases[name];
    const value = isObject(entry) ? entry.case : undefined;
    path.push(name, "case");
    if (typeof value === "string") visit(value, path, false);
    path.length -= 2;
  }
}

function visitInputs(operation: Operation, inputs: Json | undefined, path: string[], visit: StringVisitor): void {
  if (!isObject(inputs) || !hasSchema(operation, inputs)) {
    walk(inputs, path, visit);
    return;
  }
  for (const key of Object.keys(inputs)) {
    if (key === "schema") continue;
    path.push(key);
    walk(inputs[key], path, visit);
    path.pop();
  }
}

/** Parse JSON, Request triggers and Responses describe the shape of their value in `schema`. */
function hasSchema(operation: Operation, inputs: JsonObject): boolean {
  return (
    isObject(inputs.schema) &&
    (operation.type === "parsejson" || operation.type === "request" || operation.type === "response" || operation.isTrigger)
  );
}

function walk(value: Json | undefined, path: string[], visit: StringVisitor): void {
  if (typeof value === "string") {
    visit(value, path, false);
    return;
  }
  if (typeof value !== "object" || value === null || path.length > maxJsonDepth) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      path.push(String(i));
      walk(value[i], path, visit);
      path.pop();
    }
    return;
  }
  const object = value as JsonObject;
  for (const key of Object.keys(object)) {
    path.push(key);
    if (key.includes("@")) visit(key, path, true);
    walk(object[key], path, visit);
    path.pop();
  }
}
