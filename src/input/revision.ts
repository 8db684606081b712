import { addAll, remember } from "../collections.ts";
import { UserError } from "../errors.ts";
import { type Artifact, ArtifactError, type Container, type InputLimits } from "./artifact.ts";
import { mayBeOfSolution } from "./file-kinds.ts";
import { isSkipped } from "./folder.ts";
import { type Environment, openRevision, type Revision, type RevisionFile, repositoryRoot } from "./git.ts";
import { openArchiveBytes, openNested } from "./open.ts";
import { nameBelow } from "./paths.ts";
import { planInputs, type Target } from "./plan.ts";
import { problemOf, unreadable } from "./problem.ts";

/** Which revision is read, and how. */
export interface RevisionOptions {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly limits: InputLimits;
  /** As the user wrote it: a branch, a tag, a commit, `HEAD~1`. */
  readonly revision: string;
  readonly environment: Environment;
}

/**
 * Opens the inputs as they were before the change under review, under the same names. What did not exist then is left out.
 * @throws UserError when an input is not in a git repository, or the revision does not exist
 */
export async function openInputsAt(paths: readonly string[], options: RevisionOptions): Promise<readonly Container[]> {
  const revisions = new Map<string, Revision>();
  const containers: Container[] = [];
  for (const target of planInputs(paths, options.cwd).targets) {
    const root = target.kind === "stdin" ? undefined : repositoryRoot(target.real);
    if (root === undefined) throw new UserError(`--since compares with what is in git, and '${target.shown}' is in no git repository.`);
    const revision = remember(revisions, root, () => openRevision(root, options.revision, options.environment));
    addAll(containers, await openTarget(target, nameBelow(root, target.real) ?? "", revision, options.limits));
  }
  return containers;
}

async function openTarget(target: Target, name: string, revision: Revision, limits: InputLimits): Promise<readonly Container[]> {
  const path = target.shown;
  const files = revision.files(name);
  if (target.kind === "folder") {
    const prefix = name === "" ? "" : `${name}/`;
    const below = files.filter((file) => file.name.startsWith(prefix) && !isSkipped(file.name.slice(prefix.length)));
    const artifacts = artifactsOf(below, prefix, revision, limits);
    return openNested({ path, prefix: "", kind: "folder", artifacts, problems: [] }, limits);
  }
  const [file] = artifactsOf(
    files.filter((one) => one.name === name),
    name.slice(0, name.lastIndexOf("/") + 1),
    revision,
    limits,
  );
  if (file === undefined) return [];
  if (target.kind === "file") return [{ path, prefix: "", kind: "file", artifacts: [file], problems: [] }];
  try {
    return await openArchiveBytes(file.read(), path, limits);
  } catch (error) {
    return [{ path, prefix: "", kind: "archive", artifacts: [], problems: [problemOf(error)] }];
  }
}

function artifactsOf(files: readonly RevisionFile[], prefix: string, revision: Revision, limits: InputLimits): readonly Artifact[] {
  const small = files.filter(({ size }) => size <= limits.entrySize).slice(0, limits.entries);
  let budget = limits.totalSize;
  const wanted = small.filter(({ name, size }) => {
    if (!mayBeOfSolution(name) || size > budget) return false;
    budget -= size;
    return true;
  });
  let fetched: ReadonlyMap<string, Buffer> | undefined;
  return small
    .map(({ name, id, size }): Artifact => {
      const own = name.slice(prefix.length);
      return {
        name: own,
        size,
        read() {
          fetched ??= revision.read(wanted.map((file) => file.id));
          const bytes = fetched.get(id) ?? revision.read([id]).get(id);
          if (bytes === undefined)
            throw new ArtifactError(unreadable("The file is missing or damaged in this clone of the repository.", own));
          return bytes;
        },
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
