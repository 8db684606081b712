import { distinct } from "../../collections.ts";
import { lowestConfidence } from "../../findings/confidence.ts";
import { isObject, type Json, type JsonObject, maxJsonDepth, memberIgnoringCase, textAt } from "../../json.ts";
import type { CredentialMatch, LiteralContext } from "../../secrets/credential.ts";
import { detectCredentials } from "../../secrets/detect.ts";
import { credentialsInScript } from "../../secrets/scripts/script-values.ts";
import { type DeploymentSettings, isReplacedLater, type VariableSetting } from "../../solution/deployment-settings.ts";
import type { CustomConnector, EnvironmentVariable, Solution, TextValue } from "../../solution/model.ts";
import { withoutPrefix } from "../../solution/schema-name.ts";
import { commentsOf, parseJson } from "../../source/json-comments.ts";
import type { Place } from "../../source/place.ts";
import { textOf } from "../../source/source-file.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { DeclaredVariable, Workspace } from "../workspace/workspace.ts";

/** A credential in the value of an environment variable. */
export interface VariableCredential {
  readonly variable: EnvironmentVariable;
  /** The solution that declares it. */
  readonly solution: Solution;
  readonly value: TextValue;
  /** The value is the definition's default, not a current value. */
  readonly isDefault: boolean;
  readonly match: CredentialMatch;
  readonly place: Place;
}

/** A credential in a deployment settings file. */
export interface SettingCredential {
  readonly settings: DeploymentSettings;
  /** The variable whose value it is; undefined when it is elsewhere in the file. */
  readonly setting: VariableSetting | undefined;
  /** Schema name of the variable, or the member that holds it; empty for a comment. */
  readonly name: string;
  /** It is commented out, or noted down. */
  readonly inComment?: true;
  readonly match: CredentialMatch;
  readonly place: Place;
}

/** A credential in a file of a custom connector. */
export interface ConnectorCredential {
  readonly connector: CustomConnector;
  readonly role: CustomConnector["files"][number]["role"];
  readonly match: CredentialMatch;
  readonly place: Place;
}

/** Credentials outside of flows: in what a solution holds beside them, and in its settings files. */
export interface ComponentCredentials {
  readonly variables: readonly VariableCredential[];
  readonly settings: readonly SettingCredential[];
  readonly connectors: readonly ConnectorCredential[];
}

/** Finds the credentials of the components that are read anyway; their texts are handed to the redactor. Never throws. */
export function componentCredentials(workspace: Workspace, options: AnalysisOptions): ComponentCredentials {
  const handedOver = (text: string, found: readonly CredentialMatch[]): readonly CredentialMatch[] => {
    for (const { span } of found) options.onSecret(text.slice(span.start, span.end));
    return found;
  };
  const search: Search = (text, context) => handedOver(text, detectCredentials(text, context, options));
  const searchScript = (text: string): readonly CredentialMatch[] => handedOver(text, credentialsInScript(text, options));
  return {
    variables: workspace.solutions.flatMap((solution) =>
      solution.environmentVariables.flatMap((variable) => variableCredentials({ variable, solution }, search)),
    ),
    settings: [
      ...workspace.settings.flatMap((settings) => settingCredentials(settings, workspace, search)),
      ...otherSettings(workspace.settings, search),
    ],
    connectors: workspace.solutions.flatMap(({ customConnectors }) =>
      customConnectors.flatMap((connector) => connectorCredentials(connector, search, searchScript)),
    ),
  };
}

type Search = (text: string, context: LiteralContext) => readonly CredentialMatch[];

/** Types whose value cannot be a credential. */
const harmlessTypes = new Set(["number", "boolean", "data-source"]);

function variableCredentials({ variable, solution }: DeclaredVariable, search: Search): readonly VariableCredential[] {
  if (harmlessTypes.has(variable.type)) return [];
  const values = [
    ...variable.values.map((value) => ({ value, isDefault: false })),
    ...(variable.defaultValue === undefined ? [] : [{ value: variable.defaultValue, isDefault: true }]),
  ];
  return values.flatMap(({ value, isDefault }) =>
    searchNamed(value.text, variable, search).map((match) => ({
      variable,
      solution,
      value,
      isDefault,
      match,
      place: value.part?.(match.span) ?? value.place,
    })),
  );
}

