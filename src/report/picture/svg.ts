import { xmlText } from "../sanitize.ts";
import { layOut } from "./layout.ts";
import { kindLabel, type Picture, type PictureNode, showsLabel } from "./model.ts";
import { type PlacedArrow, type PlacedBox, round, sizes } from "./placed.ts";
import { standaloneStyle } from "./svg-style.ts";

/** How an SVG is written. */
export interface SvgOptions {
  /** Begins the ids of the picture's title and description; must be unique in the page. */
  readonly idPrefix: string;
  /** Longer chains continue in a new row; in pixels. */
  readonly maxWidth: number;
  /** A file of its own: with its style, a background, and colours that follow the viewer's scheme. */
  readonly standalone?: boolean;
}

/** Room around the drawing. */
const margin = 8;

/** Draws a picture as SVG without any style attribute, script or reference: it can be inside a page with a strict policy. */
export function svgOf(picture: Picture, { idPrefix, maxWidth, standalone = false }: SvgOptions): string {
  const { boxes, arrows, width, height } = layOut(picture, maxWidth - 2 * margin);
  const edge = standalone ? 24 : margin;
  const fullWidth = Math.ceil(width + 2 * edge);
  const fullHeight = Math.ceil(height + 2 * edge);
  const id = xmlText(idPrefix);
  return [
    `<svg class="picture"${standalone ? ' xmlns="http://www.w3.org/2000/svg"' : ""} role="img" aria-labelledby="${id}-title ${id}-desc" width="${fullWidth}" height="${fullHeight}" viewBox="${-edge} ${-edge} ${fullWidth} ${fullHeight}">`,
    `<title id="${id}-title">${xmlText(picture.title)}</title>`,
    `<desc id="${id}-desc">${xmlText(picture.description)}</desc>`,
    ...(standalone
      ? [`<style>${standaloneStyle}</style><rect class="ground" x="${-edge}" y="${-edge}" width="${fullWidth}" height="${fullHeight}"/>`]
      : []),
    ...arrows.map(arrowLine),
    ...boxes.map(boxGroup),
    ...arrows.map(arrowLabel),
    "</svg>",
  ].join("");
}

function arrowLine({ path, tip }: PlacedArrow): string {
  const back = tip.left ? 8 : -8;
  const head = `M${round(tip.x)} ${round(tip.y)}l${back} -4.5v9z`;
  return `<path class="arrow" d="${path}"/><path class="head" d="${head}"/>`;
}

function arrowLabel({ label, labelX, labelY }: PlacedArrow): string {
  return textLines("label", label, labelX, labelY - (label.length - 1) * sizes.labelLine, sizes.labelLine);
}

function boxGroup(box: PlacedBox): string {
  const { node, x, y, width, height } = box;
  const left = x + sizes.padding;
  const contents = sizes.captionLine + box.title.length * sizes.titleLine + (box.subtitle.length + box.note.length) * sizes.smallLine;
  let line = y + (height - contents) / 2;
  const lines: string[] = [];
  const write = (css: string, texts: readonly string[], lineHeight: number): void => {
    lines.push(textLines(css, texts, left, line + lineHeight - 4, lineHeight));
    line += texts.length * lineHeight;
  };
  const state = showsLabel(node.shows);
  write("caption", [state === "" ? kindLabel(node.kind) : `${kindLabel(node.kind)} · ${stateWord(node)}`], sizes.captionLine);
  write("name", box.title, sizes.titleLine);
  write("small", box.subtitle, sizes.smallLine);
  write("small note", box.note, sizes.smallLine);
  const classes = ["box", node.shows, ...(node.marked ? ["marked"] : []), ...(node.level === undefined ? [] : [node.level])];
  return `<g class="${classes.join(" ")}"><title>${xmlText(fullText(node))}</title>${outline(box)}${lock(node, x + width - 24, y + (height - contents) / 2)}${lines.join("")}</g>`;
}

function stateWord(node: PictureNode): string {
  return node.shows === "open" ? "visible" : "hidden";
}

/** What a pointer that rests on a box shows: nothing is cut off. */
function fullText(node: PictureNode): string {
  const state = showsLabel(node.shows);
  return [`${kindLabel(node.kind)} ${node.title}`, node.subtitle, node.note, state].filter((part) => part !== "").join(" – ");
}

/** How far the lid of an open box is lifted. */
const lid = 34;

/** A closed box is a whole outline; the upper edge of an open one stands open like a lid. */
function outline({ node: { shows }, x, y, width, height }: PlacedBox): string {
  const rect = `<rect class="ground-of-box" x="${round(x)}" y="${round(y)}" width="${width}" height="${round(height)}" rx="7"/>`;
  if (shows !== "open") return rect;
  const right = x + width;
  const bottom = y + height;
  const opening = right - 7 - lid;
  return `${rect}<path class="outline" d="M${round(opening)} ${round(y)}H${round(x + 7)}q-7 0-7 7V${round(bottom - 7)}q0 7 7 7H${round(right - 7)}q7 0 7-7V${round(y + 7)}q0-4-3-6M${round(opening)} ${round(y)}l${lid - 2} -9"/>`;
}

/** A padlock, shut or open. */
function lock({ shows }: PictureNode, x: number, y: number): string {
  if (shows === "unknown") return "";
  const shackle = shows === "closed" ? "M2.5 6V4a3 3 0 0 1 6 0v2" : "M2.5 6V4a3 3 0 0 1 5.9-.8";
  return `<path class="lock" transform="translate(${round(x)} ${round(y + 1)})" d="${shackle}M1 6h9v6.5H1z"/>`;
}

function textLines(css: string, lines: readonly string[], x: number, y: number, lineHeight: number): string {
  return lines
    .map((line, index) => `<text class="${css}" x="${round(x)}" y="${round(y + index * lineHeight)}">${xmlText(line)}</text>`)
    .join("");
}
