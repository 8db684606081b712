import { rulePage } from "../about.ts";
import { createIgnore, createLevelDecider, levelSubject, ruleRuns } from "../config/level-for.ts";
import type { ResolvedConfig } from "../config/types.ts";
import { type Analysis, analyse } from "../dataflow/analysis.ts";
import { readWorkspace, unpackWorkspace } from "../dataflow/read-workspace.ts";
import type { RunContext } from "../dataflow/run-context.ts";
import type { Workspace } from "../dataflow/workspace.ts";
import type { Artifact, Container } from "../input/artifact.ts";
import type { ConnectorTable } from "../knowledge/connectors.ts";
import type { Rule } from "../rule.ts";
import type { Solution } from "../solution/model.ts";
import { createLocator } from "../source/resolve.ts";
import { applySuppressions, type DecidedFinding, decideLevels, type GivenBaseline } from "./apply-suppressions.ts";
import { type Baseline, type BaselineEntry, baselineEntry, updateBaseline } from "./baseline.ts";
import type { Confidence, Finding, FlowStep, LintResult, LocatedStep, ReportedFinding, SolutionSummary } from "./finding.ts";
import { fingerprintSubject, fingerprints } from "./fingerprint.ts";
import { createRedactor, type Redactor } from "./redact.ts";
import { type RuleFailure, type RuleSelection, runRules, runSuppressionRules } from "./run-rules.ts";
import { type Shard, shardOf } from "./shard.ts";
import { compareTexts, sortFindings } from "./sort.ts";
import type { ReadText, SuppressionUse } from "./suppression-use.ts";

export interface LintOptions {
  /** All rules of the run, those of plug-ins and of the configuration included. */
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
  readonly baseline?: GivenBaseline;
  /** Findings that were there before the change under review: they are marked as known. */
  readonly known?: KnownFindings;
  /** Analyse only a part of the solutions. */
  readonly shard?: Shard;
  /** Text of the configuration and the baseline, for findings about what stands in them. */
  readonly readText?: ReadText;
  /** What the run is told besides its inputs: settings files, target, previous package. */
  readonly context?: RunContext;
  /** Told at each step of a run, before it is taken. */
  readonly onProgress?: (step: ProgressStep) => void;
}

/** What was found in another state of the sources. */
export interface KnownFindings {
  readonly fingerprints: ReadonlySet<string>;
  /** Shown with the findings: `in main already`. */
  readonly reason: string;
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
export interface LintRun {
  readonly result: LintResult;
  /** Rules that threw: defects. */
  readonly failures: readonly RuleFailure[];
  /** The baseline that would accept all findings of this run, and keeps what the run did not look at. */
  readonly newBaseline: Baseline;
  /** Baseline entries that match nothing any more. */
  readonly unusedBaseline: readonly BaselineEntry[];
  readonly suppressions: SuppressionUse;
  readonly analysis: Analysis;
  /** Takes the secrets that were found out of a text, for output that is not made of findings. */
  readonly redactText: (text: string) => string;
  /** There was nothing to analyse, in no shard. */
  readonly isEmpty: boolean;
}

const sureness: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };

/** Analyses opened inputs and runs the rules: the whole way from containers to what is reported. Does no input or output of its own besides reading artifacts. */
export async function lint(containers: readonly Container[], options: LintOptions): Promise<LintRun> {
  return lintWorkspace(await unpackWorkspace(readAll(containers, options), options.config.limits), options);
}

