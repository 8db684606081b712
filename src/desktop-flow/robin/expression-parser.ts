import type { AccessStep, Expression, ListLiteral, ObjectMember, Reference, TableRow, Target } from "./ast.ts";
import { apostrophe, atSign, dot, openBrace, openParenthesis, percent } from "./characters.ts";
import { advance } from "./lexer.ts";
import { operatorAt, precedence, precedenceOf } from "./operators.ts";
import {
  accept,
  acceptWord,
  endBehind,
  errorNode,
  fail,
  maxDepth,
  maxOperators,
  next,
  type Parser,
  report,
  tokenText,
} from "./parser-state.ts";
import { parseInterpolation, parsePowerFx, parseText } from "./text-parser.ts";
import { TokenKind } from "./tokens.ts";
import { isReserved, wordIds } from "./words.ts";

/**
 * Parses a value. It ends where no operator follows, so `Text: A + B List: C` needs no look-ahead.
 * Never throws; what cannot be read is an error node, and {@link Parser.failed} says that the rest was skipped.
 */
export function parseExpression(parser: Parser, weakest: number = precedenceOf.or): Expression {
  const { start } = parser;
  let left = parseUnary(parser);
  while (!parser.failed) {
    const operator = operatorAt(parser);
    if (operator === undefined) break;
    const strength = precedence(operator);
    if (strength < weakest) break;
    if (++parser.operators > maxOperators) {
      const failure = fail(parser, "The row has too many operators to be read.");
      return { ...failure, readable: [left] };
    }
    next(parser);
    const right = parseExpression(parser, strength + 1);
    left = { kind: "binary", operator, left, right, start, end: endBehind(parser, right) };
  }
  return left;
}

/** All nesting goes through here, so this is where its depth is bounded. */
function parseUnary(parser: Parser): Expression {
  if (parser.depth >= maxDepth) return fail(parser, "The value is nested too deeply to be read.");
  parser.depth++;
  const expression = parseOperand(parser);
  parser.depth--;
  return expression;
}

function parseOperand(parser: Parser): Expression {
  const { start } = parser;
  if (acceptWord(parser, "not")) {
    const operand = parseExpression(parser, precedenceOf.comparison);
    return { kind: "unary", operator: "not", operand, start, end: endBehind(parser, operand) };
  }
  if (accept(parser, TokenKind.minus)) {
    if (parser.kind === TokenKind.number && parser.start === start + 1) return parseNumber(parser, start);
    const operand = parseUnary(parser);
    return { kind: "unary", operator: "-", operand, start, end: endBehind(parser, operand) };
  }
  return parsePrimary(parser);
}

function parsePrimary(parser: Parser): Expression {
  switch (parser.kind) {
    case TokenKind.word:
      return parseWord(parser);
    case TokenKind.number:
      return parseNumber(parser, parser.start);
    case TokenKind.text:
    case TokenKind.tripleText:
      return withPath(parser, parser.start, parseText(parser));
    case TokenKind.interpolation:
      return withPath(parser, parser.start, parseInterpolation(parser, parsePart));
    case TokenKind.powerFx:
      return parsePowerFx(parser);
    case TokenKind.openParen:
      return withPath(parser, parser.start, parseParenthesized(parser));
    case TokenKind.openBracket:
      return withPath(parser, parser.start, parseList(parser));
    case TokenKind.openBrace:
      return withPath(parser, parser.start, parseBraces(parser));
    case TokenKind.digitWord:
      return fail(parser, "A name cannot begin with a digit.");
    case TokenKind.unknown:
      if (isPercent(parser)) return parsePercents(parser);
      return fail(parser, "This character cannot stand here.");
    default:
      return fail(parser, "A value is missing here.");
  }
}

/** `%Name%` where a bare `Name` belongs: people and programs write it so. */
function parsePercents(parser: Parser): Expression {
  const { start } = parser;
  const message = "A percent sign stands outside of a text; expressions are written without it here.";
  report(parser, message, start, parser.end);
  next(parser);
  const value = parseExpression(parser);
  if (!parser.failed && isPercent(parser)) next(parser);
  else if (!parser.failed) fail(parser, message);
  return errorNode(parser, message, start, [value]);
}

function isPercent({ kind, source, start }: Parser): boolean {
  return kind === TokenKind.unknown && source.charCodeAt(start) === percent;
}

function parseNumber(parser: Parser, start: number): Expression {
  const text = parser.source.slice(start, parser.end);
  next(parser);
  return { kind: "number", value: Number(text), text, start, end: parser.previousEnd };
}

