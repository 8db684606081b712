import type { Span } from "./place.ts";

/** What is wrong with an XML text, and where. */
export interface XmlProblem {
  /** A full sentence for a maker; names elements at most, never quotes text. */
  readonly message: string;
  /** Offset in UTF-16 units. */
  readonly offset: number;
}

/** The frame of a document: where its root element and some children of the root are. */
export interface XmlOutline {
  /** The root element from `<` to after its last `>`. */
  readonly root: Span;
  /** The start tag of the root element. */
  readonly rootTag: Span;
  /** The wanted children of the root, in the order of the text. */
  readonly sections: readonly Span[];
}

interface ScanProblem {
  readonly problem: XmlProblem;
  readonly outline?: never;
}

/** Where the wanted sections are, or what is wrong with the document. */
export type XmlScan = { readonly outline: XmlOutline; readonly problem?: never } | ScanProblem;

/** Deepest nesting of elements that is read. Forms nest some dozens deep. */
export const maxXmlDepth = 256;

/**
 * Walks over all tags of an XML document once, without building anything.
 *
 * It checks what a forward scan can check: one root element and nothing but white space, comments and processing instructions around it;
 * every element closed by its own name; tags, comments, CDATA sections, processing instructions and quoted attribute values terminated;
 * no `<!DOCTYPE` (a solution never has one) and no nesting beyond {@link maxXmlDepth}. It does not look at the spelling of attributes,
 * at references (`&…;`) or at the characters used.
 *
 * @param wanted Names in lower case of the root's children to report; all others are only checked.
 */
export function scanXml(text: string, wanted: ReadonlySet<string>): XmlScan {
  const walk: Walk = { text, wanted, openNames: [], sections: [], rootTag: undefined, root: undefined, sectionStart: -1, at: 0 };
  for (;;) {
    const { at, openNames } = walk;
    const tag = text.indexOf("<", at);
    if (openNames.length === 0) {
      const stray = firstNonSpace(text, at, tag < 0 ? text.length : tag);
      if (stray >= 0) return problem("There is text outside of the root element.", stray);
    }
    if (tag < 0) break;
    const kind = text.charCodeAt(tag + 1);
    if (kind === exclamation || kind === question) {
      const end = endOfMarkup(text, tag, openNames.length > 0);
      if (typeof end === "string") return problem(end, tag);
      walk.at = end;
    } else {
      const wrong = kind === slash ? readEndTag(walk, tag) : readStartTag(walk, tag);
      if (wrong !== undefined) return wrong;
    }
  }
  const { openNames, root, rootTag, sections } = walk;
  const unclosed = openNames.at(-1);
  if (unclosed !== undefined) return problem(`The element '${shortName(text, unclosed)}' is not closed.`, unclosed.start - 1);
  if (root === undefined || rootTag === undefined) return problem("There is no root element.", 0);
  return { outline: { root, rootTag, sections } };
}

/** How far a document is read. */
interface Walk {
  readonly text: string;
  readonly wanted: ReadonlySet<string>;
  /** The names of the elements around `at`, outermost first. */
  readonly openNames: Span[];
  readonly sections: Span[];
  rootTag: Span | undefined;
  root: Span | undefined;
  /** Where the wanted child of the root that is open begins; -1 when none is. */
  sectionStart: number;
  at: number;
}

/** Reads the end tag at an offset; returns what is wrong with it. */
function readEndTag(walk: Walk, tag: number): ScanProblem | undefined {
  const { text, openNames } = walk;
  const nameEnd = endOfName(text, tag + 2);
  const close = skipSpace(text, nameEnd);
  if (text.charCodeAt(close) !== greater) return problem("An end tag is not complete.", tag);
  const open = openNames.pop();
  if (open === undefined) return problem("An end tag has no start tag.", tag);
  if (!sameText(text, open, { start: tag + 2, end: nameEnd })) {
    return problem(`The element '${shortName(text, open)}' is not closed before the end tag of another one.`, open.start - 1);
  }
  const end = close + 1;
  walk.at = end;
  if (openNames.length === 1 && walk.sectionStart >= 0) {
    walk.sections.push({ start: walk.sectionStart, end });
    walk.sectionStart = -1;
  } else if (openNames.length === 0 && walk.rootTag !== undefined) {
    walk.root = { start: walk.rootTag.start, end };
  }
  return undefined;
}

