import { addAll, append, remember } from "../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../desktop-flow/model.ts";
import type { Statement, Target } from "../../desktop-flow/robin/ast.ts";
import { bodiesOf, expressionsOf, identifiersOf, nestedStatements, targetsOf } from "../../desktop-flow/robin/walk.ts";
import type { GraphBuilder, ValueNode } from "../graph/graph.ts";

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
  /** How many ranges a variable has. */
  count(name: string): number;
}

const known = new WeakMap<DesktopFlow, LiveRanges>();

/** The ranges of a flow's variables. */
export function liveRangesOf(flow: DesktopFlow): LiveRanges {
  return remember(known, flow, () => findRanges(flow));
}

/** The node of a variable as a row reads it. */
export function variableReadBy({ desktopFlow, statement }: DesktopRow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", desktopFlow, name, liveRangesOf(desktopFlow).read(statement, name));
}

/** The node of a variable as a row writes it. */
export function variableWrittenBy({ desktopFlow, statement }: DesktopRow, name: string, graph: GraphBuilder): ValueNode {
  return graph.node("desktop-variable", desktopFlow, name, liveRangesOf(desktopFlow).written(statement, name));
}

/** The nodes of a variable, wherever it is read or written. */
export function variableNodes(flow: DesktopFlow, name: string, graph: GraphBuilder): readonly ValueNode[] {
  return Array.from({ length: liveRangesOf(flow).count(name) }, (_, range) => graph.node("desktop-variable", flow, name, range));
}

/** Most variables times rows: what a variable of a script of machine size holds stays one range. */
const mostWork = 500_000;

/** Most subflows that are asked whether they can call themselves. */
const mostSubflows = 500;

const oneRange: LiveRanges = { read: () => 0, written: () => 0, count: () => 1 };

function findRanges(flow: DesktopFlow): LiveRanges {
  const names = separable(flow);
  if (names.size === 0 || names.size * flow.rows.length > mostWork) return oneRange;
  const trace: Trace = { reads: new Map(), writes: new Map(), written: new Map(), enclosing: [] };
  const { main, functions } = flow.script;
  run(main, beginning(names), trace);
  for (const { body } of functions) {
    const state = beginning(names);
    const first = new Map(state);
    run(body, state, trace);
    // A subflow that runs again finds what it left, wherever it ended.
    for (const [name, place] of first) addAll(place.sources, trace.written.get(name) ?? []);
  }
  joinRead(trace);
  return numbered(trace);
}

function beginning(names: ReadonlySet<string>): State {
  return new Map([...names].map((name) => [name, define()]));
}

/**
 * Variables that are set anew more than once, and whose rows are all in one subflow that runs from top to bottom. What callers, other subflows or labels
 * can change at any time stays one range.
 */
function separable({ extent, script, inputs, outputs, isSensitive }: DesktopFlow): ReadonlySet<string> {
  if (extent !== "flow" || script.functions.length > mostSubflows) return new Set();
  const shared = new Set([...inputs, ...outputs].map(({ name }) => name.toLowerCase()));
  for (const definition of script.functions)
    for (const name of [...definition.inputs, ...definition.outputs]) shared.add(name.toLowerCase());
  const homeOf = new Map<string, object>();
  const settings = new Map<string, number>();
  const homes = [{ name: "", body: script.main }, ...script.functions].map(({ name, body }) => ({
    name: name.toLowerCase(),
    rows: [...nestedStatements(body)],
  }));
  const runsAgain = recursive(homes);
  for (const home of homes) {
    const { rows } = home;
    const jumps = runsAgain.has(home.name) || rows.some(({ kind }) => kind === "label" || kind === "goto");
    for (const row of rows) {
      if (row.kind === "call") for (const { name } of [...row.arguments, ...row.outputs]) shared.add(name.toLowerCase());
      for (const name of [...namesReadBy(row), ...targetsOf(row).flatMap(nameOf)]) {
        if (jumps || remember(homeOf, name, () => home) !== home) shared.add(name);
      }
      for (const target of targetsOf(row))
        if (isWhole(target)) settings.set(target.name.toLowerCase(), (settings.get(target.name.toLowerCase()) ?? 0) + 1);
    }
  }
  return new Set([...settings].filter(([name, count]) => count > 1 && !shared.has(name) && !isSensitive(name)).map(([name]) => name));
}