function parseWord(parser: Parser): Expression {
  const { start, word, source, end } = parser;
  // Most words of a script are names.
  if (word !== 0) {
    if (word === wordIds.true || word === wordIds.false) {
      next(parser);
      return { kind: "boolean", value: word === wordIds.true, start, end: parser.previousEnd };
    }
    if (isContinuation(word)) return fail(parser, `A value is missing before ${tokenText(parser).toUpperCase()}.`);
  }
  const code = source.charCodeAt(end);
  if (code === openParenthesis && !isReserved(word)) return withPath(parser, start, parseFunctionCall(parser));
  if (code === atSign && source.charCodeAt(end + 1) === apostrophe) return parseEncrypted(parser);
  return parseReference(parser);
}

/** `P@'…'`, without spaces; with one, an argument of a called flow begins at the `@`. */
function parseEncrypted(parser: Parser): Expression {
  const { start } = parser;
  const scheme = tokenText(parser);
  next(parser);
  next(parser);
  const { value } = parseText(parser);
  return { kind: "encrypted", scheme, value, start, end: parser.previousEnd };
}

/** Words that go on with a statement or an expression, so that a value before them is missing. */
function isContinuation(word: number): boolean {
  return (
    word === wordIds.then ||
    word === wordIds.to ||
    word === wordIds.step ||
    word === wordIds.and ||
    word === wordIds.or ||
    word === wordIds.mod ||
    word === wordIds.in
  );
}

/** A variable, an enumeration value, a repository item. A reserved word in it is a problem, but is read all the same. */
function parseReference(parser: Parser): Target {
  const { start } = parser;
  if (parser.word === wordIds.global && parser.source.charCodeAt(parser.end) === dot) return parseGlobal(parser);
  const name = tokenText(parser);
  let reserved = isReserved(parser.word) ? name : undefined;
  next(parser);
  let path: readonly AccessStep[] = noSteps;
  if (parser.kind === TokenKind.dot || parser.kind === TokenKind.openBracket) {
    const steps: AccessStep[] = [];
    reserved = parsePath(parser, steps) ?? reserved;
    path = steps;
  }
  const reference: Reference = { kind: "reference", name, path, start, end: parser.previousEnd };
  if (reserved === undefined) return reference;
  const message = `${reserved} is a reserved word: it can neither be a variable nor follow a dot (in brackets and quotes it can).`;
  report(parser, message, start, reference.end);
  return errorNode(parser, message, start, [reference]);
}

/** `GLOBAL.Name`: a variable of the flow, in a local subflow. */
function parseGlobal(parser: Parser): Target {
  const { start } = parser;
  next(parser);
  next(parser);
  if (parser.kind !== TokenKind.word) return fail(parser, "A name is missing after the dot.");
  const target = parseReference(parser);
  return target.kind === "reference" ? { ...target, global: true, start } : target;
}

const noSteps: readonly AccessStep[] = [];

/** Reads `.Name` and `[index]` steps; returns the first reserved word among the names. */
function parsePath(parser: Parser, steps: AccessStep[]): string | undefined {
  let reserved: string | undefined;
  while (!parser.failed) {
    const { start } = parser;
    if (accept(parser, TokenKind.dot)) {
      // `kind` has moved on, which the compiler cannot see.
      if ((parser.kind as TokenKind) !== TokenKind.word) {
        fail(parser, "A name is missing after the dot.");
        break;
      }
      if (isReserved(parser.word)) reserved ??= tokenText(parser);
      steps.push({ kind: "member", name: tokenText(parser), start, end: parser.end });
      next(parser);
    } else if (accept(parser, TokenKind.openBracket)) {
      const index = parseExpression(parser);
      if (!parser.failed && !accept(parser, TokenKind.closeBracket)) fail(parser, "A closing bracket is missing.");
      steps.push({ kind: "index", index, start, end: parser.previousEnd });
    } else break;
  }
  return reserved;
}

/** A value and the steps behind it. */
function withPath(parser: Parser, start: number, object: Expression): Expression {
  if (parser.failed || (parser.kind !== TokenKind.dot && parser.kind !== TokenKind.openBracket)) return object;
  const path: AccessStep[] = [];
  const reserved = parsePath(parser, path);
  const access: Expression = { kind: "access", object, path, start, end: parser.previousEnd };
  if (path.length === 0) return object;
  if (reserved === undefined) return access;
  const message = `${reserved} is a reserved word: it cannot follow a dot (in brackets and quotes it can).`;
  report(parser, message, start, parser.previousEnd);
  return errorNode(parser, message, start, [access]);
}

