import { existsSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, normalize, relative, sep } from "node:path";

/**
 * The path under which an input appears in reports: relative to the working directory, with `/`. What is outside of the working directory
 * keeps the form in which it was given (`../x` or absolute), so that nothing about the machine appears that the user did not write.
 * @param path Absolute path of the input.
 * @param given The path as given: it decides between the relative and the absolute form.
 */
export function shownPath(path: string, given: string, cwd: string): string {
  const direct = relative(cwd, path);
  if (isInside(direct)) return withSlashes(direct === "" ? "." : direct);
  if (!isAbsolute(given)) return withSlashes(direct);
  // On macOS, /tmp and /private/tmp are the same folder.
  const real = relative(realPath(cwd), realPath(path));
  return isInside(real) ? withSlashes(real === "" ? "." : real) : withSlashes(normalize(path));
}

/** The name of a path below a folder, with `/`; `undefined` when it is not below it. Both are absolute. */
export function nameBelow(folder: string, path: string): string | undefined {
  const name = relative(folder, path);
  return name !== "" && isInside(name) ? withSlashes(name) : undefined;
}

/** Whether a path is a folder or below it. Both are absolute and without links. */
export function isWithin(path: string, folder: string): boolean {
  return isInside(relative(folder, path));
}

/** The absolute path without links, as the file system spells it; the path itself when it cannot be looked up. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** Whether a relative path does not lead out of where it starts; between two drives of Windows, "relative" paths are absolute. */
function isInside(relativePath: string): boolean {
  return relativePath !== ".." && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath);
}

function withSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** Makes the folder of a file that is about to be written, where it is missing. */
export function makeFolderOf(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) makeFolder(folder);
}

/**
 * Makes a folder, and those above it, where they are missing. Node's own way of doing that never ends where a file system takes no new
 * folders and says that what is above them is missing, as `/proc` does.
 * @throws the error of the file system
 */
export function makeFolder(folder: string, mode?: number): void {
  const above = dirname(folder);
  if (above !== folder && !existsSync(above)) makeFolder(above, mode);
  try {
    mkdirSync(folder, mode === undefined ? {} : { mode });
  } catch (error) {
    // It is there, or another run has made it in the meantime.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}
