import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { UserError } from "../errors.ts";
import { compileGlob } from "../matching/glob.ts";
import { isSkipped } from "./folder.ts";

/** Whether a path of the command line may be a pattern. */
function mayBePattern(path: string): boolean {
  return /[*?{]/.test(path);
}

/**
 * Replaces patterns by the files and folders that they match, in the order of their names: PowerShell and the command prompt of Windows
 * pass patterns on as they are written, and so do scripts of npm that quote them. A path that exists is never a pattern. `*` and `?` stop
 * at the separators of folders, `{a,b}` are alternatives, `**` stands for any number of folders; names with a dot in front are only matched
 * by a dot.
 * @param cwd Absolute path of the working directory.
 * @throws UserError when a pattern matches nothing; it names all such patterns
 */
export function expandPatterns(paths: readonly string[], cwd: string): readonly string[] {
  const mistakes: string[] = [];
  const expanded = paths.flatMap((path) => {
    if (!mayBePattern(path) || existsSync(resolve(cwd, path))) return [path];
    const found = namesThatMatch(sep === "/" ? path : path.replaceAll(sep, "/"), cwd);
    if (found.length === 0) mistakes.push(`Nothing matches '${path}'.`);
    return found;
  });
  if (mistakes.length > 0) throw new UserError(mistakes.join("\n"));
  return expanded;
}

function namesThatMatch(pattern: string, cwd: string): readonly string[] {
  const segments = pattern.split("/");
  const first = segments.findIndex(mayBePattern);
  const plain = segments.slice(0, first).join("/");
  const matchers = segments
    .slice(first)
    .filter((segment) => segment !== "")
    .map(createMatcher);
  const found = new Set<string>();
  const seen = new Set<string>();

  /** Matches what is in a folder, as far as it is left to be matched; both `**` and links can lead to a folder again. */
  function visit(folder: string, index: number): void {
    const matches = matchers[index];
    if (matches === undefined) {
      found.add(folder === "" ? "." : folder);
      return;
    }
    if (seen.has(`${index} ${folder}`)) return;
    seen.add(`${index} ${folder}`);
    if (matches === anyFolders) visit(folder, index + 1);
    for (const entry of entriesOf(resolve(cwd, folder))) {
      const { name } = entry;
      if (matches === anyFolders) {
        if (entry.isDirectory() && !name.startsWith(".") && !isSkipped(name)) visit(below(folder, name), index);
      } else if (matches(name)) visit(below(folder, name), index + 1);
    }
  }

  visit(pattern.startsWith("/") && plain === "" ? "/" : plain, 0);
  return [...found];
}

type Matcher = (name: string) => boolean;

/** `**`: the folder itself and all below it, without links. */
const anyFolders: Matcher = () => true;

function createMatcher(segment: string): Matcher {
  if (segment === "**") return anyFolders;
  // As the file systems of Windows do.
  const folded = (text: string): string => (sep === "/" ? text : text.toLowerCase());
  const accepts = compileGlob(folded(segment), "path");
  return (name) => (!name.startsWith(".") || segment.startsWith(".")) && accepts(folded(name));
}

/** Sorted by name; nothing where there is no folder, or none that can be read. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** The name as the user would have written it, so that reports show what was given. */
function below(folder: string, name: string): string {
  return folder === "" ? name : join(folder, name);
}
