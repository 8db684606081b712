import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { remember } from "../../collections.ts";
import type { DesktopRow } from "../../desktop-flow/model.ts";
import type { Span } from "../../source/place.ts";
import { createEdgeIndex } from "./edge-index.ts";
import type { Path, Step } from "./path.ts";

/**
 * The value-flow graph: nodes are places that hold a value, edges say "this value, or something that reveals it, goes there".
 * It is built on demand, node by node: what no secret touches costs nothing here.
 */
export type NodeKind =
  /** The operation's own object: `inputs.…`, `expression`, `foreach`, `trackedProperties.…`. */
  | "inputs"
  /** What `outputs('A')` gives; for a trigger `triggerOutputs()`; for a variable action `body.value` is what it wrote. */
  | "outputs"
  /** The current element of a Foreach. */
  | "item"
  /** What `result('S')` gives. */
  | "result"
  /** All writes of a variable together, where they are too many to be told apart. */
  | "variable"
  /** A parameter of a flow definition. */
  | "parameter"
  /** An environment variable, by schema name and the solution that declares it, or else uses it. */
  | "environment-variable"
  /** A setting of the app that runs a logic app's workflows. */
  | "app-setting"
  /** A parameter that a flow reads and does not declare: the app that runs a logic app's workflows gives it to all of them. */
  | "app-parameter"
  /** What a flow returns to its caller, as the outputs of its Response. */
  | "return"
  /** An input or an output of a desktop flow. */
  | "desktop-input"
  | "desktop-output"
  /** A variable of a desktop flow, and the inputs and outputs of one statement. */
  | "desktop-variable"
  | "desktop-statement";

/** A place that holds a value. Equal places are one object. */
export interface ValueNode {
  readonly id: number;
  readonly kind: NodeKind;
  /** The operation, for inputs, outputs, item and result. */
  readonly operation: Operation | undefined;
  /** The flow, for everything that belongs to a cloud flow. */
  readonly flow: CloudFlow | undefined;
  /** Name of the variable, parameter, environment variable or desktop port, as first seen. */
  readonly name: string;
  /** Which of the values that a variable of that name holds, from 0. */
  readonly range: number;
  /** What a desktop node or an environment variable belongs to: opaque here. */
  readonly owner: object | undefined;
}

/**
 * How a value survives an edge: `copy` keeps its structure, `whole` writes all of it as one text, which is read as JSON again with its parts in their
 * places, `recoded` gives its text in another form (`base64ToString`) whose parts are in the same places, `derived` changes it reversibly, `partial`
 * takes a piece. The later in this list, the less is left.
 */
export type EdgeMode = (typeof edgeModes)[number];

/** How much of a value an edge passes on, from most to least. */
export const edgeModes = ["copy", "whole", "recoded", "derived", "partial"] as const;

/** A value goes from one node to another. */
export interface Edge {
  readonly from: ValueNode;
  /** What is read of `from`. */
  readonly read: Path;
  readonly to: ValueNode;
  /** Where it goes in `to`. */
  readonly write: Path;
  readonly mode: EdgeMode;
  /** Members that are not copied along (`removeProperty`, an overwritten `setProperty`). */
  readonly except?: readonly Step[];
  /**
   * Only what is at a named member goes along: the fields of a text that is cut into pieces. Not followed backward, where a piece may be any of them.
   */
  readonly onlyMembers?: true;
  /** The value is replaced by another text wherever one of these is in it: `replace(text, secret, '***')`. */
  readonly redacts?: readonly ValuePoint[];
  /** The expression that makes the edge, for the path that a finding shows; absent for what the platform itself moves. */
  readonly site?: EdgeSite;
  /** The same in a desktop flow. */
  readonly desktop?: DesktopSite;
  /** Entering a called flow, or returning from it, at this call. */
  readonly call?: { readonly at: object; readonly direction: "enter" | "return" };
  /** The same for a subflow with variables of its own; `shared` where the value goes through what all subflows share, and so to any of them. */
  readonly subflow?: { readonly at: object; readonly direction: "enter" | "return" } | "shared";
}

/** The reference in a string of a cloud flow that makes an edge. */
export interface EdgeSite {
  /** Position of the string in its flow. Results must not depend on the order in which edges are made on demand, so they are sorted by it. */
  readonly order: number;
  readonly operation: Operation;
  /** Path of the string below the operation's object, as spelled in the file. */
  readonly path: readonly string[];
  /** The reference inside the string. */
  readonly span: Span;
  /** The string is the name of a member. */
  readonly key: boolean;
}

/** Where a row of a desktop flow takes a value in, or hands it to a variable. */
export interface DesktopSite {
  readonly row: DesktopRow;
  /** Name of the argument that takes it in; empty where a variable is written. */
  readonly argument: string;
  /** Offsets in the script. */
  readonly span: Span;
}

/** A place inside a node's value. */
export interface ValuePoint {
  readonly node: ValueNode;
  readonly path: Path;
}

/** Whether members of the value keep their places in what is made of it. */
export function keepsPlaces(mode: EdgeMode): boolean {
  return mode === "recoded" || keepsText(mode);
}

/** Whether the text stays the same, so that what is known about it still holds. */
export function keepsText(mode: EdgeMode): boolean {
  return mode === "copy" || mode === "whole";
}

/** Loosest of two modes. */
export function combineModes(a: EdgeMode, b: EdgeMode): EdgeMode {
  return edgeModes.indexOf(a) >= edgeModes.indexOf(b) ? a : b;
}

/** The edges that leave a node, or those that enter it. */
export type EdgeSide = "outgoing" | "incoming";

