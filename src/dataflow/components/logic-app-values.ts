import { deployedText } from "../../cloud-flow/deployed-text.ts";
import { type DeploymentFileKind, deploymentFileKind, deploysLogicApp } from "../../cloud-flow/deployment-files.ts";
import { isLogicApp } from "../../cloud-flow/logic-app.ts";
import type { CloudFlow } from "../../cloud-flow/model.ts";
import { addAll } from "../../collections.ts";
import { isObject, type Json, type JsonObject, memberIgnoringCase, objectAt, textAt } from "../../json.ts";
import type { LiteralContext } from "../../secrets/credential.ts";
import { detectCredentials } from "../../secrets/detect.ts";
import { folderOf, lastPart } from "../../slash-path.ts";
import { openFiles, type SolutionFiles } from "../../solution/files.ts";
import type { Solution } from "../../solution/model.ts";
import { type Place, type PlaceOwner, type SourceFile, valueKey } from "../../source/place.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { CredentialHit } from "../sources/written-credentials.ts";
import type { Workspace, WorkspaceProblem } from "../workspace/workspace.ts";
import { connectorStrings } from "./component-credentials.ts";
import { partsOfParameters, partsOfTemplate, secureParametersOf } from "./deployment-values.ts";
import { commentCredentials } from "./json-comments.ts";
import { credentialsInCode } from "./logic-app-code.ts";
import type { OtherComponents, OtherCredential } from "./other-credential.ts";

/** A document of which some parts say what connections sign in with, and what an app is set to. */
interface ValueFile {
  readonly source: SourceFile;
  readonly parts: readonly ValuePart[];
}

interface ValuePart {
  readonly value: Json;
  readonly pointer: readonly string[];
  /** Where a credential is found, in a maker's words, and what that is called. */
  readonly what: string;
  readonly name: string;
  /** Whether what is at a place of the part is secret by the type of the parameter that it is a value of. */
  readonly isSecure?: (pointer: readonly string[]) => boolean;
  /** Nothing in the file is about a logic app: it is only read because it lies beside one. */
  readonly isOnlyBeside?: true;
}

/** A kind of file beside the workflows of a Standard logic app. */
interface FileOfApp {
  readonly pattern: RegExp;
  /** Settings may be a list, as the portal shows them for editing; what else there is holds an object. */
  readonly read: "json" | "value";
  readonly holdsValues: (document: Json) => boolean;
}

/**
 * Files beside the workflows of a Standard logic app that hold values. Copies for other environments and for work on a computer have a further word
 * in their names: `connections.azure.json`, `prod.parameters.json`, `appsettings.Development.json`.
 */
const filesOfApp: readonly FileOfApp[] = [
  { pattern: /^(?:[\w-]+\.)*(?:connections|parameters)(?:\.[\w-]+)*\.json$/i, read: "json", holdsValues: () => true },
  {
    pattern: /^(?:(?:local|cloud|app)\.settings|appsettings)(?:\.[\w-]+)*\.json$/i,
    read: "value",
    holdsValues: (document) => !isObject(document) || memberIgnoringCase(document, "IsEncrypted")?.value !== true,
  },
];

/**
 * What logic apps keep beside their definitions: in the templates that deploy them, or in the files of an app. Credentials found are handed to the
 * redactor.
 * @param inFlows the credentials of flows, some of which are values that an app or a template gives to its workflows
 */
export function logicAppValues(workspace: Workspace, inFlows: readonly CredentialHit[], options: AnalysisOptions): OtherComponents {
  const problems: WorkspaceProblem[] = [];
  const found = workspace.solutions.flatMap((solution) => credentialsBeside(solution, workspace, problems, options));
  return { credentials: withGivenValues(withoutThoseOfFlows(found, inFlows), inFlows), problems };
}

