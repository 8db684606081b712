import type { SolutionSummary } from "../findings/lint-result.ts";
import type { Solution } from "./model.ts";

/** Which solution something is about, as reports and inventories say it. */
export function solutionIdentity({
  container,
  root,
  kind,
  uniqueName,
  version,
  managed,
}: Solution): Pick<SolutionSummary, "path" | "root" | "kind" | "uniqueName" | "version" | "managed"> {
  return {
    path: container.path,
    root: `${container.prefix}${root}`.replace(/!?\/$/, ""),
    kind,
    uniqueName,
    version,
    managed: managed === "unknown" ? null : managed === "managed",
  };
}
