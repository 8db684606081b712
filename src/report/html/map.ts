import { addAll, distinct, remember } from "../../collections.ts";
import { levels } from "../../findings/level.ts";
import type { LintResult, SolutionSummary } from "../../findings/lint-result.ts";
import type { ReportedFinding } from "../../findings/reported-finding.ts";
import type { Inventory, SolutionInventory } from "../../inventory/model.ts";
import { kindName } from "../../source/component-kind.ts";
import { pictureOfResult } from "../picture/from-result.ts";
import { svgOf } from "../picture/svg.ts";
import { type ComponentGroup, groupByComponent, solutionKey, solutionKindName, solutionName, solutionPlaceName } from "../solutions.ts";
import { breakable, html, type Markup, trusted } from "./escape.ts";
import { componentHeading } from "./group-names.ts";

/** Boxes beyond this width go into the next row, in pixels. */
const mapWidth = 1120;

/** The second view: what was analysed, what belongs together, and how values go between components. */
export function mapPanel(result: LintResult, findings: readonly ReportedFinding[], inventory: Inventory | undefined): Markup {
  const counted = findings.filter((finding) => finding.suppressed === null);
  const picture = pictureOfResult(result, counted, inventory);
  const title = inventory === undefined ? "Components with findings" : "Relationships";
  const hint =
    inventory === undefined
      ? "Arrows show where a secret goes from one component to another."
      : "Components with findings, vaults and their readers, and flows that call one another. Arrows show where a secret goes, or which flow calls which.";
  const groups = groupByComponent(counted, result.solutions);
  return html`<h2 class="unseen">Map</h2>${solutionsOf(result.solutions, groups)}${
    picture.nodes.length > 0 &&
    html`<section aria-labelledby="map-name"><h2 id="map-name">${title}</h2><p class="hint">${hint}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="map-name">${trusted(svgOf(picture, { idPrefix: "map-picture", maxWidth: mapWidth }))}</div></section>`
  }${inventory === undefined ? counted.length > 0 && findingsTable(groups) : inventoryOf(inventory, groups)}`;
}

function inventoryOf({ solutions }: Inventory, groups: readonly ComponentGroup[]): readonly Markup[] {
  const found = new Map<string, ReportedFinding[]>();
  for (const { solution, componentKind, component, findings } of groups) {
    if (solution !== undefined)
      addAll(
        remember(found, componentKey(solution, componentKind, component), () => []),
        findings,
      );
  }
  const findingsIn: FindingsIn = (...component) => found.get(componentKey(...component)) ?? [];
  return solutions.map((item) => inventoryTables(item, findingsIn, solutions.length > 1));
}

type SolutionPlace = Pick<SolutionSummary, "path" | "root">;

/** The findings in a component. */
type FindingsIn = (solution: SolutionPlace, kind: string, name: string) => readonly ReportedFinding[];

function componentKey(solution: SolutionPlace, kind: string | undefined, name: string | undefined): string {
  return JSON.stringify([solutionKey(solution), kind, name]);
}

/** Rows of a table beyond this many are only counted; `solutionlint inventory` lists all. */
const mostRows = 500;

/** What a solution holds: its flows with what they found and use, its variables and its references. */
function inventoryTables(item: SolutionInventory, findingsIn: FindingsIn, isOneOfMany: boolean): Markup {
  const { solution, cloudFlows, desktopFlows, environmentVariables, connectionReferences } = item;
  const owner = isOneOfMany ? ` of ${solution.uniqueName || solution.root || solution.path}` : "";
  const rows = [
    ...cloudFlows.map((flow) => ({ ...flow, kind: "cloud flow", componentKind: "cloud-flow" })),
    ...desktopFlows.map((flow) => ({ ...flow, kind: "desktop flow", componentKind: "desktop-flow" })),
  ].map(({ name, kind, componentKind, runs, secrets, actions }) => {
    const called = distinct(runs.map((run) => run.name ?? "a flow elsewhere")).join(", ");
    return html`<tr><th scope="row">${name}</th><td>${kind}</td>${levelCells(findingsIn(solution, componentKind, name))}<td class="number">${actions}</td><td class="number">${secrets.length}</td><td>${called}</td></tr>`;
  });
  return html`${
    rows.length > 0 && tableOf(`Flows${owner}`, ["Flow", "Kind", "Errors", "Warnings", "Notes", "Actions", "Secrets", "Runs"], rows)
  }${
    environmentVariables.length > 0 &&
    tableOf(
      `Environment variables${owner}`,
      ["Variable", "Type", "Value", "Used by"],
      environmentVariables.map(
        ({ schemaName, type, hasDefault, hasValue, usedBy }) =>
          html`<tr><th scope="row">${schemaName}</th><td>${type}</td><td>${[...(hasDefault ? ["default"] : []), ...(hasValue ? ["packaged value"] : [])].join(", ") || "none"}</td><td>${usedBy.join(", ") || "no flow"}</td></tr>`,
      ),
    )
  }${
    connectionReferences.length > 0 &&
    tableOf(
      `Connection references${owner}`,
      ["Reference", "Connector", "Used by"],
      connectionReferences.map(
        ({ logicalName, displayName, connector, usedBy }) =>
          html`<tr><th scope="row">${displayName || logicalName}</th><td>${connector ?? "unknown"}</td><td>${usedBy.join(", ") || "no flow"}</td></tr>`,
      ),
    )
  }`;
}

