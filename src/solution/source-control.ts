import { addAll } from "../collections.ts";
import type { Artifact, Container } from "../input/artifact.ts";
import { normalizeConnectorId } from "../knowledge/connector-id.ts";
import { folderOf } from "../slash-path.ts";
import type { Place, PlaceOwner, SourceFile, Span } from "../source/place.ts";
import { connectorsOfFolder } from "./connector-files.ts";
import { desktopElementOf, readConnectionReference } from "./customizations.ts";
import { readEnvironmentVariables } from "./environment-variables.ts";
import { missingDefinition, openFiles, type SolutionFiles } from "./files.ts";
import type { LoadedSolution } from "./loaded-solution.ts";
import { dependencyOf, managedState } from "./manifest.ts";
import type { ConnectionReference, Dependency, DesktopElement, Solution, TextValue, WorkflowFile } from "./model.ts";
import type { SolutionRoot } from "./roots.ts";
import { undescribedFlows } from "./undescribed-flows.ts";
import { inOrderOfNames } from "./workflow-order.ts";
import { parseYaml, type YamlMapping, type YamlNode, type YamlScalar } from "./yaml.ts";

/**
 * Reads the solutions of a folder in the YAML source-control format. Its files are the XML of an export, rewritten by a rule: an element is
 * a key, an attribute a key with `@`, repeated elements are a list. Source:
 * https://learn.microsoft.com/power-platform/alm/solution-source-control-yaml-format; `docs/layouts.md` says what that page leaves open.
 */
export function loadSourceControl(container: Container, root: SolutionRoot): readonly LoadedSolution[] {
  const names = new Set<string>();
  for (const artifact of root.files) {
    const name = /^solutions\/([^/]+)\/solution\.yml$/i.exec(below(artifact, root))?.[1];
    if (name !== undefined) names.add(name);
  }
  const all = openFiles(container, root);
  const folders = [...names].sort();
  const claims = folders.map((name) => componentPaths(all, name));
  return folders.map((name, index) => {
    const files = root.files.filter((artifact) => ownerIndex(below(artifact, root), folders, claims) === index);
    const opened = openFiles(container, { ...root, files });
    if (index === 0) addAll(opened.problems, all.problems);
    return loadSolution(opened, name);
  });
}

function below(artifact: Artifact, root: SolutionRoot): string {
  return artifact.name.slice(root.folder.length);
}

/** A component belongs to the first solution that lists it; what none lists belongs to the first solution. */
function ownerIndex(name: string, folders: readonly string[], claims: readonly ReadonlySet<string>[]): number {
  const lower = name.toLowerCase();
  const own = folders.findIndex((folder) => lower.startsWith(`solutions/${folder.toLowerCase()}/`));
  if (own >= 0) return own;
  const parts = lower.split("/");
  for (let length = parts.length; length > 0; length--) {
    const path = parts.slice(0, length).join("/");
    const claimed = claims.findIndex((paths) => paths.has(path) || paths.has(path.replace(/\.[^./]+$/, "")));
    if (claimed >= 0) return claimed;
  }
  return 0;
}

/** Paths that `solutioncomponents.yml` lists: the page writes `Path`, files in repositories write `@path`. */
function componentPaths(files: SolutionFiles, name: string): ReadonlySet<string> {
  const found = new Set<string>();
  const root = yaml(files, files.find(`solutions/${name}/solutioncomponents.yml`), { kind: "solution", name });
  visit(root, (node) => {
    const path = textOf(member(node, "@path") ?? member(node, "Path"));
    if (path !== undefined && path !== "") found.add(path.replace(/^\/+|(?<!\/)\/+$/g, "").toLowerCase());
  });
  return found;
}

