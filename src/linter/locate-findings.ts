import { rulePage } from "../about.ts";
import type { FlowStep } from "../findings/finding.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import type { RepairPlanner } from "../repair/plan.ts";
import { createLocator } from "../source/resolve.ts";
import type { DecidedFinding } from "./apply-suppressions.ts";
import { fingerprint, fingerprintSubject } from "./fingerprint.ts";
import { createProposer, type RunRepair } from "./propose-fix.ts";
import type { Redactor } from "./redact.ts";

/**
 * Locates and redacts findings, and gives them fingerprints without numbers: {@link numbered} adds these for all findings of a run.
 * @param planner Turns the repairs that rules propose into changes of files; undefined for findings about anything but the inputs.
 * @param onRepair Called with the repair of a finding.
 */
export function locateFindings(
  findings: readonly DecidedFinding[],
  redactor: Redactor,
  planner?: RepairPlanner,
  onRepair?: (finding: ReportedFinding, repair: RunRepair) => void,
): readonly ReportedFinding[] {
  const locate = createLocator(planner?.indexes);
  const propose = createProposer(planner, locate, redactor.redactText);
  return findings.map(({ finding, suppression }) => {
    const step = ({ place, ...rest }: FlowStep): LocatedStep => ({ ...rest, location: locate(place) });
    const { code, rule, level, confidence, message, advice, place, flow, related } = finding;
    const { repair, ...proposal } = propose(finding);
    const redacted = redactor.redactFinding({
      code,
      rule,
      level,
      confidence,
      message,
      ...(advice === undefined ? {} : { advice }),
      location: locate(place),
      flow: flow.map(step),
      related: related.map(step),
      ...proposal,
      fingerprint: "",
      suppressed: suppression,
      help: rulePage(rule),
      ...(place.owner?.solution === undefined ? {} : { solution: place.owner.solution }),
    });
    const located = { ...redacted, fingerprint: fingerprint(fingerprintSubject(redacted, { solution: redacted.solution })) };
    if (repair !== undefined) onRepair?.(located, repair);
    return located;
  });
}
