import { trimmed } from "../../collections.ts";
import type { Call, Dereference, Expression, SyntaxProblem } from "./ast.ts";
import { scanInto, type Token, type TokenKind, type TokenSlot } from "./lexer.ts";

/** How deeply calls may be nested; the deepest call inside real flows is far below, and the trees' readers recurse. */
const maxNesting = 500;

/** An expression and the one problem that stopped its reading; with a problem, the expression is an error node. */
export interface ParsedExpression {
  readonly expression: Expression;
  readonly problem: SyntaxProblem | undefined;
}

/**
 * Parses `text` from `start` to `end` (UTF-16 units) as one expression, without the `@` or the braces around it. Never throws; linear time.
 *
 * Input after the expression is a problem, although the designer's parser ignores it. The platform's limit of 8,192 characters for one
 * expression is not checked: a longer one is read like any other. Problems never quote the text: a password that starts with `@` looks like
 * an expression.
 *
 * In an error node, an unfinished call has the arguments that could be read and an unfinished `[…]` is left out, so that a
 * reference then stands for more than was meant, never for something else; a call that could be read inside the brackets follows as an
 * expression of its own.
 */
export function parseExpression(text: string, start = 0, end = text.length): ParsedExpression {
  const reader: Reader = {
    text,
    limit: end,
    token: { kind: "end", start, end: start },
    consumedTo: start,
    nesting: 0,
    problem: undefined,
    orphans: [],
  };
  scanInto(reader.token, text, start, end);
  const root = reader.token.kind === "end" ? fail(reader, emptyMessage) : readOperand(reader);
  if (reader.problem === undefined && reader.token.kind !== "end") fail(reader, trailingMessage(reader));
  if (root !== undefined && reader.problem === undefined) return { expression: root, problem: undefined };
  const orphans = reader.orphans.toReversed();
  const readable = root === undefined ? orphans : [root, ...orphans];
  return { expression: { kind: "error", start, end, readable }, problem: reader.problem };
}

interface Reader {
  readonly text: string;
  readonly limit: number;
  /** The current token; it is one object, written over by {@link advance}. */
  readonly token: TokenSlot;
  /** End of the last token that was read. */
  consumedTo: number;
  nesting: number;
  /** Reading stops at the first problem. */
  problem: SyntaxProblem | undefined;
  /** Calls that are keys of unfinished dereferences, innermost first. */
  readonly orphans: Expression[];
}

function advance(reader: Reader): void {
  const { token } = reader;
  reader.consumedTo = token.end;
  scanInto(token, reader.text, token.end, reader.limit);
}

/** Moves on when the current token is of that kind. */
function skip(reader: Reader, kind: TokenKind): boolean {
  if (reader.token.kind !== kind) return false;
  advance(reader);
  return true;
}

function fail(reader: Reader, message: string, token: Token = reader.token): undefined {
  reader.problem ??= { start: token.start, end: token.end, message };
  return undefined;
}

/** Reads one expression. When a problem came up, the result is what could be read of it, if anything. */
function readOperand(reader: Reader): Expression | undefined {
  const { token, text } = reader;
  const { kind, start, end } = token;
  switch (kind) {
    case "string":
      advance(reader);
      return { kind: "string", start, end, value: unquote(text.slice(start + 1, end - 1)) };
    case "integer":
    case "float":
      advance(reader);
      // parseFloat, because the exponent may have no digits.
      return { kind: "number", start, end, value: Number.parseFloat(text.slice(start, end)), integer: kind === "integer" };
    case "identifier":
      return readKeyword(reader) ?? readCall(reader);
    default:
      return fail(reader, operandMessage(reader));
  }
}

function unquote(inner: string): string {
  return inner.includes("''") ? inner.replaceAll("''", "'") : inner;
}

function readKeyword(reader: Reader): Expression | undefined {
  const { start, end } = reader.token;
  if (end - start !== 4 && end - start !== 5) return undefined;
  switch (reader.text.slice(start, end).toLowerCase()) {
    case "null":
      advance(reader);
      return { kind: "null", start, end };
    case "true":
      advance(reader);
      return { kind: "boolean", start, end, value: true };
    case "false":
      advance(reader);
      return { kind: "boolean", start, end, value: false };
    default:
      return undefined;
  }
}

function readCall(reader: Reader): Call | undefined {
  const { start, end: nameEnd } = reader.token;
  if (reader.nesting >= maxNesting)
    return fail(reader, `The expression is nested too deeply: more than ${maxNesting} calls inside one another.`);
  advance(reader);
  if (!skip(reader, "(")) {
    const name: Token = { kind: "identifier", start, end: nameEnd };
    return fail(reader, bareNameMessage(reader, name), name);
  }

  reader.nesting++;
  const args = readArguments(reader);
  let end = reader.consumedTo;
  let dereferences: Dereference[] | undefined;
  while (reader.problem === undefined && startsDereference(reader.token.kind)) {
    const dereference = readDereference(reader);
    if (dereference === undefined) break;
    if (dereferences === undefined) dereferences = [dereference];
    else dereferences.push(dereference);
    end = dereference.end;
  }
  reader.nesting--;

  return {
    kind: "call",
    start,
    end,
    name: reader.text.slice(start, nameEnd),
    nameSpan: { start, end: nameEnd },
    arguments: args,
    dereferences: trimmed(dereferences),
  };
}

