import type { ValueNode } from "./graph.ts";

/**
 * Most places of one node that a search tells apart: different paths in its value, reached by different calls. Public exports stay below a quarter of it.
 */
const mostPlaces = 100;

/** Counts the places of each node in one search. */
export interface Crowding {
  /** Counts a place of the node. */
  add(node: ValueNode): void;
  /**
   * So many places of the node are known that a further one is widened: to all of what an edge writes or reads, for every caller. Values that go round, each time
   * into another member or through another call, have as many places as there are ways round: exponentially many.
   */
  isCrowded(node: ValueNode): boolean;
}

/** Begins to count. */
export function createCrowding(): Crowding {
  const places: number[] = [];
  return {
    add(node) {
      places[node.id] = (places[node.id] ?? 0) + 1;
    },
    isCrowded: (node) => (places[node.id] ?? 0) >= mostPlaces,
  };
}
