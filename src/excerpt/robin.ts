import { addAll, countLeading } from "../collections.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import type { Argument, Output } from "../desktop-flow/robin/ast.ts";
import { tokenize } from "../desktop-flow/robin/lexer.ts";
import { closingPercent } from "../desktop-flow/robin/text-lexer.ts";
import { type Token, TokenKind } from "../desktop-flow/robin/tokens.ts";
import { actionCallsOf } from "../desktop-flow/robin/walk.ts";
import { wordAt } from "../desktop-flow/robin/words.ts";
import { isPlainVariable, namesOf } from "../desktop-flow/script-names.ts";
import { code, type ExcerptLine, type ExcerptPart, masked, name } from "../findings/excerpt.ts";
import type { LineIndex } from "../source/line-index.ts";
import { type Span, shifted, spansMeet } from "../source/place.ts";
import { isShownName, namePart } from "./names.ts";

/** A desktop flow's script and what is known about its words. */
export interface RobinDocument {
  readonly text: string;
  readonly lines: LineIndex;
  readonly tokens: readonly Token[];
  /** Where the script ends and what the designer copies with it begins. */
  readonly end: number;
  /** See {@link namesOf}. */
  readonly names: ReadonlySet<string>;
  /** Offsets at which the name of an argument or an output begins. */
  readonly argumentNames: ReadonlySet<number>;
  /** Only a part of the flow is there, so that its variables may be written elsewhere. */
  readonly isPart: boolean;
  /** Lines that could not be read as they are, or only in part. */
  readonly broken: ReadonlySet<number>;
}

/** What excerpts of a script need to know of it. */
export function robinDocument(flow: DesktopFlow, lines: LineIndex): RobinDocument {
  const { source, script, rows, extent } = flow;
  const text = source.text();
  const argumentNames = new Set<number>();
  const broken = new Set(script.problems.map(({ line }) => line));
  const addArguments = (list: readonly (Argument | Output)[]): void => {
    for (const { start, dynamic } of list) argumentNames.add(dynamic ? text.indexOf("@", start) + 1 : start);
  };
  for (const { statement } of rows) {
    for (const { arguments: given, outputs: written } of actionCallsOf(statement)) addArguments([...given, ...written]);
    if (statement.kind === "call" || statement.kind === "exit" || statement.kind === "last-error") addArguments(statement.arguments);
    if (statement.kind === "error") addLines(broken, lines, statement);
  }
  return {
    text,
    lines,
    tokens: tokenize(text),
    end: script.repository?.start ?? text.length,
    names: namesOf(flow),
    argumentNames,
    isPart: extent === "subflow",
    broken,
  };
}

function addLines(list: Set<number>, lines: LineIndex, { start, end }: Span): void {
  const last = lines.positionAt(end).line;
  for (let line = lines.positionAt(start).line; line <= last; line++) list.add(line);
}

/** Rows shown above and below the place. */
const rowsAround = 2;
/** Rows shown at most. */
const mostRows = 12;
/** Parts shown of a row; some rows hold the text of a whole program. */
const mostParts = 80;

/** The rows around a place: actions, arguments, variables and operators as they are, and none of their texts. */
export function robinLines(document: RobinDocument, span: Span): readonly ExcerptLine[] {
  const { lines, tokens, end } = document;
  const first = Math.max(1, lines.positionAt(span.start).line - rowsAround);
  const last = lines.positionAt(Math.max(span.start, span.end - 1)).line + rowsAround;
  const shown: ExcerptLine[] = [];
  let row: { readonly number: number; readonly parts: ExcerptPart[] } | undefined;
  const close = (): void => {
    if (row?.parts.some(({ text }) => text.trim() !== "") === true) shown.push({ ...row, parts: shortened(row.parts) });
    row = undefined;
  };
  for (let index = firstFrom(tokens, lines, first); index < tokens.length && shown.length < mostRows; index++) {
    const token = tokens[index];
    if (token === undefined || token.start >= end) break;
    const number = lines.positionAt(token.start).line;
    if (number > last) break;
    row ??= { number, parts: [] };
    if (token.kind === TokenKind.newline) close();
    // A block's place is its first word alone, an empty stretch.
    else
      row.parts.push(
        ...tokenParts(
          { document, tokens, index, token, base: 0 },
          span.start === span.end ? { start: span.start, end: span.start + 1 } : span,
        ),
      );
  }
  if (shown.length < mostRows) close();
  return shown;
}