/** Most calls have one argument: a list is made for the first one, with room for no more. */
function readArguments(reader: Reader): readonly Expression[] {
  let args: Expression[] | undefined;
  if (skip(reader, ")")) return trimmed(args);
  for (;;) {
    const argument = readOperand(reader);
    if (argument !== undefined) {
      if (args === undefined) args = [argument];
      else args.push(argument);
    }
    if (reader.problem !== undefined || skip(reader, ")")) return trimmed(args);
    if (!skip(reader, ",")) {
      fail(reader, afterArgumentMessage(reader));
      return trimmed(args);
    }
  }
}

function startsDereference(kind: TokenKind): boolean {
  return kind === "?" || kind === "[" || kind === ".";
}

/** A key after a call; undefined where it is broken. */
function readDereference(reader: Reader): Dereference | undefined {
  const { start } = reader.token;
  const safe = skip(reader, "?");
  if (skip(reader, ".")) {
    const { kind, start: keyStart, end } = reader.token;
    if (kind !== "identifier") return fail(reader, "A name is expected after '.'; an index or any other key has to be in brackets.");
    advance(reader);
    return { start, end, safe, notation: "dot", key: { kind: "string", start: keyStart, end, value: reader.text.slice(keyStart, end) } };
  }
  if (skip(reader, "[")) {
    const key = readOperand(reader);
    const { end } = reader.token;
    if (key !== undefined && reader.problem === undefined && skip(reader, "]")) return { start, end, safe, notation: "bracket", key };
    if (key?.kind === "call") reader.orphans.push(key);
    return fail(reader, "The closing ']' is missing after the key.");
  }
  return fail(reader, questionMarkMessage(reader));
}

const emptyMessage = "The expression is empty: a function call or a value is expected.";
const quotesMessage = "Text has to be in straight single quotes ('), not in any other kind of quotes.";
const operatorMessage = "There are no operators: use functions such as add(), concat(), equals(), and().";
const unterminatedMessage = "The text has no closing single quote (').";

/** Why the current token cannot start an expression. */
function operandMessage(reader: Reader): string {
  switch (reader.token.kind) {
    case "unterminated-string":
      return unterminatedMessage;
    case "double-quoted":
      return quotesMessage;
    case "malformed-number":
      return "This is neither a number nor a function call.";
    case "[":
      return "There are no lists in brackets: use createArray() or json().";
    case "end":
      return "The expression is incomplete: a function call or a value is expected.";
    case "unexpected":
      return unexpectedMessage(reader);
    default:
      return "A function call or a value is expected here.";
  }
}

function unexpectedMessage({ text, token }: Reader): string {
  return text.charCodeAt(token.start) === 0x40
    ? "'@' has no place inside an expression: it only stands in front of the whole."
    : "Braces are not allowed inside an expression: use json() for an object.";
}

function bareNameMessage({ text }: Reader, name: Token): string {
  if (/^["‘’“”`]/.test(text.charAt(name.start))) return quotesMessage;
  if (isOperator(text, name)) return operatorMessage;
  return name.start === 1 && text.startsWith("@")
    ? "'(' is expected after the name of a function; plain text that starts with '@' is written with '@@'."
    : "'(' is expected after the name of a function; plain text stands in single quotes.";
}

function questionMarkMessage({ token }: Reader): string {
  return token.kind === "?"
    ? "There is no operator '??': use coalesce()."
    : "'?' must be followed by a key, as in ?['name'], or by '.' and a name.";
}

function afterArgumentMessage(reader: Reader): string {
  switch (reader.token.kind) {
    case "end":
      return "The closing ')' of a function call is missing.";
    case "unexpected":
      return unexpectedMessage(reader);
    case "identifier":
    case "malformed-number":
      return isOperator(reader.text, reader.token) ? operatorMessage : "',' or ')' is expected after an argument.";
    case "[":
    case ".":
    case "?":
      return "Only the result of a function call can be followed by a key.";
    default:
      return "',' or ')' is expected after an argument.";
  }
}

/** Why the current token cannot follow a complete expression. */
function trailingMessage(reader: Reader): string {
  switch (reader.token.kind) {
    case ")":
      return "This ')' has no matching '('.";
    case "[":
    case ".":
    case "?":
      return "Only the result of a function call can be followed by a key.";
    case "(":
      return "What a function call returns, or a key of it, cannot be called.";
    case "identifier":
    case "malformed-number":
      return isOperator(reader.text, reader.token) ? operatorMessage : "The expression ends before this: nothing may follow it.";
    case "unexpected":
      return unexpectedMessage(reader);
    default:
      return "The expression ends before this: nothing may follow it.";
  }
}

function isOperator(text: string, { start, end }: Token): boolean {
  return /^[-+*/%=!<>&|]{1,3}$/.test(text.slice(start, end));
}
