import { addAll, append, distinct } from "../collections.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { LintRun } from "../linter/lint.ts";
import { findingKey } from "../linter/propose-fix.ts";
import { targetOf } from "../repair/plan.ts";
import { type Repair, type Safety, usualSafety } from "../repair/repair.ts";

/** Findings whose repairs change the same things: they are made together or not at all. */
export interface RepairGroup {
  readonly parts: readonly RepairedFinding[];
}

/** A finding and what is done about it. */
export interface RepairedFinding {
  readonly finding: ReportedFinding;
  readonly repairs: readonly Repair[];
}

/** Which findings are to be repaired. */
export interface FindingChoice {
  /** `unsafe` takes the safe ones too. */
  readonly safety: Safety;
  readonly isWanted: (finding: ReportedFinding) => boolean;
}

/** The findings of a run that are to be repaired and can be, by what their repairs change; in report order. */
export function repairGroups({ result, repairs }: Pick<LintRun, "result" | "repairs">, choice: FindingChoice): readonly RepairGroup[] {
  const groups: { parts: RepairedFinding[] }[] = [];
  const byTarget = new Map<object, (typeof groups)[number]>();
  for (const finding of result.findings) {
    const known = repairs.get(findingKey(finding));
    if (known === undefined || finding.suppressed !== null || !isAllowed(finding, choice)) continue;
    const targets = distinct(known.repairs.map(targetOf));
    const touched = new Set(targets.flatMap((target) => byTarget.get(target) ?? []));
    const [first = { parts: [] }, ...others] = touched;
    if (touched.size === 0) groups.push(first);
    for (const other of others) {
      addAll(first.parts, other.parts.splice(0));
      for (const [target, group] of byTarget) if (group === other) byTarget.set(target, first);
    }
    first.parts.push({ finding, repairs: known.repairs });
    for (const target of targets) byTarget.set(target, first);
  }
  return groups.filter(({ parts }) => parts.length > 0);
}

/** Findings that would be repaired if that could be written into the files, and why it cannot; in report order. */
export function declinedFindings(
  { result, repairs }: Pick<LintRun, "result" | "repairs">,
  { safety, isWanted }: FindingChoice,
): readonly { readonly finding: ReportedFinding; readonly reason: string }[] {
  return result.findings.flatMap((finding) => {
    const known = repairs.get(findingKey(finding));
    if (known?.declined === undefined || finding.suppressed !== null || !isWanted(finding)) return [];
    const isAsked = safety === "unsafe" || known.repairs.every((repair) => usualSafety(repair) === "safe");
    return isAsked ? [{ finding, reason: known.declined }] : [];
  });
}

function isAllowed(finding: ReportedFinding, { safety, isWanted }: FindingChoice): boolean {
  return (finding.fixable === "safe" || (finding.fixable === "unsafe" && safety === "unsafe")) && isWanted(finding);
}

/** Fingerprints without the number that distinguishes equal ones, and how often each occurs. */
export function countFingerprints(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const counts = new Map<string, ReportedFinding[]>();
  for (const finding of findings) append(counts, baseOf(finding), finding);
  return counts;
}

/** The fingerprint without the number that distinguishes equal ones. */
export function baseOf({ fingerprint }: ReportedFinding): string {
  return fingerprint.replace(/:\d+$/, "");
}
