/**
 * How a pattern reads a text. `path`: `/` separates folders, letter case counts. `name`: the text is one name (of a flow, an action), `/` is a character
 * like any other, letter case does not count, as nowhere in the platform.
 */
export type GlobMode = "path" | "name";

/**
 * Compiles a glob to a test for whole texts: `*` any characters, `?` one, `{a,b}` alternatives (nested too), `\` takes the next character as it is; in paths
 * `*` and `?` stop at `/`, and a `**` that fills a segment stands for any number of folders. Every pattern is valid: an unbalanced brace, or one without a
 * comma, is a character.
 *
 * The pattern becomes a non-deterministic automaton that is run state set by state set, so the time is bounded by pattern length times text length
 * whatever the pattern: it can come from a repository that nobody trusts, and a translation to regular expressions would backtrack.
 */
export function compileGlob(pattern: string, mode: GlobMode): (text: string) => boolean {
  const automaton = build([...(mode === "name" ? pattern.toLowerCase() : pattern)], mode);
  return (text) => run(automaton, mode === "name" ? text.toLowerCase() : text);
}

/** A state reads one code point, or goes on without reading. */
type State =
  | { readonly kind: "character"; readonly text: string; readonly next: number }
  | { readonly kind: "any" | "not-slash"; readonly next: number }
  | { readonly kind: "split"; readonly next: number; readonly other: number }
  | { readonly kind: "end" };

interface Automaton {
  readonly states: readonly State[];
  readonly start: number;
}

/** Deeper braces are taken as characters: it bounds the recursion. */
const maxBraceDepth = 20;

function build(pattern: readonly string[], mode: GlobMode): Automaton {
  const states: State[] = [];
  // Built from the end to the start: each piece is given the state that follows it and returns its own first state.
  const add = (state: State): number => states.push(state) - 1;

  function repeat(kind: "any" | "not-slash", next: number): number {
    const loop = states.length;
    add({ kind: "split", next, other: loop + 1 });
    add({ kind, next: loop });
    return loop;
  }

  function piece(token: Token, next: number): number {
    switch (token.kind) {
      case "character":
        return add({ kind: "character", text: token.text, next });
      case "one":
        return add({ kind: mode === "name" ? "any" : "not-slash", next });
      case "star":
        return repeat(mode === "name" ? "any" : "not-slash", next);
      case "everything":
        return repeat("any", next);
      case "folders":
        return add({ kind: "split", next, other: repeat("any", add({ kind: "character", text: "/", next })) });
      case "alternatives": {
        let first = -1;
        for (const branch of token.branches) {
          const start = sequence(branch, next);
          first = first === -1 ? start : add({ kind: "split", next: first, other: start });
        }
        return first;
      }
    }
  }

  function sequence(tokens: readonly Token[], next: number): number {
    let first = next;
    for (let index = tokens.length - 1; index >= 0; index--) {
      const token = tokens[index];
      if (token !== undefined) first = piece(token, first);
    }
    return first;
  }

  const start = sequence(parse(pattern, mode), add({ kind: "end" }));
  return { states, start };
}

type Token =
  | { readonly kind: "character"; readonly text: string }
  | { readonly kind: "one" | "star" }
  /** `**` at the end of a path. */
  | { readonly kind: "everything" }
  /** A segment `**` with the slash behind it. */
  | { readonly kind: "folders" }
  | { readonly kind: "alternatives"; readonly branches: readonly (readonly Token[])[] };

function parse(pattern: readonly string[], mode: GlobMode): readonly Token[] {
  const braces = matchBraces(pattern);

  /** Tokens from `from` to before `to`. */
  function tokens(from: number, to: number): Token[] {
    const found: Token[] = [];
    for (let index = from; index < to; index++) {
      const character = pattern[index] ?? "";
      const group = braces.get(index);
      if (group !== undefined) {
        const cuts = [index, ...group.commas, group.close];
        const branches = cuts.slice(0, -1).map((cut, branch) => tokens(cut + 1, cuts[branch + 1] ?? to));
        found.push({ kind: "alternatives", branches });
        index = group.close;
      } else if (character === "\\" && index + 1 < to) {
        index++;
        found.push({ kind: "character", text: pattern[index] ?? "" });
      } else if (character === "?") {
        found.push({ kind: "one" });
      } else if (character === "*") {
        const first = index;
        while (pattern[index + 1] === "*" && index + 1 < to) index++;
        const fillsSegment = mode === "path" && index > first && beginsSegment(first) && endsSegment(index + 1);
        if (!fillsSegment) found.push({ kind: "star" });
        else if (pattern[index + 1] === "/" && index + 1 < to) {
          found.push({ kind: "folders" });
          index++;
        } else found.push({ kind: "everything" });
      } else found.push({ kind: "character", text: character });
    }
    return found;
  }

  const borders = new Set<number>();
  for (const [open, group] of braces) for (const border of [open, group.close, ...group.commas]) borders.add(border);
  const beginsSegment = (index: number) => index === 0 || pattern[index - 1] === "/" || borders.has(index - 1);
  const endsSegment = (index: number) => index >= pattern.length || pattern[index] === "/" || borders.has(index);

  return tokens(0, pattern.length);
}

interface BraceGroup {
  readonly commas: readonly number[];
  readonly close: number;
}

/** Groups by the index of their opening brace: those that are closed and have a comma at their own level. */
function matchBraces(pattern: readonly string[]): ReadonlyMap<number, BraceGroup> {
  const groups = new Map<number, BraceGroup>();
  const open: { readonly at: number; readonly commas: number[] }[] = [];
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === "\\") index++;
    else if (character === "{") open.push({ at: index, commas: [] });
    else if (character === ",") open.at(-1)?.commas.push(index);
    else if (character === "}") {
      const group = open.pop();
      if (group !== undefined && group.commas.length > 0 && open.length < maxBraceDepth)
        groups.set(group.at, { commas: group.commas, close: index });
    }
  }
  return groups;
}

function run({ states, start }: Automaton, text: string): boolean {
  const seenAt = new Int32Array(states.length).fill(-1);
  let step = 0;

  /** Adds a state and all that can be reached from it without reading. */
  function enter(first: number, into: State[]): void {
    const pending = [first];
    for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
      const state = states[index];
      if (state === undefined || seenAt[index] === step) continue;
      seenAt[index] = step;
      if (state.kind === "split") pending.push(state.other, state.next);
      else into.push(state);
    }
  }

  let current: State[] = [];
  enter(start, current);
  for (const character of text) {
    step++;
    const next: State[] = [];
    for (const state of current) {
      if (reads(state, character)) enter(state.next, next);
    }
    if (next.length === 0) return false;
    current = next;
  }
  return current.some((state) => state.kind === "end");
}

function reads(state: State, character: string): state is Extract<State, { readonly kind: "character" | "any" | "not-slash" }> {
  switch (state.kind) {
    case "character":
      return state.text === character;
    case "any":
      return true;
    case "not-slash":
      return character !== "/";
    default:
      return false;
  }
}
