import { remember } from "../collections.ts";

/** Where one path of the command line was found, so that findings can be kept to what was named (`--only-given-files`). */
export interface GivenPath {
  /** `Container.path` of what was opened for it. */
  readonly path: string;
  /**
   * The file or folder that was named, when it is only a part of what was opened: its name below `path`. So for a file of an unpacked
   * solution, and for a path inside a folder that was given too. Absent when everything below `path` was named.
   */
  readonly file?: string;
}

/**
 * Makes the test whether a place (`Container.path` and `SourceFile.file`) is in what the user named. Texts embedded in a file and
 * members of an archive belong to it. Upper and lower case do not matter, as the file system may not distinguish them either.
 */
export function givenFilter(given: readonly GivenPath[]): (path: string, file: string) => boolean {
  const whole = new Set<string>();
  const parts = new Map<string, Set<string>>();
  for (const { path, file } of given) {
    if (file === undefined) {
      whole.add(path);
      continue;
    }
    remember(parts, path, () => new Set<string>()).add(file.toLowerCase());
  }
  return (path, file) => {
    if (whole.has(path)) return true;
    const names = parts.get(path);
    if (names === undefined) return false;
    for (let place = file.toLowerCase(); place !== ""; place = around(place)) {
      if (names.has(place)) return true;
    }
    return false;
  };
}

/** The folder, or the archive or file, that a place is in; empty at the end. */
function around(place: string): string {
  const slash = place.lastIndexOf("/");
  if (slash < 0) return "";
  return place.slice(0, place[slash - 1] === "!" ? slash - 1 : slash);
}
