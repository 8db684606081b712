import { append, countUp, remember } from "../../collections.ts";
import type { Picture, PictureEdge } from "./model.ts";

/** A part of a picture that hangs together, as a graph without cycles. */
export interface PicturePart {
  /** Ids of its boxes, in the picture's order. */
  readonly ids: readonly string[];
  readonly arrows: readonly LayerArrow[];
  /** Column of each box, from 0: every arrow leads to a later column. */
  readonly layerOf: ReadonlyMap<string, number>;
}

/** An arrow between two boxes, which may be several columns apart. */
export interface LayerArrow {
  /** The arrow leads from a later column to an earlier one: a trace that comes back to where it was. `from` and `to` are swapped. */
  readonly reversed: boolean;
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

/** Splits a picture into its connected parts and puts the boxes of each into columns. Linear in boxes and arrows. */
export function partsOf(picture: Picture): readonly PicturePart[] {
  const neighbours = new Map<string, string[]>();
  const outgoing = new Map<string, PictureEdge[]>();
  for (const edge of picture.edges) {
    append(neighbours, edge.from, edge.to);
    append(neighbours, edge.to, edge.from);
    append(outgoing, edge.from, edge);
  }
  const back = backEdges(
    picture.nodes.map((node) => node.id),
    outgoing,
  );
  const partOf = new Map<string, number>();
  let parts = 0;
  for (const { id } of picture.nodes) {
    if (partOf.has(id)) continue;
    const pending = [id];
    partOf.set(id, parts);
    for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
      for (const next of neighbours.get(current) ?? []) {
        if (partOf.has(next)) continue;
        partOf.set(next, parts);
        pending.push(next);
      }
    }
    parts++;
  }
  const ids = new Map<number, string[]>();
  const arrows = new Map<number, LayerArrow[]>();
  for (const { id } of picture.nodes) append(ids, partOf.get(id) ?? 0, id);
  for (const edge of picture.edges) {
    const reversed = back.has(edge);
    const { from, to, label } = edge;
    append(arrows, partOf.get(from) ?? 0, { reversed, label, from: reversed ? to : from, to: reversed ? from : to });
  }
  return [...ids].map(([part, own]) => {
    const inside = arrows.get(part) ?? [];
    return { ids: own, arrows: inside, layerOf: layersOf(own, inside) };
  });
}

/** Arrows that close a cycle, found by a depth-first walk without recursion. */
function backEdges(ids: readonly string[], outgoing: ReadonlyMap<string, readonly PictureEdge[]>): ReadonlySet<PictureEdge> {
  const back = new Set<PictureEdge>();
  const state = new Map<string, "open" | "done">();
  for (const root of ids) {
    if (state.has(root)) continue;
    const stack: { readonly id: string; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, "open");
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = outgoing.get(top.id)?.[top.next++];
      if (edge === undefined) {
        state.set(top.id, "done");
        stack.pop();
      } else if (state.get(edge.to) === "open") {
        back.add(edge);
      } else if (!state.has(edge.to)) {
        state.set(edge.to, "open");
        stack.push({ id: edge.to, next: 0 });
      }
    }
  }
  return back;
}

/** The longest path from a beginning decides the column. */
function layersOf(ids: readonly string[], arrows: readonly LayerArrow[]): ReadonlyMap<string, number> {
  const waiting = new Map<string, number>();
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) {
    append(next, from, to);
    countUp(waiting, to);
  }
  const layerOf = new Map<string, number>();
  const ready = ids.filter((id) => !waiting.has(id));
  for (const id of ready) layerOf.set(id, 0);
  for (let index = 0; index < ready.length; index++) {
    const id = ready[index] ?? "";
    const layer = remember(layerOf, id, () => 0);
    for (const to of next.get(id) ?? []) {
      layerOf.set(to, Math.max(layerOf.get(to) ?? 0, layer + 1));
      const left = (waiting.get(to) ?? 0) - 1;
      waiting.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return layerOf;
}

/** The boxes of a part in their order when it is a single chain; undefined otherwise. */
export function chainOf(part: PicturePart): readonly string[] | undefined {
  if (part.arrows.length !== part.ids.length - 1 || part.arrows.some((arrow) => arrow.reversed)) return undefined;
  const ordered = part.ids.toSorted((a, b) => (part.layerOf.get(a) ?? 0) - (part.layerOf.get(b) ?? 0));
  return ordered.every((id, index) => part.layerOf.get(id) === index) ? ordered : undefined;
}
