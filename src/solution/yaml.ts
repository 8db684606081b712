import type { Span } from "../source/place.ts";
import { blockText, endOfQuoted, quotedText, unescaped, type YamlText } from "./yaml-texts.ts";

/**
 * A reader for the YAML that SolutionPackager and Dataverse's Git integration write: block mappings, block sequences and scalars, the
 * mechanical form of XML. Not read, and reported as a problem: flow collections other than `{}` and `[]`, anchors, aliases, tags and
 * several documents.
 */
export type YamlNode = YamlScalar | YamlMapping | YamlSequence;

/** A plain, quoted or block text. */
export interface YamlScalar {
  readonly kind: "scalar";
  /** Empty for a key without a value. */
  readonly text: string;
  /** Where it is written, quotes included. */
  readonly span: Span;
}

/** Members by key; of a repeated key, the first. */
export interface YamlMapping {
  readonly kind: "mapping";
  readonly members: ReadonlyMap<string, YamlNode>;
  readonly span: Span;
}

/** A list. */
export interface YamlSequence {
  readonly kind: "sequence";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** The first thing that is not understood, and where it is. */
export interface YamlProblem {
  readonly message: string;
  readonly offset: number;
}

/** The root node, or the first thing that is not understood. */
export type YamlResult = { readonly root: YamlNode; readonly problem?: never } | { readonly problem: YamlProblem; readonly root?: never };

/** Deepest nesting that is read. */
const maxDepth = 100;

/** Reads a document. Never throws: what is not understood is a problem with its offset in UTF-16 units. */
export function parseYaml(text: string): YamlResult {
  const lines = linesOf(text);
  const second = lines.find(({ indent, content }) => indent === 0 && isStart(content));
  if (second !== undefined) return { problem: { message: "Another document begins here", offset: second.start } };
  const reader: Reader = { text, lines, at: 0, problem: undefined };
  const root = readBlock(reader, 0, 0) ?? { kind: "scalar" as const, text: "", span: { start: 0, end: 0 } };
  const rest = lines[reader.at];
  if (rest !== undefined) fail(reader, rest.start + rest.indent, "This line belongs to nothing above it");
  return reader.problem === undefined ? { root } : { problem: reader.problem };
}

/** A document that is being read from top to bottom. Every function below begins at the current line and ends after what it has read. */
interface Reader {
  readonly text: string;
  readonly lines: Line[];
  /** Index of the current line; there is none after a problem. */
  at: number;
  problem: YamlProblem | undefined;
}

/** Stops reading. Only the first problem is reported, because later ones are mostly its consequences. */
function fail(reader: Reader, offset: number, message: string): undefined {
  reader.problem ??= { message, offset };
  reader.at = reader.lines.length;
  return undefined;
}

/** The node that begins at the current line, if that has at least this indentation. */
function readBlock(reader: Reader, minimum: number, depth: number): YamlNode | undefined {
  const line = reader.lines[reader.at];
  if (line === undefined || line.indent < minimum) return undefined;
  if (depth > maxDepth) return fail(reader, line.start, "It is nested too deeply");
  if (isItem(line.content)) return readSequence(reader, line, depth);
  if (keyOf(line.content) !== undefined) return readMapping(reader, line, depth);
  return readScalar(reader, line.content, line.start + line.indent, line.indent - 1);
}

function readMapping(reader: Reader, first: Line, depth: number): YamlNode | undefined {
  const { lines } = reader;
  const { indent } = first;
  const members = new Map<string, YamlNode>();
  const start = first.start + indent;
  let end = start;
  for (let line = lines[reader.at]; line !== undefined && line.indent === indent; line = lines[reader.at]) {
    const key = keyOf(line.content);
    if (key === undefined || isItem(line.content)) return fail(reader, line.start + indent, "A key and a colon are expected here");
    const value = readMemberValue(reader, line, key.length, depth);
    if (value === undefined) return undefined;
    if (!members.has(key.name)) members.set(key.name, value);
    end = value.span.end;
  }
  const next = lines[reader.at];
  if (next !== undefined && next.indent > indent) return fail(reader, next.start + next.indent, "This line is indented too far");
  return { kind: "mapping", members, span: { start, end } };
}

/** What follows `key:`, on the same line or below it. */
function readMemberValue(reader: Reader, line: Line, keyLength: number, depth: number): YamlNode | undefined {
  const { indent } = line;
  const rest = line.content.slice(keyLength);
  const inline = rest.trimStart();
  const keyEnd = line.start + indent + keyLength;
  if (inline !== "" && !inline.startsWith("#")) return readScalar(reader, inline, keyEnd + (rest.length - inline.length), indent);
  reader.at++;
  const next = reader.lines[reader.at];
  // A sequence may be as far left as its key.
  if (next !== undefined && (next.indent > indent || (next.indent === indent && isItem(next.content))))
    return readBlock(reader, indent, depth + 1);
  return { kind: "scalar", text: "", span: { start: keyEnd, end: keyEnd } };
}

function readSequence(reader: Reader, first: Line, depth: number): YamlNode | undefined {
  const { lines } = reader;
  const { indent } = first;
  const items: YamlNode[] = [];
  const start = first.start + indent;
  let end = start;
  for (let line = lines[reader.at]; line !== undefined && line.indent === indent && isItem(line.content); line = lines[reader.at]) {
    const item = readItem(reader, line, depth);
    if (item === undefined || reader.problem !== undefined) return undefined;
    items.push(item);
    end = item.span.end;
  }
  return { kind: "sequence", items, span: { start, end } };
}

/** What follows `-`, on the same line or below it. */
function readItem(reader: Reader, line: Line, depth: number): YamlNode | undefined {
  const { indent } = line;
  const rest = line.content.slice(1);
  const inline = rest.trimStart();
  const inner = indent + 1 + (rest.length - inline.length);
  if (inline === "" || inline.startsWith("#")) {
    reader.at++;
    const dash = { start: line.start + indent, end: line.start + indent + 1 };
    return readBlock(reader, indent + 1, depth + 1) ?? { kind: "scalar", text: "", span: dash };
  }
  if (isItem(inline) || keyOf(inline) !== undefined) {
    // `- key: value`: the rest of the line is the first line of a block that is indented to where it begins.
    reader.lines[reader.at] = { start: line.start, indent: inner, content: inline };
    return readBlock(reader, inner, depth + 1);
  }
  return readScalar(reader, inline, line.start + inner, indent);
}

/** A scalar that begins at `offset`; its further lines are those indented more than `indent`. */
function readScalar(reader: Reader, content: string, offset: number, indent: number): YamlNode | undefined {
  const { text, lines } = reader;
  const [first = ""] = content;
  if (first === "|" || first === ">") {
    const found = blockText(text, { offset, header: content, indent });
    return found === undefined ? fail(reader, offset, "The head of a block text is not understood") : readOwnText(reader, found, offset);
  }
  if (first === "'" || first === '"') {
    const found = quotedText(text, offset, first);
    return found === undefined ? fail(reader, offset, "A quoted text does not end") : readOwnText(reader, found, offset);
  }
  if (/^(?:\{\s*\}|\[\s*\])\s*(?:#.*)?$/.test(content)) {
    reader.at++;
    const span = { start: offset, end: offset + content.length };
    return first === "{" ? { kind: "mapping", members: new Map(), span } : { kind: "sequence", items: [], span };
  }
  if (/[{[&*!%@`]/.test(first)) return fail(reader, offset, `A value cannot begin with '${first}' here`);
  const parts = [withoutComment(content)];
  let end = offset + withoutComment(content).length;
  reader.at++;
  for (let line = lines[reader.at]; line !== undefined && line.indent > indent; line = lines[reader.at]) {
    if (keyOf(line.content) !== undefined) return fail(reader, line.start + line.indent, "This line is indented too far");
    parts.push(withoutComment(line.content));
    end = line.start + line.indent + line.content.length;
    reader.at++;
  }
  return { kind: "scalar", text: parts.join(" "), span: { start: offset, end } };
}

/** Continues after a text that was read on its own, over however many lines. */
function readOwnText(reader: Reader, found: YamlText, offset: number): YamlScalar {
  while ((reader.lines[reader.at]?.start ?? Number.POSITIVE_INFINITY) < found.end) reader.at++;
  return { kind: "scalar", text: found.text, span: { start: offset, end: found.end } };
}

interface Line {
  /** Offset of the line in the text. */
  readonly start: number;
  readonly indent: number;
  readonly content: string;
}

/** Lines that hold something, and where a further document begins; the inside of block and quoted texts is skipped by whoever reads those. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/\r$/, "");
    const content = line.trimStart();
    const isMarker = line.trimEnd() === "..." || (lines.length === 0 && line.trimEnd() === "---");
    if (content !== "" && !content.startsWith("#") && !isMarker && !line.startsWith("%")) {
      lines.push({ start, indent: line.length - content.length, content: content.trimEnd() });
    }
    start += raw.length + 1;
  }
  return lines;
}

function isStart(content: string): boolean {
  return /^---(?:\s|$)/.test(content);
}

function isItem(content: string): boolean {
  return content === "-" || content.startsWith("- ");
}

interface Key {
  readonly name: string;
  /** Length of what it takes up with its quotes and colon. */
  readonly length: number;
}

/** The key at the start of a line. It is searched for, not matched by a pattern: a value of megabytes on one line is told from a key as well. */
function keyOf(content: string): Key | undefined {
  const [first = ""] = content;
  if (first === "'" || first === '"') return quotedKey(content, first);
  return /[\s{}[\]#&*!|>%@`,-]/.test(first) ? undefined : plainKey(content);
}

function quotedKey(content: string, quote: "'" | '"'): Key | undefined {
  const end = endOfQuoted(content, 1, quote);
  const colon = end === undefined ? undefined : /^\s*:(?=\s|$)/.exec(content.slice(end + 1))?.[0];
  if (end === undefined || colon === undefined) return undefined;
  const raw = content.slice(1, end);
  return { name: quote === "'" ? raw.replaceAll("''", "'") : unescaped(raw), length: end + 1 + colon.length };
}

/** A colon ends a key only in front of white space, and where no comment has begun. */
function plainKey(content: string): Key | undefined {
  const comment = content.search(/\s#/);
  for (let colon = content.indexOf(":", 1); colon > 0; colon = content.indexOf(":", colon + 1)) {
    if (comment >= 0 && comment < colon) return undefined;
    if (content.charAt(colon + 1).trim() === "") return { name: content.slice(0, colon).trimEnd(), length: colon + 1 };
  }
  return undefined;
}

function withoutComment(content: string): string {
  return content.replace(/\s#.*$/, "").trimEnd();
}
