import type { Script, Statement } from "./ast.ts";
import { blockRow, caseRow, elseRow, endRow, functionRow, ifRow, loopRow, switchRow } from "./block-parser.ts";
import {
  closeUnfinished,
  createScriptParser,
  currentBody,
  errorRow,
  errorStatement,
  none,
  push,
  regionMessage,
  rejectAnnotations,
  type ScriptParser,
  skipRow,
} from "./blocks.ts";
import { lineEnd } from "./characters.ts";
import { onRow } from "./handler-parser.ts";
import { annotationRow, declarationRow, importRow } from "./header-parser.ts";
import { advance } from "./lexer.ts";
import { acceptWord, atRowEnd, report, tokenText } from "./parser-state.ts";
import {
  actionRow,
  callRow,
  commentRow,
  exitRow,
  labelRow,
  lastErrorRow,
  nextRow,
  regionRow,
  repeatRow,
  setRow,
  throwRow,
  waitRow,
} from "./statement-parser.ts";
import { TokenKind } from "./tokens.ts";
import { isReserved, wordIds } from "./words.ts";

/**
 * Parses a script: a whole flow with its header and functions, the text of a subflow, or rows copied from the designer, whose trailing
 * repository of controls is left out.
 *
 * Never throws, and takes time linear in the length of the script. What cannot be read becomes error nodes, at most one problem a row; the
 * rest is parsed. The depth of the tree is bounded (`maxDepth`, `maxOperators`), so that recursion over it is safe.
 */
export function parseRobin(source: string): Script {
  const parser = createScriptParser(source);
  let repository: Script["repository"];
  while (parser.kind !== TokenKind.end) {
    if (parser.kind === TokenKind.newline) advance(parser);
    else if (startsRepository(parser)) {
      repository = { start: parser.start, end: source.length };
      break;
    } else parseRow(parser);
  }
  rejectAnnotations(parser);
  closeUnfinished(parser, 0, parser.previousEnd);
  const { metadata, imports, sensitive, declarations, main, functions, problems } = parser;
  return {
    header: { metadata, imports, sensitive, declarations },
    main,
    functions,
    problems,
    ...(repository === undefined ? undefined : { repository }),
    start: 0,
    end: repository?.start ?? source.length,
  };
}

