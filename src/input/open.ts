import { addAll, distinct } from "../collections.ts";
import { UserError } from "../errors.ts";
import { openArchive } from "./archive.ts";
import type { Artifact, Container, InputLimits, InputProblem } from "./artifact.ts";
import { openCanvasApp } from "./canvas-app.ts";
import { isArchiveName, isCanvasAppName } from "./file-kinds.ts";
import { openFile, openFolder } from "./folder.ts";
import type { GivenPath } from "./given.ts";
import { type InputTarget, planInputs } from "./plan.ts";
import { overLimit, problemAt, problemOf, sizeText, tooLarge } from "./problem.ts";
import { newBudget, type ReadBudget } from "./read-budget.ts";
import { readFileBounded } from "./read-file.ts";

/** How inputs are opened. */
export interface OpenOptions {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly limits: InputLimits;
  /**
   * Reads standard input to its end; called at most once, when `-` is among the paths.
   * Gives undefined when it is longer than that many bytes.
   */
  readonly stdin?: ((most: number) => Promise<Buffer | undefined>) | undefined;
  /** Which archives to open, of those that were named and those that are in folders; all without it. */
  readonly opens?: ((archive: Pick<Container, "path" | "prefix">) => boolean) | undefined;
}

/** What the paths of a run lead to. */
export interface OpenedInputs {
  /** In the order of the paths; a container is followed by those of the archives in it. */
  readonly containers: readonly Container[];
  /** For each path, in the same order, where it is in the containers; for `givenFilter`. */
  readonly given: readonly GivenPath[];
}

/**
 * Opens what the user named: archives with the archives nested in them, folders with the archives in them, single files. A file that
 * is in an unpacked solution opens that solution; paths that are the same or inside one another are opened once.
 * What cannot be taken in becomes a problem of its container, and the rest is opened all the same.
 * @throws UserError when a path does not exist, or when nothing at all of what was named can be read.
 */
export async function openInputs(paths: readonly string[], options: OpenOptions): Promise<OpenedInputs> {
  const { targets, given } = planInputs(paths, options.cwd);
  const containers: Container[] = [];
  for (const target of targets) addAll(containers, await openTarget(target, options));
  const broken = containers.flatMap((one) =>
    one.artifacts.length === 0 ? one.problems.map((problem) => `${nameOf(one)}: ${problem.message}`) : [],
  );
  if (broken.length > 0 && containers.every((one) => one.artifacts.length === 0)) throw new UserError(distinct(broken).join("\n"));
  return { containers, given };
}

function nameOf(container: Container): string {
  return container.path === "-" ? "standard input" : `'${container.path}'`;
}

async function openTarget(target: InputTarget, options: OpenOptions): Promise<readonly Container[]> {
  const { limits, opens } = options;
  const { shown: path } = target;
  switch (target.kind) {
    case "folder":
      return withNested(openFolder(target.path, { path, limits }), { limits, opens, budget: undefined, depth: 0 });
    case "file":
      return [openFile(target.path, { path, limits })];
    case "archive": {
      if (opens?.({ path, prefix: "" }) === false) return [];
      const reload = (): Buffer => readFileBounded(target.path, limits, "archiveSize");
      const budget = newBudget({ path, prefix: "" }, limits);
      try {
        const archive = await openArchive(reload(), { path, prefix: "", limits, budget, reload });
        return await withNested(archive, { limits, budget, depth: 1 });
      } catch (error) {
        return [unopened(path, problemOf(error))];
      }
    }
    case "stdin": {
      if (options.stdin === undefined) throw new UserError("Standard input is not available here: name a file instead of '-'.");
      const bytes = await options.stdin(limits.archiveSize);
      return bytes === undefined ? [unopened(path, endless(limits))] : openArchiveBytes(bytes, path, limits);
    }
  }
}

/** Opens an archive that is in memory, with the archives in it. @throws ArtifactError when it is none. */
export async function openArchiveBytes(bytes: Buffer, path: string, limits: InputLimits): Promise<readonly Container[]> {
  if (bytes.length > limits.archiveSize) return [unopened(path, tooLarge("archive", bytes.length, limits, "archiveSize"))];
  const budget = newBudget({ path, prefix: "" }, limits);
  return withNested(await openArchive(bytes, { path, prefix: "", limits, budget }), { limits, budget, depth: 1 });
}

function endless({ archiveSize }: InputLimits): InputProblem {
  return overLimit(`The archive is larger than the ${sizeText(archiveSize)} that are allowed.`, "archiveSize");
}

/** A folder and the archives in it. */
export function openNested(folder: Container, limits: InputLimits): Promise<readonly Container[]> {
  return withNested(folder, { limits, budget: undefined, depth: 0 });
}

function unopened(path: string, problem: InputProblem): Container {
  return { path, prefix: "", kind: "archive", artifacts: [], problems: [problem] };
}

/** How what is in a container is opened. */
interface Nesting extends Pick<OpenOptions, "limits" | "opens"> {
  /** That of the archive; undefined for a folder, whose archives have one each. */
  readonly budget: ReadBudget | undefined;
  /** How many archives the container is in, itself included. */
  readonly depth: number;
}

/**
 * A container and the archives in it, and in those; the texts of a canvas app become files of the container itself. An archive that cannot
 * be opened is a problem of the container it is in.
 */
async function withNested(container: Container, { limits, opens, budget, depth }: Nesting): Promise<readonly Container[]> {
  const problems: InputProblem[] = [];
  const nested: Container[] = [];
  const artifacts: Artifact[] = [];
  for (const artifact of container.artifacts) {
    const { name } = artifact;
    artifacts.push(artifact);
    const isApp = isCanvasAppName(name);
    if (!isApp && !isArchiveName(name)) continue;
    const prefix = `${container.prefix}${name}!/`;
    if (!isApp && opens?.({ path: container.path, prefix }) === false) continue;
    if (depth > limits.depth) {
      problems.push(
        overLimit(`The archive is nested ${depth} levels deep; archives are opened at most ${limits.depth} levels deep.`, "depth", name),
      );
      continue;
    }
    const reload = (): Buffer => artifact.read();
    const ownBudget = budget ?? newBudget({ path: container.path, prefix }, limits);
    try {
      if (isApp) {
        const app = await openCanvasApp(artifact, container, limits, ownBudget);
        addAll(artifacts, app.artifacts);
        addAll(problems, app.problems);
        continue;
      }
      const inner = await openArchive(reload(), { path: container.path, prefix, limits, budget: ownBudget, reload });
      if (inner.artifacts.length === 0)
        addAll(
          problems,
          inner.problems.map((problem) => problemAt(problem, name)),
        );
      else addAll(nested, await withNested(inner, { limits, budget: ownBudget, depth: depth + 1 }));
    } catch (error) {
      problems.push(problemOf(error));
    }
  }
  const isSame = problems.length === 0 && artifacts.length === container.artifacts.length;
  return [isSame ? container : { ...container, artifacts, problems: [...container.problems, ...problems] }, ...nested];
}
