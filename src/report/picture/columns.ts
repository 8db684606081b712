import { append, largest } from "../../collections.ts";
import type { LayerArrow, PicturePart } from "./layers.ts";
import { fitLabel, type PlacedArrow, type PlacedBox, type PlacedPart, round, sizes } from "./placed.ts";

/** A box, or the place where an arrow crosses a column that it does not end in. */
interface Slot {
  readonly box: PlacedBox | undefined;
  readonly layer: number;
  height: number;
  /** Its middle. */
  center: number;
  readonly before: Slot[];
  readonly after: Slot[];
  readonly inPorts: Map<string, Port>;
}

/** Where arrows with one label enter a box. */
interface Port {
  readonly label: readonly string[];
  offset: number;
}

interface Route {
  readonly arrow: LayerArrow;
  /** From the first box over the crossed columns to the last box. */
  readonly slots: readonly Slot[];
}

/** Height of a crossing. */
const crossing = 14;

/** How often the order within columns is improved. */
const sweeps = 4;

/**
 * Boxes in columns, arrows between them; an arrow enters its box at a height of its own for every label, so that no label covers another.
 */
export function placeLayers(part: PicturePart, boxOf: (id: string) => PlacedBox): PlacedPart {
  const { columns, routes } = buildColumns(part, boxOf);
  setPorts(routes);
  orderColumns(columns);
  for (const column of columns) stack(column);
  for (let round = 0; round < sweeps; round++) {
    for (const column of columns) align(column, (slot) => slot.before);
    for (const column of columns.toReversed()) align(column, (slot) => slot.after);
  }
  return draw(columns, routes);
}

function buildColumns(
  part: PicturePart,
  boxOf: (id: string) => PlacedBox,
): { readonly columns: readonly Slot[][]; readonly routes: readonly Route[] } {
  const slots = new Map<string, Slot>();
  const columns = new Map<number, Slot[]>();
  const add = (layer: number, box: PlacedBox | undefined): Slot => {
    const slot: Slot = { box, layer, height: box?.height ?? crossing, center: 0, before: [], after: [], inPorts: new Map() };
    append(columns, layer, slot);
    return slot;
  };
  for (const id of part.ids) slots.set(id, add(part.layerOf.get(id) ?? 0, boxOf(id)));
  const routes: Route[] = [];
  for (const arrow of part.arrows) {
    const from = slots.get(arrow.from);
    const to = slots.get(arrow.to);
    if (from === undefined || to === undefined) continue;
    const way = [from];
    for (let layer = from.layer + 1; layer < to.layer; layer++) way.push(add(layer, undefined));
    way.push(to);
    for (const [index, slot] of way.entries()) {
      const next = way[index + 1];
      if (next === undefined) break;
      slot.after.push(next);
      next.before.push(slot);
    }
    routes.push({ arrow, slots: way });
  }
  return { columns: [...columns].sort(([a], [b]) => a - b).map(([, column]) => column), routes };
}

/** A box grows until all labels of its arrows have room above each other. */
function setPorts(routes: readonly Route[]): void {
  for (const { arrow, slots } of routes) {
    const to = slots.at(-1);
    if (to !== undefined && !to.inPorts.has(arrow.label)) to.inPorts.set(arrow.label, { label: fitLabel(arrow.label), offset: 0 });
  }
  for (const slot of new Set(routes.flatMap((route) => route.slots.at(-1) ?? []))) {
    const ports = [...slot.inPorts.values()];
    const [only] = ports;
    if (ports.length === 1 && only !== undefined) {
      slot.height = Math.max(slot.height, 2 * (only.label.length * sizes.labelLine + 8) - sizes.rowGap);
      continue;
    }
    const heights = ports.map((port) => port.label.length * sizes.labelLine + 14);
    const total = heights.reduce((sum, height) => sum + height, 0);
    slot.height = Math.max(slot.height, total);
    let top = -total / 2;
    for (const [index, port] of ports.entries()) {
      top += heights[index] ?? 0;
      port.offset = top - 6;
    }
  }
}

/** Moves connected boxes to similar heights: the order within a column follows the middle of the neighbours. */
function orderColumns(columns: readonly Slot[][]): void {
  const rank = new Map<Slot, number>();
  for (const column of columns) for (const [index, slot] of column.entries()) rank.set(slot, index);
  const sort = (column: Slot[], neighbours: (slot: Slot) => readonly Slot[]): void => {
    const wanted = new Map(
      column.map((slot) => [slot, mean(neighbours(slot).map((other) => rank.get(other) ?? 0)) ?? rank.get(slot) ?? 0]),
    );
    column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    for (const [index, slot] of column.entries()) rank.set(slot, index);
  };
  for (let round = 0; round < sweeps; round++) {
    for (const column of columns) sort(column, (slot) => slot.before);
    for (const column of columns.toReversed()) sort(column, (slot) => slot.after);
  }
}

function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function stack(column: readonly Slot[]): void {
  let top = 0;
  for (const slot of column) {
    slot.center = top + slot.height / 2;
    top += slot.height + gapBelow(slot);
  }
}

function gapBelow(slot: Slot): number {
  return slot.box === undefined ? 6 : sizes.rowGap;
}

