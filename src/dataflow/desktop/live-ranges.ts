import { remember } from "../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../desktop-flow/model.ts";
import type { CallStatement, Statement, Target } from "../../desktop-flow/robin/ast.ts";
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

/** The nodes of a variable, wherever it is read or written. */
export function variableNodes(flow: DesktopFlow, name: string, graph: GraphBuilder): readonly ValueNode[] {
  return Array.from({ length: liveRangesOf(flow, graph).count(name) }, (_, range) => graph.node("desktop-variable", flow, name, range));
}

/** Most variables times rows, or times what subflows call each other: what a variable of a script of machine size holds stays one range. */
const mostWork = 500_000;

/** Most subflows, with the rows that none of them holds: what each calls is asked of every one. */
const mostSubflows = 501;

const oneRange: LiveRanges = { read: () => 0, written: () => 0, count: () => 1 };

function findRanges(flow: DesktopFlow): LiveRanges {
  const scopes = scopesOf(flow);
  const names = separable(flow, scopes);
  const work = names.size * Math.max(flow.rows.length, scopes.length ** 2 / 50);
  if (names.size === 0 || work > mostWork) return oneRange;
  const subflows = subflowsOf(scopes, names);
  const anything = beginning(names);
  for (const { during } of subflows.values()) meet(anything, during);
  const isPart = flow.extent === "subflow";
  const trace: Trace = { reads: new Map(), writes: new Map(), subflows, anything, isPart };
  for (const subflow of subflows.values()) {
    // Whoever runs what nothing calls, or the part of a flow of which the rest is not at hand, may have run anything before.
    if (isPart || !subflow.isCalled) meet(subflow.entry, anything);
    runSubflow(subflow, trace);
  }
  joinRead(trace);
  return numbered(trace);
}

/** The rows of a flow that run as one, with what they do to variables. */
interface Scope {
  /** In small letters. */
  readonly name: string;
  readonly body: readonly Statement[];
  /** Subflows that are not global have variables of their own. */
  readonly isGlobal: boolean;
  /** The variables that its rows read or write. */
  readonly names: ReadonlySet<string>;
  /** How often its rows set a variable anew. */
  readonly settings: ReadonlyMap<string, number>;
  readonly calls: readonly CallStatement[];
}

function scopesOf({ script }: DesktopFlow): readonly Scope[] {
  const isMainNamed = script.functions.some(({ name }) => name.toLowerCase() === mainName);
  const bodies = [
    { name: isMainNamed ? "" : mainName, body: script.main, global: true },
    ...script.functions.map(({ name, body, global }) => ({ name: name.toLowerCase(), body, global })),
  ];
  return bodies.map(({ name, body, global }) => {
    const names = new Set<string>();
    const settings = new Map<string, number>();
    const calls: CallStatement[] = [];
    for (const row of nestedStatements(body)) {
      if (row.kind === "call") calls.push(row);
      for (const used of [...namesReadBy(row), ...targetsOf(row).flatMap(nameOf)]) names.add(used);
      for (const set of targetsOf(row).filter(isWhole).flatMap(nameOf)) settings.set(set, (settings.get(set) ?? 0) + 1);
    }
    return { name, body, isGlobal: global, names, settings, calls };
  });
}

/** What CALL names the rows that no subflow holds. */
const mainName = "main";

/**
 * Variables that are set anew more than once. What callers of the flow, arguments or other variables of the same name can change at any time stays one
 * range.
 */
function separable({ script, inputs, outputs, isSensitive }: DesktopFlow, scopes: readonly Scope[]): ReadonlySet<string> {
  if (scopes.length > mostSubflows || new Set(scopes.map(({ name }) => name)).size < scopes.length) return new Set();
  const shared = new Set([...inputs, ...outputs].map(({ name }) => name.toLowerCase()));
  for (const definition of script.functions)
    for (const name of [...definition.inputs, ...definition.outputs]) shared.add(name.toLowerCase());
  const homeOf = new Map<string, object>();
  const settings = new Map<string, number>();
  for (const scope of scopes) {
    const home = scope.isGlobal ? scopes : scope;
    for (const call of scope.calls) for (const { name } of [...call.arguments, ...call.outputs]) shared.add(name.toLowerCase());
    for (const name of scope.names) if (remember(homeOf, name, () => home) !== home) shared.add(name);
    for (const [name, count] of scope.settings) settings.set(name, (settings.get(name) ?? 0) + count);
  }
  return new Set([...settings].filter(([name, count]) => count > 1 && !shared.has(name) && !isSensitive(name)).map(([name]) => name));
}

