import { createScanner, type ParseErrorCode, printParseErrorCode, visit } from "jsonc-parser";
import { maxJsonDepth } from "../json.ts";

/** What is wrong with a text that is no JSON. */
export interface JsonSyntaxProblem {
  /** Completes the sentence "This is not valid JSON: …". Holds nothing of the text, which could be a secret. */
  readonly message: string;
  readonly offset: number;
}

/**
 * The first mistake in a text that is no JSON, comments aside. The engine's own message differs from version to version, repeats a part of the
 * text, and often does not tell the place.
 */
export function jsonSyntaxProblem(text: string): JsonSyntaxProblem {
  if (text.trim() === "") return { message: "the file is empty", offset: 0 };
  let depth = 0;
  const enter = (offset: number): void => {
    depth++;
    if (depth > maxJsonDepth) throw new FirstProblem({ message: `it is nested more than ${maxJsonDepth} levels deep`, offset });
  };
  const leave = (): void => {
    depth--;
  };
  try {
    visit(
      text,
      {
        onObjectBegin: enter,
        onArrayBegin: enter,
        onObjectEnd: leave,
        onArrayEnd: leave,
        onError(code, offset) {
          throw new FirstProblem({ message: causeAt(text, offset) ?? jsonErrorText(code), offset });
        },
      },
      { disallowComments: false, allowTrailingComma: false },
    );
  } catch (error) {
    if (error instanceof FirstProblem) return error.problem;
    throw error;
  }
  return { message: "it contains something that JSON does not allow", offset: 0 };
}

/** Ends the parser at the first mistake: it would go on to the end of what may be many megabytes of something else. */
class FirstProblem extends Error {
  readonly problem: JsonSyntaxProblem;
  constructor(problem: JsonSyntaxProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The offset of the first bracket or brace that is nested deeper; undefined when there is none. A parser would recurse into it. */
export function firstDeeperThan(text: string, most: number): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan() as number; token !== endOfFile; token = scanner.scan()) {
    if (token === openBrace || token === openBracket) depth++;
    else if (token === closeBrace || token === closeBracket) depth--;
    if (depth > most) return scanner.getTokenOffset();
  }
  return undefined;
}

/**
 * The token kinds of jsonc-parser's scanner that matter here; its `SyntaxKind` is a const enum, which single-file compilation cannot read.
 */
const openBrace = 1;
const closeBrace = 2;
const openBracket = 3;
const closeBracket = 4;
const endOfFile = 17;

/** What probably happened to the file, where the mistake itself tells it better than the grammar does. */
function causeAt(text: string, offset: number): string | undefined {
  if (isConflictMark(text, offset)) return "a merge conflict was not resolved";
  const rest = text.slice(offset);
  const invisible = /^(?![ \t\r\n])[\p{Cc}\p{Cf}\p{Z}]/u.exec(rest)?.[0].codePointAt(0);
  if (invisible !== undefined)
    return `an invisible character (U+${invisible.toString(16).toUpperCase().padStart(4, "0")}) is not allowed here`;
  if (/^[^\s{["]/.test(rest) && text.slice(0, offset).trim() === "") return "it does not begin with a brace or a bracket";
  return undefined;
}

function isConflictMark(text: string, offset: number): boolean {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^(?:<{7}|={7}|>{7})(?![<=>])/.test(text.slice(start, start + 8));
}

const errorTexts: Readonly<Record<string, string>> = {
  PropertyNameExpected: "a name in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: 'a colon ":" is missing',
  CommaExpected: "a comma is missing",
  CloseBraceExpected: 'a closing "}" is missing',
  CloseBracketExpected: 'a closing "]" is missing',
  EndOfFileExpected: "there is something after the end of the document",
  InvalidSymbol: "names and strings must be in double quotes",
  InvalidNumberFormat: "this is not a number",
  UnexpectedEndOfNumber: "this is not a number",
  UnexpectedEndOfComment: "the comment is not closed",
  UnexpectedEndOfString: "the string is not closed by a double quote",
  InvalidUnicode: "\\u needs four hexadecimal digits",
  InvalidEscapeCharacter: "unknown escape: write \\\\ for a backslash, and / in paths",
  InvalidCharacter: "a control character is not allowed here",
};

/** An error of the parser in words, as the end of a sentence. */
export function jsonErrorText(code: ParseErrorCode): string {
  const name = printParseErrorCode(code);
  return errorTexts[name] ?? `this is not JSON (${name})`;
}