function distance(upper: Slot, lower: Slot): number {
  return upper.height / 2 + Math.max(gapBelow(upper), gapBelow(lower)) + lower.height / 2;
}

/** Moves each slot towards the middle of its neighbours, keeping order and distances: the mean of pushing down and pushing up. */
function align(column: readonly Slot[], neighbours: (slot: Slot) => readonly Slot[]): void {
  const wanted = column.map((slot) => mean(neighbours(slot).map((other) => other.center)) ?? slot.center);
  const down = [...wanted];
  const up = [...wanted];
  for (let index = 1; index < column.length; index++) {
    const upper = column[index - 1];
    const lower = column[index];
    if (upper !== undefined && lower !== undefined)
      down[index] = Math.max(down[index] ?? 0, (down[index - 1] ?? 0) + distance(upper, lower));
  }
  for (let index = column.length - 2; index >= 0; index--) {
    const upper = column[index];
    const lower = column[index + 1];
    if (upper !== undefined && lower !== undefined) up[index] = Math.min(up[index] ?? 0, (up[index + 1] ?? 0) - distance(upper, lower));
  }
  for (const [index, slot] of column.entries()) slot.center = ((down[index] ?? 0) + (up[index] ?? 0)) / 2;
}

/** Room for the bends of arrows between two columns; more arrows need more. */
function channel(arrows: number): number {
  return arrows <= 1 ? 18 : 24 + Math.min(96, 5 * arrows);
}

function draw(columns: readonly Slot[][], routes: readonly Route[]): PlacedPart {
  const all = columns.flat();
  const top = all.reduce((least, slot) => Math.min(least, slot.center - slot.height / 2 - labelRise(slot)), Number.POSITIVE_INFINITY);
  const lefts: number[] = [0];
  for (const [index, column] of columns.entries()) {
    const arrows = column.reduce((sum, slot) => sum + slot.after.length, 0);
    lefts.push((lefts[index] ?? 0) + sizes.boxWidth + channel(arrows) + sizes.labelWidth + 8);
  }
  for (const slot of all) slot.center -= top;
  const boxes = columns.flatMap((column, index) =>
    column.flatMap(({ box, center, height }) =>
      box === undefined ? [] : [{ ...box, x: lefts[index] ?? 0, y: center - height / 2, height }],
    ),
  );
  const outPorts = portsOut(routes);
  const arrows = routes.map((route) => drawRoute(route, lefts, outPorts.get(route) ?? 0));
  return {
    boxes,
    arrows,
    width: largest(boxes, (box) => box.x + box.width),
    height: largest(all, (slot) => slot.center + slot.height / 2),
  };
}

/** How far the label of a single arrow reaches above its box. */
function labelRise(slot: Slot): number {
  const [only, ...others] = slot.inPorts.values();
  return only === undefined || others.length > 0 ? 0 : Math.max(0, only.label.length * sizes.labelLine + 8 - slot.height / 2);
}

/** Where arrows leave their box: spread around its middle, in the order of where they go. */
function portsOut(routes: readonly Route[]): ReadonlyMap<Route, number> {
  const bySource = new Map<Slot, Route[]>();
  for (const route of routes) if (route.slots[0] !== undefined) append(bySource, route.slots[0], route);
  const offsets = new Map<Route, number>();
  for (const [slot, own] of bySource) {
    const step = Math.min(12, (slot.height - 16) / Math.max(1, own.length));
    const sorted = own.toSorted((a, b) => (a.slots[1]?.center ?? 0) - (b.slots[1]?.center ?? 0));
    for (const [index, route] of sorted.entries()) offsets.set(route, (index - (own.length - 1) / 2) * step);
  }
  return offsets;
}

function drawRoute({ arrow, slots }: Route, lefts: readonly number[], outOffset: number): PlacedArrow {
  const [first] = slots;
  const last = slots.at(-1);
  const port = last?.inPorts.get(arrow.label);
  const startX = (lefts[first?.layer ?? 0] ?? 0) + sizes.boxWidth;
  const startY = (first?.center ?? 0) + outOffset;
  const endX = lefts[last?.layer ?? 0] ?? 0;
  const endY = (last?.center ?? 0) + (port?.offset ?? 0);
  let path = `M${round(arrow.reversed ? startX + 6 : startX)} ${round(startY)}`;
  let x = startX;
  let y = startY;
  for (const slot of slots.slice(1)) {
    const isLast = slot === last;
    const left = lefts[slot.layer] ?? 0;
    // Labels are between the bend and the box.
    const bend = left - sizes.labelWidth - 8;
    const height = isLast ? endY : slot.center;
    const half = (x + bend) / 2;
    if (height !== y) path += `C${round(half)} ${round(y)} ${round(half)} ${round(height)} ${round(bend)} ${round(height)}`;
    x = isLast ? endX - (arrow.reversed ? 0 : 6) : left + sizes.boxWidth;
    y = height;
    path += `L${round(x)} ${round(y)}`;
  }
  return {
    path,
    tip: arrow.reversed ? { x: startX, y: startY, left: true } : { x: endX, y: endY, left: false },
    label: port?.label ?? [],
    labelX: endX - sizes.labelWidth / 2 - 6,
    labelY: endY - 6,
  };
}
