import { isObject, type Json, type JsonObject, memberIgnoringCase } from "../json.ts";
import { lastPart } from "../slash-path.ts";
import type { Place, PlaceOwner, SourceFile } from "../source/place.ts";

/**
 * What a deployment settings file says about one environment: connections for the connection references and values for the environment
 * variables of a solution. Written as a skeleton by `pac solution create-settings`, filled by hand or by a pipeline, and read by
 * `pac solution import --settings-file`.
 * Source: https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools
 */
export interface DeploymentSettings {
  /** Name of the environment as given, or by the name of the file or its folder; undefined when neither says. */
  readonly environment: string | undefined;
  /** `given`: named by the user as the settings to check; `found`: lay among the inputs and looks like one. */
  readonly origin: "given" | "found";
  readonly source: SourceFile;
  readonly variables: readonly VariableSetting[];
  readonly references: readonly ReferenceSetting[];
  /** The list of variables, or where it should be. */
  readonly variablesPlace: Place;
  /** The list of connection references, or where it should be. */
  readonly referencesPlace: Place;
}

/** The value of one environment variable. */
export interface VariableSetting {
  readonly schemaName: string;
  /** Empty when nothing is filled in. */
  readonly value: string;
  readonly place: Place;
  readonly valuePlace: Place;
}

/** The connection of one connection reference. */
export interface ReferenceSetting {
  readonly logicalName: string;
  /** Empty when nothing is filled in. */
  readonly connectionId: string;
  /** As written: `/providers/Microsoft.PowerApps/apis/shared_x`. */
  readonly connectorId: string | undefined;
  readonly place: Place;
  readonly connectionPlace: Place;
  readonly connectorPlace: Place;
}

/** What is known about a settings file besides its content. */
export interface SettingsIdentity {
  readonly environment: string | undefined;
  readonly origin: DeploymentSettings["origin"];
}

/**
 * Reads a settings file: the two lists of `pac solution create-settings` (the ALM Accelerator adds `ConnectionOwner`), and the ALM
 * Accelerator's deployment configuration, a list of environments with `UserSettings` named `environmentvariable.<name>` and
 * `connectionreference.<name>`. Tolerant: entries of another shape are left out.
 * @returns one entry for each environment in the file; none when the document is not a settings file.
 */
export function readDeploymentSettings(document: Json, source: SourceFile, identity: SettingsIdentity): readonly DeploymentSettings[] {
  if (Array.isArray(document)) return document.flatMap((entry: Json, index) => readConfiguration(entry, index, source, identity));
  if (!isObject(document) || !isSettingsDocument(document)) return [];
  const owner = ownerOf(source, identity.environment);
  const variables = memberIgnoringCase(document, "EnvironmentVariables");
  const references = memberIgnoringCase(document, "ConnectionReferences");
  const at = (pointer: readonly string[]): Place => ({ source, at: { kind: "json", pointer }, owner });
  return [
    {
      ...identity,
      source,
      variables: entriesOf(variables).flatMap(({ entry, index, list }) => readVariable(entry, [list, index], at)),
      references: entriesOf(references).flatMap(({ entry, index, list }) => readReference(entry, [list, index], at)),
      variablesPlace: at([variables?.key ?? "EnvironmentVariables"]),
      referencesPlace: at([references?.key ?? "ConnectionReferences"]),
    },
  ];
}

/** Both lists, or one of them with entries that only a settings file has. */
function isSettingsDocument(document: JsonObject): boolean {
  const variables = memberIgnoringCase(document, "EnvironmentVariables")?.value;
  const references = memberIgnoringCase(document, "ConnectionReferences")?.value;
  if (variables !== undefined && !Array.isArray(variables)) return false;
  if (references !== undefined && !Array.isArray(references)) return false;
  if (variables !== undefined && references !== undefined) return true;
  const has = (list: Json | undefined, name: string): boolean =>
    Array.isArray(list) && list.some((entry: Json) => isObject(entry) && memberIgnoringCase(entry, name) !== undefined);
  return has(variables, "SchemaName") || has(references, "LogicalName");
}

interface ListEntry {
  readonly entry: JsonObject;
  readonly index: string;
  readonly list: string;
}

function entriesOf(member: { readonly key: string; readonly value: Json } | undefined): readonly ListEntry[] {
  if (member === undefined || !Array.isArray(member.value)) return [];
  return member.value.flatMap((entry: Json, index) => (isObject(entry) ? [{ entry, index: String(index), list: member.key }] : []));
}

type PlaceAt = (pointer: readonly string[]) => Place;

