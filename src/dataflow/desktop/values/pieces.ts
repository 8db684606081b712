import { remember } from "../../../collections.ts";
import type { ErrorExpression, Expression, Formula } from "../../../desktop-flow/robin/ast.ts";
import { endOfQuoted } from "../../../desktop-flow/robin/formula.ts";
import { offsetsInText } from "../../../desktop-flow/robin/literals.ts";
import type { Span } from "../../../source/place.ts";
import { unknownPart } from "../../../unknown-part.ts";

/** A stretch of a text as it comes out. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
  /** How the text is written in the script; `opaque` is what cannot be told apart there: a hole, or a literal of a formula. */
  readonly writing: "verbatim" | "escaped" | "interpolated" | "opaque";
  /** What is read there, where it is no text. */
  readonly read?: Expression;
}

/** The pieces of a text as it comes out: what is written, and holes for what is read. */
export function piecesOf(value: Expression): readonly Piece[] {
  const { start, end } = value;
  switch (value.kind) {
    case "text": {
      const quotes = value.quotes === "triple" ? 3 : 1;
      return [{ text: value.value, span: { start: start + quotes, end: end - quotes }, writing: "escaped" }];
    }
    case "interpolation":
      return value.parts.flatMap((part): readonly Piece[] =>
        part.kind === "text-part"
          ? [
              {
                text: part.value,
                span: { start: part.start, end: part.end },
                writing: value.syntax === "robin" ? "interpolated" : "escaped",
              },
            ]
          : piecesOf(part),
      );
    case "number":
      return [{ text: value.text, span: { start, end }, writing: "verbatim" }];
    case "formula":
      return value.value === undefined ? piecesOfFormula(value) : piecesOf(value.value);
    case "binary":
      return value.operator === "+"
        ? [...piecesOf(value.left), ...piecesOf(value.right)]
        : [{ text: unknownPart, span: { start, end }, writing: "opaque" }];
    case "error": {
      const text = textInDoubleQuotes(value);
      return [
        text === undefined
          ? { text: unknownPart, span: { start, end }, writing: "opaque" }
          : { text, span: { start: start + 1, end: end - 1 }, writing: "verbatim" },
      ];
    }
    default:
      return [{ text: unknownPart, span: { start, end }, writing: "opaque", read: value }];
  }
}

/** A text as far as it is written down, with U+FFFC for what is read. */
export function knownText(value: Expression): string {
  return joined(piecesOf(value));
}

/** The text that pieces give. */
export function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join("");
}

/** The text between double quotes. The designer does not read it as a text, but people and programs that write scripts mean one. */
export function textInDoubleQuotes({ text }: ErrorExpression): string | undefined {
  return /^"([^"\r\n]+)"$/.exec(text)?.[1];
}

/** The texts that are written in a formula that is not understood, with holes for what is between them. */
function piecesOfFormula({ text, start, end }: Formula): readonly Piece[] {
  const pieces: Piece[] = [];
  const span = { start, end };
  let at = 0;
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', at)) {
    const close = endOfQuoted(text, open);
    if (close === undefined) break;
    if (!/^[\s&]*$/.test(text.slice(at, open))) pieces.push({ text: unknownPart, span, writing: "opaque" });
    pieces.push({ text: text.slice(open + 1, close - 1).replaceAll('""', '"'), span, writing: "opaque" });
    at = close;
  }
  if (!/^\s*$/.test(text.slice(at))) pieces.push({ text: unknownPart, span, writing: "opaque" });
  return pieces;
}

/** Where in the script a stretch of the whole text is: as far as the piece goes in which it begins. */
export function spanIn(script: string, pieces: readonly Piece[], wanted: Span): Span {
  let offset = 0;
  for (const piece of pieces) {
    const next = offset + piece.text.length;
    if (wanted.start < next) {
      if (piece.writing === "opaque") return piece.span;
      const at = remember(offsets, piece, () => offsetsIn(script, piece));
      return { start: at(wanted.start - offset), end: at(Math.min(wanted.end, next) - offset) };
    }
    offset = next;
  }
  return { start: 0, end: 0 };
}

const offsets = new WeakMap<Piece, (index: number) => number>();

function offsetsIn(script: string, { span, writing }: Piece): (index: number) => number {
  return writing === "verbatim"
    ? (index) => span.start + index
    : offsetsInText(script, span, writing === "interpolated" ? "robin" : undefined);
}
