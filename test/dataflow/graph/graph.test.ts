import { describe, expect, it } from "vitest";
import type { Operation } from "../../../src/cloud-flow/model.ts";
import {
  combineModes,
  createGraph,
  type Edge,
  type EdgeSite,
  edgeModes,
  keepsPlaces,
  keepsText,
} from "../../../src/dataflow/graph/graph.ts";
import { compose } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, flowNamed, operationNamed } from "../analysed.ts";

const nothing = (): void => undefined;

describe("a node", () => {
  it("is one object for one place, whatever the letters of its name", () => {
    const graph = createGraph(nothing);
    const owner = {};
    expect(graph.node("parameter", owner, "Key")).toBe(graph.node("parameter", owner, "KEY"));
    expect(graph.node("parameter", owner, "Key").name).toBe("Key");
    expect(graph.node("parameter", undefined, "Key")).toBe(graph.node("parameter", undefined, "Key"));
  });

  it("is another one for another kind, owner, name or range", () => {
    const graph = createGraph(nothing);
    const owner = {};
    const nodes = [
      graph.node("parameter", owner, "Key"),
      graph.node("variable", owner, "Key"),
      graph.node("parameter", {}, "Key"),
      graph.node("parameter", undefined, "Key"),
      graph.node("parameter", owner, "Key2"),
      graph.node("parameter", owner, "Key", 2),
      graph.node("parameter", owner, "Key", 3),
    ];
    expect(new Set(nodes).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
    expect(graph.size.nodes).toBe(nodes.length);
  });

  it("belongs to the flow of its operation, or to the flow itself", () => {
    const analysis = analysed(flow("Flow", compose("Keep", "x")));
    const operation = operationNamed(analysis, "Keep");
    const cloudFlow = flowNamed(analysis, "Flow");
    const graph = createGraph(nothing);
    expect(graph.node("outputs", operation)).toMatchObject({ operation, flow: cloudFlow });
    expect(graph.node("return", cloudFlow)).toMatchObject({ operation: undefined, flow: cloudFlow });
    expect(graph.node("desktop-input", {}, "Key")).toMatchObject({ operation: undefined, flow: undefined });
  });

  it("of a script's variable is that of the script which owns it; other nodes are the script's own", () => {
    const [owner, script] = [{ name: "owner" }, { name: "script" }];
    const graph = createGraph(nothing, { ownerOf: (one) => (one === script ? owner : one), isShared: (one) => one === script });
    expect(graph.node("desktop-variable", script, "A")).toBe(graph.node("desktop-variable", owner, "A"));
    expect(graph.node("desktop-input", script, "A")).not.toBe(graph.node("desktop-input", owner, "A"));
  });
});

describe("edges", () => {
  const site = (order: number): EdgeSite => ({
    order,
    operation: {} as Operation,
    path: [],
    span: { start: 0, end: 1 },
    key: false,
  });

  it("are made once for a node and a side, when they are first asked for", () => {
    const asked: string[] = [];
    const graph = createGraph((node, side, builder) => {
      asked.push(`${node.name} ${side}`);
      if (side === "outgoing") builder.edge({ from: node, read: [], to: builder.node("variable", {}, "B"), write: [], mode: "copy" });
    });
    const node = graph.node("variable", {}, "A");
    expect(asked).toEqual([]);
    expect(graph.outgoing(node).map(({ to }) => to.name)).toEqual(["B"]);
    expect(graph.outgoing(node)).toHaveLength(1);
    expect(graph.incoming(node)).toEqual([]);
    expect(asked).toEqual(["A outgoing", "A incoming"]);
    expect(graph.size).toEqual({ nodes: 2, edges: 1 });
  });

  it("come in the order of the file, whatever the order in which they are made, and what the platform moves comes last", () => {
    const graph = createGraph(nothing);
    const [from, to] = [graph.node("variable", {}, "A"), graph.node("variable", {}, "B")];
    const add = (order: number | undefined): void =>
      graph.edge({ from, read: [], to, write: [], mode: "copy", ...(order === undefined ? {} : { site: site(order) }) });
    for (const order of [undefined, 3, 1, undefined, 2]) add(order);
    const orders = (edges: readonly Edge[]) => edges.map((edge) => edge.site?.order);
    expect(orders(graph.outgoing(from))).toEqual([1, 2, 3, undefined, undefined]);
    expect(orders(graph.incoming(to))).toEqual([1, 2, 3, undefined, undefined]);
  });

  it("never enter an environment variable, and nothing is made to find that out", () => {
    const asked: string[] = [];
    const graph = createGraph((node) => void asked.push(node.name));
    expect(graph.incoming(graph.node("environment-variable", {}, "new_Key"))).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe("how a value survives", () => {
  it("two edges is what the worse of them leaves", () => {
    for (const [at, mode] of edgeModes.entries()) {
      for (const other of edgeModes.slice(at)) {
        expect(combineModes(mode, other)).toBe(other);
        expect(combineModes(other, mode)).toBe(other);
      }
    }
  });

  it("tells whether its parts keep their places", () => {
    expect(edgeModes.filter(keepsPlaces)).toEqual(["copy", "whole", "recoded"]);
    expect(edgeModes.filter(keepsText)).toEqual(["copy", "whole"]);
  });
});
