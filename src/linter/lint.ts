import { remember } from "../collections.ts";
import { createIgnore } from "../config/level-for.ts";
import type { ResolvedConfig } from "../config/types.ts";
import { type Chosen, readWorkspace, unpackWorkspace } from "../dataflow/workspace/read-workspace.ts";
import type { RunContext } from "../dataflow/workspace/run-context.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import type { Container } from "../input/artifact.ts";
import type { Rule } from "../rule.ts";
import { type LoadedSolution, loadSolutions } from "../solution/load.ts";
import type { GivenBaseline } from "./apply-suppressions.ts";
import { type Combined, combineParts } from "./combine.ts";
import type { Confidence, ReportedFinding } from "./finding.ts";
import { chosenOf, groupSolutions, type SolutionGroup } from "./groups.ts";
import { type AnalysedPart, analysePart } from "./part.ts";
import { groupsIn, isEmptyRun, type Shard } from "./shard.ts";
import type { ReadText } from "./suppression-use.ts";

/** Settings of a run. */
export interface LintOptions {
  /** All rules of the run, those of plug-ins and of the configuration included. */
  readonly rules: readonly Rule[];
  readonly config: ResolvedConfig;
  /** `YYYY-MM-DD`: only for the expiry of overrides. */
  readonly today: string;
  /** Findings of less confidence are left out. */
  readonly minConfidence?: Confidence | undefined;
  /** Whether a place is among what the user named; with `--only-given-files` the others are left out. */
  readonly isGiven?: ((path: string, file: string) => boolean) | undefined;
  /** Do not heed suppressions in notes and the configuration. */
  readonly noSuppressions?: boolean | undefined;
  readonly baseline?: GivenBaseline | undefined;
  /** Findings that were there before the change under review: they are marked as known. */
  readonly known?: KnownFindings | undefined;
  /** Analyse only a part of the solutions. */
  readonly shard?: Shard | undefined;
  /** Text of the configuration and the baseline, for findings about what is in them. */
  readonly readText?: ReadText | undefined;
  /** What the run knows besides its inputs: settings files, target, previous package. */
  readonly context?: RunContext | undefined;
  /** Give each finding the code around its place. */
  readonly excerpts?: boolean | undefined;
  /** Called before each step of a run. */
  readonly onProgress?: ((step: ProgressStep) => void) | undefined;
}

/** What was found in another state of the sources. */
export interface KnownFindings {
  readonly fingerprints: ReadonlySet<string>;
  /** Shown with the findings: `in main already`. */
  readonly reason: string;
  /** Findings about what could not be read in that state, where nothing can be compared; reported with the findings of the run. */
  readonly unread: readonly ReportedFinding[];
}

/** What a run is about to do. */
export interface ProgressStep {
  readonly stage: "read" | "check";
  /** The container, or the rule. */
  readonly name: string;
  /** How many of `total` are done. */
  readonly done: number;
  readonly total: number;
}

/** What a run gives besides its report. */
export interface LintRun extends Combined, Pick<AnalysedPart, "analysis" | "repairs" | "planner" | "redactText"> {}

/** Analyses opened inputs and runs the rules, from containers to reported findings. Its only input and output is reading artifacts. */
export async function lint(containers: readonly Container[], options: LintOptions): Promise<LintRun> {
  const { shard } = options;
  const inputs = inputsOf(containers, options);
  if (shard === undefined) return combined(await partOf(inputs, options), options);
  const groups = groupsOf(inputs, options);
  const own = groupsIn(groups, shard);
  const run = combined(await partOf(inputs, options, chosenOf(own)), options);
  return { ...run, isEmpty: isEmptyRun(groups, own, run.isEmpty) };
}

/** The same for what has been read already. */
export function lintWorkspace(workspace: Workspace, options: LintOptions): LintRun {
  return combined(analysePart(workspace, options), options);
}

/** What a run looks at. */
export interface LintInputs {
  /** Without what the configuration ignores. */
  readonly containers: readonly Container[];
  /** Manifests and component lists, each container once however often it is asked for. */
  readonly load: typeof loadSolutions;
}

/** The inputs without what the configuration ignores. */
export function inputsOf(containers: readonly Container[], options: LintOptions): LintInputs {
  const loaded = new Map<Container, readonly LoadedSolution[]>();
  return {
    containers: withoutIgnored(containers, options),
    load: (container) => remember(loaded, container, () => loadSolutions(container)),
  };
}

/** Groups the solutions of the inputs by their relations; different groups can be analysed separately. */
export function groupsOf({ containers, load }: LintInputs, { context }: LintOptions): readonly SolutionGroup[] {
  return groupSolutions(containers, context, load);
}

/** Analyses the chosen solutions of the inputs, which must not have been analysed before. */
export async function partOf({ containers, load }: LintInputs, options: LintOptions, chosen?: Chosen): Promise<AnalysedPart> {
  const { config, context, onProgress } = options;
  let done = 0;
  const starts = ({ path, prefix }: Container): void =>
    onProgress?.({
      stage: "read",
      name: prefix === "" ? path : `${path}!/${prefix.replace(/!?\/$/, "")}`,
      done: done++,
      total: containers.length,
    });
  return analysePart(await unpackWorkspace(readWorkspace(containers, starts, context, chosen, load), config.limits), options);
}

function combined({ part, analysis, repairs, planner, suppressions, redactText }: AnalysedPart, options: LintOptions): LintRun {
  const run = combineParts([part], options);
  return {
    ...run,
    suppressions: {
      unused: [...suppressions.unused, ...run.suppressions.unused],
      withoutReason: [...suppressions.withoutReason, ...run.suppressions.withoutReason],
    },
    analysis,
    repairs,
    planner,
    redactText,
  };
}

function withoutIgnored(containers: readonly Container[], { config }: LintOptions): readonly Container[] {
  if (config.ignore.length === 0) return containers;
  const ignored = createIgnore(config);
  return containers.map((container) => {
    const { path, prefix } = container;
    const leftOut = new Set<string>();
    const artifacts = container.artifacts.filter((artifact) => {
      const isIgnored = ignored({ path, file: prefix + artifact.name });
      if (!isIgnored) return true;
      artifact.release?.();
      leftOut.add(artifact.name.toLowerCase());
      return false;
    });
    // A problem without a file is one of the container, whose name is the prefix without what separates it from its members.
    const problems = container.problems.filter(
      ({ file }) => !ignored({ path, file: file === undefined ? prefix.replace(/!?\/$/, "") : prefix + file }),
    );
    return { ...container, artifacts, problems, leftOut };
  });
}
