import { append, remember } from "../../../collections.ts";
import type { NamedVariable } from "../../../desktop-flow/local-variables.ts";
import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { FunctionDefinition } from "../../../desktop-flow/robin/ast.ts";
import type { GraphBuilder, ValueNode } from "../../graph/graph.ts";
import { type Interpretation, interpretSubflow, subflowsOf } from "./interpret-subflow.ts";
import { addPredecessor, type Definition, define, initialState, rangeOf, uniteRanges } from "./reaching-definitions.ts";
import { isKeyOf, keyOf, nameOfKey, type Scope, scopesOf, separable } from "./variable-scopes.ts";

/**
 * Tells apart the values that a variable of a script holds one after the other: a row that sets the variable anew begins another live range, so
 * that a log message below `SET Text TO 'Done'` does not show the password that `Text` held above. Writes and reads that can reach each other,
 * through branches, loops and error handlers, are one range.
 */
export interface LiveRanges {
  /** The range, from 0, that a row reads of a variable. */
  read(row: DesktopRow, variable: NamedVariable): number;
  /** The range that a row writes. */
  written(row: DesktopRow, variable: NamedVariable): number;
  /** The range of an input's variable that holds what callers give. */
  given(name: string): number;
  /** The range of an output's variable that the flow returns. */
  returned(name: string): number;
  /** All ranges of a variable: of one of the flow, or of a local subflow. */
  all(name: string, local: FunctionDefinition | undefined): readonly number[];
  /** The local subflow whose variable it is. */
  localOf(name: string, range: number): FunctionDefinition | undefined;
}

const known = new WeakMap<DesktopFlow, LiveRanges>();

/** The live ranges of a flow's variables. A variable that other scripts share, and set in an unknown order, has only one. */
export function liveRangesOf(flow: DesktopFlow, graph?: Pick<GraphBuilder, "sharesVariables">): LiveRanges {
  return remember(known, flow, () => (graph?.sharesVariables(flow) === true ? oneRange : findRanges(flow)));
}

/** The node of a variable as a row reads it. */
export function variableReadBy(row: DesktopRow, variable: NamedVariable, graph: GraphBuilder): ValueNode {
  const { desktopFlow } = row;
  return graph.node("desktop-variable", desktopFlow, variable.name, liveRangesOf(desktopFlow, graph).read(row, variable));
}

/** The node of a variable as a row writes it. */
export function variableWrittenBy(row: DesktopRow, variable: NamedVariable, graph: GraphBuilder): ValueNode {
  const { desktopFlow } = row;
  return graph.node("desktop-variable", desktopFlow, variable.name, liveRangesOf(desktopFlow, graph).written(row, variable));
}

/** The node of an input's variable as callers fill it. */
export function variableGiven(flow: DesktopFlow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", flow, name, liveRangesOf(flow, graph).given(name));
}

/** The node of an output's variable as the flow returns it. */
export function variableReturned(flow: DesktopFlow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", flow, name, liveRangesOf(flow, graph).returned(name));
}

/** The nodes of a variable, wherever it is read or written: of one of the flow, or of a local subflow. */
export function variableNodes(flow: DesktopFlow, name: string, graph: GraphBuilder, local?: FunctionDefinition): readonly ValueNode[] {
  return liveRangesOf(flow, graph)
    .all(name, local)
    .map((range) => graph.node("desktop-variable", flow, name, range));
}

/** The node of a variable of the flow, or of a local subflow, that has one range. */
export function variableOf(flow: DesktopFlow, name: string, graph: GraphBuilder, local: FunctionDefinition | undefined): ValueNode {
  return graph.node("desktop-variable", flow, name, liveRangesOf(flow, graph).all(name, local)[0]);
}

/** The local subflow whose variable a node is; undefined for a variable of the flow. */
export function localSubflowOf({ name, range }: ValueNode, flow: DesktopFlow): FunctionDefinition | undefined {
  return liveRangesOf(flow).localOf(name, range);
}

/**
 * Limit on variables times rows, and on variables times possible calls between subflows: beyond it, each variable that is set once has only one range, and beyond
 * that every variable.
 */
const mostWork = 500_000;

const oneRange: LiveRanges = {
  read: () => 0,
  written: () => 0,
  given: () => 0,
  returned: () => 0,
  all: () => [0],
  localOf: () => undefined,
};

function findRanges(flow: DesktopFlow): LiveRanges {
  const scopes = scopesOf(flow);
  const most = mostWork / Math.max(flow.rows.length, scopes.length ** 2 / 50);
  const names = ([1, 2] as const).map((least) => separable(flow, scopes, least)).find(({ size }) => size <= most);
  return numbered(names === undefined || names.size === 0 ? undefined : interpreted(flow, scopes, names), scopes);
}

/** The definitions of a script's variables, those that belong to one live range united, and the definitions that callers give to inputs. */
interface Interpreted extends Pick<Interpretation, "reads" | "writes" | "ends"> {
  readonly given: ReadonlyMap<string, Definition>;
}

function interpreted(flow: DesktopFlow, scopes: readonly Scope[], names: ReadonlySet<string>): Interpreted {
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
  return { ...interpretation, given };
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

/**
 * Numbers the ranges of all variables of a name: first those that are told apart, in the order of the rows, those that no row reads or writes last, then the
 * others as they are asked for, the flow's and those of each local subflow.
 */
function numbered(found: Interpreted | undefined, scopes: readonly Scope[]): LiveRanges {
  const numbers = new Map<Definition, number>();
  const rangesOf = new Map<string, number[]>();
  /** The local subflow of each range, by the variable's name. */
  const locals = new Map<string, (FunctionDefinition | undefined)[]>();
  const localOfKey = new Map<string, FunctionDefinition>();
  for (const { local, names } of scopes)
    if (local !== undefined) for (const key of names) if (isKeyOf(key, local)) localOfKey.set(key, local);
  const add = (key: string): number => {
    const ofName = remember(locals, nameOfKey(key), () => []);
    append(rangesOf, key, ofName.length);
    return ofName.push(localOfKey.get(key)) - 1;
  };
  for (const used of found === undefined ? [] : [...found.writes.values(), ...found.reads.values(), found.given, found.ends])
    for (const [key, definition] of used) remember(numbers, rangeOf(definition), () => add(key));

  const all = (key: string): readonly number[] => rangesOf.get(key) ?? [add(key)];
  const first = (key: string): number => all(key)[0] ?? 0;
  const numberOf = (used: Definition | undefined): number | undefined => (used === undefined ? undefined : numbers.get(rangeOf(used)));
  const read = ({ statement }: DesktopRow, key: string): number | undefined => numberOf(found?.reads.get(statement)?.get(key));
  const written = ({ statement }: DesktopRow, key: string): number | undefined => numberOf(found?.writes.get(statement)?.get(key));
  return {
    read(row, variable) {
      const key = keyOf(variable, row.local);
      return read(row, key) ?? written(row, key) ?? first(key);
    },
    written(row, variable) {
      const key = keyOf(variable, row.local);
      return written(row, key) ?? read(row, key) ?? first(key);
    },
    given: (name) => numberOf(found?.given.get(name.toLowerCase())) ?? first(name.toLowerCase()),
    returned: (name) => numberOf(found?.ends.get(name.toLowerCase())) ?? first(name.toLowerCase()),
    all: (name, local) => all(keyOf({ name }, local)),
    localOf: (name, range) => locals.get(name.toLowerCase())?.[range],
  };
}
