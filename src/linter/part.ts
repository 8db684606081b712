import { countUp } from "../collections.ts";
import type { ResolvedConfig, Sourced } from "../config/types.ts";
import { type Analysis, analyse } from "../dataflow/analysis.ts";
import type { AnalysisOptions } from "../dataflow/analysis-options.ts";
import { mergeProblems } from "../dataflow/workspace/merge-problems.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import { createExcerpter } from "../excerpt/create.ts";
import type { Finding } from "../findings/finding.ts";
import type { SolutionSummary } from "../findings/lint-result.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import type { SuppressionUse } from "../findings/suppression-use.ts";
import type { ConnectorTable } from "../knowledge/connectors.ts";
import type { DesktopActionTable } from "../knowledge/desktop-actions.ts";
import { createRepairPlanner, type RepairPlanner } from "../repair/plan.ts";
import { solutionIdentity } from "../solution/identity.ts";
import type { Solution } from "../solution/model.ts";
import { createLocator } from "../source/resolve.ts";
import { addExcerpts } from "./add-excerpts.ts";
import { type AnalysedComponent, analysedComponents, applyNotes, decideLevels } from "./apply-suppressions.ts";
import type { LintOptions } from "./lint-options.ts";
import { locateFindings } from "./locate-findings.ts";
import { findingKey, type RunRepair } from "./propose-fix.ts";
import { createRedactor, type Redactor } from "./redact.ts";
import { type RuleFailure, type RuleFinding, runRules, runSuppressionRules } from "./run-rules.ts";
import { createRunDecider, createSelection } from "./selection.ts";

/**
 * The result of analysing a part of the solutions: plain, redacted data, so that it can come from another thread or a cache. What depends on
 * other parts is still missing (numbers of fingerprints, the baseline, overrides without effect); {@link combineParts} adds it.
 */
export interface Part {
  readonly solutions: readonly SolutionSummary[];
  /** With the suppressions of the source and the configuration. */
  readonly findings: readonly ReportedFinding[];
  /** Findings about suppressions in the source. */
  readonly aboutSuppressions: readonly ReportedFinding[];
  /** Overrides that applied to a finding, by `overrideUse`. */
  readonly usedOverrides: readonly string[];
  /** What overrides could be about; empty when there are none. */
  readonly components: readonly AnalysedComponent[];
  readonly failures: readonly RuleFailure[];
  /** There was nothing to analyse, nor a broken component that a finding tells of. */
  readonly isEmpty: boolean;
  /** Where nothing was analysed: what was there, and could not be read. */
  readonly unread: readonly LocatedStep[];
}

/** A part with the objects that exist only in the thread that made it. */
export interface AnalysedPart {
  readonly part: Part;
  readonly analysis: Analysis;
  /** What can be done about findings, by {@link findingKey}; those of which no rule knows a repair are left out. */
  readonly repairs: ReadonlyMap<string, RunRepair>;
  /** Turns the repairs of this run into changes of files. */
  readonly planner: RepairPlanner;
  /** Suppressions in the source. */
  readonly suppressions: SuppressionUse;
  /** Takes the secrets that were found out of a text. */
  readonly redactText: (text: string) => string;
}

/** Analyses a workspace, runs the rules, and locates, redacts and suppresses what they find. */
export function analysePart(workspace: Workspace, options: LintOptions): AnalysedPart {
  const { config, rules } = options;
  const redactor = createRedactor();
  const analysis = analyse(workspace, analysisOptions(config, redactor));
  const planner = createRepairPlanner(analysis);
  const repairs = new Map<string, RunRepair>();
  const usedOverrides = new Set<string>();
  const reported = createReporter(workspace, options, { redactor, planner, repairs, usedOverrides });

  const selection = createSelection(options);
  const first = runRules(rules, analysis, selection);
  const found = reported(first.findings);
  const notes = options.noSuppressions === true ? undefined : applyNotes(found, workspace, rules, selection.canJudge, options.isGiven);
  const suppressions: SuppressionUse = notes?.use ?? { unused: [], withoutReason: [] };
  const second = runSuppressionRules(rules, suppressions, selection);
  const about = reported(second.findings);

  const isEmpty = holdsNothing(workspace) && !(found.length > 0 && holdsUnparsed(workspace));
  const locate = createLocator(planner.indexes);
  return {
    part: {
      solutions: summaries(workspace),
      findings: notes?.findings ?? found,
      aboutSuppressions: notes?.mark(about) ?? about,
      usedOverrides: [...usedOverrides],
      components: config.overrides.length === 0 ? [] : analysedComponents(workspace),
      failures: [...first.failures, ...second.failures],
      isEmpty,
      unread: isEmpty ? mergeProblems(workspace.problems).map(({ message, place }) => ({ message, location: locate(place) })) : [],
    },
    analysis,
    repairs,
    planner,
    suppressions,
    redactText: redactor.redactText,
  };
}

