import { runAfterOf } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { remember } from "../../collections.ts";

/** The order of operations that are directly in the same branch of a container, as their run-after links say. */
export interface SiblingOrder {
  /** Whether a chain of run-after links leads from `first` to `second`. */
  runsAfter(first: Operation, second: Operation): boolean;
  /** `second` runs only when `first` succeeded. */
  needsSuccess(first: Operation, second: Operation): boolean;
  /** `second` runs only when `first` failed, timed out or was skipped. */
  needsFailure(first: Operation, second: Operation): boolean;
  /** One of the two runs only when an operation before both succeeded, and the other one only when it did not. */
  exclude(first: Operation, second: Operation): boolean;
  /** An operation runs only when everything that runs before it in its container has succeeded. */
  waitsForSuccess(operation: Operation): boolean;
}

/** Reads the links of a container when one of its operations is first asked for; what has been asked once is kept. */
export function createSiblingOrder(flow: CloudFlow): SiblingOrder {
  const siblingOf = createSiblings(flow);
  const neededBefore = createNeeds(siblingOf);
  return {
    runsAfter: createReach(siblingOf, () => true),
    // A direct follower must wait for success; further on it is enough that the link is not taken when something before it was skipped.
    needsSuccess: createReach(siblingOf, (link, isDirect) => (isDirect ? link.onlySucceeded : link.neverSkipped)),
    needsFailure: createReach(siblingOf, (link, isDirect) => (isDirect ? link.neverSucceeded : link.neverSkipped)),
    exclude(first, second) {
      const [one, other] = [neededBefore(first), neededBefore(second)];
      const meet = (failure: ReadonlySet<Operation>, success: ReadonlySet<Operation>): boolean =>
        [...failure].some((operation) => success.has(operation));
      return meet(one.failure, other.success) || meet(other.failure, one.success);
    },
    waitsForSuccess: createWaits(siblingOf),
  };
}

type SiblingOf = (operation: Operation) => Sibling | undefined;

function createSiblings(flow: CloudFlow): SiblingOf {
  const siblings = new Map<Operation, Sibling>();
  return (operation) => {
    const known = siblings.get(operation);
    if (known !== undefined) return known;
    for (const list of siblingLists(flow, operation.parent))
      for (const sibling of siblingsIn(list)) siblings.set(sibling.operation, sibling);
    return siblings.get(operation);
  };
}

/** Whether the links that are followed lead from one operation to another. */
function createReach(siblingOf: SiblingOf, follow: FollowsLink): (first: Operation, second: Operation) => boolean {
  const reached = new Map<Operation, Bits>();
  return (first, second) => {
    const sibling = siblingOf(second);
    return (
      sibling !== undefined &&
      hasBit(
        remember(reached, first, () => reachOf(siblingOf(first), follow)),
        sibling.index,
      )
    );
  };
}

/** Siblings that run after one, each a bit: in a flow of thousands of actions that ask, sets of them would take gigabytes. */
function reachOf(first: Sibling | undefined, follow: FollowsLink): Bits {
  const seen = new Uint32Array(Math.ceil((first?.count ?? 0) / 32));
  const pending = first === undefined ? [] : [first];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    for (const link of current.followers) {
      if (hasBit(seen, link.sibling.index) || !follow(link, current === first)) continue;
      setBit(seen, link.sibling.index);
      pending.push(link.sibling);
    }
  }
  return seen;
}

function createWaits(siblingOf: SiblingOf): (operation: Operation) => boolean {
  const successful = new Map<Sibling, boolean>();
  return (operation) => {
    const start = siblingOf(operation);
    const seen = new Set(start === undefined ? [] : [start]);
    const pending = [...seen];
    for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
      if (!current.waitsForSuccess || successful.get(current) === false) {
        if (start !== undefined) successful.set(start, false);
        return false;
      }
      if (successful.has(current)) continue;
      for (const { before } of current.predecessors) {
        if (seen.has(before)) continue;
        seen.add(before);
        pending.push(before);
      }
    }
    for (const sibling of seen) successful.set(sibling, true);
    return true;
  };
}

