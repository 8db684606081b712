import { wide, zeroWidth } from "../text-layout.ts";

/**
 * Widths of characters in thousandths of the font's size. They are those of the widest of the usual system fonts, so that a text fits
 * whatever font draws it.
 */
const narrow = /[ijl.,:;'!|`]/;
const slim = /[ftrI()[\]{}/\\\- "]/;
const broad = /[mwMW@%&]/;
const capital = /[A-Z_#$+<=>~?]/;

function charWidth(char: string): number {
  if (narrow.test(char)) return 330;
  if (slim.test(char)) return 410;
  if (broad.test(char)) return 960;
  if (capital.test(char)) return 700;
  if (char <= "\u007f") return 620;
  if (zeroWidth.test(char)) return 0;
  return wide.test(char) ? 1050 : 720;
}

/** Width of a text in the unit of `size`. It must hold no control characters. */
export function measure(text: string, size: number): number {
  let width = 0;
  for (const char of text) width += charWidth(char);
  return (width * size) / 1000;
}

/** Where a name that is longer than a line may be broken: after a separator, and before a capital that begins a word. */
const breakable = /(?<=[_\-./\\:,;?&=])|(?<=\p{Ll})(?=\p{Lu})/u;

/** No picture has room for more, and names of a hostile solution can be of any length. */
const longestText = 400;

/** Breaks a text into at most `most` lines of at most `width`; what does not fit ends in an ellipsis. */
export function fitLines(text: string, width: number, size: number, most: number): readonly string[] {
  const words = text
    .slice(0, longestText)
    .trim()
    .split(/(?<=\s)/);
  const lines: string[] = [];
  let line = "";
  for (const piece of words.flatMap((word) => pieces(word, width, size))) {
    if (line !== "" && measure((line + piece).trimEnd(), size) > width) {
      lines.push(line.trim());
      line = "";
    }
    line += piece;
  }
  if (line.trim() !== "") lines.push(line.trim());
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), ellipsize(lines[most - 1] ?? "", width, size)];
}

function pieces(word: string, width: number, size: number): readonly string[] {
  if (measure(word.trimEnd(), size) <= width) return [word];
  return word.split(breakable).flatMap((part) => splitLong(part, width, size));
}

/** A piece without any break, cut where the line ends. */
function splitLong(piece: string, width: number, size: number): readonly string[] {
  if (measure(piece.trimEnd(), size) <= width) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const char of piece) {
    if (part !== "" && measure(part + char, size) > width) {
      parts.push(part);
      part = "";
    }
    part += char;
  }
  return [...parts, part];
}

/** A line that ends in an ellipsis, shortened by what that needs. */
function ellipsize(text: string, width: number, size: number): string {
  const chars = [...text];
  while (chars.length > 0 && measure(`${chars.join("")}…`, size) > width) chars.pop();
  return `${chars.join("").trimEnd()}…`;
}
