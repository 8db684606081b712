import { remember } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { CallStatement } from "../../../desktop-flow/robin/ast.ts";
import type { Edge, ValueNode } from "../../graph/graph.ts";
import { outputPath } from "../values/values.ts";
import { variableOf } from "../variables/live-ranges.ts";
import { calledName, localSubflows } from "../variables/variable-scopes.ts";
import { giveOut, type RowBuilding, takeIn } from "./row-edges.ts";

/** Most calls of one local subflow that are told apart. */
const mostCalls = 20;

const callsOfSubflows = new WeakMap<DesktopFlow, ReadonlyMap<string, number>>();

/** How many rows call each subflow, by its name in small letters. */
function callCounts(flow: DesktopFlow): ReadonlyMap<string, number> {
  return remember(callsOfSubflows, flow, () => {
    const counts = new Map<string, number>();
    for (const { statement } of flow.rows) {
      if (statement.kind !== "call" || statement.disabled) continue;
      const name = calledName(statement);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  });
}

/** The inputs and outputs of a local subflow are variables of its own; of one that is not here, they are taken for variables of the flow. */
export function addSubflowEdges(inner: RowBuilding, call: CallStatement): void {
  const { row, graph, node } = inner;
  const { arguments: inputs, outputs } = call;
  const local = localSubflows(row.desktopFlow.script.functions).get(calledName(call));
  const portOf = (name: string): ValueNode => variableOf(row.desktopFlow, name, graph, local);
  const isToldApart = local !== undefined && (callCounts(row.desktopFlow).get(calledName(call)) ?? 0) <= mostCalls;
  const crossing = (direction: "enter" | "return"): Pick<Edge, "subflow"> => ({ subflow: isToldApart ? { at: row, direction } : "shared" });
  for (const { name, nameEnd, start, value } of inputs) {
    takeIn(inner, name, value);
    const desktop = { row, argument: "", span: { start, end: nameEnd } };
    graph.edge({ from: node, read: [name.toLowerCase()], to: portOf(name), write: [], mode: "copy", ...crossing("enter"), desktop });
  }
  for (const { name, target } of outputs) {
    graph.edge({
      from: portOf(name),
      read: [],
      to: node,
      write: outputPath(name),
      mode: "copy",
      ...crossing("return"),
      desktop: { row, argument: name, span: { start: target.start, end: target.end } },
    });
    giveOut(inner, outputPath(name), target, "copy");
  }
}
