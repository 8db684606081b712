import { rulePage } from "../about.ts";
import type { Operation } from "../cloud-flow/model.ts";
import { createIgnore, createLevelDecider, levelSubject, ruleRuns } from "../config/level-for.ts";
import { ruleNames } from "../config/rule-names.ts";
import type { ResolvedConfig } from "../config/types.ts";
import { type Analysis, analyse } from "../dataflow/analysis.ts";
import { readWorkspace } from "../dataflow/read-workspace.ts";
import type { Workspace } from "../dataflow/workspace.ts";
import type { Artifact, Container } from "../input/artifact.ts";
import type { ConnectorTable } from "../knowledge/connectors.ts";
import type { Rule } from "../rule.ts";
import type { Solution } from "../solution/model.ts";
import { createLocator } from "../source/resolve.ts";
import { applyBaseline, type Baseline, type BaselineEntry, baselineEntry } from "./baseline.ts";
import type { Confidence, Finding, LintResult, LocatedStep, ReportedFinding, SolutionSummary, Suppression } from "./finding.ts";
import { fingerprintSubject, fingerprints } from "./fingerprint.ts";
import { createRedactor, type Redactor } from "./redact.ts";
import { type RuleFailure, runRules } from "./run-rules.ts";
import { sortFindings } from "./sort.ts";
import { applyDirectives, type Directive, noteDirectives } from "./suppress.ts";

export interface LintOptions {
  readonly rules: readonly Rule[];
  readonly config: ResolvedConfig;
  /** `YYYY-MM-DD`: only for the expiry of overrides. */
  readonly today: string;
  /** Findings of less confidence are left out. */
  readonly minConfidence?: Confidence;
  /** Whether a place is among what the user named; with `--only-given-files` the others are left out. */
  readonly isGiven?: (path: string, file: string) => boolean;
  /** Do not heed suppressions in notes and the configuration. */
  readonly noSuppressions?: boolean;
  readonly baseline?: Baseline;
}

/** What a run gives besides its report. */
export interface LintRun {
  readonly result: LintResult;
  /** Rules that threw: defects. */
  readonly failures: readonly RuleFailure[];
  /** The baseline that would accept all findings of this run. */
  readonly newBaseline: Baseline;
  /** Baseline entries that match nothing any more. */
  readonly unusedBaseline: readonly BaselineEntry[];
  readonly analysis: Analysis;
}

const sureness: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };

/** Analyses opened inputs and runs the rules: the whole way from containers to what is reported. Does no input or output of its own besides reading artifacts. */
export function lint(containers: readonly Container[], options: LintOptions): LintRun {
  const { config, rules, today } = options;
  const ignored = createIgnore(config);
  const kept = containers.map((container) => withoutIgnored(container, ignored));
  const workspace = readWorkspace(kept);
  const redactor = createRedactor();
  const analysis = analyse(workspace, {
    sensitiveNames: config.sensitiveNames.map(({ value }) => value),
    ...(config.connectors.size === 0
      ? {}
      : { connectors: Object.fromEntries([...config.connectors].map(([id, { value }]) => [id, value])) as ConnectorTable }),
    maxFacts: config.limits.analysisSteps,
    onSecret: (secret) => {
      if (!isPlainWord(secret)) redactor.add(secret);
    },
  });
  const runs = (rule: Rule): boolean => ruleRuns(config, rule.name, today);
  const { findings, failures } = runRules(rules, analysis, {
    enabled: runs,
    options: (rule) => config.rules.get(rule.name)?.options ?? {},
  });
  const decided = decideLevels(findings, options);
  const located = decided
    .filter(({ finding }) => sureness[finding.confidence] >= sureness[options.minConfidence ?? "low"])
    .filter(({ finding }) => options.isGiven?.(finding.place.source.path, finding.place.source.file) ?? true);
  const reported = toReported(located, redactor);
  const { findings: judged, unused } = suppress(reported, workspace, options, runs);
  return {
    result: { solutions: summaries(workspace), findings: judged, summary: countLevels(judged) },
    failures,
    newBaseline: {
      entries: judged
        .filter((finding) => finding.suppressed === null || finding.suppressed.kind === "baseline")
        .map((finding) => baselineEntry(finding, finding.solution)),
    },
    unusedBaseline: unused,
    analysis,
  };
}

/** A short word is in every other sentence: taking it out of all texts would tell more than it hides. Reports never quote it in the first place. */
function isPlainWord(secret: string): boolean {
  return /^[a-z]{1,8}$/i.test(secret);
}

function withoutIgnored(container: Container, ignored: (name: { readonly path: string; readonly file: string }) => boolean): Container {
  const artifacts = container.artifacts.filter(
    (artifact: Artifact) => !ignored({ path: container.path, file: container.prefix + artifact.name }),
  );
  return artifacts.length === container.artifacts.length ? container : { ...container, artifacts };
}

interface DecidedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression | null;
}

