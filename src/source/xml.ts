import { type X2jOptions, XMLParser, XMLValidator } from "fast-xml-parser";
import { remember } from "../collections.ts";
import type { OffsetMap } from "./offset-map.ts";
import type { Span, TextAt } from "./place.ts";
import { endOfStartTag, maxXmlDepth, scanXml, type XmlProblem } from "./xml-scan.ts";
import { badReferenceMessage, xmlSkeleton } from "./xml-skeleton.ts";
import { type DecodedText, decodeContent, decodeReferences } from "./xml-text.ts";

export type { XmlProblem } from "./xml-scan.ts";

/** An element of an XML document. All offsets count UTF-16 units of {@link XmlElement.document}. */
export interface XmlElement {
  /** As spelled, with its prefix. */
  readonly name: string;
  /** Decoded values by name as spelled. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Decoded text directly in the element, with its white space; decoded at the first use. */
  readonly text: string;
  /** From `<` of the start tag … */
  readonly start: number;
  /** … to after the `>` of the end tag. */
  readonly end: number;
  /** Content, from after the start tag … */
  readonly textStart: number;
  /** … to the `<` of the end tag; both are the end of the element for `<a/>`. */
  readonly textEnd: number;
  /** The text of the whole file. */
  readonly document: string;
}

/** The root element, or what is wrong with the document. */
export type XmlResult = { readonly root: XmlElement; readonly problem?: never } | { readonly problem: XmlProblem; readonly root?: never };

/** Reads a whole XML document. Never throws: what is not well-formed is a problem with its offset. */
export function parseXml(text: string): XmlResult {
  const { outline, problem } = scanXml(text, new Set());
  return problem === undefined ? parseElement(text, outline.root) : { problem };
}

/**
 * Reads the root element and only those of its children that are wanted: a `customizations.xml` holds megabytes of forms and views around
 * the few sections that matter here.
 *
 * The tags of the whole file are checked (see `scanXml`), references and attributes only in the sections that are read.
 *
 * @param sectionNames Names of the wanted children of the root, in any case; the root that is returned has no others.
 */
export function parseXmlSections(text: string, sectionNames: readonly string[]): XmlResult {
  const { outline, problem } = scanXml(text, new Set(sectionNames.map((name) => name.toLowerCase())));
  if (problem !== undefined) return { problem };
  const tag = parseStartTag(text, outline.rootTag);
  if (tag.problem !== undefined) return tag;
  const children: XmlElement[] = [];
  for (const section of outline.sections) {
    const parsed = parseElement(text, section);
    if (parsed.problem !== undefined) return parsed;
    children.push(parsed.root);
  }
  return { root: element(text, tag.root.name, tag.root.attributes, children, outline.root) };
}

/** The elements around a stretch of the document, outermost first; the root is among them in any case. */
export function elementsAround(root: XmlElement, span: Span): readonly XmlElement[] {
  const way: XmlElement[] = [];
  for (let next: XmlElement | undefined = root; next !== undefined; ) {
    way.push(next);
    next = next.children.find(({ start, end }) => start <= span.start && span.end <= end);
  }
  return way;
}

/** The first child element with this name, in any case. */
export function child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  const wanted = name.toLowerCase();
  return parent?.children.find((candidate) => candidate.name.toLowerCase() === wanted);
}

/** All child elements with this name, in any case. */
export function children(parent: XmlElement | undefined, name: string): readonly XmlElement[] {
  const wanted = name.toLowerCase();
  return parent?.children.filter((candidate) => candidate.name.toLowerCase() === wanted) ?? [];
}

/** The value of an attribute, its name in any case. */
export function attribute(of: XmlElement | undefined, name: string): string | undefined {
  const exact = of?.attributes.get(name);
  if (exact !== undefined || of === undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [spelled, value] of of.attributes) {
    if (spelled.toLowerCase() === wanted) return value;
  }
  return undefined;
}

/** Whether some of an element's text is in a CDATA section, where references mean nothing. */
export function hasCharacterData(of: XmlElement): boolean {
  const found = of.document.indexOf("<![CDATA[", of.textStart);
  return found >= 0 && found < of.textEnd;
}

/** Thousands of findings may stand in the text of one element. */
const knownMaps = new WeakMap<XmlElement, OffsetMap>();

/** Where the text of an element is, or a part of it: offsets in the decoded `text`, end exclusive. */
export function contentAt(of: XmlElement, span?: Span): TextAt {
  if (span === undefined) return { kind: "text", span: { start: of.textStart, end: of.textEnd } };
  return { kind: "text", span: remember(knownMaps, of, () => decoded(of).map).toRaw(span) };
}

/** Where the value of an attribute is; the start tag when the element has no such attribute. */
export function attributeAt(of: XmlElement, name: string): TextAt {
  const tagEnd = endOfStartTag(of.document, of.start + 1) + 1;
  const value = findAttribute(of.document, { start: of.start + 1 + of.name.length, end: tagEnd }, name.toLowerCase());
  return { kind: "text", span: value ?? { start: of.start, end: tagEnd } };
}

/** Where the start tag of an element is: the short region for findings about the element as a whole. */
export function startTagAt(of: XmlElement): TextAt {
  return { kind: "text", span: { start: of.start, end: endOfStartTag(of.document, of.start + 1) + 1 } };
}

