/** Texts with slashes between their parts: the names of files in an input, and of parameters of connectors, `body/password`. */

/** What is behind the last slash; all of it where there is none. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What is in front of the last part, with the slash; empty where there is none. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
