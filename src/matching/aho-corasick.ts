import { append, countLeading } from "../collections.ts";
/**
 * The automaton of Aho and Corasick: finds which of many strings occur in a text in one pass over it, however many they are and however
 * they overlap.
 *
 * Its states are the beginnings of the strings. The strings are sorted before they are added, so that each adds one run of states that
 * follow one another by number, and a state costs ten bytes: the forms of the secrets of a large run have millions. Most are never
 * entered, so a state is linked to the others when a text first leads to it.
 */

/** Finds strings in texts, in time that grows with the text alone. */
export interface StringFinder<Value> {
  /** Tells of each place where strings end the longest of them, from the beginning of the text to its end. */
  find(text: string, found: (start: number, end: number, value: Value) => void): void;
  /** The text without the strings, and without those that come about when others are taken out. */
  remove(text: string): string;
}

/** Makes a finder for strings, none of them empty, each with a value to report. */
export function createStringFinder<Value>(strings: ReadonlyMap<string, Value>): StringFinder<Value> {
  const sorted = [...strings.keys()].sort();
  const values = sorted.map((text) => strings.get(text) as Value);
  const lengths = sorted.map(({ length }) => length);
  const { next, endingAt } = createAutomaton(createTrie(sorted));
  return {
    find(text, found) {
      let state = 0;
      for (let index = 0; index < text.length; index++) {
        state = next(state, text.charCodeAt(index));
        const ending = endingAt(state);
        if (ending < 0) continue;
        const end = index + 1;
        found(end - (lengths[ending] ?? 0), end, values[ending] as Value);
      }
    },
    remove(text) {
      // What is left of the text so far, and the state after each of its characters: to take out a string is to go back.
      const left = new Uint16Array(text.length);
      const states = new Int32Array(text.length + 1);
      let length = 0;
      for (let index = 0; index < text.length; index++) {
        const unit = text.charCodeAt(index);
        const state = next(states[length] ?? 0, unit);
        left[length++] = unit;
        states[length] = state;
        const ending = endingAt(state);
        if (ending >= 0) length -= lengths[ending] ?? 0;
      }
      return Buffer.from(left.buffer, 0, length * left.BYTES_PER_ELEMENT).toString("utf16le");
    },
  };
}

interface Automaton {
  /** The state after one more UTF-16 unit; that at the beginning of a text is 0. */
  next(state: number, unit: number): number;
  /** The index of the longest string that ends in a state; negative if none does. */
  endingAt(state: number): number;
}

function createAutomaton({ units, notes, branches }: Trie): Automaton {
  const child = createChildFinder(units, notes, branches);
  /** Of a linked state: the longest end of its text that is a state too. */
  const fails = new Int32Array(units.length);

  /** Links a state that is entered for the first time. Its parent is linked, and so is all that linked states fail to. */
  function link(entered: number, parent: number): void {
    const linking: number[] = [];
    let above = parent;
    for (let state = entered; state !== 0 && ((notes[state] ?? 0) & linked) === 0; ) {
      linking.push(state);
      const unit = units[state] ?? 0;
      let fail = 0;
      while (fail === 0 && above !== 0) {
        above = fails[above] ?? 0;
        fail = child(above, unit);
      }
      fails[state] = fail;
      state = fail;
    }
    // The shortest first: a string that ends in what a state fails to ends in the state too.
    for (let state = linking.pop(); state !== undefined; state = linking.pop()) {
      const note = notes[state] ?? 0;
      const inherited = endingOf(note) < 0 ? (notes[fails[state] ?? 0] ?? 0) & endingBits : 0;
      notes[state] = note | inherited | linked;
    }
  }

  return {
    next(from, unit) {
      let state = from;
      let to = child(state, unit);
      while (to === 0 && state !== 0) {
        state = fails[state] ?? 0;
        to = child(state, unit);
      }
      if (to !== 0 && ((notes[to] ?? 0) & linked) === 0) link(to, state);
      return to;
    },
    endingAt: (state) => endingOf(notes[state] ?? 0),
  };
}

/** The beginnings of strings as states: 0 is the empty one, which no other state leads to. */
interface Trie {
  /** The UTF-16 unit that leads to each state. */
  readonly units: Uint16Array;
  /** Of each state: {@link goesOn}, {@link branchesOff}, {@link linked}, and above them the index of the string that ends there plus one. */
  readonly notes: Uint32Array;
  /** What follows a state other than the next one by number, in the order of the units. */
  readonly branches: ReadonlyMap<number, readonly number[]>;
}

/** A string goes on from this state to the next one by number. */
const goesOn = 1;
/** A string goes on from this state to another one. */
const branchesOff = 2;
const linked = 4;
const flagBits = 3;
const endingBits = -1 << flagBits;

function endingOf(note: number): number {
  return (note >>> flagBits) - 1;
}

function createTrie(sorted: readonly string[]): Trie {
  const shared = sorted.map((text, index) => sharedBeginning(sorted[index - 1] ?? "", text));
  const size = sorted.reduce((sum, text, index) => sum + text.length - (shared[index] ?? 0), 1);
  const units = new Uint16Array(size);
  const notes = new Uint32Array(size);
  const branches = new Map<number, number[]>();
  // The states of the string before, by depth.
  const path = new Int32Array(sorted.reduce((most, { length }) => Math.max(most, length), 0) + 1);
  let state = 0;
  for (const [index, text] of sorted.entries()) {
    const from = shared[index] ?? 0;
    const parent = path[from] ?? 0;
    const follows = parent === state && parent !== 0;
    notes[parent] = (notes[parent] ?? 0) | (follows ? goesOn : branchesOff);
    if (!follows) append(branches, parent, state + 1);
    for (let depth = from + 1; depth <= text.length; depth++) {
      state++;
      units[state] = text.charCodeAt(depth - 1);
      notes[state] = goesOn;
      path[depth] = state;
    }
    notes[state] = (index + 1) << flagBits;
  }
  return { units, notes, branches };
}

function sharedBeginning(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return length;
}

/** Finds the state that follows another one by a unit, 0 if none does. */
function createChildFinder(
  units: Uint16Array,
  notes: Uint32Array,
  branches: ReadonlyMap<number, readonly number[]>,
): (state: number, unit: number) => number {
  // Most characters of most texts are looked up here.
  const beginnings = branches.get(0) ?? [];
  const first = new Int32Array(1 + (units[beginnings.at(-1) ?? 0] ?? 0));
  for (const state of beginnings) first[units[state] ?? 0] = state;

  return (state, unit) => {
    if (state === 0) return unit < first.length ? (first[unit] ?? 0) : 0;
    const note = notes[state] ?? 0;
    if ((note & goesOn) !== 0 && units[state + 1] === unit) return state + 1;
    if ((note & branchesOff) === 0) return 0;
    const siblings = branches.get(state) ?? [];
    const found = siblings[countLeading(siblings, (sibling) => (units[sibling] ?? 0) < unit)] ?? 0;
    return units[found] === unit && found !== 0 ? found : 0;
  };
}
