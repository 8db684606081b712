import type { ReportedFinding } from "../../src/findings/reported-finding.ts";
import type { Location } from "../../src/source/location.ts";

/** A finding as it stands in a report; say what matters. */
export function finding(
  changes: Partial<Omit<ReportedFinding, "location">> & { readonly location?: Partial<Location> } = {},
): ReportedFinding {
  return {
    code: "SL3002",
    rule: "secret-in-variable",
    level: "error",
    confidence: "high",
    message: "The secret is stored in a variable.",
    flow: [],
    related: [],
    fixable: "no",
    fingerprint: "0123456789abcdef",
    suppressed: null,
    help: "https://example.org/secret-in-variable.md",
    ...changes,
    location: location(changes.location),
  };
}

export function location(changes: Partial<Location> = {}): Location {
  return {
    path: "a.zip",
    file: "Workflows/Get.json",
    pointer: "/properties/definition/actions/Set_key/inputs/value",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    component: "Get orders",
    componentKind: "cloud-flow",
    operation: "Set_key",
    offset: 0,
    ...changes,
  };
}
