import { addAll } from "../../collections.ts";
import { isObject, type JsonObject, memberIgnoringCase, objectAt, textAt } from "../../json.ts";
import type { LiteralContext } from "../../secrets/credential.ts";
import { detectCredentials } from "../../secrets/detect.ts";
import { openFiles } from "../../solution/files.ts";
import type { Solution } from "../../solution/model.ts";
import { type Place, valueKey } from "../../source/place.ts";
import type { SourceFile } from "../../source/source-file.ts";
import type { AnalysisOptions } from "../analysis.ts";
import type { Workspace, WorkspaceProblem } from "../workspace.ts";
import type { CredentialHit } from "../written-credentials.ts";
import { connectorStrings } from "./component-credentials.ts";
import type { OtherComponents, OtherCredential } from "./other-components.ts";

/** A document of which some parts say what connections sign in with, and what an app is set to. */
interface ValueFile {
  readonly source: SourceFile;
  readonly parts: readonly ValuePart[];
  readonly what: string;
  readonly name: string;
}

interface ValuePart {
  readonly value: JsonObject;
  readonly pointer: readonly string[];
}

/** Files beside the workflows of a Standard logic app that hold values, and the parts with them. */
const filesOfApp: ReadonlyMap<string, (document: JsonObject) => readonly ValuePart[]> = new Map([
  ["connections.json", (document) => [{ value: document, pointer: [] }]],
  ["parameters.json", (document) => [{ value: document, pointer: [] }]],
  [
    "local.settings.json",
    (document) => (memberIgnoringCase(document, "IsEncrypted")?.value === true ? [] : partsAt(document, [], "Values", "ConnectionStrings")),
  ],
]);

/**
 * What logic apps keep beside their definitions: in a template's connections, or in the files of an app. Credentials found are handed to the redactor.
 * @param inFlows the credentials of flows, some of which are values that an app gives to its workflows
 */
export function logicAppValues(
  { cloudFlows, solutions }: Workspace,
  inFlows: readonly CredentialHit[],
  options: AnalysisOptions,
): OtherComponents {
  const problems: WorkspaceProblem[] = [];
  const files = [...templatesOf(cloudFlows), ...solutions.flatMap((solution) => appFiles(solution, problems))];
  return {
    credentials: withGivenValues(
      files.flatMap((file) => credentialsIn(file, options)),
      inFlows,
    ),
    problems,
  };
}

/** Adds the values of parameters that are credentials by what workflows do with them. All workflows of an app read the same value. */
function withGivenValues(found: readonly OtherCredential[], inFlows: readonly CredentialHit[]): readonly OtherCredential[] {
  const known = new Set(found.map(({ place }) => valueKey(place)));
  const given = inFlows.flatMap(({ match, place, parameter }): readonly OtherCredential[] => {
    const key = valueKey(place);
    if (parameter?.source === undefined || known.has(key)) return [];
    known.add(key);
    return [{ match, place, kind: "logic-app", what: "file", isSetting: true, name: place.owner?.name ?? "" }];
  });
  return [...found, ...given];
}

function credentialsIn({ source, parts, what, name }: ValueFile, options: AnalysisOptions): readonly OtherCredential[] {
  return parts.flatMap(({ value, pointer: at }) =>
    connectorStrings(value).flatMap(({ value: text, pointer, context }) => {
      if (isDeployedValue(text)) return [];
      const position: LiteralContext = isSignIn(pointer) ? { position: "credential", name: "authentication" } : context;
      return detectCredentials(text, position, options).map((match): OtherCredential => {
        options.onSecret(text.slice(match.span.start, match.span.end), match.preview);
        const place: Place = {
          source,
          at: { kind: "json", pointer: [...at, ...pointer], span: match.span },
          owner: { kind: "logic-app", name },
        };
        return { match, place, kind: "logic-app", what, isSetting: true, name };
      });
    }),
  );
}

/** What a connection signs in with, whatever it is called: the key of a function app, the key of a managed connection. */
function isSignIn(pointer: readonly string[]): boolean {
  return pointer.at(-2) === "authentication" && /^(?:value|parameter|password|secret|pfx)$/.test(pointer.at(-1) ?? "");
}

/** `[parameters('key')]`: the deployment gives it. */
function isDeployedValue(text: string): boolean {
  return /^\[(?!\[)[\s\S]*\]$/.test(text);
}

/** Templates for Azure Resource Manager that hold logic apps, each once. */
function templatesOf(flows: Workspace["cloudFlows"]): readonly ValueFile[] {
  const bySource = new Map(flows.map(({ source, document }) => [source, document] as const));
  return [...bySource].flatMap(([source, document]) =>
    connectionsIn(document, []).map(
      ({ resource, pointer }): ValueFile => ({
        source,
        parts: partsAt(resource, pointer, "parameterValues", "parameterValueSet", "customParameterValues"),
        what: "connection",
        name: givenName(resource),
      }),
    ),
  );
}

/** The connections that a template deploys, also nested in another resource or deployment. */
function connectionsIn(
  holder: JsonObject,
  at: readonly string[],
): readonly { readonly resource: JsonObject; readonly pointer: readonly string[] }[] {
  const { resources } = holder;
  if (typeof resources !== "object" || resources === null) return [];
  return Object.entries(resources).flatMap(([key, resource]) => {
    if (!isObject(resource)) return [];
    const pointer = [...at, "resources", key];
    const template = objectAt(resource, "properties", "template");
    const nested = [
      ...connectionsIn(resource, pointer),
      ...(template === undefined ? [] : connectionsIn(template, [...pointer, "properties", "template"])),
    ];
    const properties = objectAt(resource, "properties");
    const isConnection = /^Microsoft\.Web\/connections$/i.test(textAt(resource, "type") ?? "") && properties !== undefined;
    return isConnection ? [{ resource: properties, pointer: [...pointer, "properties"] }, ...nested] : nested;
  });
}

/** The display name of a connection, or the connector that it is one of. */
function givenName(connection: JsonObject): string {
  const name = textAt(connection, "displayName");
  if (name !== undefined && !isDeployedValue(name)) return name;
  return /managedApis\/(?<api>[\w-]+)/i.exec(textAt(connection, "api", "id") ?? "")?.groups?.api ?? "";
}

function partsAt(holder: JsonObject, at: readonly string[], ...names: readonly string[]): readonly ValuePart[] {
  return names.flatMap((name) => {
    const member = memberIgnoringCase(holder, name);
    return member !== undefined && isObject(member.value) ? [{ value: member.value, pointer: [...at, member.key] }] : [];
  });
}

function appFiles(solution: Solution, problems: WorkspaceProblem[]): readonly ValueFile[] {
  const { kind, root, container, componentFolders } = solution;
  const folders = new Set(componentFolders.filter((component) => component.kind === "logic-app").map(({ folder }) => folder.toLowerCase()));
  if (kind === "solution" || folders.size === 0) return [];
  const files = openFiles(container, { layout: solution.layout, folder: root, files: solution.files });
  const found = solution.files.flatMap((artifact): readonly ValueFile[] => {
    const below = artifact.name.slice(root.length).toLowerCase();
    const slash = below.lastIndexOf("/") + 1;
    const name = below.slice(slash);
    const partsOf = filesOfApp.get(name);
    if (partsOf === undefined || !folders.has(below.slice(0, slash))) return [];
    const source = files.source(artifact);
    const document = files.json(source, { kind: "logic-app", name });
    return document === undefined ? [] : [{ source, parts: partsOf(document), what: "file", name }];
  });
  addAll(problems, files.problems);
  return found;
}
