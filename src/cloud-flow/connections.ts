import { createTextMemo } from "../collections.ts";
import { isObject, type JsonObject, objectAt, textAt } from "../json.ts";
import { normalizeConnectorId } from "../knowledge/connector-id.ts";
import type { FlowConnection } from "./model.ts";
import { wholeFlowAt } from "./whole-flow.ts";

/**
 * `shared_x` out of a connector's id in any form, or out of a runtime URL (`…azure-apim.net/apim/x`). An expression names none, but for
 * one of a template for Azure, whose last text does: `[subscriptionResourceId('…/managedApis', 'westeurope', 'x')]`.
 */
export function connectorId(text: string | undefined): string | undefined {
  return text === undefined || text === "" || text.startsWith("@") ? undefined : idInText(text);
}

const idInText = createTextMemo((text): string | undefined => {
  if (text.startsWith("[")) return /\bmanagedApis\b/i.test(text) ? connectorId(/[/'](\w+)'\)\]$/.exec(text)?.[1]) : undefined;
  return normalizeConnectorId(/\/apim\/([^/?]+)/.exec(text)?.[1] ?? text) || undefined;
});

/**
 * The flow's connections in all forms of exports: solution flows keep them in `properties.connectionReferences`, Logic Apps in
 * `parameters.$connections.value`, beside the definition or as the default of its parameter.
 * @param definition where the document holds the definition
 */
export function parseConnections(document: JsonObject, definition: readonly string[]): readonly FlowConnection[] {
  const found: FlowConnection[] = [];
  const whole = wholeFlowAt(definition);
  for (const pointer of [
    [...whole, "properties", "connectionReferences"],
    [...whole, "connectionReferences"],
  ]) {
    const entries = objectAt(document, ...pointer) ?? {};
    for (const key of Object.keys(entries)) {
      const json = entries[key];
      if (isObject(json)) found.push(parseConnection(key, json, [...pointer, key]));
    }
  }
  const known = new Set(found.map(({ key }) => key));
  for (const pointer of [
    [...definition, "parameters", "$connections", "defaultValue"],
    [...definition.slice(0, -1), "parameters", "$connections", "value"],
    [...whole, "properties", "parameters", "$connections", "value"],
    [...whole, "parameters", "$connections", "value"],
  ]) {
    const entries = objectAt(document, ...pointer) ?? {};
    for (const key of Object.keys(entries)) {
      const json = entries[key];
      if (known.has(key) || !isObject(json) || textAt(json, "connectionId") === undefined) continue;
      known.add(key);
      found.push({
        key,
        pointer: [...pointer, key],
        connector: connectorId(textAt(json, "id")),
        binding: "connection",
        referenceName: undefined,
        connectionName: undefined,
        ofAzure: isOfAzure(json),
      });
    }
  }
  return found;
}

function parseConnection(key: string, json: JsonObject, pointer: readonly string[]): FlowConnection {
  const connection = objectAt(json, "connection");
  // An empty name binds nothing.
  const referenceName = textAt(connection, "connectionReferenceLogicalName") || textAt(json, "connectionReferenceLogicalName") || undefined;
  const invoker = [textAt(json, "runtimeSource"), textAt(json, "source")].some((source) => source?.toLowerCase() === "invoker");
  const concrete = concreteConnection(json, pointer);
  const connector =
    connectorId(textAt(json, "api", "name")) ??
    connectorId(textAt(json, "id")) ??
    connectorId(textAt(json, "api", "id")) ??
    connectorId(textAt(connection, "id"));
  return {
    key,
    pointer,
    connector,
    binding: referenceName !== undefined ? "reference" : invoker ? "invoker" : concrete !== undefined ? "connection" : "none",
    referenceName,
    connectionName: concrete,
    ofAzure: isOfAzure(json),
  };
}

/** `/subscriptions/…/Microsoft.Web/connections/keyvault`: connections and connectors of the Power Platform are in no subscription. */
function isOfAzure(json: JsonObject): boolean {
  return [["connectionId"], ["id"], ["api", "id"], ["connection", "id"]].some((path) =>
    /^\/subscriptions\/[^/]+\/.*\/(?:connections|managedApis|customApis)\//i.test(textAt(json, ...path) ?? ""),
  );
}

/** A raw connection id: `connectionName` of the legacy form, `connection.name` or `connection.id` elsewhere. */
function concreteConnection(json: JsonObject, pointer: readonly string[]): FlowConnection["connectionName"] {
  for (const path of [["connectionName"], ["connection", "name"], ["connection", "id"], ["connection", "connectionName"]]) {
    const value = textAt(json, ...path);
    if (value !== undefined && value !== "" && !value.startsWith("@")) return { value, pointer: [...pointer, ...path] };
  }
  return undefined;
}
