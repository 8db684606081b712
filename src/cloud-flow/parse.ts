import { append, createTextMemo } from "../collections.ts";
import { isObject, type Json, type JsonObject, memberIgnoringCase, objectAt, textAt, valueAt } from "../json.ts";
import { connectorInfo } from "../knowledge/connectors.ts";
import type { SourceFile } from "../source/source-file.ts";
import { connectorId, parseConnections } from "./connections.ts";
import type { Branch, CloudFlow, ConnectorCall, FlowConnection, FlowParameter, Operation, SecureSettings } from "./model.ts";
import { readStrings } from "./sites.ts";

/** What is known about a flow from outside its definition file. */
export interface FlowIdentity {
  readonly id: string | undefined;
  readonly name: string;
  readonly solution: string;
}

/** Where a document holds its workflow definition, or undefined when it is no flow. */
function definitionPointer(document: JsonObject): readonly string[] | undefined {
  if (isDefinition(objectAt(document, "properties", "definition"))) return ["properties", "definition"];
  if (isDefinition(objectAt(document, "definition"))) return ["definition"];
  if (isDefinition(document) && (typeof document.$schema === "string" || isObject(document.actions))) return [];
  return undefined;
}

/** A workflow definition in a document that may hold several. */
export interface FoundDefinition {
  readonly pointer: readonly string[];
  /** Name of the resource that it is part of; undefined where there is none, or only the deployment gives it. */
  readonly name: string | undefined;
}

/** All workflow definitions of a document: its own, or those of the logic apps that a template for Azure Resource Manager deploys. */
export function definitionsIn(document: JsonObject): readonly FoundDefinition[] {
  const own = definitionPointer(document);
  if (own !== undefined) return [{ pointer: own, name: undefined }];
  const logicApps = logicAppsOf(document, []);
  return logicApps.length > 0 || copiedAction(document) === undefined ? logicApps : [{ pointer: [], name: undefined }];
}

/** An operation as the designers put it on the clipboard, where makers keep it in files to use it again. */
interface CopiedAction {
  readonly name: string;
  readonly member: string;
  readonly json: JsonObject;
  readonly isTrigger: boolean;
}

/** The classic designer copies to "My clipboard", the newer one to the clipboard of the computer; each names the operation beside it. */
function copiedAction(document: JsonObject): CopiedAction | undefined {
  for (const [named, ...members] of [
    ["operationName", "operationDefinition"],
    ["nodeId", "serializedValue", "serializedOperation"],
  ] as const) {
    const name = textAt(document, named);
    const member = members.find((candidate) => typeof objectAt(document, candidate)?.type === "string");
    const json = member === undefined ? undefined : objectAt(document, member);
    if (name !== undefined && member !== undefined && json !== undefined)
      return { name, member, json, isTrigger: document.isTrigger === true };
  }
  return undefined;
}

/** Resources are a list, or an object by symbolic names; they can be nested in another one, or in the template of a deployment. */
function logicAppsOf(holder: JsonObject, at: readonly string[]): readonly FoundDefinition[] {
  const { resources } = holder;
  if (typeof resources !== "object" || resources === null) return [];
  return Object.entries(resources).flatMap(([key, resource]): readonly FoundDefinition[] => {
    if (!isObject(resource)) return [];
    const pointer = [...at, "resources", key];
    const template = objectAt(resource, "properties", "template");
    const nested = [
      ...logicAppsOf(resource, pointer),
      ...(template === undefined ? [] : logicAppsOf(template, [...pointer, "properties", "template"])),
    ];
    const isLogicApp = /^Microsoft\.Logic\/workflows$/i.test(textAt(resource, "type") ?? "");
    if (!isLogicApp || !isDefinition(objectAt(resource, "properties", "definition"))) return nested;
    const name = textAt(resource, "name");
    const given = name === undefined || name.startsWith("[") ? undefined : name;
    return [{ pointer: [...pointer, "properties", "definition"], name: given }, ...nested];
  });
}

function isDefinition(value: JsonObject | undefined): value is JsonObject {
  return value !== undefined && (isObject(value.actions) || isObject(value.triggers)) && !("package" in value);
}

/**
 * Builds the model of a cloud flow from its parsed file. Never throws: members of an unexpected shape are left out. The nesting of the
 * document must be bounded (`maxJsonDepth`): containers are followed as deep as they go.
 * @param pointer Where the definition is in the document.
 * @returns undefined when the document holds no workflow definition.
 */
