import { isObject, type JsonObject, objectAt, textAt } from "../json.ts";
import { connectorInfo } from "../knowledge/connectors.ts";
import { connectorId } from "./connections.ts";
import type { ConnectorCall, FlowConnection } from "./model.ts";

/** `@parameters('$connections')['shared_x']['connectionId']`, and the run-only form that digs the same out of the trigger's headers. */
const connectionsExpression = /\$connections'\]?\)?\s*\??\[\s*'((?:[^']|''){1,500})'\s*\]\s*\??\[\s*'connectionId'/i;

/**
 * What an operation calls: a connector by operation id or by method and path, or a built-in connector of Logic Apps.
 * @param type of the operation, in lower case
 * @returns undefined for an operation that calls none
 */
export function parseCall(json: JsonObject, type: string, connections: readonly FlowConnection[]): ConnectorCall | undefined {
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
  const reference = connectionKey === undefined ? undefined : connectionNamed(connections, connectionKey);
  const connector =
    connectorId(textAt(host, "apiId")) ??
    connectorId(textAt(host, "api", "runtimeUrl")) ??
    reference?.connector ??
    connectorOfKey(connectionKey);
  const parameters = objectAt(inputs, "parameters") ?? {};
  return {
    connectionKey: reference?.key ?? connectionKey,
    connector,
    operationId: textAt(host, "operationId"),
    method: textAt(inputs, "method")?.toLowerCase(),
    path: textAt(inputs, "path"),
    parameters,
  };
}

/** The entry with this key: exactly, else without case, as the platform reads members. */
function connectionNamed(connections: readonly FlowConnection[], key: string): FlowConnection | undefined {
  const exact = connections.find((entry) => entry.key === key);
  if (exact !== undefined) return exact;
  const wanted = key.toLowerCase();
  return connections.find((entry) => entry.key.toLowerCase() === wanted);
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
