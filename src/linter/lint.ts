import { remember } from "../collections.ts";
import { createIgnore } from "../config/level-for.ts";
import { type Chosen, readWorkspace, unpackWorkspace } from "../dataflow/workspace/read-workspace.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import type { Container } from "../input/artifact.ts";
import { loadSolutions } from "../solution/load.ts";
import type { LoadedSolution } from "../solution/loaded-solution.ts";
import { type Combined, combineParts } from "./combine.ts";
import { chosenOf, groupSolutions, type SolutionGroup } from "./groups.ts";
import type { LintOptions } from "./lint-options.ts";
import { type AnalysedPart, analysePart } from "./part.ts";
import { groupsIn, isEmptyRun } from "./shard.ts";

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
