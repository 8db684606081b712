import { wordAt } from "./words.ts";

/** What a token is. The lexer never fails: a character that nothing begins with is an `unknown` token. */
export const TokenKind = {
  end: 0,
  newline: 1,
  /** A keyword or a name; {@link Lexer.word} tells them apart. */
  word: 2,
  number: 3,
  /** A word that begins with a digit, which no name may. */
  digitWord: 4,
  /** `'…'` */
  text: 5,
  /** `'''…'''` */
  tripleText: 6,
  /** `$'''…'''` */
  interpolation: 7,
  /** `$fx'…'` */
  powerFx: 8,
  /** `# …` */
  comment: 9,
  /** `/# … #/` */
  blockComment: 10,
  /** `**REGION …` up to the end of the line */
  region: 11,
  /** `**ENDREGION` up to the end of the line */
  endRegion: 12,
  colon: 13,
  /** `=>` */
  arrow: 14,
  dot: 15,
  comma: 16,
  caret: 17,
  /** `@` */
  at: 18,
  /** `@@` */
  doubleAt: 19,
  openParen: 20,
  closeParen: 21,
  openBracket: 22,
  closeBracket: 23,
  openBrace: 24,
  closeBrace: 25,
  plus: 26,
  minus: 27,
  times: 28,
  divide: 29,
  equal: 30,
  notEqual: 31,
  less: 32,
  greater: 33,
  lessEqual: 34,
  greaterEqual: 35,
  unknown: 36,
} as const;

/** A kind of token. */
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/** What {@link Lexer.flags} says about a text, `$fx` or comment token. */
export const TokenFlag = {
  /** It contains a backslash, a percent sign outside of `'…'` and `$fx`, or a dollar sign in `$fx`: the text is not the value. */
  marked: 1,
  /** It spans lines. */
  multiline: 2,
  /** The closing quotes or `#/` are missing; the token ends with the line. */
  unterminated: 4,
  /** `$'''…'''` has an apostrophe that is not escaped. */
  apostrophe: 8,
} as const;

/** Reads a script token by token; {@link advance} moves to the next one. White space between tokens is skipped. */
export interface Lexer {
  readonly source: string;
  /** Where reading ends. */
  limit: number;
  kind: TokenKind;
  /** Of the token, UTF-16 units, end exclusive. */
  start: number;
  end: number;
  /** Line of `start`, 1-based. */
  line: number;
  /** Line of `end`. */
  endLine: number;
  /** For a word: its number in `words.ts`, 0 for a name. */
  word: number;
  flags: number;
  /** Searches for the end of a text that ran to the end of the script; see `maxLongSearches`. */
  longSearches: number;
}

/** A lexer in front of the first token from `start` on. */
export function createLexer(source: string, start = 0, limit = source.length): Lexer {
  return { source, limit, kind: TokenKind.end, start, end: start, line: 1, endLine: 1, word: 0, flags: 0, longSearches: 0 };
}

/** One token as data, or a stretch of white space. */
export interface Token {
  readonly kind: TokenKind | "space";
  readonly start: number;
  readonly end: number;
}

/** All tokens of a text. They follow one another without gaps from its first to its last character. */
export function tokenize(source: string): readonly Token[] {
  const lexer = createLexer(source);
  const tokens: Token[] = [];
  do {
    const from = lexer.end;
    advance(lexer);
    if (lexer.start > from) tokens.push({ kind: "space", start: from, end: lexer.start });
    if (lexer.kind !== TokenKind.end) tokens.push({ kind: lexer.kind, start: lexer.start, end: lexer.end });
  } while (lexer.kind !== TokenKind.end);
  return tokens;
}

/** Moves to the next token. At the end of the script it stays at an `end` token. */
export function advance(lexer: Lexer): void {
  const { source, limit } = lexer;
  let at = lexer.end;
  let code = at < limit ? source.charCodeAt(at) : -1;
  while (code === 32 || code === 9 || (code > 126 && isSpace(code)) || code === 11 || code === 12) {
    at++;
    code = at < limit ? source.charCodeAt(at) : -1;
  }
  lexer.start = at;
  lexer.line = lexer.endLine;
  lexer.flags = 0;
  if (code === -1) {
    lexer.kind = TokenKind.end;
    lexer.end = at;
    return;
  }
  const kind = code < 128 ? asciiStarts[code] : isLetter(source.codePointAt(at) ?? 0) ? letterStart : TokenKind.unknown;
  if (kind === letterStart) {
    lexer.end = wordEnd(source, at, limit);
    lexer.word = wordAt(source, at, lexer.end);
    lexer.kind = TokenKind.word;
  } else if (kind !== undefined && kind >= 0) {
    lexer.kind = kind as TokenKind;
    // An unknown character outside of the basic plane is one token, not two halves.
    lexer.end = kind === TokenKind.unknown && (source.codePointAt(at) ?? 0) > 0xffff && at + 2 <= limit ? at + 2 : at + 1;
  } else scanOther(lexer, code);
}

const letterStart = -1;
const otherStart = -2;

