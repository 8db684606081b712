import { code, type ExcerptLine, type ExcerptPart, marked, masked, omittedText } from "../findings/excerpt.ts";
import type { LineIndex } from "../source/line-index.ts";
import { type Span, spansMeet } from "../source/place.ts";
import { attributeAt, elementsAround, type XmlElement } from "../source/xml.ts";
import { namePart } from "./names.ts";
import { isKnownValue } from "./vocabulary.ts";

/** An XML document and what is known about it. */
export interface XmlDocument {
  readonly root: XmlElement;
  readonly lines: LineIndex;
  /** Whether a text is the name of a component of the run, in an element or attribute that holds such names. */
  isName(member: string, text: string): boolean;
}

/** Elements shown on either side of the one on the way to the place. */
const mostBeside = 3;

/** Elements shown in one that is itself the place. */
const mostInside = 6;

/** The innermost element around a place in the element that holds it, with its neighbours. */
export function xmlLines(document: XmlDocument, span: Span): readonly ExcerptLine[] {
  const way = elementsAround(document.root, span);
  const target = way.at(-1) ?? document.root;
  const top = way.at(-2) ?? target;
  const shown: ExcerptLine[] = [];

  function write(depth: number, parts: readonly ExcerptPart[], offset?: number): void {
    const number = offset === undefined ? {} : { number: document.lines.positionAt(offset).line };
    shown.push({ ...number, parts: depth === 0 ? parts : [code("  ".repeat(depth)), ...parts] });
  }

  function element(one: XmlElement, depth: number): void {
    const tag = startTag(document, one, one === target ? span : undefined);
    const isEmpty = one.textStart === one.textEnd;
    const end = (): readonly ExcerptPart[] => [code("</"), ...namePart(one.name), code(">")];
    const isOpened = one === top || one === target;
    if (isOpened && one.children.length > 0) {
      write(depth, tag, one.start);
      for (const child of one === target ? cut(one.children, 0, mostInside) : around(one.children, target)) {
        if (child === undefined) write(depth + 1, [code(omittedText)]);
        else element(child, depth + 1);
      }
      write(depth, end());
      return;
    }
    const isTextMarked = one === target && span.start < one.textEnd && one.textStart < span.end && span.start >= one.textStart;
    const inside = isEmpty ? [] : one.children.length > 0 ? [code(omittedText)] : textParts(document, one, isTextMarked);
    const content = isTextMarked ? marked(inside) : inside;
    write(depth, [...tag, ...(isEmpty ? [] : [...content, ...end()])], one.start);
  }

  element(top, 0);
  return shown;
}

/** The children next to the wanted one; `undefined` stands for a run of those that are left out. */
function around(list: readonly XmlElement[], wanted: XmlElement): readonly (XmlElement | undefined)[] {
  const position = list.indexOf(wanted);
  return cut(list, Math.max(0, position - mostBeside), Math.min(list.length, position + mostBeside + 1));
}

function cut(list: readonly XmlElement[], from: number, to: number): readonly (XmlElement | undefined)[] {
  return [...(from > 0 ? [undefined] : []), ...list.slice(from, to), ...(to < list.length ? [undefined] : [])];
}

function startTag(document: XmlDocument, one: XmlElement, span: Span | undefined): readonly ExcerptPart[] {
  const isEmpty = one.textStart === one.textEnd && one.textEnd === one.end;
  const isWholeTag = span !== undefined && span.start === one.start;
  const parts: ExcerptPart[] = [code("<"), ...(isWholeTag ? marked(namePart(one.name)) : namePart(one.name))];
  for (const [attribute, value] of one.attributes) {
    const at = attributeAt(one, attribute).span;
    const isMarked = span !== undefined && !isWholeTag && spansMeet(at, span);
    const shown = valueParts(document, attribute, value, isMarked);
    parts.push(code(" "), ...namePart(attribute), code('="'), ...(isMarked ? marked(shown) : shown), code('"'));
  }
  return [...parts, code(isEmpty ? " />" : ">")];
}

function textParts(document: XmlDocument, one: XmlElement, isMarked: boolean): readonly ExcerptPart[] {
  const text = one.text.trim();
  return text === "" ? [] : valueParts(document, one.name, text, isMarked);
}

function valueParts(document: XmlDocument, member: string, value: string, isMarked: boolean): readonly ExcerptPart[] {
  if (value === "") return [];
  if (!isMarked && /^(?:[01]|true|false)$/i.test(value)) return [code(value)];
  if (isKnownValue(member, value)) return [code(value)];
  return document.isName(member, value) ? namePart(value) : [masked];
}
