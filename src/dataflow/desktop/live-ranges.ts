import { remember } from "../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../desktop-flow/model.ts";
import type { Statement } from "../../desktop-flow/robin/ast.ts";
import type { GraphBuilder, ValueNode } from "../graph/graph.ts";
import { beginning, type Definition, define, meet, rangeOf, unite } from "./held-values.ts";
import { scopesOf, separable } from "./variable-scopes.ts";
import { runSubflow, subflowsOf, type Trace } from "./variable-trace.ts";

/**
 * The values that a variable of a script holds one after the other, told apart: a row that sets a variable anew ends what it held before, so that a
 * log message below `SET Text TO 'Done'` does not show the password that `Text` held above. Writes and reads that can meet, through branches, loops
 * and error handlers, are one range.
 */
export interface LiveRanges {
  /** The range, from 0, that a row reads of a variable. */
  read(statement: Statement, name: string): number;
  /** The range that a row writes. */
  written(statement: Statement, name: string): number;
  /** The range of an input's variable that holds what callers give. */
  given(name: string): number;
  /** The range of an output's variable that the flow returns. */
  returned(name: string): number;
  /** How many ranges a variable has. */
  count(name: string): number;
}

const known = new WeakMap<DesktopFlow, LiveRanges>();

/** The ranges of a flow's variables: where other scripts set them too, in an order that is not known, each has one. */
export function liveRangesOf(flow: DesktopFlow, graph?: Pick<GraphBuilder, "sharesVariables">): LiveRanges {
  return remember(known, flow, () => (graph?.sharesVariables(flow) === true ? oneRange : findRanges(flow)));
}

/** The node of a variable as a row reads it. */
export function variableReadBy({ desktopFlow, statement }: DesktopRow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", desktopFlow, name, liveRangesOf(desktopFlow, graph).read(statement, name));
}

/** The node of a variable as a row writes it. */
export function variableWrittenBy({ desktopFlow, statement }: DesktopRow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", desktopFlow, name, liveRangesOf(desktopFlow, graph).written(statement, name));
}

/** The node of an input's variable as callers fill it. */
export function variableGiven(flow: DesktopFlow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", flow, name, liveRangesOf(flow, graph).given(name));
}

/** The node of an output's variable as the flow returns it. */
export function variableReturned(flow: DesktopFlow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", flow, name, liveRangesOf(flow, graph).returned(name));
}

/** The nodes of a variable, wherever it is read or written. */
export function variableNodes(flow: DesktopFlow, name: string, graph: GraphBuilder): readonly ValueNode[] {
  return Array.from({ length: liveRangesOf(flow, graph).count(name) }, (_, range) => graph.node("desktop-variable", flow, name, range));
}

/** Most variables times rows, or times what subflows call each other: what a variable of a script of machine size holds stays one range. */
const mostWork = 500_000;

const oneRange: LiveRanges = { read: () => 0, written: () => 0, given: () => 0, returned: () => 0, count: () => 1 };

function findRanges(flow: DesktopFlow): LiveRanges {
  const scopes = scopesOf(flow);
  const names = separable(flow, scopes);
  const work = names.size * Math.max(flow.rows.length, scopes.length ** 2 / 50);
  if (names.size === 0 || work > mostWork) return oneRange;
  const returned = new Set(flow.outputs.map(({ name }) => name.toLowerCase()).filter((name) => names.has(name)));
  const subflows = subflowsOf(scopes, names, returned);
  const anything = beginning(names);
  const ends = beginning(returned);
  for (const { during } of subflows.values()) meet(anything, during);
  const main = subflows.get(scopes[0]?.name ?? "");
  const isPart = flow.extent === "subflow";
  const trace: Trace = { reads: new Map(), writes: new Map(), subflows, anything, ends, isPart };
  // What callers give is in a variable before any row runs.
  const given = new Map<string, Definition>();
  for (const { name: port } of flow.inputs) {
    const name = port.toLowerCase();
    if (!names.has(name) || given.has(name)) continue;
    const before = define();
    given.set(name, before);
    main?.entry.get(name)?.sources.push(before);
    anything.get(name)?.sources.push(before);
  }
  for (const subflow of subflows.values()) {
    // Whoever runs what nothing calls, or the part of a flow of which the rest is not at hand, may have run anything before.
    if (isPart || !subflow.isCalled) meet(subflow.entry, anything);
    runSubflow(subflow, trace);
  }
  // A flow whose rows never touch what it returns returns what it was given.
  const left = [...returned].map((name) => [name, main?.exit.get(name) ?? anything.get(name) ?? define()] as const);
  for (const [name, at] of left) ends.get(name)?.sources.push(at);
  joinRead(trace, [...ends.values()]);
  return numbered(trace, given);
}

/**
 * What comes together and is read is one range.
 * @param returned what leaves the flow, which is read as well
 */
function joinRead({ reads, writes }: Trace, returned: readonly Definition[]): void {
  const pending = [...[...reads.values(), ...writes.values()].flatMap((ofRow) => [...ofRow.values()]), ...returned];
  const seen = new Set(pending);
  for (let read = pending.pop(); read !== undefined; read = pending.pop()) {
    for (const source of read.sources) {
      unite(source, read);
      if (seen.has(source)) continue;
      seen.add(source);
      pending.push(source);
    }
  }
}

/** Numbers the ranges of each variable in the order of the rows, those that no row reads or writes last. */
function numbered(trace: Trace, given: ReadonlyMap<string, Definition>): LiveRanges {
  const numbers = new Map<Definition, number>();
  const counts = new Map<string, number>();
  for (const used of [...trace.writes.values(), ...trace.reads.values(), given, trace.ends]) {
    for (const [name, definition] of used) {
      remember(numbers, rangeOf(definition), () => {
        const number = counts.get(name) ?? 0;
        counts.set(name, number + 1);
        return number;
      });
    }
  }
  const numberOf = (used: Definition | undefined): number | undefined => (used === undefined ? undefined : numbers.get(rangeOf(used)));
  const read = (row: Statement, name: string): number | undefined => numberOf(trace.reads.get(row)?.get(name.toLowerCase()));
  const written = (row: Statement, name: string): number | undefined => numberOf(trace.writes.get(row)?.get(name.toLowerCase()));
  return {
    read: (row, name) => read(row, name) ?? written(row, name) ?? 0,
    written: (row, name) => written(row, name) ?? read(row, name) ?? 0,
    given: (name) => numberOf(given.get(name.toLowerCase())) ?? 0,
    returned: (name) => numberOf(trace.ends.get(name.toLowerCase())) ?? 0,
    count: (name) => Math.max(1, counts.get(name.toLowerCase()) ?? 1),
  };
}