function decideLevels(findings: readonly Finding[], { config, today, noSuppressions }: LintOptions): readonly DecidedFinding[] {
  const decider = createLevelDecider(noSuppressions === true ? { ...config, overrides: [] } : config, today);
  return findings.flatMap((finding) => {
    const { level, suppression } = decider.decide(levelSubject(finding));
    if (level === "off") return [];
    return [{ finding: { ...finding, level }, suppression }];
  });
}

/** Locates, redacts, orders and fingerprints. */
function toReported(findings: readonly DecidedFinding[], redactor: Redactor): readonly ReportedFinding[] {
  const locate = createLocator();
  const located = findings.map(({ finding, suppression }) => {
    const step = ({ message, place }: { readonly message: string; readonly place: Finding["place"] }): LocatedStep => ({
      message,
      location: locate(place),
    });
    const { code, rule, level, confidence, message, advice, place, flow, related, fixable } = finding;
    return redactor.redactFinding({
      code,
      rule,
      level,
      confidence,
      message,
      ...(advice === undefined ? {} : { advice }),
      location: locate(place),
      flow: flow.map(step),
      related: related.map(step),
      fixable,
      fingerprint: "",
      suppressed: suppression,
      help: rulePage(rule),
      ...(place.owner?.solution === undefined ? {} : { solution: place.owner.solution }),
    });
  });
  const sorted = sortFindings(located);
  const prints = fingerprints(sorted.map((finding) => fingerprintSubject(finding, { solution: finding.solution })));
  return sorted.map((finding, index) => ({ ...finding, fingerprint: prints[index] ?? "" }));
}

function suppress(
  findings: readonly ReportedFinding[],
  workspace: Workspace,
  { rules, baseline, noSuppressions }: LintOptions,
  runs: (rule: Rule) => boolean,
): { readonly findings: readonly ReportedFinding[]; readonly unused: readonly BaselineEntry[] } {
  const ran = new Set(rules.filter(runs).map((rule) => rule.name));
  const directives = noSuppressions === true ? [] : directivesOf(workspace);
  const marked =
    directives.length === 0 ? findings : applyDirectives(findings, directives, ruleNames(rules), (rule) => ran.has(rule)).findings;
  if (baseline === undefined) return { findings: marked, unused: [] };
  const analysed = new Set(workspace.solutions.map((solution) => solution.uniqueName));
  return applyBaseline(marked, baseline, (entry) => ran.has(entry.rule) && analysed.has(entry.solution ?? ""));
}

/** Suppressions in the notes of operations and the descriptions of flows. */
function directivesOf(workspace: Workspace): readonly Directive[] {
  const directives: Directive[] = [];
  for (const flow of workspace.cloudFlows) {
    const scope = { path: flow.source.path, file: flow.source.file };
    if (flow.description?.includes("solutionlint-disable") === true) directives.push(...noteDirectives(flow.description, scope));
    for (const operation of [...flow.triggers, ...flow.actions]) {
      if (operation.note?.includes("solutionlint-disable") === true)
        directives.push(...noteDirectives(operation.note, { ...scope, operations: namesWithin(operation) }));
    }
  }
  return directives;
}

/** The operation and all operations in it: a note on a container speaks for what it holds. */
function namesWithin(operation: Operation): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [operation];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    names.add(current.name);
    for (const branch of current.branches) pending.push(...branch.operations);
  }
  return names;
}

function countLevels(findings: readonly ReportedFinding[]): LintResult["summary"] {
  const summary = { error: 0, warning: 0, note: 0, suppressed: 0, baselined: 0 };
  for (const { level, suppressed } of findings) {
    if (suppressed === null) summary[level]++;
    else if (suppressed.kind === "baseline") summary.baselined++;
    else summary.suppressed++;
  }
  return summary;
}

function summaries(workspace: Workspace): readonly SolutionSummary[] {
  const flows = new Map<Solution, { flows: number; actions: number }>();
  for (const flow of workspace.cloudFlows) {
    const solution = workspace.solutionOf(flow);
    const counts = flows.get(solution) ?? { flows: 0, actions: 0 };
    flows.set(solution, { flows: counts.flows + 1, actions: counts.actions + flow.actions.length });
  }
  return workspace.solutions.map((solution) => ({
    path: solution.container.path,
    root: `${solution.container.prefix}${solution.root}`.replace(/!?\/$/, ""),
    kind: solution.kind,
    uniqueName: solution.uniqueName,
    version: solution.version,
    managed: solution.managed === "unknown" ? null : solution.managed === "managed",
    cloudFlows: flows.get(solution)?.flows ?? 0,
    desktopFlows: solution.workflows.filter((workflow) => workflow.category === "desktop-flow").length,
    connectionReferences: solution.connectionReferences.length,
    environmentVariables: solution.environmentVariables.length,
    actions: flows.get(solution)?.actions ?? 0,
  }));
}
