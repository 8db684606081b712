import type { Analysis } from "../../dataflow/analysis.ts";
import { connectorDocuments } from "../../dataflow/components/connector-documents.ts";
import { isObject, type Json, type JsonObject, objectAt, textAt, valueAt } from "../../json.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import type { CustomConnector } from "../../solution/model.ts";
import type { Place } from "../../source/place.ts";

/** A parameter by which each connection of a custom connector gives a credential, and which is not declared as a secret. */
export interface ClearParameter {
  readonly connector: CustomConnector;
  /** What the form for a new connection calls it. */
  readonly parameter: string;
  /** Its type. */
  readonly place: Place;
}

/**
 * Connection parameters of type `string` that are named like a credential. Only what is given for a `securestring` is kept as a secret: the
 * service hands the others out again with the connection.
 */
export function clearParameters({ workspace, options }: Analysis): readonly ClearParameter[] {
  return connectorDocuments(workspace).flatMap(({ connector, role, document, at }) => {
    if (role !== "connection-parameters" && role !== "properties") return [];
    return parameterLists(document).flatMap(({ list, pointer }) =>
      Object.keys(list).flatMap((name): readonly ClearParameter[] => {
        const label = textAt(list, name, "uiDefinition", "displayName") || name;
        if (textAt(list, name, "type")?.toLowerCase() !== "string" || !isSecret(name, label, options.sensitiveNames)) return [];
        return [{ connector, parameter: label, place: at([...pointer, name, "type"]) }];
      }),
    );
  });
}

function isSecret(name: string, label: string, sensitiveNames: readonly string[]): boolean {
  return (
    [name, label].every((one) => credentialName(one, sensitiveNames) !== undefined) &&
    [name, label].some((one) => credentialName(one, sensitiveNames)?.strength === "strong")
  );
}

interface ParameterList {
  readonly list: JsonObject;
  readonly pointer: readonly string[];
}

/** All lists of parameters: of the connector, in a file of their own or with its other properties, and of each way to sign in. */
function parameterLists(document: Json): readonly ParameterList[] {
  if (!isObject(document)) return [];
  const holder = objectAt(document, "properties");
  const own = holder === undefined ? [] : ["properties"];
  const inside = holder ?? document;
  const ofConnector = objectAt(inside, "connectionParameters");
  const sets = objectAt(inside, "connectionParameterSets");
  const isList = holder === undefined && ofConnector === undefined && !Array.isArray(valueAt(document, ["values"]));
  return [
    ...(ofConnector === undefined ? [] : [{ list: ofConnector, pointer: [...own, "connectionParameters"] }]),
    ...(isList ? [{ list: document, pointer: [] }] : []),
    ...(sets === undefined ? listsOfSets(document, []) : listsOfSets(sets, [...own, "connectionParameterSets"])),
  ];
}

function listsOfSets(sets: JsonObject, pointer: readonly string[]): readonly ParameterList[] {
  const values = valueAt(sets, ["values"]);
  if (!Array.isArray(values)) return [];
  return values.flatMap((value: Json, index): readonly ParameterList[] => {
    const list = isObject(value) ? objectAt(value, "parameters") : undefined;
    return list === undefined ? [] : [{ list, pointer: [...pointer, "values", String(index), "parameters"] }];
  });
}
