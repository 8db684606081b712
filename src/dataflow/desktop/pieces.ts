import type { ErrorExpression, Expression, Formula } from "../../desktop-flow/robin/ast.ts";
import { unknownPart } from "../../secrets/not-secret.ts";
import type { Span } from "../../source/place.ts";

/** A stretch of a text as it comes out. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
  /** Every character of the text is one of the script. */
  readonly verbatim: boolean;
  /** What is read there, where it is no text. */
  readonly read?: Expression;
}

/** The pieces of a text as it comes out: what is written, and holes for what is read. */
export function piecesOf(value: Expression): readonly Piece[] {
  const { start, end } = value;
  switch (value.kind) {
    case "text": {
      const quotes = value.quotes === "triple" ? 3 : 1;
      const span = { start: start + quotes, end: end - quotes };
      return [{ text: value.value, span, verbatim: span.end - span.start === value.value.length }];
    }
    case "interpolation":
      return value.parts.flatMap((part): readonly Piece[] =>
        part.kind === "text-part"
          ? [{ text: part.value, span: { start: part.start, end: part.end }, verbatim: part.end - part.start === part.value.length }]
          : piecesOf(part),
      );
    case "number":
      return [{ text: value.text, span: { start, end }, verbatim: end - start === value.text.length }];
    case "formula":
      return piecesOfFormula(value);
    case "binary":
      return value.operator === "+"
        ? [...piecesOf(value.left), ...piecesOf(value.right)]
        : [{ text: unknownPart, span: { start, end }, verbatim: false }];
    case "error": {
      const text = textInDoubleQuotes(value);
      return [
        text === undefined
          ? { text: unknownPart, span: { start, end }, verbatim: false }
          : { text, span: { start: start + 1, end: end - 1 }, verbatim: true },
      ];
    }
    default:
      return [{ text: unknownPart, span: { start, end }, verbatim: false, read: value }];
  }
}

/** A text as far as it is written down, with U+FFFC for what is read. */
export function textOf(value: Expression): string {
  return piecesOf(value)
    .map((piece) => piece.text)
    .join("");
}

/** What is in double quotes, which the designer takes for no text; people and programs that write scripts do. */
export function textInDoubleQuotes({ text }: ErrorExpression): string | undefined {
  return /^"([^"\r\n]+)"$/.exec(text)?.[1];
}

/** The texts that are written in a formula, with holes for what is between them. */
function piecesOfFormula({ text, start, end }: Formula): readonly Piece[] {
  const pieces: Piece[] = [];
  const span = { start, end };
  const joins = /^\s*Concatenate\s*\(/i.test(text) ? /^[\s&,]*$/ : /^[\s&]*$/;
  let at = 0;
  for (const literal of text.matchAll(/"((?:[^"]|"")*)"/g)) {
    if (!joins.test(text.slice(at, literal.index))) pieces.push({ text: unknownPart, span, verbatim: false });
    pieces.push({ text: (literal[1] ?? "").replaceAll('""', '"'), span, verbatim: false });
    at = literal.index + literal[0].length;
  }
  if (pieces.length === 0 || !/^\s*$/.test(text.slice(at))) pieces.push({ text: unknownPart, span, verbatim: false });
  return pieces;
}

/** Where in the script a stretch of the whole text is. */
export function spanIn(pieces: readonly Piece[], wanted: Span): Span {
  let offset = 0;
  for (const { text, span, verbatim } of pieces) {
    const next = offset + text.length;
    if (wanted.start < next) {
      if (!verbatim) return span;
      const start = span.start + wanted.start - offset;
      return { start, end: Math.min(span.end, start + (wanted.end - wanted.start)) };
    }
    offset = next;
  }
  return { start: 0, end: 0 };
}
