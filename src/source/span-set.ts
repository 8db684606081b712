import { countLeading } from "../collections.ts";
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
      const index = countLeading(byStart, ({ start }) => start < span.end);
      // Of all that begin before the new one ends, the last one reaches farthest.
      const before = byStart[index - 1];
      if (before !== undefined && before.end > span.start) return false;
      byStart.splice(index, 0, span);
      return true;
    },
  };
}
