import type { LevelDecider } from "../config/level-for.ts";
import { isMoreConfident } from "../findings/confidence.ts";
import type { LintResult } from "../findings/lint-result.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import { compareTexts, sortFindings } from "../findings/sort.ts";
import { summaryOf } from "../findings/summary.ts";
import type { SuppressionUse } from "../findings/suppression-use.ts";
import { decideLevels } from "./apply-suppressions.ts";
import { applyBaseline, type Baseline, type BaselineEntry, baselineEntry, updateBaseline } from "./baseline.ts";
import { numbered } from "./fingerprint.ts";
import type { LintOptions } from "./lint-options.ts";
import { locateFindings } from "./locate-findings.ts";
import type { Part } from "./part.ts";
import { createRedactor } from "./redact.ts";
import { type RuleFailure, runSuppressionRules } from "./run-rules.ts";
import { createRunDecider, createSelection, type RunSelection } from "./selection.ts";
import { overridesWithoutReason, unusedEntries, unusedOverrides } from "./suppression-use.ts";

/** The combined result of all parts of a run. */
export interface Combined {
  readonly result: LintResult;
  /** Rules that threw: defects. */
  readonly failures: readonly RuleFailure[];
  /** The baseline that would accept all findings of this run, and keeps what the run did not look at. */
  readonly newBaseline: Baseline;
  /** Baseline entries that match nothing any more. */
  readonly unusedBaseline: readonly BaselineEntry[];
  /** Overrides and baseline entries. */
  readonly suppressions: SuppressionUse;
  /** There was nothing to analyse in any part. */
  readonly isEmpty: boolean;
  /** What was there, and could not be read, in parts where nothing was analysed. */
  readonly unread: readonly LocatedStep[];
}

/**
 * Combines parts, in any order, into the result that one part of everything would have had. Only here all findings are known, which is needed to
 * number equal fingerprints, to apply the baseline and to find overrides that hide nothing.
 */
export function combineParts(parts: readonly Part[], options: LintOptions): Combined {
  const { baseline, known, minConfidence, rules } = options;
  const selection = createSelection(options);
  const found = inReportOrder([...parts.flatMap(({ findings }) => findings), ...(known?.unread ?? [])]);
  const solutions = parts.flatMap((part) => part.solutions).sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.root, b.root));
  const names = new Set(solutions.map(({ uniqueName }) => uniqueName));
  const judged = (entry: BaselineEntry): boolean =>
    selection.ran(entry.rule) &&
    options.isGiven === undefined &&
    names.has(entry.solution ?? "") &&
    (entry.solution !== undefined || options.shard === undefined);
  const accepted =
    baseline === undefined ? undefined : applyBaseline(found, baseline, (entry) => selection.canJudge(entry.rule) && judged(entry));
  const decider = createRunDecider(options);
  const suppressions = suppressionUse(parts, accepted?.unused ?? [], { options, selection, decider });
  const second = runSuppressionRules(rules, suppressions, { ...selection, starts: () => {} });
  const about = inReportOrder([
    ...parts.flatMap(({ aboutSuppressions }) => aboutSuppressions),
    // These findings are about the configuration and the baseline, which hold no secrets.
    ...locateFindings(
      decideLevels(second.findings, decider).filter(
        ({ finding: { place } }) => options.isGiven?.(place.source.path, place.source.file) ?? true,
      ),
      createRedactor(),
    ),
  ]);
  const marked = baseline === undefined ? about : applyBaseline(about, baseline, () => false).findings;
  const findings = markKnown(sortFindings([...(accepted?.findings ?? found), ...marked]), known).filter(
    ({ confidence }) => minConfidence === undefined || !isMoreConfident(minConfidence, confidence),
  );
  return {
    result: { solutions, findings, summary: summaryOf(findings) },
    failures: distinctFailures([...parts.flatMap(({ failures }) => failures), ...second.failures]),
    newBaseline: updateBaseline(
      baseline ?? { entries: [] },
      findings
        .filter(({ suppressed }) => suppressed === null || suppressed.kind === "baseline")
        // What is unused in the old baseline is not in the new one.
        .filter(({ location }) => location.file !== "" || location.path !== baseline?.file)
        .map((finding) => baselineEntry(finding, finding.solution)),
      judged,
    ),
    unusedBaseline: accepted?.unused ?? [],
    suppressions,
    isEmpty: parts.every(({ isEmpty }) => isEmpty),
    unread: parts.flatMap(({ unread }) => unread),
  };
}

/** Sorted, and with fingerprints that are all different. */
function inReportOrder(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  const sorted = sortFindings(findings);
  const prints = numbered(sorted.map(({ fingerprint }) => fingerprint));
  return sorted.map((finding, index) => ({ ...finding, fingerprint: prints[index] ?? "" }));
}

/** Which overrides and baseline entries of the run had no effect, and which overrides give no reason. */
function suppressionUse(
  parts: readonly Part[],
  unusedBaseline: readonly BaselineEntry[],
  { options, selection, decider }: { readonly options: LintOptions; readonly selection: RunSelection; readonly decider: LevelDecider },
): SuppressionUse {
  const { config, noSuppressions, baseline, shard, readText = () => "" } = options;
  const unused = decider
    .unused(
      new Set(parts.flatMap(({ usedOverrides }) => usedOverrides)),
      parts.flatMap(({ components }) => components),
    )
    .map((one) => ({ ...one, rules: one.why === "expired" ? one.rules : one.rules.filter(selection.canJudge) }))
    // What hides nothing in this part of the input may hide something in another.
    .filter((one) => one.why === "expired" || shard === undefined);
  return {
    unused: [
      ...unusedOverrides(unused, readText),
      ...(baseline === undefined ? [] : unusedEntries(unusedBaseline, baseline.entries, baseline.file, readText)),
    ],
    withoutReason: noSuppressions === true ? [] : overridesWithoutReason(config.overrides, readText),
  };
}

/** A rule that fails in several parts is one defect. */
function distinctFailures(failures: readonly RuleFailure[]): readonly RuleFailure[] {
  return [...new Map(failures.map((failure) => [failure.rule, failure])).values()];
}

function markKnown(findings: readonly ReportedFinding[], known: LintOptions["known"]): readonly ReportedFinding[] {
  if (known === undefined) return findings;
  const suppressed = { kind: "baseline" as const, reason: known.reason };
  return findings.map((finding) =>
    finding.suppressed === null && known.fingerprints.has(finding.fingerprint) ? { ...finding, suppressed } : finding,
  );
}
