import { remember } from "../../../collections.ts";
import type { CallStatement, Statement } from "../../../desktop-flow/robin/ast.ts";
import { bodiesOf, nestedStatements } from "../../../desktop-flow/robin/walk.ts";
import {
  addPredecessor,
  type Definition,
  define,
  defineBehind,
  initialState,
  joinStates,
  makeUnreachable,
  type State,
  uniteRanges,
} from "./reaching-definitions.ts";
import { calledName, isWhole, keysReadBy, keyWritten, type Scope, writtenBy } from "./variable-scopes.ts";

/** A subflow, or the rows outside of any subflow, with the states that connect it with its callers. */
export interface Subflow extends Pick<Scope, "body" | "local"> {
  readonly isCalled: boolean;
  /** At its first row: the join of the states at all its calls. */
  readonly entry: State;
  /** At its end. */
  readonly exit: State;
  /** Anywhere in it: all that it and the subflows that it calls write. */
  readonly during: State;
}

/**
 * The subflows by name.
 * @param names the variables to interpret; the states of a subflow have only those that it, or what it calls, uses
 * @param returned the variables that the flow returns, which a subflow that may end the flow uses as well
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
        initialState(new Set(of.flatMap((some) => [...some].filter((name) => names.has(name)))));
      const used = [...run].flatMap((each) => (each.mayEndFlow ? [each.names, returned] : [each.names]));
      const written = [...run].map(({ settings }) => settings.keys());
      const isCalled = scope === scopes[0] || called.has(scope.name);
      return [
        scope.name,
        { body: scope.body, local: scope.local, isCalled, entry: within(used), exit: within(used), during: within(written) },
      ];
    }),
  );
}

/** A loop or a block with error handlers around a row, and where control flow joins in it. */
interface Enclosing {
  readonly kind: "loop" | "block";
  /** Of a loop its first row, where NEXT LOOP leads; of a block its end, where every error leads. */
  readonly meeting: State;
  /** The states at each EXIT LOOP. */
  readonly exits: State[];
}

/** What the interpretation of all subflows finds out. */
export interface Interpretation {
  readonly reads: Map<Statement, Map<string, Definition>>;
  readonly writes: Map<Statement, Map<string, Definition>>;
  /** By name in lower case. */
  readonly subflows: ReadonlyMap<string, Subflow>;
  /** The join of all that any row writes. */
  readonly anything: State;
  /** The join of the states at the rows that end the flow. */
  readonly ends: State;
  /** The script is a part of a flow whose rest is not known. */
  readonly isPart: boolean;
}

/** What is known while one subflow is interpreted. */
interface SubflowInterpretation extends Interpretation {
  readonly subflow: Subflow;
  /** From the outermost to the innermost. */
  readonly enclosing: Enclosing[];
  /** The join of the states at all GOTOs to a label, by its name. */
  readonly labels: ReadonlyMap<string, State>;
}

/** Notes which definitions each row of a subflow reads and makes, branch by branch, without running anything. */
export function interpretSubflow(subflow: Subflow, interpretation: Interpretation): void {
  const names = new Set(subflow.entry.keys());
  const labels = new Map<string, State>();
  for (const row of nestedStatements(subflow.body))
    if (row.kind === "label" && !row.disabled) remember(labels, row.name.toLowerCase(), () => initialState(names));
  const state = new Map(subflow.entry);
  interpret(subflow.body, state, { ...interpretation, subflow, enclosing: [], labels });
  addPredecessor(subflow.exit, state);
}

function interpret(body: readonly Statement[], state: State, context: SubflowInterpretation): void {
  for (const row of body) interpretRow(row, state, context);
}

function interpretRow(row: Statement, state: State, context: SubflowInterpretation): void {
  if (row.disabled) {
    // The designer skips the row, not the rows inside it; of several branches, not all may run.
    interpretOptional(bodiesOf(row), state, context);
    return;
  }
  interpretEffect(row, state, context);
  if (row.kind !== "block") interpretHandlers(row.handlers, state, context);
}