function loadSolution(files: SolutionFiles, folder: string): LoadedSolution {
  const manifestFile = files.find(`solutions/${folder}/solution.yml`);
  const document = yaml(files, manifestFile, { kind: "solution", name: folder });
  const manifest = find(document, "SolutionManifest") ?? document;
  const uniqueName = textOf(member(manifest, "UniqueName")) || folder;
  const owner: PlaceOwner = { kind: "solution", name: uniqueName, solution: uniqueName };
  const version = member(manifest, "Version");
  const described = describedFlows(files, uniqueName);
  const solution: Solution = {
    container: files.container,
    root: files.root.folder,
    kind: "solution",
    layout: "source-control",
    uniqueName,
    version: textOf(version) ?? "",
    versionPlace: manifestFile === undefined || version === undefined ? undefined : placeAt(manifestFile, version.span, owner),
    managed: managedState(textOf(member(manifest, "Managed"))),
    manifest: manifestFile,
    connectionReferences: connectionReferences(files, uniqueName),
    environmentVariables: readEnvironmentVariables(files, undefined, uniqueName),
    customConnectors: connectorsOfFolder(files, uniqueName),
    workflows: inOrderOfNames([...described, ...undescribedFlows(files, described, uniqueName)]),
    dependencies: dependencies(files, folder),
    files: files.root.files,
    componentFolders: [],
    agentParts: new Set(),
  };
  return { solution, files };
}

/** `missingdependencies.yml`: `MissingDependencies: MissingDependency: Required: { '@schemaName': … }`, one mapping or a list of them. */
function dependencies(files: SolutionFiles, folder: string): readonly Dependency[] {
  const found: Dependency[] = [];
  const root = yaml(files, files.find(`solutions/${folder}/missingdependencies.yml`), { kind: "solution", name: folder });
  visit(root, (node) => {
    const required = member(node, "Required");
    if (required?.kind === "mapping") found.push(dependencyOf((name) => textOf(member(required, `@${name}`))));
  });
  return found;
}

/** `modernflows/<id>/workflow.yml` describes the definition beside it. */
function describedFlows(files: SolutionFiles, solution: string): readonly WorkflowFile[] {
  return files.names.flatMap((name) => {
    if (!/^(?:modernflows|workflows|desktopflows|uiflows)\/.*\.yml$/i.test(name)) return [];
    const source = files.find(name);
    const document = yaml(files, source, { kind: "other", name });
    const element = find(document, "Workflow") ?? document;
    const category = textOf(member(element, "Category"))?.trim();
    if (source === undefined || element?.kind !== "mapping" || (category !== "5" && category !== "6")) return [];
    const kind = category === "5" ? "cloud-flow" : "desktop-flow";
    const folder = folderOf(name);
    const fileName = textOf(member(element, "JsonFileName"))?.split(/[/\\]/).at(-1);
    const flowName = textOf(member(element, "@Name")) ?? textOf(member(element, "Name")) ?? fileName ?? folder;
    const owner: PlaceOwner = { kind, name: flowName, solution };
    const place = placeAt(source, element.span, owner);
    const definition = (fileName === undefined ? undefined : files.find(folder + fileName)) ?? definitionIn(files, folder);
    const desktop = kind === "desktop-flow" ? desktopElement(source, element, owner) : undefined;
    const isNamed = fileName !== undefined && fileName !== "" && !files.isLeftOut(folder + fileName);
    if (isNamed && definition === undefined && desktop?.definition === undefined) files.problems.push(missingDefinition(fileName, place));
    return [
      {
        id: textOf(member(element, "@WorkflowId") ?? member(element, "WorkflowId"))
          ?.replace(/[{}]/g, "")
          .toLowerCase(),
        name: flowName,
        category: kind,
        source: definition,
        desktop,
        description: scalarValue(member(element, "@Description") ?? member(element, "Description"), source, owner),
        place,
      } satisfies WorkflowFile,
    ];
  });
}

/** The only definition in a folder. */
function definitionIn(files: SolutionFiles, folder: string): SourceFile | undefined {
  const found = files.names.filter((name) => name.startsWith(folder) && /^[^/]+\.json$/i.test(name.slice(folder.length)));
  const [only] = found;
  return only === undefined || found.length > 1 ? undefined : files.find(only);
}

