import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { runAfterOf } from "../cloud-flow/parse.ts";
import { unresolvedReferences } from "../dataflow/deployment/unresolved.ts";
import type { Container } from "../input/artifact.ts";
import type { Level, ReportedFinding } from "../linter/finding.ts";
import type { LintRun } from "../linter/lint.ts";
import { applyChanges, type FileResult, joinResults } from "./apply.ts";
import { baseOf, type Choice, countFingerprints, type RepairGroup, repairGroups } from "./groups.ts";

/** Inputs and what the analysis says about them. */
export interface State {
  readonly containers: readonly Container[];
  readonly run: LintRun;
}

/** What came of the repairs; nothing is written yet. */
export interface Repaired {
  /** The inputs as they would be, analysed. */
  readonly state: State;
  readonly results: readonly FileResult[];
  readonly fixed: readonly RepairGroup[];
  /** What those repairs brought up, and was repaired in turn. */
  readonly followed: readonly RepairGroup[];
  /** Repairs that were tried and taken back, with the reason as a full sentence. */
  readonly dropped: readonly { readonly group: RepairGroup; readonly reason: string }[];
}

/** So many times, what a repair brings up may be repaired in turn. */
const mostRounds = 6;

/** Which files may be changed: those that the user named. */
export type MayChange = (path: string, file: string) => boolean;

/** So many times, what could not be made beside other repairs is tried again behind them. */
const mostPasses = 5;

/**
 * Repairs in memory and looks whether it helped: the findings are gone, no new one has come up, every expression can be read and every
 * reference leads somewhere as before. Repairs that fail are found by halving and left out. A new finding that can be repaired in turn is;
 * what is left is one step of all of them.
 * @param lint Analyses another state of the inputs as the first one was.
 */
