import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { remember } from "../../collections.ts";
import { objectAt } from "../../json.ts";
import { createSiblingOrder, type SiblingOrder } from "./sibling-order.ts";

/**
 * The order in which operations of one flow run: run-after links between siblings, containers as a whole.
 * All answers err towards "may": two operations that are not ordered for certain may run in any order.
 */
export interface RunOrder {
  /** `first` has completed whenever `second` starts, within one iteration of the loops that hold both. */
  precedes(first: Operation, second: Operation): boolean;
  /** `second` runs only when `first` failed, timed out or was skipped: what `first` returns then is not what it should have. */
  followsFailure(first: Operation, second: Operation): boolean;
  /** Actions that write a variable and whose value can still be there when `reader` starts. */
  reachingWrites(variable: string, reader: Operation): readonly Operation[];
}

/**
 * Most writes of one variable that are ordered. Beyond that, all of them are taken to reach every reader: a precise order would cost more than it
 * is worth.
 */
const maxOrderedWrites = 64;

/** Answers questions about the order of a flow; what has been asked once is kept. */
export function createRunOrder(flow: CloudFlow): RunOrder {
  const siblings = createSiblingOrder(flow);
  return {
    precedes: (first, second) => precedes(first, second, siblings),
    followsFailure(first, second) {
      const pair = first.isTrigger ? undefined : siblingAncestors(first, second);
      // A container fails with any of its actions, and the others have succeeded.
      return pair !== undefined && pair[0] === first && siblings.needsFailure(...pair);
    },
    reachingWrites: createReachingWrites(flow, siblings),
  };
}

function createReachingWrites(flow: CloudFlow, siblings: SiblingOrder): RunOrder["reachingWrites"] {
  const reaching = new Map<string, readonly Operation[]>();
  const replacementsOf = new Map<string, readonly Operation[]>();

  function find(writes: readonly Operation[], replacements: readonly Operation[], reader: Operation): readonly Operation[] {
    const killers = replacements.flatMap((killer) => killerBefore(killer, reader, siblings) ?? []);
    return writes.filter((write) => {
      if (write === reader || !(precedes(reader, write, siblings) || exclude(reader, write, siblings)))
        return !killers.some(({ killer, choice }) => (choice === undefined || holds(choice, write)) && precedes(write, killer, siblings));
      // Only a later iteration of a loop that holds both can see it, and only if nothing replaces it in every iteration.
      const loop = innermostLoop(reader, write);
      return loop !== undefined && !killers.some(({ killer, choice }) => choice === undefined && killer !== write && holds(loop, killer));
    });
  }

  return (variable, reader) => {
    const name = variable.toLowerCase();
    const writes = (flow.variables.get(name) ?? []).filter(carriesText);
    if (writes.length < 2 || writes.length > maxOrderedWrites) return writes;
    return remember(reaching, `${name}\u0001${reader.pointer.join("\u0001")}`, () => {
      const replacements = remember(replacementsOf, name, () => replacementsAmong(writes, siblings));
      return find(writes, replacements, reader);
    });
  };
}

function precedes(first: Operation, second: Operation, siblings: SiblingOrder): boolean {
  if (first.isTrigger || second.isTrigger) return first.isTrigger && !second.isTrigger;
  const pair = siblingAncestors(first, second);
  return pair !== undefined && siblings.runsAfter(...pair);
}

/**
 * Whenever one of them runs, the other one does not: they are in two branches of one condition or Switch, or one of them goes on from what the
 * other one handles the failure of.
 */
function exclude(a: Operation, b: Operation, siblings: SiblingOrder): boolean {
  const parting = partingAncestors(a, b);
  if (parting === undefined) return false;
  const [x, y] = parting;
  if (x.branch === y.branch) return siblings.exclude(x, y);
  return x.parent !== undefined && isChoice(x.parent);
}

/** The writes that replace the value of their variable, and behind them the choices that do so in each of their branches. */
function replacementsAmong(writes: readonly Operation[], { waitsForSuccess }: SiblingOrder): readonly Operation[] {
  const found = writes.filter(replaces);
  const replacedIn = new Map<Operation, Set<string>>();
  // What is added on the way is visited, too: a choice can be a branch's replacement.
  for (const inner of found) {
    const step = stepOfChoice(inner, waitsForSuccess);
    if (step === undefined) continue;
    const { parent: choice, branch } = step;
    const branches = remember(replacedIn, choice, () => new Set<string>());
    const isNew = !branches.has(branch);
    branches.add(branch);
    if (isNew && possibleBranches(choice).every((name) => branches.has(name))) found.push(choice);
  }
  return found;
}

