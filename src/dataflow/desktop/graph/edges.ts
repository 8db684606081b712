import type { CloudFlow } from "../../../cloud-flow/model.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import { actionCallsOf } from "../../../desktop-flow/robin/walk.ts";
import type { GraphBuilder, ValueNode } from "../../graph/graph.ts";
import { anyStep } from "../../graph/path.ts";
import type { DesktopCallIndex } from "../calls/calls.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { tableHeaders } from "../values/table-columns.ts";
import { rowValue } from "../values/values.ts";
import { variableGiven, variableReturned } from "../variables/live-ranges.ts";
import type { DesktopScopes } from "../variables/scopes.ts";
import { addActionEdges } from "./action-edges.ts";
import { clipboardReadings } from "./clipboard.ts";
import { addClipboardEdges, addStoredEdge } from "./kept-edges.ts";
import { desktopFlowOf } from "./nodes.ts";
import { giveOut, type RowBuilding, takeIn } from "./row-edges.ts";
import { storedReadings } from "./stored-texts.ts";
import { addSubflowEdges } from "./subflow-edges.ts";

/** Makes the edges of desktop flows when one of their nodes is first asked for. */
export interface DesktopGraph {
  prepare(node: ValueNode, graph: GraphBuilder): void;
  /** Cloud flows whose edges must be known before those of a desktop flow's input or output are complete. */
  cloudFlowsAround(node: ValueNode): readonly CloudFlow[];
}

/** Makes the edges of desktop flows, flow by flow, when one of their nodes is first asked for. */
export function createDesktopGraph(calls: DesktopCallIndex, roles: DesktopRoles, scopes: DesktopScopes): DesktopGraph {
  const built = new Set<DesktopFlow>();
  const build = (flow: DesktopFlow, graph: GraphBuilder): void => {
    if (built.has(flow)) return;
    built.add(flow);
    addDesktopEdges(flow, calls, roles, graph);
  };
  const isPort = (node: ValueNode): boolean => node.kind === "desktop-input" || node.kind === "desktop-output";
  return {
    prepare(node, graph) {
      const flow = desktopFlowOf(node);
      if (flow === undefined) return;
      for (const script of scopes.sharing(flow)) build(script, graph);
      if (isPort(node)) for (const caller of calls.desktopCallers(flow)) build(caller.desktopFlow, graph);
    },
    cloudFlowsAround(node) {
      const flow = isPort(node) ? desktopFlowOf(node) : undefined;
      return flow === undefined ? [] : calls.cloudCallers(flow).map((operation) => operation.flow);
    },
  };
}

/**
 * The edges of one desktop flow. Variables are global to the flow, and all writes that a row can read join. Rows that are switched off do not run.
 */
function addDesktopEdges(flow: DesktopFlow, calls: DesktopCallIndex, roles: DesktopRoles, graph: GraphBuilder): void {
  for (const { name } of flow.inputs)
    graph.edge({ from: graph.node("desktop-input", flow, name), read: [], to: variableGiven(flow, name, graph), write: [], mode: "copy" });
  for (const { name } of flow.outputs)
    graph.edge({
      from: variableReturned(flow, name, graph),
      read: [],
      to: graph.node("desktop-output", flow, name),
      write: [],
      mode: "copy",
    });
  const headers = tableHeaders(flow);
  const running = flow.rows.filter(({ statement }) => !statement.disabled);
  for (const row of running) {
    const { statement } = row;
    const inner: RowBuilding = { row, graph, calls, roles, headers, node: graph.node("desktop-statement", row) };
    switch (statement.kind) {
      case "set":
        takeIn(inner, rowValue, statement.value);
        giveOut(inner, [rowValue], statement.target, "copy");
        break;
      case "loop-each":
        takeIn(inner, rowValue, statement.source);
        giveOut(inner, [rowValue, anyStep], statement.variable, "copy");
        break;
      case "exit":
        for (const { name, value } of statement.arguments) takeIn(inner, name, value);
        break;
      case "call":
        addSubflowEdges(inner, statement);
        break;
      default:
        for (const call of actionCallsOf(statement)) addActionEdges(inner, call);
    }
  }
  for (const reading of clipboardReadings(flow, roles)) addClipboardEdges(reading, graph);
  for (const reading of storedReadings(running, roles, graph)) addStoredEdge(reading, graph);
}