/** The parts around the first that is marked. */
function shortened(parts: readonly ExcerptPart[]): readonly ExcerptPart[] {
  if (parts.length <= mostParts) return parts;
  const from = Math.max(0, parts.findIndex((part) => part.marked === true) - mostParts / 2);
  const rest = parts.slice(from, from + mostParts);
  return [...(from > 0 ? [code("… ")] : []), ...rest, ...(from + mostParts < parts.length ? [code(" …")] : [])];
}

function firstFrom(tokens: readonly Token[], lines: LineIndex, line: number): number {
  return countLeading(tokens, ({ start }) => lines.positionAt(start).line < line);
}

/** A token among others: those of the script, or of an expression in a text. */
interface TokenAt {
  readonly document: RobinDocument;
  readonly tokens: readonly Token[];
  readonly index: number;
  /** The one at the index. */
  readonly token: Token;
  /** What is to be added to the offsets of the tokens: those in a text are counted from its expression. */
  readonly base: number;
}

/** A token as the script writes it. */
function written({ document, base }: TokenAt, { start, end }: Token): string {
  return document.text.slice(base + start, base + end);
}

function tokenParts(at: TokenAt, span: Span): readonly ExcerptPart[] {
  const { token, base } = at;
  const parts = partsOf(at, span);
  const isMarked = token.kind !== TokenKind.interpolation && spansMeet(shifted(token, base), span);
  return isMarked ? parts.map((part) => ({ ...part, marked: true })) : parts;
}

function partsOf(at: TokenAt, span: Span): readonly ExcerptPart[] {
  const { document, token, base } = at;
  const text = written(at, token);
  switch (token.kind) {
    case "space":
      return [code(text.replaceAll("\t", "    "))];
    case TokenKind.word:
      return [wordPart(at, text)];
    case TokenKind.number:
      // Two digits are no PIN.
      return [text.length <= 2 ? code(text) : masked];
    case TokenKind.text:
    case TokenKind.tripleText:
      return textParts(at, text);
    case TokenKind.interpolation:
      return interpolationParts(document, base + token.start, base + token.end, span);
    case TokenKind.powerFx:
      return [code("$fx'"), masked, code("'")];
    case TokenKind.comment:
      return [code("# "), masked];
    case TokenKind.blockComment:
      return [code("/# "), masked, code(" #/")];
    case TokenKind.region:
      return [code("**REGION "), masked];
    case TokenKind.endRegion:
      return [code("**ENDREGION")];
    case TokenKind.digitWord:
    case TokenKind.unknown:
      return [masked];
    default:
      return [code(text)];
  }
}

const headerWords: ReadonlySet<string> = new Set(["input", "output", "sensitive"]);

/** A word of the language, a known name, or the name of an argument; any other word could be a text that lacks its quotes. */
function wordPart({ document, tokens, index, token, base }: TokenAt, word: string): ExcerptPart {
  if (wordAt(word, 0, word.length) > 0) return code(word);
  const start = base + token.start;
  const before = tokens[index - 1]?.kind;
  const isKnown =
    document.names.has(word.toLowerCase()) ||
    document.argumentNames.has(start) ||
    (before === TokenKind.at && headerWords.has(word.toLowerCase())) ||
    (!document.broken.has(document.lines.positionAt(start).line) &&
      ((document.isPart && isPlainVariable(word)) ||
        before === TokenKind.doubleAt ||
        before === TokenKind.dot ||
        tokens[index + 1]?.kind === TokenKind.openParen));
  return isKnown && isShownName(word) ? name(word) : masked;
}

/** What declares an input or output. */
const declarationMembers: ReadonlySet<string> = new Set(["DefaultValue", "Description", "FriendlyName", "IsOptional", "Type"]);

