import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorCode } from "../errors.ts";
import { makeFolderOf } from "../input/paths.ts";

/**
 * Writes a file beside its place and then renames it, so that it is never half there. Its folder is made where it is missing.
 * @param mode permissions; those that new files have by default
 */
export function replaceFile(path: string, bytes: Uint8Array, mode?: number): void {
  makeFolderOf(path);
  const beside = writeBeside(path, bytes, mode);
  try {
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Names that are tried: what is there already may be somebody's, and stays. */
const mostTaken = 20;

function writeBeside(path: string, bytes: Uint8Array, mode: number | undefined): string {
  for (let taken = 0; ; taken++) {
    const beside = join(dirname(path), `.${basename(path)}.solutionlint${taken === 0 ? "" : taken}`);
    try {
      writeFileSync(beside, bytes, { flag: "wx", ...(mode === undefined ? {} : { mode }) });
      return beside;
    } catch (error) {
      const isTaken = errorCode(error) === "EEXIST";
      if (!isTaken) rmSync(beside, { force: true });
      if (!isTaken || taken >= mostTaken) throw error;
    }
  }
}
