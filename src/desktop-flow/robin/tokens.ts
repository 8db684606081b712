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

/** Reads a script token by token; `advance` of `lexer.ts` moves to the next one. White space between tokens is skipped. */
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

/** One token as data, or a stretch of white space. */
export interface Token {
  readonly kind: TokenKind | "space";
  readonly start: number;
  readonly end: number;
}

/** Makes a token of the next characters. */
export function take(lexer: Lexer, kind: TokenKind, length: number): void {
  lexer.kind = kind;
  lexer.end = lexer.start + length;
}
