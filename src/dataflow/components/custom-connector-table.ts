import { isObject, type Json, type JsonObject, objectAt, textAt, valueAt } from "../../json.ts";
import { lenientConnectorName } from "../../knowledge/connector-id.ts";
import type { ConnectorEntry, ConnectorTable, OperationEntry } from "../../knowledge/connector-table.ts";
import type { CustomConnector } from "../../solution/model.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { documentsOf } from "./connector-documents.ts";

/** Deepest body that is read: definitions may refer to themselves. */
const deepest = 8;

/**
 * What the custom connectors of a run say about their own operations: parameters and members of bodies with the format `password` take a
 * credential. Undefined when none says so.
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
  for (const { role, document } of documentsOf(connector)) {
    if (role !== "openapi" || !isObject(document)) continue;
    for (const path of Object.values(objectAt(document, "paths") ?? {})) {
      for (const operation of isObject(path) ? Object.values(path) : []) {
        const id = textAt(operation, "operationId");
        if (id === undefined) continue;
        const credentialInputs = credentialsOf(valueAt(operation, ["parameters"]), document);
        if (credentialInputs.length > 0) operations[id] = { credentialInputs };
      }
    }
  }
  return operations;
}

function credentialsOf(parameters: Json | undefined, document: JsonObject | undefined): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json | undefined, name: string, depth: number): void => {
    const schema = resolved(value, document);
    if (schema === undefined || depth > deepest) return;
    if (textAt(schema, "format")?.toLowerCase() === "password" || textAt(schema, "type")?.toLowerCase() === "securestring")
      found.push(name);
    for (const [member, child] of Object.entries(objectAt(schema, "properties") ?? {}))
      visit(child as Json, `${name}/${member}`, depth + 1);
  };
  for (const entry of Array.isArray(parameters) ? (parameters as readonly Json[]) : []) {
    const parameter = resolved(entry, document);
    const name = textAt(parameter, "name");
    if (parameter === undefined || name === undefined) continue;
    visit(parameter, name, 0);
    if (parameter.schema !== undefined) visit(parameter.schema, name, 1);
  }
  return found;
}

/** What a `$ref` inside the document refers to. */
function resolved(value: Json | undefined, document: JsonObject | undefined): JsonObject | undefined {
  const target = textAt(value, "$ref");
  if (target === undefined) return isObject(value) ? value : undefined;
  return target.startsWith("#/") ? objectAt(document, ...target.slice(2).split("/")) : undefined;
}