/** The members of a solution that are counted, with their names. */
const counts = [
  ["cloudFlows", "Cloud flows"],
  ["desktopFlows", "Desktop flows"],
  ["actions", "Actions"],
  ["connectionReferences", "Connection references"],
  ["environmentVariables", "Environment variables"],
] as const;

/** Columns of numbers. */
const numbers: ReadonlySet<string> = new Set(["Errors", "Warnings", "Notes", "Secrets", ...counts.map(([, name]) => name)]);

function tableOf(name: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  const more = rows.length - mostRows;
  return html`<section class="listing"><h2>${name}</h2><div class="scroll" tabindex="0" role="group" aria-label="${name}"><table><thead><tr>${columns.map((column) => html`<th scope="col"${trusted(numbers.has(column) ? ' class="number"' : "")}>${column}</th>`)}</tr></thead><tbody>${rows.slice(0, mostRows)}</tbody></table></div>${more > 0 && html`<p class="hint">${more} more are left out here; the command inventory lists all.</p>`}</section>`;
}

/** What was analysed: a solution by itself, or a table of several, those with the most severe findings first. */
function solutionsOf(solutions: readonly SolutionSummary[], groups: readonly ComponentGroup[]): Markup | false {
  const [only, ...others] = solutions;
  if (only === undefined) return false;
  return others.length === 0 ? html`<div class="solutions">${solutionCard(only)}</div>` : solutionsTable(solutions, groups);
}

function solutionCard(solution: SolutionSummary): Markup {
  return html`<section class="solution"><h2>${breakable(solutionName(solution))} <span class="version">${solution.version}</span></h2><p class="kind">${aboutSolution(solution)}</p><dl>${counts.map(([member, name]) => html`<div><dt>${name.toLowerCase()}</dt><dd>${solution[member]}</dd></div>`)}</dl></section>`;
}

/** One without a name is called after its place, which is not repeated. */
function aboutSolution(solution: SolutionSummary): string {
  const { uniqueName, path, root } = solution;
  const input = root === "" || path === "." ? "" : solutionPlaceName({ path, root: "" });
  return [solutionKindName(solution), uniqueName === "" ? input : solutionPlaceName(solution)].filter((part) => part !== "").join(" · ");
}

function solutionsTable(solutions: readonly SolutionSummary[], groups: readonly ComponentGroup[]): Markup {
  const found = new Map<SolutionSummary, ReportedFinding[]>();
  for (const { solution, findings } of groups)
    if (solution !== undefined)
      addAll(
        remember(found, solution, () => []),
        findings,
      );
  const rows = solutions.map((solution) => {
    const findings = found.get(solution) ?? [];
    return { solution, findings, perLevel: levels.map((level) => countOf(findings, level)) };
  });
  return tableOf(
    "Solutions",
    ["Solution", "Errors", "Warnings", "Notes", ...counts.map(([, name]) => name)],
    rows
      .toSorted(byPerLevel)
      .map(
        ({ solution, findings }) =>
          html`<tr><th scope="row">${breakable(solutionName(solution))} <span class="version">${solution.version}</span><p class="kind">${aboutSolution(solution)}</p></th>${levelCells(findings)}${counts.map(([member]) => html`<td class="number">${solution[member]}</td>`)}</tr>`,
      ),
  );
}

/** More errors first; of as many errors, more warnings; then more notes. */
function byPerLevel(a: { readonly perLevel: readonly number[] }, b: { readonly perLevel: readonly number[] }): number {
  const level = a.perLevel.findIndex((number, index) => number !== b.perLevel[index]);
  return level < 0 ? 0 : (b.perLevel[level] ?? 0) - (a.perLevel[level] ?? 0);
}

function countOf(findings: readonly ReportedFinding[], level: ReportedFinding["level"]): number {
  return findings.filter((finding) => finding.level === level).length;
}

function findingsTable(groups: readonly ComponentGroup[]): Markup {
  return tableOf(
    "Findings by component",
    ["Component", "Kind", "Errors", "Warnings", "Notes"],
    groups.map(
      (group) =>
        html`<tr><th scope="row">${componentHeading(group)}</th><td>${kindName(group.componentKind)}</td>${levelCells(group.findings)}</tr>`,
    ),
  );
}

function levelCells(findings: readonly ReportedFinding[]): readonly Markup[] {
  return levels.map((level) => numberCell(countOf(findings, level), level));
}

function numberCell(number: number, level: string): Markup {
  return number === 0 ? html`<td class="number zero">0</td>` : html`<td class="number ${level}">${number}</td>`;
}