/** A subflow, or the rows that no subflow holds, with what their variables hold where others go on. */
interface Subflow {
  readonly body: readonly Statement[];
  readonly isCalled: boolean;
  /** Where it begins: all that it may be called with. */
  readonly entry: State;
  /** Where it ends. */
  readonly exit: State;
  /** Anywhere in it: all that it, and what it calls, writes. */
  readonly during: State;
}

function subflowsOf(scopes: readonly Scope[], names: ReadonlySet<string>): ReadonlyMap<string, Subflow> {
  const byName = new Map(scopes.map((scope) => [scope.name, scope]));
  const called = new Set(scopes.flatMap(({ calls }) => calls.filter(({ disabled }) => !disabled).map(calledName)));
  return new Map(
    scopes.map((scope) => {
      const run = new Set([scope]);
      for (const { calls } of run) {
        for (const call of calls) {
          const callee = byName.get(calledName(call));
          if (callee !== undefined) run.add(callee);
        }
      }
      const within = (of: readonly Iterable<string>[]): State =>
        beginning(new Set(of.flatMap((some) => [...some].filter((name) => names.has(name)))));
      const used = [...run].map((each) => each.names);
      const written = [...run].map(({ settings }) => settings.keys());
      const isCalled = scope === scopes[0] || called.has(scope.name);
      return [scope.name, { body: scope.body, isCalled, entry: within(used), exit: within(used), during: within(written) }];
    }),
  );
}

const calledName = ({ name }: CallStatement): string => name.toLowerCase();

