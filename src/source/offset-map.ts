import { countLeading } from "../collections.ts";
import type { Span } from "./place.ts";

/** How the offsets of a decoded text map to the raw text that it was decoded from. Offsets count UTF-16 units. */
export interface OffsetMap {
  /** Length of the decoded text. */
  readonly length: number;
  /**
   * The raw stretch that holds a stretch of the decoded text. A span that cuts an escape in two takes all of it; one out of bounds is
   * clipped.
   */
  toRaw(span: Span): Span;
}

/** Collects an {@link OffsetMap} while a decoder walks through the raw text from front to back. */
export interface OffsetMapBuilder {
  /** Units that stand for themselves. */
  verbatim(rawStart: number, length: number): void;
  /** One escape: `rawLength` units that stand for `length` decoded ones (0 for an escape that means nothing). */
  escape(rawStart: number, rawLength: number, length: number): void;
  build(): OffsetMap;
}

interface Segment {
  readonly decoded: number;
  readonly raw: number;
  readonly length: number;
  /** Undefined when the units stand for themselves. */
  readonly escapeLength: number | undefined;
}

/** @param rawStart Where an empty decoded text is. */
export function createOffsetMapBuilder(rawStart: number): OffsetMapBuilder {
  const segments: Segment[] = [];
  let decoded = 0;
  return {
    verbatim(raw, length) {
      if (length > 0) segments.push({ decoded, raw, length, escapeLength: undefined });
      decoded += length;
    },
    escape(raw, rawLength, length) {
      if (length > 0) segments.push({ decoded, raw, length, escapeLength: rawLength });
      decoded += length;
    },
    build: () => offsetMap(segments, decoded, rawStart),
  };
}

function offsetMap(segments: readonly Segment[], length: number, rawStart: number): OffsetMap {
  function segmentAt(offset: number): Segment | undefined {
    return segments[Math.max(0, countLeading(segments, ({ decoded }) => decoded <= offset) - 1)];
  }
  function startOf(offset: number): number {
    const segment = segmentAt(offset);
    if (segment === undefined) return rawStart;
    return segment.escapeLength === undefined ? segment.raw + (offset - segment.decoded) : segment.raw;
  }
  function endOf(offset: number): number {
    const segment = segmentAt(offset - 1);
    if (segment === undefined) return rawStart;
    return segment.raw + (segment.escapeLength ?? offset - segment.decoded);
  }
  return {
    length,
    toRaw(span) {
      const start = Math.max(0, Math.min(span.start, length));
      const end = Math.max(start, Math.min(span.end, length));
      if (start === end) {
        const at = start === length && length > 0 ? endOf(length) : startOf(start);
        return { start: at, end: at };
      }
      return { start: startOf(start), end: endOf(end) };
    },
  };
}