function holdsNothing({ solutions, settings }: Workspace): boolean {
  return solutions.length === 0 && settings.length === 0;
}

/** Whether a file is a component by its text, and cannot be parsed. */
function holdsUnparsed({ problems }: Workspace): boolean {
  return problems.some(({ kind, isUnparsed }) => kind === "unreadable" && isUnparsed === true);
}

/** The options of the analysis by the configuration; each secret that it finds is passed to the redactor. */
function analysisOptions({ sensitiveNames, connectors, desktopActions, limits }: ResolvedConfig, redactor: Redactor): AnalysisOptions {
  return {
    sensitiveNames: sensitiveNames.map(({ value }) => value),
    ...(connectors.size === 0 ? {} : { connectors: Object.fromEntries(valuesOf(connectors)) as ConnectorTable }),
    ...(desktopActions.size === 0 ? {} : { desktopActions: Object.fromEntries(valuesOf(desktopActions)) as DesktopActionTable }),
    maxSteps: limits.analysisSteps,
    onSecret: (secret) => {
      if (!isPlainWord(secret)) redactor.add(secret);
    },
  };
}

function valuesOf(entries: ReadonlyMap<string, Sourced<unknown>>): readonly (readonly [string, unknown])[] {
  return [...entries].map(([name, { value }]) => [name, value]);
}

/** What a part collects while its findings are reported. */
interface Collected {
  readonly redactor: Redactor;
  readonly planner: RepairPlanner;
  readonly repairs: Map<string, RunRepair>;
  readonly usedOverrides: Set<string>;
}

/** Turns what rules found into findings as reports show them: with their levels, located, redacted, and with the code around them if wanted. */
function createReporter(
  workspace: Workspace,
  options: LintOptions,
  { redactor, planner, repairs, usedOverrides }: Collected,
): (findings: readonly RuleFinding[]) => readonly ReportedFinding[] {
  const decider = createRunDecider(options);
  const excerptOf = options.excerpts === true ? createExcerpter(workspace) : undefined;
  return (findings) => {
    const decided = decideLevels(findings, decider, usedOverrides).filter(({ finding: { place } }) => isGiven(options, place));
    const located = locateFindings(decided, redactor, planner, (finding, repair) => repairs.set(findingKey(finding), repair));
    const places = decided.map(({ finding: { place } }) => place);
    return excerptOf === undefined ? located : addExcerpts(located, places, excerptOf, redactor.redactText);
  };
}

function isGiven(options: LintOptions, { source }: Finding["place"]): boolean {
  // A script belongs to the flow's file, and stands in another one.
  return [source, ...(source.host === undefined ? [] : [source.host.source])].some(
    ({ path, file }) => options.isGiven?.(path, file) ?? true,
  );
}

/**
 * Whether a secret is a short word that occurs in ordinary sentences: removing it from all texts would reveal more than it hides. Reports never
 * quote it in the first place.
 */
function isPlainWord(secret: string): boolean {
  return /^[a-z]{1,8}$/i.test(secret);
}

function summaries(workspace: Workspace): readonly SolutionSummary[] {
  const flows = new Map<Solution, { flows: number; actions: number }>();
  for (const flow of workspace.cloudFlows) {
    const solution = workspace.solutionOf(flow);
    const counts = flows.get(solution) ?? { flows: 0, actions: 0 };
    flows.set(solution, { flows: counts.flows + 1, actions: counts.actions + flow.actions.length });
  }
  const scripts = new Map<Solution, number>();
  for (const flow of workspace.desktopFlows) countUp(scripts, workspace.solutionOf(flow));
  return workspace.solutions.map((solution) => ({
    ...solutionIdentity(solution),
    cloudFlows: flows.get(solution)?.flows ?? 0,
    // A solution declares its desktop flows, also those whose script cannot be read; scripts that stand alone are declared nowhere.
    desktopFlows: Math.max(
      solution.workflows.filter((workflow) => workflow.category === "desktop-flow").length,
      scripts.get(solution) ?? 0,
    ),
    connectionReferences: solution.connectionReferences.length,
    environmentVariables: solution.environmentVariables.length,
    actions: flows.get(solution)?.actions ?? 0,
  }));
}
