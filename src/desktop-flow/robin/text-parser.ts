import type { Expression, Formula, Interpolation, TextLiteral, TextPart } from "./ast.ts";
import { apostrophe, backslash, equalsSign, percent } from "./characters.ts";
import { readFormula } from "./formula.ts";
import { advance } from "./lexer.ts";
import { isEscapable, textPart, unescapeText } from "./literals.ts";
import { errorNode, mark, next, type Parser, report, returnTo } from "./parser-state.ts";
import { closingPercent } from "./text-lexer.ts";
import { TokenFlag, TokenKind } from "./tokens.ts";

/** After this many single percent signs on a line of a text no more partners are looked for on it: each search runs to the end of the line. */
const maxMisses = 8;

/** `'…'` or `'''…'''`. */
export function parseText(parser: Parser): TextLiteral {
  const { source, start, end, flags } = parser;
  const triple = parser.kind === TokenKind.tripleText;
  const quotes = triple ? 3 : 1;
  const unterminated = (flags & TokenFlag.unterminated) !== 0;
  if (unterminated) report(parser, "The closing quote of the text is missing.", start, end);
  const contentEnd = unterminated ? end : end - quotes;
  const value =
    triple || (flags & TokenFlag.marked) !== 0
      ? unescapeText(source, start + quotes, contentEnd)
      : source.slice(start + quotes, contentEnd);
  next(parser);
  return { kind: "text", value, quotes: triple ? "triple" : "single", start, end };
}

/** `$'''…'''`. @param parsePart Parses the expression up to the lexer's limit. */
export function parseInterpolation(parser: Parser, parsePart: (parser: Parser) => Expression): Interpolation {
  const { source, start, end, flags } = parser;
  const from = start + 4;
  const unterminated = (flags & TokenFlag.unterminated) !== 0;
  const to = unterminated ? Math.max(from, end) : end - 3;
  let parts: readonly (TextPart | Expression)[];
  if ((flags & (TokenFlag.marked | TokenFlag.apostrophe | TokenFlag.unterminated)) === 0) {
    parts = from === to ? noParts : [textPart(source.slice(from, to), from, to)];
  } else {
    const place = mark(parser);
    parts = splitText(parser, from, to, parsePart);
    returnTo(parser, place);
    if (unterminated) {
      const message = "The closing quotes of the text are missing; a backslash directly before them has to be doubled.";
      report(parser, message, start, end);
      parser.hasErrorNode = true;
      parts = [...parts, { kind: "error", message, text: "", readable: [], start: to, end: to }];
    }
  }
  noteSwallowing(parser, "$");
  next(parser);
  return { kind: "interpolation", syntax: "robin", parts, start, end };
}

const noParts: readonly TextPart[] = [];

/** Whether the text in front of the parser seems to end at the quotes of the next one, which `opening` precedes. */
function noteSwallowing(parser: Parser, opening: string): void {
  const { source, start, end, line, flags } = parser;
  if ((flags & TokenFlag.multiline) === 0) return;
  const quotes = opening === "$" ? 3 : 1;
  if (source.startsWith(opening, end - quotes - opening.length)) parser.swallowing = { start, line };
}

/**
 * Takes a `$'''…'''` text apart: the two states of the designer's own scanner (JoeG592/pad-robin-action-kb, probes S01 to S32, Q1 to Q10,
 * ES1 to ES15).
 */