/** Reads the start tag, or the tag of an empty element, at an offset; returns what is wrong with it. */
function readStartTag(walk: Walk, tag: number): ScanProblem | undefined {
  const { text, openNames } = walk;
  const nameEnd = endOfName(text, tag + 1);
  if (nameEnd === tag + 1) return problem("This '<' does not begin a tag; in text, write '&lt;'.", tag);
  if (walk.root !== undefined) return problem("There is more than one root element.", tag);
  const close = endOfStartTag(text, nameEnd);
  if (close < 0) return problem(`The tag '${shortName(text, { start: tag + 1, end: nameEnd })}' is not complete.`, tag);
  const end = close + 1;
  walk.at = end;
  const isEmpty = text.charCodeAt(close - 1) === slash;
  const depth = openNames.length;
  if (depth === 0) {
    walk.rootTag = { start: tag, end };
    if (isEmpty) walk.root = walk.rootTag;
  } else if (depth === 1 && walk.wanted.has(text.slice(tag + 1, nameEnd).toLowerCase())) {
    if (isEmpty) walk.sections.push({ start: tag, end });
    else walk.sectionStart = tag;
  }
  if (isEmpty) return undefined;
  if (depth === maxXmlDepth) return problem(`Elements are nested deeper than ${maxXmlDepth} levels.`, tag);
  openNames.push({ start: tag + 1, end: nameEnd });
  return undefined;
}

/** Offset of the `>` that ends a start tag, quoted values skipped; -1 when there is none. */
export function endOfStartTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === greater) return at;
    if (unit === less) return -1;
    if (unit === doubleQuote || unit === singleQuote) {
      at = text.indexOf(unit === doubleQuote ? '"' : "'", at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/** Offset after the comment, CDATA section or processing instruction that begins at `start`, or what is wrong with it. */
export function endOfMarkup(text: string, start: number, isInside: boolean): number | string {
  if (text.startsWith("<!--", start)) return endAt(text, "-->", start + 4) ?? "A comment is not closed.";
  if (text.startsWith("<?", start)) return endAt(text, "?>", start + 2) ?? "A processing instruction is not closed.";
  if (text.startsWith("<![CDATA[", start)) {
    if (!isInside) return "There is text outside of the root element.";
    return endAt(text, "]]>", start + 9) ?? "A CDATA section is not closed.";
  }
  if (text.slice(start, start + 9).toUpperCase() === "<!DOCTYPE") return "Document type declarations (DOCTYPE) are not supported.";
  return "This '<' does not begin a tag; in text, write '&lt;'.";
}

function endAt(text: string, terminator: string, from: number): number | undefined {
  const found = text.indexOf(terminator, from);
  return found < 0 ? undefined : found + terminator.length;
}

function endOfName(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= space || unit === greater || unit === slash || unit === less || unit === equals) break;
  }
  return at;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= space) at++;
  return at;
}

function firstNonSpace(text: string, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    if (text.charCodeAt(at) > space) return at;
  }
  return -1;
}

function sameText(text: string, left: Span, right: Span): boolean {
  if (left.end - left.start !== right.end - right.start) return false;
  for (let at = 0; at < left.end - left.start; at++) {
    if (text.charCodeAt(left.start + at) !== text.charCodeAt(right.start + at)) return false;
  }
  return true;
}

/** The name of an element as far as a message should show it. */
function shortName(text: string, name: Span): string {
  const shown = text.slice(name.start, Math.min(name.end, name.start + 60));
  return /^[\w:.-]+$/.test(shown) ? shown : "?";
}

function problem(message: string, offset: number): ScanProblem {
  return { problem: { message, offset } };
}

const space = 0x20;
const exclamation = 0x21;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const slash = 0x2f;
const less = 0x3c;
const equals = 0x3d;
const greater = 0x3e;
const question = 0x3f;
