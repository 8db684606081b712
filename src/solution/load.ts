import type { Container } from "../input/artifact.ts";
import type { PlaceOwner, SourceFile } from "../source/place.ts";
import { child, children, type XmlElement } from "../source/xml.ts";
import { componentFolders, partsOfAgents } from "./component-folders.ts";
import { downloadedConnectors, withUnlistedFiles } from "./connector-files.ts";
import { customizationSections, readConnectionReferences, readConnector, readWorkflow, readWorkflows } from "./customizations.ts";
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
  const owner: PlaceOwner = { kind: "solution", name: root.folder.replace(/\/$/, "") || container.path };
  const isSolution = root.layout === "exported" || root.layout === "unpacked";
  const folder = root.layout === "unpacked" ? "Other/" : "";
  const manifestSource = isSolution
    ? files.find(`${folder}solution.xml`)
    : root.layout === "flow-package"
      ? files.find("manifest.json")
      : undefined;
  const manifestRoot = isSolution && manifestSource !== undefined ? files.xml(manifestSource, owner) : undefined;
  const manifest = manifestRoot === undefined ? undefined : readManifest(manifestRoot);
  const uniqueName = manifest?.uniqueName ?? "";
  const customizations = isSolution ? readCustomizations(files, `${folder}customizations.xml`, owner) : undefined;
  // Read before all else: a limit may not let everything be read.
  const workflows = isSolution
    ? workflowsOf(files, customizations, uniqueName)
    : root.layout === "flow-package"
      ? packagedFlows(files)
      : [];
  const agentParts = root.layout === "loose" ? partsOfAgents(files.names, (name) => textOf(files.find(name))) : new Set<string>();
  const solution: Solution = {
    container,
    root: root.folder,
    kind: isSolution ? "solution" : root.layout === "flow-package" ? "flow-package" : "loose",
    layout: root.layout,
    uniqueName,
    version: manifest?.version ?? "",
    versionPlace:
      manifestSource === undefined || manifest?.versionAt === undefined
        ? undefined
        : xmlPlace(manifestSource, manifest.versionAt, { kind: "solution", name: uniqueName, solution: uniqueName }),
    managed: isSolution ? (manifest?.managed ?? "unknown") : "unknown",
    manifest: manifestSource,
    connectionReferences:
      customizations === undefined ? [] : readConnectionReferences(customizations.source, customizations.root, uniqueName),
    environmentVariables: isSolution ? readEnvironmentVariables(files, customizations, uniqueName) : [],
    customConnectors: [
      ...(isSolution ? customConnectors(files, customizations, uniqueName) : []),
      ...downloadedConnectors(files, uniqueName),
    ],
    workflows,
    dependencies: manifest?.dependencies ?? [],
    files: root.files,
    componentFolders: root.layout === "loose" ? componentFolders(files.names, agentParts) : [],
    agentParts,
  };
  return { solution, files };
}

/** The text of a file of which nobody knows yet whether it is of interest, and whose failure is nobody's. */
function textOf(source: SourceFile | undefined): string | undefined {
  try {
    const text = source?.text();
    source?.forget?.();
    return text;
  } catch {
    return undefined;
  }
}

/** The XML file that describes the components of an export, or what is left of them when it is unpacked. */
interface Customizations {
  readonly source: SourceFile;
  readonly root: XmlElement;
}

function readCustomizations(files: SolutionFiles, name: string, owner: PlaceOwner): Customizations | undefined {
  const source = files.find(name);
  const root = source === undefined ? undefined : files.xml(source, owner, customizationSections);
  return source === undefined || root === undefined ? undefined : { source, root };
}

/** Flows that the customizations describe, those that are described in files beside them, and those that nothing describes. */
function workflowsOf(files: SolutionFiles, customizations: Customizations | undefined, solution: string): readonly WorkflowFile[] {
  const described = [
    ...(customizations === undefined ? [] : readWorkflows(customizations.source, customizations.root, files, solution)),
    ...describedWorkflows(files, solution),
  ];
  return inOrderOfNames([...described, ...undescribedFlows(files, described, solution)]);
}

/** Unpacked sources describe each workflow in a file beside it: `Workflows/X-GUID.json.data.xml`. `_managed` doubles of packages of both types are left out. */
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
