import { createHash } from "node:crypto";
import { type Level, levels } from "../../findings/level.ts";
import type { LintResult, SolutionSummary } from "../../findings/lint-result.ts";
import { countInWords } from "../../findings/list-in-words.ts";
import type { ReportedFinding } from "../../findings/reported-finding.ts";
import { worstFirst } from "../../findings/sort.ts";
import { mostExcerpts } from "../../linter/add-excerpts.ts";
import { codeAndName, inReportOrder, isWanted, setAside, totals } from "../display.ts";
import type { ReportContext } from "../reporter.ts";
import { visible } from "../sanitize.ts";
import { type ComponentGroup, groupByComponent, solutionName, solutionTitle } from "../solutions.ts";
import { commandToFix } from "../suggested-fix.ts";
import { breakable, html, link, type Markup, scriptJson, trusted } from "./escape.ts";
import { findingElement, findingId } from "./finding.ts";
import { componentHeading, distinctions, groupKind } from "./group-names.ts";
import { mapPanel } from "./map.ts";
import { levelMark } from "./marks.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";

/** Findings beyond this many are left out, and the page says so: browsers get slow. */
const mostFindings = mostExcerpts;

/** Traces beyond this many have no picture; their steps are still listed. */
const mostPictures = 1_000;

/** The whole page: everything is in it, and its policy lets nothing else in. */
export function pageOf(result: LintResult, context: ReportContext): string {
  const wanted = result.findings.filter((finding) => isWanted(finding, context));
  const isActive = ({ suppressed }: ReportedFinding): boolean => suppressed === null;
  const worst = [...worstFirst(wanted.filter(isActive)), ...worstFirst(wanted.filter((finding) => !isActive(finding)))].slice(
    0,
    mostFindings,
  );
  const listed = inReportOrder(wanted, worst);
  const pictured = new Set(worst.filter(({ flow }) => flow.length > 1).slice(0, mostPictures));
  const groups = groupByComponent(listed, result.solutions);
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${context.tool.name} ${context.tool.version}">
<title>${titleOf(result)}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
${header(result, context)}
<main id="main" tabindex="-1">
<div class="tabs" role="tablist" aria-label="Views" hidden><button type="button" role="tab" id="tab-findings" aria-controls="panel-findings" aria-selected="true">Findings</button><button type="button" role="tab" id="tab-map" aria-controls="panel-map" aria-selected="false" tabindex="-1">Map</button></div>
<section id="panel-findings" role="tabpanel" aria-labelledby="tab-findings">
${findingsPanel(groups, pictured, wanted.length, result)}
</section>
<section id="panel-map" role="tabpanel" aria-labelledby="tab-map">
${mapPanel(result, listed, context.inventory)}
</section>
</main>
<footer><p>Made by ${toolLink(context)}. Values of secrets are never part of a report.</p></footer>
<script type="application/json" id="data">${scriptJson(dataOf(groups))}</script>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return page.markup;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

/** What the filters go by, in the order of the page. */
function dataOf(groups: readonly ComponentGroup[]): object {
  return {
    findings: groups.flatMap((group, index) =>
      group.findings.map((finding) => ({
        id: findingId(finding),
        group: index,
        level: finding.level,
        rule: visible(finding.rule),
        suppressed: finding.suppressed !== null,
      })),
    ),
  };
}

function titleOf({ solutions }: LintResult): string {
  const [first] = solutions;
  const more = solutions.length > 1 ? ` and ${solutions.length - 1} more` : "";
  return first === undefined ? "solutionlint report" : `${solutionName(first)}${more} – solutionlint report`;
}

function toolLink({ tool }: ReportContext): Markup {
  const name = `${tool.name} ${tool.version}`;
  return tool.informationUri === undefined ? html`${name}` : link(tool.informationUri, name);
}

function header(result: LintResult, context: ReportContext): Markup {
  const { summary, solutions } = result;
  const { flows, actions } = totals(solutions);
  const command = commandToFix(result.findings.filter((finding) => finding.suppressed === null));
  const extent = [
    ...(solutions.length > 1 ? [countInWords(solutions.length, "solution")] : []),
    ...(solutions.length > 0 ? [countInWords(flows, "flow"), countInWords(actions, "action")] : []),
    ...setAside(summary),
  ];
  return html`<header><div class="bar"><span class="tool">${context.tool.name}</span><button type="button" id="theme" class="plain" hidden>Dark</button></div>
<div class="verdict ${worstOf(result) ?? "clean"}"><div><h1>${verdictOf(result)}</h1><p class="subject">${subjectOf(solutions)}</p><p class="extent">${extent.join(" · ")}</p></div>
<dl class="numbers">${levels.map((level) => html`<div class="${level}${summary[level] === 0 ? " none" : ""}"><dt>${numberName(level, summary[level])}</dt><dd>${summary[level]}</dd></div>`)}</dl></div>
${command !== undefined && html`<p class="fix">Some of this can be repaired automatically: <code>${command}</code></p>`}</header>`;
}

function numberName(level: Level, number: number): string {
  return number === 1 ? level : `${level}s`;
}

function worstOf({ summary }: LintResult): Level | undefined {
  return levels.find((level) => summary[level] > 0);
}

function verdictOf(result: LintResult): string {
  switch (worstOf(result)) {
    case "error":
      return "Errors to fix";
    case "warning":
      return "No errors, but warnings";
    case "note":
      return "No errors or warnings, only notes";
    case undefined:
      return "No findings";
  }
}

/** Names of solutions that the header lists. */
const mostNames = 3;

function subjectOf(solutions: readonly SolutionSummary[]): string {
  const names = solutions.slice(0, mostNames).map(solutionTitle);
  const more = solutions.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

/**
 * @param pictured findings whose trace is drawn
 * @param total how many findings there are with those that are left out
 */
function findingsPanel(
  groups: readonly ComponentGroup[],
  pictured: ReadonlySet<ReportedFinding>,
  total: number,
  result: LintResult,
): Markup {
  const listed = groups.flatMap((group) => group.findings);
  if (listed.length === 0) return nothingFound(result);
  const opened = openedOf(listed);
  const told = distinctions(groups);
  return html`<h2 class="unseen">Findings</h2>
<div class="columns"><nav aria-label="Flows and components"><ul id="groups">${groups.map((group, index) => groupItem(group, index, told.get(group)))}</ul></nav>
<div>${filters(listed)}<div id="list">${groups.map(
    (group, index) =>
      html`<section class="group" id="group-${index}" aria-labelledby="group-${index}-name"><div class="name"><h2 id="group-${index}-name">${componentHeading(group)}</h2><span class="kind">${groupKind(group)}</span></div>${group.findings.map((finding) => findingElement(finding, finding === opened, pictured.has(finding)))}</section>`,
  )}<p class="empty" id="nothing" hidden>No finding matches the filters.</p></div>${
    total > listed.length &&
    html`<p class="empty">${total - listed.length} more findings are left out here; the JSON and SARIF reports have them all.</p>`
  }</div></div>`;
}

/** The page of a clean run says what it means: what was looked at, and what that shows. */
function nothingFound({ solutions, summary }: LintResult): Markup {
  const { flows, actions } = totals(solutions);
  const hidden = summary.suppressed + summary.baselined;
  return html`<div class="nothing"><svg class="tick" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true"><circle cx="32" cy="32" r="30"/><path d="M19 33.5l9 9 18-20"/></svg><h2>Nothing was found</h2><p>${countInWords(flows, "flow")} with ${countInWords(actions, "action")} were followed: no credential is written in them, and no secret was seen to leave its protection.</p>${
    hidden > 0 &&
    html`<p class="hint">${countInWords(hidden, "finding")} that the project accepts ${hidden === 1 ? "is" : "are"} not shown.</p>`
  }<p class="hint">The map shows what was looked at.</p></div>`;
}

/** The finding that is open at first: one of the worst, if possible with a trace to show. */
function openedOf(findings: readonly ReportedFinding[]): ReportedFinding | undefined {
  const active = worstFirst(findings.filter((finding) => finding.suppressed === null));
  const worst = active.filter((finding) => finding.level === active[0]?.level);
  return worst.find((finding) => finding.flow.length > 1) ?? worst[0];
}

/** @param distinction what tells the component from others of its name */
function groupItem(group: ComponentGroup, index: number, distinction: string | undefined): Markup {
  const active = group.findings.filter((finding) => finding.suppressed === null);
  const worst = levels.find((level) => active.some((finding) => finding.level === level));
  return html`<li${trusted(worst === undefined ? ' class="only-suppressed"' : "")}><a href="#group-${index}" data-group="${index}">${worst !== undefined && levelMark(worst)}<span class="name">${breakable(componentHeading(group))}${distinction !== undefined && html`<span class="where"><span class="unseen">, </span>${breakable(distinction)}</span>`}</span><span class="count"><span class="unseen">, </span>${active.length}<span class="unseen"> ${active.length === 1 ? "finding" : "findings"}</span></span></a></li>`;
}

function filters(findings: readonly ReportedFinding[]): Markup {
  const rules = new Map(findings.map((finding) => [finding.rule, codeAndName(finding)]));
  const suppressed = findings.filter((finding) => finding.suppressed !== null).length;
  const sorted = [...rules].sort(([, a], [, b]) => (a < b ? -1 : 1));
  return html`<form class="filters" id="filters" role="search" aria-label="Filter the findings" hidden>
<fieldset><legend class="unseen">Levels</legend>${levels.map((level) => html`<label class="chip ${level}"><input type="checkbox" name="level" value="${level}" checked>${numberName(level, 2)}</label>`)}</fieldset>
<label><span class="unseen">Rule</span><select name="rule"><option value="">All rules</option>${sorted.map(([rule, title]) => html`<option value="${rule}">${title}</option>`)}</select></label>
<label class="grow"><span class="unseen">Text</span><input type="search" name="text" placeholder="Search names and messages" autocomplete="off" spellcheck="false"></label>
${suppressed > 0 && html`<label class="chip"><input type="checkbox" name="suppressed">${suppressed} suppressed</label>`}
<button type="button" class="plain" id="expand" aria-pressed="false">Open all</button>
<p role="status" id="status"></p></form>`;
}
