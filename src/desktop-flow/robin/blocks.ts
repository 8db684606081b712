import type {
  Annotation,
  BlockHandler,
  BlockStatement,
  Declaration,
  EachLoop,
  ErrorHandler,
  ErrorStatement,
  FunctionDefinition,
  IfBranch,
  IfStatement,
  ImportLine,
  RangeLoop,
  SensitiveName,
  Statement,
  StatementNode,
  SwitchCase,
  SwitchStatement,
  WhileLoop,
} from "./ast.ts";
import { advance } from "./lexer.ts";
import { atRowEnd, maxDepth, next, type Parser, report } from "./parser-state.ts";
import { TokenKind } from "./tokens.ts";

/** A node while its block is open: its end, its parts and its handlers are still to come. */
export type OpenNode<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

interface FrameBase {
  /** How a message calls the block. */
  readonly keyword: string;
  readonly disabled: boolean;
  /** Where its rows go at the moment. */
  body: Statement[];
  /** What an `ON ERROR` that comes now belongs to: the row before it, or the block whose first row it is. */
  handled: OpenNode<Statement> | undefined;
}

/** A block that waits for its END. Until then `node.end` is the end of the row that opened it. */
export type Frame =
  | (FrameBase & { readonly kind: "if"; readonly node: OpenNode<IfStatement>; readonly branches: OpenNode<IfBranch>[] })
  | (FrameBase & { readonly kind: "switch"; readonly node: OpenNode<SwitchStatement>; readonly cases: OpenNode<SwitchCase>[] })
  | (FrameBase & { readonly kind: "loop"; readonly node: OpenNode<RangeLoop | EachLoop | WhileLoop> })
  | (FrameBase & { readonly kind: "block"; readonly node: OpenNode<BlockStatement>; readonly handlers: BlockHandler[] })
  | (FrameBase & { readonly kind: "block-handler"; node: OpenNode<BlockHandler>; readonly handlers: BlockHandler[] })
  | (FrameBase & { readonly kind: "error-handler"; node: OpenNode<ErrorHandler>; readonly target: OpenNode<Statement> })
  | (FrameBase & { readonly kind: "function"; readonly node: OpenNode<FunctionDefinition> })
  /** An opener that has an error node instead of a block: its rows belong to the block around it, and its END closes nothing else. */
  | (FrameBase & { readonly kind: "ignored"; readonly node?: undefined });

/** The parser with what has been read of the script. */
export interface ScriptParser extends Parser {
  readonly metadata: Annotation[];
  readonly imports: ImportLine[];
  readonly sensitive: SensitiveName[];
  readonly declarations: Declaration[];
  readonly main: Statement[];
  readonly functions: FunctionDefinition[];
  /** The open blocks, outermost first. */
  readonly frames: Frame[];
  /** As in {@link FrameBase}, for the main flow. */
  handled: OpenNode<Statement> | undefined;
  /** Only header lines and comments so far. */
  inHeader: boolean;
  /** The current row begins with DISABLE. */
  disabled: boolean;
}

/** A parser in front of the first token. One literal, so that the engine sees one shape. */
export function createScriptParser(source: string): ScriptParser {
  const parser: ScriptParser = {
    source,
    limit: source.length,
    kind: TokenKind.end,
    start: 0,
    end: 0,
    line: 1,
    endLine: 1,
    word: 0,
    flags: 0,
    longSearches: 0,
    problems: [],
    previousEnd: 0,
    rowStart: 0,
    rowLine: 1,
    reported: false,
    hasErrorNode: false,
    failed: false,
    inArguments: false,
    depth: 0,
    operators: 0,
    swallowing: undefined,
    annotations: [],
    metadata: [],
    imports: [],
    sensitive: [],
    declarations: [],
    main: [],
    functions: [],
    frames: [],
    handled: undefined,
    inHeader: true,
    disabled: false,
  };
  advance(parser);
  return parser;
}

/** Where the next row goes. */
export function currentBody(parser: ScriptParser): Statement[] {
  return parser.frames.at(-1)?.body ?? parser.main;
}

/** Adds a row to the innermost open block. */
export function push(parser: ScriptParser, statement: Statement): void {
  const frame = parser.frames.at(-1);
  if (statement.kind !== "comment") {
    parser.inHeader = false;
    if (statement.kind !== "annotations") (frame ?? parser).handled = statement;
  }
  (frame?.body ?? parser.main).push(statement);
}

/** An empty list. */
export const none: readonly never[] = [];

/** An error row. `text` is empty where something is missing, or where the row has a node of its own. */
export function errorStatement(
  message: string,
  place: { readonly start: number; readonly end: number; readonly line: number },
  text: string,
): ErrorStatement {
  const { start, end, line } = place;
  return { kind: "error", message, text, start, end, line, disabled: false, annotations: none, handlers: none };
}

/** What all rows have, of the row that has just been read. It takes the `@@` lines above. */
export function rowBase(parser: ScriptParser): StatementNode {
  const { rowStart: start, previousEnd: end, rowLine: line, disabled } = parser;
  return { start, end, line, disabled, annotations: takeAnnotations(parser), handlers: none };
}

