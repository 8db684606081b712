import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { append } from "../collections.ts";
import { textAt } from "../json.ts";
import type { GraphBuilder, ValueNode } from "./graph.ts";
import { pathOf } from "./path.ts";

/** Which flows call which: by workflow id, in both directions, across all solutions of the run. */
export interface CallIndex {
  /** Id of the child flow that an operation calls, in lower case. */
  calledId(operation: Operation): string | undefined;
  /** The flow that an operation calls; of several with that id the one in the caller's own solution, else the first. */
  calledFlow(operation: Operation): CloudFlow | undefined;
  callersOf(flow: CloudFlow): readonly Operation[];
  /** The flow is a child flow whose answers go to flows in the run only: it has callers, and nothing outside can start it by a URL. */
  answersCallersOnly(flow: CloudFlow): boolean;
}

export function createCallIndex(flows: readonly CloudFlow[]): CallIndex {
  const byId = new Map<string, CloudFlow[]>();
  for (const flow of flows) if (flow.id !== undefined) append(byId, flow.id, flow);
  const callers = new Map<CloudFlow, Operation[]>();
  const index: CallIndex = {
    calledId(operation) {
      if (operation.type !== "workflow") return undefined;
      const id = textAt(operation.inputs, "host", "workflowReferenceName") ?? textAt(operation.inputs, "host", "workflow", "id");
      return id?.split("/").at(-1)?.replace(/[{}]/g, "").toLowerCase();
    },
    calledFlow(operation) {
      const id = index.calledId(operation);
      const found = id === undefined ? undefined : byId.get(id);
      return found?.find((flow) => sameSolution(flow, operation.flow)) ?? found?.[0];
    },
    callersOf: (flow) => callers.get(flow) ?? [],
    answersCallersOnly: (flow) => callers.has(flow) && flow.triggers.every((trigger) => trigger.kind !== "http"),
  };
  for (const flow of flows) {
    for (const action of flow.actions) {
      const called = index.calledFlow(action);
      if (called === undefined) continue;
      append(callers, called, action);
    }
  }
  return index;
}

/** Two exports of one solution in a run hold the same ids: each calls its own flows. */
function sameSolution(a: CloudFlow, b: CloudFlow): boolean {
  return a.source.path === b.source.path && a.solution === b.solution;
}

/** Joins a Run a Child Flow action to the trigger and the response of the flow it calls. */
export function linkChildFlow(operation: Operation, calls: CallIndex, graph: GraphBuilder): void {
  const child = calls.calledFlow(operation);
  if (child === undefined) return;
  for (const trigger of child.triggers) {
    for (const member of ["body", "headers"]) {
      graph.edge({
        from: graph.node("inputs", operation),
        read: pathOf("inputs", member),
        to: graph.node("outputs", trigger),
        write: pathOf(member),
        mode: "copy",
        call: { at: operation, direction: "enter" },
      });
    }
  }
  graph.edge({
    from: graph.node("return", child),
    read: [],
    to: graph.node("outputs", operation),
    write: [],
    mode: "copy",
    call: { at: operation, direction: "return" },
  });
}

/** Flows whose edges must be known before those of a node are complete: its own, and for entry and exit points the callers'. */
export function flowsAround(node: ValueNode, calls: CallIndex): readonly CloudFlow[] {
  if (node.flow === undefined) return [];
  const crossing = node.kind === "return" || (node.kind === "outputs" && node.operation?.isTrigger === true);
  return crossing ? [node.flow, ...calls.callersOf(node.flow).map((operation) => operation.flow)] : [node.flow];
}
