import { fitLines, measure } from "./measure.ts";
import { fitLabel, type PlacedArrow, type PlacedBox, type PlacedPart, round, sizes } from "./placed.ts";

/** Room for an arrow and its label between two boxes of a chain. */
const gap = sizes.labelWidth + 18;

/** How far an arrow that goes on in the next row leaves the box. */
const turn = 14;

/**
 * A single chain in rows of equal length, each read from left to right. `labels[n]` is on the arrow to box `n + 1`; between rows it has
 * more room.
 */
export function placeChain(boxes: readonly PlacedBox[], labels: readonly string[], maxWidth: number): PlacedPart {
  const fitting = (width: number): number => Math.max(1, Math.floor((width + gap) / (sizes.boxWidth + gap)));
  const wrapped = boxes.length > fitting(maxWidth);
  const perRow = fitting(wrapped ? maxWidth - 2 * turn : maxWidth);
  const left = wrapped ? turn : 0;
  const placed: PlacedBox[] = [];
  const arrows: PlacedArrow[] = [];
  let top = 0;
  let right = 0;
  for (let start = 0; start < boxes.length; start += perRow) {
    const row = boxes.slice(start, start + perRow);
    const inRow = labels.slice(start, start + row.length - 1).map(fitLabel);
    const incoming = start === 0 ? [] : fitLines(labels[start - 1] ?? "", Math.max(sizes.boxWidth, maxWidth / 2), sizes.small, 1);
    const above = start === 0 ? 0 : sizes.rowGap + 14 + incoming.length * sizes.labelLine;
    // Labels are drawn above their line, which may lift them above the boxes.
    const labelHeight = Math.max(0, ...inRow.map((lines) => lines.length * sizes.labelLine + 8));
    const half = Math.max(labelHeight, ...row.map((box) => box.height / 2));
    const middle = top + above + half;
    const before = placed.at(-1);
    for (const [index, box] of row.entries()) {
      const x = left + index * (sizes.boxWidth + gap);
      const label = inRow[index - 1];
      if (label !== undefined) arrows.push(straight(x - gap, x, middle, label));
      placed.push({ ...box, x, y: middle - box.height / 2 });
      right = Math.max(right, x + sizes.boxWidth);
    }
    if (before !== undefined) arrows.push(around(before, left, middle, top + above - 16, incoming));
    top = middle + Math.max(...row.map((box) => box.height / 2));
  }
  return { boxes: placed, arrows, width: right + (wrapped ? turn : 0), height: top };
}

function straight(from: number, to: number, y: number, label: readonly string[]): PlacedArrow {
  return {
    path: `M${round(from)} ${round(y)}L${round(to - 6)} ${round(y)}`,
    tip: { x: to, y, left: false },
    label,
    labelX: (from + to) / 2 - 3,
    labelY: y - 7,
  };
}

/** From the end of a row, between the rows, to the beginning of the next one. */
function around(before: PlacedBox, left: number, middle: number, between: number, label: readonly string[]): PlacedArrow {
  const fromX = before.x + before.width;
  const fromY = before.y + before.height / 2;
  const points = [
    [fromX, fromY],
    [fromX + turn - 2, fromY],
    [fromX + turn - 2, between],
    [left - turn + 2, between],
    [left - turn + 2, middle],
    [left - 6, middle],
  ] as const;
  return {
    path: points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(""),
    tip: { x: left, y: middle, left: false },
    label,
    labelX: left + Math.max(sizes.boxWidth, measure(label[0] ?? "", sizes.small) + 16) / 2,
    labelY: between - 6,
  };
}