/** The default of a template's parameter that is the value of a workflow's parameter is told there. */
function withoutThoseOfFlows(found: readonly OtherCredential[], inFlows: readonly CredentialHit[]): readonly OtherCredential[] {
  const told = new Set(inFlows.flatMap(({ place, parameter }) => (parameter?.source === undefined ? valueKey(place) : [])));
  return found.filter(({ place }) => !told.has(valueKey(place)));
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

function credentialsOf(files: readonly ValueFile[], options: AnalysisOptions): readonly OtherCredential[] {
  return files.flatMap(({ source, parts }) => parts.flatMap((part) => credentialsIn(source, part, options)));
}

function credentialsIn(
  source: SourceFile,
  { value, pointer: at, what, name, isSecure, isOnlyBeside }: ValuePart,
  options: AnalysisOptions,
): readonly OtherCredential[] {
  return connectorStrings(value).flatMap(({ value: written, pointer, context }) => {
    // What an expression puts together is searched; what else it returns, only the deployment knows.
    const text = deployedText(written);
    if (isDeployedValue(text)) return [];
    const position: LiteralContext = isSecure?.(pointer)
      ? { position: "credential", name: pointer[0] ?? "" }
      : isSignIn(value, pointer)
        ? { position: "credential", name: "authentication" }
        : context;
    return detectCredentials(text, position, options).map((match): OtherCredential => {
      const secret = text.slice(match.span.start, match.span.end);
      options.onSecret(secret);
      const start = text === written ? match.span.start : written.indexOf(secret);
      const place: Place = {
        source,
        at: { kind: "json", pointer: [...at, ...pointer], ...(start < 0 ? {} : { span: { start, end: start + secret.length } }) },
        owner: { kind: "logic-app", name },
      };
      return { match, place, kind: "logic-app", what, isSetting: true, name, ...(isOnlyBeside === true ? { isOnlyBeside } : {}) };
    });
  });
}

/**
 * What a connection signs in with, whatever it is called: the key of a function app, the key of a managed connection. Where connections take it from
 * the file of parameters, it is there as the value of one.
 */
function isSignIn(part: Json, pointer: readonly string[]): boolean {
  if (!/^(?:value|parameter|password|secret|pfx|key)$/.test(pointer.at(-1) ?? "")) return false;
  return pointer.at(-2) === "authentication" || signInTypes.test(textAt(part, ...pointer.slice(0, -1), "type") ?? "");
}

/**
 * How requests sign in with what no name tells.
 * Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#authentication-types-supported-triggers-actions
 */
const signInTypes = /^(?:QueryString|Raw|ActiveDirectoryOAuth|ClientCertificate)$/i;

/** `[parameters('key')]`: the deployment gives it. */
function isDeployedValue(text: string): boolean {
  return /^\[(?!\[)[\s\S]*\]$/.test(text);
}

/** The display name of a connection, or the connector that it is one of. */
function givenName(connection: JsonObject): string {
  const name = textAt(connection, "displayName");
  if (name !== undefined && !isDeployedValue(name)) return name;
  return /managedApis\/(?<api>[\w-]+)/i.exec(textAt(connection, "api", "id") ?? "")?.groups?.api ?? "";
}

/** What the files of logic apps hold that belong to no solution. */
function credentialsBeside(
  solution: Solution,
  workspace: Workspace,
  problems: WorkspaceProblem[],
  options: AnalysisOptions,
): readonly OtherCredential[] {
  if (solution.kind === "solution") return [];
  const logicApps = workspace.cloudFlows.filter((flow) => isLogicApp(flow) && workspace.solutionOf(flow) === solution);
  const isApp = workspace.deployments.has(solution) || solution.componentFolders.some(({ kind }) => kind === "logic-app");
  if (logicApps.length === 0 && !isApp) return [];
  const files = openFiles(solution.container, { layout: solution.layout, folder: solution.root, files: solution.files });
  const deployed = deploymentFiles(solution, logicApps, files);
  const secure = new Set(deployed.flatMap(({ kind, document }) => (kind === "template" ? [...secureParametersOf(document)] : [])));
  const isOfLogicApp = ownFiles(solution, deployed);
  const values = [
    ...deployed.map((file) => valuesOfDeployment(file, secure, isOfLogicApp(file))),
    ...appFiles(solution, files, new Set(deployed.map(({ source }) => source))),
  ];
  const known = new Set(workspace.commentedFiles.map(({ source }) => source.file));
  const commented = files.commented.filter(({ source }) => !known.has(source.file));
  const found = [
    ...credentialsOf(values, options),
    ...credentialsInCode(solution, files, options),
    ...commentCredentials(commented, logicApps, options),
  ];
  addAll(problems, files.problems);
  return found;
}

/** A template, or a file of values for the parameters of one. */
interface DeploymentFile {
  readonly source: SourceFile;
  readonly document: JsonObject;
  readonly kind: DeploymentFileKind;
}

/** The templates that hold the logic apps, and what lies beside them to deploy them or the app of their workflows. */
function deploymentFiles(solution: Solution, logicApps: readonly CloudFlow[], files: SolutionFiles): readonly DeploymentFile[] {
  const templates = new Map(
    logicApps.filter(({ pointer }) => pointer.includes("resources")).map(({ source, document }) => [source.file, { source, document }]),
  );
  const others = solution.files.flatMap((artifact): readonly DeploymentFile[] => {
    if (!/\.json$/i.test(artifact.name) || artifact.size > largestFile) return [];
    const source = files.source(artifact);
    const owner: PlaceOwner = { kind: "logic-app", name: nameOf(source) };
    const text = templates.has(source.file) ? undefined : files.text(source, owner);
    const kind = text === undefined ? undefined : deploymentFileKind(text);
    // What is wrong with a file that holds a definition is told of that.
    const document = kind === undefined || text?.includes("workflowdefinition.json") ? undefined : files.json(source, owner);
    source.forget?.();
    return kind === undefined || document === undefined ? [] : [{ source, document, kind }];
  });
  return [...[...templates.values()].map((template) => ({ ...template, kind: "template" as const })), ...others];
}

/** Largest file that is looked into, in bytes: templates are far smaller. */
const largestFile = 4 * 1024 * 1024;

/** Tells which files are those of a logic app: a template that deploys one, values for such a template, and what lies in the folder of an app. */
function ownFiles({ container, root, componentFolders }: Solution, deployed: readonly DeploymentFile[]): (file: DeploymentFile) => boolean {
  const folders = componentFolders.flatMap(({ kind, folder }) =>
    kind === "logic-app" ? `${container.prefix}${root}${folder}`.toLowerCase() : [],
  );
  const templates = deployed.filter(({ kind, document }) => kind === "template" && deploysLogicApp(JSON.stringify(document)));
  const parameters = new Set(templates.flatMap(({ document }) => namesIn(document)));
  return (file) => {
    const { file: name } = file.source;
    if (folders.includes(folderOf(name).toLowerCase())) return true;
    return file.kind === "template" ? templates.includes(file) : namesIn(file.document).some((one) => parameters.has(one));
  };
}

function namesIn(document: JsonObject): readonly string[] {
  return Object.keys(objectAt(document, "parameters") ?? {}).map((name) => name.toLowerCase());
}

function valuesOfDeployment({ source, document, kind }: DeploymentFile, secure: ReadonlySet<string>, isOfLogicApp: boolean): ValueFile {
  const parts = kind === "template" ? partsOfTemplate(document) : partsOfParameters(document);
  return {
    source,
    parts: parts.map(({ value, pointer, connection, holds }) => ({
      value,
      pointer,
      what: connection !== undefined ? "connection" : kind === "template" ? "template" : "file",
      name: connection === undefined ? nameOf(source) : givenName(connection),
      ...(isOfLogicApp ? {} : { isOnlyBeside: true }),
      ...(holds === "parameters" ? { isSecure: ([name = "", member]) => secure.has(name.toLowerCase()) && isValue(member) } : {}),
      ...(holds === "secret" ? { isSecure: ([member]) => member === "value" } : {}),
    })),
  };
}

function isValue(member: string | undefined): boolean {
  return member === "value" || member === "defaultValue";
}

function nameOf({ file, path }: SourceFile): string {
  return lastPart(file || path);
}

/** @param known files that are read as what they say they are */
function appFiles(
  { root, componentFolders, files: artifacts }: Solution,
  files: SolutionFiles,
  known: ReadonlySet<SourceFile>,
): readonly ValueFile[] {
  const folders = new Set(componentFolders.filter(({ kind }) => kind === "logic-app").map(({ folder }) => folder.toLowerCase()));
  return artifacts.flatMap((artifact): readonly ValueFile[] => {
    const below = artifact.name.slice(root.length);
    const name = lastPart(below);
    const kind = filesOfApp.find(({ pattern }) => pattern.test(name));
    if (kind === undefined || !folders.has(folderOf(below).toLowerCase())) return [];
    const source = files.source(artifact);
    if (known.has(source)) return [];
    const document = files[kind.read](source, { kind: "logic-app", name });
    if (document === undefined || !kind.holdsValues(document)) return [];
    return [{ source, parts: [{ value: document, pointer: [], what: "file", name }] }];
  });
}
