import { append, once, remember } from "../collections.ts";
import { maxJsonDepth } from "../json.ts";
import { withoutComments } from "./json-comments.ts";
import { createOffsetMapBuilder, type OffsetMap } from "./offset-map.ts";
import type { JsonAt, Span } from "./place.ts";

/** Where a symbolic place is in the text of a JSON document. */
export interface JsonPosition {
  /** Offsets in the raw text, end exclusive. */
  readonly span: Span;
  /** The steps that exist: those of the place, or of its closest existing parent. */
  readonly pointer: readonly string[];
}

/** A value of a document and what is directly in it, in the order of the text. */
export interface JsonNode {
  readonly kind: "object" | "array" | "other";
  readonly span: Span;
  readonly children: readonly JsonChild[];
  /** Where the children are among each other, by their steps: thousands of repairs may each change one of thousands of actions. */
  places(): ReadonlyMap<string, readonly number[]>;
}

/** A member of an object, or an element of an array. */
export interface JsonChild {
  /** Its name or index, as a pointer has it. A name can occur twice; the last one counts. */
  readonly step: string;
  /** The member's name with its quotes; undefined for elements. */
  readonly key: Span | undefined;
  readonly span: Span;
}

/** The positions of one JSON document. */
export interface JsonIndex {
  /** The text that was indexed, with blanks in the place of comments. */
  readonly text: string;
  locate(at: JsonAt): JsonPosition;
  /** The value that is at exactly this pointer; for edits, which must not land on something near. */
  node(pointer: readonly string[]): JsonNode | undefined;
}

/**
 * Indexes a JSON document in one pass; the children of an object are indexed by name when a place below it is asked for.
 *
 * Never throws. What cannot be found is answered by something near: for a pointer that does not exist the name of its closest existing
 * parent, for a text that is no JSON or is nested deeper than {@link maxJsonDepth} the start of the file. Where a name occurs twice in an
 * object the last one counts, as for `JSON.parse`.
 */
export function createJsonIndex(text: string): JsonIndex {
  const nodes = collectNodes(text);
  if (nodes === undefined || nodes.count === 0) {
    return { text, locate: (at) => ({ span: { start: 0, end: 0 }, pointer: at.pointer }), node: () => undefined };
  }
  return indexNodes(nodes.hasComments ? withoutComments(text) : text, nodes);
}

function indexNodes(text: string, nodes: Nodes): JsonIndex {
  const children = new Map<number, ReadonlyMap<string, number>>();
  const strings = new Map<number, OffsetMap>();
  const described = new Map<number, JsonNode>();

  function childOf(node: number, step: string): number | undefined {
    return remember(children, node, () => indexChildren(text, nodes, node)).get(step);
  }

  function partOfString(node: number, value: Span, part: Span): Span {
    return remember(strings, node, () => mapJsonString(text, value)).toRaw(part);
  }

  return {
    text,
    locate(at) {
      let node = 0;
      for (const [depth, step] of at.pointer.entries()) {
        const child = childOf(node, step);
        if (child === undefined) return { span: nameOrOpening(nodes, node), pointer: at.pointer.slice(0, depth) };
        node = child;
      }
      const value = { start: nodes.start[node] ?? 0, end: nodes.end[node] ?? 0 };
      if (at.key === true) return { span: nameOf(nodes, node) ?? value, pointer: at.pointer };
      const isString = text.charCodeAt(value.start) === quote;
      return { span: at.span !== undefined && isString ? partOfString(node, value, at.span) : value, pointer: at.pointer };
    },
    node(pointer) {
      let node = 0;
      for (const step of pointer) {
        const child = childOf(node, step);
        if (child === undefined) return undefined;
        node = child;
      }
      const found = node;
      return remember(described, found, () => describeNode(text, nodes, found));
    },
  };
}

/**
 * All values of a document in the order of the text, so that the children of node `i` begin at `i + 1` and its next sibling is `next[i]`.
 */
interface Nodes {
  count: number;
  hasComments: boolean;
  start: Int32Array;
  end: Int32Array;
  next: Int32Array;
  /** Where the member's name is with its quotes; -1 for array elements and the root. */
  keyStart: Int32Array;
  keyEnd: Int32Array;
}

/**
 * One pass over the brackets, names and values. The text is known to be JSON (it has been parsed), so that nothing is checked here: of
 * another text something is recorded, too. Undefined beyond the bound of nesting.
 */