function parseFunctionCall(parser: Parser): Expression {
  const { start } = parser;
  const name = tokenText(parser);
  next(parser);
  next(parser);
  const values: Expression[] = [];
  if (parser.kind !== TokenKind.closeParen) {
    do values.push(parseExpression(parser));
    while (!parser.failed && accept(parser, TokenKind.comma));
  }
  if (!parser.failed && !accept(parser, TokenKind.closeParen)) fail(parser, `A closing parenthesis is missing after ${name}.`);
  return { kind: "function-call", name, arguments: values, start, end: parser.previousEnd };
}

/** Parentheses have no node; a node spans those around its first and last part. */
function parseParenthesized(parser: Parser): Expression {
  next(parser);
  const inner = parseExpression(parser);
  if (!parser.failed && !accept(parser, TokenKind.closeParen))
    return { ...fail(parser, "A closing parenthesis is missing."), readable: [inner] };
  return inner;
}

/** Line breaks are tolerated where an element or the end of a list, object or table is due. */
function skipLineBreaks(parser: Parser): void {
  while (parser.kind === TokenKind.newline) advance(parser);
}

function parseList(parser: Parser): ListLiteral {
  const { start } = parser;
  const elements: Expression[] = [];
  parseElements(parser, TokenKind.closeBracket, "A comma or a closing bracket is missing.", () => elements.push(parseExpression(parser)));
  return { kind: "list", elements, start, end: parser.previousEnd };
}

/** Reads elements between the current bracket and its counterpart. A comma may follow the last one. */
function parseElements(parser: Parser, close: TokenKind, missing: string, parseElement: () => void): void {
  next(parser);
  for (;;) {
    skipLineBreaks(parser);
    if (accept(parser, close)) return;
    parseElement();
    if (parser.failed) return;
    skipLineBreaks(parser);
    if (accept(parser, TokenKind.comma)) continue;
    if (!accept(parser, close)) fail(parser, missing);
    return;
  }
}

/** `{{ }}` is the empty object, `{ }` the empty table; otherwise the first element tells objects and tables apart. */
function parseBraces(parser: Parser): Expression {
  const { start } = parser;
  if (parser.source.charCodeAt(parser.end) === openBrace) {
    next(parser);
    next(parser);
    const closed = accept(parser, TokenKind.closeBrace) && accept(parser, TokenKind.closeBrace);
    if (!closed) return fail(parser, "An empty object is written {{ }}.");
    return { kind: "object", members: [], start, end: parser.previousEnd };
  }
  const members: ObjectMember[] = [];
  const rows: TableRow[] = [];
  parseElements(parser, TokenKind.closeBrace, "A comma or a closing brace is missing.", () => {
    if (members.length === 0 && startsRow(parser)) rows.push(parseRow(parser));
    else if (rows.length === 0) parseMember(parser, members);
    else fail(parser, "A table has only rows in brackets.");
  });
  const end = parser.previousEnd;
  return members.length > 0 ? { kind: "object", members, start, end } : { kind: "table", rows, start, end };
}

/** Rows are lists; a variable may stand for one. */
function startsRow(parser: Parser): boolean {
  return parser.kind === TokenKind.caret || parser.kind === TokenKind.openBracket || parser.kind === TokenKind.word;
}

function parseRow(parser: Parser): TableRow {
  const { start } = parser;
  const header = accept(parser, TokenKind.caret);
  const cells = parseExpression(parser);
  return { header, cells, start, end: endBehind(parser, cells) };
}

function parseMember(parser: Parser, members: ObjectMember[]): void {
  const { start } = parser;
  const key =
    parser.kind === TokenKind.interpolation
      ? parseInterpolation(parser, parsePart)
      : parser.kind === TokenKind.text || parser.kind === TokenKind.tripleText
        ? parseText(parser)
        : undefined;
  if (key === undefined || parser.failed) {
    if (!parser.failed) fail(parser, "A key in quotes is missing here.");
    return;
  }
  const value = accept(parser, TokenKind.colon) ? parseExpression(parser) : fail(parser, "A colon is missing after the key.");
  members.push({ key, value, start, end: endBehind(parser, value) });
}

/** The expression of a `%…%` part, whose end is the lexer's limit. */
function parsePart(parser: Parser): Expression {
  const { start } = parser;
  const expression = parseExpression(parser);
  if (parser.failed || parser.kind === TokenKind.end) return expression;
  const failure = fail(parser, "The expression between the percent signs continues unexpectedly.");
  return errorNode(parser, failure.message, start, [expression]);
}

/** What SET, loops and outputs write to. */
export function parseTarget(parser: Parser): Target {
  if (parser.kind === TokenKind.word) return parseReference(parser);
  if (parser.kind === TokenKind.digitWord) return fail(parser, "A name cannot begin with a digit.");
  return fail(parser, "A variable is missing here.");
}
