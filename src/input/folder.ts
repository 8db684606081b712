import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { addAll } from "../collections.ts";
import type { Artifact, Container, InputLimits, InputProblem } from "./artifact.ts";
import { isArchiveName, mayBeOfSolution } from "./file-kinds.ts";
import { isWithin } from "./paths.ts";
import { inaccessible, printableName, tooManyEntries } from "./problem.ts";
import { failureText, readFileBounded } from "./read-file.ts";

/** How a folder is shown, and how much of it is read. */
export interface FolderOptions {
  /** See {@link Container.path}. */
  readonly path: string;
  readonly limits: InputLimits;
}

/** Which limit holds for the size of a file in a folder. */
export function sizeLimitOf(name: string): "archiveSize" | "entrySize" {
  return isArchiveName(name) ? "archiveSize" : "entrySize";
}

/** Folders that hold no sources of the user's, but often very many files. */
const skippedFolders: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Whether a relative name with `/` leads through a folder that {@link openFolder} leaves out. */
export function isSkipped(name: string): boolean {
  return name.split("/").some((segment) => skippedFolders.has(segment));
}

/**
 * Opens a folder: lists the files in it and below, sorted by name; contents and sizes are fetched when asked for. Never throws.
 * Symbolic links are followed as long as they stay in the folder and do not lead back to where they are.
 * @param root Absolute path of the folder.
 */
export function openFolder(root: string, options: FolderOptions): Container {
  const { path, limits } = options;
  const { files, problems } = listFiles(root, limits.entries);
  return {
    path,
    prefix: "",
    kind: "folder",
    artifacts: files.map((name) => fileArtifact(join(root, name), name, limits, name)),
    problems,
  };
}

/**
 * Opens one file that stands for itself. Never throws: what is wrong with the file shows when it is read.
 * @param file Absolute path of the file.
 */
export function openFile(file: string, options: FolderOptions): Container {
  const { path, limits } = options;
  return { path, prefix: "", kind: "file", artifacts: [fileArtifact(file, basename(file), limits)], problems: [] };
}

function fileArtifact(path: string, name: string, limits: InputLimits, problemName?: string): Artifact {
  return {
    name,
    get size() {
      return sizeOf(path);
    },
    read: () => readFileBounded(path, limits, sizeLimitOf(name), problemName),
  };
}

/** 0 when the file cannot be looked at: reading it will say why. */
function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** A folder that is still to be listed. */
interface Pending {
  /** Absolute path, through the links that led here. */
  readonly path: string;
  /** Name relative to the root: empty, or ending in `/`. */
  readonly prefix: string;
  /** Absolute path without links. */
  readonly real: string;
  /** Real paths of the folders with the links that led here. */
  readonly linkedFrom: readonly string[];
}

/** What an entry of a folder turned out to be; `undefined` for entries to skip without a finding, such as `node_modules` and sockets. */
type Found =
  | { readonly kind: "file" }
  | { readonly kind: "folder"; readonly folder: Pending }
  | { readonly kind: "problem"; readonly message: string };

function listFiles(root: string, cap: number): { files: string[]; problems: InputProblem[] } {
  const files: string[] = [];
  const problems: InputProblem[] = [];
  const start = startAt(root);
  if (typeof start === "string") return { files, problems: [inaccessible(start)] };
  const pending: Pending[] = [start];
  // Folders count too: links between folders could otherwise multiply them without end.
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const below: Pending[] = [];
    for (const entry of readFolder(folder, problems)) {
      const found = identify(entry, folder, start.real);
      if (found === undefined) continue;
      if (found.kind === "problem") {
        problems.push(inaccessible(found.message, printableName(folder.prefix + entry.name)));
        continue;
      }
      seen += 1;
      if (seen > cap) {
        problems.push(tooManyEntries(cap));
        return { files: files.sort(), problems };
      }
      if (found.kind === "file") files.push(folder.prefix + entry.name);
      else below.push(found.folder);
    }
    addAll(pending, below.reverse());
  }
  return { files: files.sort(), problems };
}

function startAt(root: string): Pending | string {
  try {
    return { path: root, prefix: "", real: realpathSync.native(root), linkedFrom: [] };
  } catch (error) {
    return `The folder ${failureText(error)}.`;
  }
}

/** The entries of a folder in the order of their names; none, and a problem, when it cannot be read. */
function readFolder(folder: Pending, problems: InputProblem[]): readonly Dirent[] {
  try {
    return readdirSync(folder.path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    problems.push(
      inaccessible(`The folder ${failureText(error)}.`, folder.prefix === "" ? undefined : printableName(folder.prefix.slice(0, -1))),
    );
    return [];
  }
}

const plainFile: Found = { kind: "file" };

function identify(entry: Dirent, parent: Pending, realRoot: string): Found | undefined {
  const { name } = entry;
  if (skippedFolders.has(name)) return undefined;
  const isLink = entry.isSymbolicLink();
  // Reading a pipe or a device could wait forever.
  if (!isLink && !entry.isFile() && !entry.isDirectory())
    return mayBeOfSolution(parent.prefix + name) ? problem("This is not a regular file, so it is not read.") : undefined;
  if (/\p{Cc}/u.test(name)) return problem("The name contains a control character; it is not analysed.");
  // Node replaces what it cannot decode with this character, and then finds no file of that name.
  if (name.includes("\ufffd") && !existsSync(join(parent.path, name))) return problem("The name is not valid UTF-8; it is not analysed.");
  if (isLink) return followLink(name, parent, realRoot);
  if (entry.isFile()) return plainFile;
  const folder = {
    path: join(parent.path, name),
    prefix: `${parent.prefix}${name}/`,
    real: join(parent.real, name),
    linkedFrom: parent.linkedFrom,
  };
  return { kind: "folder", folder };
}

/** Follows a link. One that cannot be followed is a problem only if a solution could have it, unlike `.venv/bin/python`. */
function followLink(name: string, parent: Pending, realRoot: string): Found | undefined {
  const path = join(parent.path, name);
  try {
    const real = realpathSync.native(path);
    const stats = statSync(real);
    if (stats.isFile()) {
      if (isWithin(real, realRoot)) return plainFile;
      return mayBeOfSolution(parent.prefix + name) ? problem("The symbolic link leads out of the folder and is not followed.") : undefined;
    }
    if (!stats.isDirectory())
      return mayBeOfSolution(parent.prefix + name)
        ? problem("The symbolic link does not lead to a regular file and is not followed.")
        : undefined;
    if (!isWithin(real, realRoot)) return problem("The symbolic link leads out of the folder and is not followed.");
    const linkedFrom = [...parent.linkedFrom, parent.real];
    if (linkedFrom.some((place) => isWithin(place, real))) return problem("The symbolic link leads in a circle and is not followed.");
    return { kind: "folder", folder: { path, prefix: `${parent.prefix}${name}/`, real, linkedFrom } };
  } catch (error) {
    return mayBeOfSolution(parent.prefix + name) ? problem(`The target of the symbolic link ${failureText(error)}.`) : undefined;
  }
}

function problem(message: string): Found {
  return { kind: "problem", message };
}
