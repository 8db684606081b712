import { remember } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { ValueGraph, ValueNode } from "../../graph/graph.ts";
import { desktopFlowOf } from "../graph/nodes.ts";
import { localSubflowOf, variableNodes } from "../variables/live-ranges.ts";
import { keyOf } from "../variables/variable-scopes.ts";

/**
 * Tells the only value that a variable ever holds, where a row reads nothing of it because the row never runs, or before the variable is set. Such a row leaks
 * nothing, but what is written in the script is no less a credential for that.
 */
export function createHeldElsewhere(graph: ValueGraph): (node: ValueNode) => readonly ValueNode[] {
  const isFilled = (node: ValueNode): boolean => graph.incoming(node).length > 0;
  const known = new Map<DesktopFlow, Map<string, readonly ValueNode[]>>();
  return (node) => {
    const flow = node.kind === "desktop-variable" && !isFilled(node) ? desktopFlowOf(node) : undefined;
    if (flow === undefined) return [];
    const local = localSubflowOf(node, flow);
    const ofFlow = remember(known, flow, () => new Map());
    return remember(ofFlow, keyOf(node, local), () => {
      const filled = variableNodes(flow, node.name, graph, local).filter(isFilled);
      return filled.length === 1 ? filled : [];
    });
  };
}