function desktopElement(source: SourceFile, element: YamlMapping, owner: PlaceOwner): DesktopElement {
  return desktopElementOf((name) => scalarValue(member(element, name), source, owner));
}

/** A text and its place; undefined where there is none. */
function scalarValue(node: YamlNode | undefined, source: SourceFile, owner: PlaceOwner): TextValue | undefined {
  return node?.kind !== "scalar" || node.text.trim() === "" ? undefined : { text: node.text, place: placeAt(source, node.span, owner) };
}

/** Files below `connectionreferences/`: the page does not say where references are kept, repositories have this folder. */
function connectionReferences(files: SolutionFiles, solution: string): readonly ConnectionReference[] {
  return files.names.flatMap((name) => {
    if (!/^connectionreferences\/.*\.(?:yml|xml)$/i.test(name)) return [];
    const source = files.find(name);
    if (source === undefined) return [];
    if (/\.xml$/i.test(name)) {
      const element = files.xml(source, { kind: "connection-reference", name });
      return element === undefined || !/^connectionreference$/i.test(element.name)
        ? []
        : [readConnectionReference(source, element, solution)];
    }
    const document = yaml(files, source, { kind: "connection-reference", name });
    const element = find(document, "connectionreference") ?? document;
    const logicalName = textOf(member(element, "@connectionreferencelogicalname") ?? member(element, "connectionreferencelogicalname"));
    if (element === undefined || logicalName === undefined || logicalName === "") return [];
    const owner: PlaceOwner = { kind: "connection-reference", name: logicalName, solution };
    const connection = member(element, "connectionid");
    const connectionId = textOf(connection)?.trim() ?? "";
    const connectorId = textOf(member(element, "connectorid"))?.trim() ?? "";
    return [
      {
        logicalName,
        displayName: textOf(member(element, "connectionreferencedisplayname")) || logicalName,
        connector: normalizeConnectorId(connectorId) || undefined,
        connectorId,
        connectionId:
          connection === undefined || connectionId === ""
            ? undefined
            : { value: connectionId, place: placeAt(source, connection.span, owner) },
        place: placeAt(source, element.span, owner),
      },
    ];
  });
}

function yaml(files: SolutionFiles, source: SourceFile | undefined, owner: PlaceOwner): YamlNode | undefined {
  const text = source === undefined ? undefined : files.text(source, owner);
  if (source === undefined || text === undefined) return undefined;
  const { root, problem } = parseYaml(text);
  if (root !== undefined) return root;
  const span = { start: problem.offset, end: problem.offset };
  files.problems.push({
    kind: "unreadable",
    message: `This YAML cannot be parsed: ${problem.message}.`,
    place: placeAt(source, span, owner),
  });
  return undefined;
}

function placeAt(source: SourceFile, span: Span, owner: PlaceOwner): Place {
  return { source, at: { kind: "text", span }, owner };
}

/** A member by its name in any case; where the element is repeated, of the first. */
function member(node: YamlNode | undefined, name: string): YamlNode | undefined {
  if (node?.kind !== "mapping") return undefined;
  const wanted = name.toLowerCase();
  for (const [key, value] of node.members) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** The first member of this name at any depth. */
function find(node: YamlNode | undefined, name: string): YamlNode | undefined {
  let found: YamlNode | undefined;
  visit(node, (candidate) => {
    found ??= member(candidate, name);
  });
  return found;
}

function visit(node: YamlNode | undefined, see: (node: YamlNode) => void): void {
  if (node === undefined) return;
  see(node);
  if (node.kind === "mapping") for (const value of node.members.values()) visit(value, see);
  else if (node.kind === "sequence") for (const item of node.items) visit(item, see);
}

/** The text of a scalar, or of an element with attributes, which has it under `#text`. */
function textOf(node: YamlNode | undefined): string | undefined {
  const scalar: YamlNode | YamlScalar | undefined = node?.kind === "mapping" ? member(node, "#text") : node;
  return scalar?.kind === "scalar" ? scalar.text : undefined;
}
