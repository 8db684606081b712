import type { CloudFlow } from "../../cloud-flow/model.ts";
import type { DesktopFlow } from "../../desktop-flow/model.ts";
import type { PackedFlow } from "../../desktop-flow/read.ts";
import type { DeploymentSettings } from "../../solution/deployment-settings.ts";
import type { Stage } from "../../solution/environment-name.ts";
import type { CommentedFile, FileProblem } from "../../solution/files.ts";
import type { EnvironmentVariable, Solution } from "../../solution/model.ts";
import type { Environment } from "./run-context.ts";

/** Everything that was given to one run, read: solutions resolve each other's references, variables and flows. */
export interface Workspace {
  readonly solutions: readonly Solution[];
  readonly cloudFlows: readonly CloudFlow[];
  readonly desktopFlows: readonly DesktopFlow[];
  /** The solution of each flow. */
  solutionOf(flow: CloudFlow | DesktopFlow): Solution;
  /** Declarations of environment variables by lower-case schema name, in the order of the solutions. */
  readonly variables: ReadonlyMap<string, readonly DeclaredVariable[]>;
  /** The declaration that a flow means by a schema name, in any case; undefined when there is none. */
  variableOf(schemaName: string, flow: CloudFlow): DeclaredVariable | undefined;
  /** Deployment settings: the files that the user named, and those that lay among the inputs. */
  readonly settings: readonly DeploymentSettings[];
  /** The environments that the configuration describes. */
  readonly environments: readonly Environment[];
  /** Where the package goes, when the user said so. */
  readonly target: Stage | undefined;
  /** The package that was deployed before, when the user named it. */
  readonly previous: Workspace | undefined;
  /** What could not be read, with the place to report it at. */
  readonly problems: readonly WorkspaceProblem[];
  /** JSON files with comments, which hold what was commented out. */
  readonly commentedFiles: readonly CommentedFile[];
  /** The loose files in which a template deploys a logic app, or a part of one. */
  readonly deployments: ReadonlySet<Solution>;
  /** Desktop flows whose scripts are still packed: `unpackWorkspace` opens them. */
  readonly packedFlows: readonly { readonly flow: PackedFlow; readonly solution: Solution }[];
}

/** An environment variable, and the solution that defines it. */
export interface DeclaredVariable {
  readonly variable: EnvironmentVariable;
  readonly solution: Solution;
}

/** Something that could not be read or was not analysed. */
export type WorkspaceProblem = FileProblem;