/** Takes in nodes and edges. */
export interface GraphBuilder {
  /** @param range which of the values that a variable holds one after the other, where they are told apart */
  node(kind: NodeKind, owner: Operation | CloudFlow | object | undefined, name?: string, range?: number): ValueNode;
  edge(edge: Edge): void;
  /** Other scripts have the variables of this one. */
  sharesVariables(script: object): boolean;
}

/** Whose the variables of scripts are, where several scripts are parts of one flow. */
export interface VariableOwners {
  /** The script that owns the variables of a script. */
  ownerOf(script: object): object;
  /** Other scripts have the same owner. */
  isShared(script: object): boolean;
}

const owningTheirs: VariableOwners = { ownerOf: (script) => script, isShared: () => false };

/** The budget that all backward searches of a run share. One search is cheap, but a flow can need thousands. */
export interface SearchBudget {
  /** Places that may still be visited; a search that begins later sees the nearest ones only. */
  left: number;
  /** Most places that one search visits. */
  readonly each: number;
  /** The operation whose search was the first to be cut off. */
  cutOff: Operation | undefined;
  /** The row of a desktop flow that uses the first value whose search was cut off. */
  cutOffRow: DesktopRow | undefined;
}

/** The graph, whose edges are made when they are first asked for. */
export interface ValueGraph extends GraphBuilder {
  /** Shared by all searches of a run. */
  readonly searches: SearchBudget;
  /** Edges that leave a node; builds what is needed to know them. */
  outgoing(node: ValueNode): readonly Edge[];
  /** Edges that enter a node; builds what is needed to know them. */
  incoming(node: ValueNode): readonly Edge[];
  /** Edges that leave a node, without most of those that read nothing at a place of it. */
  outgoingAt(node: ValueNode, path: Path): readonly Edge[];
  /** Edges that enter a node, without most of those that write nothing at a place of it. */
  incomingAt(node: ValueNode, path: Path): readonly Edge[];
  readonly size: { readonly nodes: number; readonly edges: number };
}

/**
 * An empty graph.
 * @param prepare makes all edges on one side of a node; called once for each node and side that a question touches.
 * @param searchSteps most places that all backward searches together visit, and that one of them does.
 */
export function createGraph(
  prepare: (node: ValueNode, side: EdgeSide, graph: GraphBuilder) => void,
  owners: VariableOwners = owningTheirs,
  searchSteps: Pick<SearchBudget, "left" | "each"> = { left: Number.POSITIVE_INFINITY, each: Number.POSITIVE_INFINITY },
): ValueGraph {
  const byOwner = new Map<object, Map<NodeKind, Map<string, ValueNode>>>();
  const unowned = {};
  const edgesOf: Readonly<Record<EdgeSide, Edge[][]>> = { outgoing: [], incoming: [] };
  const complete: Readonly<Record<EdgeSide, Set<ValueNode>>> = { outgoing: new Set(), incoming: new Set() };
  const indices: Readonly<Record<EdgeSide, ((path: Path) => readonly Edge[])[]>> = { outgoing: [], incoming: [] };
  let edges = 0;

  function completed(node: ValueNode, side: EdgeSide): readonly Edge[] {
    const found = edgesOf[side][node.id] ?? [];
    if (complete[side].has(node)) return found;
    complete[side].add(node);
    prepare(node, side, graph);
    if (found.length > 1) found.sort(inOrder);
    return found;
  }

  function meeting(side: EdgeSide, node: ValueNode, path: Path): readonly Edge[] {
    const found = graph[side](node);
    // All edges of the side are made by now: none comes later.
    indices[side][node.id] ??= createEdgeIndex(found, side === "outgoing" ? ({ read }) => read : ({ write }) => write);
    return indices[side][node.id]?.(path) ?? found;
  }

  const graph: ValueGraph = {
    searches: { ...searchSteps, cutOff: undefined, cutOffRow: undefined },
    node(kind, given, name = "", range = 0) {
      const owner = kind === "desktop-variable" && given !== undefined ? owners.ownerOf(given) : given;
      const nodes = remember(
        remember(byOwner, owner ?? unowned, () => new Map<NodeKind, Map<string, ValueNode>>()),
        kind,
        () => new Map<string, ValueNode>(),
      );
      return remember(nodes, range === 0 ? name.toLowerCase() : `${name.toLowerCase()}\u0001${range}`, () => {
        const operation = isOperation(owner) ? owner : undefined;
        const flow = operation?.flow ?? (isFlow(owner) ? owner : undefined);
        edgesOf.incoming.push([]);
        return { id: edgesOf.outgoing.push([]) - 1, kind, operation, flow, name, range, owner };
      });
    },
    edge(edge) {
      edges++;
      edgesOf.outgoing[edge.from.id]?.push(edge);
      edgesOf.incoming[edge.to.id]?.push(edge);
    },
    sharesVariables: owners.isShared,
    outgoing: (node) => completed(node, "outgoing"),
    // Nothing enters an environment variable, and whatever reads it would have to be made to find that out.
    incoming: (node) => (node.kind === "environment-variable" ? [] : completed(node, "incoming")),
    outgoingAt: (node, path) => meeting("outgoing", node, path),
    incomingAt: (node, path) => meeting("incoming", node, path),
    get size() {
      return { nodes: edgesOf.outgoing.length, edges };
    },
  };
  return graph;
}

/** Edges of expressions in the order of the file, then what the platform itself moves. */
function inOrder(a: Edge, b: Edge): number {
  if (a.site === undefined || b.site === undefined) return Number(a.site === undefined) - Number(b.site === undefined);
  return a.site.order - b.site.order;
}

function isOperation(owner: object | undefined): owner is Operation {
  return owner !== undefined && "flow" in owner && "branches" in owner;
}

function isFlow(owner: object | undefined): owner is CloudFlow {
  return owner !== undefined && "byName" in owner;
}
