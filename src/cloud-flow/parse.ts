import { append, createTextMemo } from "../collections.ts";
import { isObject, type Json, type JsonObject, objectAt, textAt } from "../json.ts";
import type { SourceFile } from "../source/place.ts";
import { parseConnections } from "./connections.ts";
import { parseCall } from "./connector-call.ts";
import { copiedAction, definitionPointer, isDefinition } from "./definitions.ts";
import type { DeployedValue } from "./deployed-values.ts";
import { writtenVariables } from "./lookups.ts";
import type { Branch, CloudFlow, Operation, SecureSettings } from "./model.ts";
import { type AppParameters, parseParameters } from "./parameters.ts";
import { readStrings } from "./strings.ts";

/** What is known about a flow from outside its definition file. */
export interface FlowIdentity {
  readonly id: string | undefined;
  readonly name: string;
  readonly solution: string;
  /** Name of the logic app that a template makes of it. */
  readonly logicApp?: string | undefined;
  /** What the deployment of a template writes into its definition. */
  readonly deployedValues?: readonly DeployedValue[];
}

/**
 * Builds the model of a cloud flow from its parsed file. Never throws: members of an unexpected shape are left out. The nesting of the
 * document must be bounded (`maxJsonDepth`): containers are followed as deep as they go.
 * @param pointer Where the definition is in the document.
 * @param app What a Standard logic app gives to all its workflows.
 * @returns undefined when the document holds no workflow definition.
 */
export function parseCloudFlow(
  document: JsonObject,
  source: SourceFile,
  identity: FlowIdentity,
  pointer: readonly string[] | undefined = definitionPointer(document),
  app?: AppParameters,
): CloudFlow | undefined {
  if (pointer === undefined) return undefined;
  const definition = objectAt(document, ...pointer) ?? {};
  const copied = isDefinition(definition) ? undefined : copiedAction(document);
  const displayName = textAt(document, "properties", "displayName");
  const flow: FlowInTheMaking = {
    id: identity.id,
    name: displayName !== undefined && displayName !== "" && identity.id === undefined ? displayName : identity.name,
    source,
    solution: identity.solution,
    logicApp: identity.logicApp,
    document,
    pointer,
    definition,
    isCopiedAction: copied !== undefined,
    triggers: [],
    actions: [],
    operations: [],
    byName: new Map(),
    variables: new Map(),
    parameters: parseParameters(definition, document, pointer, app),
    // Pasting an action asks for a connection of one's own.
    connections: copied === undefined ? parseConnections(document, pointer) : [],
    description: textAt(definition, "description") ?? textAt(document, "properties", "description"),
    deployedValues: identity.deployedValues ?? [],
  };
  const triggers = objectAt(definition, "triggers") ?? {};
  for (const name of Object.keys(triggers)) {
    const json = triggers[name];
    if (isObject(json)) addTrigger(flow, name, json, [...pointer, "triggers", name]);
  }
  const top: Surroundings = { flow, parent: undefined, branch: "actions" };
  addActions(top, objectAt(definition, "actions"), [...pointer, "actions"]);
  if (copied?.isTrigger === true) addTrigger(flow, copied.name, copied.json, [copied.member]);
  else if (copied !== undefined) addAction(top, copied.name, copied.json, [copied.member]);
  return flow;
}

/** A flow whose operations are being added. */
interface FlowInTheMaking extends CloudFlow {
  readonly triggers: Operation[];
  readonly actions: Operation[];
  readonly operations: Operation[];
  readonly byName: Map<string, Operation[]>;
  readonly variables: Map<string, Operation[]>;
}

function addOperation(flow: FlowInTheMaking, operation: Operation): void {
  (operation.isTrigger ? flow.triggers : flow.actions).push(operation);
  flow.operations.push(operation);
  append(flow.byName, operation.name.toLowerCase(), operation);
  for (const name of writtenVariables(operation)) append(flow.variables, name.toLowerCase(), operation);
}

function addTrigger(flow: FlowInTheMaking, name: string, json: JsonObject, pointer: readonly string[]): void {
  addOperation(flow, makeOperation({ flow, name, json, pointer, isTrigger: true, parent: undefined, branch: "triggers", branches: [] }));
}

/** What the actions of one branch have in common. */
interface Surroundings {
  readonly flow: FlowInTheMaking;
  readonly parent: Operation | undefined;
  readonly branch: string;
}

