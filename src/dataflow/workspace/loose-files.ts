import { columnOfFlow, definitionPointer, definitionsIn, type FoundDefinition } from "../../cloud-flow/definitions.ts";
import { deploymentFileKind, deploysLogicApp } from "../../cloud-flow/deployment-files.ts";
import type { CloudFlow } from "../../cloud-flow/model.ts";
import type { AppParameters } from "../../cloud-flow/parameters.ts";
import { parseCloudFlow } from "../../cloud-flow/parse.ts";
import type { DesktopFlow } from "../../desktop-flow/model.ts";
import { isScript, type PackedFlow, readDesktopFlow, readScriptFile } from "../../desktop-flow/read.ts";
import { type Artifact, defaultInputLimits } from "../../input/artifact.ts";
import { isFlowByName } from "../../input/file-kinds.ts";
import { sizeText } from "../../input/problem.ts";
import { isObject, type JsonObject, textAt } from "../../json.ts";
import { lastPart } from "../../slash-path.ts";
import { holdsComponents } from "../../solution/component-folders.ts";
import { customizationSections, readWorkflow, readWorkflows } from "../../solution/customizations.ts";
import type { LoadedSolution } from "../../solution/loaded-solution.ts";
import type { WorkflowFile } from "../../solution/model.ts";
import { parsedDocument, parseJson } from "../../source/json-comments.ts";
import type { PlaceOwner, SourceFile } from "../../source/place.ts";
import { embeddedSource, sourceOf, textOf } from "../../source/source-file.ts";
import { desktopRowsIn, holdsDesktopRow } from "./desktop-rows.ts";
import { identityOf, metadataBeside } from "./loose-identity.ts";

/** Largest file outside of any solution that is looked into where neither its name nor its folder says that it is a flow, in bytes. */
const largestUnnamed = defaultInputLimits.entrySize;

/** Largest script that is analysed of a file by itself, in bytes: its rows take many times as much memory as their text. */
const largestScript = 4 * 1024 * 1024;

/** Scripts outside of any solution: `.robin` files, and text files that hold Robin. A file that was given by itself is one. */
export function looseScripts({ solution, files }: LoadedSolution): readonly DesktopFlow[] {
  const alone = solution.container.kind === "file";
  return solution.files.flatMap((artifact) => {
    if (!/\.(?:robin|txt)$/i.test(artifact.name) || (!alone && isForeign(artifact))) return [];
    const source = alone ? sourceOf(solution.container, artifact) : files.source(artifact);
    const name = lastPart(artifact.name).replace(/\.[^.]+$/, "");
    const owner: PlaceOwner = { kind: "desktop-flow", name };
    const text = files.text(source, owner);
    const isGiven = alone && /\.robin$/i.test(artifact.name);
    const rows = text === undefined || artifact.size <= largestScript ? text : withoutRepository(text);
    const size = rows === undefined || rows === text ? artifact.size : rows.length;
    const isTooLarge = size > largestScript;
    if (rows !== undefined && isTooLarge && (isGiven || isScript(rows))) {
      const message = `The script is ${sizeText(size)}, more than the ${sizeText(largestScript)} that a script may have.`;
      files.problems.push({ kind: "limit", message, place: { source, at: { kind: "text", span: { start: 0, end: 0 } }, owner } });
    }
    const flow = rows === undefined || isTooLarge ? undefined : readScriptFile(source, rows, name, isGiven);
    if (flow === undefined) source.forget?.();
    return flow ?? [];
  });
}

