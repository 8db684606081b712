import { apostrophe, backslash, dollar, isLineEnd, lineEnd, percent } from "./characters.ts";
import { type Lexer, TokenFlag, TokenKind, take } from "./tokens.ts";

/** `'…'` on one line, or `'''…'''` over several. */
export function scanText(lexer: Lexer): void {
  const { source, start, limit } = lexer;
  if (source.startsWith("'''", start) && start + 3 <= limit) {
    scanTriple(lexer, start + 3, TokenKind.tripleText);
    return;
  }
  lexer.kind = TokenKind.text;
  let at = start + 1;
  for (; at < limit; at++) {
    const code = source.charCodeAt(at);
    if (code === apostrophe) {
      lexer.end = at + 1;
      return;
    }
    if (isLineEnd(code)) break;
    if (code === backslash) {
      lexer.flags |= TokenFlag.marked;
      if (at + 1 < limit && !isLineEnd(source.charCodeAt(at + 1))) at++;
    }
  }
  lexer.flags |= TokenFlag.unterminated;
  lexer.end = at;
}

/** `$'''…'''` or `$fx'…'`; a dollar sign in front of anything else is unknown. */
export function scanDollar(lexer: Lexer, next: number): void {
  const { source, start, limit } = lexer;
  const isFx = (next | 0x20) === 102 && (source.charCodeAt(start + 2) | 0x20) === 120 && source.charCodeAt(start + 3) === apostrophe;
  if (start + 4 > limit) take(lexer, TokenKind.unknown, 1);
  else if (next === apostrophe && source.startsWith("'''", start + 1)) scanTriple(lexer, start + 4, TokenKind.interpolation);
  else if (isFx) scanPowerFx(lexer, start + 4);
  else take(lexer, TokenKind.unknown, 1);
}

function scanPowerFx(lexer: Lexer, from: number): void {
  const { source, limit } = lexer;
  lexer.kind = TokenKind.powerFx;
  const end = lexer.longSearches > maxLongSearches ? from : limit;
  for (let at = from; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === apostrophe) {
      lexer.end = at + 1;
      countLines(lexer);
      return;
    }
    if (code === backslash || code === dollar) lexer.flags |= TokenFlag.marked;
    if (code === backslash) at++;
  }
  closeAtLine(lexer, from);
}

/**
 * A missing end quote makes the search for it run through the whole script, once for every text behind it in the worst case. After this many such
 * searches a text has to end on its line.
 */
const maxLongSearches = 16;

function closeAtLine(lexer: Lexer, from: number): void {
  lexer.longSearches++;
  lexer.flags |= TokenFlag.unterminated;
  lexer.end = lineEnd(lexer.source, from, lexer.limit);
}

/** Finds the `'''` of a text whose content begins at `from`. */
function scanTriple(lexer: Lexer, from: number, kind: TokenKind): void {
  const { source, limit } = lexer;
  lexer.kind = kind;
  if (lexer.longSearches > maxLongSearches || source.indexOf("'''", from) < 0) {
    closeAtLine(lexer, from);
    return;
  }
  let breaks = 0;
  let at = from;
  while (at < limit) {
    const code = source.charCodeAt(at);
    if (code === apostrophe) {
      let quotes = 1;
      while (at + quotes < limit && source.charCodeAt(at + quotes) === apostrophe) quotes++;
      if (quotes > 3 || quotes < 3) lexer.flags |= TokenFlag.apostrophe;
      at += quotes;
      if (quotes >= 3) {
        lexer.end = at;
        addLines(lexer, breaks);
        return;
      }
    } else if (code === backslash) {
      lexer.flags |= TokenFlag.marked;
      at += at + 1 < limit && !isLineEnd(source.charCodeAt(at + 1)) ? 2 : 1;
    } else if (code === 10 || code === 13) {
      if (code === 10 || source.charCodeAt(at + 1) !== 10) breaks++;
      at++;
    } else {
      if (code === percent && kind === TokenKind.interpolation) lexer.flags |= TokenFlag.marked;
      at++;
    }
  }
  lexer.flags = 0;
  closeAtLine(lexer, from);
}

/**
 * The percent sign that closes an expression which begins at `from` in a `$'''…'''` text, or -1. Percent signs and quotes in `'…'` inside of the
 * expression do not count; an expression ends on its line and before the closing quotes of the text.
 */
export function closingPercent(source: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const code = source.charCodeAt(at);
    if (code === percent) return at;
    if (code === 13 || code === 10 || (code === apostrophe && source.startsWith("'''", at))) return -1;
    if (code === apostrophe) {
      at++;
      while (at < limit && source.charCodeAt(at) !== apostrophe) {
        const inner = source.charCodeAt(at);
        if (inner === 13 || inner === 10) return -1;
        if (inner === backslash) at++;
        at++;
      }
    }
  }
  return -1;
}

/** `/# … #/` */
export function scanBlockComment(lexer: Lexer): void {
  lexer.kind = TokenKind.blockComment;
  const close = lexer.longSearches > maxLongSearches ? -1 : lexer.source.indexOf("#/", lexer.start + 2);
  if (close < 0 || close + 2 > lexer.limit) closeAtLine(lexer, lexer.start);
  else {
    lexer.end = close + 2;
    countLines(lexer);
  }
}

/** Adds the lines inside of the token that was just read. */
function countLines(lexer: Lexer): void {
  const { source, end } = lexer;
  let breaks = 0;
  for (let at = lexer.start; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === 10 || (code === 13 && source.charCodeAt(at + 1) !== 10)) breaks++;
  }
  addLines(lexer, breaks);
}

function addLines(lexer: Lexer, breaks: number): void {
  if (breaks === 0) return;
  lexer.endLine += breaks;
  lexer.flags |= TokenFlag.multiline;
}
