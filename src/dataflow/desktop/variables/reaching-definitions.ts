// The definitions of the variables of a script that reach a row, as static single assignment form has them: a row that writes a variable
// makes a definition, and where control flow joins, the definitions that arrive are joined in a further one. Live ranges are sets of
// definitions, kept as a forest of disjoint sets.

/** What a row writes into a variable, or the join of the definitions that reach a place. */
export interface Definition {
  /** The definitions that are joined; empty where a row writes. They belong to the same live range only if the join is read. */
  readonly sources: Definition[];
  /** The parent in the forest; undefined for the representative of a live range. */
  range: Definition | undefined;
  /** Control flow never reaches the row that makes it: it arrives nowhere but at the rows behind that one. */
  readonly isUnreachable: boolean;
}

/** @param sources the definitions to join; none where a row writes */
export const define = (...sources: Definition[]): Definition => {
  const reaching = sources.filter(({ isUnreachable }) => !isUnreachable);
  return { sources: reaching, range: undefined, isUnreachable: false };
};

/** What a row writes that control flow reaches no more than what the variable held before. */
export const defineBehind = ({ isUnreachable }: Definition): Definition => ({ sources: [], range: undefined, isUnreachable });

/** The definition of each variable, by its name, at one place of a script. */
export type State = Map<string, Definition>;

/** A state in which each variable has a definition of its own. */
export function initialState(names: ReadonlySet<string>): State {
  return new Map([...names].map((name) => [name, define()]));
}

/** Makes a state the join of others. It is unreachable if they all are. */
export function joinStates(state: State, ends: readonly State[]): void {
  for (const name of state.keys()) {
    const reaching = new Set<Definition>();
    let unreachable: Definition | undefined;
    for (const end of ends) {
      const held = end.get(name);
      if (held?.isUnreachable === true) unreachable ??= held;
      else if (held !== undefined) reaching.add(held);
    }
    const [only = unreachable] = reaching;
    if (only !== undefined) state.set(name, reaching.size > 1 ? define(...reaching) : only);
  }
}

/** Marks the rows that follow as unreachable from here: no definition reaches them. */
export function makeUnreachable(state: State): void {
  for (const name of state.keys()) state.set(name, { sources: [], range: undefined, isUnreachable: true });
}

/** Adds a predecessor to a place where control flow joins. */
export function addPredecessor(join: State, state: State): void {
  for (const [name, place] of join) {
    const held = state.get(name);
    if (held !== undefined && held !== place && !held.isUnreachable) place.sources.push(held);
  }
}

/** The representative of the live range of a definition. Shortens the path to it for later calls. */
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

/** Makes one live range of two. */
export function uniteRanges(a: Definition, b: Definition): void {
  const [from, to] = [rangeOf(a), rangeOf(b)];
  if (from !== to) from.range = to;
}
