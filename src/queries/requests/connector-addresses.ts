import { connectorDocuments } from "../../dataflow/components/connector-documents.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import { isObject, type Json, type JsonObject, maxJsonDepth, textAt } from "../../json.ts";
import type { ConnectorPlace } from "./connector-transport.ts";
import { insecurePart } from "./insecure-addresses.ts";

/** An address that a custom connector calls over http, other than by the scheme of its definition. */
export interface ConnectorAddress extends ConnectorPlace {
  /** Scheme and host. */
  readonly address: string;
  readonly part: "policy" | "parameter";
  /** Title of the policy, or name of the connection parameter. */
  readonly name: string;
}

/** Addresses that a policy routes requests to, that a connection signs in at, or that a connection parameter has where nobody gives another one. */
export function insecureConnectorAddresses(workspace: Workspace): readonly ConnectorAddress[] {
  return connectorDocuments(workspace).flatMap(({ connector, role, document, at }) => {
    const found: ConnectorAddress[] = [];
    const add = (text: Json | undefined, pointer: readonly string[], part: ConnectorAddress["part"], name: string): void => {
      const address = typeof text === "string" ? insecurePart(text) : undefined;
      if (address !== undefined) found.push({ connector, place: at(pointer), address, part, name });
    };
    const visit = (value: Json | undefined, pointer: readonly string[]): void => {
      if (typeof value !== "object" || value === null || pointer.length > maxJsonDepth) return;
      if (isObject(value)) {
        for (const [key, text] of routedBy(value)) add(text, [...pointer, "parameters", key], "policy", textAt(value, "title") ?? "");
        if (isParameters(pointer, role)) {
          for (const [name, parameter] of Object.entries(value))
            for (const [text, path] of addressesOf(name, parameter ?? null)) add(text, [...pointer, name, ...path], "parameter", name);
          return;
        }
      }
      for (const [key, child] of Object.entries(value)) visit(child as Json, [...pointer, key]);
    };
    if (role === "openapi") {
      const key = "x-ms-connection-parameters";
      if (isObject(document)) visit(document[key], [key]);
    } else visit(document, []);
    return found;
  });
}

/** The address that a policy sets: https://learn.microsoft.com/connectors/custom-connectors/policy-templates/dynamichosturl/dynamichosturl */
function routedBy(policy: JsonObject): readonly (readonly [string, Json])[] {
  const { parameters } = policy;
  if (!/^dynamichosturl/i.test(textAt(policy, "templateId") ?? "") || !isObject(parameters)) return [];
  return Object.entries(parameters).filter(([key]) => /urltemplate$/i.test(key)) as readonly (readonly [string, Json])[];
}

/** Whether an object holds the connection parameters by their names. */
function isParameters(pointer: readonly string[], role: string): boolean {
  return (
    /^(?:x-ms-connection-|connection)parameters$/i.test(pointer.at(-1) ?? "") || (role === "connection-parameters" && pointer.length === 0)
  );
}

/** Members of a parameter that hold what it is where nobody gives another value. */
const defaults = /^(?:default|defaultValue)$/i;
/** Parameters that hold an address. */
const addressName = /ur[li]|host|server|endpoint|address|site|base/i;
/** Where a connection signs in. */
const signInAddress = /^(?:authorization|authentication|login|token|refresh)_?ur[li](?:template)?$/i;

function addressesOf(name: string, parameter: Json): readonly (readonly [Json, readonly string[]])[] {
  if (!isObject(parameter)) return [];
  const own = addressName.test(name)
    ? Object.entries(parameter)
        .filter(([key]) => defaults.test(key))
        .map(([key, value]) => [value as Json, [key]] as const)
    : [];
  const custom = isObject(parameter.oAuthSettings) ? parameter.oAuthSettings.customParameters : undefined;
  const signIn = Object.entries(isObject(custom) ? custom : {}).flatMap(([key, holder]) =>
    signInAddress.test(key) && isObject(holder as Json)
      ? [[(holder as JsonObject).value ?? null, ["oAuthSettings", "customParameters", key, "value"]] as const]
      : [],
  );
  return [...own, ...signIn];
}