/** A secret variable's value is a reference, so its name says nothing about the text; that of the others does. */
function searchNamed(
  text: string,
  variable: Pick<EnvironmentVariable, "schemaName" | "displayName" | "type">,
  search: Search,
): readonly CredentialMatch[] {
  if (variable.type === "secret") {
    const byShape = search(text, { position: "other" });
    return byShape.length > 0 || !isNoName(text)
      ? byShape
      : search(text, { position: "credential", name: variable.schemaName }).map((match) => ({
          ...match,
          confidence: lowestConfidence(match.confidence, "medium"),
        }));
  }
  const byDisplayName = search(text, { position: "named", name: variable.displayName });
  return byDisplayName.length > 0 ? byDisplayName : search(text, { position: "named", name: withoutPrefix(variable.schemaName) });
}

/** Neither a path nor the name of a vault or a secret: other characters are in it, or it is long and random. */
function isNoName(text: string): boolean {
  return !/^[\w\-./:()\s]*$/.test(text) || /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{20,}$/.test(text);
}

function settingCredentials(settings: DeploymentSettings, workspace: Workspace, search: Search): readonly SettingCredential[] {
  return settings.variables.flatMap((setting) => {
    const { schemaName, value, valuePlace } = setting;
    if (value === "" || isReplacedLater(value)) return [];
    const declared = workspace.variables.get(schemaName.toLowerCase())?.[0]?.variable;
    if (declared !== undefined && harmlessTypes.has(declared.type)) return [];
    const named = declared ?? { schemaName, displayName: withoutPrefix(schemaName), type: "unknown" as const };
    return searchNamed(value, named, search).map((match) => ({
      settings,
      setting,
      name: schemaName,
      match,
      place: partOf(valuePlace, match),
    }));
  });
}

/** Credentials that are in a settings file beside the values of variables: pipelines put tokens and addresses of webhooks there. */
function otherSettings(all: readonly DeploymentSettings[], search: Search): readonly SettingCredential[] {
  const key = (pointer: readonly string[]): string => pointer.join("\u0001");
  return distinct(all.map(({ source }) => source)).flatMap((source) => {
    const ofFile = all.filter((settings) => settings.source === source);
    const values = new Set(
      ofFile.flatMap(({ variables }) => variables.map(({ valuePlace: { at } }) => (at.kind === "json" ? key(at.pointer) : ""))),
    );
    const [settings] = ofFile;
    const text = textOf(source);
    if (settings === undefined || text === undefined) return [];
    const comments = commentsOf(text) ?? "";
    const commented = search(comments, { position: "other" })
      .filter(({ confidence }) => confidence !== "low")
      .map((match): SettingCredential => {
        const place: Place = { ...settings.variablesPlace, at: { kind: "text", span: match.span } };
        return { settings, setting: undefined, name: "", inComment: true, match, place };
      });
    const written = connectorStrings(parse(text)).flatMap(({ value, pointer, context }): readonly SettingCredential[] => {
      if (values.has(key(pointer)) || isReplacedLater(value)) return [];
      const place: Place = { ...settings.variablesPlace, at: { kind: "json", pointer } };
      const name = context.name ?? pointer.at(-1) ?? "";
      return search(value, context).map((match) => ({ settings, setting: undefined, name, match, place: partOf(place, match) }));
    });
    return [...written, ...commented];
  });
}

function partOf(place: Place, match: CredentialMatch): Place {
  return place.at.kind === "json" ? { ...place, at: { ...place.at, span: match.span } } : place;
}

function connectorCredentials(
  connector: CustomConnector,
  search: Search,
  searchScript: (text: string) => readonly CredentialMatch[],
): readonly ConnectorCredential[] {
  return connector.files.flatMap(({ role, source }): readonly ConnectorCredential[] => {
    const owner = connector.place.owner;
    const text = textOf(source);
    if (text === undefined) return [];
    const at = (place: Place["at"]): Place => ({ source, at: place, ...(owner === undefined ? {} : { owner }) });
    if (role === "script") {
      return searchScript(text).map((match) => ({
        connector,
        role,
        match,
        place: at({ kind: "text", span: match.span }),
      }));
    }
    return connectorStrings(parse(text)).flatMap(({ value, pointer, context }) =>
      search(value, context).map((match) => ({ connector, role, match, place: at({ kind: "json", pointer, span: match.span }) })),
    );
  });
}