/** A text in quotes: a name that is known, or masked. */
function textParts(at: TokenAt, text: string): readonly ExcerptPart[] {
  const { document, tokens, index, token, base } = at;
  const quote = text.startsWith("'''") ? "'''" : "'";
  const inner = text.slice(quote.length, text.length > quote.length && text.endsWith(quote) ? -quote.length : undefined);
  if (inner === "") return [code(text)];
  const start = base + token.start;
  const isMember = declarationMembers.has(inner) && tokens[index + 1]?.kind === TokenKind.colon;
  const isName =
    (declaredTypes.has(inner) && isDeclaredType(at)) ||
    (document.names.has(inner.toLowerCase()) && isNamed(at)) ||
    document.argumentNames.has(start) ||
    (isKey(at) && !document.broken.has(document.lines.positionAt(start).line));
  return isMember || isName ? namePart(inner, quote) : [code(quote), masked, code(quote)];
}

/** Types of inputs and outputs. */
const declaredTypes: ReadonlySet<string> = new Set([
  "Bool",
  "Boolean",
  "CustomObject",
  "DataTable",
  "Datatable",
  "DateTime",
  "File",
  "List",
  "Numeric",
  "String",
]);

/** Whether a text is the type in `'Type': 'String'`. */
function isDeclaredType(at: TokenAt): boolean {
  const [colon, member] = before(at);
  return colon?.kind === TokenKind.colon && member !== undefined && written(at, member) === "'Type'";
}

/** Words that the name of a subflow, a label or a block follows; in quotes where it holds blanks. */
const namingWords: ReadonlySet<string> = new Set(["block", "call", "function", "goto", "label"]);

function isNamed(at: TokenAt): boolean {
  const [word] = before(at);
  return word?.kind === TokenKind.word && namingWords.has(written(at, word).toLowerCase());
}

/** The two tokens before one, the nearest first, without white space. */
function before({ tokens, index }: TokenAt): readonly Token[] {
  const found: Token[] = [];
  for (let at = index - 1; at >= 0 && found.length < 2; at--) {
    const token = tokens[at];
    if (token !== undefined && token.kind !== "space") found.push(token);
  }
  return found;
}

/** Whether a text is what a value is asked for: `Row['Name']`. */
function isKey({ document, tokens, index, base }: TokenAt): boolean {
  const before = tokens[index - 2];
  if (tokens[index - 1]?.kind !== TokenKind.openBracket || tokens[index + 1]?.kind !== TokenKind.closeBracket || before === undefined)
    return false;
  return (
    before.kind === TokenKind.closeBracket ||
    (before.kind === TokenKind.word && wordAt(document.text, base + before.start, base + before.end) === 0)
  );
}

/** `$'''…'''`: the expressions between percent signs. */
function interpolationParts(document: RobinDocument, start: number, end: number, span: Span): readonly ExcerptPart[] {
  const { text } = document;
  const open = text.indexOf("'", start) + 3;
  const close = end - open >= 3 && text.endsWith("'''", end) ? end - 3 : end;
  const parts: ExcerptPart[] = [];
  const put = (part: ExcerptPart, from: number, to: number): void => {
    parts.push(from < span.end && span.start < to ? { ...part, marked: true } : part);
  };
  put(code("$'''"), start, open);
  let from = open;
  for (let at = text.indexOf("%", open); at >= 0 && at < close; at = text.indexOf("%", at)) {
    const partner = closingPercent(text, at + 1, close);
    if (partner <= at + 1) {
      // A doubled sign is text, and so is one without a partner.
      at += partner < 0 ? 1 : 2;
      continue;
    }
    if (at > from) put(masked, from, at);
    put(code("%"), at, at + 1);
    const inside = tokenize(text.slice(at + 1, partner));
    for (const [index, token] of inside.entries())
      addAll(parts, tokenParts({ document, tokens: inside, index, token, base: at + 1 }, span));
    put(code("%"), partner, partner + 1);
    from = partner + 1;
    at = from;
  }
  if (close > from) put(masked, from, close);
  put(code("'''"), close, end);
  return parts;
}
