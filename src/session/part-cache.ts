import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError, writeProblem } from "../errors.ts";
import type { ProcessEnvironment } from "../input/git.ts";
import { makeFolder } from "../input/paths.ts";
import { isObject } from "../json.ts";
import type { Part } from "../linter/part.ts";
import { isPart } from "./part-shape.ts";

/** Keeps parts of earlier runs. A failure of the cache can make a run slower, but never fail. */
export interface PartCache {
  get(key: string): Part | undefined;
  set(key: string, part: Part): void;
  /** Removes what has not been used for longest, down to the bounds. */
  prune(): void;
}

/** Most files of a cache, and their bytes together. */
const mostFiles = 2_000;
const mostBytes = 100 * 1024 * 1024;

/**
 * Where the cache is when the user names no folder: in the user's own cache folder, never in the project, because a scanned repository
 * could bring a cache with forged results there.
 * @returns undefined when the system names no home folder
 */
export function usualCacheFolder(platform: NodeJS.Platform, environment: ProcessEnvironment, home: string | undefined): string | undefined {
  const base =
    platform === "win32"
      ? environment.LOCALAPPDATA
      : platform === "darwin"
        ? home === undefined
          ? undefined
          : join(home, "Library", "Caches")
        : (environment.XDG_CACHE_HOME ?? (home === undefined ? undefined : join(home, ".cache")));
  return base === undefined || base === "" ? undefined : join(base, "solutionlint");
}

/** @throws UserError when the folder cannot be made */
export function openPartCache(folder: string): PartCache {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    throw new UserError(`The folder '${folder}' for the cache cannot be created: ${writeProblem(error)}.`);
  }
  if (!lstatSync(folder).isDirectory()) throw new UserError(`The folder '${folder}' for the cache is a link; name the folder itself.`);
  const fileOf = (key: string): string => join(folder, `${key}.json`);
  return {
    get(key) {
      const file = fileOf(key);
      try {
        // Only regular files of the usual size are ours: reading a pipe could wait forever, and a device could fill the memory.
        const stats = lstatSync(file);
        const part = stats.isFile() && stats.size <= mostBytes ? unsealed(readFileSync(file, "utf8"), key) : undefined;
        if (part !== undefined) touch(file);
        return part;
      } catch {
        return undefined;
      }
    },
    set(key, part) {
      // Written beside and renamed, so that a run at the same time reads a whole file or none.
      const temporary = join(folder, `${key}.${randomBytes(6).toString("hex")}.tmp`);
      try {
        writeFileSync(temporary, sealed(part, key), { flag: "wx", mode: 0o600 });
        renameSync(temporary, fileOf(key));
      } catch {
        rmSync(temporary, { force: true });
      }
    },
    prune: () => prune(folder),
  };
}

/** The text of a file: its first line proves that the rest is complete and belongs to the key. */
function sealed(part: Part, key: string): string {
  const text = JSON.stringify(part);
  return `${JSON.stringify({ key, sha256: hashOf(text) })}\n${text}\n`;
}

function unsealed(file: string, key: string): Part | undefined {
  const end = file.indexOf("\n");
  const seal: unknown = JSON.parse(file.slice(0, end));
  const text = file.slice(end + 1, -1);
  if (!isObject(seal) || seal.key !== key || seal.sha256 !== hashOf(text)) return undefined;
  const part: unknown = JSON.parse(text);
  // A valid seal does not prove that the content is a part: anyone can write one.
  return isPart(part) ? part : undefined;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function touch(file: string): void {
  const now = new Date();
  utimesSync(file, now, now);
}

function prune(folder: string): void {
  try {
    const files = readdirSync(folder)
      // Nothing else in the folder is ours.
      .filter((name) => /^[0-9a-f]{64}\.(?:json|[0-9a-f]{12}\.tmp)$/.test(name))
      .map((name) => ({ path: join(folder, name), ...pick(statSync(join(folder, name))) }))
      .sort((a, b) => b.used - a.used || (a.path < b.path ? -1 : 1));
    let bytes = 0;
    for (const [index, { path, size }] of files.entries()) {
      bytes += size;
      if (index >= mostFiles || bytes > mostBytes) rmSync(path, { force: true });
    }
  } catch {
    // Another run may be pruning as well.
  }
}

function pick({ size, mtimeMs }: { readonly size: number; readonly mtimeMs: number }): { readonly size: number; readonly used: number } {
  return { size, used: mtimeMs };
}