/** What a row does when no error comes up. */
function interpretEffect(row: Statement, state: State, context: SubflowInterpretation): void {
  switch (row.kind) {
    case "loop-range":
    case "loop-each":
    case "loop-while":
      interpretLoop(row, state, context);
      break;
    case "block":
      interpretBlock(row, state, context);
      break;
    case "if":
    case "switch":
      interpretAlternatives(row, state, context);
      break;
    case "next-loop":
    case "exit-loop":
      leaveLoopBody(row.kind, state, context);
      break;
    case "label":
      arriveAtLabel(row.name, state, context);
      break;
    case "goto":
      jumpToLabel(row.name, state, context);
      break;
    case "call":
      readAll(row, state, context);
      interpretCall(row, state, context);
      writeAll(row, state, context);
      break;
    case "exit-function":
      addPredecessor(context.subflow.exit, state);
      makeUnreachable(state);
      break;
    case "exit":
      readAll(row, state, context);
      addPredecessor(context.ends, state);
      makeUnreachable(state);
      break;
    case "throw-error":
      readAll(row, state, context);
      makeUnreachable(state);
      break;
    default:
      readAll(row, state, context);
      writeAll(row, state, context);
  }
}

function interpretAlternatives(row: Extract<Statement, { kind: "if" | "switch" }>, state: State, context: SubflowInterpretation): void {
  readAll(row, state, context);
  writeAll(row, state, context);
  const bodies = row.kind === "if" ? row.branches.map(({ body }) => body) : row.cases.map(({ body }) => body);
  const hasElse =
    row.kind === "if" ? row.branches.some(({ condition }) => condition === undefined) : row.cases.some(({ test }) => test === undefined);
  if (hasElse) joinStates(state, endsOf(bodies, state, context));
  else interpretOptional(bodies, state, context);
}

/** NEXT LOOP goes on with the first row of the innermost loop, EXIT LOOP behind it. */
function leaveLoopBody(kind: "next-loop" | "exit-loop", state: State, { enclosing }: SubflowInterpretation): void {
  const loop = enclosing.findLast((one) => one.kind === "loop");
  if (kind === "exit-loop") loop?.exits.push(new Map(state));
  else if (loop !== undefined) addPredecessor(loop.meeting, state);
  makeUnreachable(state);
}

/** A label joins what comes from above with what all jumps to it bring. */
function arriveAtLabel(name: string, state: State, { labels, enclosing }: SubflowInterpretation): void {
  const place = labels.get(name.toLowerCase());
  if (place === undefined) return;
  addPredecessor(place, state);
  joinStates(state, [place]);
  // Where a jump leads into a block, errors may come up behind the label.
  for (const { kind, meeting } of enclosing) if (kind === "block") addPredecessor(meeting, state);
}

function jumpToLabel(name: string, state: State, { labels }: SubflowInterpretation): void {
  const place = labels.get(name.toLowerCase());
  if (place === undefined) return;
  addPredecessor(place, state);
  makeUnreachable(state);
}

/** A call joins the state with the entry of the subflow, and goes on with its exit. Variables that the subflow does not write keep their definitions. */
function interpretCall(row: CallStatement, state: State, context: SubflowInterpretation): void {
  const called = context.subflows.get(calledName(row));
  if (called === undefined) {
    if (context.isPart) interpretUnknownCall(state, context);
    return;
  }
  addPredecessor(called.entry, state);
  for (const [name, during] of called.during) {
    const held = state.get(name);
    const left = called.exit.get(name);
    if (held === undefined || left === undefined || held.isUnreachable) continue;
    mayBeHeld(name, during, context);
    state.set(name, row.handlers.length === 0 ? left : define(held, left, during));
  }
}

/** An unknown subflow may call any of the known ones. */
function interpretUnknownCall(state: State, context: SubflowInterpretation): void {
  for (const [name, held] of state) {
    const any = context.anything.get(name);
    if (any === undefined || held.isUnreachable) continue;
    mayBeHeld(name, any, context);
    state.set(name, define(held, any));
  }
}

