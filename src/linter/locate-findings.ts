import { rulePage } from "../about.ts";
import { createLocator } from "../source/resolve.ts";
import type { DecidedFinding } from "./apply-suppressions.ts";
import type { FlowStep, LocatedStep, ReportedFinding } from "./finding.ts";
import { fingerprint, fingerprintSubject } from "./fingerprint.ts";
import type { Redactor } from "./redact.ts";

/** Locates and redacts findings, and gives them fingerprints that are not numbered yet: {@link numbered} does that, for all findings of a run. */
export function locateFindings(findings: readonly DecidedFinding[], redactor: Redactor): readonly ReportedFinding[] {
  const locate = createLocator();
  return findings.map(({ finding, suppression }) => {
    const step = ({ place, ...rest }: FlowStep): LocatedStep => ({ ...rest, location: locate(place) });
    const { code, rule, level, confidence, message, advice, place, flow, related, fixable } = finding;
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
      fixable,
      fingerprint: "",
      suppressed: suppression,
      help: rulePage(rule),
      ...(place.owner?.solution === undefined ? {} : { solution: place.owner.solution }),
    });
    return { ...redacted, fingerprint: fingerprint(fingerprintSubject(redacted, { solution: redacted.solution })) };
  });
}