/** The kind of a token by its first character: a kind for one-character tokens, otherwise what to scan. */
const asciiStarts = new Int8Array(128).fill(TokenKind.unknown);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) asciiStarts[code] = letterStart;
  else if (/[0-9\r\n'$#/*=<>@]/.test(character)) asciiStarts[code] = otherStart;
}
for (const [character, kind] of [
  [":", TokenKind.colon],
  [".", TokenKind.dot],
  [",", TokenKind.comma],
  ["^", TokenKind.caret],
  ["(", TokenKind.openParen],
  [")", TokenKind.closeParen],
  ["[", TokenKind.openBracket],
  ["]", TokenKind.closeBracket],
  ["{", TokenKind.openBrace],
  ["}", TokenKind.closeBrace],
  ["+", TokenKind.plus],
  ["-", TokenKind.minus],
] as const) {
  asciiStarts[character.charCodeAt(0)] = kind;
}

const apostrophe = 39;
const backslash = 92;
const percent = 37;

function scanOther(lexer: Lexer, code: number): void {
  const { source, start } = lexer;
  // Behind an expression in a text is a percent sign, which goes together with none of these.
  const next = source.charCodeAt(start + 1);
  switch (code) {
    case 13:
    case 10:
      lexer.endLine++;
      take(lexer, TokenKind.newline, code === 13 && next === 10 ? 2 : 1);
      break;
    case apostrophe:
      scanText(lexer);
      break;
    case 36:
      scanDollar(lexer, next);
      break;
    case 35:
      lexer.kind = TokenKind.comment;
      lexer.end = lineEnd(source, start, lexer.limit);
      break;
    case 47:
      if (next === 35) scanBlockComment(lexer);
      else take(lexer, TokenKind.divide, 1);
      break;
    case 42:
      scanAsterisk(lexer, next);
      break;
    case 61:
      if (next === 62) take(lexer, TokenKind.arrow, 2);
      else take(lexer, TokenKind.equal, 1);
      break;
    case 60:
      if (next === 62) take(lexer, TokenKind.notEqual, 2);
      else if (next === 61) take(lexer, TokenKind.lessEqual, 2);
      else take(lexer, TokenKind.less, 1);
      break;
    case 62:
      if (next === 61) take(lexer, TokenKind.greaterEqual, 2);
      else take(lexer, TokenKind.greater, 1);
      break;
    case 64:
      if (next === 64) take(lexer, TokenKind.doubleAt, 2);
      else take(lexer, TokenKind.at, 1);
      break;
    default:
      scanNumber(lexer);
  }
}

function take(lexer: Lexer, kind: TokenKind, length: number): void {
  lexer.kind = kind;
  lexer.end = lexer.start + length;
}

function scanNumber(lexer: Lexer): void {
  const { source, limit } = lexer;
  let at = digitsEnd(source, lexer.start, limit);
  if (source.charCodeAt(at) === 46 && isDigit(source.charCodeAt(at + 1))) at = Math.min(limit, digitsEnd(source, at + 1, limit));
  if ((source.charCodeAt(at) | 0x20) === 101) {
    const sign = source.charCodeAt(at + 1);
    const exponent = sign === 43 || sign === 45 ? at + 2 : at + 1;
    if (isDigit(source.charCodeAt(exponent))) at = Math.min(limit, digitsEnd(source, exponent, limit));
  }
  lexer.end = wordEnd(source, at, limit);
  lexer.kind = lexer.end > at ? TokenKind.digitWord : TokenKind.number;
}

/** `'…'` on one line, or `'''…'''` over several. */
function scanText(lexer: Lexer): void {
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

function scanDollar(lexer: Lexer, next: number): void {
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
    if (code === backslash || code === 36) lexer.flags |= TokenFlag.marked;
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
  let misses = 0;
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
      misses = 0;
      at++;
    } else if (code === percent && kind === TokenKind.interpolation) {
      lexer.flags |= TokenFlag.marked;
      const close = misses < maxMisses ? closingPercent(source, at + 1, limit) : -1;
      if (close < 0) misses++;
      at = close < 0 ? at + 1 : close + 1;
    } else at++;
  }
  lexer.flags = 0;
  closeAtLine(lexer, from);
}

/** After this many single percent signs on a line of a text no more partners are looked for on it: each search runs to the end of the line. */
export const maxMisses = 8;

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

function scanBlockComment(lexer: Lexer): void {
  lexer.kind = TokenKind.blockComment;
  const close = lexer.longSearches > maxLongSearches ? -1 : lexer.source.indexOf("#/", lexer.start + 2);
  if (close < 0 || close + 2 > lexer.limit) closeAtLine(lexer, lexer.start);
  else {
    lexer.end = close + 2;
    countLines(lexer);
  }
}

function scanAsterisk(lexer: Lexer, next: number): void {
  const { source, start, limit } = lexer;
  if (next === 42) {
    const end = wordEnd(source, start + 2, limit);
    const word = source.slice(start + 2, end).toLowerCase();
    if (word === "region" || word === "endregion") {
      lexer.kind = word === "region" ? TokenKind.region : TokenKind.endRegion;
      lexer.end = lineEnd(source, end, limit);
      return;
    }
  }
  take(lexer, TokenKind.times, 1);
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

/** The end of the line that `from` is on, before its line break. */
export function lineEnd(source: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && !isLineEnd(source.charCodeAt(at))) at++;
  return at;
}

function wordEnd(source: string, from: number, limit: number): number {
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

function digitsEnd(source: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && isDigit(source.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

const spacePattern = /^[\p{Zs}\uFEFF]$/u;

function isSpace(code: number): boolean {
  return spacePattern.test(String.fromCharCode(code));
}

const letterPattern = /^\p{L}$/u;
const wordPartPattern = /^[\p{L}\p{M}\p{N}\p{Pc}]$/u;

function isLetter(point: number): boolean {
  return letterPattern.test(String.fromCodePoint(point));
}

function isWordPart(point: number): boolean {
  return wordPartPattern.test(String.fromCodePoint(point));
}