/** The same for what has been read already. */
export function lintWorkspace(everything: Workspace, options: LintOptions): LintRun {
  const { config, rules, today, baseline, shard } = options;
  const workspace = shard === undefined ? everything : shardOf(everything, shard);
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
  const selection = selectionOf(options);
  const decider = createLevelDecider(options.noSuppressions === true ? { ...config, overrides: [] } : config, today);
  const used = new Set<string>();
  const report = (findings: readonly Finding[]): readonly ReportedFinding[] =>
    toReported(
      decideLevels(findings, decider, levelSubject, used).filter(({ finding: { place } }) => isGiven(options, place)),
      redactor,
    );

  const first = runRules(rules, analysis, selection);
  const ran = new Set(rules.filter(selection.enabled).map((rule) => rule.name));
  const solutions = new Set(workspace.solutions.map((solution) => solution.uniqueName));
  const judged = (entry: BaselineEntry): boolean =>
    ran.has(entry.rule) &&
    options.isGiven === undefined &&
    solutions.has(entry.solution ?? "") &&
    (entry.solution !== undefined || shard === undefined);
  const applied = applySuppressions(report(first.findings), {
    rules,
    config,
    workspace,
    decider,
    used,
    ran: (rule) => ran.has(rule),
    noSuppressions: options.noSuppressions === true,
    baseline,
    judged,
    isPart: shard !== undefined,
    readText: options.readText ?? (() => ""),
  });
  const second = runSuppressionRules(rules, applied.use, selection);
  const all = sortFindings([...applied.findings, ...applied.mark(report(second.findings))]);
  const findings = markKnown(all, options).filter((finding) => sureness[finding.confidence] >= sureness[options.minConfidence ?? "low"]);
  return {
    result: { solutions: summaries(workspace), findings, summary: countLevels(findings) },
    failures: [...first.failures, ...second.failures],
    newBaseline: updateBaseline(
      baseline ?? { entries: [] },
      findings
        .filter(({ suppressed }) => suppressed === null || suppressed.kind === "baseline")
        // What is unused in the old baseline is not in the new one.
        .filter(({ location }) => location.file !== "" || location.path !== baseline?.file)
        .map((finding) => baselineEntry(finding, finding.solution)),
      judged,
    ),
    unusedBaseline: applied.unusedBaseline,
    suppressions: applied.use,
    analysis,
    redactText: redactor.redactText,
    isEmpty: everything.solutions.length === 0 && everything.settings.length === 0 && everything.problems.length === 0,
  };
}

function readAll(containers: readonly Container[], { config, context, onProgress }: LintOptions): Workspace {
  const ignored = createIgnore(config);
  const kept = containers.map((container) => withoutIgnored(container, ignored));
  let done = 0;
  const starts = ({ path, prefix }: Container): void =>
    onProgress?.({
      stage: "read",
      name: prefix === "" ? path : `${path}!/${prefix.replace(/!?\/$/, "")}`,
      done: done++,
      total: kept.length,
    });
  return readWorkspace(kept, starts, context);
}

function selectionOf({ rules, config, today, onProgress }: LintOptions): RuleSelection {
  const enabled = (rule: Rule): boolean => ruleRuns(config, rule.name, today);
  const total = rules.filter(enabled).length;
  let done = 0;
  return {
    enabled,
    options: (rule) => config.rules.get(rule.name)?.options ?? {},
    starts: (rule) => onProgress?.({ stage: "check", name: rule.name, done: Math.min(done++, total), total }),
  };
}

function isGiven(options: LintOptions, { source }: Finding["place"]): boolean {
  // A script belongs to the flow's file, and stands in another one.
  return [source, ...(source.host === undefined ? [] : [source.host.source])].some(
    ({ path, file }) => options.isGiven?.(path, file) ?? true,
  );
}

function markKnown(findings: readonly ReportedFinding[], { known }: LintOptions): readonly ReportedFinding[] {
  if (known === undefined) return findings;
  const suppressed = { kind: "baseline" as const, reason: known.reason };
  return findings.map((finding) =>
    finding.suppressed === null && known.fingerprints.has(finding.fingerprint) ? { ...finding, suppressed } : finding,
  );
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

/** Locates, redacts, orders and fingerprints. */
function toReported(findings: readonly DecidedFinding[], redactor: Redactor): readonly ReportedFinding[] {
  const locate = createLocator();
  const located = findings.map(({ finding, suppression }) => {
    const step = ({ place, ...rest }: FlowStep): LocatedStep => ({ ...rest, location: locate(place) });
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
  const ordered = [...workspace.solutions].sort(
    (a, b) => compareTexts(a.container.path, b.container.path) || compareTexts(a.container.prefix + a.root, b.container.prefix + b.root),
  );
  return ordered.map((solution) => ({
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
