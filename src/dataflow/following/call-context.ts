import { createNumbering, remember } from "../../collections.ts";
import type { Edge } from "../graph/graph.ts";

/** The calls that a value is inside of, so that it goes back only to where it came from. */
export interface CallContext {
  readonly at: object;
  readonly outer: CallContext | undefined;
  readonly depth: number;
  /** How many of the innermost calls are calls of subflows. */
  readonly subflows: number;
}

/** Deepest nesting of calls whose ends are told apart; beyond it a value goes back to every caller. */
const maxCallDepth = 8;
/** The same for subflows, which call each other more often. */
const maxSubflowDepth = 2;

/** The contexts of one search. */
export interface CallContexts {
  /**
   * The context beyond an edge. `undefined` stands for no known call: the value began where it is, and may leave to every caller.
   * @returns `"blocked"` when the edge leaves to a call other than the one that the value came in by.
   */
  beyond(edge: Edge, context: CallContext | undefined, inwards: "enter" | "return"): CallContext | undefined | "blocked";
  /** Text that is equal for equal contexts. */
  key(context: CallContext | undefined): string;
}

/**
 * Keeps contexts, so that equal ones are the same object. Following a value goes into a call by its `enter` edges, reading back where it
 * comes from by `return` edges.
 */
export function createCallContexts(): CallContexts {
  const known = new Map<string, CallContext>();
  const idOf = createNumbering();

  function key(context: CallContext | undefined): string {
    let text = "";
    for (let current = context; current !== undefined; current = current.outer) text += `${idOf(current.at)},`;
    return text;
  }

  function into(at: object, outer: CallContext | undefined, isSubflow: boolean): CallContext | undefined {
    // A recursive call, or one that is nested too deep, forgets where it came from.
    for (let current = outer; current !== undefined; current = current.outer)
      if (current.at === at) return isSubflow ? outsideOfSubflows(outer) : undefined;
    const depth = (outer?.depth ?? 0) + 1;
    const subflows = isSubflow ? (outer?.subflows ?? 0) + 1 : 0;
    if (subflows > maxSubflowDepth) return outsideOfSubflows(outer);
    if (depth > maxCallDepth) return undefined;
    return remember(known, `${idOf(at)}<${key(outer)}`, () => ({ at, outer, depth, subflows }));
  }

  return {
    key,
    beyond({ call, subflow }, context, inwards) {
      let beyond = context;
      if (call !== undefined) {
        if (call.direction === inwards) beyond = into(call.at, context, false);
        else if (context !== undefined && context.at !== call.at) return "blocked";
        else beyond = context?.outer;
      }
      if (subflow === undefined) return beyond;
      if (subflow === "shared") return outsideOfSubflows(beyond);
      if (subflow.direction === inwards) return into(subflow.at, beyond, true);
      if (beyond === undefined || beyond.subflows === 0) return beyond;
      return beyond.at === subflow.at ? beyond.outer : "blocked";
    },
  };
}

/** The call of the flow that the calls of subflows are in. */
function outsideOfSubflows(context: CallContext | undefined): CallContext | undefined {
  let outside = context;
  while (outside !== undefined && outside.subflows > 0) outside = outside.outer;
  return outside;
}
