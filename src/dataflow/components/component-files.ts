import type { Artifact } from "../../input/artifact.ts";
import { isBinaryName } from "../../input/file-kinds.ts";
import { componentAround, isWholeFolder } from "../../solution/component-folders.ts";
import type { ComponentFolder, Solution } from "../../solution/model.ts";
import type { ComponentKind } from "../../source/component-kind.ts";

/** A file that may hold a component, and what is known of it by where it is. */
export interface ComponentFile {
  readonly artifact: Artifact;
  /** Its name below the solution, or below the folder of the component that was downloaded by itself. */
  readonly below: string;
  readonly kind: ComponentKind;
  /** Another reader takes what is in the file: all of it, or all but what people wrote about it. */
  readonly isReadElsewhere: boolean;
}

/** Folders of a solution, and the kind of what is in them. */
const folders: readonly (readonly [RegExp, ComponentKind])[] = [
  [/^webresources\//i, "web-resource"],
  [/^canvasapps\//i, "canvas-app"],
  [/^(?:bots|botcomponents|copilotsynonyms|aiskillconfigs|aiplugins)\//i, "agent-component"],
  [/^sdkmessageprocessingsteps?\//i, "plug-in-step"],
  [/^serviceendpoints\//i, "service-endpoint"],
  [/^pluginassemblies\//i, "plug-in-assembly"],
  [/^workflows\/.*\.xaml/i, "classic-workflow"],
  [
    /^(?:powerpagecomponents|powerpages|mspp_\w+|web-pages|web-templates|web-files|site-settings|content-snippets)\/|^sitesetting\.ya?ml$/i,
    "power-pages-component",
  ],
  [/^(?:msdyn_)?dataflows?\//i, "dataflow"],
  [/^(?:aimodels|msdyn_ai\w+)\//i, "ai-model"],
  [/^(?:templates|emailtemplates)\//i, "template"],
  [/^reports\//i, "report"],
  [/^entities\//i, "table"],
  [/^controls\//i, "code-component"],
  [/^connectors?\//i, "custom-connector"],
  [/^desktopflowbinaries\//i, "desktop-flow"],
];

/** What other readers take, or what holds nothing that a person writes. */
const readElsewhere =
  /^(?:other\/)?solution\.(?:xml|ya?ml)$|^\[content_types\]\.xml$|^(?:workflows|modernflows)\/.*\.(?:json|ya?ml|xml)$|^(?:environmentvariabledefinitions|environmentvariables|connectionreferences)\/|^(?:other\/)?relationships?\b/i;

/** Of these, the ones in which makers describe what they have made. */
const described = /\.xml$/i;

/** Folders of a repository that are beside the components of an unpacked solution, and files beside its folders. */
const besideComponents =
  /^(?:\.|node_modules\/|src\/|tests?\/|docs?\/|scripts?\/|tools\/|pipelines?\/|bin\/|obj\/|dist\/|out\/|packages\/)|^[^/]*$/i;

/** Code of others that is packed as it came. */
const library = /(?:^|\/)(?:jquery|bootstrap|angular|react|moment|knockout|lodash|d3)[\w.-]*\.js|\.min\.(?:js|css)/i;

/** The file that describes most components of a solution. */
export const customizations = /^(?:other\/)?customizations\.xml$/i;

/** What a folder downloaded by itself holds. */
const downloaded: Readonly<Partial<Record<ComponentFolder["kind"], ComponentKind>>> = {
  site: "power-pages-component",
  agent: "agent-component",
  app: "canvas-app",
};

/**
 * The files of a solution, each with the kind of the component that it belongs to; of loose files, those of components that were downloaded by
 * themselves.
 */
export function componentFiles(solution: Solution): readonly ComponentFile[] {
  const { kind, root, files, componentFolders, agentParts } = solution;
  const named = (artifact: Artifact): string => artifact.name.slice(root.length);
  if (kind === "solution") {
    const ofConnectors = connectorFiles(solution);
    return files.map((artifact) => {
      const below = named(artifact);
      return {
        artifact,
        below,
        kind: folders.find(([pattern]) => pattern.test(below))?.[1] ?? "other",
        isReadElsewhere: readElsewhere.test(below) || ofConnectors.has(artifact.name),
      };
    });
  }
  if (componentFolders.length === 0) return [];
  const byFolder = new Map(componentFolders.filter(isWholeFolder).map((component) => [component.folder.toLowerCase(), component]));
  const dataFiles = new Set(componentFolders.filter(({ kind }) => kind === "data").map(({ folder }) => `${folder}data.xml`.toLowerCase()));
  return files.flatMap((artifact): readonly ComponentFile[] => {
    const below = named(artifact);
    if (dataFiles.has(below.toLowerCase())) return [{ artifact, below, kind: "configuration-data", isReadElsewhere: false }];
    const found = componentAround(below, byFolder);
    if (found === undefined && agentParts.has(below)) return [{ artifact, below, kind: "agent-component", isReadElsewhere: false }];
    const component = found === undefined ? undefined : downloaded[found.kind];
    if (found === undefined || component === undefined) return [];
    const inComponent = below.slice(found.folder.length);
    // What describes a flow in the workspace of an agent is no part of what describes a solution.
    const isReadElsewhere = found.kind === "agent" ? /^workflows\/.*\.json$/i.test(inComponent) : readElsewhere.test(inComponent);
    return [{ artifact, below: inComponent, kind: component, isReadElsewhere }];
  });
}

/** Names of the files in which custom connectors are described. */
function connectorFiles({ customConnectors, container }: Solution): ReadonlySet<string> {
  const sources = customConnectors.flatMap(({ place, files }) => [place.source, ...files.map(({ source }) => source)]);
  return new Set(sources.map(({ file }) => file.slice(container.prefix.length)));
}

/** Whether a file can hold what nothing else reads, as far as its name tells. */
export function isSearched({ below, kind, isReadElsewhere }: ComponentFile): boolean {
  if (isBinaryName(below) || library.test(below)) return false;
  if (isReadElsewhere) return described.test(below);
  return kind !== "other" || customizations.test(below) || !besideComponents.test(below);
}
