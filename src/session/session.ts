import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { toolBuild } from "../about.ts";
import { configure } from "../config/configure.ts";
import { displayPath } from "../config/discover.ts";
import type { ConfigOptions } from "../config/resolve.ts";
import type { ResolvedConfig } from "../config/types.ts";
import type { RunContext } from "../dataflow/workspace/run-context.ts";
import { fileProblem, UserError } from "../errors.ts";
import type { Container } from "../input/artifact.ts";
import type { Environment } from "../input/git.ts";
import { type GivenPath, givenFilter } from "../input/given.ts";
import { type OpenOptions, openInputs } from "../input/open.ts";
import type { GivenBaseline } from "../linter/apply-suppressions.ts";
import { parseBaseline } from "../linter/baseline.ts";
import { type Combined, combineParts } from "../linter/combine.ts";
import type { Confidence, LocatedStep, ReportedFinding } from "../linter/finding.ts";
import { chosenOf, groupName, type SolutionGroup } from "../linter/groups.ts";
import { groupsOf, inputsOf, type LintInputs, type LintRun, lint, partOf } from "../linter/lint.ts";
import type { KnownFindings, LintOptions } from "../linter/lint-options.ts";
import { countInWords } from "../linter/list-in-words.ts";
import type { Part } from "../linter/part.ts";
import { createPartKeys } from "../linter/part-key.ts";
import { groupsIn, isEmptyRun, type Shard } from "../linter/shard.ts";
import { localPath } from "../report/locations.ts";
import type { Rule } from "../rule.ts";
import { fileKey } from "../source/source-file.ts";
import { loadRules } from "./load-rules.ts";
import type { PartCache } from "./part-cache.ts";
import { readText } from "./read-text.ts";

/** Settings of a run. Everything that depends on the process is passed in. */
export interface SessionOptions {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of the user's home directory. */
  readonly home: string | undefined;
  readonly environment: Environment;
  /** A configuration file; `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
  readonly commandLine: ConfigOptions;
  /** Packages with rules as code. */
  readonly plugins: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly stdin?: OpenOptions["stdin"];
  readonly minConfidence?: Confidence | undefined;
  readonly onlyGivenFiles?: boolean | undefined;
  readonly noSuppressions?: boolean | undefined;
  readonly baseline?: string | undefined;
  /** The baseline is about to be written: it need not exist. */
  readonly updateBaseline?: boolean | undefined;
  /** A revision in git; findings that were there already are marked as known. */
  readonly since?: string | undefined;
  readonly shard?: Shard | undefined;
  /** Settings files, target and previous package; made when the configuration is known. */
  readonly context?: ((config: ResolvedConfig) => Promise<RunContext>) | undefined;
  /** Absolute path of a repository; locations in archives name the same component in its unpacked solutions too. */
  readonly repository?: string | undefined;
  /** Give each finding the code around its place. */
  readonly excerpts?: boolean | undefined;
  readonly onProgress?: Parameters<typeof lint>[1]["onProgress"] | undefined;
}

/** A configuration and the rules that it is about. */
export interface Session {
  readonly config: ResolvedConfig;
  /** Built-in rules, then those of plug-ins, then those of the configuration. */
  readonly rules: readonly Rule[];
}

/** Finds and reads the configuration. @throws UserError for everything that a user can get wrong */
export async function prepare(paths: readonly string[], options: SessionOptions): Promise<Session> {
  const coded = await loadRules(options.plugins, options.cwd);
  const config = await configure({
    cwd: options.cwd,
    home: options.home,
    rules: coded,
    input: paths[0] === "-" ? undefined : paths[0],
    config: options.config,
    commandLine: options.commandLine,
  });
  const { customRules } = config.customRules.length === 0 ? { customRules: () => [] } : await import("../linter/custom-rules.ts");
  return { config, rules: [...coded, ...customRules(config.customRules)] };
}

/** What a run found, and what its inputs are. */
export type OfInputs<T extends Combined> = T & {
  /** The paths of the inputs that are archives, whatever is in them. */
  readonly archives: ReadonlySet<string>;
};

