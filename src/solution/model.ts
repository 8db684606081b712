import type { Artifact, Container } from "../input/artifact.ts";
import type { Place, SourceFile, Span } from "../source/place.ts";
import type { Layout } from "./roots.ts";

/** A solution, a legacy package or a set of loose definitions: everything that is imported together. */
export interface Solution {
  readonly container: Container;
  /** Folder of the solution inside its container: empty, or ending in `/`. */
  readonly root: string;
  /** `loose`: definitions, scripts and downloaded components that belong to no solution. */
  readonly kind: "solution" | "flow-package" | "loose";
  /** How its files are laid out. */
  readonly layout: Layout;
  /** Empty for packages and loose files. */
  readonly uniqueName: string;
  readonly version: string;
  /** Where the version is in the manifest. */
  readonly versionPlace: Place | undefined;
  /** `unknown` for unpacked sources of both kinds (`<Managed>2</Managed>`), packages and loose files. */
  readonly managed: "managed" | "unmanaged" | "unknown";
  /** The manifest, where there is one: `solution.xml`, `solution.yml` or `manifest.json`. */
  readonly manifest: SourceFile | undefined;
  readonly connectionReferences: readonly ConnectionReference[];
  readonly environmentVariables: readonly EnvironmentVariable[];
  readonly customConnectors: readonly CustomConnector[];
  readonly workflows: readonly WorkflowFile[];
  /** What the manifest says must already be in the target environment. */
  readonly dependencies: readonly Dependency[];
  /** Every file of the solution, by canonical name below `root`. */
  readonly files: readonly Artifact[];
  /** Where sites, agents and apps are among loose files; solutions have folders of their own for them. */
  readonly componentFolders: readonly ComponentFolder[];
  /** The loose files that are parts of agents, by name below `root`. */
  readonly agentParts: ReadonlySet<string>;
}

/** A connection reference that a solution defines. */
export interface ConnectionReference {
  readonly logicalName: string;
  readonly displayName: string;
  /** `shared_x` */
  readonly connector: string | undefined;
  /** The connector's id as written: `/providers/Microsoft.PowerApps/apis/shared_x`; empty when there is none. */
  readonly connectorId: string;
  /** A concrete connection id; exports do not write one, so it is a mistake of other tools. */
  readonly connectionId: { readonly value: string; readonly place: Place } | undefined;
  readonly place: Place;
}

/**
 * Type codes of environment variable definitions:
 * https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/environmentvariabledefinition
 */
export type VariableType = "string" | "number" | "boolean" | "json" | "data-source" | "secret" | "unknown";

/** An environment variable that a solution defines. */
export interface EnvironmentVariable {
  readonly schemaName: string;
  readonly displayName: string;
  readonly type: VariableType;
  /** Place of the definition. */
  readonly place: Place;
  /** Where the definition says its type. */
  readonly typePlace: Place;
  readonly defaultValue: TextValue | undefined;
  /** Current values that are packaged: normally none or one. */
  readonly values: readonly TextValue[];
}

/** A text of a component and where it is. */
export interface TextValue {
  readonly text: string;
  readonly place: Place;
  /** Where a stretch of the text is in the file. */
  part?(span: Span): Place;
  /** How text that is put into this one is written in the file; absent where nothing can be put in. */
  encode?(text: string): string;
}

/** A custom connector that a solution contains. */
export interface CustomConnector {
  /** Internal name, as flows name it in `shared_…` ids after encoding. */
  readonly name: string;
  readonly displayName: string;
  readonly place: Place;
  /** Definition files that exist in the solution: swagger, connection parameters, policies, script. */
  readonly files: readonly {
    readonly role: "openapi" | "connection-parameters" | "policies" | "properties" | "script";
    readonly source: SourceFile;
  }[];
}

/** A `<Workflow>`: cloud flow, desktop flow or one of the older kinds. */
export interface WorkflowFile {
  /** GUID in lower case without braces. */
  readonly id: string | undefined;
  readonly name: string;
  /** `unknown` where no `<Workflow>` element describes the file: its content decides. */
  readonly category: "cloud-flow" | "desktop-flow" | "other" | "unknown";
  /** `Workflows/X-GUID.json`; undefined for desktop flows and workflows that have none. */
  readonly source: SourceFile | undefined;
  /** For desktop flows of the v2 schema: texts of the `<Workflow>` element, by element name. */
  readonly desktop: DesktopElement | undefined;
  /** What its maker wrote about it on its page: solutions keep that beside the name, and not in the definition. */
  readonly description?: TextValue | undefined;
  readonly place: Place;
}

/** The members of a `<Workflow>` element that describe a desktop flow. */
export interface DesktopElement {
  readonly definition: TextValue | undefined;
  readonly inputs: TextValue | undefined;
  readonly outputs: TextValue | undefined;
  readonly dependencies: TextValue | undefined;
  readonly connectionReferences: TextValue | undefined;
  readonly metadata: TextValue | undefined;
}

/** One `<Required>` of `<MissingDependencies>`. */
export interface Dependency {
  readonly kind: "environment-variable" | "connection-reference" | "workflow" | "connector" | "other";
  /** Schema name, logical name or id in lower case, as far as the manifest gives one. */
  readonly name: string;
  /** The solution that provides it; `Active` names none: nothing provides it. */
  readonly solution: string;
}

/** A folder that holds the source of one component outside of any solution, as command-line tools download it. */
export interface ComponentFolder {
  /** Below the solution's root: empty, or ending in `/`. */
  readonly folder: string;
  readonly kind: "site" | "agent" | "agent-parts" | "app" | "data" | "logic-app";
}
