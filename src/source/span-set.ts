import type { Span } from "./place.ts";

/** Spans of one text that do not overlap. */
export interface SpanSet {
  /** Adds a span, unless one that was added before shares a unit with it; says whether it was added. Takes logarithmic time. */
  add(span: Span): boolean;
}

/** An empty set. Spans hold at least one unit. */
export function createSpanSet(): SpanSet {
  const byStart: Span[] = [];
  return {
    add(span) {
      let low = 0;
      let high = byStart.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((byStart[middle]?.start ?? 0) < span.end) low = middle + 1;
        else high = middle;
      }
      // Of all that begin before the new one ends, the last one reaches farthest.
      const before = byStart[low - 1];
      if (before !== undefined && before.end > span.start) return false;
      byStart.splice(low, 0, span);
      return true;
    },
  };
}
