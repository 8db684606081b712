import { addAll } from "../collections.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { Container } from "../input/artifact.ts";
import type { LintRun } from "../linter/lint.ts";
import { applyChanges, type FileResult, joinResults } from "./apply.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { baseOf, type FindingChoice, type RepairGroup, repairGroups } from "./groups.ts";

/** Inputs and what the analysis says about them. */
export interface FixState {
  readonly containers: readonly Container[];
  readonly run: LintRun;
}

/** Which files may be changed: those that the user named. */
export type MayChange = (path: string, file: string) => boolean;

/** What repairs are tried with. */
export interface Bench {
  readonly start: FixState;
  readonly choice: FindingChoice;
  readonly mayChange: MayChange;
  /** Analyses another state of the inputs as the first one was. */
  readonly lint: (containers: readonly Container[]) => Promise<LintRun>;
}

/** What came of repairs. */
export interface Attempt {
  readonly state: FixState;
  readonly results: readonly FileResult[];
  /** What the repairs brought up, and was repaired in turn. */
  readonly followed: readonly RepairGroup[];
}

/** So many times, what a repair brings up may be repaired in turn. */
const mostRounds = 6;

/** Makes repairs in memory and analyses what comes of it; what they bring up is repaired in turn if that can be. */
export async function tryRepairs(
  { start, choice, mayChange, lint }: Bench,
  groups: readonly RepairGroup[],
): Promise<Attempt | { readonly faults: readonly Fault[] }> {
  const isNew = isNewSince(start.run);
  let state = start;
  let results: readonly FileResult[] = [];
  let pending = groups;
  const followed: RepairGroup[] = [];
  for (let round = 0; round < mostRounds && pending.length > 0; round++) {
    const changed = change(state, pending, mayChange);
    if (typeof changed === "string") return { faults: [{ reason: changed, suspects: groups }] };
    results = joinResults(results, changed.results, start.containers);
    state = { containers: changed.containers, run: await lint(changed.containers) };
    pending = repairGroups(state.run, { ...choice, isWanted: isNew });
    addAll(followed, pending);
  }
  const faults = faultsOf(start.run, state.run, groups);
  return faults.length === 0 ? { state, results, followed } : { faults };
}

/** Why repairs cannot be made together, if so; nothing is analysed for it. */
export function whyNotTogether({ start, mayChange }: Bench, groups: readonly RepairGroup[]): string | undefined {
  const changed = change(start, groups, mayChange);
  return typeof changed === "string" ? changed : undefined;
}

/** Makes repairs in memory; a text says why they cannot be made. */
function change(
  { containers, run }: FixState,
  groups: readonly RepairGroup[],
  mayChange: MayChange,
): Exclude<ReturnType<typeof applyChanges>, string> | string {
  const plan = run.planner.plan(groups.flatMap(({ parts }) => parts).flatMap(({ repairs }) => repairs));
  if ("declined" in plan) return plan.declined;
  const applied = applyChanges(containers, plan.changes);
  if (typeof applied === "string") return applied;
  const outside = applied.results.find(
    ({ container, name }) => !mayChange(container.path, container.kind === "file" ? "" : container.prefix + name),
  );
  return outside === undefined ? applied : `It would change '${outside.name}', which you did not name.`;
}

/** Whether a finding has come up since; what was there before is repaired because it was chosen, or not at all. */
function isNewSince({ result }: LintRun): (finding: ReportedFinding) => boolean {
  // Findings of one subflow share a fingerprint: what they say tells them apart.
  const keyOf = (finding: ReportedFinding): string => `${baseOf(finding)} ${finding.message}`;
  const before = new Set(result.findings.map(keyOf));
  return (finding) => !before.has(keyOf(finding));
}
