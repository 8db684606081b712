import type { CloudFlow } from "../../cloud-flow/model.ts";
import type { Solution } from "../../solution/model.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { GraphBuilder, ValueNode } from "./graph.ts";

/** The solution whose environment variable a flow means by a schema name: the one that declares it, else the flow's own. */
export function variableHome(
  schemaName: string,
  flow: CloudFlow,
  { variableOf, solutionOf }: Pick<Workspace, "variableOf" | "solutionOf">,
): Solution {
  return variableOf(schemaName, flow)?.solution ?? solutionOf(flow);
}

/** The node of the environment variable that a flow means by a schema name. */
export function variableNode(
  schemaName: string,
  flow: CloudFlow,
  workspace: Pick<Workspace, "variableOf" | "solutionOf">,
  graph: Pick<GraphBuilder, "node">,
): ValueNode {
  return graph.node("environment-variable", variableHome(schemaName, flow, workspace), schemaName);
}