/** The subflows that can run while they are running: what such a one holds can change at each CALL. */
function recursive(homes: readonly { readonly name: string; readonly rows: readonly Statement[] }[]): ReadonlySet<string> {
  const called = new Map(homes.map(({ name, rows }) => [name, rows.flatMap((row) => (row.kind === "call" ? row.name.toLowerCase() : []))]));
  const reachesItself = (name: string): boolean => {
    const seen = new Set<string>();
    const pending = [...(called.get(name) ?? [])];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === name) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      addAll(pending, called.get(next) ?? []);
    }
    return false;
  };
  return new Set([...called.keys()].filter(reachesItself));
}

function namesReadBy(row: Statement): readonly string[] {
  return expressionsOf(row).flatMap((value) => identifiersOf(value).map(({ name }) => name.toLowerCase()));
}

function nameOf(target: Target): readonly string[] {
  return target.kind === "reference" ? [target.name.toLowerCase()] : [];
}

const isWhole = (target: Target): target is Extract<Target, { kind: "reference" }> =>
  target.kind === "reference" && target.path.length === 0;

/** A row that writes a variable, or a place where what several rows wrote comes together. */
interface Definition {
  /** What comes together here; of no account unless it is read. */
  readonly sources: Definition[];
  /** Leads to the definition that stands for the range. */
  range: Definition | undefined;
}

const define = (...sources: Definition[]): Definition => ({ sources, range: undefined });

/** What the variables hold. */
type State = Map<string, Definition>;

/** Where the ways through a loop or a block with error handlers lead. */
interface Enclosing {
  readonly kind: "loop" | "block";
  /** Its beginning, where NEXT LOOP leads, or for a block its end, where every error leads. */
  readonly meeting: State;
  /** What the variables hold at each EXIT LOOP. */
  readonly exits: State[];
}

/** What is found out while a subflow is run through. */
interface Trace {
  readonly reads: Map<Statement, Map<string, Definition>>;
  readonly writes: Map<Statement, Map<string, Definition>>;
  /** All that rows write, by name. */
  readonly written: Map<string, Definition[]>;
  /** From the outermost to the innermost. */
  readonly enclosing: Enclosing[];
}

function run(body: readonly Statement[], state: State, trace: Trace): void {
  for (const row of body) runRow(row, state, trace);
}

function runRow(row: Statement, state: State, trace: Trace): void {
  if (row.disabled) {
    // What is in a block that is switched off runs, of several branches not all of it.
    runBranches(bodiesOf(row), true, state, trace);
    return;
  }
  switch (row.kind) {
    case "loop-range":
    case "loop-each":
    case "loop-while":
      runLoop(row, state, trace);
      break;
    case "block":
      runBlock(row, state, trace);
      break;
    case "if":
    case "switch": {
      readAll(row, state, trace);
      writeAll(row, state, trace);
      const isComplete =
        row.kind === "if"
          ? row.branches.some(({ condition }) => condition === undefined)
          : row.cases.some(({ test }) => test === undefined);
      runBranches(row.kind === "if" ? row.branches.map(({ body }) => body) : row.cases.map(({ body }) => body), !isComplete, state, trace);
      break;
    }
    case "next-loop":
    case "exit-loop": {
      const loop = trace.enclosing.findLast(({ kind }) => kind === "loop");
      if (row.kind === "exit-loop") loop?.exits.push(new Map(state));
      else if (loop !== undefined) meet(loop.meeting, state);
      leave(state);
      break;
    }
    case "exit":
    case "exit-function":
    case "throw-error":
      readAll(row, state, trace);
      leave(state);
      break;
    default:
      readAll(row, state, trace);
      writeAll(row, state, trace);
  }
  if (row.kind !== "block")
    runBranches(
      row.handlers.map(({ body }) => body),
      true,
      state,
      trace,
    );
}

/** What may run instead of one another, each from what the variables hold before. */
function runBranches(bodies: readonly (readonly Statement[])[], mayRunNone: boolean, state: State, trace: Trace): void {
  const ends = bodies.map((body) => {
    const end = new Map(state);
    run(body, end, trace);
    return end;
  });
  if (ends.length > 0) becomes(state, mayRunNone ? [state, ...ends] : ends);
}

function runLoop(row: Extract<Statement, { kind: "loop-range" | "loop-each" | "loop-while" }>, state: State, trace: Trace): void {
  if (row.kind !== "loop-while") readAll(row, state, trace);
  const meeting = new Map([...state].map(([name, before]) => [name, define(before)]));
  becomes(state, [meeting]);
  if (row.kind === "loop-while") readAll(row, state, trace);
  const loop: Enclosing = { kind: "loop", meeting, exits: [] };
  trace.enclosing.push(loop);
  writeAll(row, state, trace);
  run(row.body, state, trace);
  trace.enclosing.pop();
  meet(meeting, state);
  becomes(state, [meeting, ...loop.exits]);
}

