import type { Node, ParseError } from "jsonc-parser";
import { firstDeeperThan, jsonErrorText } from "../source/json-syntax.ts";
import { createLineIndex, type Position } from "../source/line-index.ts";
import { type ConfigProblem, shownName } from "./problems.ts";

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
  const { getNodeValue, parseTree } = await import("jsonc-parser");

  const { positionAt } = createLineIndex(text);

  const tooDeep = firstDeeperThan(text, maxDepth);
  if (tooDeep !== undefined) return { message: `nested more than ${maxDepth} levels deep`, position: positionAt(tooDeep) };

  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const error = errors[0];
  if (root === undefined && text.trim() === "") return { message: "the file is empty", position: { line: 1, column: 1 } };
  if (error !== undefined) return { message: jsonErrorText(error.error), position: positionAt(error.offset) };
  if (root === undefined) return { message: "there is no value in the file", position: { line: 1, column: 1 } };

  return {
    value: getNodeValue(root),
    problems: duplicateNames(root, []),
    position: (pointer, key) => positionAt(offsetOf(root, pointer, key)),
  };
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
      problems.push({ pointer: [...pointer, name], key: true, message: `${shownName(name)} occurs twice in the same object` });
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
