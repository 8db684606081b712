import type { Node, ParseError } from "jsonc-parser";
import { createLineIndex, type Position } from "../source/line-index.ts";
import { type ConfigProblem, quoted } from "./problems.ts";

/** A JSON document with comments, and where its parts are. */
export interface ConfigDocument {
  readonly value: unknown;
  /** Names that occur twice in an object: the later one would silently win. */
  readonly problems: readonly ConfigProblem[];
  /** Where a value, or the name of its member, is; of the closest existing parent when there is no such value. */
  position(pointer: readonly string[], key: boolean): Position;
}

/** A text that is no JSON: the first error, as a sentence. */
export interface SyntaxProblem {
  readonly message: string;
  readonly position: Position;
}

/** Deeper nesting than any configuration needs; it bounds the recursion of the parser. */
const maxDepth = 100;

/** Parses JSON with comments and trailing commas. A byte order mark is skipped. */
export async function parseDocument(content: string): Promise<ConfigDocument | SyntaxProblem> {
  const text = content.replace(/^\u{feff}/u, "");
  const { createScanner, getNodeValue, parseTree, printParseErrorCode } = await import("jsonc-parser");

  const { positionAt } = createLineIndex(text);

  const tooDeep = firstTooDeep(createScanner(text, true));
  if (tooDeep !== undefined) return { message: `nested more than ${maxDepth} levels deep`, position: positionAt(tooDeep) };

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const error = errors[0];
  if (root === undefined && text.trim() === "") return { message: "the file is empty", position: { line: 1, column: 1 } };
  if (error !== undefined) return { message: syntaxMessage(printParseErrorCode(error.error)), position: positionAt(error.offset) };
  if (root === undefined) return { message: "there is no value in the file", position: { line: 1, column: 1 } };

  return {
    value: getNodeValue(root),
    problems: duplicateNames(root, []),
    position: (pointer, key) => positionAt(offsetOf(root, pointer, key)),
  };
}

/**
 * The token kinds of jsonc-parser's scanner that matter here; its `SyntaxKind` is a const enum, which single-file compilation cannot read.
 */
const openBrace = 1;
const closeBrace = 2;
const openBracket = 3;
const closeBracket = 4;
const endOfFile = 17;

function firstTooDeep(scanner: { scan(): number; getTokenOffset(): number }): number | undefined {
  let depth = 0;
  for (let token = scanner.scan(); token !== endOfFile; token = scanner.scan()) {
    if (token === openBrace || token === openBracket) depth++;
    else if (token === closeBrace || token === closeBracket) depth--;
    if (depth > maxDepth) return scanner.getTokenOffset();
  }
  return undefined;
}

const syntaxMessages: Readonly<Record<string, string>> = {
  PropertyNameExpected: "a name in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: 'a colon ":" is missing',
  CommaExpected: "a comma is missing",
  CloseBraceExpected: 'a closing "}" is missing',
  CloseBracketExpected: 'a closing "]" is missing',
  EndOfFileExpected: "there is something behind the end of the document",
  InvalidSymbol: "this is not JSON: names and strings stand in double quotes",
  InvalidNumberFormat: "this is not a number",
  UnexpectedEndOfNumber: "this is not a number",
  UnexpectedEndOfComment: "the comment is not closed",
  UnexpectedEndOfString: "the string is not closed by a double quote",
  InvalidUnicode: "\\u needs four hexadecimal digits",
  InvalidEscapeCharacter: "unknown escape: write \\\\ for a backslash, and / in paths",
  InvalidCharacter: "a control character is not allowed here",
};

function syntaxMessage(code: string): string {
  return syntaxMessages[code] ?? `this is not JSON (${code})`;
}

function duplicateNames(node: Node, pointer: readonly string[]): ConfigProblem[] {
  const children = node.children ?? [];
  if (node.type === "array") return children.flatMap((child, index) => duplicateNames(child, [...pointer, String(index)]));
  if (node.type !== "object") return [];
  const seen = new Set<string>();
  const problems: ConfigProblem[] = [];
  for (const property of children) {
    const name = nameOf(property);
    const value = property.children?.[1];
    if (seen.has(name))
      problems.push({ pointer: [...pointer, name], key: true, message: `${quoted(name)} occurs twice in the same object` });
    seen.add(name);
    if (value !== undefined) problems.push(...duplicateNames(value, [...pointer, name]));
  }
  return problems;
}

function offsetOf(root: Node, pointer: readonly string[], key: boolean): number {
  let node = root;
  let offset = root.offset;
  for (const [depth, step] of pointer.entries()) {
    const children: readonly Node[] = node.children ?? [];
    // Of members with one name the last one counts, as for JSON.parse.
    const property = node.type === "object" ? children.findLast((child) => nameOf(child) === step) : undefined;
    const next = node.type === "array" ? children[Number(step)] : property?.children?.[1];
    if (next === undefined) return offset;
    offset = key && depth === pointer.length - 1 && property !== undefined ? property.offset : next.offset;
    node = next;
  }
  return offset;
}

function nameOf(property: Node): string {
  const { value }: { readonly value?: unknown } = property.children?.[0] ?? {};
  return String(value);
}