/** The `@@` lines that wait for their row. */
export function takeAnnotations(parser: ScriptParser): readonly Annotation[] {
  const { annotations } = parser;
  if (annotations.length === 0) return none;
  parser.annotations = [];
  return annotations;
}

/** Reports the `@@` lines that wait: they have to be directly before a row that can carry them (probes Y19, V-full, V-no-region, H-head). */
export function rejectAnnotations(parser: ScriptParser): void {
  const first = parser.annotations[0];
  const last = parser.annotations.at(-1);
  if (first === undefined || last === undefined) return;
  const message = "An @@ line has to stand directly before an action.";
  const place = { start: first.start, end: last.end, line: first.line };
  parser.annotations = [];
  parser.problems.push({ message, ...place });
  push(parser, errorStatement(message, place, parser.source.slice(place.start, place.end)));
}

/** Keeps the `@@` lines that wait where no row can carry them: before END, ELSE and the like. */
export function keepAnnotations(parser: ScriptParser): void {
  const annotations = takeAnnotations(parser);
  const first = annotations[0];
  if (first === undefined) return;
  const end = annotations.at(-1)?.end ?? first.end;
  push(parser, { kind: "annotations", start: first.start, end, line: first.line, disabled: false, annotations, handlers: none });
}

/** The whole row as an error node. @param message What is wrong, unless that is noted already. */
export function errorRow(parser: ScriptParser, message: string): ErrorStatement {
  const { rowStart: start, rowLine: line } = parser;
  report(parser, message, parser.start, parser.end);
  skipRow(parser);
  parser.hasErrorNode = true;
  const end = Math.max(start, parser.previousEnd);
  const annotations = takeAnnotations(parser);
  return {
    ...errorStatement(parser.problems.at(-1)?.message ?? message, { start, end, line }, parser.source.slice(start, end)),
    annotations,
  };
}

/** For the forms that other languages have (probe E20). */
export const regionMessage = "A region is written **REGION name and **ENDREGION.";

/** Skips the rest of the row, comments aside. */
export function skipRow(parser: ScriptParser): void {
  while (!atRowEnd(parser)) next(parser);
}

/** Adds a block and opens it; one that is too deep becomes an error row, and its rows go to the block around it. */
export function openBlock(parser: ScriptParser, frame: Frame & { readonly kind: "if" | "switch" | "loop" | "block" }): void {
  if (parser.frames.length >= maxDepth) openIgnored(parser, frame.keyword, "The blocks are nested too deeply to be read.");
  else {
    push(parser, frame.node);
    parser.frames.push(frame);
  }
}

/** An opener that cannot become a block. */
export function openIgnored(parser: ScriptParser, keyword: string, message: string): void {
  const { rowStart: start, previousEnd: end, rowLine: line } = parser;
  report(parser, message, start, end);
  parser.hasErrorNode = true;
  push(parser, errorStatement(message, { start, end, line }, parser.source.slice(start, end)));
  parser.frames.push({ kind: "ignored", keyword, disabled: parser.disabled, body: currentBody(parser), handled: undefined });
}

/** The innermost open block of the kind in the current function; -1 if there is none. */
export function findFrame(parser: ScriptParser, kind: Frame["kind"]): number {
  for (let index = parser.frames.length - 1; index >= 0; index--) {
    const frame = parser.frames[index];
    if (frame?.kind === kind) return index;
    if (frame?.kind === "function") break;
  }
  return -1;
}

/** Closes the innermost block. @param end Where it ends. */
export function closeBlock(parser: ScriptParser, end: number): void {
  const frame = parser.frames.pop();
  if (frame?.node === undefined) return;
  frame.node.end = end;
  const part = frame.kind === "if" ? frame.branches.at(-1) : frame.kind === "switch" ? frame.cases.at(-1) : undefined;
  if (part !== undefined) part.end = end;
}

/** Closes the blocks from `index` on, which all lack their END. */
export function closeUnfinished(parser: ScriptParser, index: number, end: number): void {
  while (parser.frames.length > index) {
    const frame = parser.frames.at(-1);
    if (frame?.node !== undefined) {
      const place = { start: frame.node.start, end: frame.node.end, line: frame.node.line };
      const message = frame.kind === "function" ? "This FUNCTION has no END FUNCTION." : `This ${frame.keyword} has no END.`;
      closeBlock(parser, end);
      parser.problems.push({ message, ...place });
      push(parser, errorStatement(message, place, ""));
    } else closeBlock(parser, end);
  }
}

/** What an `ON ERROR` that comes now belongs to. */
export function handledStatement(parser: ScriptParser): OpenNode<Statement> | undefined {
  return (parser.frames.at(-1) ?? parser).handled;
}

/** Adds a handler to a row. */
export function addHandler(statement: OpenNode<Statement>, handler: ErrorHandler): void {
  if (statement.handlers === none) statement.handlers = [handler];
  // Any other list was made here; a copy of it for every handler would take quadratic time.
  else (statement.handlers as ErrorHandler[]).push(handler);
}