/** Goes back along the links that lead to an operation, nearest first. */
function createNeeds(siblingOf: SiblingOf): (operation: Operation) => NeededOutcomes {
  const needed = new Map<Operation, NeededOutcomes>();
  return (operation) =>
    remember(needed, operation, () => {
      const start = siblingOf(operation);
      const seen = new Set(start === undefined ? [] : [start]);
      const found = { success: new Set<Operation>(), failure: new Set<Operation>() };
      // What is added on the way is visited, too.
      for (const sibling of seen) {
        if (seen.size > mostStepsBack) break;
        for (const { before, link } of sibling.predecessors) {
          if (link.onlySucceeded) found.success.add(before.operation);
          if (link.neverSucceeded) found.failure.add(before.operation);
          if (link.neverSkipped) seen.add(before);
        }
      }
      return found;
    });
}

/** Siblings without whose success, or without whose failure, an operation does not run: only those near before it. */
interface NeededOutcomes {
  readonly success: ReadonlySet<Operation>;
  readonly failure: ReadonlySet<Operation>;
}

/** Most operations whose links are followed back: what handles a failure is near it, and flows have thousands of operations in a row. */
const mostStepsBack = 64;

/** Operations of one list of siblings, by their place in it. */
type Bits = Uint32Array;

const hasBit = (bits: Bits, index: number): boolean => ((bits[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0;

function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
}

/** An operation among those that are directly in the same branch of its container. */
interface Sibling {
  readonly operation: Operation;
  readonly index: number;
  /** How many there are. */
  readonly count: number;
  /** Those that run directly after it. */
  readonly followers: Follower[];
  /** Those that it runs directly after, and in which cases. */
  readonly predecessors: { readonly before: Sibling; readonly link: Follower }[];
  /** It runs only when all that it runs directly after have succeeded; known once its links have been read. */
  waitsForSuccess: boolean;
}

/** Whether a walk follows a link; `isDirect` for the links of the operation at which it starts. */
type FollowsLink = (link: Follower, isDirect: boolean) => boolean;

/** A sibling that runs directly after another one; the same for all others that it runs after in the same cases. */
interface Follower {
  readonly sibling: Sibling;
  readonly onlySucceeded: boolean;
  readonly neverSucceeded: boolean;
  readonly neverSkipped: boolean;
}

function siblingsIn(list: readonly Operation[]): readonly Sibling[] {
  const isSucceeded = (status: string): boolean => status === "succeeded";
  const siblings = list.map(
    (operation, index): Sibling => ({ operation, index, count: list.length, followers: [], predecessors: [], waitsForSuccess: true }),
  );
  const byName = new Map(siblings.map((sibling) => [sibling.operation.name.toLowerCase(), sibling]));
  for (const sibling of siblings) {
    // An action can wait for thousands of others.
    const inCases = new Map<readonly string[], Follower>();
    for (const [name, statuses] of runAfterOf(sibling.operation)) {
      const follower = remember(inCases, statuses, () => ({
        sibling,
        onlySucceeded: statuses.every(isSucceeded),
        neverSucceeded: statuses.length > 0 && !statuses.some(isSucceeded),
        neverSkipped: !statuses.includes("skipped"),
      }));
      if (!follower.onlySucceeded) sibling.waitsForSuccess = false;
      const before = byName.get(name.toLowerCase());
      if (before === undefined) continue;
      sibling.predecessors.push({ before, link: follower });
      before.followers.push(follower);
    }
  }
  return siblings;
}

function siblingLists(flow: CloudFlow, parent: Operation | undefined): readonly (readonly Operation[])[] {
  return parent === undefined
    ? [flow.actions.filter((operation) => operation.parent === undefined)]
    : parent.branches.map((branch) => branch.operations);
}
