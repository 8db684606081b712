import { addAll, remember } from "../collections.ts";
import { UserError } from "../errors.ts";
import { folderOf } from "../slash-path.ts";
import { type Artifact, ArtifactError, type Container, type InputLimits } from "./artifact.ts";
import { mayBeOfSolution } from "./file-kinds.ts";
import { isSkipped, sizeLimitOf } from "./folder.ts";
import { openRevision, type ProcessEnvironment, type Revision, type RevisionFile, repositoryRoot, shownRevision } from "./git.ts";
import { openArchiveBytes, openNested } from "./open.ts";
import { nameBelow } from "./paths.ts";
import { type InputTarget, planInputs } from "./plan.ts";
import { inaccessible, problemAt, problemOf, tooLarge, tooManyEntries } from "./problem.ts";

/** Which revision is read, and how. */
export interface RevisionOptions {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly limits: InputLimits;
  /** As the user wrote it: a branch, a tag, a commit, `HEAD~1`. */
  readonly revision: string;
  readonly environment: ProcessEnvironment;
}

/** The inputs at a revision. */
export interface InputsAt {
  readonly containers: readonly Container[];
  /** Files that the clone does not hold as they were: of what is found in them nobody can say that it was there. Grows as files are read. */
  readonly lost: readonly LostFile[];
}

/** A file by its place: `Container.path`, and its name in the folder; empty where it is the input itself. */
export interface LostFile {
  readonly path: string;
  readonly file: string;
}

/**
 * Opens the inputs as they were before the change under review, under the same names. What did not exist then is left out.
 * @throws UserError when an input is not in a git repository, or the revision does not exist
 */
export async function openInputsAt(paths: readonly string[], options: RevisionOptions): Promise<InputsAt> {
  const revisions = new Map<string, Revision>();
  const containers: Container[] = [];
  const lost: LostFile[] = [];
  for (const target of planInputs(paths, options.cwd).targets) {
    const root = target.kind === "stdin" ? undefined : repositoryRoot(target.real);
    if (root === undefined) throw new UserError(`--since compares with what is in git, and '${target.shown}' is in no git repository.`);
    const revision = remember(revisions, root, () => openRevision(root, options.revision, options.environment));
    addAll(containers, await openTarget(target, nameBelow(root, target.real) ?? "", revision, options, (file) => lost.push(file)));
  }
  return { containers, lost };
}

async function openTarget(
  target: InputTarget,
  name: string,
  revision: Revision,
  options: RevisionOptions,
  loses: (file: LostFile) => void,
): Promise<readonly Container[]> {
  const { limits } = options;
  const path = target.shown;
  const files = revision.files(name);
  const isFolder = target.kind === "folder";
  const prefix = isFolder ? (name === "" ? "" : `${name}/`) : folderOf(name);
  const artifactsOf = (some: readonly RevisionFile[]): readonly Artifact[] =>
    toArtifacts(some, prefix, revision, options, (file) => loses({ path, file: isFolder ? file : "" }));
  if (isFolder) {
    const below = files.filter((file) => file.name.startsWith(prefix) && !isSkipped(file.name.slice(prefix.length)));
    const problems = below.length > limits.entries ? [tooManyEntries(limits.entries)] : [];
    const artifacts = artifactsOf(below.slice(0, limits.entries));
    return openNested({ path, prefix: "", kind: "folder", artifacts, problems }, limits);
  }
  const [file] = artifactsOf(files.filter((one) => one.name === name));
  if (file === undefined) return [];
  if (target.kind === "file") return [{ path, prefix: "", kind: "file", artifacts: [file], problems: [] }];
  try {
    return await openArchiveBytes(file.read(), path, limits);
  } catch (error) {
    return [{ path, prefix: "", kind: "archive", artifacts: [], problems: [problemAt(problemOf(error), undefined)] }];
  }
}

function toArtifacts(
  files: readonly RevisionFile[],
  prefix: string,
  revision: Revision,
  { limits, revision: name }: RevisionOptions,
  loses: (file: string) => void,
): readonly Artifact[] {
  let budget = limits.totalSize;
  const wanted = files.filter(({ name, size }) => {
    if (!mayBeOfSolution(name) || size > limits.entrySize || size > budget) return false;
    budget -= size;
    return true;
  });
  let fetched: ReadonlyMap<string, Buffer> | undefined;
  return files
    .map(({ name: whole, id, size }): Artifact => {
      const own = whole.slice(prefix.length);
      return {
        name: own,
        size,
        read() {
          const setting = sizeLimitOf(own);
          if (size > limits[setting]) throw new ArtifactError(tooLarge("file", size, limits, setting, own));
          fetched ??= revision.read(wanted.map((file) => file.id));
          const bytes = fetched.get(id) ?? revision.read([id]).get(id);
          if (bytes === undefined) {
            loses(own);
            throw new ArtifactError(inaccessible(lostMessage(name), own));
          }
          return bytes;
        },
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function lostMessage(revision: string): string {
  return `The file as it was in '${shownRevision(revision)}' is missing or damaged in this clone of the repository: whatever is found in it counts as new. A clone made without '--filter' holds all files.`;
}
