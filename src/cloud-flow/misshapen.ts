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
  const within = flow.actions.flatMap(({ json, pointer }) => containers(json).map((path) => read(json, path, pointer)));
  const top = [["triggers"], ["actions"]].map((path) => read(flow.definition, path, flow.pointer));
  return [...top, ...within].flatMap(misshapenIn);
}

/** A member that holds operations. */
interface Holder {
  readonly value: Json | undefined;
  readonly pointer: readonly string[];
}

function read(json: JsonObject, path: readonly string[], at: readonly string[]): Holder {
  return { value: valueAt(json, path), pointer: [...at, ...path] };
}

/** Where an action may hold others. */
function containers({ cases }: JsonObject): readonly (readonly string[])[] {
  const ofCases = isObject(cases) ? Object.keys(cases).map((name) => ["cases", name, "actions"]) : [];
  return [["actions"], ["else", "actions"], ["default", "actions"], ...ofCases];
}

function misshapenIn({ value, pointer }: Holder): readonly Misshapen[] {
  if (isObject(value)) return Object.keys(value).flatMap((name) => (isLost(value[name]) ? [{ name, pointer: [...pointer, name] }] : []));
  return isLost(value) ? [{ name: pointer.at(-1) ?? "", pointer }] : [];
}

/**
 * Whether a value may stand for something that is not there. The expressions of templates, `[variables('actions')]`, are filled in when they are
 * deployed.
 */
function isLost(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() !== "" && !/^\s*\[/.test(value);
  return Array.isArray(value) && value.length > 0;
}
