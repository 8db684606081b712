import fc from "fast-check";
import { expect, it } from "vitest";
import type { Span } from "../../src/source/place.ts";
import { createSpanSet } from "../../src/source/span-set.ts";

const spans = fc.array(
  fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 8 })).map(([start, length]): Span => ({ start, end: start + length })),
);

it("adds exactly what overlaps with nothing that was added before", () => {
  fc.assert(
    fc.property(spans, (all) => {
      const set = createSpanSet();
      const added: Span[] = [];
      for (const span of all) {
        const isFree = !added.some((other) => other.start < span.end && span.start < other.end);
        if (isFree) added.push(span);
        expect(set.add(span)).toBe(isFree);
      }
    }),
  );
});

it("takes spans that touch", () => {
  const set = createSpanSet();
  expect([
    set.add({ start: 4, end: 8 }),
    set.add({ start: 8, end: 9 }),
    set.add({ start: 3, end: 4 }),
    set.add({ start: 3, end: 5 }),
  ]).toEqual([true, true, true, false]);
});
