import type { ExpressionNode } from "./ast.ts";

/**
 * Kinds of tokens. Punctuation is its own kind; the last group is what no expression may hold, kept as tokens so that the lexer covers
 * every character and never fails.
 */
export type TokenKind =
  | "."
  | ","
  | "("
  | ")"
  | "["
  | "]"
  | "?"
  | "string"
  | "integer"
  | "float"
  | "identifier"
  | "end"
  | "unterminated-string"
  | "malformed-number"
  | "double-quoted"
  | "unexpected";

/** A token with its place. */
export interface Token extends ExpressionNode {
  readonly kind: TokenKind;
}

/** A token that is written over by the next one. */
export interface TokenSlot {
  kind: TokenKind;
  start: number;
  end: number;
}

/**
 * Reads the token at or after `from`, blanks skipped, into the slot; at `limit` it is `end`. Offsets are UTF-16 units of `text`. There is no new object
 * for each token, as the parser looks at one at a time, and a large solution has millions. That is also why tables decide about nearly every character.
 *
 * Takes the same decisions as the designer's scanner (Azure/LogicAppsUX, `libs/logic-apps-shared/src/parsers/lib/expression/scanner.ts`),
 * except that a sign without digits is not a number.
 */
export function scanInto(slot: TokenSlot, text: string, from: number, limit: number): void {
  let start = from;
  let code = 0;
  for (; start < limit; start++) {
    code = text.charCodeAt(start);
    if (code < tableSize ? blank[code] === 0 : !isBlank(code)) break;
  }
  if (start >= limit) {
    slot.kind = "end";
    slot.start = limit;
    slot.end = limit;
    return;
  }
  slot.start = start;
  const alone = code < tableSize ? singles[code] : undefined;
  if (alone !== undefined) {
    slot.kind = alone;
    slot.end = start + 1;
  } else if (code === quote) scanString(slot, text, limit);
  else if (isDigit(code) || isSign(code)) scanNumber(slot, text, limit);
  else scanIdentifier(slot, text, limit);
}

/** The rest of a text in quotes, whose start the slot has. */
function scanString(slot: TokenSlot, text: string, limit: number): void {
  let from = slot.start + 1;
  for (;;) {
    const at = text.indexOf("'", from);
    if (at < 0 || at >= limit) {
      slot.kind = "unterminated-string";
      slot.end = limit;
      return;
    }
    const doubled = at + 1 < limit && text.charCodeAt(at + 1) === quote;
    if (!doubled) {
      slot.kind = "string";
      slot.end = at + 1;
      return;
    }
    from = at + 2;
  }
}

function scanNumber(slot: TokenSlot, text: string, limit: number): void {
  const { start } = slot;
  const firstDigit = isSign(text.charCodeAt(start)) ? start + 1 : start;
  let end = skipDigits(text, firstDigit, limit);
  const hasDigits = end > firstDigit;
  let kind: TokenKind = "integer";
  if (hasDigits && end < limit && text.charCodeAt(end) === 0x2e) {
    kind = "float";
    end = skipDigits(text, end + 1, limit);
  }
  if (hasDigits && end < limit && (text.charCodeAt(end) | 0x20) === 0x65) {
    kind = "float";
    const signed = end + 1 < limit && isSign(text.charCodeAt(end + 1));
    end = skipDigits(text, end + (signed ? 2 : 1), limit);
  }
  slot.end = skipIdentifier(text, end, limit);
  slot.kind = hasDigits && slot.end === end ? kind : "malformed-number";
}

function scanIdentifier(slot: TokenSlot, text: string, limit: number): void {
  const { start } = slot;
  slot.end = skipIdentifier(text, start, limit);
  const quoted = text.charCodeAt(start) === 0x22 && text.charCodeAt(slot.end - 1) === 0x22;
  slot.kind = quoted ? "double-quoted" : "identifier";
}

function skipDigits(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && isDigit(text.charCodeAt(end))) end++;
  return end;
}

function skipIdentifier(text: string, from: number, limit: number): number {
  let end = from;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code < tableSize ? endsIdentifier[code] === 1 : isBlank(code)) break;
  }
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSign(code: number): boolean {
  return code === 0x2b || code === 0x2d;
}

/** White space as .NET's `Char.IsWhiteSpace` has it, which the designer copies. The byte order mark and U+180E are not in it. */
function isBlank(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  if (code < 0x85) return false;
  if (code >= 0x2000 && code <= 0x200a) return true;
  switch (code) {
    case 0x85:
    case 0xa0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000:
      return true;
    default:
      return false;
  }
}

/** Codes below this one are decided by the tables. */
const tableSize = 0x80;
const quote = 0x27;
const codes = Array.from({ length: tableSize }, (_, code) => code);
const blank = Uint8Array.from(codes, (code) => (isBlank(code) ? 1 : 0));
/** Tokens of one character. */
const singles: readonly (TokenKind | undefined)[] = codes.map((code) => {
  const text = String.fromCharCode(code);
  if ("@{}".includes(text)) return "unexpected";
  return ".,()[]?".includes(text) ? (text as TokenKind) : undefined;
});
/** An identifier holds everything but these and blanks: also operators, double quotes, control characters and any letter. */
const endsIdentifier = Uint8Array.from(codes, (code) => (code === quote || singles[code] !== undefined || isBlank(code) ? 1 : 0));
