import type { Artifact, Container } from "../input/artifact.ts";

/** How the files of a solution are laid out below its root. */
export type Layout =
  /** As exported, or "zip just extracted": `solution.xml` and `customizations.xml` at the root. */
  | "exported"
  /** As SolutionPackager and `pac solution unpack` write it: `Other/Solution.xml`, a file per workflow. */
  | "unpacked"
  /**
   * As Dataverse's Git integration and `pac solution clone` write it: `solutions/<name>/solution.yml`, and components that several
   * solutions share.
   */
  | "source-control"
  /** "Export > Package (.zip)" of a flow, or an app package: `Microsoft.Flow/flows/<id>/definition.json`. */
  | "flow-package"
  /** No solution: definitions and scripts on their own. */
  | "loose";

/** A solution in a container, told by the names of its files. */
export interface SolutionRoot {
  readonly layout: Layout;
  /** Folder in the container: empty, or ending in `/`. */
  readonly folder: string;
  /** Files below the folder that belong to no deeper root, with their names below it. */
  readonly files: readonly Artifact[];
}

const sourceControl = /^(.*\/)?solutions\/[^/]+\/solution\.yml$/i;
const packaged = /^(.*\/)?microsoft\.flow\/flows\/[^/]+\/definition\.json$/i;

/**
 * Finds the solutions of a container by the names of its files. A file belongs to the deepest root above it; what is below none is the
 * loose root. Names compare without case: exports and unpacked sources spell them differently.
 */
export function findRoots(container: Container): readonly SolutionRoot[] {
  const layouts = new Map<string, Layout>();
  const names = new Set<string>();
  for (const artifact of container.artifacts) names.add(artifact.name.toLowerCase());
  for (const artifact of container.artifacts) {
    const lower = artifact.name.toLowerCase();
    const folder = artifact.name.slice(0, artifact.name.lastIndexOf("/") + 1);
    if (lower.endsWith("other/solution.xml") && (lower === "other/solution.xml" || lower.endsWith("/other/solution.xml"))) {
      const root = folder.slice(0, folder.length - "other/".length);
      // Some repositories commit both shapes; the root files are then the newer, complete ones.
      if (layouts.get(root) !== "exported") layouts.set(root, "unpacked");
    } else if (lower === "solution.xml" || lower.endsWith("/solution.xml")) {
      if (names.has(`${folder.toLowerCase()}customizations.xml`)) layouts.set(folder, "exported");
      else if (!layouts.has(folder)) layouts.set(folder, "exported");
    } else {
      const repository = sourceControl.exec(artifact.name);
      if (repository !== null) {
        layouts.set(repository[1] ?? "", "source-control");
        continue;
      }
      const packageFolder = packaged.exec(artifact.name);
      if (packageFolder !== null && !layouts.has(packageFolder[1] ?? "")) layouts.set(packageFolder[1] ?? "", "flow-package");
    }
  }
  const roots = new Map<string, Artifact[]>();
  for (const folder of layouts.keys()) roots.set(folder, []);
  const loose: Artifact[] = [];
  for (const artifact of container.artifacts) {
    let folder = artifact.name;
    let owner: Artifact[] | undefined;
    while (owner === undefined) {
      const slash = folder.lastIndexOf("/", folder.length - 2);
      folder = slash < 0 ? "" : folder.slice(0, slash + 1);
      owner = roots.get(folder);
      if (folder === "") break;
    }
    (owner ?? loose).push(artifact);
  }
  const found: SolutionRoot[] = [...layouts].map(([folder, layout]) => ({ layout, folder, files: roots.get(folder) ?? [] }));
  if (loose.length > 0) found.push({ layout: "loose", folder: "", files: loose });
  return found;
}
