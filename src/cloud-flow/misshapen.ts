import { isObject, type Json, type JsonObject, valueAt } from "../json.ts";
import type { CloudFlow } from "./model.ts";

/** What should be an operation, or a list of them, and is something else. */
export interface Misshapen {
  /** The key of the operation, or `actions` or `triggers`. */
  readonly name: string;
  readonly pointer: readonly string[];
}

/**
 * What the model of a flow leaves out for its shape. Such files come from tools that write JSON a few levels deep and put the names of types, or
 * PowerShell's `@{type=Http; inputs=}`, in the place of the rest: without a word, a flow that lost its actions would pass for a clean one.
 */
export function misshapenOperations(flow: CloudFlow): readonly Misshapen[] {
  const found: Misshapen[] = [];
  addMisshapen(found, flow.definition, ["triggers"], flow.pointer);
  addMisshapen(found, flow.definition, ["actions"], flow.pointer);
  for (const { json, pointer } of flow.actions) {
    for (const path of containers) addMisshapen(found, json, path, pointer);
    if (isObject(json.cases)) for (const name of Object.keys(json.cases)) addMisshapen(found, json, ["cases", name, "actions"], pointer);
  }
  return found;
}

/** Where an action may hold others, besides the cases of a switch. */
const containers: readonly (readonly string[])[] = [["actions"], ["else", "actions"], ["default", "actions"]];

/** Adds what is not an operation among those that a member holds, or the member itself. */
function addMisshapen(found: Misshapen[], json: JsonObject, path: readonly string[], at: readonly string[]): void {
  const value = valueAt(json, path);
  if (value === undefined) return;
  if (isLost(value)) found.push({ name: path.at(-1) ?? "", pointer: [...at, ...path] });
  if (!isObject(value)) return;
  for (const name of Object.keys(value)) if (isLost(value[name])) found.push({ name, pointer: [...at, ...path, name] });
}

/**
 * Whether a value may stand for something that is not there. The expressions of templates, `[variables('actions')]`, are filled in when they are
 * deployed.
 */
function isLost(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() !== "" && !/^\s*\[/.test(value);
  return Array.isArray(value) && value.length > 0;
}
