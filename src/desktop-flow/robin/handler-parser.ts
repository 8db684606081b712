import { parseArguments, parseName, parseRetry } from "./action-parser.ts";
import type { Argument, BlockHandler, ErrorHandler, ErrorStatement, Statement } from "./ast.ts";
import { addHandler, errorRow, handledStatement, keepAnnotations, openIgnored, type ScriptParser } from "./blocks.ts";
import { acceptWord, atRowEnd, isWord, maxDepth, next, report, startsArgument } from "./parser-state.ts";
import { TokenKind } from "./tokens.ts";
import { isReserved } from "./words.ts";

/** `ON BLOCK ERROR` and `ON ERROR` */
export function onRow(parser: ScriptParser): ErrorStatement | undefined {
  keepAnnotations(parser);
  next(parser);
  if (acceptWord(parser, "error")) return errorHandlerRow(parser);
  if (!acceptWord(parser, "block") || !acceptWord(parser, "error")) return errorRow(parser, "ERROR or BLOCK ERROR is missing after ON.");
  blockHandlerRow(parser);
  return undefined;
}

function blockHandlerRow(parser: ScriptParser): void {
  const all = acceptWord(parser, "all");
  const error = all ? undefined : handledError(parser);
  const inputs = handlerArguments(parser);
  const retry = parser.failed ? undefined : parseRetry(parser);
  const frame = parser.frames.at(-1);
  const body: Statement[] = [];
  const { rowStart: start, previousEnd: end, rowLine: line } = parser;
  const node: BlockHandler = { line, all, error, arguments: inputs, retry, body, start, end };
  if (frame?.kind === "block-handler") {
    frame.node.end = start;
    frame.handlers.push(node);
    frame.node = node;
    frame.body = body;
    frame.handled = undefined;
    return;
  }
  const isFirst = frame?.kind === "block" && frame.handlers.length === 0 && frame.body.every((statement) => statement.kind === "comment");
  if (!isFirst) {
    openIgnored(parser, "ON BLOCK ERROR", "ON BLOCK ERROR has to follow its BLOCK.");
    return;
  }
  const { handlers } = frame;
  handlers.push(node);
  const disabled = parser.disabled || frame.disabled;
  parser.frames.push({ kind: "block-handler", keyword: "ON BLOCK ERROR", disabled, body, handled: undefined, node, handlers });
}

/** `IsUserDefinedErrorCode: True` */
function handlerArguments(parser: ScriptParser): readonly Argument[] {
  if (parser.failed || atRowEnd(parser)) return noArguments;
  const inputs: Argument[] = [];
  parseArguments(parser, inputs, []);
  return inputs;
}

const noArguments: readonly Argument[] = [];

function errorHandlerRow(parser: ScriptParser): ErrorStatement | undefined {
  const error = handledError(parser);
  const inputs = handlerArguments(parser);
  const retry = parser.failed ? undefined : parseRetry(parser);
  // What makes the row wrong follows its end (probe E06: `ON ERROR GOTO Label` and END), so the handler is opened all the same.
  if (!parser.failed && !atRowEnd(parser)) report(parser, "The rows of ON ERROR begin on the next line.", parser.start, parser.end);
  const body: Statement[] = [];
  const { rowStart: start, previousEnd: end, rowLine: line } = parser;
  const node: ErrorHandler = { line, error, arguments: inputs, retry, body, start, end };
  const frame = parser.frames.at(-1);
  if (frame?.kind === "error-handler") {
    frame.node.end = start;
    addHandler(frame.target, node);
    frame.node = node;
    frame.body = body;
    return undefined;
  }
  const target = handledStatement(parser);
  if (target === undefined) openIgnored(parser, "ON ERROR", "ON ERROR belongs to the action above it, and there is none.");
  else if (parser.frames.length >= maxDepth) openIgnored(parser, "ON ERROR", "The blocks are nested too deeply to be read.");
  else {
    addHandler(target, node);
    const disabled = parser.disabled || target.disabled;
    parser.frames.push({ kind: "error-handler", keyword: "ON ERROR", disabled, body, handled: undefined, node, target });
  }
  return undefined;
}

/** The name of the error that a handler is for. */
function handledError(parser: ScriptParser): string | undefined {
  if (parser.kind === TokenKind.text) return parseName(parser, "error");
  if (parser.kind !== TokenKind.word || isReserved(parser.word) || isWord(parser, "repeat") || startsArgument(parser)) return undefined;
  return parseName(parser, "error");
}
