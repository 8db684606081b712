import { remember } from "../../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { Statement } from "../../../desktop-flow/robin/ast.ts";
import type { GraphBuilder, ValueNode } from "../../graph/graph.ts";
import { type Interpretation, interpretSubflow, subflowsOf } from "./interpret-subflow.ts";
import { addPredecessor, type Definition, define, initialState, rangeOf, uniteRanges } from "./reaching-definitions.ts";
import { scopesOf, separable } from "./variable-scopes.ts";

/**
 * Tells apart the values that a variable of a script holds one after the other: a row that sets the variable anew begins another live range, so
 * that a log message below `SET Text TO 'Done'` does not show the password that `Text` held above. Writes and reads that can reach each other,
 * through branches, loops and error handlers, are one range.
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

/** The live ranges of a flow's variables. A variable that other scripts share, and set in an unknown order, has only one. */
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

/** Limit on variables times rows, and on variables times possible calls between subflows: beyond it, each variable has only one range. */
const mostWork = 500_000;

const oneRange: LiveRanges = { read: () => 0, written: () => 0, given: () => 0, returned: () => 0, count: () => 1 };

function findRanges(flow: DesktopFlow): LiveRanges {
  const scopes = scopesOf(flow);
  const names = separable(flow, scopes);
  const work = names.size * Math.max(flow.rows.length, scopes.length ** 2 / 50);
  if (names.size === 0 || work > mostWork) return oneRange;
  const returned = new Set(flow.outputs.map(({ name }) => name.toLowerCase()).filter((name) => names.has(name)));
  const subflows = subflowsOf(scopes, names, returned);
  const anything = initialState(names);
  const ends = initialState(returned);
  for (const { during } of subflows.values()) addPredecessor(anything, during);
  const main = subflows.get(scopes[0]?.name ?? "");
  const isPart = flow.extent === "subflow";
  const interpretation: Interpretation = { reads: new Map(), writes: new Map(), subflows, anything, ends, isPart };
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
    // A subflow that nothing calls, or a part of a flow whose rest is unknown, may run after any other row.
    if (isPart || !subflow.isCalled) addPredecessor(subflow.entry, anything);
    interpretSubflow(subflow, interpretation);
  }
  // A flow whose rows never touch what it returns returns what it was given.
  const left = [...returned].map((name) => [name, main?.exit.get(name) ?? anything.get(name) ?? define()] as const);
  for (const [name, at] of left) ends.get(name)?.sources.push(at);
  joinRead(interpretation, [...ends.values()]);
  return numbered(interpretation, given);
}

/**
 * What comes together and is read is one range.
 * @param returned what leaves the flow, which is read as well
 */
function joinRead({ reads, writes }: Interpretation, returned: readonly Definition[]): void {
  const pending = [...[...reads.values(), ...writes.values()].flatMap((ofRow) => [...ofRow.values()]), ...returned];
  const seen = new Set(pending);
  for (let read = pending.pop(); read !== undefined; read = pending.pop()) {
    for (const source of read.sources) {
      uniteRanges(source, read);
      if (seen.has(source)) continue;
      seen.add(source);
      pending.push(source);
    }
  }
}

/** Numbers the ranges of each variable in the order of the rows, those that no row reads or writes last. */
function numbered(interpretation: Interpretation, given: ReadonlyMap<string, Definition>): LiveRanges {
  const numbers = new Map<Definition, number>();
  const counts = new Map<string, number>();
  for (const used of [...interpretation.writes.values(), ...interpretation.reads.values(), given, interpretation.ends]) {
    for (const [name, definition] of used) {
      remember(numbers, rangeOf(definition), () => {
        const number = counts.get(name) ?? 0;
        counts.set(name, number + 1);
        return number;
      });
    }
  }
  const numberOf = (used: Definition | undefined): number | undefined => (used === undefined ? undefined : numbers.get(rangeOf(used)));
  const read = (row: Statement, name: string): number | undefined => numberOf(interpretation.reads.get(row)?.get(name.toLowerCase()));
  const written = (row: Statement, name: string): number | undefined => numberOf(interpretation.writes.get(row)?.get(name.toLowerCase()));
  return {
    read: (row, name) => read(row, name) ?? written(row, name) ?? 0,
    written: (row, name) => written(row, name) ?? read(row, name) ?? 0,
    given: (name) => numberOf(given.get(name.toLowerCase())) ?? 0,
    returned: (name) => numberOf(interpretation.ends.get(name.toLowerCase())) ?? 0,
    count: (name) => Math.max(1, counts.get(name.toLowerCase()) ?? 1),
  };
}
