import { placeChain } from "./chain.ts";
import { placeLayers } from "./columns.ts";
import { chainOf, partsOf } from "./layers.ts";
import type { Picture } from "./model.ts";
import { fillBox, type PlacedArrow, type PlacedBox, type PlacedPart, round } from "./placed.ts";

/**
 * Places a picture from left to right; a single chain that is longer than `maxWidth` continues in a new row. Independent parts fill rows like
 * words.
 */
export function layOut(picture: Picture, maxWidth: number): PlacedPart {
  const nodes = new Map(picture.nodes.map((node) => [node.id, node]));
  const boxOf = (id: string): PlacedBox => {
    const node = nodes.get(id);
    if (node === undefined) throw new Error(`The picture has no box '${id}'.`);
    return fillBox(node);
  };
  const parts = partsOf(picture).map((part) => {
    const chain = chainOf(part);
    return chain === undefined ? placeLayers(part, boxOf) : placeChain(chain.map(boxOf), labelsAlong(chain, part.arrows), maxWidth);
  });
  return packRows(parts, maxWidth);
}

function labelsAlong(chain: readonly string[], arrows: readonly { readonly to: string; readonly label: string }[]): readonly string[] {
  const labels = new Map(arrows.map(({ to, label }) => [to, label]));
  return chain.slice(1).map((id) => labels.get(id) ?? "");
}

/** Between parts. */
const partGap = 36;

function packRows(parts: readonly PlacedPart[], maxWidth: number): PlacedPart {
  const boxes: PlacedBox[] = [];
  const arrows: PlacedArrow[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let width = 0;
  for (const part of parts) {
    if (x > 0 && x + part.width > maxWidth) {
      y += rowHeight + partGap;
      x = 0;
      rowHeight = 0;
    }
    for (const box of part.boxes) boxes.push({ ...box, x: box.x + x, y: box.y + y });
    for (const arrow of part.arrows) arrows.push(shift(arrow, x, y));
    width = Math.max(width, x + part.width);
    rowHeight = Math.max(rowHeight, part.height);
    x += part.width + partGap;
  }
  return { boxes, arrows, width, height: y + rowHeight };
}

function shift(arrow: PlacedArrow, x: number, y: number): PlacedArrow {
  if (x === 0 && y === 0) return arrow;
  let isX = false;
  const path = arrow.path.replace(/-?\d+(?:\.\d+)?/g, (number) => {
    isX = !isX;
    return round(Number(number) + (isX ? x : y));
  });
  const { tip, labelX, labelY } = arrow;
  return { ...arrow, path, tip: { ...tip, x: tip.x + x, y: tip.y + y }, labelX: labelX + x, labelY: labelY + y };
}
