import type { Interpolation, RobinNode, TextPart } from "./ast.ts";

const quote = 39;
const doubleQuote = 34;
const backslash = 92;
const percent = 37;

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
  return code === quote || code === backslash || code === doubleQuote;
}

/**
 * The offset in the script of a character of a decoded text.
 * @param content Where the text is: a {@link TextPart}, or a text literal without its quotes.
 * @param index Counts UTF-16 units of the decoded text; its length is allowed, and means the end.
 * @param syntax Of the interpolation that a part is in; `undefined` for a text literal.
 */
export function offsetInText(source: string, content: RobinNode, index: number, syntax?: Interpolation["syntax"]): number {
  let at = content.start;
  for (let left = index; at < content.end; left--) {
    const code = source.charCodeAt(at);
    const next = at + 1 < content.end ? source.charCodeAt(at + 1) : -1;
    // `\%` has no character of its own in the text.
    if (syntax === "robin" && code === backslash && next === percent) {
      at += 2;
      left++;
      continue;
    }
    if (left <= 0) break;
    const isPair = (code === backslash && isEscapable(next)) || (syntax === "robin" && code === percent && next === percent);
    // A backslash that stays one takes the next character with it, so that neither begins another escape.
    if (!isPair && code === backslash && next !== -1 && left > 1) {
      at += 2;
      left--;
    } else at += isPair ? 2 : 1;
  }
  return Math.min(at, content.end);
}

/** A part of plain text. */
export function textPart(value: string, start: number, end: number): TextPart {
  return { kind: "text-part", value, start, end };
}
