import { fitLines } from "./measure.ts";
import type { PictureNode } from "./model.ts";

/** A box with its place and the lines of text that fit into it; all numbers in pixels. */
export interface PlacedBox {
  readonly node: PictureNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly subtitle: readonly string[];
  readonly note: readonly string[];
}

/** An arrow: an SVG path, the tip of its head, and its label. */
export interface PlacedArrow {
  readonly path: string;
  readonly tip: { readonly x: number; readonly y: number; readonly left: boolean };
  readonly label: readonly string[];
  /** The label's middle, and the base line of its last line. */
  readonly labelX: number;
  readonly labelY: number;
}

/** Boxes and arrows of one part; its upper left corner is 0, 0. */
export interface PlacedPart {
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
  readonly width: number;
  readonly height: number;
}

/** Sizes that layout and renderer share. */
export const sizes = {
  boxWidth: 166,
  padding: 12,
  caption: 11,
  title: 13,
  small: 11,
  captionLine: 16,
  titleLine: 17,
  smallLine: 14,
  labelWidth: 114,
  labelLine: 13,
  /** Between boxes above each other. */
  rowGap: 30,
} as const;

/** Most lines of an arrow's label. */
const labelLines = 4;

/** A box without a place: the texts broken into lines, and the height that they need. */
export function fillBox(node: PictureNode): PlacedBox {
  const inner = sizes.boxWidth - 2 * sizes.padding;
  const title = fitLines(node.title, inner, sizes.title, 3);
  const subtitle = fitLines(node.subtitle, inner, sizes.small, 1);
  const note = fitLines(node.note, inner, sizes.small, 2);
  const height =
    2 * sizes.padding - 4 + sizes.captionLine + title.length * sizes.titleLine + (subtitle.length + note.length) * sizes.smallLine;
  return { node, x: 0, y: 0, width: sizes.boxWidth, height, title, subtitle, note };
}

/** The lines of a label, cut to what fits into a box. */
export function fitLabel(label: string): readonly string[] {
  return fitLines(label, sizes.labelWidth, sizes.small, labelLines);
}

/** A number as it is written into a picture: at most one decimal. */
export function round(number: number): string {
  return String(Math.round(number * 10) / 10);
}
