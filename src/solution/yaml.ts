import type { Span } from "../source/place.ts";
import { blockText, quotedText, unescaped, type YamlText } from "./yaml-texts.ts";

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

/** The root node, or the first thing that is not understood. */
export type YamlResult =
  | { readonly root: YamlNode; readonly problem?: never }
  | { readonly problem: { readonly message: string; readonly offset: number }; readonly root?: never };

/** Deepest nesting that is read. */
const maxDepth = 100;

/** Reads a document. Never throws: what is not understood is a problem with its offset in UTF-16 units. */
export function parseYaml(text: string): YamlResult {
  const lines = linesOf(text);
  const second = lines.find(({ indent, content }) => indent === 0 && isStart(content));
  if (second !== undefined) return { problem: { message: "Another document begins here", offset: second.start } };
  let at = 0;
  let problem: { readonly message: string; readonly offset: number } | undefined;

  const fail = (offset: number, message: string): undefined => {
    problem ??= { message, offset };
    at = lines.length;
    return undefined;
  };

  /** The node that begins at the current line with at least this indentation. */
  function block(minimum: number, depth: number): YamlNode | undefined {
    const line = lines[at];
    if (line === undefined || line.indent < minimum) return undefined;
    if (depth > maxDepth) return fail(line.start, "It is nested too deeply");
    if (isItem(line.content)) return sequence(line.indent, depth);
    if (keyOf(line.content) !== undefined) return mapping(line.indent, depth);
    return scalar(line.content, line.start + line.indent, line.indent - 1);
  }

  function mapping(indent: number, depth: number): YamlNode | undefined {
    const members = new Map<string, YamlNode>();
    const start = (lines[at]?.start ?? 0) + indent;
    let end = start;
    for (let line = lines[at]; line !== undefined && line.indent === indent; line = lines[at]) {
      const key = keyOf(line.content);
      if (key === undefined || isItem(line.content)) return fail(line.start + indent, "A key and a colon are expected here");
      const value = memberValue(line, key.length, indent, depth);
      if (value === undefined) return undefined;
      if (!members.has(key.name)) members.set(key.name, value);
      end = value.span.end;
    }
    const next = lines[at];
    if (next !== undefined && next.indent > indent) return fail(next.start + next.indent, "This line is indented too far");
    return { kind: "mapping", members, span: { start, end } };
  }

  /** What follows `key:`, on the same line or below it. */
  function memberValue(line: Line, keyLength: number, indent: number, depth: number): YamlNode | undefined {
    const rest = line.content.slice(keyLength);
    const inline = rest.trimStart();
    const offset = line.start + line.indent + keyLength + (rest.length - inline.length);
    if (inline !== "" && !inline.startsWith("#")) return scalar(inline, offset, indent);
    at++;
    const next = lines[at];
    // A sequence may be as far left as its key.
    if (next !== undefined && (next.indent > indent || (next.indent === indent && isItem(next.content)))) return block(indent, depth + 1);
    const end = line.start + line.indent + keyLength;
    return { kind: "scalar", text: "", span: { start: end, end } };
  }

  function sequence(indent: number, depth: number): YamlNode | undefined {
    const items: YamlNode[] = [];
    const start = (lines[at]?.start ?? 0) + indent;
    let end = start;
    for (let line = lines[at]; line !== undefined && line.indent === indent && isItem(line.content); line = lines[at]) {
      const rest = line.content.slice(1);
      const inline = rest.trimStart();
      const inner = indent + 1 + (rest.length - inline.length);
      let item: YamlNode | undefined;
      if (inline === "" || inline.startsWith("#")) {
        at++;
        item = block(indent + 1, depth + 1) ?? {
          kind: "scalar",
          text: "",
          span: { start: line.start + indent, end: line.start + indent + 1 },
        };
      } else if (isItem(inline) || keyOf(inline) !== undefined) {
        // `- key: value`: the rest of the line is the first line of a block that is indented to where it begins.
        lines[at] = { start: line.start, indent: inner, content: inline };
        item = block(inner, depth + 1);
      } else item = scalar(inline, line.start + inner, indent);
      if (item === undefined || problem !== undefined) return undefined;
      items.push(item);
      end = item.span.end;
    }
    return { kind: "sequence", items, span: { start, end } };
  }

  /** A scalar that begins at `offset`; its further lines are those indented more than `indent`. */
  function scalar(content: string, offset: number, indent: number): YamlNode | undefined {
    const [first = ""] = content;
    if (first === "|" || first === ">")
      return ownText(blockText(text, { offset, header: content, indent }), offset, "The head of a block text is not understood");
    if (first === "'" || first === '"') return ownText(quotedText(text, offset, first), offset, "A quoted text does not end");
    if (/^(?:\{\s*\}|\[\s*\])\s*(?:#.*)?$/.test(content)) {
      at++;
      const span = { start: offset, end: offset + content.length };
      return first === "{" ? { kind: "mapping", members: new Map(), span } : { kind: "sequence", items: [], span };
    }
    if (/[{[&*!%@`]/.test(first)) return fail(offset, `A value cannot begin with '${first}' here`);
    const parts = [withoutComment(content)];
    let end = offset + withoutComment(content).length;
    at++;
    for (let line = lines[at]; line !== undefined && line.indent > indent; line = lines[at]) {
      if (keyOf(line.content) !== undefined) return fail(line.start + line.indent, "This line is indented too far");
      parts.push(withoutComment(line.content));
      end = line.start + line.indent + line.content.length;
      at++;
    }
    return { kind: "scalar", text: parts.join(" "), span: { start: offset, end } };
  }

  /** A text that is read on its own, over however many lines: the reader goes on behind it. */
  function ownText(found: YamlText | undefined, offset: number, complaint: string): YamlNode | undefined {
    if (found === undefined) return fail(offset, complaint);
    while (at < lines.length && (lines[at]?.start ?? 0) < found.end) at++;
    return { kind: "scalar", text: found.text, span: { start: offset, end: found.end } };
  }

  const root = block(0, 0) ?? { kind: "scalar" as const, text: "", span: { start: 0, end: 0 } };
  const rest = lines[at];
  if (problem === undefined && rest !== undefined) fail(rest.start + rest.indent, "This line belongs to nothing above it");
  return problem === undefined ? { root } : { problem };
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

/** The key at the start of a line, and the length of what it takes up with its colon. */
function keyOf(content: string): { readonly name: string; readonly length: number } | undefined {
  const found =
    /^'((?:[^']|'')*)'\s*:(?=\s|$)/.exec(content) ??
    /^"((?:[^"\\]|\\.)*)"\s*:(?=\s|$)/.exec(content) ??
    /^([^\s'"{}[\]#&*!|>%@`,-](?:[^:#]|:(?!\s|$)|(?<!\s)#)*?)\s*:(?=\s|$)/.exec(content);
  if (found === null) return undefined;
  const [whole, name = ""] = found;
  return {
    name: content.startsWith("'") ? name.replaceAll("''", "'") : content.startsWith('"') ? unescaped(name) : name,
    length: whole.length,
  };
}

function withoutComment(content: string): string {
  return content.replace(/\s#.*$/, "").trimEnd();
}