/** What the designer puts behind copied rows: a comment line with a mark, or a JSON object right away. */
function startsRepository(parser: ScriptParser): boolean {
  const { source, kind, start, end } = parser;
  if (kind === TokenKind.comment) return /^#\s*\[ControlRepository\]/i.test(source.slice(start, Math.min(end, start + 40)));
  return kind === TokenKind.openBrace && /^\{\s*["}]/.test(source.slice(start, start + 200));
}

function parseRow(parser: ScriptParser): void {
  parser.rowStart = parser.start;
  parser.rowLine = parser.line;
  parser.reported = false;
  parser.hasErrorNode = false;
  parser.failed = false;
  parser.inArguments = false;
  parser.depth = 0;
  parser.operators = 0;
  parser.swallowing = undefined;
  parser.disabled = acceptWord(parser, "disable");
  const statement = rowContent(parser);
  if (statement !== undefined) push(parser, statement);
  // Behind a comment another row may begin.
  const isOver = statement?.kind === "comment" || (atRowEnd(parser) && !(parser.failed && parser.swallowing !== undefined));
  if (!isOver) rejectRest(parser, statement);
  if (!parser.reported || parser.hasErrorNode) return;
  const problem = parser.problems.at(-1);
  if (problem !== undefined) push(parser, errorStatement(problem.message, problem, ""));
}

/** The statement of the row, unless it opens, divides or closes a block or belongs to the header. */
function rowContent(parser: ScriptParser): Statement | undefined {
  switch (parser.kind) {
    case TokenKind.word:
      return wordRow(parser);
    case TokenKind.comment:
    case TokenKind.blockComment:
      return commentRow(parser);
    case TokenKind.region:
    case TokenKind.endRegion:
      return regionRow(parser);
    case TokenKind.doubleAt:
      return annotationRow(parser);
    case TokenKind.at:
      return declarationRow(parser);
    default:
      return errorRow(parser, "This is neither a statement nor an action.");
  }
}

function wordRow(parser: ScriptParser): Statement | undefined {
  switch (parser.word) {
    case 0:
      return actionRow(parser);
    case wordIds.set:
      return setRow(parser);
    case wordIds.call:
      return callRow(parser);
    case wordIds.label:
    case wordIds.goto:
      return labelRow(parser);
    case wordIds.exit:
      return exitRow(parser);
    case wordIds.next:
      return nextRow(parser);
    case wordIds.throw:
      return throwRow(parser);
    case wordIds.wait:
      return waitRow(parser);
    case wordIds.error:
      return lastErrorRow(parser);
    case wordIds.end:
      return endRow(parser);
    case wordIds.else:
      return elseRow(parser);
    case wordIds.case:
    case wordIds.default:
      return caseRow(parser);
    case wordIds.on:
      return onRow(parser);
    default:
      return openingRow(parser);
  }
}

function openingRow(parser: ScriptParser): Statement | undefined {
  switch (parser.word) {
    case wordIds.if:
      ifRow(parser);
      return undefined;
    case wordIds.switch:
      switchRow(parser);
      return undefined;
    case wordIds.loop:
      loopRow(parser);
      return undefined;
    case wordIds.block:
      blockRow(parser);
      return undefined;
    case wordIds.function:
      functionRow(parser);
      return undefined;
    default:
      return otherRow(parser);
  }
}

/** Words that mean something at their place only, and reserved words that begin no statement. */
function otherRow(parser: ScriptParser): Statement | undefined {
  if (isReserved(parser.word)) return errorRow(parser, `No statement begins with ${tokenText(parser).toUpperCase()}.`);
  const following = parser.source.slice(parser.end, parser.end + 20);
  if (parser.word === wordIds.import && /^[ \t]*'/.test(following)) return importRow(parser);
  if (parser.word === wordIds.repeat && /^[ \t]+(?:block|action)\b/i.test(following)) return repeatRow(parser);
  if (parser.word === wordIds.region && !/^[ \t]*\./.test(following)) return errorRow(parser, regionMessage);
  return actionRow(parser);
}

/** Deals with what follows the end of a statement, or the place where reading it failed. */
function rejectRest(parser: ScriptParser, statement: Statement | undefined): void {
  const { start, line, swallowing } = parser;
  if (swallowing !== undefined) unswallow(parser, swallowing, statement);
  else if (parser.failed) skipRow(parser);
  else {
    const message = "The row continues after the end of its statement; a row holds only one.";
    report(parser, message, start, parser.end);
    skipRow(parser);
    parser.hasErrorNode = true;
    push(parser, errorStatement(message, { start, end: parser.previousEnd, line }, parser.source.slice(start, parser.previousEnd)));
  }
}

/**
 * A text without its closing quotes ends at the opening quotes of the next one. The row then seems to go on with the content of that next
 * text, which is how it shows. Its statement is given up, and reading continues after the line on which the text began.
 */
function unswallow(parser: ScriptParser, text: { readonly start: number; readonly line: number }, statement: Statement | undefined): void {
  const { source, rowStart, rowLine } = parser;
  const end = lineEnd(source, text.start, source.length);
  const message = "The closing quotes of the text are missing; a backslash directly before them has to be doubled.";
  if (!parser.reported) parser.problems.push({ message, start: text.start, end, line: text.line });
  parser.reported = true;
  parser.hasErrorNode = true;
  // A row that opens a block stays, so that its END finds it.
  if (statement !== undefined) currentBody(parser).pop();
  const error = errorStatement(
    message,
    { start: rowStart, end, line: rowLine },
    statement === undefined ? "" : source.slice(rowStart, end),
  );
  push(parser, { ...error, annotations: statement?.annotations ?? none });
  parser.end = end;
  parser.endLine = text.line;
  parser.previousEnd = end;
  advance(parser);
}
