import { parseCondition, parseName } from "./action-parser.ts";
import type {
  BlockHandler,
  BlockStatement,
  ErrorStatement,
  FunctionDefinition,
  IfBranch,
  IfStatement,
  Statement,
  SwitchCase,
  SwitchStatement,
  WhileLoop,
} from "./ast.ts";
import {
  closeBlock,
  closeUnfinished,
  errorRow,
  findFrame,
  keepAnnotations,
  none,
  type OpenNode,
  openBlock,
  push,
  regionMessage,
  rowBase,
  type ScriptParser,
  skipRow,
  takeAnnotations,
} from "./blocks.ts";
import { parseExpression, parseTarget } from "./expression-parser.ts";
import { comparisonAt } from "./operators.ts";
import { accept, acceptWord, atRowEnd, expectWord, fail, isWord, missingValue, next, report, tokenText } from "./parser-state.ts";
import { TokenKind } from "./tokens.ts";

/**
 * The rows that open, divide and close blocks. A row that cannot be read opens its block all the same, so that its END is not one too many;
 * a row in a place where it is not allowed becomes the error node that these functions return.
 */

/** Reads `IF … THEN`, and opens its block. */
export function ifRow(parser: ScriptParser): void {
  next(parser);
  const condition = parseCondition(parser);
  expectWord(parser, "then", "the condition");
  const body: Statement[] = [];
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  const branches: OpenNode<IfBranch>[] = [{ line, condition, body, start, end }];
  const node: IfStatement = { kind: "if", branches, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
  openBlock(parser, { kind: "if", keyword: "IF", disabled, body, handled: node, node, branches });
}

/** Reads `SWITCH`, and opens its block. */
export function switchRow(parser: ScriptParser): void {
  next(parser);
  const value = parseExpression(parser);
  const before: Statement[] = [];
  const cases: OpenNode<SwitchCase>[] = [];
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  const node: SwitchStatement = {
    kind: "switch",
    value,
    before,
    cases,
    start,
    end,
    line,
    disabled,
    annotations: takeAnnotations(parser),
    handlers: none,
  };
  openBlock(parser, { kind: "switch", keyword: "SWITCH", disabled, body: before, handled: node, node, cases });
}

/** Reads `LOOP` in all its forms, and opens its block. */
export function loopRow(parser: ScriptParser): void {
  next(parser);
  const body: Statement[] = [];
  const node = parseLoop(parser, body);
  openBlock(parser, { kind: "loop", keyword: "LOOP", disabled: parser.disabled, body, handled: node, node });
}

type Loop = Extract<Statement, { kind: "loop-range" | "loop-each" | "loop-while" }>;

function parseLoop(parser: ScriptParser, body: readonly Statement[]): Loop {
  if (acceptWord(parser, "foreach")) {
    const variable = parseTarget(parser);
    const source = expectWord(parser, "in", "the variable") ? parseExpression(parser) : missingValue(parser);
    const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
    return { kind: "loop-each", variable, source, body, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
  }
  if (acceptWord(parser, "while")) {
    const condition = parseCondition(parser);
    const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
    return { kind: "loop-while", condition, body, start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
  }
  if (atRowEnd(parser)) {
    const node: WhileLoop = {
      kind: "loop-while",
      condition: fail(parser, "FROM, FOREACH or WHILE is missing after LOOP."),
      body,
      ...rowBase(parser),
    };
    return node;
  }
  const variable = isWord(parser, "from") && !isNamedFrom(parser) ? undefined : parseTarget(parser);
  const from = expectWord(parser, "from", "LOOP or its variable") ? parseExpression(parser) : missingValue(parser);
  const to = expectWord(parser, "to", "the first number") ? parseExpression(parser) : missingValue(parser);
  const step = acceptWord(parser, "step") ? parseExpression(parser) : undefined;
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return {
    kind: "loop-range",
    variable,
    from,
    to,
    step,
    body,
    start,
    end,
    line,
    disabled,
    annotations: takeAnnotations(parser),
    handlers: none,
  };
}

/** `LOOP From FROM 1 TO 2`: the reserved word is meant as the variable. */
function isNamedFrom(parser: ScriptParser): boolean {
  return /^[ \t]+from\b/i.test(parser.source.slice(parser.end, parser.end + 20));
}

/** Reads `BLOCK`, and opens it. */
export function blockRow(parser: ScriptParser): void {
  next(parser);
  const name = atRowEnd(parser) ? "" : parseName(parser, "block");
  const body: Statement[] = [];
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  const annotations = takeAnnotations(parser);
  const blockHandlers: BlockHandler[] = [];
  const node: BlockStatement = {
    kind: "block",
    name,
    blockHandlers,
    body,
    start,
    end,
    line,
    disabled,
    annotations,
    handlers: none,
  };
  openBlock(parser, { kind: "block", keyword: "BLOCK", disabled, body, handled: node, node, handlers: blockHandlers });
}

/** `FUNCTION Name GLOBAL`, `FUNCTION Name Input, OUTPUT Output`. Functions do not nest: what is open has no END. */
export function functionRow(parser: ScriptParser): void {
  keepAnnotations(parser);
  closeUnfinished(parser, 0, parser.rowStart);
  parser.inHeader = false;
  const { rowStart: start, rowLine: line } = parser;
  next(parser);
  const name = parseName(parser, "function");
  const global = !parser.failed && acceptWord(parser, "global");
  const { inputs, outputs } = parseParameters(parser);
  const body: Statement[] = [];
  const node: OpenNode<FunctionDefinition> = {
    kind: "function",
    name,
    line,
    global,
    inputs,
    outputs,
    sensitive: undefined,
    body,
    start,
    end: parser.previousEnd,
  };
  parser.functions.push(node);
  parser.frames.push({ kind: "function", keyword: "FUNCTION", disabled: false, body, handled: undefined, node });
}

/** `Input, OUTPUT Output`; the direction is only a word, so that a parameter may be called so. */
function parseParameters(parser: ScriptParser): Pick<FunctionDefinition, "inputs" | "outputs"> {
  const inputs: string[] = [];
  const outputs: string[] = [];
  if (parser.failed || atRowEnd(parser)) return { inputs, outputs };
  do {
    const first = parseName(parser, "parameter");
    const isDirection = /^(?:in|out)put$/i.test(first) && (parser.kind === TokenKind.word || parser.kind === TokenKind.text);
    const name = isDirection ? parseName(parser, "parameter") : first;
    (isDirection && /^out/i.test(first) ? outputs : inputs).push(name);
  } while (!parser.failed && accept(parser, TokenKind.comma));
  return { inputs, outputs };
}

/** `END`, `END FUNCTION` */
export function endRow(parser: ScriptParser): ErrorStatement | undefined {
  keepAnnotations(parser);
  next(parser);
  if (acceptWord(parser, "function")) {
    const index = findFrame(parser, "function");
    if (index < 0) return errorRow(parser, "This END FUNCTION has no matching FUNCTION.");
    closeUnfinished(parser, index + 1, parser.rowStart);
    closeBlock(parser, parser.previousEnd);
    return undefined;
  }
  if (isWord(parser, "region")) return errorRow(parser, regionMessage);
  const frame = parser.frames.at(-1);
  if (parser.disabled && frame?.disabled !== true) {
    push(parser, { ...rowBase(parser), kind: "end" });
    return undefined;
  }
  if (frame === undefined || frame.kind === "function") return errorRow(parser, "This END has no matching block.");
  closeBlock(parser, parser.previousEnd);
  return undefined;
}

/** `ELSE`, `ELSE IF condition THEN` */
export function elseRow(parser: ScriptParser): ErrorStatement | undefined {
  keepAnnotations(parser);
  if (isGivenUp(parser)) return undefined;
  const index = findFrame(parser, "if");
  if (index < 0) return errorRow(parser, "This ELSE has no matching IF.");
  closeUnfinished(parser, index + 1, parser.rowStart);
  next(parser);
  const body: Statement[] = [];
  const branch: OpenNode<IfBranch> = { line: parser.rowLine, condition: undefined, body, start: parser.rowStart, end: parser.previousEnd };
  if (acceptWord(parser, "if")) {
    branch.condition = parseCondition(parser);
    expectWord(parser, "then", "the condition");
    // Probes C32 and EI1.
    const { kind, start, end } = branch.condition;
    if (kind === "action-call") report(parser, "An action cannot be the condition of ELSE IF.", start, end);
  }
  const frame = parser.frames.at(-1);
  if (frame?.kind === "if") startPart(parser, frame, frame.branches, branch, body);
  return undefined;
}

/** `CASE [operator] value`, `DEFAULT` */
export function caseRow(parser: ScriptParser): ErrorStatement | undefined {
  keepAnnotations(parser);
  if (isGivenUp(parser)) return undefined;
  const index = findFrame(parser, "switch");
  if (index < 0) return errorRow(parser, `This ${tokenText(parser).toUpperCase()} has no matching SWITCH.`);
  closeUnfinished(parser, index + 1, parser.rowStart);
  const body: Statement[] = [];
  const branch: OpenNode<SwitchCase> = { line: parser.rowLine, test: undefined, body, start: parser.rowStart, end: parser.end };
  if (acceptWord(parser, "case")) {
    const operator = comparisonAt(parser);
    if (operator !== undefined) next(parser);
    const value = parseExpression(parser);
    branch.test = { operator, value };
  } else next(parser);
  const frame = parser.frames.at(-1);
  if (frame?.kind === "switch") startPart(parser, frame, frame.cases, branch, body);
  return undefined;
}

/** Ends the part of a block that is open and begins the next one. */
function startPart<T extends { end: number }>(
  parser: ScriptParser,
  frame: { body: Statement[]; handled: OpenNode<Statement> | undefined },
  parts: T[],
  part: T,
  body: Statement[],
): void {
  const previous = parts.at(-1);
  if (previous !== undefined) previous.end = parser.rowStart;
  parts.push(part);
  frame.body = body;
  frame.handled = undefined;
}

/** Inside of a block that is too deep its parts are skipped: they belong to no other block. */
function isGivenUp(parser: ScriptParser): boolean {
  if (parser.frames.at(-1)?.kind !== "ignored") return false;
  skipRow(parser);
  return true;
}
