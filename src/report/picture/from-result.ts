import type { Inventory, SolutionInventory } from "../../inventory/model.ts";
import type { Level, LintResult, Location, ReportedFinding, SolutionSummary } from "../../linter/finding.ts";
import { count, solutionName, solutionOf } from "../display.ts";
import { createPictureBuilder } from "./builder.ts";
import type { BoxKind, Picture } from "./model.ts";

/** Components beyond this many are left out of the map; the list beside it has them all. */
const mostComponents = 200;

/**
 * The map of a result: components with findings and how values go from one to the other. With an inventory also what else belongs together:
 * flows that run one another, vaults and secret variables, and who reads them.
 */
export function pictureOfResult(result: LintResult, findings: readonly ReportedFinding[], inventory?: Inventory): Picture {
  const builder = createPictureBuilder();
  const several = result.solutions.length > 1;
  const levels = new Map<string, Map<Level, number>>();
  for (const { location, level } of findings) {
    const counts = levels.get(keyOf(location)) ?? new Map<Level, number>();
    levels.set(keyOf(location), counts.set(level, (counts.get(level) ?? 0) + 1));
  }
  const drawn = new Set<string>();

  function box(location: Location): string | undefined {
    const key = keyOf(location);
    if (!drawn.has(key) && drawn.size >= mostComponents) return undefined;
    drawn.add(key);
    const counts = levels.get(key) ?? new Map<Level, number>();
    const worst = levelOrder.find((level) => counts.has(level));
    const solution = several ? solutionOf(location, result.solutions) : undefined;
    return builder.box({
      key,
      kind: kinds[location.componentKind ?? ""] ?? "component",
      title: location.component ?? (location.file || location.path),
      subtitle: solution === undefined ? "" : nameAmong(solution, result.solutions),
      note: levelOrder.flatMap((level) => (counts.has(level) ? [count(counts.get(level) ?? 0, level)] : [])).join(", "),
      ...(worst === undefined ? {} : { level: worst }),
    });
  }

  /** Pairs of boxes with an arrow: what only says that one runs the other is not drawn beside what it passes. */
  const joined = new Set<string>();
  const join = (from: string | undefined, to: string | undefined, label: string, always: boolean): void => {
    if (from === undefined || to === undefined || (!always && joined.has(`${from} ${to}`))) return;
    joined.add(`${from} ${to}`);
    builder.arrow(from, to, label);
  };

  for (const finding of findings) {
    box(finding.location);
    const steps = finding.flow;
    const [first] = steps;
    if (first?.kind === "vault") {
      const to = box(first.location);
      // The inventory knows which vault it is.
      if (to !== undefined && inventory === undefined)
        join(builder.box({ key: "vault", kind: "vault", title: "Key Vault", shows: "closed" }), to, "", true);
    }
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      if (next === undefined || keyOf(step.location) === keyOf(next.location)) continue;
      const from = box(step.location);
      const to = box(next.location);
      // What the handing step does tells more than that the other receives it; where the value begins there is nothing handed yet.
      join(from, to, index === 0 ? next.message : step.message, true);
    }
  }
  for (const item of inventory?.solutions ?? []) drawSolution(item);
  return builder.picture(inventory === undefined ? "Map of the components with findings" : "Map of what belongs together");

  function drawSolution({ solution, cloudFlows, desktopFlows, vaultSecrets }: SolutionInventory): void {
    const flows = new Map([...cloudFlows, ...desktopFlows].map((flow) => [flow.name, flow]));
    const at = (kind: "cloud-flow" | "desktop-flow" | "environment-variable", component: string): string | undefined =>
      box({ ...nowhere, path: solution.path, file: "", componentKind: kind, component });
    const flowAt = (name: string): string | undefined => {
      const flow = flows.get(name);
      return flow === undefined ? undefined : at("actions" in flow && "triggers" in flow ? "cloud-flow" : "desktop-flow", name);
    };
    for (const { vault, variable, readBy } of vaultSecrets) {
      const named = [...vault.names, ...vault.variables.map((name) => `vault that ${name} names`)].join(", ");
      const from = builder.box({ key: `vault ${named}`, kind: "vault", title: named === "" ? "Key Vault" : named, shows: "closed" });
      const through = variable === null ? undefined : at("environment-variable", variable);
      join(from, through, "", false);
      for (const reader of new Set(readBy.map((text) => text.slice(0, Math.max(0, text.lastIndexOf(": ")))))) {
        join(through ?? from, flowAt(reader), "", false);
      }
    }
    for (const { name, runs } of [...cloudFlows, ...desktopFlows]) {
      for (const called of runs) {
        const from = flowAt(name);
        join(from, called.name === null ? undefined : (flowAt(called.name) ?? at(called.kind, called.name)), "runs it", false);
      }
    }
  }
}

/** The name of a solution, with its place where the run holds several exports of it. */
function nameAmong(solution: SolutionSummary, solutions: readonly SolutionSummary[]): string {
  const name = solutionName(solution);
  const isAlone = solutions.every((other) => other === solution || solutionName(other) !== name);
  return isAlone ? name : `${name} (${[solution.path, solution.root].filter((part) => part !== "").join("/")})`;
}

/** The parts of a location that a box of the map does not depend on. */
const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0 } as const;

const levelOrder: readonly Level[] = ["error", "warning", "note"];

const kinds: Readonly<Record<string, BoxKind>> = {
  "cloud-flow": "cloud-flow",
  "desktop-flow": "desktop-flow",
  "environment-variable": "environment-variable",
  "connection-reference": "connection-reference",
  "custom-connector": "custom-connector",
};

function keyOf({ path, file, component, componentKind }: Location): string {
  return JSON.stringify([path, component === undefined ? file : "", componentKind, component]);
}
