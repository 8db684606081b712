import type { Interpolation, RobinNode, TextPart } from "./ast.ts";
import { apostrophe, backslash, doubleQuote, percent } from "./characters.ts";

/**
 * Undoes the escapes of a stretch of source: `\'`, `\\` and `\"` stand for their second character, a backslash before anything else is a
 * character like any other. (The designer writes these three; JoeG592/pad-robin-action-kb, probes S12 to S15, S25, ES1, ES2.)
 */
export function unescapeText(source: string, start: number, end: number): string {
  const raw = source.slice(start, end);
  let value = "";
  let from = 0;
  for (let at = raw.indexOf("\\"); at >= 0; at = raw.indexOf("\\", at + 2)) {
    if (!isEscapable(raw.charCodeAt(at + 1))) continue;
    value += raw.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? raw : value + raw.slice(from);
}

/** Whether a backslash before the character belongs to it. */
export function isEscapable(code: number): boolean {
  return code === apostrophe || code === backslash || code === doubleQuote;
}

/** Units of a decoded text between two places that {@link offsetsInText} keeps. */
const spacing = 1024;

/**
 * Finds the offsets in the script of the characters of a decoded text. It keeps places on its way: a long text may hold thousands of values.
 * @param content Where the text is: a {@link TextPart}, or a text literal without its quotes.
 * @param syntax Of the interpolation that a part is in; `undefined` for a text literal.
 * @returns the offset of an index, which counts UTF-16 units of the decoded text; its length is allowed, and means the end
 */
export function offsetsInText(source: string, content: RobinNode, syntax?: Interpolation["syntax"]): (index: number) => number {
  const places: { readonly index: number; readonly at: number }[] = [];

  function placeBefore(index: number): { readonly index: number; readonly at: number } {
    for (let near = Math.min(Math.floor(index / spacing), places.length) - 1; near >= 0; near--) {
      const place = places[near];
      if (place !== undefined && place.index < index) return place;
    }
    return { index: 0, at: content.start };
  }

  return (index) => {
    let { index: decoded, at } = placeBefore(index);
    while (at < content.end) {
      if (decoded < index && decoded >= spacing * (places.length + 1)) places.push({ index: decoded, at });
      const code = source.charCodeAt(at);
      const next = at + 1 < content.end ? source.charCodeAt(at + 1) : -1;
      // `\%` has no character of its own in the text.
      if (syntax === "robin" && code === backslash && next === percent) {
        at += 2;
        continue;
      }
      if (decoded >= index) break;
      const isPair = (code === backslash && isEscapable(next)) || (syntax === "robin" && code === percent && next === percent);
      // A backslash that stays one takes the next character with it, so that neither begins another escape.
      const isKept = !isPair && code === backslash && next !== -1 && decoded + 1 < index;
      at += isPair || isKept ? 2 : 1;
      decoded += isKept ? 2 : 1;
    }
    return Math.min(at, content.end);
  };
}

/** A part of plain text. */
export function textPart(value: string, start: number, end: number): TextPart {
  return { kind: "text-part", value, start, end };
}
