import { createOffsetMapBuilder, type OffsetMap, type OffsetMapBuilder } from "./offset-map.ts";
import type { Span } from "./place.ts";

/** Character data as XML means it, and where its units are in the document. */
export interface DecodedText {
  readonly text: string;
  readonly map: OffsetMap;
}

/**
 * Decodes the text in a stretch of element content: references resolved, CDATA unwrapped, line breaks made LF (XML 1.0, section 2.11),
 * comments, processing instructions and the given child elements left out. A reference that XML does not know stays as it is written.
 *
 * @param children The child elements in the stretch, in the order of the text.
 */
export function decodeContent(document: string, content: Span, children: readonly Span[]): DecodedText {
  const builder = createOffsetMapBuilder(content.start);
  let text = "";
  let at = content.start;
  let nextChild = 0;
  while (at < content.end) {
    const markup = document.indexOf("<", at);
    const end = markup < 0 || markup > content.end ? content.end : markup;
    text += decodeRun(document, { start: at, end }, referenceOrReturn, builder);
    if (end === content.end) break;
    const child = children[nextChild];
    if (child !== undefined && child.start === end) {
      at = child.end;
      nextChild++;
    } else if (document.startsWith("<![CDATA[", end)) {
      const close = before(document, "]]>", end, content.end);
      text += decodeRun(document, { start: end + 9, end: close }, carriageReturn, builder);
      at = close + 3;
    } else if (document.startsWith("<!--", end)) {
      at = before(document, "-->", end + 4, content.end) + 3;
    } else {
      at = before(document, "?>", end, content.end) + 2;
    }
  }
  return { text, map: builder.build() };
}

/** Decodes the value of an attribute, given without its quotes. */
function decodeAttribute(document: string, value: Span): DecodedText {
  const builder = createOffsetMapBuilder(value.start);
  return { text: decodeRun(document, value, referenceOrReturn, builder), map: builder.build() };
}

/** Decodes references in a short text whose offsets do not matter. */
export function decodeReferences(raw: string): string {
  return raw.includes("&") || raw.includes("\r") ? decodeAttribute(raw, { start: 0, end: raw.length }).text : raw;
}

/** Text as it can stand anywhere in a document: in content, and between the quotes of an attribute. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/**
 * Text as element content writes it. Quotes may stand for themselves there; some writers escape them all the same.
 * @param like Content that is written already: its custom is followed.
 */
export function encodeContent(text: string, like: string): string {
  const encoded = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return like.includes("&quot;") ? encoded.replaceAll('"', "&quot;") : encoded;
}

/** @param special what stands for another character */
function decodeRun(document: string, run: Span, special: RegExp, builder: OffsetMapBuilder): string {
  const raw = document.slice(run.start, run.end);
  let text = "";
  let copied = 0;
  for (const match of raw.matchAll(special)) {
    const decoded = match[0].startsWith("\r") ? "\n" : decodeReference(match[0]);
    if (decoded === undefined) continue;
    text += raw.slice(copied, match.index) + decoded;
    builder.verbatim(run.start + copied, match.index - copied);
    builder.escape(run.start + match.index, match[0].length, decoded.length);
    copied = match.index + match[0].length;
  }
  builder.verbatim(run.start + copied, raw.length - copied);
  return text + raw.slice(copied);
}

const referenceOrReturn = /&(?:#x[0-9a-f]{1,8}|#[0-9]{1,10}|[a-z]{2,4});|\r\n?/gi;
const carriageReturn = /\r\n?/g;

const named: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
  ["&quot;", '"'],
  ["&apos;", "'"],
]);

function decodeReference(reference: string): string | undefined {
  if (reference.charCodeAt(1) !== 0x23) return named.get(reference);
  const isHexadecimal = reference.charAt(2).toLowerCase() === "x";
  const code = isHexadecimal ? Number.parseInt(reference.slice(3), 16) : Number.parseInt(reference.slice(2), 10);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** https://www.w3.org/TR/xml/#charsets */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function before(document: string, terminator: string, from: number, end: number): number {
  const found = document.indexOf(terminator, from);
  return found < 0 || found > end ? end : found;
}