function splitText(parser: Parser, from: number, to: number, parsePart: (parser: Parser) => Expression): (TextPart | Expression)[] {
  const { source } = parser;
  const parts: (TextPart | Expression)[] = [];
  let value = "";
  let partStart = from;
  // Where the characters begin that are not in `value` yet.
  let pending = from;
  const flush = (end: number): void => {
    value += source.slice(pending, end);
    if (end > partStart) parts.push(textPart(value, partStart, end));
    value = "";
  };
  const restart = (at: number): void => {
    pending = at;
    partStart = at;
  };
  let misses = 0;
  let at = from;
  while (at < to) {
    const code = source.charCodeAt(at);
    const following = at + 1 < to ? source.charCodeAt(at + 1) : -1;
    if (code === backslash && (isEscapable(following) || following === percent)) {
      value += source.slice(pending, at);
      pending = following === percent ? at + 2 : at + 1;
      at += 2;
    } else if (code === backslash) at += following === 10 || following === 13 ? 1 : 2;
    else if (code === percent && following === percent) {
      value += source.slice(pending, at);
      pending = at + 1;
      at += 2;
    } else if (code === percent) {
      flush(at);
      const close = misses < maxMisses ? closingPercent(source, at + 1, to) : -1;
      if (close < 0) misses++;
      if (close < 0) parts.push(strayCharacter(parser, at, "A single percent sign stands in the text; as a character it is written %%."));
      else parts.push(parsePartBetween(parser, at + 1, close, parsePart));
      at = close < 0 ? at + 1 : close + 1;
      restart(at);
    } else if (code === apostrophe) {
      flush(at);
      parts.push(strayCharacter(parser, at, "An apostrophe stands in the text; there it is written \\'."));
      at++;
      restart(at);
    } else {
      if (code === 10 || code === 13) misses = 0;
      at++;
    }
  }
  flush(Math.min(at, to));
  return parts;
}

function parsePartBetween(parser: Parser, from: number, to: number, parsePart: (parser: Parser) => Expression): Expression {
  const { inArguments, depth } = parser;
  parser.limit = to;
  parser.end = from;
  parser.inArguments = false;
  // A part is one level deeper than the text that contains it.
  parser.depth++;
  advance(parser);
  const expression = parsePart(parser);
  parser.depth = depth;
  parser.inArguments = inArguments;
  parser.failed = false;
  return expression;
}

function strayCharacter(parser: Parser, at: number, message: string): Expression {
  report(parser, message, at, at + 1);
  parser.hasErrorNode = true;
  return { kind: "error", message, text: parser.source.slice(at, at + 1), readable: [], start: at, end: at + 1 };
}

/** `$fx'=formula'`, or `$fx'text ${formula} text'`. */
export function parsePowerFx(parser: Parser): Expression {
  const { source, start, end, flags } = parser;
  const from = start + 4;
  const unterminated = (flags & TokenFlag.unterminated) !== 0;
  const to = unterminated ? Math.max(from, end) : end - 1;
  noteSwallowing(parser, "$fx");
  next(parser);
  if (unterminated) {
    const message = "The closing quote of the formula is missing.";
    report(parser, message, start, end);
    return errorNode(parser, message, start, [readFormula(source, from, to)]);
  }
  if (source.charCodeAt(from) === equalsSign) return { ...readFormula(source, from + 1, to), start, end };
  return { kind: "interpolation", syntax: "power-fx", parts: splitPowerFx(source, from, to), start, end };
}

function splitPowerFx(source: string, from: number, to: number): (TextPart | Formula)[] {
  const text = source.slice(from, to);
  const parts: (TextPart | Formula)[] = [];
  for (let at = 0; ; ) {
    const hole = text.indexOf("${", at);
    const close = hole < 0 ? -1 : closingBrace(text, hole + 2);
    const end = close < 0 ? text.length : hole;
    if (end > at) parts.push(textPart(unescapeText(text, at, end), from + at, from + end));
    if (close < 0) return parts;
    parts.push({ ...readFormula(source, from + hole + 2, from + close), start: from + hole, end: from + close + 1 });
    at = close + 1;
  }
}

/** The brace that closes a `${…}`, or -1. */
function closingBrace(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      at = text.indexOf('"', at + 1);
      if (at < 0) return -1;
    } else if (character === "{") depth++;
    else if (character === "}" && depth-- === 0) return at;
  }
  return -1;
}