export async function repairInputs(
  start: State,
  choice: Choice,
  mayChange: MayChange,
  lint: (containers: readonly Container[]) => Promise<LintRun>,
): Promise<Repaired> {
  let done = await repairOnce(start, choice, mayChange, lint);
  for (let pass = 1; pass < mostPasses && done.dropped.length > 0 && done.fixed.length > 0; pass++) {
    const next = await repairOnce(done.state, choice, mayChange, lint);
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

async function repairOnce(
  start: State,
  choice: Choice,
  mayChange: MayChange,
  lint: (containers: readonly Container[]) => Promise<LintRun>,
): Promise<Repaired> {
  const groups = repairGroups(start.run, choice);
  let best: Attempt = { state: start, results: [], followed: [] };
  const fixed: RepairGroup[] = [];
  const dropped: { readonly group: RepairGroup; readonly reason: string }[] = [];

  /** Tries the groups on top of those that are known to work. */
  async function add(candidates: readonly RepairGroup[]): Promise<void> {
    if (candidates.length === 0) return;
    const attempt = await tryGroups(start, [...fixed, ...candidates], choice, mayChange, lint);
    if ("state" in attempt) {
      best = attempt;
      fixed.push(...candidates);
    } else if (candidates.length === 1) {
      dropped.push(...candidates.map((group) => ({ group, reason: attempt.reason })));
    } else {
      const half = Math.ceil(candidates.length / 2);
      await add(candidates.slice(0, half));
      await add(candidates.slice(half));
    }
  }
  await add(groups);
  return { ...best, fixed, dropped };
}

type Attempt = Pick<Repaired, "state" | "results" | "followed">;

async function tryGroups(
  start: State,
  groups: readonly RepairGroup[],
  choice: Choice,
  mayChange: MayChange,
  lint: (containers: readonly Container[]) => Promise<LintRun>,
): Promise<Attempt | { readonly reason: string }> {
  let state = start;
  let results: readonly FileResult[] = [];
  let pending = groups;
  const followed: RepairGroup[] = [];
  for (let round = 0; round < mostRounds && pending.length > 0; round++) {
    const plan = state.run.planner.plan(pending.flatMap(({ parts }) => parts).flatMap(({ repairs }) => repairs));
    if ("declined" in plan) return { reason: plan.declined };
    const applied = applyChanges(state.containers, plan.changes);
    if (typeof applied === "string") return { reason: applied };
    const outside = applied.results.find(
      ({ container, name }) => !mayChange(container.path, container.kind === "file" ? "" : container.prefix + name),
    );
    if (outside !== undefined) return { reason: `It would change '${outside.name}', which you did not name.` };
    results = joinResults(results, applied.results, start.containers);
    state = { containers: applied.containers, run: await lint(applied.containers) };
    pending = repairGroups(state.run, { ...choice, isWanted: isNewSince(start.run) });
    followed.push(...pending);
  }
  const reason = whatIsWrong(start.run, state.run, groups);
  return reason === undefined ? { state, results, followed } : { reason };
}

/** Whether a finding has come up since; what was there before is repaired because it was chosen, or not at all. */
function isNewSince({ result }: LintRun): (finding: ReportedFinding) => boolean {
  // Findings of one subflow share a fingerprint: what they say tells them apart.
  const keyOf = (finding: ReportedFinding): string => `${baseOf(finding)} ${finding.message}`;
  const before = new Set(result.findings.map(keyOf));
  return (finding) => !before.has(keyOf(finding));
}

const severity: Readonly<Record<Level, number>> = { note: 1, warning: 2, error: 3 };

/** A finding of this rule comes up when a suppressed finding is repaired along with others: no harm. */
const harmless: ReadonlySet<string> = new Set(["unused-suppression"]);

/** What the repairs have not achieved or have brought up, as a full sentence. */
function whatIsWrong(before: LintRun, after: LintRun, groups: readonly RepairGroup[]): string | undefined {
  const [failure] = after.failures;
  if (failure !== undefined && before.failures.length === 0) return `The rule '${failure.rule}' fails on the result.`;
  if (unreadParts(after) > unreadParts(before)) return "It would make an expression, a script or a file unreadable.";
  if (unresolvedNames(after) > unresolvedNames(before)) return "An expression or a run-after would refer to something that does not exist.";
  const present = countFingerprints(before.result.findings);
  const repaired = countFingerprints(groups.flatMap(({ parts }) => parts).map(({ finding }) => finding));
  for (const [base, findings] of countFingerprints(after.result.findings)) {
    const [example] = findings;
    if (example === undefined || harmless.has(example.rule)) continue;
    const known = present.get(base) ?? [];
    const target = repaired.get(base) ?? [];
    if (findings.length > known.length - target.length)
      return target.length > 0 ? "The finding would remain." : `It would cause another finding: ${example.message} (${example.code})`;
    const worst = (list: readonly ReportedFinding[]): number => Math.max(0, ...list.map(({ level }) => severity[level]));
    if (worst(findings) > worst(known)) return `It would make another finding worse: ${example.message} (${example.code})`;
  }
  return undefined;
}

function unreadParts({ analysis }: LintRun): number {
  const { workspace, scanOf } = analysis;
  return (
    workspace.problems.length +
    workspace.cloudFlows.reduce((sum, flow) => sum + scanOf(flow).problems().length, 0) +
    workspace.desktopFlows.reduce((sum, flow) => sum + flow.script.problems.length, 0)
  );
}

function unresolvedNames({ analysis }: LintRun): number {
  return analysis.workspace.cloudFlows.reduce(
    (sum, flow) => sum + unresolvedReferences(analysis, flow).length + missingPredecessors(flow),
    0,
  );
}

/** Names in run-afters that no action beside has. */
function missingPredecessors(flow: CloudFlow): number {
  const branchOf = ({ parent, branch }: Operation): string => `${parent?.pointer.join("/") ?? ""} ${branch}`;
  const present = new Set(flow.actions.map((action) => `${branchOf(action)} ${action.name.toLowerCase()}`));
  const named = flow.actions.flatMap((action) => [...runAfterOf(action).keys()].map((name) => `${branchOf(action)} ${name.toLowerCase()}`));
  return named.filter((name) => !present.has(name)).length;
}