function readVariable(entry: JsonObject, pointer: readonly string[], at: PlaceAt): readonly VariableSetting[] {
  const schemaName = memberText(entry, "SchemaName");
  if (schemaName === undefined || schemaName.text === "") return [];
  const value = memberText(entry, "Value");
  return [
    { schemaName: schemaName.text, value: value?.text ?? "", place: at(pointer), valuePlace: at([...pointer, value?.key ?? "Value"]) },
  ];
}

function readReference(entry: JsonObject, pointer: readonly string[], at: PlaceAt): readonly ReferenceSetting[] {
  const logicalName = memberText(entry, "LogicalName");
  if (logicalName === undefined || logicalName.text === "") return [];
  const connection = memberText(entry, "ConnectionId");
  const connector = memberText(entry, "ConnectorId");
  return [
    {
      logicalName: logicalName.text,
      connectionId: connection?.text ?? "",
      connectorId: connector === undefined || connector.text === "" ? undefined : connector.text,
      place: at(pointer),
      connectionPlace: at([...pointer, connection?.key ?? "ConnectionId"]),
      connectorPlace: at([...pointer, connector?.key ?? "ConnectorId"]),
    },
  ];
}

/** A member as text; numbers and booleans as they are written, since pipelines fill them in without quotes. */
function memberText(entry: JsonObject, name: string): { readonly key: string; readonly text: string } | undefined {
  const member = memberIgnoringCase(entry, name);
  if (member === undefined || (typeof member.value === "object" && member.value !== null)) return undefined;
  return { key: member.key, text: member.value === null ? "" : String(member.value).trim() };
}

/** One environment of the ALM Accelerator's deployment configuration. */
function readConfiguration(entry: Json, index: number, source: SourceFile, identity: SettingsIdentity): readonly DeploymentSettings[] {
  if (!isObject(entry)) return [];
  const list = memberIgnoringCase(entry, "UserSettings");
  if (list === undefined || !Array.isArray(list.value)) return [];
  const named = memberText(entry, "DeploymentEnvironmentName")?.text;
  const environment = identity.environment ?? (named === "" ? undefined : named);
  const owner = ownerOf(source, environment);
  const at: PlaceAt = (pointer) => ({ source, at: { kind: "json", pointer: [String(index), ...pointer] }, owner });
  const variables: VariableSetting[] = [];
  const references: ReferenceSetting[] = [];
  for (const { entry: setting, index: position } of entriesOf(list)) {
    const match = /^(environmentvariable|connectionreference)\.(?!user\.)(.+)$/i.exec(memberText(setting, "Name")?.text ?? "");
    const [, kind = "", name = ""] = match ?? [];
    if (name === "") continue;
    const value = memberText(setting, "Value");
    const place = at([list.key, position]);
    const valuePlace = at([list.key, position, value?.key ?? "Value"]);
    if (kind.toLowerCase() === "environmentvariable") variables.push({ schemaName: name, value: value?.text ?? "", place, valuePlace });
    else {
      references.push({
        logicalName: name,
        connectionId: value?.text ?? "",
        connectorId: undefined,
        place,
        connectionPlace: valuePlace,
        connectorPlace: place,
      });
    }
  }
  const listPlace = at([list.key]);
  return [{ ...identity, environment, source, variables, references, variablesPlace: listPlace, referencesPlace: listPlace }];
}

function ownerOf(source: SourceFile, environment: string | undefined): PlaceOwner {
  const name = lastPart(source.file || source.path);
  return { kind: "settings", name: environment ?? name };
}

/**
 * Forms of tokens that a pipeline replaces before the import: `#{X}#`, `$(X)`, `${{ X }}`, `{{X}}`, `__X__`, `@@X@@`.
 * Such a value is neither empty nor shared nor a credential: what it will be is not in the file.
 */
const tokenInside = /#\{[^{}]*\}|\$\([^()]*\)|\$\{[^{}]*\}|\{\{[^{}]*\}\}|__[A-Za-z0-9.-]+(?:_[A-Za-z0-9.-]+){0,50}__|@@[A-Za-z0-9_.-]+@@/;
/** Forms that are tokens only as a whole: `%X%`, `<X>`, `[X]`. */
const tokenWhole = /^(?:%[A-Za-z_][A-Za-z0-9_.]*%|<[^<>]*>|\[[^[\]"{}]*\])$/;

/** Whether a settings value, or a part of it, is a token that something replaces before the import. */
export function isReplacedLater(value: string): boolean {
  return tokenInside.test(value) || tokenWhole.test(value.trim());
}
