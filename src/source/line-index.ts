import { countLeading } from "../collections.ts";

/** A position as people count: both numbers 1-based, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns of one text. */
export interface LineIndex {
  /** Number of lines; a text that ends in a line break has an empty last line. */
  readonly lines: number;
  /** The position of an offset in UTF-16 units; offsets beyond the text mean its end. */
  positionAt(offset: number): Position;
}

/** Indexes the lines of a text. LF, CRLF and a lone CR each end a line; the line break belongs to the line that it ends. */
export function createLineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    lines: starts.length,
    positionAt(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const line = countLeading(starts, (start) => start <= bounded);
      return { line, column: bounded - (starts[line - 1] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  // Two native searches instead of a look at every unit: exports hold megabytes on a single line.
  let feed = text.indexOf("\n");
  let carriage = text.indexOf("\r");
  while (feed >= 0 || carriage >= 0) {
    if (carriage < 0 || (feed >= 0 && feed < carriage)) {
      starts.push(feed + 1);
      feed = text.indexOf("\n", feed + 1);
      continue;
    }
    const end = feed === carriage + 1 ? feed + 1 : carriage + 1;
    starts.push(end);
    if (feed >= 0 && feed < end) feed = text.indexOf("\n", end);
    carriage = text.indexOf("\r", end);
  }
  return starts;
}
