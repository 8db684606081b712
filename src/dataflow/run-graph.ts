import type { CloudFlow } from "../cloud-flow/model.ts";
import { append, remember } from "../collections.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import { type CallIndex, flowsAround, linkCalledFlow } from "./calls/calls.ts";
import { type DesktopCallIndex, linkDesktopFlow } from "./desktop/calls/calls.ts";
import { createDesktopGraph } from "./desktop/graph/edges.ts";
import { desktopScopes } from "./desktop/variables/scopes.ts";
import { createFlowEdges, type FlowEdges } from "./edges/flow-edges.ts";
import { createRunOrder } from "./edges/order.ts";
import { createGraph, type GraphBuilder, type ValueGraph, type ValueNode } from "./graph/graph.ts";
import { variableHome, variableNode } from "./graph/variable-node.ts";
import type { Roles } from "./roles.ts";
import type { FlowScan } from "./strings/flow-scan.ts";
import type { Workspace } from "./workspace/workspace.ts";

/**
 * Most places that all backward searches of a run visit, for each that its secrets may be followed to. No search of the public exports that were
 * measured visited more than 120.
 */
const searchStepsForEach = 3;
/** The part of it that one search may use. */
const shareOfSearch = 1 / 30;

/** What the graph of a run is made of. */
export interface GraphedRun {
  readonly workspace: Workspace;
  readonly calls: CallIndex;
  readonly desktopCalls: DesktopCallIndex;
  readonly scanOf: (flow: CloudFlow) => FlowScan;
  readonly roles: Roles;
  /** Most places that all secrets together are followed to. */
  readonly maxSteps: number;
}

/** The graph of the run; a flow joins it when one of its nodes is first asked for. */
export function createRunGraph({ workspace, calls, desktopCalls, scanOf, roles, maxSteps }: GraphedRun): ValueGraph {
  const scopes = desktopScopes(workspace.desktopFlows);
  const desktop = createDesktopGraph(desktopCalls, roles.desktop, scopes);
  const joined = new Map<CloudFlow, FlowEdges>();
  let bindings: ReadonlyMap<string, readonly CloudFlow[]> | undefined;
  const join = (flow: CloudFlow, graph: GraphBuilder): FlowEdges =>
    remember(joined, flow, () =>
      createFlowEdges(scanOf(flow), createRunOrder(flow), graph, {
        variable: (schemaName) => variableNode(schemaName, flow, workspace, graph),
        linkCall(operation) {
          linkCalledFlow(operation, calls, graph);
          linkDesktopFlow(operation, desktopCalls, graph);
        },
      }),
    );
  return createGraph(
    (node, side, graph) => {
      if (node.kind === "environment-variable") {
        for (const flow of flowsBinding(node)) join(flow, graph);
        return;
      }
      desktop.prepare(node, graph);
      for (const flow of [...flowsAround(node, calls), ...desktop.cloudFlowsAround(node)]) join(flow, graph);
      if (node.flow !== undefined) join(node.flow, graph).prepare(node, side);
    },
    {
      ownerOf: (script) => scopes.ownerOf(script as DesktopFlow),
      isShared: (script) => scopes.sharing(script as DesktopFlow).length > 1,
    },
    { left: searchStepsForEach * maxSteps, each: searchStepsForEach * maxSteps * shareOfSearch },
  );

  function flowsBinding({ name, owner }: ValueNode): readonly CloudFlow[] {
    bindings ??= bindingIndex(workspace.cloudFlows);
    const flows = bindings.get(name.toLowerCase()) ?? [];
    return flows.filter((flow) => variableHome(name, flow, workspace) === owner);
  }
}

/** Flows by the environment variables that their parameters are bound to, once for each parameter. */
function bindingIndex(flows: readonly CloudFlow[]): ReadonlyMap<string, readonly CloudFlow[]> {
  const index = new Map<string, CloudFlow[]>();
  for (const flow of flows) {
    for (const { schemaName } of flow.parameters) if (schemaName !== undefined) append(index, schemaName.toLowerCase(), flow);
  }
  return index;
}
