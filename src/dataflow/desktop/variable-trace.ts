import { remember } from "../../collections.ts";
import type { CallStatement, Statement } from "../../desktop-flow/robin/ast.ts";
import { bodiesOf, nestedStatements, targetsOf } from "../../desktop-flow/robin/walk.ts";
import { becomes, beginning, type Definition, define, leave, meet, type State, unite } from "./held-values.ts";
import { calledName, isWhole, nameOf, namesReadBy, type Scope } from "./variable-scopes.ts";

/** A subflow, or the rows that no subflow holds, with what their variables hold where others go on. */
export interface Subflow {
  readonly body: readonly Statement[];
  readonly isCalled: boolean;
  /** Where it begins: all that it may be called with. */
  readonly entry: State;
  /** Where it ends. */
  readonly exit: State;
  /** Anywhere in it: all that it, and what it calls, writes. */
  readonly during: State;
}

/**
 * The subflows by name, each with what it and what it calls do to some variables.
 * @param returned the variables that the flow returns, which a subflow that may end it has to know
 */
export function subflowsOf(
  scopes: readonly Scope[],
  names: ReadonlySet<string>,
  returned: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, Subflow> {
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
      const used = [...run].flatMap((each) => (each.mayEndFlow ? [each.names, returned] : [each.names]));
      const written = [...run].map(({ settings }) => settings.keys());
      const isCalled = scope === scopes[0] || called.has(scope.name);
      return [scope.name, { body: scope.body, isCalled, entry: within(used), exit: within(used), during: within(written) }];
    }),
  );
}

/** Where the ways through a loop or a block with error handlers lead. */
interface Enclosing {
  readonly kind: "loop" | "block";
  /** Its beginning, where NEXT LOOP leads, or for a block its end, where every error leads. */
  readonly meeting: State;
  /** What the variables hold at each EXIT LOOP. */
  readonly exits: State[];
}

/** What is found out while the subflows are run through. */
export interface Trace {
  readonly reads: Map<Statement, Map<string, Definition>>;
  readonly writes: Map<Statement, Map<string, Definition>>;
  /** By name, in small letters. */
  readonly subflows: ReadonlyMap<string, Subflow>;
  /** All that any row writes. */
  readonly anything: State;
  /** Where rows end the flow. */
  readonly ends: State;
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

/** Notes what each row of a subflow reads and writes. */
export function runSubflow(subflow: Subflow, trace: Trace): void {
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
      readAll(row, state, course);
      meet(course.ends, state);
      leave(state);
      break;
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
