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

/** A solution in a container, recognised by the names of its files. */
export interface SolutionRoot {
  readonly layout: Layout;
  /** Folder in the container: empty, or ending in `/`. */
  readonly folder: string;
  /** Files below the folder that belong to no deeper root, with their names below it. */
  readonly files: readonly Artifact[];
}

/** A file that is at the root of a solution, or at a known place below it. */
interface Mark {
  readonly layout: Layout;
  /** The name of the file, with the root's folder as its first group. */
  readonly name: RegExp;
  /** Another file that has to be at the root. */
  readonly beside?: string;
}

/** The strongest first: if a folder has several marks, the first one counts. */
const marks: readonly Mark[] = [
  { layout: "source-control", name: /^(.*\/)?solutions\/[^/]+\/solution\.yml$/i },
  // Some repositories commit both shapes; the root files are then the newer, complete ones.
  { layout: "exported", name: /^(.*\/)?(?<!(?:^|\/)other\/)solution\.xml$/i, beside: "customizations.xml" },
  { layout: "unpacked", name: /^(.*\/)?other\/solution\.xml$/i },
  { layout: "exported", name: /^(.*\/)?(?<!(?:^|\/)other\/)solution\.xml$/i },
  { layout: "flow-package", name: /^(.*\/)?microsoft\.flow\/flows\/[^/]+\/definition\.json$/i },
];

/**
 * Finds the solutions of a container by the names of its files. A file belongs to the deepest root above it; what is below none is the
 * loose root. Names compare without case: exports and unpacked sources spell them differently.
 */
export function findRoots(container: Container): readonly SolutionRoot[] {
  const layouts = layoutsByFolder(container.artifacts.map(({ name }) => name));
  const filesOf = new Map([...layouts.keys()].map((folder): [string, Artifact[]] => [folder, []]));
  const loose: Artifact[] = [];
  for (const artifact of container.artifacts) {
    const root = foldersAbove(artifact.name)
      .map((folder) => filesOf.get(folder))
      .find((files) => files !== undefined);
    (root ?? loose).push(artifact);
  }
  const found: SolutionRoot[] = [...layouts].map(([folder, layout]) => ({ layout, folder, files: filesOf.get(folder) ?? [] }));
  if (loose.length > 0) found.push({ layout: "loose", folder: "", files: loose });
  return found;
}

/** The layouts of the folders that have a mark; they do not depend on the order of the names. */
function layoutsByFolder(names: readonly string[]): ReadonlyMap<string, Layout> {
  const all = new Set(names.map((name) => name.toLowerCase()));
  const found = new Map<string, { readonly rank: number; readonly layout: Layout }>();
  for (const name of names) {
    for (const [rank, { layout, name: pattern, beside }] of marks.entries()) {
      const match = pattern.exec(name);
      const folder = match?.[1] ?? "";
      if (match === null || (beside !== undefined && !all.has(`${folder}${beside}`.toLowerCase()))) continue;
      const known = found.get(folder);
      if (known === undefined || rank < known.rank) found.set(folder, { rank, layout });
    }
  }
  return new Map([...found].map(([folder, { layout }]) => [folder, layout]));
}

/** `a/b/`, `a/` and the empty one for `a/b/c.json`. */
function foldersAbove(name: string): readonly string[] {
  const folders: string[] = [];
  for (let slash = name.lastIndexOf("/"); slash >= 0; slash = name.lastIndexOf("/", slash - 1)) {
    folders.push(name.slice(0, slash + 1));
    if (slash === 0) break;
  }
  return [...folders, ""];
}
