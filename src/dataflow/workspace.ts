import type { CloudFlow } from "../cloud-flow/model.ts";
import type { InputProblem } from "../input/artifact.ts";
import type { EnvironmentVariable, Solution } from "../solution/model.ts";
import type { Place } from "../source/place.ts";

/** Everything that was given to one run, read: solutions resolve each other's references, variables and flows. */
export interface Workspace {
  readonly solutions: readonly Solution[];
  readonly cloudFlows: readonly CloudFlow[];
  /** The solution of each flow. */
  solutionOf(flow: CloudFlow): Solution;
  /** Declared environment variables by lower-case schema name; the first declaration of the run wins. */
  readonly variables: ReadonlyMap<string, { readonly variable: EnvironmentVariable; readonly solution: Solution }>;
  /** What could not be read, with the place to report it at. */
  readonly problems: readonly WorkspaceProblem[];
}

export interface WorkspaceProblem {
  readonly kind: InputProblem["kind"];
  readonly message: string;
  readonly place: Place;
}
