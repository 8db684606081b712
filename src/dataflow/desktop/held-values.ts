/** A row that writes a variable, or a place where what several rows wrote comes together. */
export interface Definition {
  /** What comes together here; of no account unless it is read. */
  readonly sources: Definition[];
  /** Leads to the definition that stands for the range. */
  range: Definition | undefined;
}

/** @param sources what comes together there; none where a row writes */
export const define = (...sources: Definition[]): Definition => ({ sources, range: undefined });

/** What the variables hold. */
export type State = Map<string, Definition>;

/** Something of its own for each variable. */
export function beginning(names: ReadonlySet<string>): State {
  return new Map([...names].map((name) => [name, define()]));
}

/** What the variables hold where ways come together. */
export function becomes(state: State, ends: readonly State[]): void {
  for (const name of state.keys()) {
    const possible = new Set(ends.flatMap((end) => end.get(name) ?? []));
    const [only] = possible;
    if (only !== undefined) state.set(name, possible.size === 1 ? only : define(...possible));
  }
}

/** The rows that follow are not reached from here. */
export function leave(state: State): void {
  for (const name of state.keys()) state.set(name, define());
}

/** One more way leads to a place. */
export function meet(meeting: State, state: State): void {
  for (const [name, place] of meeting) {
    const held = state.get(name);
    if (held !== undefined && held !== place) place.sources.push(held);
  }
}

/** The definition that stands for the range. */
export function rangeOf(definition: Definition): Definition {
  let end = definition;
  while (end.range !== undefined) end = end.range;
  for (let next: Definition | undefined = definition; next !== undefined && next !== end; ) {
    const after: Definition | undefined = next.range;
    next.range = end;
    next = after;
  }
  return end;
}

/** Makes one range of two. */
export function unite(a: Definition, b: Definition): void {
  const [from, to] = [rangeOf(a), rangeOf(b)];
  if (from !== to) from.range = to;
}
