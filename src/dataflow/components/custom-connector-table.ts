import { isObject, type Json, type JsonObject, objectAt, textAt, valueAt } from "../../json.ts";
import { lenientConnectorName } from "../../knowledge/connector-id.ts";
import type { ConnectorEntry, ConnectorTable, FactsEntry, OperationEntry } from "../../knowledge/connector-table.ts";
import { endpointFacts, unknownEndpoint } from "../../knowledge/endpoints.ts";
import type { SinkKind } from "../../knowledge/facts.ts";
import type { CustomConnector } from "../../solution/model.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { connectorStrings } from "./component-credentials.ts";
import { type ConnectorDocument, documentsOf } from "./connector-documents.ts";

/** Deepest body that is read: definitions may refer to themselves. */
const deepest = 8;

/**
 * What the custom connectors of a run say about their own operations: parameters and members of bodies with the format `password` take a
 * credential, and an operation that calls a known service, such as Key Vault or a token endpoint, returns and keeps what that service does.
 * Undefined when none says so.
 */
export function customConnectorTable({ solutions }: Workspace): ConnectorTable | undefined {
  const table: Record<string, ConnectorEntry> = {};
  for (const connector of solutions.flatMap(({ customConnectors }) => customConnectors)) {
    const operations = operationsOf(connector);
    if (Object.keys(operations).length === 0) continue;
    // In a connector's own name an underscore may be written in hexadecimal, as blanks are.
    const name = lenientConnectorName(connector.name.replace(/_5f/gi, "_"));
    table[connector.name] = { names: [name], operations };
  }
  return Object.keys(table).length === 0 ? undefined : table;
}

function operationsOf(connector: CustomConnector): Readonly<Record<string, OperationEntry>> {
  const operations: Record<string, OperationEntry> = {};
  const documents = documentsOf(connector);
  for (const { role, document } of documents) {
    if (role !== "openapi" || !isObject(document)) continue;
    const base = baseAddress(document, documents);
    for (const [path, methods] of Object.entries(objectAt(document, "paths") ?? {})) {
      const shared = parametersOf(valueAt(methods, ["parameters"]), document);
      for (const [method, operation] of isObject(methods) ? Object.entries(methods) : []) {
        const id = textAt(operation, "operationId");
        if (id === undefined) continue;
        const parameters = [...shared, ...parametersOf(valueAt(operation, ["parameters"]), document)];
        const credentialInputs = credentialsOf(parameters, document);
        const called = requestFacts({ base, path, method, query: queryOf(parameters), body: bodyOf(parameters, document) });
        if (credentialInputs.length > 0 || called !== undefined) operations[id] = { ...called, credentialInputs };
      }
    }
  }
  return operations;
}

/** The address before the paths of the operations: as the definition has it, or a policy that sets it at run time. */
function baseAddress(definition: JsonObject, documents: readonly ConnectorDocument[]): string {
  const policy = documents
    .filter(({ role }) => role !== "openapi")
    .flatMap(({ document }) => connectorStrings(document))
    .find(({ context }) => context.name?.toLowerCase() === "x-ms-apimtemplateparameter.urltemplate");
  const address = policy?.value ?? `https://${textAt(definition, "host") ?? unknownPart}${textAt(definition, "basePath") ?? ""}`;
  return address.replace(/@\w+\([^()]*\)/g, unknownPart).replace(/\/$/, "");
}

/** A request that an operation of a custom connector makes. */
interface ConnectorRequest {
  readonly base: string;
  /** As the definition has it: `/secrets/{secret-name}`. */
  readonly path: string;
  readonly method: string;
  readonly query: string;
  readonly body: string;
}

/** What is known about the service that a request goes to. */
function requestFacts({ base, path, method, query, body }: ConnectorRequest): FactsEntry | undefined {
  const url = `${base}${path.replace(pathParameter, unknownPart)}?${query}`;
  const { id, kind, secretOutputs, confidence } = endpointFacts({ url, method, body });
  if (id === unknownEndpoint) return undefined;
  const [, secret = "", version = ""] = (id === azureKeyVault && /\/secrets\/([^/]+)(?:\/([^/]+))?/i.exec(`${base}${path}`)) || [];
  const kept = sinkOf[kind];
  return {
    ...(kept === undefined ? { sink: "use" } : { sink: kept, confidence }),
    secretOutputs: secretOutputs.map((output) => ({ ...output, path: output.path.join("/") })),
    secretNameInputs: parametersIn(secret),
    secretVersionInputs: parametersIn(version),
  };
}

/** The id that the table of endpoints gives to the service whose paths name a secret and its version. */
const azureKeyVault = "azure-key-vault";

const pathParameter = /\{([^{}/]+)\}/g;

function parametersIn(part: string): readonly string[] {
  return [...part.matchAll(pathParameter)].flatMap(([, name]) => name ?? []);
}

/** What becomes of what such a service is sent; all others only use it. */
const sinkOf: Readonly<Partial<Record<string, SinkKind>>> = { log: "log", message: "message", store: "store" };

/** The parameters of the query with their defaults, which often tell which version of a service's interface is meant. */
function queryOf(parameters: readonly JsonObject[]): string {
  return parameters
    .filter((parameter) => isIn(parameter, "query"))
    .map((parameter) => `${textAt(parameter, "name") ?? ""}=${textAt(parameter, "default") ?? unknownPart}`)
    .join("&");
}

/** The members of the body as far as they tell what a request is for: one with a `password` signs in. */
function bodyOf(parameters: readonly JsonObject[], document: JsonObject): string {
  const names = parameters.flatMap((parameter) => {
    if (isIn(parameter, "formData")) return [textAt(parameter, "name") ?? ""];
    return isIn(parameter, "body") ? Object.keys(objectAt(resolved(parameter.schema, document), "properties") ?? {}) : [];
  });
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, ""])));
}

function isIn(parameter: JsonObject, part: "query" | "body" | "formData"): boolean {
  return textAt(parameter, "in")?.toLowerCase() === part.toLowerCase();
}

function parametersOf(parameters: Json | undefined, document: JsonObject): readonly JsonObject[] {
  return (Array.isArray(parameters) ? (parameters as readonly Json[]) : [])
    .map((entry) => resolved(entry, document))
    .filter((parameter) => parameter !== undefined);
}

function credentialsOf(parameters: readonly JsonObject[], document: JsonObject): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json | undefined, name: string, depth: number): void => {
    const schema = resolved(value, document);
    if (schema === undefined || depth > deepest) return;
    if (textAt(schema, "format")?.toLowerCase() === "password" || textAt(schema, "type")?.toLowerCase() === "securestring")
      found.push(name);
    for (const [member, child] of Object.entries(objectAt(schema, "properties") ?? {}))
      visit(child as Json, `${name}/${member}`, depth + 1);
  };
  for (const parameter of parameters) {
    const name = textAt(parameter, "name");
    if (name === undefined) continue;
    visit(parameter, name, 0);
    if (parameter.schema !== undefined) visit(parameter.schema, name, 1);
  }
  return found;
}

/** What a `$ref` inside the document refers to. */
function resolved(value: Json | undefined, document: JsonObject): JsonObject | undefined {
  const target = textAt(value, "$ref");
  if (target === undefined) return isObject(value) ? value : undefined;
  return target.startsWith("#/") ? objectAt(document, ...target.slice(2).split("/")) : undefined;
}