function beginning(names: ReadonlySet<string>): State {
  return new Map([...names].map((name) => [name, define()]));
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

/** What is found out while the subflows are run through. */
interface Trace {
  readonly reads: Map<Statement, Map<string, Definition>>;
  readonly writes: Map<Statement, Map<string, Definition>>;
  /** By name, in small letters. */
  readonly subflows: ReadonlyMap<string, Subflow>;
  /** All that any row writes. */
  readonly anything: State;
  /** The rest of the flow is not at hand. */
  readonly isPart: boolean;
}

/** What is found out while one subflow is run through. */
interface Course extends Trace {
  readonly subflow: Subflow;
  /** From the outermost to the innermost. */
  readonly enclosing: Enclosing[];
  /** What the variables hold at the labels, by name: all that GOTO leads there with. */
  readonly labels: ReadonlyMap<string, State>;
}

function runSubflow(subflow: Subflow, trace: Trace): void {
  const names = new Set(subflow.entry.keys());
  const labels = new Map<string, State>();
  for (const row of nestedStatements(subflow.body))
    if (row.kind === "label" && !row.disabled) remember(labels, row.name.toLowerCase(), () => beginning(names));
  const state = new Map(subflow.entry);
  run(subflow.body, state, { ...trace, subflow, enclosing: [], labels });
  meet(subflow.exit, state);
}

function run(body: readonly Statement[], state: State, course: Course): void {
  for (const row of body) runRow(row, state, course);
}

function runRow(row: Statement, state: State, course: Course): void {
  if (row.disabled) {
    // What is in a block that is switched off runs, of several branches not all of it.
    runBranches(bodiesOf(row), true, state, course);
    return;
  }
  switch (row.kind) {
    case "loop-range":
    case "loop-each":
    case "loop-while":
      runLoop(row, state, course);
      break;
    case "block":
      runBlock(row, state, course);
      break;
    case "if":
    case "switch": {
      readAll(row, state, course);
      writeAll(row, state, course);
      const isComplete =
        row.kind === "if"
          ? row.branches.some(({ condition }) => condition === undefined)
          : row.cases.some(({ test }) => test === undefined);
      runBranches(row.kind === "if" ? row.branches.map(({ body }) => body) : row.cases.map(({ body }) => body), !isComplete, state, course);
      break;
    }
    case "next-loop":
    case "exit-loop": {
      const loop = course.enclosing.findLast(({ kind }) => kind === "loop");
      if (row.kind === "exit-loop") loop?.exits.push(new Map(state));
      else if (loop !== undefined) meet(loop.meeting, state);
      leave(state);
      break;
    }
    case "label": {
      const place = course.labels.get(row.name.toLowerCase());
      if (place === undefined) break;
      meet(place, state);
      becomes(state, [place]);
      // Where a jump leads into a block, errors may come up behind the label.
      for (const { kind, meeting } of course.enclosing) if (kind === "block") meet(meeting, state);
      break;
    }
    case "goto": {
      const place = course.labels.get(row.name.toLowerCase());
      if (place === undefined) break;
      meet(place, state);
      leave(state);
      break;
    }
    case "call":
      readAll(row, state, course);
      writeAll(row, state, course);
      runCall(row, state, course);
      break;
    case "exit-function":
      meet(course.subflow.exit, state);
      leave(state);
      break;
    case "exit":
    case "throw-error":
      readAll(row, state, course);
      leave(state);
      break;
    default:
      readAll(row, state, course);
      writeAll(row, state, course);
  }
  if (row.kind !== "block")
    runBranches(
      row.handlers.map(({ body }) => body),
      true,
      state,
      course,
    );
}

/** A subflow begins with what the variables hold, and leaves what they hold behind it: of those that it does not write, that is the same as before. */
function runCall(row: CallStatement, state: State, course: Course): void {
  const called = course.subflows.get(calledName(row));
  if (called === undefined) {
    if (course.isPart) runUnknown(state, course);
    return;
  }
  meet(called.entry, state);
  for (const [name, during] of called.during) {
    const held = state.get(name);
    const left = called.exit.get(name);
    if (held === undefined || left === undefined) continue;
    mayBeHeld(name, during, course);
    state.set(name, row.handlers.length === 0 ? left : define(held, left, during));
  }
}

/** A subflow that is not at hand may run those that are. */
function runUnknown(state: State, course: Course): void {
  for (const [name, held] of state) {
    const any = course.anything.get(name);
    if (any === undefined) continue;
    mayBeHeld(name, any, course);
    state.set(name, define(held, any));
  }
}

/** What may run instead of one another, each from what the variables hold before. */
function runBranches(bodies: readonly (readonly Statement[])[], mayRunNone: boolean, state: State, course: Course): void {
  const ends = bodies.map((body) => {
    const end = new Map(state);
    run(body, end, course);
    return end;
  });
  if (ends.length > 0) becomes(state, mayRunNone ? [state, ...ends] : ends);
}

function runLoop(row: Extract<Statement, { kind: "loop-range" | "loop-each" | "loop-while" }>, state: State, course: Course): void {
  if (row.kind !== "loop-while") readAll(row, state, course);
  const meeting = new Map([...state].map(([name, before]) => [name, define(before)]));
  becomes(state, [meeting]);
  if (row.kind === "loop-while") readAll(row, state, course);
  const loop: Enclosing = { kind: "loop", meeting, exits: [] };
  course.enclosing.push(loop);
  writeAll(row, state, course);
  run(row.body, state, course);
  course.enclosing.pop();
  meet(meeting, state);
  becomes(state, [meeting, ...loop.exits]);
}

function runBlock(row: Extract<Statement, { kind: "block" }>, state: State, course: Course): void {
  if (row.blockHandlers.length === 0) {
    run(row.body, state, course);
    return;
  }
  // An error may come up behind any row of the block.
  const meeting = new Map([...state].map(([name, before]) => [name, define(before)]));
  course.enclosing.push({ kind: "block", meeting, exits: [] });
  run(row.body, state, course);
  course.enclosing.pop();
  const failed = new Map(meeting);
  runBranches(
    row.blockHandlers.map(({ body }) => body),
    true,
    failed,
    course,
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

function readAll(row: Statement, state: State, course: Course): void {
  for (const name of namesReadBy(row)) {
    const held = state.get(name);
    if (held !== undefined) note(course.reads, row, name, held);
  }
}

function writeAll(row: Statement, state: State, course: Course): void {
  const isSure =
    row.handlers.length === 0 &&
    (row.kind === "set" || row.kind === "action" || row.kind === "loop-each" || row.kind === "loop-range" || row.kind === "last-error");
  for (const target of targetsOf(row)) {
    const [name] = nameOf(target);
    const held = name === undefined ? undefined : state.get(name);
    if (name === undefined || held === undefined) continue;
    // A part of what the variable holds, or what an action makes of it: the rest stays.
    if (!isWhole(target) || (row.kind !== "set" && course.reads.get(row)?.has(name) === true)) {
      note(course.reads, row, name, held);
      continue;
    }
    const made = define();
    note(course.writes, row, name, made);
    mayBeHeld(name, made, course);
    state.set(name, isSure ? made : define(held, made));
  }
}

/** Where an error comes up in a block, or in the subflow, the variable may hold what has just been written. */
function mayBeHeld(name: string, written: Definition, { subflow, enclosing }: Course): void {
  subflow.during.get(name)?.sources.push(written);
  for (const { kind, meeting } of enclosing) if (kind === "block") meeting.get(name)?.sources.push(written);
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
