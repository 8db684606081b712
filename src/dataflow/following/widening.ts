import type { ValueNode } from "../graph/graph.ts";

/**
 * Most places that a search tells apart in one node: different paths in its value, reached by different calls. Public exports stay below a
 * quarter of it.
 */
const mostPlaces = 100;

/**
 * Decides when a search widens. Values that go round in a circle, each time into another member or through another call, have exponentially
 * many places. Once too many places of a node are known, a further one is widened: to all that an edge writes or reads, for every caller.
 */
export interface Widening {
  /** Counts a place of the node. */
  count(node: ValueNode): void;
  /** Whether a further place of the node has to be widened. */
  applies(node: ValueNode): boolean;
}

/**
 * Starts a count for one search.
 * @param spare how many places beyond the first hundred of a node are still told apart, in all nodes together: one text can have thousands of members
 */
export function createWidening(spare = 0): Widening {
  const places: number[] = [];
  let left = spare;
  return {
    count(node) {
      const before = places[node.id] ?? 0;
      places[node.id] = before + 1;
      if (before >= mostPlaces) left--;
    },
    applies: (node) => (places[node.id] ?? 0) >= mostPlaces && left <= 0,
  };
}
