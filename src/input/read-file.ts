import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { errorCode, knownFileProblem } from "../errors.ts";
import { ArtifactError, type InputLimits } from "./artifact.ts";
import { inaccessible, tooLarge } from "./problem.ts";

/**
 * Reads a regular file as a whole, but not more than one of the limits allows.
 * @param file What a problem calls the file; nothing when the file is its container.
 * @throws ArtifactError when the file is too large or cannot be read.
 */
export function readFileBounded(path: string, limits: InputLimits, setting: "entrySize" | "archiveSize", file?: string): Buffer {
  return withFile(path, file, (descriptor) => {
    const stats = fstatSync(descriptor);
    // Reading a pipe or a device could wait forever.
    if (!stats.isFile())
      throw new ArtifactError(inaccessible(stats.isDirectory() ? "This is a folder." : "This is neither a file nor a folder.", file));
    if (stats.size > limits[setting]) throw new ArtifactError(tooLarge("file", stats.size, limits, setting, file));
    return readUpTo(descriptor, stats.size);
  });
}

/** The first bytes of a file, fewer when it is shorter. Throws like {@link readFileBounded}. */
export function readHead(path: string, length: number): Buffer {
  return withFile(path, undefined, (descriptor) => readUpTo(descriptor, length));
}

/** Opening a pipe waits until somebody writes into it, possibly forever; Windows has neither the flag nor such pipes. */
const readWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function withFile<Result>(path: string, file: string | undefined, use: (descriptor: number) => Result): Result {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, readWithoutWaiting);
    return use(descriptor);
  } catch (error) {
    if (error instanceof ArtifactError) throw error;
    throw new ArtifactError(inaccessible(`The file ${failureText(error)}.`, file));
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readUpTo(descriptor: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, null);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

/**
 * Completes the sentence "The file …" for an error of the file system, without the path that Node's own text has (it names the machine's
 * folders).
 */
export function failureText(error: unknown): string {
  const code = errorCode(error);
  // Where a file is in the place of a folder, nothing is below it.
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  const problem = knownFileProblem(error);
  if (problem !== undefined) return `cannot be read: ${problem}`;
  return code === undefined ? "cannot be read" : `cannot be read (${code})`;
}
