import { rulePage } from "../about.ts";
import { remember } from "../collections.ts";
import type { FlowStep } from "../findings/finding.ts";
import type { LocatedStep, ReportedFinding } from "../findings/reported-finding.ts";
import type { RepairPlanner } from "../repair/plan.ts";
import type { Place, SourceFile } from "../source/place.ts";
import { createLocator } from "../source/resolve.ts";
import type { DecidedFinding } from "./apply-suppressions.ts";
import { fingerprint, fingerprintSubject } from "./fingerprint.ts";
import { createProposer, type RunRepair } from "./propose-fix.ts";
import type { Redactor } from "./redact.ts";
import type { RuleFinding } from "./run-rules.ts";

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
  const proposals = new Map<RuleFinding, ReturnType<typeof propose>>();
  // File by file: the texts and indexes of all files that have findings would be the peak of the run's memory.
  for (const { places, found } of byFile(findings)) {
    for (const place of places) locate(place);
    for (const finding of found) proposals.set(finding, propose(finding));
    locate.release();
  }
  const step = ({ place, ...rest }: FlowStep): LocatedStep => ({ ...rest, location: locate(place) });
  return findings.map(({ finding, suppression }) => {
    const { code, rule, level, confidence, message, advice, place, flow, related } = finding;
    const { repair, ...proposal } = proposals.get(finding) ?? propose(finding);
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

/** What findings ask of one file: where places in it are, and what can be done about the findings there. */
interface FileQuestions {
  readonly places: Place[];
  readonly found: RuleFinding[];
}

function byFile(findings: readonly DecidedFinding[]): Iterable<FileQuestions> {
  const files = new Map<SourceFile, FileQuestions>();
  const questions = ({ source }: Place): FileQuestions => remember(files, source, () => ({ places: [], found: [] }));
  for (const { finding } of findings) {
    questions(finding.place).found.push(finding);
    for (const place of [finding.place, ...[...finding.flow, ...finding.related].map((one) => one.place)])
      questions(place).places.push(place);
  }
  return files.values();
}
