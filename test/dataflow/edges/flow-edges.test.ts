import { describe, expect, it } from "vitest";
import { createFlowEdges } from "../../../src/dataflow/edges/flow-edges.ts";
import { createRunOrder } from "../../../src/dataflow/edges/order.ts";
import { createGraph, type Edge, type ValueGraph } from "../../../src/dataflow/graph/graph.ts";
import { type ActionSpec, compose, forEach, http, initializeVariable, raw, scope, setVariable } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../analysed.ts";

const actions: readonly ActionSpec[] = [
  initializeVariable("Declare", "x", "@triggerBody()?['text']"),
  http("Get", { method: "GET", uri: "https://contoso.example/@{variables('x')}" }),
  compose("First", "@body('Get')"),
  setVariable("Write", "x", "@outputs('First')"),
  scope("Scope", compose("Inside", "@concat(body('Get'), variables('x'))")),
  compose("Results", "@result('Scope')"),
  forEach("Loop", "@body('Get')", compose("Element", "@item()?['a']"), compose("Named", "@items('Loop')?['b']")),
  raw("Pick", { type: "Select", inputs: { from: "@body('Get')", select: { c: "@item()?['c']" } } }),
  compose("Last", "@concat(outputs('First'), string(body('Get')), actions('First').inputs)"),
];

function graphOf(): { readonly graph: ValueGraph; readonly nodes: ReturnType<ValueGraph["node"]>[] } {
  const analysis = analysed(flow("Flow", ...actions));
  const [only] = analysis.workspace.cloudFlows;
  if (only === undefined) throw new Error("The flow was not read.");
  let edges: ReturnType<typeof createFlowEdges> | undefined;
  const graph = createGraph((node, side, into) => {
    edges ??= createFlowEdges(analysis.scanOf(only), createRunOrder(only), into, {
      variable: (schemaName) => into.node("environment-variable", undefined, schemaName),
      linkCall: () => {},
    });
    edges.prepare(node, side);
  });
  const operations = [...only.triggers, ...only.actions];
  const nodes = operations.flatMap((one) => (["inputs", "outputs", "item", "result"] as const).map((kind) => graph.node(kind, one)));
  return { graph, nodes };
}

const shown = ({ from, to, site }: Edge): string =>
  `${from.kind} ${from.operation?.name} > ${to.kind} ${to.operation?.name} at ${site?.path.join("/")} ${site?.span.start}`;

describe("edges that are made on demand", () => {
  it("are the same, in the same order, whichever node and side is asked for first", () => {
    const forward = graphOf();
    const leaving = forward.nodes.map((node) => forward.graph.outgoing(node).map(shown));
    const entering = forward.nodes.map((node) => forward.graph.incoming(node).map(shown));
    const backward = graphOf();
    const enteringFirst = backward.nodes.toReversed().map((node) => backward.graph.incoming(node).map(shown));
    const leavingLast = backward.nodes.toReversed().map((node) => backward.graph.outgoing(node).map(shown));
    expect(leavingLast.toReversed()).toEqual(leaving);
    expect(enteringFirst.toReversed()).toEqual(entering);
    expect(leaving.flat().length).toBe(entering.flat().length);
    expect(leaving.flat().length).toBeGreaterThan(15);
  });

  it("are made for no more than what was asked", () => {
    const { graph, nodes } = graphOf();
    const before = graph.size.edges;
    const named = nodes.find((node) => node.kind === "outputs" && node.operation?.name === "First");
    if (named === undefined) throw new Error("The action was not read.");
    graph.outgoing(named);
    const some = graph.size.edges;
    for (const node of nodes) graph.outgoing(node);
    expect(before).toBe(0);
    expect(graph.size.edges).toBeGreaterThan(some);
  });
});
