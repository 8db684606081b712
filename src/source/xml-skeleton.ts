import { createOffsetMapBuilder, type OffsetMap } from "./offset-map.ts";
import type { Span } from "./place.ts";
import { endOfMarkup, endOfStartTag, type XmlProblem } from "./xml-scan.ts";

/** Markup without its long texts, and where its units are in the document. */
export type XmlSkeleton =
  | { readonly text: string; readonly map: OffsetMap; readonly problem?: never }
  | { readonly problem: XmlProblem; readonly text?: never; readonly map?: never };

/** Shorter texts stay: cutting them would cost more than parsing them. */
const longText = 256;

/** A `&` that begins nothing a reference could be, by the measure of fast-xml-parser's validator. */
const badReference = /&(?!#[0-9]+;|#x[0-9a-f]+;|\w{1,20};)/i;

/**
 * Leaves out the long texts between the tags of a well-formed stretch of XML. fast-xml-parser needs 70 ms for a megabyte of text, and
 * desktop flows are megabytes of text; what it is for here is the tags.
 */
export function xmlSkeleton(document: string, at: Span): XmlSkeleton {
  const builder = createOffsetMapBuilder(at.start);
  let text = "";
  let kept = at.start;
  let position = at.start;
  while (position < at.end) {
    const found = document.indexOf("<", position);
    const markup = found < 0 || found > at.end ? at.end : found;
    if (markup - position > longText) {
      const bad = badReference.exec(document.slice(position, markup));
      if (bad !== null) return { problem: { message: badReferenceMessage, offset: position + bad.index } };
      text += document.slice(kept, position);
      builder.verbatim(kept, position - kept);
      kept = markup;
    }
    if (markup === at.end) break;
    position = endOfTag(document, markup) ?? at.end;
  }
  builder.verbatim(kept, at.end - kept);
  return { text: text + document.slice(kept, at.end), map: builder.build() };
}

/** What is said of an ampersand that begins no reference. */
export const badReferenceMessage = "This '&' does not begin a reference; in text, write '&amp;'.";

function endOfTag(document: string, start: number): number | undefined {
  const kind = document.charAt(start + 1);
  if (kind === "!" || kind === "?") {
    const end = endOfMarkup(document, start, true);
    return typeof end === "string" ? undefined : end;
  }
  const close = kind === "/" ? document.indexOf(">", start) : endOfStartTag(document, start + 1);
  return close < 0 ? undefined : close + 1;
}
