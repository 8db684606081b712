import { countInWords } from "../../findings/list-in-words.ts";
import type { LocatedStep, ReportedFinding } from "../../findings/reported-finding.ts";
import { kindName } from "../../source/component-kind.ts";
import { nameAndCode } from "../display.ts";
import { lineText } from "../locations.ts";
import { pictureOfFinding } from "../picture/from-finding.ts";
import { svgOf } from "../picture/svg.ts";
import { breadcrumbs, relatedNames, stepNames } from "../place-names.ts";
import { commandToFix } from "../suggested-fix.ts";
import { html, link, type Markup, trusted } from "./escape.ts";
import { excerptOf } from "./excerpt.ts";
import { levelMark } from "./marks.ts";

/** Id of a finding's element: the same for the same finding in every report, so that a link to it lasts. */
export function findingId(finding: ReportedFinding): string {
  return `finding-${finding.fingerprint.replace(/[^\w-]/g, "-")}`;
}

/** Longer traces continue in a new row; in pixels. */
const pictureWidth = 826;

/** One finding: a line to scan, which opens the trace, the advice and the place. */
export function findingElement(finding: ReportedFinding, isOpen: boolean, withPicture: boolean): Markup {
  const { level, message, suppressed, confidence, location } = finding;
  const [rule = "", ...code] = nameAndCode(finding);
  const crumbs = breadcrumbs(location);
  const place = crumbs.length === 0 ? `line ${location.line}` : crumbs.join(" › ");
  const isSuppressed = suppressed !== null;
  return html`<details class="finding ${level}${isSuppressed ? " suppressed" : ""}" id="${findingId(finding)}"${trusted(isOpen ? " open" : "")}><summary><span class="head">${levelMark(level)}<h3>${place}</h3><span class="rule">${confidence !== "high" && html`<span class="sure">${confidence} confidence</span> `}${rule}${code.map((text) => html` <span class="code">${text}</span>`)}</span></span><span class="message">${message}</span></summary><div class="body">${isSuppressed && suppressedNote(finding)}${traceOf(finding, withPicture)}${adviceOf(finding)}${excerptOf(finding)}${relatedOf(finding)}${placeOf(finding)}</div></details>`;
}

function suppressedNote({ suppressed }: ReportedFinding): Markup {
  const where = { inSource: "by a note in the source", configuration: "in the configuration", baseline: "by the baseline" };
  if (suppressed === null) return html``;
  return html`<p class="why">Suppressed ${where[suppressed.kind]}${suppressed.reason !== undefined && `: ${suppressed.reason}`}.</p>`;
}

function traceOf(finding: ReportedFinding, withPicture: boolean): Markup {
  if (finding.flow.length === 0) return html``;
  const picture = withPicture ? pictureOfFinding(finding) : undefined;
  const id = findingId(finding);
  return html`<h4 id="${id}-path">Path of the value</h4>${
    picture !== undefined &&
    html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}-path">${trusted(svgOf(picture, { idPrefix: `${id}-picture`, maxWidth: pictureWidth }))}</div>`
  }<ol class="steps">${finding.flow.map((step) => html`${stepItem(step, stepNames(step, finding.location))}${leftOutItem(step)}`)}</ol>`;
}

function stepItem({ message, location }: LocatedStep, names: readonly string[]): Markup {
  return html`<li><span>${names.length > 0 && html`<span class="name">${names.join(" › ")}</span> `}${message}</span> <span class="at">${lineText(location)}</span></li>`;
}

function leftOutItem({ leftOut }: LocatedStep): Markup {
  return leftOut === undefined ? html`` : html`<li class="gap">${countInWords(leftOut, "more step")}</li>`;
}

function adviceOf(finding: ReportedFinding): Markup {
  const { advice, help, rule } = finding;
  const command = commandToFix([finding]);
  return html`<div class="advice"><h4>What to do</h4>${advice !== undefined && html`<p>${advice}</p>`}${
    command !== undefined &&
    html`<p>${finding.fixable === "safe" ? "This can be done automatically" : "This can be done automatically; review the change, because it can alter what the flow does"}:</p><pre tabindex="0"><code>${command}</code></pre>`
  }<p class="more">${link(help, `Why this matters: ${rule}`)}</p></div>`;
}

/** Related places beyond this many are only counted. */
const mostRelated = 20;

function relatedOf({ related, location }: ReportedFinding): Markup {
  if (related.length === 0) return html``;
  const more = related.length - mostRelated;
  return html`<h4>Also involved</h4><ul class="steps">${related.slice(0, mostRelated).map((step) => stepItem(step, relatedNames(step, location)))}${more > 0 && html`<li>and ${more} more</li>`}</ul>`;
}

function placeOf({ location }: ReportedFinding): Markup {
  const { path, file, line, column, component, componentKind, pointer } = location;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [kindName(componentKind), component],
    ["file", file === "" ? path : file],
    ["line", `${line}:${column}`],
    ["pointer", pointer],
  ];
  return html`<h4>Location</h4><dl class="place">${rows.map(([name, value]) => value !== undefined && value !== "" && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
