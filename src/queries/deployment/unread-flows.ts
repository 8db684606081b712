import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import type { Solution } from "../../solution/model.ts";

/** The solutions of which a flow could not be read, or is left out by the configuration: nothing is known of what such a flow uses. */
export function solutionsWithUnreadFlows({ solutions, cloudFlows }: Pick<Workspace, "solutions" | "cloudFlows">): ReadonlySet<Solution> {
  const read = new Set(cloudFlows.map(({ source }) => source));
  return new Set(
    solutions.filter(({ workflows }) =>
      workflows.some(({ category, source }) => category === "cloud-flow" && (source === undefined || !read.has(source))),
    ),
  );
}
