import type { ActionCall, Argument, Condition, Output, Retry } from "./ast.ts";
import { parseExpression, parseTarget } from "./expression-parser.ts";
import {
  accept,
  acceptWord,
  endBehind,
  errorNode,
  expectWord,
  fail,
  mark,
  next,
  type Parser,
  report,
  returnTo,
  startsArgument,
  tokenText,
} from "./parser-state.ts";
import { parseText } from "./text-parser.ts";
import { TokenKind } from "./tokens.ts";
import { isReserved } from "./words.ts";

/** A name or a name in quotes: of a subflow, a label, a block. Reserved words need the quotes. */
export function parseName(parser: Parser, what: string): string {
  if (parser.kind === TokenKind.text) return parseText(parser).value;
  if (parser.kind !== TokenKind.word) {
    fail(parser, `The name of the ${what} is missing.`);
    return "";
  }
  const name = tokenText(parser);
  if (isReserved(parser.word))
    report(parser, `${name} is a reserved word; as the name of a ${what} it needs quotes.`, parser.start, parser.end);
  next(parser);
  return name;
}

/** `Module.Action.Selector` and its arguments, or `undefined` (and a problem) where there is no such id. */
export function parseActionCall(parser: Parser): ActionCall | undefined {
  const { start, source } = parser;
  const module = tokenText(parser);
  next(parser);
  if (parser.kind !== TokenKind.dot) {
    fail(parser, "This is neither a statement nor an action.");
    return undefined;
  }
  let action = "";
  let selectorStart = -1;
  while (accept(parser, TokenKind.dot)) {
    if ((parser.kind as TokenKind) !== TokenKind.word) {
      fail(parser, "A name is missing after the dot.");
      break;
    }
    if (action === "") action = tokenText(parser);
    else if (selectorStart < 0) selectorStart = parser.start;
    next(parser);
  }
  const idEnd = parser.previousEnd;
  const inputs: Argument[] = [];
  const outputs: Output[] = [];
  if (!parser.failed && isPlaceholder(parser)) next(parser);
  else if (!parser.failed) parseArguments(parser, inputs, outputs);
  return {
    kind: "action-call",
    id: source.slice(start, idEnd),
    idEnd,
    module,
    action,
    selector: selectorStart < 0 ? undefined : source.slice(selectorStart, idEnd),
    arguments: inputs,
    outputs,
    start,
    end: parser.previousEnd,
  };
}

/** `Clipboard.Clear _`: exports write an underscore where an action has neither arguments nor outputs. */
function isPlaceholder(parser: Parser): boolean {
  return parser.kind === TokenKind.word && tokenText(parser) === "_" && !startsArgument(parser);
}

/** Reads `Name: value` and `Name=> Variable` as long as they follow. Where a value cannot be read, it goes on with the next name. */
export function parseArguments(parser: Parser, inputs: Argument[], outputs: Output[]): void {
  const { inArguments } = parser;
  parser.inArguments = true;
  while (startsArgument(parser)) {
    const { start } = parser;
    const dynamic = accept(parser, TokenKind.at);
    const name = dynamic ? parseArgumentName(parser) : takeText(parser);
    const nameEnd = parser.previousEnd;
    if (name === undefined) {
      fail(parser, "The name of an argument is missing after @.");
    } else if (accept(parser, TokenKind.colon)) {
      const value = parseExpression(parser);
      inputs.push({ name, nameEnd, dynamic, value, start, end: endBehind(parser, value) });
    } else if (accept(parser, TokenKind.arrow)) {
      const target = parseTarget(parser);
      outputs.push({ name, nameEnd, dynamic, target, start, end: endBehind(parser, target) });
    } else fail(parser, `A colon or => is missing after ${name}.`);
    if (parser.failed && !startsArgument(parser)) break;
    parser.failed = false;
  }
  parser.inArguments = inArguments;
}

/** A name behind `@` or `@@`: a word, or quoted. */
export function parseArgumentName(parser: Parser): string | undefined {
  if (parser.kind === TokenKind.text) return parseText(parser).value;
  return parser.kind === TokenKind.word ? takeText(parser) : undefined;
}

/** Takes the token as text. */
export function takeText(parser: Parser): string {
  const text = tokenText(parser);
  next(parser);
  return text;
}

/** A value, or an action in parentheses. */
export function parseCondition(parser: Parser): Condition {
  if (parser.kind !== TokenKind.openParen || !startsAction(parser)) return parseExpression(parser);
  next(parser);
  const { start } = parser;
  const call = parseActionCall(parser);
  if (!parser.failed && !accept(parser, TokenKind.closeParen)) fail(parser, "A closing parenthesis is missing after the action.");
  return call ?? errorNode(parser, "This is not an action.", start);
}

/** Whether an action with an argument, or the sign that it has none, follows the parenthesis; a path alone (`IF (List.Count) > 0`) is a value. */
function startsAction(parser: Parser): boolean {
  const place = mark(parser);
  next(parser);
  let isAction = false;
  if (parser.kind === TokenKind.word) {
    next(parser);
    let dots = 0;
    while (accept(parser, TokenKind.dot) && accept(parser, TokenKind.word)) dots++;
    isAction = dots > 0 && (startsArgument(parser) || isPlaceholder(parser));
  }
  returnTo(parser, place);
  return isAction;
}

/** `REPEAT n TIMES WAIT n` */
export function parseRetry(parser: Parser): Retry | undefined {
  const { start } = parser;
  if (!acceptWord(parser, "repeat")) return undefined;
  const times = parseExpression(parser);
  expectWord(parser, "times", "the number of attempts");
  const wait = acceptWord(parser, "wait") ? parseExpression(parser) : undefined;
  return { times, wait, start, end: parser.previousEnd };
}
