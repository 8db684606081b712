import { statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Container, InputLimits } from "../input/artifact.ts";
import { isWithin, realPath } from "../input/paths.ts";
import { readFileBounded } from "../input/read-file.ts";
import { unpackedSolutions } from "../input/unpacked-solutions.ts";
import type { SourceTexts } from "../report/prefer-sources.ts";
import { decodeText } from "../source/text-encoding.ts";

/**
 * The texts of a run's inputs and of the repository around them.
 * @param root absolute path of the repository
 */
export function repositorySources(
  containers: readonly Container[],
  { root, cwd, limits }: { readonly root: string; readonly cwd: string; readonly limits: InputLimits },
): SourceTexts {
  let solutions: ReadonlyMap<string, string> | undefined;
  return {
    archived(path, file) {
      for (const { path: own, prefix, artifacts } of containers) {
        if (own !== path || !file.startsWith(prefix)) continue;
        const artifact = artifacts.find(({ name }) => prefix + name === file);
        if (artifact !== undefined) return quietly(() => decodeText(artifact.read()));
      }
      return undefined;
    },
    unpacked(uniqueName, name) {
      solutions ??= unpackedSolutions(root);
      const folder = solutions.get(uniqueName.toLowerCase());
      if (folder === undefined) return undefined;
      const file = join(folder, name);
      const text = quietly(() =>
        statSync(file).isFile() && isWithin(realPath(file), realPath(folder))
          ? decodeText(readFileBounded(file, limits, "entrySize"))
          : undefined,
      );
      return text === undefined ? undefined : { path: relative(realPath(cwd), realPath(file)).split(sep).join("/"), text };
    },
  };
}

/** The result, or undefined if the file cannot be read. */
function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