/** Adds the actions of a container with everything in them, in the order of the file. */
function addActions(around: Surroundings, container: JsonObject | undefined, at: readonly string[]): Operation[] {
  const found: Operation[] = [];
  if (container === undefined) return found;
  for (const name of Object.keys(container)) {
    const json = container[name];
    // `concat` gives a list without room for growing, which every operation of a run would keep.
    if (isObject(json)) found.push(addAction(around, name, json, at.concat(name)));
  }
  return found;
}

function addAction({ flow, parent, branch }: Surroundings, name: string, json: JsonObject, pointer: readonly string[]): Operation {
  const rawBranches = branchesOf(json);
  const branches: Branch[] = rawBranches.length === 0 ? noBranches : [];
  const operation = makeOperation({ flow, name, json, pointer, isTrigger: false, parent, branch, branches });
  addOperation(flow, operation);
  for (const { name: branchName, actions, path } of rawBranches) {
    const inside: Surroundings = { flow, parent: operation, branch: branchName };
    branches.push({ name: branchName, operations: addActions(inside, actions, pointer.concat(path)) });
  }
  return operation;
}

interface RawBranch {
  readonly name: string;
  readonly actions: JsonObject | undefined;
  readonly path: readonly string[];
}

const branchMembers = ["actions", "else", "cases", "default", "tools"] as const;
/** What nearly all operations have; nothing is ever added to it. */
const noBranches: never[] = [];

/** Members of a container that hold operations: If/Scope/Foreach/Until `actions`, `else`, Switch `cases` and `default`, Agent `tools`. */
function branchesOf(json: JsonObject): readonly RawBranch[] {
  if (!branchMembers.some((member) => json[member] !== undefined)) return noBranches;
  const branches: RawBranch[] = [];
  const own = objectAt(json, "actions");
  if (own !== undefined) branches.push({ name: "actions", actions: own, path: ["actions"] });
  const otherwise = objectAt(json, "else", "actions");
  if (otherwise !== undefined) branches.push({ name: "else", actions: otherwise, path: ["else", "actions"] });
  for (const [group, label] of [
    ["cases", "case"],
    ["tools", "tool"],
  ] as const) {
    const entries = objectAt(json, group) ?? {};
    for (const name of Object.keys(entries)) {
      const actions = objectAt(entries, name, "actions");
      if (actions !== undefined) branches.push({ name: `${label} ${name}`, actions, path: [group, name, "actions"] });
    }
  }
  const fallback = objectAt(json, "default", "actions");
  if (fallback !== undefined) branches.push({ name: "default", actions: fallback, path: ["default", "actions"] });
  return branches;
}

/** What an operation is by its place in the flow; the rest is read from its JSON. */
type PlacedOperation = Pick<Operation, "flow" | "name" | "json" | "pointer" | "isTrigger" | "parent" | "branch" | "branches">;

function makeOperation({ flow, name, json, pointer, isTrigger, parent, branch, branches }: PlacedOperation): Operation {
  const type = lowerCase(json.type);
  return {
    flow,
    name,
    isTrigger,
    type,
    kind: lowerCase(json.kind),
    pointer,
    json,
    inputs: json.inputs,
    parent,
    branch,
    branches,
    secure: parseSecureSettings(json),
    call: parseCall(json, type, flow.connections),
    note: textAt(json, "description"),
    strings: readStrings(json, type, isTrigger),
  };
}

/** Types repeat in every operation. */
const loweredType = createTextMemo((type) => type.toLowerCase());

function lowerCase(text: Json | undefined): string {
  return typeof text === "string" ? loweredType(text) : "";
}

const noSecureSettings: SecureSettings = { present: false, inputs: false, outputs: false, unknown: [] };

function parseSecureSettings(json: JsonObject): SecureSettings {
  if (json.runtimeConfiguration === undefined) return noSecureSettings;
  const secureData = objectAt(json, "runtimeConfiguration", "secureData");
  if (secureData === undefined) return noSecureSettings;
  const listed: readonly Json[] = Array.isArray(secureData.properties) ? secureData.properties : [];
  const names = listed.map((entry) => (typeof entry === "string" ? entry : JSON.stringify(entry)));
  const lower = names.map((name) => name.toLowerCase());
  return {
    present: true,
    inputs: lower.includes("inputs"),
    outputs: lower.includes("outputs"),
    unknown: names.filter((_, index) => lower[index] !== "inputs" && lower[index] !== "outputs"),
  };
}