const options: X2jOptions = {
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // References are decoded in `xml-text.ts`, which knows where each unit came from: two decoders would disagree some day.
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: maxXmlDepth,
  jPath: false,
  onDangerousProperty: (name) => name,
};

/** Parses one element of a document, given where it is. */
function parseElement(document: string, at: Span): XmlResult {
  const skeleton = xmlSkeleton(document, at);
  if (skeleton.problem !== undefined) return { problem: skeleton.problem };
  const { nodes, problem } = parseMarkup(skeleton.text);
  if (problem !== undefined)
    return { problem: { message: problem.message, offset: skeleton.map.toRaw({ start: problem.offset, end: problem.offset }).start } };
  const [root] = buildElements(document, nodes, skeleton.map);
  // The library reads processing instructions by other rules than XML; where that led it astray it did not reach the end.
  return root?.end === at.end ? { root } : { problem: { message: unreadable, offset: at.start } };
}

/** Parses a start tag alone, for its name and attributes. */
function parseStartTag(document: string, tag: Span): XmlResult {
  const raw = document.slice(tag.start, tag.end);
  const { nodes, problem } = parseMarkup(raw.endsWith("/>") ? raw : `${raw.slice(0, -1)}/>`);
  if (problem !== undefined) return { problem: { message: problem.message, offset: tag.start + problem.offset } };
  const [node] = nodes;
  return node === undefined
    ? { problem: { message: unreadable, offset: tag.start } }
    : { root: element(document, nameOf(node), attributesOf(node), [], tag) };
}

/** A node of fast-xml-parser's ordered output: children by the element's name, attributes by `:@`, position by a symbol. */
type ParsedNode = Readonly<Record<PropertyKey, unknown>>;

function parseMarkup(markup: string): { readonly nodes: readonly ParsedNode[]; readonly problem?: XmlProblem } {
  try {
    const valid = XMLValidator.validate(markup);
    if (valid === true) return { nodes: new XMLParser(options).parse(markup) as ParsedNode[] };
    return { nodes: [], problem: { message: validatorMessage(valid.err.code), offset: offsetOf(markup, valid.err) } };
  } catch {
    // Reserved names such as <constructor>; the library's message may quote the document, so it is not passed on.
    return { nodes: [], problem: { message: unreadable, offset: 0 } };
  }
}

function buildElements(document: string, nodes: readonly ParsedNode[], map: OffsetMap): XmlElement[] {
  const metaData = XMLParser.getMetaDataSymbol() as symbol;
  const elements: XmlElement[] = [];
  for (const node of nodes) {
    const position = node[metaData] as { readonly startIndex: number; readonly endIndex: number } | undefined;
    if (position === undefined) continue;
    const name = nameOf(node);
    const inside = buildElements(document, node[name] as readonly ParsedNode[], map);
    elements.push(element(document, name, attributesOf(node), inside, map.toRaw({ start: position.startIndex, end: position.endIndex })));
  }
  return elements;
}

function nameOf(node: ParsedNode): string {
  return Object.keys(node).find((key) => key !== ":@") ?? "";
}

function attributesOf(node: ParsedNode): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [prefixed, value] of Object.entries(node[":@"] ?? {})) attributes.set(prefixed.slice(2), decodeReferences(String(value)));
  return attributes;
}

function element(
  document: string,
  name: string,
  attributes: ReadonlyMap<string, string>,
  childElements: readonly XmlElement[],
  at: Span,
): XmlElement {
  const isEmpty = document.charAt(at.end - 2) === "/";
  let text: string | undefined;
  const made: XmlElement = {
    name,
    attributes,
    children: childElements,
    get text() {
      text ??= decoded(made).text;
      return text;
    },
    start: at.start,
    end: at.end,
    textStart: isEmpty ? at.end : endOfStartTag(document, at.start + 1) + 1,
    textEnd: isEmpty ? at.end : document.lastIndexOf("<", at.end - 1),
    document,
  };
  return made;
}

function decoded(of: XmlElement): DecodedText {
  return decodeContent(of.document, { start: of.textStart, end: of.textEnd }, of.children);
}

/** Finds the value of an attribute in a start tag that is known to be well-formed; the result excludes the quotes. */
function findAttribute(document: string, tag: Span, lowerName: string): Span | undefined {
  const tagText = document.slice(tag.start, tag.end);
  for (const match of tagText.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (match[1]?.toLowerCase() !== lowerName) continue;
    const end = tag.start + match.index + match[0].length - 1;
    return { start: end - (match[2] ?? match[3] ?? "").length, end };
  }
  return undefined;
}

const unreadable = "The XML contains something that cannot be read.";

/** The validator's own messages quote the document, which may hold a secret; its codes do not. */
function validatorMessage(code: string): string {
  if (code === "InvalidAttr") return 'An attribute is not written as name="value" or stands twice in its tag.';
  if (code === "InvalidChar") return badReferenceMessage;
  return "A tag is not well-formed.";
}

/** The validator counts lines by LF and CRLF. */
function offsetOf(text: string, position: { readonly line: number; readonly col: number }): number {
  let start = 0;
  for (let line = 1; line < position.line; line++) start = text.indexOf("\n", start) + 1;
  return Math.max(0, Math.min(text.length, start + (Number.isFinite(position.col) ? position.col - 1 : 0)));
}
