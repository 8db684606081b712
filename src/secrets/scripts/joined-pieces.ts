import type { Span } from "../../source/place.ts";
import { unknownPart } from "../../unknown-part.ts";

/** A part of a text that a script puts together. */
export interface JoinedPiece {
  readonly text: string;
  /** Offset in the script; undefined for what only the run knows. */
  readonly start: number | undefined;
}

/** A text that a script puts together. */
export interface JoinedText {
  /** {@link unknownPart} stands for whatever only the run knows. */
  readonly text: string;
  /** Where its parts are written, in their order. */
  readonly pieces: readonly JoinedPiece[];
  /** Where the expression ends in the script. */
  readonly end: number;
}

/** What only the run knows. */
export const unknown: JoinedPiece = { text: unknownPart, start: undefined };

/** A bound that keeps a pass over many expressions linear. */
export const mostPieces = 40;

/** The places of a format, in the order of its values or by their numbers. */
const formatPlace = /\{(?<number>\d{0,2})(?::[^{}]{0,20})?\}|%[sd]/g;

/** What a format gives whose places are filled with values. */
export function filled(pieces: readonly JoinedPiece[], items: readonly (readonly JoinedPiece[])[]): readonly JoinedPiece[] {
  let next = 0;
  return pieces
    .flatMap(({ text, start }): readonly JoinedPiece[] => {
      if (start === undefined) return [{ text, start }];
      const all: JoinedPiece[] = [];
      let known = 0;
      for (const { index, 0: whole, groups } of text.matchAll(formatPlace)) {
        const number = groups?.number ?? "";
        if (index > known) all.push({ text: text.slice(known, index), start: start + known });
        for (const piece of items[number === "" ? next++ : Number(number)] ?? [unknown]) all.push(piece);
        known = index + whole.length;
      }
      if (known < text.length) all.push({ text: text.slice(known), start: start + known });
      return all;
    })
    .slice(0, mostPieces);
}

/** The elements of a text that is split. What only the run knows counts as a part of one. */
export function splitPieces(pieces: readonly JoinedPiece[], separator: string): readonly (readonly JoinedPiece[])[] {
  let last: JoinedPiece[] = [];
  const parts = [last];
  for (const piece of pieces) {
    if (piece.start === undefined) {
      last.push(piece);
      continue;
    }
    let start = piece.start;
    for (const [index, text] of piece.text.split(separator).entries()) {
      if (index > 0) {
        last = [];
        parts.push(last);
      }
      last.push({ text, start });
      start += text.length + separator.length;
    }
  }
  return parts;
}

/**
 * Where a stretch of the text is written, or the longest literal of those that it is put together from; undefined where only the run knows a part.
 */
export function writtenSpan({ pieces }: JoinedText, { start, end }: Span): Span | undefined {
  let longest: Span | undefined;
  let offset = 0;
  for (const piece of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.text.length);
    offset += piece.text.length;
    if (from >= to) continue;
    if (piece.start === undefined) return undefined;
    if (longest === undefined || to - from > longest.end - longest.start) longest = { start: piece.start + from, end: piece.start + to };
  }
  return longest;
}

/** Where all of the text is written, likewise. */
export function literalSpan(joined: JoinedText): Span | undefined {
  return writtenSpan(joined, { start: 0, end: joined.text.length });
}
