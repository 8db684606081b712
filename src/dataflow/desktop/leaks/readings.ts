import { carried, type Fact, type Origin } from "../../following/follow.ts";
import type { Edge, ValueNode } from "../../graph/graph.ts";

/**
 * What else of one answer a cloud flow puts into the input by which a value gets to a desktop flow: a value is followed to a place once, so the two tokens of one
 * text are one fact from there on.
 * @param factsOf all places of each origin
 * @param incoming what is written to a node
 */
export function readingsBefore(
  fact: Fact,
  factsOf: ReadonlyMap<Origin, readonly Fact[]>,
  incoming: (node: ValueNode) => readonly Edge[],
): readonly Fact[] {
  const { origin } = fact;
  if (origin.parts.every(({ what }) => what === undefined)) return [];
  const at = lastReading(fact);
  const argument = at?.via?.edge.site?.path.join("/");
  if (at === undefined || argument === undefined) return [];
  const edges = incoming(at.node).filter(({ site }) => site?.path.join("/") === argument);
  if (edges.length < 2) return [];
  return (factsOf.get(origin) ?? []).flatMap((from) =>
    edges.flatMap((edge) =>
      edge.from === from.node && carried(from, edge) !== undefined
        ? [{ ...from, node: edge.to, path: edge.write, mode: edge.mode, via: { edge, from } }]
        : [],
    ),
  );
}

/** The last fact on a trace that an expression of a cloud flow has made. */
function lastReading(fact: Fact): Fact | undefined {
  for (let at: Fact | undefined = fact; at !== undefined; at = at.via?.from) if (at.via?.edge.site !== undefined) return at;
  return undefined;
}
