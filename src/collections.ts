/** The value of a key, made at the first use. */
export function remember<K, V>(cache: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}

/** Adds to the list of a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Sets the value of a key that has none yet. */
export function keepFirst<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

/** Counts a key once more. @returns how often it has been counted */
export function countUp<K>(counts: Map<K, number>, key: K): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

/** Each value once, in the order of their first occurrences. */
export function distinct<T>(list: Iterable<T>): T[] {
  return [...new Set(list)];
}

/** Of those with the same key the first. */
export function distinctBy<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return list.filter((one) => {
    const key = keyOf(one);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Adds all of a list to another one, however long: the arguments of one call of `push` have to fit on the stack. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}

/** The largest of some numbers, however many; 0 of none. */
export function largest<T>(list: readonly T[], numberOf: (one: T) => number): number {
  return list.reduce((most, one) => Math.max(most, numberOf(one)), 0);
}

const nothing: readonly never[] = [];

/**
 * The same list without the room that an array keeps for growing, 17 elements for the first one: worth it where a run holds a hundred
 * thousand short lists.
 */
export function trimmed<T>(list: readonly T[] | undefined): readonly T[] {
  if (list === undefined || list.length === 0) return nothing;
  // A list of one was made with just that room.
  return list.length === 1 ? list : list.slice();
}

/** How many elements at the beginning of a list satisfy `holds`, by binary search: after the first that does not, none does. */
export function countLeading<T>(sorted: readonly T[], holds: (element: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers objects in the order in which they are first asked for. */
export function createNumbering(): (object: object) => number {
  const numbers = new Map<object, number>();
  return (object) => remember(numbers, object, () => numbers.size);
}

/** Most texts that a memo keeps: enough where a run has few, and bounded where it has many. */
const mostMemos = 500;

/** What is made of texts that repeat all over a run, kept for the first of them. */
export function createTextMemo<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const made = make(text);
    if (known.size < mostMemos) known.set(text, made);
    return made;
  };
}

/** What is made of texts, kept for the `most` that were asked for last: large ones that are asked for again and again, but not for long. */
export function createRecentMemo<T>(make: (text: string) => T, most: number): (text: string) => T {
  const recent: { text: string; readonly made: T }[] = [];
  return (text) => {
    const at = recent.findIndex((one) => one.text === text);
    const found = recent[at] ?? { text, made: make(text) };
    // Equal texts from two files are two objects, of which every character is compared: whoever asks will ask again with the same one.
    found.text = text;
    if (at !== 0) {
      if (at > 0) recent.splice(at, 1);
      recent.unshift(found);
      if (recent.length > most) recent.pop();
    }
    return found.made;
  };
}

/** Makes a value when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}
