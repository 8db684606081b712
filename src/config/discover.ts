import { existsSync, readFileSync, type Stats, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { isWithin } from "../input/paths.ts";
import { isObject } from "../json.ts";

/** Name of the configuration file. */
export const configFileName = ".solutionlintrc.json";
/** Member of package.json that can hold the configuration instead. */
export const packageKey = "solutionlint";

/** A file that holds a configuration: as a whole, or in the member `solutionlint` of a package.json. */
export interface ConfigFile {
  /** Absolute path. */
  readonly path: string;
  /** Where the configuration is in the document: `[]`, or `["solutionlint"]`. */
  readonly pointer: readonly string[];
}

/** What the process knows, handed in so that the functions here depend on nothing else. */
export interface Surroundings {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of the user's home directory, if there is one. */
  readonly home: string | undefined;
}

/**
 * Finds the configuration for a run: the first `.solutionlintrc.json`, or package.json with a `solutionlint` member, from the folder of the
 * first input upward. Nothing is merged: the first one wins, and in one folder `.solutionlintrc.json` wins.
 * @param input the first path that the user gave; undefined for standard input
 * @throws UserError when a package.json that seems to hold the configuration is no JSON
 */
export function discoverConfig(input: string | undefined, surroundings: Surroundings): ConfigFile | undefined {
  const start = startFolder(input, surroundings.cwd);
  const top = topFolder(start, surroundings);
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, configFileName);
    if (isFile(path)) return { path, pointer: [] };
    const packagePath = join(folder, "package.json");
    if (holdsConfig(packagePath, surroundings.cwd)) return { path: packagePath, pointer: [packageKey] };
    if (folder === top || folder === dirname(folder)) return undefined;
  }
}

function startFolder(input: string | undefined, cwd: string): string {
  if (input === undefined) return cwd;
  const path = resolve(cwd, input);
  return isFolder(path) ? path : dirname(path);
}

/**
 * The highest folder whose files may configure what is in `folder`: the root of its repository. Outside of a repository a file above
 * could be anybody's (`/tmp`, the root of a drive), so the search ends at the user's home directory or at the working directory, whichever
 * holds the folder, and else does not leave the folder.
 */
export function topFolder(folder: string, { cwd, home }: Surroundings): string {
  for (let current = folder; ; current = dirname(current)) {
    // In work trees and submodules `.git` is a file.
    if (existsSync(join(current, ".git"))) return current;
    if (current === dirname(current)) break;
  }
  if (home !== undefined && home !== dirname(home) && isWithin(folder, home)) return home;
  return isWithin(folder, cwd) ? cwd : folder;
}

/** A path as messages and reports show it: relative to the working directory, with `/`. */
export function displayPath(path: string, cwd: string): string {
  return relative(cwd, path).replaceAll("\\", "/") || ".";
}

function holdsConfig(path: string, cwd: string): boolean {
  if (!isFile(path)) return false;
  const text = readFileSync(path, "utf8").replace(/^\u{feff}/u, "");
  if (!text.includes(`"${packageKey}"`)) return false;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && value[packageKey] !== undefined;
  } catch {
    throw new UserError(`${displayPath(path, cwd)} is not valid JSON, so a "${packageKey}" configuration in it cannot be read.`);
  }
}

function isFile(path: string): boolean {
  return statOf(path)?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() ?? false;
}

/** What cannot be looked at (no permission, a name that is too long) is as good as not there. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