/** Interprets alternatives of which none need run. */
function interpretOptional(bodies: readonly (readonly Statement[])[], state: State, context: SubflowInterpretation): void {
  if (bodies.length > 0) joinStates(state, [state, ...endsOf(bodies, state, context)]);
}

function interpretHandlers(
  handlers: readonly { readonly body: readonly Statement[] }[],
  state: State,
  context: SubflowInterpretation,
): void {
  interpretOptional(
    handlers.map(({ body }) => body),
    state,
    context,
  );
}

/** The states at the ends of alternatives, which begin with the same state. */
function endsOf(bodies: readonly (readonly Statement[])[], state: State, context: SubflowInterpretation): readonly State[] {
  return bodies.map((body) => {
    const end = new Map(state);
    interpret(body, end, context);
    return end;
  });
}

function interpretLoop(
  row: Extract<Statement, { kind: "loop-range" | "loop-each" | "loop-while" }>,
  state: State,
  context: SubflowInterpretation,
): void {
  if (row.kind !== "loop-while") readAll(row, state, context);
  const meeting = new Map([...state].map(([name, before]) => [name, define(before)]));
  joinStates(state, [meeting]);
  if (row.kind === "loop-while") readAll(row, state, context);
  const loop: Enclosing = { kind: "loop", meeting, exits: [] };
  context.enclosing.push(loop);
  writeAll(row, state, context);
  interpret(row.body, state, context);
  context.enclosing.pop();
  addPredecessor(meeting, state);
  joinStates(state, [meeting, ...loop.exits]);
}

function interpretBlock(row: Extract<Statement, { kind: "block" }>, state: State, context: SubflowInterpretation): void {
  // An error may come up behind any row of the block.
  const meeting = new Map([...state].map(([name, before]) => [name, define(before)]));
  context.enclosing.push({ kind: "block", meeting, exits: [] });
  interpret(row.body, state, context);
  context.enclosing.pop();
  const failed = new Map(meeting);
  interpretHandlers(row.blockHandlers, failed, context);
  joinStates(state, [state, failed]);
}

function readAll(row: Statement, state: State, context: SubflowInterpretation): void {
  for (const name of keysReadBy(row, context.subflow.local)) {
    const held = state.get(name);
    if (held !== undefined) note(context.reads, row, name, held);
  }
}

function writeAll(row: Statement, state: State, context: SubflowInterpretation): void {
  // What a condition does not find leaves its variables as they were.
  const isSure = row.handlers.length === 0 && row.kind !== "if";
  for (const target of writtenBy(row)) {
    const [name] = keyWritten(target, context.subflow.local);
    const held = name === undefined ? undefined : state.get(name);
    if (name === undefined || held === undefined) continue;
    // The row changes a part of the value, or derives the new value from the old one: the definition stays.
    if (!isWhole(target) || (row.kind !== "set" && context.reads.get(row)?.has(name) === true)) {
      note(context.reads, row, name, held);
      continue;
    }
    const made = defineBehind(held);
    note(context.writes, row, name, made);
    if (!made.isUnreachable) mayBeHeld(name, made, context);
    state.set(name, isSure || made.isUnreachable ? made : define(held, made));
  }
}

/** An error may be raised at any row of a block or subflow, so what has just been written may reach its handlers. */
function mayBeHeld(name: string, written: Definition, { subflow, enclosing }: SubflowInterpretation): void {
  subflow.during.get(name)?.sources.push(written);
  for (const { kind, meeting } of enclosing) if (kind === "block") meeting.get(name)?.sources.push(written);
}

/** Records a definition that a row reads or makes. Two of one variable in the same row are one live range. */
function note(uses: Interpretation["reads"], row: Statement, name: string, used: Definition): void {
  const ofRow = remember(uses, row, () => new Map<string, Definition>());
  const other = ofRow.get(name);
  if (other === undefined) ofRow.set(name, used);
  else uniteRanges(other, used);
}
