import { countUp, remember } from "../../collections.ts";
import { type Level, levels } from "../../findings/level.ts";
import type { LintResult, SolutionSummary } from "../../findings/lint-result.ts";
import { countInWords } from "../../findings/list-in-words.ts";
import type { ReportedFinding } from "../../findings/reported-finding.ts";
import type { Inventory, SolutionInventory } from "../../inventory/model.ts";
import type { Location } from "../../source/location.ts";
import { fileKey } from "../../source/source-file.ts";
import { solutionName, solutionOf } from "../solutions.ts";
import { createPictureBuilder, type PictureBuilder } from "./builder.ts";
import type { BoxKind, Picture } from "./model.ts";

/** Components beyond this many are left out of the map; the list beside it has them all. */
const mostComponents = 200;

/**
 * The map of a result: components with findings and how values go from one to the other. With an inventory also what else belongs together:
 * flows that run one another, vaults and secret variables, and who reads them.
 */
export function pictureOfResult(result: LintResult, findings: readonly ReportedFinding[], inventory?: Inventory): Picture {
  const map = createComponentMap(result, findings);
  for (const finding of findings) drawFinding(map, finding, inventory !== undefined);
  for (const item of inventory?.solutions ?? []) drawSolution(map, item);
  return map.builder.picture(inventory === undefined ? "Map of the components with findings" : "Map of what belongs together");
}

/** What a map of components is drawn with. */
interface ComponentMap {
  readonly builder: PictureBuilder;
  /** The same for all places in one component. */
  key(location: Location): string;
  /** The box of the component at a location; undefined when there are too many. */
  box(location: Location): string | undefined;
  /** An arrow for a value that is passed. */
  pass(from: string | undefined, to: string | undefined, label: string): void;
  /** An arrow that only says that two boxes have to do with one another: not drawn beside another one. */
  relate(from: string | undefined, to: string | undefined, label: string): void;
}

function createComponentMap({ solutions }: LintResult, findings: readonly ReportedFinding[]): ComponentMap {
  const builder = createPictureBuilder();
  const owners = new Map<string, { readonly solution: SolutionSummary | undefined }>();
  const ownerOf = (location: Location): SolutionSummary | undefined =>
    remember(owners, fileKey(location), () => ({ solution: solutionOf(location, solutions) })).solution;
  const keys = new Map<Location, string>();
  const keyOf = (location: Location): string =>
    remember(keys, location, () => {
      const { path, file, component, componentKind } = location;
      return JSON.stringify([path, ownerOf(location)?.root, component === undefined ? file : "", componentKind, component]);
    });
  const countsAt = new Map<string, Map<Level, number>>();
  for (const { location, level } of findings) {
    const counts = remember(countsAt, keyOf(location), () => new Map<Level, number>());
    countUp(counts, level);
  }
  const drawn = new Set<string>();
  const joined = new Set<string>();
  const join = (from: string, to: string, label: string): void => {
    joined.add(`${from} ${to}`);
    builder.arrow(from, to, label);
  };
  return {
    builder,
    key: keyOf,
    box(location) {
      const key = keyOf(location);
      if (!drawn.has(key) && drawn.size >= mostComponents) return undefined;
      drawn.add(key);
      const counts = countsAt.get(key) ?? new Map<Level, number>();
      const worst = levels.find((level) => counts.has(level));
      const solution = solutions.length > 1 ? ownerOf(location) : undefined;
      return builder.box({
        key,
        kind: kinds[location.componentKind ?? ""] ?? "component",
        title: location.component ?? (location.file || location.path),
        subtitle: solution === undefined ? "" : nameAmong(solution, solutions),
        note: levels.flatMap((level) => (counts.has(level) ? [countInWords(counts.get(level) ?? 0, level)] : [])).join(", "),
        ...(worst === undefined ? {} : { level: worst }),
      });
    },
    pass(from, to, label) {
      if (from !== undefined && to !== undefined) join(from, to, label);
    },
    relate(from, to, label) {
      if (from !== undefined && to !== undefined && !joined.has(`${from} ${to}`)) join(from, to, label);
    },
  };
}

/** @param vaultsAreKnown an inventory draws the vaults, by their names */
function drawFinding({ builder, key, box, pass }: ComponentMap, { location, flow }: ReportedFinding, vaultsAreKnown: boolean): void {
  box(location);
  const [first] = flow;
  if (first?.kind === "vault") {
    const to = box(first.location);
    if (to !== undefined && !vaultsAreKnown)
      pass(builder.box({ key: "vault", kind: "vault", title: "Key Vault", shows: "closed" }), to, "");
  }
  for (const [index, step] of flow.entries()) {
    const next = flow[index + 1];
    if (next === undefined || key(step.location) === key(next.location)) continue;
    const from = box(step.location);
    const to = box(next.location);
    // What the passing step does says more than that the other receives it; at the origin nothing has been passed yet.
    pass(from, to, index === 0 ? next.message : step.message);
  }
}

function drawSolution(
  { builder, box, relate }: ComponentMap,
  { solution, cloudFlows, desktopFlows, vaultSecrets }: SolutionInventory,
): void {
  const flows = new Map([...cloudFlows, ...desktopFlows].map((flow) => [flow.name, flow]));
  const at = (kind: "cloud-flow" | "desktop-flow" | "environment-variable", component: string): string | undefined =>
    box({ ...nowhere, path: solution.path, file: solution.root === "" ? "" : `${solution.root}/`, componentKind: kind, component });
  const flowAt = (name: string): string | undefined => {
    const flow = flows.get(name);
    return flow === undefined ? undefined : at("actions" in flow && "triggers" in flow ? "cloud-flow" : "desktop-flow", name);
  };
  for (const { vault, variable, readBy } of vaultSecrets) {
    const named = [...vault.names, ...vault.variables.map((name) => `vault that ${name} names`)].join(", ");
    const from = builder.box({ key: `vault ${named}`, kind: "vault", title: named === "" ? "Key Vault" : named, shows: "closed" });
    const through = variable === null ? undefined : at("environment-variable", variable);
    relate(from, through, "");
    for (const reader of new Set(readBy.map((text) => text.slice(0, Math.max(0, text.lastIndexOf(": ")))))) {
      relate(through ?? from, flowAt(reader), "");
    }
  }
  for (const { name, runs } of [...cloudFlows, ...desktopFlows]) {
    for (const called of runs) {
      const from = flowAt(name);
      relate(from, called.name === null ? undefined : (flowAt(called.name) ?? at(called.kind, called.name)), "runs it");
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

const kinds: Readonly<Record<string, BoxKind>> = {
  "cloud-flow": "cloud-flow",
  "desktop-flow": "desktop-flow",
  "environment-variable": "environment-variable",
  "connection-reference": "connection-reference",
  "custom-connector": "custom-connector",
};
