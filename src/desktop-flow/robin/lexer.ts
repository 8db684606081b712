import { apostrophe, digitsEnd, isDigit, isLetter, isSpace, lineEnd, wordEnd } from "./characters.ts";
import { scanBlockComment, scanDollar, scanText } from "./text-lexer.ts";
import { type Lexer, type Token, TokenKind, take } from "./tokens.ts";
import { wordAt } from "./words.ts";

/** A lexer in front of the first token. */
export function createLexer(source: string): Lexer {
  return { source, limit: source.length, kind: TokenKind.end, start: 0, end: 0, line: 1, endLine: 1, word: 0, flags: 0, longSearches: 0 };
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