function collectNodes(text: string): Nodes | undefined {
  const nodes = allocate(1024);
  const open: number[] = [];
  let keyStart = -1;
  let keyEnd = -1;
  function add(start: number, end: number): number {
    const node = nodes.count;
    if (node === nodes.start.length) grow(nodes);
    nodes.start[node] = start;
    nodes.end[node] = end;
    nodes.next[node] = node + 1;
    nodes.keyStart[node] = keyStart;
    nodes.keyEnd[node] = keyEnd;
    keyStart = -1;
    nodes.count++;
    return node;
  }
  /** Whether the innermost open container is an object and its next string a name. */
  function expectsName(): boolean {
    const parent = open.at(-1);
    return keyStart < 0 && parent !== undefined && text.charCodeAt(nodes.start[parent] ?? 0) === openBrace;
  }
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at);
    if (unit === quote) {
      const end = endOfString(text, at);
      if (expectsName()) {
        keyStart = at;
        keyEnd = end;
      } else {
        add(at, end);
      }
      at = end;
    } else if (unit === openBrace || unit === openBracket) {
      if (open.length === maxJsonDepth) return undefined;
      open.push(add(at, at + 1));
      at++;
    } else if (unit === closeBrace || unit === closeBracket) {
      at++;
      const node = open.pop();
      if (node === undefined) continue;
      nodes.end[node] = at;
      nodes.next[node] = nodes.count;
      keyStart = -1;
    } else if (isBetween(unit)) {
      at++;
    } else if (unit === slash) {
      nodes.hasComments = true;
      at = endOfComment(text, at);
    } else {
      const start = at;
      while (at < text.length && !endsLiteral(text.charCodeAt(at))) at++;
      add(start, at);
    }
  }
  return nodes;
}

/** Behind a number, `true`, `false` or `null`. */
function endsLiteral(unit: number): boolean {
  return isBetween(unit) || unit === closeBrace || unit === closeBracket || unit === slash;
}

/** White space, a comma or a colon. */
function isBetween(unit: number): boolean {
  return unit <= 0x20 || unit === comma || unit === colon;
}

/** Outside of strings, a slash begins a comment. */
function endOfComment(text: string, start: number): number {
  if (text.charCodeAt(start + 1) === star) {
    const end = text.indexOf("*/", start + 2);
    return end < 0 ? text.length : end + 2;
  }
  let end = start + 1;
  while (end < text.length && text.charCodeAt(end) !== lineFeed && text.charCodeAt(end) !== carriageReturn) end++;
  return end;
}

/** Offset after the closing quote of a string; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
  return text.length;
}

function allocate(size: number): Nodes {
  const column = () => new Int32Array(size);
  return { count: 0, hasComments: false, start: column(), end: column(), next: column(), keyStart: column(), keyEnd: column() };
}

function grow(nodes: Nodes): void {
  for (const name of ["start", "end", "next", "keyStart", "keyEnd"] as const) {
    const larger = new Int32Array(nodes[name].length * 2);
    larger.set(nodes[name]);
    nodes[name] = larger;
  }
}

function describeNode(text: string, nodes: Nodes, node: number): JsonNode {
  const span = { start: nodes.start[node] ?? 0, end: nodes.end[node] ?? 0 };
  const opening = text.charCodeAt(span.start);
  if (opening !== openBrace && opening !== openBracket) return { kind: "other", span, children: [], places: noPlaces };
  const children: JsonChild[] = [];
  const end = nodes.next[node] ?? 0;
  for (let child = node + 1; child < end; child = nodes.next[child] ?? end) {
    const key = nameOf(nodes, child);
    children.push({
      step: key === undefined ? String(children.length) : decodeKey(text.slice(key.start, key.end)),
      key,
      span: { start: nodes.start[child] ?? 0, end: nodes.end[child] ?? 0 },
    });
  }
  return { kind: opening === openBrace ? "object" : "array", span, children, places: once(() => placesOf(children)) };
}

const noPlaces = (): ReadonlyMap<string, readonly number[]> => new Map();

function placesOf(children: readonly JsonChild[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { step }] of children.entries()) append(places, step, at);
  return places;
}

function indexChildren(text: string, nodes: Nodes, node: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const isArray = text.charCodeAt(nodes.start[node] ?? 0) === openBracket;
  const end = nodes.next[node] ?? 0;
  for (let child = node + 1; child < end; child = nodes.next[child] ?? end) {
    if (isArray) found.set(String(found.size), child);
    else if ((nodes.keyStart[child] ?? -1) >= 0) found.set(decodeKey(text.slice(nodes.keyStart[child], nodes.keyEnd[child])), child);
  }
  return found;
}

function decodeKey(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

function nameOf(nodes: Nodes, node: number): Span | undefined {
  const start = nodes.keyStart[node] ?? -1;
  return start < 0 ? undefined : { start, end: nodes.keyEnd[node] ?? start };
}

/** A short region for what is missing in a container: its name, else its bracket, never the whole of it. */
function nameOrOpening(nodes: Nodes, node: number): Span {
  const start = nodes.start[node] ?? 0;
  return nameOf(nodes, node) ?? { start, end: start + 1 };
}

/** Maps the decoded text of a JSON string literal to the raw text; the literal includes its quotes. */
function mapJsonString(text: string, { start, end }: Span): OffsetMap {
  const builder = createOffsetMapBuilder(start + 1);
  const last = text.charCodeAt(end - 1) === quote && end - 1 > start ? end - 1 : end;
  // Searched in the literal alone: if it has no backslash, the next one may be at the end of the file.
  const literal = text.slice(start, last);
  let at = start + 1;
  while (at < last) {
    const found = literal.indexOf("\\", at - start);
    const next = found < 0 ? last : start + found;
    builder.verbatim(at, next - at);
    if (next === last) break;
    const length = Math.min(text.charCodeAt(next + 1) === letterU ? 6 : 2, last - next);
    builder.escape(next, length, 1);
    at = next + length;
  }
  return builder.build();
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const slash = 0x2f;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const star = 0x2a;
const backslash = 0x5c;
const letterU = 0x75;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
