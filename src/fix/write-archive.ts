import { readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import { fileProblem, UserError, writeProblem } from "../errors.ts";
import { ArtifactError } from "../input/artifact.ts";
import { realPath } from "../input/paths.ts";
import { rewriteArchive } from "../input/rewrite-archive.ts";
import type { FileResult } from "./apply.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * The archive with the results in it, also in archives inside of it. What is not changed keeps its bytes.
 * @throws UserError when the archive is of a form that cannot be written again
 */
export function archiveWith(bytes: Buffer, results: readonly FileResult[], prefix = ""): Buffer {
  const here = results.filter(({ container }) => container.prefix === prefix);
  const byName = new Map(here.map((result) => [result.name, result]));
  const added = here.flatMap(({ name, before, after }) => (before === undefined && after !== undefined ? [{ name, content: after }] : []));
  try {
    return rewriteArchive(
      bytes,
      (name, read) => {
        const inner = `${prefix}${name}!/`;
        if (results.some(({ container }) => container.prefix.startsWith(inner))) return archiveWith(read(), results, inner);
        const result = byName.get(name);
        return result === undefined || result.before === undefined ? undefined : (result.after ?? "removed");
      },
      added,
    );
  } catch (error) {
    if (error instanceof ArtifactError) throw new UserError(error.problem.message);
    throw error;
  }
}

/**
 * Writes a new archive. Anything but a regular file, such as `/dev/stdout` or a named pipe, is written into and never replaced.
 * @param input The archive that it was made of, which is never written over; undefined for standard input.
 * @throws UserError when it cannot be written
 */
export function writeArchive(bytes: Buffer, output: string, input: string | undefined, cwd: string): void {
  // `resolve` would drop the slash, and a file be written where a folder was meant.
  if (output.endsWith("/") || output.endsWith(sep))
    throw new UserError(`'${output}' cannot be written: it is a folder. Name the zip file.`);
  const path = resolve(cwd, output);
  if (input !== undefined && realPath(path) === realPath(resolve(cwd, input)))
    throw new UserError("--output names the input itself, which is never written over. Give the new archive another name.");
  try {
    const present = statSync(path, { throwIfNoEntry: false });
    if (present === undefined || present.isFile()) replaceFile(realPath(path), bytes);
    else writeFileSync(path, bytes);
  } catch (error) {
    throw new UserError(`'${output}' cannot be written: ${writeProblem(error)}.`);
  }
}

/** The bytes of an archive that was given. @throws UserError when it is gone */
export function readArchive(path: string, cwd: string): Buffer {
  try {
    return readFileSync(resolve(cwd, path));
  } catch (error) {
    throw new UserError(`'${path}' cannot be read again: ${fileProblem(error)}.`);
  }
}
