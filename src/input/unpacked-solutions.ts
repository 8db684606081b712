import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { addAll } from "../collections.ts";
import { isSkipped } from "./folder.ts";

/** Most folders of a repository that are looked into. */
const mostFolders = 5_000;

/** Deepest folder that is looked into; solutions are near the root. */
const mostLevels = 6;

/**
 * Finds the unpacked solutions of a repository, by the unique names in their `Other/Solution.xml`. Follows no links, and looks into a
 * bounded number of folders.
 * @param root absolute path
 * @returns absolute paths of the solutions' folders by unique name in lower case; names that occur twice are left out, because nobody can
 * tell which is meant
 */
export function unpackedSolutions(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  const queue = [{ folder: root, level: 0 }];
  for (let next = 0; next < queue.length && next < mostFolders; next++) {
    const { folder, level } = queue[next] ?? { folder: root, level: mostLevels };
    const folders = foldersIn(folder);
    const other = folders.find((name) => name.toLowerCase() === "other");
    const name = other === undefined ? undefined : uniqueNameIn(join(folder, other));
    if (name !== undefined) {
      if (found.has(name)) twice.add(name);
      else found.set(name, folder);
      continue;
    }
    if (level < mostLevels)
      addAll(
        queue,
        folders.map((below) => ({ folder: join(folder, below), level: level + 1 })),
      );
  }
  for (const name of twice) found.delete(name);
  return found;
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isSkipped(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function uniqueNameIn(folder: string): string | undefined {
  try {
    const file = readdirSync(folder).find((name) => name.toLowerCase() === "solution.xml");
    if (file === undefined) return undefined;
    return /<UniqueName>([^<]{1,200})<\/UniqueName>/.exec(readFileSync(join(folder, file), "utf8").slice(0, 100_000))?.[1]?.toLowerCase();
  } catch {
    return undefined;
  }
}
