import type { LintResult } from "../findings/lint-result.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { worstFirst } from "../findings/sort.ts";
import { kindName } from "../source/component-kind.ts";
import { inReportOrder, levelSigns, listedFindings, nameAndCode, setAside, totals } from "./display.ts";
import { stepTexts } from "./path-steps.ts";
import { breadcrumbs, relatedNames, stepNames } from "./place-names.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { markdownText } from "./sanitize.ts";
import { type ComponentGroup, groupByComponent, solutionTitle } from "./solutions.ts";
import { fixOffer } from "./suggested-fix.ts";

/** GitHub aborts the upload of a job summary that is larger. */
const jobSummaryBytes = 1024 * 1024;

/** Room for the title, the footer and what says that something was left out. */
const frameBytes = 4096;

/** For a pull-request comment and a job summary; what does not fit is left out from the least bad end, and the report says so. */
export const markdown: Reporter = {
  name: "markdown",
  report(result, context) {
    const findings = listedFindings(result, context);
    const shown = selectFitting(findings, result, (context.markdownBytes ?? jobSummaryBytes) - frameBytes);
    const left = findings.length - shown.length;
    const parts = [
      `<!-- ${context.tool.name} -->`,
      title(result, context),
      ...groupByComponent(shown, result.solutions).map(groupText),
      ...(left > 0
        ? [
            `**${countInWords(left, "more finding")} left out**, the report would be too large. The SARIF and JSON reports hold all of them.`,
          ]
        : []),
      ...offerOf(findings),
      footer(result, context),
    ];
    return `${parts.join("\n\n")}\n`;
  },
};

function title(result: LintResult, context: ReportContext): string {
  const { error, warning, note } = result.summary;
  const found = [
    ...(error > 0 ? [countInWords(error, "error")] : []),
    ...(warning > 0 ? [countInWords(warning, "warning")] : []),
    ...(note > 0 ? [countInWords(note, "note")] : []),
  ];
  const glyph = error > 0 ? levelSigns.error : warning > 0 ? levelSigns.warning : note > 0 ? levelSigns.note : "✔";
  return `### ${glyph} ${context.tool.name}: ${found.length === 0 ? "no findings" : found.join(", ")}`;
}

function offerOf(findings: readonly ReportedFinding[]): readonly string[] {
  const offer = fixOffer(findings);
  return offer === undefined ? [] : [`${offer.what}: <code>${markdownText(offer.command)}</code>`];
}

function footer(result: LintResult, context: ReportContext): string {
  const { flows, actions } = totals(result.solutions);
  const parts = [
    `${context.tool.name} ${context.tool.version}`,
    `${countInWords(result.solutions.length, "solution")}, ${countInWords(flows, "flow")}, ${countInWords(actions, "action")}`,
    ...setAside(result.summary),
  ];
  return `<sub>${parts.join(" · ")}</sub>`;
}

function groupText(group: ComponentGroup): string {
  return [...groupHead(group), ...group.findings.map(row)].join("\n");
}

function groupHead({ solution, place, path, component, componentKind, file }: ComponentGroup): string[] {
  const name = component === undefined ? file || path : component;
  const kind = component === undefined || componentKind === undefined ? "" : ` (${kindName(componentKind)})`;
  const from = solution === undefined ? path : [solutionTitle(solution), ...(place === undefined ? [] : [`in ${place}`])].join(" ");
  const origin = [from, ...(component === undefined || file === "" ? [] : [file])].map(markdownText).join(" · ");
  return [`#### ${markdownText(name)}${kind}`, origin, "", "| | Where | What |", "| :-: | --- | --- |"];
}

function row(finding: ReportedFinding): string {
  const crumbs = breadcrumbs(finding.location);
  const where = crumbs.length === 0 ? `line ${finding.location.line}` : crumbs.map(markdownText).join(" › ");
  const sure = finding.confidence === "high" ? "" : ` (${finding.confidence} confidence)`;
  const [rule = "", ...code] = nameAndCode(finding).map(markdownText);
  const what = [
    `${[`**[${rule}](${linkTarget(finding.help)})**`, ...code].join(" ")}${sure}`,
    markdownText(finding.message),
    ...wayOf(finding),
    ...relatedOf(finding),
    ...(finding.advice === undefined ? [] : [`→ ${markdownText(finding.advice)}`]),
  ];
  return `| ${levelSigns[finding.level]} | ${where} | ${what.join("<br>")} |`;
}

/** An address in the brackets of a link: nothing in it ends them, and a lone surrogate, which a merged report may hold, has no encoding. */
function linkTarget(address: string): string {
  return encodeURI(address.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replaceAll("(", "%28")
    .replaceAll(")", "%29");
}

/** More would make the row unreadable; the other reports hold all. */
const mostSteps = 8;
const mostRelated = 2;

function wayOf({ flow, location }: ReportedFinding): string[] {
  if (flow.length === 0) return [];
  const steps = stepTexts(flow, mostSteps, (step) => `${namesText(stepNames(step, location))} (${markdownText(step.message)})`);
  return [`Path: ${steps.join(" → ")}`];
}

function relatedOf({ related, location }: ReportedFinding): string[] {
  const shown = related.slice(0, mostRelated).map((place) => {
    const names = relatedNames(place, location);
    return `· ${names.length === 0 ? "" : `${namesText(names)}: `}${markdownText(place.message)}`;
  });
  const more = related.length - shown.length;
  return more > 0 ? [...shown, `· and ${more} more`] : shown;
}

function namesText(names: readonly string[]): string {
  return names.map(markdownText).join(" › ");
}

/** The worst findings that fit, in report order. */
function selectFitting(findings: readonly ReportedFinding[], result: LintResult, bytes: number): readonly ReportedFinding[] {
  const headBytes = new Map<ReportedFinding, readonly [group: number, size: number]>();
  for (const [index, group] of groupByComponent(findings, result.solutions).entries()) {
    const size = Buffer.byteLength(groupHead(group).join("\n")) + 3;
    for (const finding of group.findings) headBytes.set(finding, [index, size]);
  }
  const opened = new Set<number>();
  const selected: ReportedFinding[] = [];
  let used = 0;
  for (const finding of worstFirst(findings)) {
    const [group, headSize] = headBytes.get(finding) ?? [-1, 0];
    const size = Buffer.byteLength(row(finding)) + 1 + (opened.has(group) ? 0 : headSize);
    if (used + size > bytes) break;
    used += size;
    opened.add(group);
    selected.push(finding);
  }
  return inReportOrder(findings, selected);
}
