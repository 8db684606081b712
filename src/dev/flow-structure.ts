import { functionInfo } from "../cloud-flow/expression/functions.ts";
import type { CloudFlow } from "../cloud-flow/model.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { definitionChanged, quoted, rewriteCalls, rewriteDefinition } from "./flow-rewriting.ts";

/** The same flow, and an action that does nothing runs before all others. */
export function withActionBefore(flow: CloudFlow): JsonObject {
  const first = "Nothing_yet";
  return rewriteDefinition(flow, (definition) => {
    const { actions } = definition;
    if (!isObject(actions) || Object.hasOwn(actions, first)) return definition;
    const moved = Object.entries(actions).map(
      ([name, action]) =>
        [name, isObject(action) && isStart(action) ? { ...action, runAfter: { [first]: ["Succeeded"] } } : action] as const,
    );
    return { ...definition, actions: { [first]: { type: "Compose", inputs: "", runAfter: {} }, ...Object.fromEntries(moved) } };
  });
}

function isStart({ runAfter }: JsonObject): boolean {
  return runAfter === undefined || (isObject(runAfter) && Object.keys(runAfter).length === 0);
}

/** The same flow, and all behind the first actions that declare variables is in a scope, where declarations are not allowed. */
export function withinScope(flow: CloudFlow): JsonObject {
  return rewriteDefinition(flow, (definition) => {
    const { actions } = definition;
    if (!isObject(actions)) return definition;
    const entries = Object.entries(actions);
    const declares = ([, action]: (typeof entries)[number]): boolean => isObject(action) && action.type === "InitializeVariable";
    const declarations = entries.filter(declares);
    const names = new Set(declarations.map(([name]) => name));
    if (!declarations.every(([, action]) => predecessors(action).every((name) => names.has(name)))) return definition;
    const others = entries
      .filter((entry) => !declares(entry))
      .map(([name, action]) => [name, isObject(action) ? { ...action, runAfter: without(action.runAfter, names) } : action] as const);
    if (others.length === 0) return definition;
    const runAfter = Object.fromEntries([...names].map((name) => [name, ["Succeeded"]]));
    return {
      ...definition,
      actions: { ...Object.fromEntries(declarations), All_of_it: { type: "Scope", actions: Object.fromEntries(others), runAfter } },
    };
  });
}

function predecessors(action: Json | undefined): readonly string[] {
  return isObject(action) && isObject(action.runAfter) ? Object.keys(action.runAfter) : [];
}

function without(runAfter: Json | undefined, names: ReadonlySet<string>): JsonObject {
  return isObject(runAfter) ? Object.fromEntries(Object.entries(runAfter).filter(([name]) => !names.has(name))) : {};
}

/** Gives every variable a number at its end: names keep their words, which are evidence. */
export function withOtherVariables(flow: CloudFlow): JsonObject {
  const renamed = rewriteCalls(flow, (call) => {
    const [name] = call.arguments;
    if (name?.kind !== "string" || functionInfo(call.name)?.names !== "variable") return [];
    return [{ start: name.start, end: name.end, text: `'${quoted(`${name.value}_2`)}'` }];
  });
  return definitionChanged(renamed, flow.pointer, (definition) => renamedIn(definition) as JsonObject);
}

const writers: ReadonlySet<string> = new Set([
  "setvariable",
  "incrementvariable",
  "decrementvariable",
  "appendtostringvariable",
  "appendtoarrayvariable",
]);

function renamedIn(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => renamedIn(item) as Json);
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamedIn(member)])) as JsonObject;
  const { type, inputs } = inner;
  if (typeof type !== "string" || !isObject(inputs)) return inner;
  if (writers.has(type.toLowerCase()) && typeof inputs.name === "string")
    return { ...inner, inputs: { ...inputs, name: `${inputs.name}_2` } };
  const { variables } = inputs;
  if (type.toLowerCase() !== "initializevariable" || !Array.isArray(variables)) return inner;
  const others = variables.map((one: Json) => (isObject(one) && typeof one.name === "string" ? { ...one, name: `${one.name}_2` } : one));
  return { ...inner, inputs: { ...inputs, variables: others } };
}