/** A string of a connector's definition, or of another document that names its values alike. */
export interface ConnectorString {
  readonly value: string;
  readonly pointer: readonly string[];
  readonly context: LiteralContext;
}

/** Members that describe, and never hold a value that is used. */
const prose =
  /^(?:description|summary|title|tooltip|displayname|x-ms-summary|x-ms-visibility|in|type|format|name|operationid|pattern|iconuri|iconblob|identityprovider|templateid|\$ref)$/i;
/** Members that hold the value of what is around them. */
const valueMember = /^(?:default|value|defaultvalue|example|x-ms-apimtemplateparameter\.(?:value|newvalue|newpropertyvalue)|const)$/i;
const examples = /^(?:example|examples|x-ms-examples|enum)$/i;
/** What a schema lets a call send where nobody gives a value. */
const schemaDefault = /^(?:default|const)$/i;

/**
 * Strings of a connector's definition that can hold a credential, each with the name that tells. Expressions are none: they fetch the value at run
 * time.
 */
export function connectorStrings(document: Json | undefined): readonly ConnectorString[] {
  const found: ConnectorString[] = [];
  const host = textAt(document, "host");
  const visit = (value: Json | undefined, pointer: readonly string[], around: JsonObject | undefined, inSchema: boolean): void => {
    if (pointer.length > maxJsonDepth || value === undefined || value === null) return;
    if (typeof value === "string") {
      const key = pointer.at(-1) ?? "";
      if (isNote(pointer)) found.push({ value, pointer, context: { position: "other" } });
      if (value === "" || (inSchema && !schemaDefault.test(key)) || prose.test(key) || /^@(?!@)/.test(value.trim())) return;
      const name = valueMember.test(key) ? nameAround(around, pointer) : key;
      const isSecret = /^clientsecret$/i.test(key);
      const isInQuery = textAt(around, "in")?.toLowerCase() === "query" || setsParameter(document, pointer);
      const context = isInQuery ? inQuery(name, host) : ({ position: "named", name } as const);
      found.push({ value, pointer, context: isSecret ? { position: "credential", name: key } : context });
      return;
    }
    if (typeof value !== "object") return;
    for (const [key, child] of Object.entries(value)) {
      const isSchema = key.toLowerCase() === "schema";
      // What a response looks like is sent by nobody.
      if (examples.test(key) || (isSchema && pointer.includes("responses"))) continue;
      visit(child as Json, [...pointer, key], isObject(value) ? value : around, inSchema || isSchema);
    }
  };
  visit(document, [], undefined, false);
  return found;
}

/** Where makers write down what others have to know about the service or an operation. Other descriptions give examples of values. */
function isNote(pointer: readonly string[]): boolean {
  return (
    /^(?:description|summary)$/.test(pointer.at(-1) ?? "") &&
    (pointer[0] === "info" ? pointer.length === 2 : isOperation(pointer.slice(0, -1)))
  );
}

function isOperation([top, , method, ...more]: readonly string[]): boolean {
  return top === "paths" && method !== undefined && more.length === 0;
}

/** Whether a value is what a policy adds to the query of every request. */
function setsParameter(document: Json | undefined, pointer: readonly string[]): boolean {
  return textAt(document, ...pointer.slice(0, -2), "templateId")?.toLowerCase() === "setqueryparameter";
}

/** Names mean something of their own in the query of a URL, and a form can be known by its address alone. */
function inQuery(name: string, host: string | undefined): LiteralContext {
  const address = `https://${host ?? unknownPart}/?${name}=`;
  return { position: "query", name, address, ...(host === undefined ? {} : { host }) };
}

/** `{ "name": "x-api-key", "default": … }`, a policy's `…name` and `…value`, or the key of the object that holds the value. */
function nameAround(around: JsonObject | undefined, pointer: readonly string[]): string {
  if (around !== undefined) {
    for (const name of ["name", "x-ms-apimTemplateParameter.name", "x-ms-apimTemplateParameter.newPropertySubPath"]) {
      const member = memberIgnoringCase(around, name);
      if (typeof member?.value === "string" && member.value !== "") return member.value;
    }
  }
  return pointer.slice(0, -1).findLast((holder) => !/^(?:uidefinition|constraints|\d+)$/i.test(holder)) ?? "";
}

function parse(text: string): Json | undefined {
  try {
    return parseJson(text).value;
  } catch {
    return undefined;
  }
}
