import { once } from "../collections.ts";
import { mainTable, type OperationGroup, publicTable } from "../knowledge/connector-table.ts";
import { connectorInfo } from "../knowledge/connectors.ts";
import { operationKey, unversionedKey } from "../knowledge/operation-index.ts";

/**
 * What the workflow definition language and the unpacked formats enumerate: by the member or attribute that holds the value, in lower case.
 */
const enumerated: Readonly<Record<string, readonly string[]>> = {
  type: words(`
    Agent AgentHandoff ApiConnection ApiConnectionNotification ApiConnectionWebhook AppendToArrayVariable AppendToStringVariable Batch Compose DecrementVariable Expression Foreach
    Function Http HttpWebhook If IncrementVariable InitializeVariable JavaScriptCode Join Manual OpenApiConnection OpenApiConnectionNotification OpenApiConnectionWebhook ParseJson
    Query Recurrence Request Response Scope Select SendToBatch SetVariable SlidingWindow Switch Table Terminate Until Wait Workflow
    Array Bool Boolean Float Int Integer Number Object SecureObject SecureString String
    100000000 100000001 100000002 100000003 100000004 100000005
    ActiveDirectoryOAuth Basic ClientCertificate ManagedServiceIdentity Raw`),
  kind: words(
    "AddToTime AiBuilder ApiConnection Apis Button ConvertTimeZone CurrentTime EventGrid Geofence GetFutureTime GetPastTime Http PowerApp PowerAppV2 Skills SubtractFromTime Teams VirtualAgent",
  ),
  method: words("DELETE GET HEAD OPTIONS PATCH POST PUT TRACE"),
  properties: words("inputs outputs"),
  frequency: words("Second Minute Hour Day Week Month Year"),
  unit: words("Second Minute Hour Day Week Month Year"),
  runstatus: words("Succeeded Failed Cancelled"),
  runtimesource: words("embedded invoker"),
  contenttransferencoding: words("base64"),
  staticresultoptions: words("Enabled Disabled"),
  operationoptions: words(
    "DisableAsyncPattern EnableSchemaValidation Sequential SingleInstance SuppressWorkflowHeaders SuppressWorkflowHeadersOnResponse",
  ),
};

function words(text: string): readonly string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.toLowerCase());
}

const enumeratedValues: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(enumerated).map(([member, values]) => [member, new Set(values)]),
);

/** Members that hold the id of a connector, in lower case. */
const connectorMembers: ReadonlySet<string> = new Set(["apiid", "connectionname", "connectorid", "apiname"]);

/** Names of operations in the connector tables, by the key that ignores how they are spelled; a pattern counts with its fixed part. */
const knownOperations = once((): ReadonlySet<string> => {
  const { connectors, families } = mainTable();
  const groups: readonly OperationGroup[] = [...Object.values(connectors), ...Object.values(families), ...Object.values(publicTable())];
  const names = groups.flatMap(({ operations = {}, reads = "" }) =>
    [...Object.keys(operations), reads].flatMap((joined) => joined.split("|")),
  );
  return new Set(names.map((one) => operationKey(one.replace(/\*$/, ""))).filter((one) => one !== "" && !one.includes("*")));
});

/**
 * Whether a text is one of the values that the format itself or this project's tables enumerate for a member, and so says nothing of what a
 * maker wrote.
 */
export function isKnownValue(member: string, value: string): boolean {
  const holder = member.toLowerCase();
  if (enumeratedValues.get(holder)?.has(value.toLowerCase()) === true) return true;
  if (holder === "operationid") return isKnownOperation(value);
  return connectorMembers.has(holder) && isKnownConnector(value);
}

function isKnownOperation(value: string): boolean {
  const key = operationKey(value);
  return knownOperations().has(key) || knownOperations().has(unversionedKey(key));
}

/**
 * In one of the forms in which definitions name a connector: `/providers/Microsoft.PowerApps/apis/shared_keyvault`, `shared_keyvault`,
 * `shared_keyvault_1`.
 */
function isKnownConnector(value: string): boolean {
  const id = /^(?:\/providers\/Microsoft\.PowerApps\/apis\/)?(shared_[a-z0-9]+)(?:[-_]\d{1,2})?$/i.exec(value)?.[1];
  return id !== undefined && connectorInfo(id)?.id === id.toLowerCase();
}
