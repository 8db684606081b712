import { addAll } from "../collections.ts";
import type { Container } from "../input/artifact.ts";
import type { LintRun } from "../linter/lint.ts";
import { joinResults } from "./apply.ts";
import { type Attempt, type Bench, type FixState, type MayChange, tryRepairs, whyNotTogether } from "./attempt.ts";
import type { Fault } from "./faults.ts";
import { type FindingChoice, type RepairGroup, repairGroups } from "./groups.ts";

/** What came of the repairs, with the inputs as they would be; nothing is written yet. */
export interface Repaired extends Attempt {
  readonly fixed: readonly RepairGroup[];
  /** Repairs that are not made, with the reason as a full sentence. */
  readonly dropped: readonly DroppedGroup[];
}

interface DroppedGroup {
  readonly group: RepairGroup;
  readonly reason: string;
}

/** How often repairs that could not be made together with others are tried again after them. */
const mostPasses = 5;

/**
 * Repairs in memory and looks whether it helped: see {@link faultsOf}. All repairs are tried at once; when there is a fault, only those
 * that may have caused it are taken out, so that a few analyses are enough however many repairs there are. A new finding that can be
 * repaired in turn is; what is left is one step of all of them.
 * @param lint Analyses another state of the inputs as the first one was.
 */
export async function repairInputs(
  start: FixState,
  choice: FindingChoice,
  mayChange: MayChange,
  lint: (containers: readonly Container[]) => Promise<LintRun>,
): Promise<Repaired> {
  let done = await repairOnce({ start, choice, mayChange, lint });
  for (let pass = 1; pass < mostPasses && done.dropped.length > 0 && done.fixed.length > 0; pass++) {
    const next = await repairOnce({ start: done.state, choice, mayChange, lint });
    if (next.fixed.length === 0) break;
    done = {
      state: next.state,
      results: joinResults(done.results, next.results, start.containers),
      fixed: [...done.fixed, ...next.fixed],
      followed: [...done.followed, ...next.followed],
      dropped: next.dropped,
    };
  }
  return done;
}

async function repairOnce(bench: Bench): Promise<Repaired> {
  const { possible, impossible } = partitionPossible(bench, repairGroups(bench.start.run, bench.choice));
  let best: Attempt = { state: bench.start, results: [], followed: [] };
  const fixed: RepairGroup[] = [];
  const dropped: DroppedGroup[] = [...impossible];

  /** Tries the groups on top of those that are known to work. */
  async function add(candidates: readonly RepairGroup[]): Promise<void> {
    if (candidates.length === 0) return;
    const attempt = await tryRepairs(bench, [...fixed, ...candidates]);
    if (!("faults" in attempt)) {
      best = attempt;
      addAll(fixed, candidates);
      return;
    }
    const { guilty, doubtful } = judge(attempt.faults, candidates);
    addAll(
      dropped,
      [...guilty].map(([group, reason]) => ({ group, reason })),
    );
    const others = candidates.filter((group) => !guilty.has(group) && !doubtful.has(group));
    if (guilty.size > 0 || others.length > 0) {
      await add(others);
      await add([...doubtful]);
    } else {
      const half = Math.ceil(candidates.length / 2);
      await add(candidates.slice(0, half));
      await add(candidates.slice(half));
    }
  }
  await add(possible);
  return { ...best, fixed, dropped };
}

/**
 * A repair is guilty when it alone can have caused a fault, and doubtful when it is one of several and none of them is guilty of it. What
 * is found guilty by mistake gets another chance after the repairs that are made.
 */
function judge(
  faults: readonly Fault[],
  candidates: readonly RepairGroup[],
): { readonly guilty: ReadonlyMap<RepairGroup, string>; readonly doubtful: ReadonlySet<RepairGroup> } {
  const suspected = faults.map(({ reason, suspects }) => {
    const among = candidates.filter((group) => suspects.includes(group));
    return { reason, suspects: among.length > 0 ? among : candidates };
  });
  const guilty = new Map<RepairGroup, string>();
  for (const { reason, suspects } of suspected) {
    const [only] = suspects;
    if (only !== undefined && suspects.length === 1 && !guilty.has(only)) guilty.set(only, reason);
  }
  const unexplained = suspected.filter(({ suspects }) => !suspects.some((group) => guilty.has(group)));
  return { guilty, doubtful: new Set(unexplained.flatMap(({ suspects }) => suspects)) };
}

/** The groups whose changes can be written into the files together; of two that cannot, the one that comes first. */
function partitionPossible(
  bench: Bench,
  groups: readonly RepairGroup[],
): { readonly possible: readonly RepairGroup[]; readonly impossible: readonly DroppedGroup[] } {
  const possible: RepairGroup[] = [];
  const impossible: DroppedGroup[] = [];
  function add(candidates: readonly RepairGroup[]): void {
    if (candidates.length === 0) return;
    const reason = whyNotTogether(bench, [...possible, ...candidates]);
    if (reason === undefined) {
      addAll(possible, candidates);
    } else if (candidates.length === 1) {
      addAll(
        impossible,
        candidates.map((group) => ({ group, reason })),
      );
    } else {
      const half = Math.ceil(candidates.length / 2);
      add(candidates.slice(0, half));
      add(candidates.slice(half));
    }
  }
  add(groups);
  return { possible, impossible };
}