/** The rows of a copied script, without the UI elements that the designer puts behind them: these bring their screenshots along. */
function withoutRepository(text: string): string {
  const start = text.search(/^(?:#\s{0,8}\[ControlRepository\]|\{\s{0,40}"ControlRepositorySymbols")/im);
  return start === -1 ? text : text.slice(0, start);
}

/**
 * Desktop flows outside of any solution as exports have them, without the manifest: described by `X.json.data.xml` or by a `customizations.xml`, those of the
 * first schema in their own files, and those in rows of Dataverse.
 */
export function looseDesktopFlows({ solution, files }: LoadedSolution): readonly (DesktopFlow | PackedFlow)[] {
  const alone = solution.container.kind === "file";
  const textsOf = (ending: RegExp, says: (text: string) => boolean): readonly SourceFile[] =>
    solution.files.flatMap((artifact) => {
      if (!ending.test(artifact.name) || (!alone && isForeign(artifact))) return [];
      const source = alone ? sourceOf(solution.container, artifact) : files.source(artifact);
      const text = files.text(source, { kind: "other", name: artifact.name });
      if (text !== undefined && says(text)) return [source];
      source.forget?.();
      return [];
    });
  const described = textsOf(/\.xml$/i, (text) => describesDesktopFlow.test(text)).flatMap((source): readonly WorkflowFile[] => {
    const owner: PlaceOwner = { kind: "other", name: source.file };
    const isAlone = oneWorkflow.test(source.text());
    const root = isAlone ? files.xml(source, owner) : files.xml(source, owner, customizationSections);
    if (root === undefined) return [];
    return isAlone ? [readWorkflow(source, root, files, "")] : readWorkflows({ source, root }, files, "");
  });
  const known = new Set(described.map(({ source }) => source?.file));
  const packed = textsOf(/\.json$/i, (text) => packageMember.test(text))
    .filter(({ file }) => !known.has(file))
    .map((source): WorkflowFile => {
      const { id, name } = identityOf(source.file);
      const owner: PlaceOwner = { kind: "desktop-flow", name };
      return {
        id,
        name,
        category: "desktop-flow",
        source,
        desktop: undefined,
        place: { source, at: { kind: "json", pointer: [] }, owner },
      };
    });
  const rows = textsOf(/\.json$/i, holdsDesktopRow).flatMap((source): readonly WorkflowFile[] => {
    const document = files.json(source, { kind: "other", name: source.file }, "unreadable", "as-objects");
    return document === undefined ? [] : desktopRowsIn(document, source);
  });
  return [...described, ...packed, ...rows].flatMap((workflow) =>
    workflow.category === "desktop-flow" ? (readDesktopFlow(workflow, files, "") ?? []) : [],
  );
}

/** A file that describes a single flow. */
const oneWorkflow = /^\uFEFF?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<Workflow[\s>]/i;
/** The element of a desktop flow. */
const describesDesktopFlow = /<Category>\s{0,20}6\s{0,20}<\/Category>/i;
/** The archive of a desktop flow's first schema. */
const packageMember = /"package"\s{0,8}:\s{0,8}"UEs/i;

/**
 * JSON files outside of any solution that hold workflow definitions, and text files that hold one: what a designer copies is often kept in these. A
 * file that was given by itself must be one, if it is JSON at all.
 */
export function looseFlows(loaded: LoadedSolution): LooseFlows {
  const { solution, files } = loaded;
  const alone = solution.container.kind === "file";
  const parametersOf = appParameters(loaded);
  let isDeployment = false;
  const flows = solution.files.flatMap((artifact) => {
    const isText = /\.txt$/i.test(artifact.name);
    const isNamedJson = /\.json$/i.test(artifact.name);
    if (!isNamedJson && !isText && !alone) return [];
    if (/\.(?:robin|xml)$/i.test(artifact.name) || (!alone && isForeign(artifact))) return [];
    const source = alone ? sourceOf(solution.container, artifact) : files.source(artifact);
    const metadata = metadataBeside(artifact.name.slice(solution.root.length));
    const { id, name } = identityOf(artifact.name, metadata === undefined ? undefined : files.find(metadata));
    const owner: PlaceOwner = { kind: "cloud-flow", name };
    const text = files.text(source, owner);
    if (text === undefined || (alone && !isNamedJson && !/^\s*\{/.test(text))) return [];
    const isTemplate = isNamedJson && deploymentFileKind(text) === "template" && deploysLogicApp(text);
    isDeployment ||= isTemplate;
    if (!alone || isText || isTemplate) {
      // Any repository holds JSON that is none of our business: only what looks like a definition is parsed, and only what says that it is one may fail.
      const mayFail = (alone || !isText) && definitionSchema.test(text);
      if (!mayFail && !(looksLikeDefinition(text) && isJson(text))) {
        source.forget?.();
        return [];
      }
    }
    const parsed = files.json(
      source,
      owner,
      alone && !isFlowByText(text) && !holdsDesktopRow(text) ? "foreign" : "unreadable",
      "as-objects",
    );
    if (parsed === undefined) return [];
    const { document, definitions } = definitionsIn(parsed);
    if (definitions.length === 0 && alone && !isTemplate && !holdsComponents(solution) && !holdsDesktopRow(text)) {
      files.problems.push({
        kind: "foreign",
        message: "This file is not part of a solution and contains no flow definition.",
        place: { source, at: { kind: "json", pointer: [] }, owner },
      });
    }
    const file = {
      source,
      document,
      name,
      id: definitions.length === 1 ? id : undefined,
      app: parametersOf(artifact.name),
    };
    return definitions.flatMap((definition) => flowOf(definition, file, files) ?? []);
  });
  return { flows, isDeployment };
}

/** A file with definitions. */
interface DefinitionFile extends Pick<CloudFlow, "source" | "id" | "name"> {
  readonly document: JsonObject;
  readonly app: AppParameters | undefined;
}

/** The flow of one of the definitions in a file, which may be in a text of it. */
function flowOf(
  { pointer, name: logicApp, deployedValues = [], text, listed }: FoundDefinition,
  { source, document, name, id, app }: DefinitionFile,
  files: LoadedSolution["files"],
): CloudFlow | undefined {
  const given = logicApp ?? listed?.name ?? (textAt(document, "properties", "displayName") || name);
  const identity = { id: listed?.id ?? id, name: given, solution: "", logicApp, deployedValues };
  if (text === undefined) return parseCloudFlow(document, source, identity, pointer, app);
  const owner: PlaceOwner = { kind: "cloud-flow", name: listed === undefined ? name : given };
  const file = listed === undefined ? pointer.at(-1) : `${given.replaceAll("/", "-")}-${listed.id ?? pointer.join("-")}`;
  const inText = embeddedSource({ source, at: { kind: "json", pointer }, owner }, `${file ?? ""}.json`, text);
  const workflow = files.json(inText, owner);
  const at = workflow === undefined ? undefined : definitionPointer(workflow);
  return workflow === undefined || at === undefined ? undefined : parseCloudFlow(workflow, inText, identity, at, app);
}

/** What JSON files outside of any solution hold of flows. */
export interface LooseFlows {
  readonly flows: readonly CloudFlow[];
  /** A template among the files deploys a logic app, or a part of one. */
  readonly isDeployment: boolean;
}

/** Reads the `parameters.json` of the Standard logic app that a workflow is in, once for all its workflows. */
function appParameters({ solution, files }: LoadedSolution): (workflow: string) => AppParameters | undefined {
  const known = new Map<string, AppParameters | undefined>();
  return (workflow) => {
    const app = /^(?<app>(?:.*\/)?)[^/]+\/workflow\.json$/i.exec(workflow.slice(solution.root.length))?.groups?.app;
    if (app === undefined) return undefined;
    if (!known.has(app)) known.set(app, readParameters(files.find(`${app}parameters.json`)));
    return known.get(app);
  };
}

/** What is wrong with the file is told where its own values are read. */
function readParameters(source: SourceFile | undefined): AppParameters | undefined {
  const document = source && parsedDocument(textOf(source) ?? "");
  return source && document && { source, document };
}

/** Whether a file is so large that it holds data, and is none of our business: it is told of by nobody. */
function isForeign({ name, size }: Artifact): boolean {
  return size > largestUnnamed && !isFlowByName(name);
}

/** The schema that every definition names. */
const definitionSchema = /"\$schema"\s*:\s*"https?:\/\/schema\.management\.azure\.com\/[^"]{0,200}workflowdefinition\.json/;

/** A logic app in a template, with its definition elsewhere in it. */
const definitionExpression = /"definition"\s{0,99}:\s{0,99}"\[/;

/** A flow in a row of Dataverse. */
const holdsFlow = new RegExp(`"${columnOfFlow}"\\s{0,9}:\\s{0,9}"\\s{0,9}\\{`);

function looksLikeDefinition(text: string): boolean {
  if (holdsFlow.test(text)) return true;
  if (definitionExpression.test(text) && /"Microsoft\.Logic\/workflows"/i.test(text)) return true;
  const isDefinition = /"(?:actions|triggers)"\s*:/.test(text) && /workflowdefinition\.json|"definition"\s*:|"runAfter"\s*:/.test(text);
  return isDefinition || looksCopied(text);
}

/** Whether a file is one of ours by its text alone, which need not be valid JSON. */
function isFlowByText(text: string): boolean {
  return definitionSchema.test(text) || looksLikeDefinition(text) || packageMember.test(text);
}

/** An action or a trigger that was copied in a designer. */
function looksCopied(text: string): boolean {
  return (
    (/"operationName"\s*:/.test(text) && /"operationDefinition"\s*:/.test(text)) ||
    (/"nodeId"\s*:/.test(text) && /"serialized(?:Value|Operation)"\s*:/.test(text))
  );
}

function isJson(text: string): boolean {
  try {
    const { value } = parseJson(text);
    return isObject(value) || Array.isArray(value);
  } catch {
    return false;
  }
}
