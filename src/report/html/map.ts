import type { LintResult, ReportedFinding, SolutionSummary } from "../../linter/finding.ts";
import { type ComponentGroup, groupByComponent, kindName, solutionName } from "../display.ts";
import { pictureOfResult } from "../picture/from-result.ts";
import { svgOf } from "../picture/svg.ts";
import { html, type Markup, trusted } from "./escape.ts";

/** Boxes beyond this width go into the next row, in pixels. */
const mapWidth = 1120;

/** The second view: what was analysed, and how values go between components. */
export function mapPanel(result: LintResult, findings: readonly ReportedFinding[]): Markup {
  const counted = findings.filter((finding) => finding.suppressed === null);
  const picture = pictureOfResult(result, counted);
  return html`<h2 class="unseen">Map</h2>${result.solutions.length > 0 && html`<div class="solutions">${result.solutions.map(solutionCard)}</div>`}${
    picture.nodes.length > 0 &&
    html`<section aria-labelledby="map-name"><h2 id="map-name">Components with findings</h2><p class="hint">Arrows show where a secret goes from one component to another.</p><div class="scroll" tabindex="0" role="group" aria-labelledby="map-name">${trusted(svgOf(picture, { idPrefix: "map-picture", maxWidth: mapWidth }))}</div>${table(groupByComponent(counted, result.solutions))}</section>`
  }`;
}

function solutionCard(solution: SolutionSummary): Markup {
  const facts: readonly (readonly [number, string])[] = [
    [solution.cloudFlows, "cloud flows"],
    [solution.desktopFlows, "desktop flows"],
    [solution.actions, "actions"],
    [solution.connectionReferences, "connection references"],
    [solution.environmentVariables, "environment variables"],
  ];
  const kinds = { solution: managedWord(solution.managed), "flow-package": "flow package", loose: "no solution" };
  const place = [solution.path, solution.root].filter((part) => part !== "").join(" › ");
  return html`<section class="solution"><h2>${solutionName(solution)} <span class="version">${solution.version}</span></h2><p class="kind">${[kinds[solution.kind], place].filter((part) => part !== "").join(" · ")}</p><dl>${facts.map(([number, name]) => html`<div><dt>${name}</dt><dd>${number}</dd></div>`)}</dl></section>`;
}

function managedWord(managed: boolean | null): string {
  return managed === null ? "" : managed ? "managed" : "unmanaged";
}

function table(groups: readonly ComponentGroup[]): Markup {
  return html`<div class="scroll"><table><caption class="unseen">Findings by component</caption><thead><tr><th scope="col">Component</th><th scope="col">Kind</th><th scope="col">Errors</th><th scope="col">Warnings</th><th scope="col">Notes</th></tr></thead><tbody>${groups.map(
    (group) =>
      html`<tr><th scope="row">${group.component ?? (group.file || group.path)}</th><td>${kindName(group.componentKind)}</td>${(["error", "warning", "note"] as const).map((level) => numberCell(group.findings.filter((finding) => finding.level === level).length, level))}</tr>`,
  )}</tbody></table></div>`;
}

function numberCell(number: number, level: string): Markup {
  return number === 0 ? html`<td class="zero">0</td>` : html`<td class="${level}">${number}</td>`;
}
