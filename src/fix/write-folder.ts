import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileProblem, UserError } from "../errors.ts";
import { isWithin, realPath } from "../input/paths.ts";
import type { FileResult } from "./apply.ts";
import { replaceFile } from "./replace-file.ts";

/** Where a result is written, without links. */
interface Target {
  readonly path: string;
  readonly shown: string;
  readonly result: FileResult;
}

/**
 * Writes results over the files of a folder, or over a single file. Each file is written beside its place and then renamed, so that it is
 * never half there. Everything is checked before the first byte is written: that no place is outside of what was given, whatever links
 * lead there, and that no file has changed since it was read.
 * @throws UserError when a file cannot be written
 */
export function writeFiles(results: readonly FileResult[], cwd: string): void {
  const targets = results.map((result) => targetOf(result, cwd));
  for (const target of targets) checkTarget(target);
  for (const target of targets) {
    try {
      writeTarget(target);
    } catch (error) {
      throw new UserError(`'${target.shown}' cannot be written: ${fileProblem(error)}.`);
    }
  }
}

function targetOf(result: FileResult, cwd: string): Target {
  const { container, name } = result;
  const root = resolve(cwd, container.path);
  const shown = container.kind === "file" ? container.path : join(container.path, name);
  const path = container.kind === "file" ? realPath(root) : realPath(join(root, name));
  const place = result.before === undefined ? join(realPath(existingFolder(dirname(join(root, name)))), "x") : path;
  if (container.kind !== "file" && !isWithin(place, realPath(root)))
    throw new UserError(`'${shown}' leads out of the folder '${container.path}' and is not written.`);
  return { path, shown, result };
}

function existingFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existingFolder(dirname(folder));
}

function checkTarget({ path, shown, result: { before } }: Target): void {
  if (before === undefined) {
    if (existsSync(path)) throw new UserError(`'${shown}' exists already and is not replaced.`);
    return;
  }
  let present: Buffer | undefined;
  try {
    present = readFileSync(path);
  } catch {
    present = undefined;
  }
  if (present === undefined || !present.equals(before))
    throw new UserError(`'${shown}' has changed since it was read. Nothing was written; try again.`);
}

function writeTarget({ path, result: { before, after } }: Target): void {
  if (after === undefined) {
    rmSync(path);
    return;
  }
  replaceFile(path, after, before === undefined ? undefined : statSync(path).mode);
}
