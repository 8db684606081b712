/** Codes of the signs that parsers look for. */
export const doubleQuote = 34;
export const dollar = 36;
export const percent = 37;
export const apostrophe = 39;
export const openParenthesis = 40;
export const dot = 46;
export const colon = 58;
export const equalsSign = 61;
export const greaterThan = 62;
export const atSign = 64;
export const backslash = 92;
export const openBrace = 123;

/** The end of the line that `from` is on, before its line break. */
export function lineEnd(source: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && !isLineEnd(source.charCodeAt(at))) at++;
  return at;
}

/** The end of the word that `from` is in, `from` itself where that is no part of a word. */
export function wordEnd(source: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = source.charCodeAt(at);
    if (code < 128) {
      if (wordParts[code] === 0) return at;
      at++;
    } else {
      const point = source.codePointAt(at) ?? 0;
      if (!isWordPart(point)) return at;
      at += point > 0xffff ? 2 : 1;
    }
  }
  return Math.min(at, limit);
}

const wordParts = new Uint8Array(128);
for (let code = 0; code < 128; code++) wordParts[code] = /\w/.test(String.fromCharCode(code)) ? 1 : 0;

/** The end of the digits from `from` on. */
export function digitsEnd(source: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && isDigit(source.charCodeAt(at))) at++;
  return at;
}

/** `0` to `9`: the language knows no others. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Either half of a line break; each by itself ends a line as well. */
export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

// The patterns below are in the functions that use them: V8 reads a pattern where it is first met, and those with classes of Unicode slowly. Most
// scripts need none.

/** Whether a character outside of ASCII is white space that does not end a line. */
export function isSpace(code: number): boolean {
  return /^[\p{Zs}\uFEFF]$/u.test(String.fromCharCode(code));
}

/** Whether a name may begin with a character outside of ASCII, by its code point. */
export function isLetter(point: number): boolean {
  return /^\p{L}$/u.test(String.fromCodePoint(point));
}

function isWordPart(point: number): boolean {
  return /^[\p{L}\p{M}\p{N}\p{Pc}]$/u.test(String.fromCodePoint(point));
}
