import { remember } from "../collections.ts";

/**
 * Non-deterministic automatons that are run state set by state set. The time is bounded by the number of states times the length of the
 * text, whatever the pattern: patterns can come from a repository that nobody trusts, and a regular expression of the engine would
 * backtrack.
 */

/** A state reads one code point, or goes on without reading. */
export type State =
  | { readonly kind: "read"; readonly reads: (character: string) => boolean; readonly next: number }
  | { readonly kind: "split"; readonly next: number; readonly other: number }
  /** Goes on where this holds between two characters; `undefined` stands for the start and the end of the text. */
  | { readonly kind: "assert"; readonly holds: (before: string | undefined, after: string | undefined) => boolean; readonly next: number }
  | { readonly kind: "end" };

/** The start is a state's index, as every `next` and `other` is. */
export interface Automaton {
  readonly states: readonly State[];
  readonly start: number;
}

/**
 * States as they are built, from the end of a pattern to its start: each piece is given the state that follows it, and returns its own
 * first state.
 */
export interface AutomatonBuilder {
  readonly states: readonly State[];
  add(state: State): number;
  /** Any number of times what `body` builds, which is given the state to go on with. */
  repeat(body: (next: number) => number, next: number): number;
}

/**
 * @param mostStates bounds the work for patterns that count
 * @throws RangeError for a pattern that needs more states
 */
export function automatonBuilder(mostStates = Number.POSITIVE_INFINITY): AutomatonBuilder {
  const states: State[] = [];
  const add = (state: State): number => {
    if (states.length >= mostStates) throw new RangeError(`more than ${mostStates} states`);
    return states.push(state) - 1;
  };
  return {
    states,
    add,
    repeat(body, next) {
      const loop = add({ kind: "split", next, other: next });
      states[loop] = { kind: "split", next, other: body(loop) };
      return loop;
    },
  };
}

/** Whether the automaton reads the text: the whole of it, or, where `anywhere` is set, some part of it. */
export function accepts({ states, start }: Automaton, text: string, anywhere = false): boolean {
  const seenAt = new Int32Array(states.length).fill(-1);
  let step = 0;
  let ended = false;

  /** Adds a state and all that can be reached from it without reading. */
  function enter(first: number, into: ReadState[], before: string | undefined, after: string | undefined): void {
    const pending = [first];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      const state = states[index];
      if (state === undefined || seenAt[index] === step) continue;
      seenAt[index] = step;
      if (state.kind === "split") pending.push(state.other, state.next);
      else if (state.kind === "read") into.push(state);
      else if (state.kind === "end") ended = true;
      else if (state.holds(before, after)) pending.push(state.next);
    }
  }

  let current: ReadState[] = [];
  const characters = text[Symbol.iterator]();
  let before: string | undefined;
  let after = nextOf(characters);
  enter(start, current, undefined, after);
  while (after !== undefined) {
    if (anywhere && ended) return true;
    if (current.length === 0 && !anywhere) return false;
    before = after;
    after = nextOf(characters);
    step++;
    ended = false;
    const next: ReadState[] = [];
    for (const state of current) if (state.reads(before)) enter(state.next, next, before, after);
    if (anywhere) enter(start, next, before, after);
    current = next;
  }
  return ended;
}

/**
 * Most states in the steps that an acceptor remembers. Globs on the files of a solution need some hundreds; a configuration can have thousands of
 * globs.
 */
const mostRemembered = 5000;

/** States that an automaton is in at once, all of them reading ones. */
interface StateSet {
  readonly states: readonly ReadState[];
  /** The text may end here. */
  readonly ends: boolean;
  /** Where code points lead that were read here before. */
  readonly steps: Map<number, StateSet>;
}

/**
 * Compiles an automaton without assertions to a test for many whole texts. It remembers which states a character leads to, so that texts
 * alike cost a look-up for each character; what is new costs what {@link accepts} does.
 */
export function createAcceptor({ states, start }: Automaton): (text: string) => boolean {
  const known = new Map<string, StateSet>();
  let remembered = 0;

  /** The set of the states that are reached from others without reading. */
  function reached(from: number[]): StateSet {
    const seen = new Set(from);
    const reading: number[] = [];
    let ends = false;
    for (const index of seen) {
      const state = states[index];
      if (state?.kind === "split") seen.add(state.other).add(state.next);
      else if (state?.kind === "read") reading.push(index);
      else if (state?.kind === "end") ends = true;
    }
    reading.sort((a, b) => a - b);
    const key = `${reading.join()}${ends ? "." : ""}`;
    return remember(known, key, () => ({
      states: reading.flatMap((index) => (states[index]?.kind === "read" ? [states[index]] : [])),
      ends,
      steps: new Map(),
    }));
  }

  function advance(set: StateSet, codePoint: number): StateSet {
    const character = String.fromCodePoint(codePoint);
    const to = reached(set.states.flatMap((state) => (state.reads(character) ? [state.next] : [])));
    set.steps.set(codePoint, to);
    remembered += 1 + to.states.length;
    if (remembered > mostRemembered) {
      known.clear();
      remembered = 0;
      first = reached([start]);
    }
    return to;
  }

  let first = reached([start]);
  return (text) => {
    let set = first;
    for (let index = 0; index < text.length; index++) {
      const codePoint = text.codePointAt(index) ?? 0;
      if (codePoint > 0xffff) index++;
      set = set.steps.get(codePoint) ?? advance(set, codePoint);
      if (set.states.length === 0 && !set.ends) return false;
    }
    return set.ends;
  };
}

type ReadState = Extract<State, { readonly kind: "read" }>;

function nextOf(characters: Iterator<string, undefined>): string | undefined {
  return characters.next().value;
}
