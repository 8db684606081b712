import { existsSync, readdirSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { errorCode, UserError } from "../errors.ts";
import { isArchiveName } from "./file-kinds.ts";
import { isSkipped } from "./folder.ts";
import type { GivenPath } from "./given.ts";
import { nearestName } from "./nearest-name.ts";
import { nameBelow, realPath, shownPath } from "./paths.ts";
import { failureText, readHead } from "./read-file.ts";
import { isPartOfSolution, type SolutionRootFinder, solutionRootFinder } from "./solution-root.ts";
import { startsLikeZip } from "./zip-preflight.ts";

/** Something to open, once. */
export interface InputTarget {
  readonly kind: "folder" | "archive" | "file" | "stdin";
  /** Absolute path; empty for standard input. */
  readonly path: string;
  /** Absolute path without links; empty for standard input. */
  readonly real: string;
  /** {@link Container.path}. */
  readonly shown: string;
}

/** What the paths of a command line come down to. */
export interface InputPlan {
  /** In the order in which the paths were given; none is in another. */
  readonly targets: readonly InputTarget[];
  /** One for each path, in the same order. */
  readonly given: readonly GivenPath[];
}

/** One path, looked up: what was named, and what is to be opened for it, which for a file of a solution is more. */
interface Named {
  readonly path: string;
  readonly real: string;
  readonly target: InputTarget;
}

/**
 * Decides what is opened for the paths of a command line; looks at the file system, but reads no contents beyond the first bytes of a file.
 * @param cwd Absolute path of the working directory.
 * @throws UserError when a path does not exist, or is neither a file nor a folder; it names all such paths.
 */
export function planInputs(paths: readonly string[], cwd: string): InputPlan {
  const finder = solutionRootFinder();
  const mistakes: string[] = [];
  const named: Named[] = [];
  for (const given of paths) {
    const found = lookUp(given, cwd, finder);
    if (typeof found === "string") mistakes.push(found);
    else named.push(found);
  }
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));

  const folders = outermost(named.map((one) => one.target).filter((target) => target.kind === "folder"));
  const targets = new Map<string, InputTarget>();
  const given = named.map((one): GivenPath => {
    const target = folders.find((folder) => covers(folder, one.target)) ?? one.target;
    const key = target.kind === "stdin" ? "-" : target.real;
    const opened = targets.get(key) ?? target;
    targets.set(key, opened);
    const file = partOf(opened, one);
    return file === undefined ? { path: opened.shown } : { path: opened.shown, file };
  });
  return { targets: [...targets.values()], given };
}

/** The folders that are in none of the others. */
function outermost(folders: readonly InputTarget[]): readonly InputTarget[] {
  const unique = [...new Map(folders.map((folder) => [folder.real, folder] as const).reverse()).values()];
  return unique.filter((folder) => !unique.some((other) => other !== folder && partOf(other, folder) !== undefined));
}

/** Whether opening the folder opens the target too; of archives, it opens those that are named like one. */
function covers(folder: InputTarget, target: InputTarget): boolean {
  if (folder.real === target.real) return true;
  return partOf(folder, target) !== undefined && (target.kind !== "archive" || isArchiveName(target.path));
}

/** The name under which a folder that is opened has what was named; `undefined` when it does not have it. */
function partOf(folder: InputTarget, named: Pick<Named, "path" | "real">): string | undefined {
  if (folder.kind !== "folder" || named.real === "") return undefined;
  const real = nameBelow(folder.real, named.real);
  if (real === undefined || isSkipped(real)) return undefined;
  const direct = nameBelow(folder.path, named.path);
  return direct === undefined || isSkipped(direct) ? real : direct;
}

/** Looks a path up; a text says what is wrong with it. */
function lookUp(given: string, cwd: string, finder: SolutionRootFinder): Named | string {
  if (given === "-") return { path: "", real: "", target: { kind: "stdin", path: "", real: "", shown: "-" } };
  if (given === "") return "An empty path was given.";
  const path = resolve(cwd, given);
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    return errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR"
      ? missing(given, path, cwd)
      : `'${given}' ${failureText(error)}.`;
  }
  const isFolder = stats.isDirectory();
  if (!isFolder && !stats.isFile()) return `'${given}' is neither a file nor a folder. Use '-' to read a zip file from standard input.`;
  const real = realPath(path);
  const own = (kind: InputTarget["kind"]): Named => ({ path, real, target: { kind, path, real, shown: shownPath(path, given, cwd) } });
  if (!isFolder && isArchive(path)) return own("archive");
  const root = finder.rootOf(isFolder ? path : dirname(path));
  if (root !== undefined && root !== path) {
    const target: InputTarget = { kind: "folder", path: root, real: realPath(root), shown: shownPath(root, given, cwd) };
    const name = partOf(target, { path, real });
    // A folder inside a solution may as well be a collection of other solutions.
    if (name !== undefined && (!isFolder || isPartOfSolution(root, name))) return { path, real, target };
  }
  return own(isFolder ? "folder" : "file");
}

/** Content decides; but a file that is called a zip file and is none should be reported as such. */
function isArchive(path: string): boolean {
  return isArchiveName(path) || holdsZip(path);
}

/** Whether a file has the content of a zip archive, whatever its name; false where it cannot be read, and for devices and pipes. */
export function holdsZip(path: string): boolean {
  try {
    return statSync(path).isFile() && startsLikeZip(readHead(path, 4));
  } catch {
    return false;
  }
}

/** Says that a path does not exist, and what may have been meant: a name like the first one on the path that is not there. */
function missing(given: string, path: string, cwd: string): string {
  const text = `'${given}' does not exist.`;
  const slashed = given.replaceAll("\\", "/");
  if (slashed !== given && existsSync(resolve(cwd, slashed))) return `${text} Did you mean '${slashed}'?`;
  let wanted = path;
  let names = namesIn(dirname(wanted));
  while (names === undefined && dirname(wanted) !== wanted) {
    wanted = dirname(wanted);
    names = namesIn(dirname(wanted));
  }
  const nearest = nearestName(basename(wanted), names ?? []);
  return nearest === undefined ? text : `${text} Did you mean '${shownPath(join(dirname(wanted), nearest), given, cwd)}'?`;
}

/** The sorted names in a folder; `undefined` when there is no such folder. */
function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).sort();
  } catch {
    return undefined;
  }
}
