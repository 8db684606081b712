import type { Container } from "../input/artifact.ts";
import type { PlaceOwner } from "../source/place.ts";
import { textOf } from "../source/source-file.ts";
import { child, children } from "../source/xml.ts";
import { componentFolders, partsOfAgents, partsOfLogicApps } from "./component-folders.ts";
import { downloadedConnectors, withUnlistedFiles } from "./connector-files.ts";
import {
  type Customizations,
  customizationSections,
  readConnectionReferences,
  readConnector,
  readWorkflow,
  readWorkflows,
} from "./customizations.ts";
import { readEnvironmentVariables } from "./environment-variables.ts";
import { openFiles, type SolutionFiles, xmlPlace } from "./files.ts";
import type { LoadedSolution } from "./loaded-solution.ts";
import { readManifest } from "./manifest.ts";
import type { CustomConnector, Solution, WorkflowFile } from "./model.ts";
import { findRoots, type SolutionRoot } from "./roots.ts";
import { loadSourceControl } from "./source-control.ts";
import { undescribedFlows } from "./undescribed-flows.ts";
import { inOrderOfNames } from "./workflow-order.ts";

/** Reads the manifests and the component lists of all solutions in a container; flows themselves are read later. Never throws. */
export function loadSolutions(container: Container): readonly LoadedSolution[] {
  return findRoots(container).flatMap((root) =>
    root.layout === "source-control" ? loadSourceControl(container, root) : [loadSolution(container, root)],
  );
}

function loadSolution(container: Container, root: SolutionRoot): LoadedSolution {
  const files = openFiles(container, root);
  const parts = partsOf(files);
  const solution: Solution = {
    container,
    root: root.folder,
    layout: root.layout,
    files: root.files,
    ...parts,
    customConnectors: [...parts.customConnectors, ...downloadedConnectors(files, parts.uniqueName)],
  };
  return { solution, files };
}

/** What the layout of a solution decides about. */
type SolutionParts = Omit<Solution, "container" | "root" | "layout" | "files">;

function partsOf(files: SolutionFiles): SolutionParts {
  switch (files.root.layout) {
    case "exported":
      return readSolution(files, "");
    case "unpacked":
      return readSolution(files, "Other/");
    case "flow-package":
      return { ...withoutManifest, kind: "flow-package", manifest: files.find("manifest.json"), workflows: packagedFlows(files) };
    default:
      return { ...withoutManifest, ...looseComponents(files) };
  }
}

const withoutManifest: SolutionParts = {
  kind: "loose",
  uniqueName: "",
  version: "",
  versionPlace: undefined,
  managed: "unknown",
  manifest: undefined,
  connectionReferences: [],
  environmentVariables: [],
  customConnectors: [],
  workflows: [],
  dependencies: [],
  componentFolders: [],
  agentParts: new Set(),
};

function looseComponents(files: SolutionFiles): Pick<Solution, "componentFolders" | "agentParts"> {
  const read = (name: string): string | undefined => {
    const file = files.find(name);
    const text = file && textOf(file);
    file?.forget?.();
    return text;
  };
  const agentParts = partsOfAgents(files.names, read);
  return { componentFolders: componentFolders(files.names, agentParts, partsOfLogicApps(files.names, read)), agentParts };
}

/** Reads a solution by its XML. @param folder the one that holds `solution.xml` and `customizations.xml` */
function readSolution(files: SolutionFiles, folder: string): SolutionParts {
  const { root, container } = files;
  const owner: PlaceOwner = { kind: "solution", name: root.folder.replace(/\/$/, "") || container.path };
  const source = files.find(`${folder}solution.xml`);
  const document = source === undefined ? undefined : files.xml(source, owner);
  const manifest = document === undefined ? undefined : readManifest(document);
  const uniqueName = manifest?.uniqueName ?? "";
  const customizations = readCustomizations(files, `${folder}customizations.xml`, owner);
  // Read before all else: a limit may not let everything be read.
  const workflows = workflowsOf(files, customizations, uniqueName);
  return {
    kind: "solution",
    uniqueName,
    version: manifest?.version ?? "",
    versionPlace:
      source === undefined || manifest?.versionAt === undefined
        ? undefined
        : xmlPlace(source, manifest.versionAt, { kind: "solution", name: uniqueName, solution: uniqueName }),
    managed: manifest?.managed ?? "unknown",
    manifest: source,
    connectionReferences: customizations === undefined ? [] : readConnectionReferences(customizations, uniqueName),
    environmentVariables: readEnvironmentVariables(files, customizations, uniqueName),
    customConnectors: customConnectors(files, customizations, uniqueName),
    workflows,
    dependencies: manifest?.dependencies ?? [],
    componentFolders: [],
    agentParts: new Set(),
  };
}

function readCustomizations(files: SolutionFiles, name: string, owner: PlaceOwner): Customizations | undefined {
  const source = files.find(name);
  const root = source === undefined ? undefined : files.xml(source, owner, customizationSections);
  return source === undefined || root === undefined ? undefined : { source, root };
}

/** Flows that the customizations describe, those that are described in files beside them, and those that nothing describes. */
function workflowsOf(files: SolutionFiles, customizations: Customizations | undefined, solution: string): readonly WorkflowFile[] {
  const described = [
    ...(customizations === undefined ? [] : readWorkflows(customizations, files, solution)),
    ...describedWorkflows(files, solution),
  ];
  return inOrderOfNames([...described, ...undescribedFlows(files, described, solution)]);
}

/**
 * Unpacked sources describe each workflow in a file beside it: `Workflows/X-GUID.json.data.xml`. `_managed` doubles of packages of both types are
 * left out.
 */
function describedWorkflows(files: SolutionFiles, solution: string): readonly WorkflowFile[] {
  return files.names.flatMap((name) => {
    if (!/^workflows\/.*\.data\.xml$/i.test(name) || /_managed\.(?:json|xaml)\.data\.xml$/i.test(name)) return [];
    const source = files.find(name);
    const root = source === undefined ? undefined : files.xml(source, { kind: "other", name });
    return source === undefined || root === undefined ? [] : [readWorkflow(source, root, files, solution)];
  });
}

/** `Microsoft.Flow/flows/<id>/definition.json` of a legacy package. */
function packagedFlows(files: SolutionFiles): readonly WorkflowFile[] {
  return files.names.flatMap((name) => {
    const id = /^microsoft\.flow\/flows\/([^/]+)\/definition\.json$/i.exec(name)?.[1];
    const source = id === undefined ? undefined : files.find(name);
    if (id === undefined || source === undefined) return [];
    return [
      {
        id: undefined,
        name: id,
        category: "cloud-flow" as const,
        source,
        desktop: undefined,
        place: { source, at: { kind: "json" as const, pointer: [] }, owner: { kind: "cloud-flow" as const, name: id } },
      },
    ];
  });
}

function customConnectors(files: SolutionFiles, customizations: Customizations | undefined, solution: string): readonly CustomConnector[] {
  const found: CustomConnector[] = [];
  if (customizations !== undefined) {
    for (const element of children(child(customizations.root, "Connectors"), "Connector"))
      found.push(readConnector(customizations.source, element, files, solution));
  }
  for (const name of files.names) {
    if (!/^connectors?\/[^/]+\.xml$/i.test(name)) continue;
    const source = files.find(name);
    const root = source === undefined ? undefined : files.xml(source, { kind: "custom-connector", name });
    if (source !== undefined && root !== undefined && /^connector$/i.test(root.name))
      found.push(readConnector(source, root, files, solution));
  }
  return withUnlistedFiles(found, files, solution);
}
