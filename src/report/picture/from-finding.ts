import { countInWords } from "../../findings/list-in-words.ts";
import type { ReportedFinding } from "../../findings/reported-finding.ts";
import type { Location } from "../../source/location.ts";
import { countSteps } from "../path-steps.ts";
import { breadcrumbs } from "../place-names.ts";
import { createPictureBuilder } from "./builder.ts";
import { type BoxKind, type Picture, showsOf } from "./model.ts";

/** The trace of the secret of a finding; undefined for findings that have none to show. */
export function pictureOfFinding(finding: ReportedFinding): Picture | undefined {
  const steps = finding.flow;
  if (steps.length < 2) return undefined;
  const builder = createPictureBuilder();
  const place = keyOf(finding.location);
  const elsewhere = steps.some((step) => step.location.component !== finding.location.component);
  let previous: string | undefined;
  for (const [index, step] of steps.entries()) {
    const kind = step.kind ?? plainKind(step.location);
    const key = keyOf(step.location);
    const id = builder.box({
      key,
      kind: kind === "vault" ? "action" : kind,
      title: nameOf(step.location),
      subtitle: elsewhere ? (step.location.component ?? "") : "",
      note: index === 0 && kind !== "vault" ? step.message : "",
      shows: showsOf(step.shown),
      marked: key === place,
    });
    if (index === 0 && kind === "vault") {
      previous = builder.box({ key: "vault", kind: "vault", title: "Key Vault", shows: "closed" });
    }
    const leftOut = steps[index - 1]?.leftOut;
    const label = leftOut === undefined ? step.message : `… ${countInWords(leftOut, "more step")} … ${step.message}`;
    if (previous !== undefined) builder.arrow(previous, id, label);
    previous = id;
  }
  return builder.picture(`The path of the secret in ${countInWords(countSteps(steps), "step")}`);
}

function plainKind({ componentKind, operation }: Location): BoxKind {
  if (componentKind === "desktop-flow" || componentKind === "environment-variable") return componentKind;
  return operation === undefined ? "component" : "action";
}

/** Where a step happens: its operation; without one, the last crumb of the place. */
function nameOf(location: Location): string {
  return location.operation ?? breadcrumbs(location).at(-1) ?? location.component ?? (location.file || location.path);
}

function keyOf(location: Location): string {
  const { path, file, component, componentKind, operation, pointer } = location;
  return JSON.stringify([path, file, componentKind, component, operation ?? pointer ?? `${location.line}:${location.column}`]);
}
