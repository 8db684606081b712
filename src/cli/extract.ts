import { lstatSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError, writeProblem } from "../errors.ts";
import { isWithin, makeFolder, realPath } from "../input/paths.ts";

/**
 * Writes files below a folder, which is made when it is not there; files of those names are replaced. A link below the folder is never
 * followed: it could lead anywhere.
 * @param files names with `/`, none of which leads out of the folder
 * @throws UserError when something cannot be written
 */
export function writeBelow(folder: string, files: readonly { readonly name: string; readonly text: string }[]): void {
  const root = resolve(folder);
  try {
    makeFolder(root);
    const real = realPath(root);
    for (const { name, text } of files) {
      const path = join(root, ...name.split("/"));
      makeFolder(dirname(path));
      const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
      if (isLink || !isWithin(realPath(dirname(path)), real))
        throw new UserError(`'${join(folder, ...name.split("/"))}' is not written: a link there leads out of '${folder}'.`);
      writeFileSync(path, text);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The scripts cannot be written to '${folder}': ${writeProblem(error)}.`);
  }
}
