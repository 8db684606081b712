import { relative, resolve } from "node:path";
import { compileGlobs } from "../matching/glob.ts";

/** A file of the input, as findings and sources name it. */
export interface FileName {
  /** The input as the user named it, relative to the working directory; `-` for standard input. */
  readonly path: string;
  /** Name below `path`, with `!/` between an archive and its member; empty for the input itself. */
  readonly file: string;
}

/** The folders that paths are relative to, absolute. */
export interface PathBase {
  /** What `path` is relative to. */
  readonly cwd: string;
  /** What patterns are relative to: the folder of the configuration file. */
  readonly folder: string;
}

/**
 * Compiles globs on files to one test. A pattern with a slash is matched from the folder of the configuration (`exports/old/*.zip`) and
 * from the root of the input (`Workflows/Test*.json`); one without a slash matches at any depth; what matches a folder or an archive
 * matches everything in it. As in .gitignore, a slash in front ties a pattern to the root, and one at the end is without effect.
 */
export function createFileMatcher(patterns: readonly string[], base: PathBase): (name: FileName) => boolean {
  if (patterns.length === 0) return () => false;
  const globs = patterns.flatMap((pattern) => {
    const plain = pattern.replaceAll("!/", "/").replace(/^\.\//, "").replace(/\/+$/, "");
    const anchored = plain.includes("/") ? plain.replace(/^\//, "") : `**/${plain}`;
    return [anchored, `${anchored}/**`];
  });
  const matches = compileGlobs(globs, "path");
  return (name) => candidates(name, base).some(matches);
}

/** The names under which a file can be meant: from the folder of the configuration, and from the root of the input. */
function candidates({ path, file }: FileName, { cwd, folder }: PathBase): string[] {
  const inside = file.replaceAll("!/", "/");
  const names = inside === "" ? [] : [inside];
  if (path !== "-") {
    const outside = relative(folder, resolve(cwd, path)).replaceAll("\\", "/");
    names.push([outside, inside].filter((part) => part !== "").join("/"));
  }
  return names;
}