export function parseCloudFlow(
  document: JsonObject,
  source: SourceFile,
  identity: FlowIdentity,
  pointer: readonly string[] | undefined = definitionPointer(document),
): CloudFlow | undefined {
  if (pointer === undefined) return undefined;
  const definition = objectAt(document, ...pointer) ?? {};
  const copied = isDefinition(definition) ? undefined : copiedAction(document);
  const triggers: Operation[] = [];
  const actions: Operation[] = [];
  const operations: Operation[] = [];
  const byName = new Map<string, Operation[]>();
  const variables = new Map<string, Operation[]>();
  const displayName = textAt(document, "properties", "displayName");
  const flow: CloudFlow = {
    id: identity.id,
    name: displayName !== undefined && displayName !== "" && identity.id === undefined ? displayName : identity.name,
    source,
    solution: identity.solution,
    document,
    pointer,
    definition,
    isCopiedAction: copied !== undefined,
    triggers,
    actions,
    operations,
    byName,
    variables,
    parameters: parseParameters(definition, document, pointer),
    // Pasting an action asks for a connection of one's own.
    connections: copied === undefined ? parseConnections(document, pointer) : [],
    description: textAt(definition, "description") ?? textAt(document, "properties", "description"),
  };

  function register(operation: Operation): void {
    (operation.isTrigger ? triggers : actions).push(operation);
    operations.push(operation);
    append(byName, operation.name.toLowerCase(), operation);
    for (const name of writtenVariables(operation)) append(variables, name.toLowerCase(), operation);
  }

  function visit(container: JsonObject | undefined, at: readonly string[], parent: Operation | undefined, branch: string): Operation[] {
    const found: Operation[] = [];
    if (container === undefined) return found;
    for (const name of Object.keys(container)) {
      const json = container[name];
      // `concat` gives a list without room for growing, which every operation of a run would keep.
      if (isObject(json)) found.push(visitAction(name, json, at.concat(name), parent, branch));
    }
    return found;
  }

  function visitAction(name: string, json: JsonObject, at: readonly string[], parent: Operation | undefined, branch: string): Operation {
    const rawBranches = branchesOf(json);
    const branches: Branch[] = rawBranches.length === 0 ? noBranches : [];
    const operation = makeOperation({ flow, name, json, pointer: at, isTrigger: false, parent, branch, branches });
    register(operation);
    for (const { name: branchName, actions: children, path } of rawBranches) {
      branches.push({ name: branchName, operations: visit(children, at.concat(path), operation, branchName) });
    }
    return operation;
  }

  const triggerMap = objectAt(definition, "triggers") ?? {};
  for (const name of Object.keys(triggerMap)) {
    const json = triggerMap[name];
    if (!isObject(json)) continue;
    const at = [...pointer, "triggers", name];
    register(makeOperation({ flow, name, json, pointer: at, isTrigger: true, parent: undefined, branch: "triggers", branches: [] }));
  }
  visit(objectAt(definition, "actions"), [...pointer, "actions"], undefined, "actions");
  if (copied?.isTrigger === true) {
    const { name, json, member } = copied;
    register(makeOperation({ flow, name, json, pointer: [member], isTrigger: true, parent: undefined, branch: "triggers", branches: [] }));
  } else if (copied !== undefined) visitAction(copied.name, copied.json, [copied.member], undefined, "actions");
  return flow;
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

/** `@parameters('$connections')['shared_x']['connectionId']`, and the run-only form that digs the same out of the trigger's headers. */
const connectionsExpression = /\$connections'\]?\)?\s*\??\[\s*'((?:[^']|''){1,500})'\s*\]\s*\??\[\s*'connectionId'/i;

function parseCall(json: JsonObject, type: string, connections: readonly FlowConnection[]): ConnectorCall | undefined {
  const { inputs } = json;
  // Only connector operations have a host or a provider; nearly half of all operations are none.
  if (!isObject(inputs) || (inputs.host === undefined && inputs.serviceProviderConfiguration === undefined)) return undefined;
  const provider = objectAt(inputs, "serviceProviderConfiguration");
  if (provider !== undefined) return providerCall(inputs, provider);
  const host = objectAt(inputs, "host");
  if (host === undefined) return undefined;
  if (!/^(openapiconnection|apiconnection|apimanagement|serviceprovider)/.test(type) && host.connection === undefined) return undefined;
  const connectionExpression = textAt(host, "connection", "name");
  const connectionKey =
    textAt(host, "connectionName") ??
    textAt(host, "connection", "referenceName") ??
    textAt(host, "connection") ??
    connectionsExpression.exec(connectionExpression ?? "")?.[1]?.replaceAll("''", "'");
  const reference = connectionKey === undefined ? undefined : connections.find((entry) => entry.key === connectionKey);
  const connector =
    connectorId(textAt(host, "apiId")) ??
    connectorId(textAt(host, "api", "runtimeUrl")) ??
    reference?.connector ??
    connectorOfKey(connectionKey);
  const parameters = objectAt(inputs, "parameters") ?? {};
  return {
    connectionKey,
    connector,
    operationId: textAt(host, "operationId"),
    method: textAt(inputs, "method")?.toLowerCase(),
    path: textAt(inputs, "path"),
    parameters,
  };
}

/**
 * The connector by the key of a connection that the file does not describe: the designer makes it of the connector's name and a number
 * (`shared_teams_1`, `keyvault-2`).
 */
function connectorOfKey(key: string | undefined): string | undefined {
  const name = key?.replace(/[-_]\d{1,2}$/, "");
  if (name === undefined || name === "") return undefined;
  if (name.startsWith("shared_")) return name;
  return connectorInfo(name) === undefined ? undefined : connectorId(name);
}

/** Built-in connectors of Logic Apps Standard: `serviceProviderId` is `/serviceProviders/keyVault`. */
function providerCall(inputs: JsonObject, provider: JsonObject): ConnectorCall {
  return {
    connectionKey: textAt(provider, "connectionName"),
    connector: connectorId(textAt(provider, "serviceProviderId")),
    operationId: textAt(provider, "operationId"),
    method: undefined,
    path: undefined,
    parameters: objectAt(inputs, "parameters") ?? {},
  };
}

function parseParameters(definition: JsonObject, document: JsonObject, pointer: readonly string[]): FlowParameter[] {
  const parameters: FlowParameter[] = [];
  const declared = objectAt(definition, "parameters") ?? {};
  for (const name of Object.keys(declared)) {
    const json = declared[name];
    if (!isObject(json)) continue;
    const at = [...pointer, "parameters", name];
    const ownValue = json.defaultValue !== undefined ? "defaultValue" : json.value !== undefined ? "value" : "defaultValue";
    parameters.push({
      name,
      type: (textAt(json, "type") ?? "").toLowerCase(),
      pointer: at.concat(ownValue),
      defaultValue: json[ownValue],
      schemaName: textAt(json, "metadata", "schemaName"),
    });
  }
  // Logic Apps keep the values beside the definition; they win over the defaults.
  const holder = pointer.length > 0 ? [...pointer.slice(0, -1), "parameters"] : [];
  const values = pointer.length > 0 ? objectAt(document, ...holder) : undefined;
  for (const name of Object.keys(values ?? {})) {
    const given = writtenValue(document, [...holder, name, "value"]);
    const index = parameters.findIndex((parameter) => parameter.name === name);
    const found = parameters[index];
    if (given !== undefined && found !== undefined) parameters[index] = { ...found, ...given };
  }
  return parameters;
}

/** A whole expression of a template for Azure Resource Manager that takes one of the template's parameters. */
const templateParameter = /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i;

/** The value at a place of a document, or what stands in the same template for it; undefined where only the deployment gives it. */
function writtenValue(document: JsonObject, pointer: readonly string[]): Pick<FlowParameter, "defaultValue" | "pointer"> | undefined {
  const value = valueAt(document, pointer);
  if (typeof value !== "string" || !/^\[.*\]$/s.test(value)) return value === undefined ? undefined : { defaultValue: value, pointer };
  const name = templateParameter.exec(value)?.[1];
  if (name === undefined) return undefined;
  const found = memberIgnoringCase(objectAt(document, "parameters") ?? {}, name);
  const defaultValue = valueAt(found?.value, ["defaultValue"]);
  return found === undefined || defaultValue === undefined
    ? undefined
    : { defaultValue, pointer: ["parameters", found.key, "defaultValue"] };
}

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
