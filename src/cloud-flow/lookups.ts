import { isObject, type Json, textAt } from "../json.ts";
import type { CloudFlow, FlowParameter, Operation } from "./model.ts";

/** Variables that an operation writes, as spelled. */
export function writtenVariables(operation: Operation): readonly string[] {
  const { type, inputs } = operation;
  if (!type.endsWith("variable") || !isObject(inputs)) return [];
  if (type === "initializevariable") {
    const list = inputs.variables;
    return Array.isArray(list) ? list.flatMap((entry: Json) => textAt(entry, "name") ?? []) : [];
  }
  const name = textAt(inputs, "name");
  return name === undefined ? [] : [name];
}

/** An action by its name: exactly, else without case, as the platform resolves names. Several only where a file repeats a name. */
export function operationsNamed(flow: CloudFlow, name: string): readonly Operation[] {
  const found = flow.byName.get(name.toLowerCase()) ?? [];
  if (found.length < 2) return found;
  const exact = found.filter((operation) => operation.name === name);
  return exact.length > 0 ? exact : found;
}

/** The member of `parameters` whose name equals the given one without case. */
export function parameterNamed(flow: CloudFlow, name: string): FlowParameter | undefined {
  const wanted = name.toLowerCase();
  return (
    flow.parameters.find((parameter) => parameter.name === name) ??
    flow.parameters.find((parameter) => parameter.name.toLowerCase() === wanted)
  );
}

/**
 * Operations that an operation waits for, by name, with the statuses in lower case. Read on demand: only the order of runs asks, and of few
 * flows.
 */
export function runAfterOf({ json }: Operation): ReadonlyMap<string, readonly string[]> {
  const value = json.runAfter;
  const result = new Map<string, readonly string[]>();
  if (!isObject(value)) return result;
  for (const name of Object.keys(value)) result.set(name, statusesIn(value[name]));
  return result;
}

/** What nearly every link says. */
const succeeded: readonly string[] = ["succeeded"];

/** The statuses of one link of a run-after, in lower case. Lists that say the same may be one. */
export function statusesIn(value: Json | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  if (value.length === 1 && value[0] === "Succeeded") return succeeded;
  return value.filter((status): status is string => typeof status === "string").map((status) => status.toLowerCase());
}
