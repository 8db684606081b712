import { attribute, child, children, type XmlElement } from "../source/xml.ts";
import type { Dependency, Solution } from "./model.ts";

/** What `solution.xml` says. */
export interface Manifest {
  readonly uniqueName: string;
  readonly version: string;
  readonly managed: Solution["managed"];
  readonly dependencies: readonly Dependency[];
}

/** Reads the manifest. `<Managed>`: 0 unmanaged, 1 managed, 2 unpacked sources of both. */
export function readManifest(root: XmlElement): Manifest {
  const manifest = child(root, "SolutionManifest") ?? root;
  const managed = child(manifest, "Managed")?.text.trim();
  return {
    uniqueName: child(manifest, "UniqueName")?.text.trim() ?? "",
    version: child(manifest, "Version")?.text.trim() ?? "",
    managed: managed === "1" ? "managed" : managed === "0" ? "unmanaged" : "unknown",
    dependencies: children(child(manifest, "MissingDependencies"), "MissingDependency").flatMap((dependency) => {
      const required = child(dependency, "Required");
      return required === undefined ? [] : [readDependency(required)];
    }),
  };
}

function readDependency(required: XmlElement): Dependency {
  const type = attribute(required, "type")?.toLowerCase() ?? "";
  const name =
    attribute(required, "schemaName") ??
    attribute(required, "id.schemaname") ??
    attribute(required, "id.connectionreferencelogicalname") ??
    attribute(required, "id") ??
    attribute(required, "displayName") ??
    "";
  return { kind: dependencyKind(type), name: name.replace(/[{}]/g, "").toLowerCase(), solution: attribute(required, "solution") ?? "" };
}

/** Component types are numbers for platform tables and names for solution-aware ones. */
function dependencyKind(type: string): Dependency["kind"] {
  switch (type) {
    case "380":
    case "environmentvariabledefinition":
      return "environment-variable";
    case "connectionreference":
      return "connection-reference";
    case "29":
      return "workflow";
    case "372":
    case "connector":
      return "connector";
    default:
      return "other";
  }
}