function runBlock(row: Extract<Statement, { kind: "block" }>, state: State, trace: Trace): void {
  if (row.blockHandlers.length === 0) {
    run(row.body, state, trace);
    return;
  }
  // An error may come up behind any row of the block.
  const meeting = new Map([...state].map(([name, before]) => [name, define(before)]));
  trace.enclosing.push({ kind: "block", meeting, exits: [] });
  run(row.body, state, trace);
  trace.enclosing.pop();
  const failed = new Map(meeting);
  runBranches(
    row.blockHandlers.map(({ body }) => body),
    true,
    failed,
    trace,
  );
  becomes(state, [state, failed]);
}

/** What the variables hold where ways come together. */
function becomes(state: State, ends: readonly State[]): void {
  for (const name of state.keys()) {
    const possible = new Set(ends.flatMap((end) => end.get(name) ?? []));
    const [only] = possible;
    if (only !== undefined) state.set(name, possible.size === 1 ? only : define(...possible));
  }
}

/** The rows that follow are not reached from here. */
function leave(state: State): void {
  for (const name of state.keys()) state.set(name, define());
}

/** One more way leads to a place. */
function meet(meeting: State, state: State): void {
  for (const [name, place] of meeting) {
    const held = state.get(name);
    if (held !== undefined && held !== place) place.sources.push(held);
  }
}

function readAll(row: Statement, state: State, trace: Trace): void {
  for (const name of namesReadBy(row)) {
    const held = state.get(name);
    if (held !== undefined) note(trace.reads, row, name, held);
  }
}

function writeAll(row: Statement, state: State, trace: Trace): void {
  const isSure =
    row.handlers.length === 0 &&
    (row.kind === "set" || row.kind === "action" || row.kind === "loop-each" || row.kind === "loop-range" || row.kind === "last-error");
  for (const target of targetsOf(row)) {
    const [name] = nameOf(target);
    const held = name === undefined ? undefined : state.get(name);
    if (name === undefined || held === undefined) continue;
    // A part of what the variable holds, or what an action makes of it: the rest stays.
    if (!isWhole(target) || (row.kind !== "set" && trace.reads.get(row)?.has(name) === true)) {
      note(trace.reads, row, name, held);
      continue;
    }
    const made = define();
    note(trace.writes, row, name, made);
    append(trace.written, name, made);
    for (const { kind, meeting } of trace.enclosing) if (kind === "block") meeting.get(name)?.sources.push(made);
    state.set(name, isSure ? made : define(held, made));
  }
}

/** A row that reads or writes a variable twice makes one range of both. */
function note(uses: Trace["reads"], row: Statement, name: string, used: Definition): void {
  const ofRow = remember(uses, row, () => new Map<string, Definition>());
  const other = ofRow.get(name);
  if (other === undefined) ofRow.set(name, used);
  else unite(other, used);
}

function rangeOf(definition: Definition): Definition {
  let end = definition;
  while (end.range !== undefined) end = end.range;
  for (let next: Definition | undefined = definition; next !== undefined && next !== end; ) {
    const after: Definition | undefined = next.range;
    next.range = end;
    next = after;
  }
  return end;
}

function unite(a: Definition, b: Definition): void {
  const [from, to] = [rangeOf(a), rangeOf(b)];
  if (from !== to) from.range = to;
}

/** What comes together and is read is one range. */
function joinRead({ reads, writes }: Trace): void {
  const pending = [...reads.values(), ...writes.values()].flatMap((ofRow) => [...ofRow.values()]);
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

/** Numbers the ranges of each variable in the order of the rows. */
function numbered(trace: Trace): LiveRanges {
  const numbers = new Map<Definition, number>();
  const counts = new Map<string, number>();
  for (const uses of [trace.writes, trace.reads]) {
    for (const ofRow of uses.values()) {
      for (const [name, used] of ofRow) {
        remember(numbers, rangeOf(used), () => {
          const number = counts.get(name) ?? 0;
          counts.set(name, number + 1);
          return number;
        });
      }
    }
  }
  const numberOf = (used: Definition | undefined): number | undefined => (used === undefined ? undefined : numbers.get(rangeOf(used)));
  const read = (row: Statement, name: string): number | undefined => numberOf(trace.reads.get(row)?.get(name.toLowerCase()));
  const written = (row: Statement, name: string): number | undefined => numberOf(trace.writes.get(row)?.get(name.toLowerCase()));
  return {
    read: (row, name) => read(row, name) ?? written(row, name) ?? 0,
    written: (row, name) => written(row, name) ?? read(row, name) ?? 0,
    count: (name) => Math.max(1, counts.get(name.toLowerCase()) ?? 1),
  };
}
