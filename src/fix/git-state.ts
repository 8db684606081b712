import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { UserError } from "../errors.ts";
import type { Artifact, Container } from "../input/artifact.ts";
import { isSkipped } from "../input/folder.ts";
import { openRevision, type ProcessEnvironment, type RevisionFile, repositoryRoot } from "../input/git.ts";
import { nameBelow, realPath } from "../input/paths.ts";
import type { FileResult } from "./apply.ts";

/** Files that belong to a solution; whether others have changed is nobody's business here. */
const solutionFile = /\.(?:json|xml|ya?ml|robin|txt|csx|xaml)$/i;

/**
 * The files below the folders that are to be changed which differ from the last commit, by the names the user knows. What git has, it can
 * bring back: only then is it safe to write over files. A folder in no repository has no such files.
 * @throws UserError when git cannot say
 */
export function uncommittedFiles(results: readonly FileResult[], cwd: string, environment: ProcessEnvironment): readonly string[] {
  const found: string[] = [];
  for (const container of new Set(results.map((result) => result.container))) {
    const path = realPath(resolve(cwd, container.path));
    const root = repositoryRoot(path);
    if (root === undefined) continue;
    const committed = committedFiles(root, nameBelow(root, path) ?? "", environment);
    const changed = new Set(
      results.filter((result) => result.container === container && result.before !== undefined).map(({ name }) => name),
    );
    const names = new Set<string>();
    for (const artifact of container.artifacts) {
      const name = container.kind === "file" ? "" : artifact.name;
      names.add(name);
      const isWatched = changed.has(artifact.name) || (committed.has(name) && solutionFile.test(artifact.name));
      if (isWatched && !isCommitted(artifact, committed.get(name))) found.push(shownName(container, artifact.name));
    }
    for (const name of committed.keys()) {
      if (!names.has(name) && solutionFile.test(name) && !isSkipped(name)) found.push(shownName(container, name));
    }
  }
  return found.sort();
}

function shownName(container: Container, name: string): string {
  return container.kind === "file" || name === "" ? container.path : join(container.path, name).replaceAll("\\", "/");
}

/** Files of the last commit below a folder, by their names below it; a file of its own has the empty name. */
function committedFiles(root: string, below: string, environment: ProcessEnvironment): ReadonlyMap<string, RevisionFile> {
  try {
    const files = openRevision(root, "HEAD", environment, "fix").files(below);
    const start = below === "" ? 0 : below.length + 1;
    return new Map(files.map((file) => [file.name.slice(start), file]));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message} Commit your work first; --force writes all the same.`);
  }
}

/** Git may have stored the file with other line ends, and a large file as a pointer to it. */
function isCommitted(artifact: Artifact, committed: RevisionFile | undefined): boolean {
  if (committed === undefined) return false;
  const bytes = artifact.read();
  if (blobId(bytes, committed.id) === committed.id) return true;
  const text = bytes.toString("latin1");
  return text.includes("\r\n") && blobId(Buffer.from(text.replaceAll("\r\n", "\n"), "latin1"), committed.id) === committed.id;
}

function blobId(bytes: Buffer, like: string): string {
  return createHash(like.length === 64 ? "sha256" : "sha1")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");
}