/** Opens the inputs and analyses them as one whole. @throws UserError when nothing can be read or compared */
export async function run(paths: readonly string[], session: Session, options: SessionOptions): Promise<OfInputs<LintRun>> {
  const opened = await openSession(paths, session, options);
  return inRepository(checked(await lint(opened.containers, opened.options), paths, opened), opened, options);
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
    given: opened.named,
    lint: async (state) => checked(await lint(state, opened.options), paths, opened),
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
): Promise<OfInputs<Combined>> {
  const opened = await openSession(paths, session, options);
  const inputs = inputsOf(opened.containers, opened.options);
  const all = groupsOf(inputs, opened.options);
  const { shard } = options;
  const groups = shard === undefined ? all : groupsIn(all, shard);
  // Rules as code have no content that a key could be made of.
  const keys = cache === undefined || options.plugins.length > 0 ? undefined : createPartKeys(opened.options, toolBuild(), opened.given);
  const known = groups
    .map((group) => ({ group, key: keys?.(group) }))
    .map((one) => ({ ...one, part: one.key === undefined ? undefined : cache?.get(one.key) }));
  const missing = known.filter(({ part }) => part === undefined);
  const made =
    analyse !== undefined && missing.length > 1
      ? await analyse(
          missing.map(({ group }) => group),
          all,
        )
      : await analyseHere(
          missing.map(({ group }) => group),
          inputs,
          opened.options,
        );
  for (const [index, { key }] of missing.entries()) {
    const part = made[index];
    if (key !== undefined && part !== undefined && part.failures.length === 0) cache?.set(key, part);
  }
  cache?.prune();
  const parts = [...known.flatMap(({ part }) => part ?? []), ...made];
  const combined = combineParts(parts, opened.options);
  const isEmpty = shard === undefined ? combined.isEmpty : isEmptyRun(all, groups, combined.isEmpty);
  return inRepository(checked({ ...combined, isEmpty }, paths, opened), opened, options);
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

interface OpenedSession {
  readonly containers: readonly Container[];
  readonly options: LintOptions;
  /** Where the paths are in the containers. */
  readonly named: readonly GivenPath[];
  /** The same, when that decides about the findings. */
  readonly given: readonly GivenPath[] | undefined;
}

async function openSession(
  paths: readonly string[],
  { config, rules }: Session,
  options: SessionOptions,
  opens?: OpenOptions["opens"],
): Promise<OpenedSession> {
  const { cwd } = options;
  const { limits } = config;
  const opened = await openInputs(paths, { cwd, limits, stdin: options.stdin, opens });
  const baseline = readBaseline(options);
  const context = await options.context?.(config);
  const given = options.onlyGivenFiles === true ? opened.given : undefined;
  const common: LintOptions = {
    rules,
    config,
    today: options.today,
    context,
    readText: (file: string) => readFileSync(resolve(cwd, file), "utf8"),
    isGiven: given === undefined ? undefined : givenFilter(given),
    noSuppressions: options.noSuppressions,
    baseline,
    shard: options.shard,
  };
  let known: KnownFindings | undefined;
  if (options.since !== undefined) {
    const { openInputsAt } = await import("../input/revision.ts");
    const { containers, lost } = await openInputsAt(paths, { cwd, limits, revision: options.since, environment: options.environment });
    const { findings } = (await lint(containers, common)).result;
    const active = findings.filter(({ suppressed }) => suppressed === null);
    const lostFiles = new Set(lost.map(fileKey));
    const isAboutLost = ({ rule, location }: ReportedFinding): boolean => rule === "unreadable-file" && lostFiles.has(fileKey(location));
    known = {
      fingerprints: new Set(active.filter((one) => !isAboutLost(one)).map(({ fingerprint }) => fingerprint)),
      reason: `The finding already existed in ${options.since}.`,
      // Only the first shard reports what concerns all of them.
      unread: (options.shard?.index ?? 1) === 1 ? active.filter(isAboutLost) : [],
    };
  }
  return {
    containers: opened.containers,
    named: opened.given,
    given,
    options: { ...common, known, excerpts: options.excerpts, minConfidence: options.minConfidence, onProgress: options.onProgress },
  };
}

async function inRepository<T extends Combined>(
  found: T,
  opened: OpenedSession,
  { repository, cwd }: SessionOptions,
): Promise<OfInputs<T>> {
  const archives = new Set(opened.containers.flatMap(({ kind, prefix, path }) => (kind === "archive" && prefix === "" ? [path] : [])));
  const run = { ...found, archives };
  if (repository === undefined) return run;
  const { preferSources } = await import("../report/prefer-sources.ts");
  const { repositorySources } = await import("./repository-sources.ts");
  const texts = repositorySources(opened.containers, { root: repository, cwd, limits: opened.options.config.limits });
  return { ...run, result: preferSources(run.result, run, texts) };
}

/** @throws UserError when nothing was analysed: such a run must not pass for one without findings */
function checked<T extends Combined>(run: T, paths: readonly string[], opened: OpenedSession): T {
  if (!run.isEmpty) return run;
  const given = paths.map((path) => `'${path}'`).join(", ");
  if (leavesOutAll(opened)) {
    // A hook passes all files of a commit, whatever they are.
    if (opened.given !== undefined) return run;
    throw new UserError(`Nothing to analyse in ${given}: 'ignore' in the configuration leaves out everything that is there.`);
  }
  const found =
    run.unread.length > 0
      ? unreadText(run.unread)
      : `Nothing to analyse in ${given}: no solution, flow package, flow definition, desktop-flow script, custom connector, agent, app or site was found there.`;
  throw new UserError(
    `${found}\nExport the solution in Power Apps or Power Automate (Solutions > Export solution), and name the zip file or the folder that it was unpacked to.`,
  );
}

/** Whether the configuration leaves out every file of the inputs. */
function leavesOutAll({ containers, options }: OpenedSession): boolean {
  const isBare = ({ artifacts }: Container): boolean => artifacts.length === 0;
  return !containers.every(isBare) && inputsOf(containers, options).containers.every(isBare);
}

/** Files that an error message lists. */
const mostUnread = 10;

/** A line for each file that could not be read. */
function unreadText(unread: readonly LocatedStep[]): string {
  const lines = unread.slice(0, mostUnread).map(({ message, location }) => {
    const { line, column } = location;
    const at = line === 1 && column === 1 ? "" : `, line ${line}:${column}`;
    return `'${localPath(location, {})}'${at}: ${message}`;
  });
  const more = unread.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${countInWords(more, "more file")}`] : [])].join("\n");
}

function readBaseline({ baseline: file, updateBaseline, cwd }: SessionOptions): GivenBaseline | undefined {
  if (file === undefined) return undefined;
  const shown = displayPath(resolve(cwd, file), cwd);
  let text: string;
  try {
    text = readText(resolve(cwd, file));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (updateBaseline === true && isMissing) return { entries: [], file: shown };
    const advice = isMissing ? ` Write one with --baseline ${file} --update-baseline.` : "";
    throw new UserError(`The baseline '${file}' cannot be read: ${fileProblem(error)}.${advice}`);
  }
  return { ...parseBaseline(text, file), file: shown };
}
