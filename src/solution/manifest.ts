import type { TextAt } from "../source/place.ts";
import { attribute, child, children, contentAt, type XmlElement } from "../source/xml.ts";
import type { Dependency, Solution } from "./model.ts";

/** What `solution.xml` says. */
export interface Manifest {
  readonly uniqueName: string;
  readonly version: string;
  /** Where the version is. */
  readonly versionAt: TextAt | undefined;
  readonly managed: Solution["managed"];
  readonly dependencies: readonly Dependency[];
}

/** Reads the manifest. */
export function readManifest(root: XmlElement): Manifest {
  const manifest = child(root, "SolutionManifest") ?? root;
  const version = child(manifest, "Version");
  return {
    uniqueName: child(manifest, "UniqueName")?.text.trim() ?? "",
    version: version?.text.trim() ?? "",
    versionAt: version === undefined ? undefined : contentAt(version),
    managed: managedState(child(manifest, "Managed")?.text),
    dependencies: children(child(manifest, "MissingDependencies"), "MissingDependency").flatMap((dependency) => {
      const required = child(dependency, "Required");
      return required === undefined ? [] : [readDependency(required)];
    }),
  };
}

/** `<Managed>`: 0 unmanaged, 1 managed, 2 unpacked sources of both. */
export function managedState(text: string | undefined): Solution["managed"] {
  const value = text?.trim();
  return value === "1" ? "managed" : value === "0" ? "unmanaged" : "unknown";
}

function readDependency(required: XmlElement): Dependency {
  return dependencyOf((name) => attribute(required, name));
}

/** A dependency by the attributes of its `<Required>`. */
export function dependencyOf(attributeNamed: (name: string) => string | undefined): Dependency {
  const type = attributeNamed("type")?.toLowerCase() ?? "";
  const name =
    attributeNamed("schemaName") ??
    attributeNamed("id.schemaname") ??
    attributeNamed("id.connectionreferencelogicalname") ??
    attributeNamed("id") ??
    attributeNamed("displayName") ??
    "";
  return { kind: dependencyKind(type), name: name.replace(/[{}]/g, "").toLowerCase(), solution: attributeNamed("solution") ?? "" };
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
