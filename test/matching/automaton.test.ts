import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Automaton, accepts, createAcceptor, type State } from "../../src/matching/automaton.ts";

/** Automata of any shape, loops of states that read nothing included. */
const automata: fc.Arbitrary<Automaton> = fc.integer({ min: 1, max: 8 }).chain((count) => {
  const index = fc.nat({ max: count - 1 });
  const state: fc.Arbitrary<State> = fc.oneof(
    fc
      .record({ letter: fc.constantFrom("a", "b", "\u{1f600}"), next: index })
      .map(({ letter, next }): State => ({ kind: "read", reads: (character) => character === letter, next })),
    index.map((next): State => ({ kind: "read", reads: () => true, next })),
    fc.record({ next: index, other: index }).map(({ next, other }): State => ({ kind: "split", next, other })),
    fc.constant<State>({ kind: "end" }),
  );
  return fc.record({ states: fc.array(state, { minLength: count, maxLength: count }), start: index });
});
const text = fc.string({ unit: fc.constantFrom("a", "b", "\u{1f600}", "\ud83d"), maxLength: 12 });

describe("an acceptor", () => {
  test("accepts what its automaton does, however many texts it has seen", () => {
    fc.assert(
      fc.property(automata, fc.array(text, { maxLength: 20 }), (automaton, texts) => {
        const acceptor = createAcceptor(automaton);
        for (const one of texts) expect([one, acceptor(one)]).toEqual([one, accepts(automaton, one)]);
      }),
      { numRuns: 3000 },
    );
  });

  test("also when there is more than it remembers", () => {
    // An `a` at one of the last places: as many sets of states as there are texts of that length.
    const places = 14;
    const states: State[] = [
      { kind: "split", next: 1, other: 2 },
      { kind: "read", reads: () => true, next: 0 },
      { kind: "read", reads: (character) => character === "a", next: 3 },
      ...Array.from({ length: places }, (_, index): State => ({ kind: "read", reads: () => true, next: index + 4 })),
      { kind: "end" },
    ];
    const acceptor = createAcceptor({ states, start: 0 });
    for (let number = 0; number < 4000; number++) {
      const tail = number
        .toString(2)
        .padStart(places + 1, "0")
        .replaceAll("1", "a");
      expect([tail, acceptor(`xx${tail}`)]).toEqual([tail, tail.startsWith("a")]);
    }
    expect(acceptor(`a${"0".repeat(places)}`)).toBe(true);
  });
});
