import { toolBuild } from "../about.ts";
import type { Container } from "../input/artifact.ts";
import type { GivenPath } from "../input/given.ts";
import type { OpenOptions } from "../input/open.ts";
import { type Combined, combineParts } from "../linter/combine.ts";
import { chosenOf, groupName, type SolutionGroup } from "../linter/groups.ts";
import { groupsOf, inputsOf, type LintInputs, type LintRun, lint, partOf } from "../linter/lint.ts";
import type { LintOptions } from "../linter/lint-options.ts";
import type { Part } from "../linter/part.ts";
import { createPartKeys } from "../linter/part-key.ts";
import { groupsIn, isEmptyRun } from "../linter/shard.ts";
import { rejectEmptyRun } from "./empty-run.ts";
import { type OpenedSession, openSession } from "./open-session.ts";
import type { PartCache } from "./part-cache.ts";
import type { Session } from "./prepare.ts";
import type { SessionOptions } from "./session-options.ts";

/** A run with what reports have to know of its inputs. */
export type ReportableRun<T extends Combined> = T & {
  /** The paths of the inputs that are archives, whatever is in them. */
  readonly archives: ReadonlySet<string>;
};

/** Opens the inputs and analyses them as one whole. @throws UserError when nothing can be read or compared */
export async function run(paths: readonly string[], session: Session, options: SessionOptions): Promise<ReportableRun<LintRun>> {
  const opened = await openSession(paths, session, options);
  const found = await lint(opened.containers, opened.options);
  rejectEmptyRun(found, paths, opened);
  return reportable(found, opened, options);
}

/** Inputs that are open, and the analysis of them or of other states of them. */
export interface OpenedRun {
  readonly containers: readonly Container[];
  /** Where the paths are in the containers. */
  readonly given: readonly GivenPath[];
  lint(containers: readonly Container[]): Promise<LintRun>;
}

/** Opens the inputs, to analyse them more than once. @throws UserError when nothing can be read */
export async function open(paths: readonly string[], session: Session, options: SessionOptions): Promise<OpenedRun> {
  const opened = await openSession(paths, session, options);
  return {
    containers: opened.containers,
    given: opened.given,
    async lint(state) {
      const found = await lint(state, opened.options);
      rejectEmptyRun(found, paths, opened);
      return found;
    },
  };
}

/** How {@link runInGroups} works. */
export interface GroupOptions {
  /** Analyses groups in other threads, and gives their parts in the same order; undefined to analyse all in this one. */
  readonly analyse?: ((groups: readonly SolutionGroup[], all: readonly SolutionGroup[]) => Promise<readonly Part[]>) | undefined;
  /** Parts of earlier runs. */
  readonly cache?: PartCache | undefined;
}

/**
 * Analyses the inputs in groups of solutions that have nothing to do with each other. The findings are those of {@link run}.
 * @throws UserError as that does
 */
export async function runInGroups(
  paths: readonly string[],
  session: Session,
  options: SessionOptions,
  { analyse, cache }: GroupOptions,
): Promise<ReportableRun<Combined>> {
  const opened = await openSession(paths, session, options);
  const inputs = inputsOf(opened.containers, opened.options);
  const all = groupsOf(inputs, opened.options);
  const { shard } = options;
  const own = shard === undefined ? all : groupsIn(all, shard);
  // Rules as code have no content that a key could be made of.
  const usedCache = options.plugins.length > 0 ? undefined : cache;
  const parts = await cachedParts(own, usedCache, opened, (groups) =>
    analyse !== undefined && groups.length > 1 ? analyse(groups, all) : analyseHere(groups, inputs, opened.options),
  );
  cache?.prune();
  const combined = combineParts(parts, opened.options);
  const isEmpty = shard === undefined ? combined.isEmpty : isEmptyRun(all, own, combined.isEmpty);
  const found = { ...combined, isEmpty };
  rejectEmptyRun(found, paths, opened);
  return reportable(found, opened, options);
}

/** The parts of groups: those that the cache has, then those that are made now, which are put into it. */
async function cachedParts(
  groups: readonly SolutionGroup[],
  cache: PartCache | undefined,
  { options, onlyGiven }: OpenedSession,
  make: (groups: readonly SolutionGroup[]) => Promise<readonly Part[]>,
): Promise<readonly Part[]> {
  if (cache === undefined) return make(groups);
  const keyOf = createPartKeys(options, toolBuild(), onlyGiven);
  const known: Part[] = [];
  const missing: { readonly group: SolutionGroup; readonly key: string }[] = [];
  for (const group of groups) {
    const key = keyOf(group);
    const part = cache.get(key);
    if (part === undefined) missing.push({ group, key });
    else known.push(part);
  }
  const made = await make(missing.map(({ group }) => group));
  for (const [index, { key }] of missing.entries()) {
    const part = made[index];
    if (part !== undefined && part.failures.length === 0) cache.set(key, part);
  }
  return [...known, ...made];
}

/** What a thread does of a run. */
export interface GroupWork extends Pick<OpenOptions, "opens"> {
  readonly groups: readonly Pick<SolutionGroup, "members">[];
  /** Takes what was found in a group, in their order. */
  readonly onPart: (part: Part) => void;
}

/** Analyses some groups of the inputs, for a thread that was started for them. */
export async function analyseGroups(
  paths: readonly string[],
  session: Session,
  options: SessionOptions,
  { groups, opens, onPart }: GroupWork,
): Promise<void> {
  const opened = await openSession(paths, session, { ...options, since: undefined, baseline: undefined }, opens);
  const inputs = inputsOf(opened.containers, opened.options);
  for (const group of groups) onPart((await partOf(inputs, opened.options, chosenOf([group]))).part);
}

async function analyseHere(groups: readonly SolutionGroup[], inputs: LintInputs, options: LintOptions): Promise<readonly Part[]> {
  const { onProgress, ...quiet } = options;
  const parts: Part[] = [];
  for (const [done, group] of groups.entries()) {
    onProgress?.({ stage: "check", name: groupName(group), done, total: groups.length });
    // Only the part is kept: what was read of a group is released before the next one.
    const { part } = await partOf(inputs, groups.length === 1 ? options : quiet, chosenOf([group]));
    parts.push(part);
  }
  return parts;
}

/** Adds what reports ask of the inputs. For a repository, findings in archives move to the unpacked sources that it has of them. */
async function reportable<T extends Combined>(
  found: T,
  { containers, options }: OpenedSession,
  { repository, cwd }: SessionOptions,
): Promise<ReportableRun<T>> {
  const archives = new Set(containers.flatMap(({ kind, prefix, path }) => (kind === "archive" && prefix === "" ? [path] : [])));
  const run = { ...found, archives };
  if (repository === undefined) return run;
  const { preferSources } = await import("../report/prefer-sources.ts");
  const { repositorySources } = await import("./repository-sources.ts");
  const texts = repositorySources(containers, { root: repository, cwd, limits: options.config.limits });
  return { ...run, result: preferSources(run.result, run, texts) };
}
