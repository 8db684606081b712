import { parseActionCall, parseArguments, parseCondition, parseName } from "./action-parser.ts";
import type { Argument, Expression, Output, SimpleStatement, Statement } from "./ast.ts";
import { errorRow, none, rejectAnnotations, type ScriptParser, takeAnnotations } from "./blocks.ts";
import { parseExpression, parseTarget } from "./expression-parser.ts";
import { accept, acceptWord, expectWord, isWord, missingValue, next, report } from "./parser-state.ts";
import { TokenFlag, TokenKind } from "./tokens.ts";

/**
 * The rows that are a statement of their own: everything but blocks and the header.
 * They list the fields of `rowBase` instead of spreading it: that doubles the speed of the parser.
 */

/** Reads a comment. */
export function commentRow(parser: ScriptParser): Statement {
  rejectAnnotations(parser);
  const { source, start, end, flags } = parser;
  const block = parser.kind === TokenKind.blockComment;
  const unterminated = (flags & TokenFlag.unterminated) !== 0;
  if (unterminated) report(parser, "The end of the comment is missing: #/.", start, end);
  const text = block ? source.slice(start + 2, unterminated ? end : end - 2) : source.slice(start + 1, end).trim();
  next(parser);
  const { rowStart, previousEnd, rowLine: line, disabled } = parser;
  return { kind: "comment", text, block, start: rowStart, end: previousEnd, line, disabled, annotations: none, handlers: none };
}

/** `**REGION name`, `**ENDREGION` */
export function regionRow(parser: ScriptParser): Statement {
  const begins = parser.kind === TokenKind.region;
  const name = parser.source.slice(parser.start + (begins ? 8 : 11), parser.end).trim();
  next(parser);
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind: begins ? "region" : "end-region", name, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** Reads a row that runs an action. */
export function actionRow(parser: ScriptParser): Statement {
  const call = parseActionCall(parser);
  if (call === undefined) return errorRow(parser, "This is neither a statement nor an action.");
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind: "action", call, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** `SET target TO value` */
export function setRow(parser: ScriptParser): Statement {
  next(parser);
  const target = parseTarget(parser);
  const value: Expression = expectWord(parser, "to", "the variable") ? parseExpression(parser) : missingValue(parser);
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind: "set", target, value, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** `CALL name` */
export function callRow(parser: ScriptParser): Statement {
  next(parser);
  const name = parseName(parser, "subflow");
  const inputs: Argument[] = [];
  const outputs: Output[] = [];
  if (!parser.failed) parseArguments(parser, inputs, outputs);
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return {
    kind: "call",
    name,
    arguments: inputs,
    outputs,
    start,
    end,
    line,
    disabled,
    annotations: takeAnnotations(parser),
    handlers: none,
  };
}

/** `LABEL name`, `GOTO name` */
export function labelRow(parser: ScriptParser): Statement {
  const kind = isWord(parser, "label") ? "label" : "goto";
  next(parser);
  const name = parseName(parser, "label");
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind, name, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** `EXIT LOOP`, `EXIT FUNCTION`, `EXIT Code: n ErrorMessage: text` */
export function exitRow(parser: ScriptParser): Statement {
  next(parser);
  if (acceptWord(parser, "loop")) return simpleStatement(parser, "exit-loop");
  if (acceptWord(parser, "function")) return simpleStatement(parser, "exit-function");
  const inputs: Argument[] = [];
  parseArguments(parser, inputs, []);
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind: "exit", arguments: inputs, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** `NEXT LOOP` */
export function nextRow(parser: ScriptParser): Statement {
  next(parser);
  return acceptWord(parser, "loop") ? simpleStatement(parser, "next-loop") : errorRow(parser, "LOOP is missing after NEXT.");
}

/** `THROW ERROR` */
export function throwRow(parser: ScriptParser): Statement {
  next(parser);
  return acceptWord(parser, "error") ? simpleStatement(parser, "throw-error") : errorRow(parser, "ERROR is missing after THROW.");
}

/** `REPEAT BLOCK`, `REPEAT ACTION`: how a handler goes on. */
export function repeatRow(parser: ScriptParser): Statement {
  next(parser);
  const kind = isWord(parser, "block") ? "repeat-block" : "repeat-action";
  next(parser);
  return simpleStatement(parser, kind);
}

function simpleStatement(parser: ScriptParser, kind: SimpleStatement["kind"]): Statement {
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** `WAIT value`, `WAIT (action) FOR seconds` */
export function waitRow(parser: ScriptParser): Statement {
  next(parser);
  const condition = parseCondition(parser);
  const timeout = !parser.failed && acceptWord(parser, "for") ? parseExpression(parser) : undefined;
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { kind: "wait", condition, timeout, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** `ERROR => Variable Reset: True` */
export function lastErrorRow(parser: ScriptParser): Statement {
  next(parser);
  if (!accept(parser, TokenKind.arrow)) return errorRow(parser, "The last error is read with ERROR => Variable.");
  const target = parseTarget(parser);
  const inputs: Argument[] = [];
  if (!parser.failed) parseArguments(parser, inputs, []);
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return {
    kind: "last-error",
    target,
    arguments: inputs,
    start,
    end,
    line,
    disabled,
    annotations: takeAnnotations(parser),
    handlers: none,
  };
}
