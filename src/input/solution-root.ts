import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { remember } from "../collections.ts";

/** What the search for a solution's root needs to know of a folder. */
interface FolderFacts {
  readonly isRoot: boolean;
  /** A repository or a submodule begins here: the search ends. */
  readonly isRepository: boolean;
}

/**
 * Finds the unpacked solution that a file or folder is in; remembers what it has looked at, since hooks name many files of one solution.
 */
export interface SolutionRootFinder {
  /** The nearest solution root that is the folder itself or is above it; absolute paths. Never throws. */
  rootOf(folder: string): string | undefined;
}

/** `Workflows/…` is one level below the root, `desktopflowbinaries/<name>/<name>/data/…` is four. */
const mostLevels = 6;

/** Finds the solution that a file is in; folders are looked at once. */
export function solutionRootFinder(): SolutionRootFinder {
  const known = new Map<string, FolderFacts>();
  const inspected = (folder: string): FolderFacts => remember(known, folder, () => inspect(folder));
  return {
    rootOf(start) {
      let folder = start;
      for (let level = 0; level < mostLevels; level++) {
        const facts = inspected(folder);
        if (facts.isRoot) return folder;
        const parent = dirname(folder);
        if (facts.isRepository || parent === folder) return undefined;
        folder = parent;
      }
      return undefined;
    },
  };
}

/** Folders at the root of an unpacked solution whose content means little without the rest of the solution. */
const componentFolders: ReadonlySet<string> = new Set([
  "workflows",
  "modernflows",
  "environmentvariabledefinitions",
  "connector",
  "connectors",
  "desktopflowbinaries",
  "other",
]);

/**
 * Whether a folder below a solution's root holds a part of that solution, by its name relative to the root: its components, or in source control the
 * manifests of the solutions.
 */
export function isPartOfSolution(root: string, name: string): boolean {
  const [first = "", solution] = name.split("/");
  if (componentFolders.has(first.toLowerCase())) return true;
  const manifests = join(root, first);
  const named = solution === undefined ? [...namesIn(manifests).values()] : [solution];
  return first.toLowerCase() === "solutions" && holdsManifest(manifests, named);
}

/** Whether one of the folders below another one has a manifest of source control. */
function holdsManifest(folder: string, names: readonly string[]): boolean {
  return names.some((name) => existsSync(join(folder, name, "solution.yml")));
}

function inspect(folder: string): FolderFacts {
  const names = namesIn(folder);
  return { isRepository: names.has(".git"), isRoot: isRoot(folder, names) };
}

/** Lower-case name to the name as spelled; empty when the folder cannot be read. */
function namesIn(folder: string): ReadonlyMap<string, string> {
  try {
    return new Map(readdirSync(folder).map((name) => [name.toLowerCase(), name]));
  } catch {
    return new Map();
  }
}

function isRoot(folder: string, names: ReadonlyMap<string, string>): boolean {
  const child = (name: string): ReadonlyMap<string, string> => {
    const spelled = names.get(name);
    return spelled === undefined ? new Map() : namesIn(join(folder, spelled));
  };
  // Extracted: the manifest at the root. Unpacked by SolutionPackager: in the folder Other, which is not a root itself.
  if (basename(folder).toLowerCase() !== "other" && hasManifest(names)) return true;
  if (hasManifest(child("other"))) return true;
  // An extracted flow package.
  if (names.has("manifest.json") && child("microsoft.flow").has("flows")) return true;
  // Source control format in YAML.
  return holdsManifest(join(folder, names.get("solutions") ?? ""), [...child("solutions").values()]);
}

function hasManifest(names: ReadonlyMap<string, string>): boolean {
  return names.has("solution.xml") || names.has("customizations.xml");
}