function killerBefore(
  killer: Operation,
  reader: Operation,
  siblings: SiblingOrder,
): (Certainty & { readonly killer: Operation }) | undefined {
  const loop = innermostLoop(killer, reader);
  const certainty = shareForeach(killer, reader) ? undefined : certaintyBefore(killer, reader, siblings);
  // In a loop, the branch that ran may be that of an earlier iteration, in which the replacement may have failed.
  return certainty === undefined || (certainty.choice !== undefined && loop !== undefined) ? undefined : { ...certainty, killer };
}

/** How sure it is that `first` has run whenever `second` starts; undefined where it is not, whatever branches were taken. */
function certaintyBefore(first: Operation, second: Operation, siblings: SiblingOrder): Certainty | undefined {
  const pair = siblingAncestors(first, second);
  return pair === undefined || !siblings.needsSuccess(...pair) ? undefined : certaintyWithin(first, pair[0], siblings.waitsForSuccess);
}

/** Increment and Decrement only ever hold numbers. */
function carriesText(write: Operation): boolean {
  return write.type !== "incrementvariable" && write.type !== "decrementvariable";
}

function replaces(write: Operation): boolean {
  return write.type === "setvariable" || write.type === "initializevariable";
}

function chain(operation: Operation): Operation[] {
  const result: Operation[] = [];
  for (let current: Operation | undefined = operation; current !== undefined; current = current.parent) result.push(current);
  return result.reverse();
}

/** The two different operations at which the containers of two operations part: siblings, or in two branches of one container. */
function partingAncestors(a: Operation, b: Operation): readonly [Operation, Operation] | undefined {
  const left = chain(a);
  const right = chain(b);
  const parting = left.findIndex((operation, index) => operation !== right[index]);
  const x = left[parting];
  const y = right[parting];
  return x === undefined || y === undefined ? undefined : [x, y];
}

/**
 * The two different siblings that hold (or are) the given operations; undefined when one holds the other, or they are in different
 * branches of one container.
 */
function siblingAncestors(a: Operation, b: Operation): readonly [Operation, Operation] | undefined {
  const parting = partingAncestors(a, b);
  return parting !== undefined && parting[0].branch === parting[1].branch ? parting : undefined;
}

function commonAncestors(a: Operation, b: Operation): readonly Operation[] {
  const right = new Set(chain(b));
  return chain(a).filter((operation) => operation !== a && operation !== b && right.has(operation));
}

function shareForeach(a: Operation, b: Operation): boolean {
  return commonAncestors(a, b).some((operation) => operation.type === "foreach");
}

/** What runs again and again with the variables of the flow: an agent can call a tool several times. */
const repeats: ReadonlySet<string> = new Set(["foreach", "until", "agent"]);

function innermostLoop(a: Operation, b: Operation): Operation | undefined {
  return commonAncestors(a, b).findLast(({ type }) => repeats.has(type));
}

function holds(container: Operation, operation: Operation): boolean {
  for (let current = operation.parent; current !== undefined; current = current.parent) if (current === container) return true;
  return false;
}

/** What it takes for an operation to have run. */
interface Certainty {
  /** The innermost condition or Switch that holds it: it has run if the branch that it is in was taken. Undefined where it has run in any case. */
  readonly choice: Operation | undefined;
}

/**
 * How sure it is that `inner` has run whenever `outer` has succeeded: it is `outer` itself, or is in it with only scopes and choices between, and
 * every step before it waits for success. A step that waits for a failure is skipped if there is none, together with all steps behind it, and the
 * scope succeeds without them.
 */
function certaintyWithin(inner: Operation, outer: Operation, waitsForSuccess: (operation: Operation) => boolean): Certainty | undefined {
  let choice: Operation | undefined;
  for (let current = inner; current !== outer; ) {
    const { parent } = current;
    if (parent === undefined || !(parent.type === "scope" || isChoice(parent)) || !waitsForSuccess(current)) return undefined;
    if (isChoice(parent)) choice ??= parent;
    current = parent;
  }
  return { choice };
}

/** One of its branches runs. */
function isChoice({ type }: Operation): boolean {
  return type === "if" || type === "switch";
}

/** The condition or Switch in one of whose branches an operation always runs, and the branch. */
function stepOfChoice(
  operation: Operation,
  waitsForSuccess: (operation: Operation) => boolean,
): { readonly parent: Operation; readonly branch: string } | undefined {
  for (let current = operation; waitsForSuccess(current); ) {
    const { parent, branch } = current;
    if (parent === undefined) return undefined;
    if (isChoice(parent)) return { parent, branch };
    if (parent.type !== "scope") return undefined;
    current = parent;
  }
  return undefined;
}

/** The branches one of which is taken, whether or not they hold anything. */
function possibleBranches({ type, json }: Operation): readonly string[] {
  return type === "if" ? ["actions", "else"] : [...Object.keys(objectAt(json, "cases") ?? {}).map((name) => `case ${name}`), "default"];
}
