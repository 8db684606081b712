import type { Level, LintResult, Location, ReportedFinding } from "../../linter/finding.ts";
import { count, solutionName, solutionOf } from "../display.ts";
import { createPictureBuilder } from "./builder.ts";
import type { BoxKind, Picture } from "./model.ts";

/** Components beyond this many are left out of the map; the list beside it has them all. */
const mostComponents = 200;

/** The map of a result: components with findings, and how values go from one to the other. */
export function pictureOfResult(result: LintResult, findings: readonly ReportedFinding[]): Picture {
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
      subtitle: solution === undefined ? "" : solutionName(solution),
      note: levelOrder.flatMap((level) => (counts.has(level) ? [count(counts.get(level) ?? 0, level)] : [])).join(", "),
      ...(worst === undefined ? {} : { level: worst }),
    });
  }

  for (const finding of findings) {
    box(finding.location);
    const steps = finding.flow;
    const [first] = steps;
    if (first?.kind === "vault") {
      const to = box(first.location);
      if (to !== undefined) builder.arrow(builder.box({ key: "vault", kind: "vault", title: "Key Vault", shows: "closed" }), to, "");
    }
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      if (next === undefined || keyOf(step.location) === keyOf(next.location)) continue;
      const from = box(step.location);
      const to = box(next.location);
      // What the handing step does tells more than that the other receives it; where the value begins there is nothing handed yet.
      if (from !== undefined && to !== undefined) builder.arrow(from, to, index === 0 ? next.message : step.message);
    }
  }
  return builder.picture("Map of the components with findings");
}

const levelOrder: readonly Level[] = ["error", "warning", "note"];

const kinds: Readonly<Record<string, BoxKind>> = {
  "cloud-flow": "cloud-flow",
  "desktop-flow": "desktop-flow",
  "environment-variable": "environment-variable",
};

function keyOf({ path, file, component, componentKind }: Location): string {
  return JSON.stringify([path, component === undefined ? file : "", componentKind, component]);
}
