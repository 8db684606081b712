import type { Annotation, ErrorExpression, RobinNode, SyntaxProblem } from "./ast.ts";
import { colon, equalsSign, greaterThan } from "./characters.ts";
import { advance } from "./lexer.ts";
import { type Lexer, TokenKind } from "./tokens.ts";
import { wordIds } from "./words.ts";

/**
 * Deepest nesting of blocks, and of expressions in one another: what is deeper becomes error nodes, so that walking a tree cannot run out of stack.
 */
export const maxDepth = 200;

/** Most operators of one row; a chain of them is a tree as deep as it is long, and what walks it may need more than one call for a level. */
export const maxOperators = 500;

/** The lexer and what the parser remembers. */
export interface Parser extends Lexer {
  readonly problems: SyntaxProblem[];
  /** End of the last token that was taken, line breaks aside. */
  previousEnd: number;
  /** Where the current row began. */
  rowStart: number;
  rowLine: number;
  /** A problem of this row is on the list: it gets no second one. */
  reported: boolean;
  /** This row has an error node. */
  hasErrorNode: boolean;
  /** An expression could not be read: its callers take what they have and return. */
  failed: boolean;
  /** Inside of an action's arguments, where reading can go on at the next `Name:`. */
  inArguments: boolean;
  depth: number;
  operators: number;
  /** A text over several lines of this row that ends at what looks like the opening quotes of another text. */
  swallowing: { readonly start: number; readonly line: number } | undefined;
  /** The `@@` lines that wait for their row. */
  annotations: Annotation[];
}

/** Takes the current token. */
export function next(parser: Parser): void {
  parser.previousEnd = parser.end;
  advance(parser);
}

/** Takes the token if it is of the kind. */
export function accept(parser: Parser, kind: TokenKind): boolean {
  if (parser.kind !== kind) return false;
  next(parser);
  return true;
}

/** Whether the token is that word. */
export function isWord(parser: Parser, word: keyof typeof wordIds): boolean {
  return parser.word === wordIds[word] && parser.kind === TokenKind.word;
}

/** Takes the token if it is that word. */
export function acceptWord(parser: Parser, word: keyof typeof wordIds): boolean {
  if (!isWord(parser, word)) return false;
  next(parser);
  return true;
}

/** Whether nothing more is on the row, comments aside. */
export function atRowEnd(parser: Parser): boolean {
  const { kind } = parser;
  return kind === TokenKind.newline || kind === TokenKind.end || kind === TokenKind.comment || kind === TokenKind.blockComment;
}

/** The source of the current token. */
export function tokenText(parser: Parser): string {
  return parser.source.slice(parser.start, parser.end);
}

/** Where the lexer is, to come back to. */
export type Mark = Readonly<Pick<Parser, "kind" | "start" | "end" | "line" | "endLine" | "word" | "flags" | "limit" | "previousEnd">>;

/** A place to come back to. */
export function mark(parser: Parser): Mark {
  const { kind, start, end, line, endLine, word, flags, limit, previousEnd } = parser;
  return { kind, start, end, line, endLine, word, flags, limit, previousEnd };
}

/** Goes back to a place; what was read since is read again. */
export function returnTo(parser: Parser, place: Mark): void {
  parser.kind = place.kind;
  parser.start = place.start;
  parser.end = place.end;
  parser.line = place.line;
  parser.endLine = place.endLine;
  parser.word = place.word;
  parser.flags = place.flags;
  parser.limit = place.limit;
  parser.previousEnd = place.previousEnd;
}

/** Notes a problem, unless the row has one already. */
export function report(parser: Parser, message: string, start: number, end: number): void {
  if (parser.reported) return;
  parser.reported = true;
  let line = parser.rowLine;
  for (let at = parser.rowStart; at < start; at++) {
    const code = parser.source.charCodeAt(at);
    if (code === 10 || (code === 13 && parser.source.charCodeAt(at + 1) !== 10)) line++;
  }
  parser.problems.push({ message, start, end, line });
}

/**
 * Gives up on an expression: reports it and skips what belongs to it, up to the end of the row, to a word that goes on with the statement
 * (`THEN`, `TO`, `STEP`), or, in an action, to the next argument.
 */
export function fail(parser: Parser, message: string): ErrorExpression {
  const { start } = parser;
  report(parser, message, start, parser.end);
  while (!atRowEnd(parser) && !isWord(parser, "then") && !isWord(parser, "to") && !isWord(parser, "step")) {
    if (parser.inArguments && startsArgument(parser)) break;
    next(parser);
  }
  parser.failed = true;
  return errorNode(parser, message, start);
}

/** Takes the word that the statement goes on with. Where it is, reading goes on even if what was before it could not be read. */
export function expectWord(parser: Parser, word: "then" | "to" | "in" | "from" | "times", after: string): boolean {
  if (acceptWord(parser, word)) {
    parser.failed = false;
    return true;
  }
  if (!parser.failed) fail(parser, `${word.toUpperCase()} is missing after ${after}.`);
  return false;
}

/** An error node from `start` to the last token that was taken. */
export function errorNode(parser: Parser, message: string, start: number, readable: ErrorExpression["readable"] = []): ErrorExpression {
  const end = Math.max(start, parser.previousEnd);
  parser.hasErrorNode = true;
  return { kind: "error", message, text: parser.source.slice(start, end), readable, start, end };
}

/** In place of a value whose word (`TO`, `IN` …) is missing: that is reported already. */
export function missingValue(parser: Parser): ErrorExpression {
  return errorNode(parser, "A value is missing.", parser.previousEnd);
}

/** Where a node ends whose last part is `last`: behind the parentheses around it, which have no node. */
export function endBehind(parser: Parser, last: RobinNode): number {
  return Math.max(last.end, parser.previousEnd);
}

/** Whether an argument or output of an action begins here: `Name:`, `Name=>`, or their forms with `@`. */
export function startsArgument(parser: Parser): boolean {
  if (parser.kind === TokenKind.at) return true;
  return parser.kind === TokenKind.word && isFollowedByColonOrArrow(parser);
}

/** Looks at the characters behind the token; spaces around the signs are free (probes R12 to R15). */
function isFollowedByColonOrArrow(parser: Parser): boolean {
  const { source, limit } = parser;
  let at = parser.end;
  let code = source.charCodeAt(at);
  while (at < limit && (code === 32 || code === 9)) code = source.charCodeAt(++at);
  return at < limit && (code === colon || (code === equalsSign && source.charCodeAt(at + 1) === greaterThan));
}
