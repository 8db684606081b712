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

/**
 * Begins to count.
 * @param spare places beyond the first hundred of a node that are told apart all the same, of all nodes together: one text can hold thousands of members
 */
export function createCrowding(spare = 0): Crowding {
  const places: number[] = [];
  let left = spare;
  return {
    add(node) {
      const before = places[node.id] ?? 0;
      places[node.id] = before + 1;
      if (before >= mostPlaces) left--;
    },
    isCrowded: (node) => (places[node.id] ?? 0) >= mostPlaces && left <= 0,
  };
}

/**
 * Most secrets that are told of at one place. What comes to so many places along with so many others would be the square of both in findings, each with the same
 * thing to do.
 */
const mostSecrets = 30;

/** The first arrivals at each place, in their order, and those that are left out since enough are told of there. */
export function withoutCrowds<T>(
  arrivals: readonly T[],
  placeOf: (arrival: T) => string,
): { readonly kept: readonly T[]; readonly leftOut: readonly T[] } {
  const counts = new Map<string, number>();
  const kept: T[] = [];
  const leftOut: T[] = [];
  for (const arrival of arrivals) {
    const place = placeOf(arrival);
    const before = counts.get(place) ?? 0;
    counts.set(place, before + 1);
    (before < mostSecrets ? kept : leftOut).push(arrival);
  }
  return { kept, leftOut };
}
