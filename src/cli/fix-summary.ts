import { append, distinct } from "../collections.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { nameOf } from "../fix/diff.ts";
import type { declinedFindings, RepairGroup } from "../fix/groups.ts";
import type { Repaired } from "../fix/repair-inputs.ts";
import { sentenceOf } from "../linter/propose-fix.ts";
import { terminalText } from "../report/sanitize.ts";
import type { FixArguments } from "./fix-options.ts";

/** Names that a list holds before it only counts. */
export const mostNames = 10;

/** What was done and what was not, in paragraphs: by component, by reason, the files, and how much is left. */
export function fixSummary(repaired: Repaired, declined: ReturnType<typeof declinedFindings>, given: FixArguments): string {
  const verb = given.dryRun === true ? "would be fixed" : "fixed";
  const files = repaired.results.map((result) => `  ${terminalText(nameOf(result))}`);
  const paragraphs = [
    ...deedsByComponent([...repaired.fixed, ...repaired.followed]),
    ...refusalsByReason(repaired, declined).map(([reason, findings]) => [
      `${given.dryRun === true ? "Would not be fixed" : "Not fixed"}: ${terminalText(reason)}`,
      ...placesOf(findings),
    ]),
    ...(files.length > 0 ? [[`${countInWords(files.length, "file")}:`, ...files]] : []),
    [`${doneText(repaired, given, verb)} ${leftText(repaired, given)}`],
  ];
  return `${paragraphs.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function deedsByComponent(groups: readonly RepairGroup[]): readonly (readonly string[])[] {
  const deeds = new Map<string, string[]>();
  for (const { finding, repairs } of groups.flatMap(({ parts }) => parts))
    for (const repair of repairs) append(deeds, componentOf(finding), `  ${finding.code}  ${terminalText(sentenceOf([repair]))}`);
  return [...deeds].map(([component, own]) => [component, ...new Set(own)]);
}

function refusalsByReason(
  { dropped }: Repaired,
  declined: ReturnType<typeof declinedFindings>,
): readonly (readonly [string, readonly ReportedFinding[]])[] {
  const left = new Map<string, ReportedFinding[]>();
  for (const { group, reason } of dropped) for (const { finding } of group.parts) append(left, reason, finding);
  for (const { finding, reason } of declined) append(left, reason, finding);
  return [...left];
}

function placesOf(findings: readonly ReportedFinding[]): readonly string[] {
  const places = findings.slice(0, mostNames).map((finding) => `  ${finding.code}  ${placeOf(finding)}`);
  const more = findings.length - places.length;
  return [...distinct(places), ...(more > 0 ? [`  and ${more} more`] : [])];
}

function doneText({ fixed, followed }: Repaired, { dryRun, output }: FixArguments, verb: string): string {
  const done = fixed.flatMap(({ parts }) => parts).length;
  if (done === 0) return `Nothing ${dryRun === true ? "would be fixed" : "was fixed"}.`;
  const further = followed.flatMap(({ parts }) => parts).length;
  const file = output === undefined || dryRun === true ? "" : `, in '${terminalText(output)}'`;
  return `${countInWords(done, "finding")} ${verb}${further === 0 ? "" : `, and ${further} that the repairs uncovered`}${file}.`;
}

/** `20 findings remain, 11 of them fixable without --only and 2 with --unsafe.` */
function leftText({ state }: Repaired, { unsafe, only }: FixArguments): string {
  const { summary, findings } = state.run.result;
  const left = summary.error + summary.warning + summary.note;
  if (left === 0) return "No findings remain.";
  const active = findings.filter(({ suppressed }) => suppressed === null);
  const chosen = new Set(only?.map((word) => word.toLowerCase()));
  const isChosen = ({ rule, code }: ReportedFinding): boolean => chosen.size === 0 || chosen.has(rule) || chosen.has(code.toLowerCase());
  const fixable = [
    { how: "without --only", count: active.filter((one) => one.fixable === "safe" && !isChosen(one)).length },
    { how: "with --unsafe", count: unsafe === true ? 0 : active.filter((one) => one.fixable === "unsafe").length },
  ]
    .filter(({ count }) => count > 0)
    .map(({ how, count }, index) => `${count}${index === 0 ? " of them fixable" : ""} ${how}`)
    .join(" and ");
  return `${countInWords(left, "finding")} ${left === 1 ? "remains" : "remain"}${fixable === "" ? "" : `, ${fixable}`}.`;
}

/** `Get orders, Call_ERP` */
function placeOf(finding: ReportedFinding): string {
  const { operation } = finding.location;
  return [componentOf(finding), ...(operation === undefined ? [] : [terminalText(operation)])].join(", ");
}

function componentOf({ location }: ReportedFinding): string {
  return terminalText(location.component ?? location.file);
}
