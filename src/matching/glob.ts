import { append, remember } from "../collections.ts";
import { createStringFinder } from "./aho-corasick.ts";
import { type Automaton, automatonBuilder, createAcceptor } from "./automaton.ts";

/**
 * How a pattern reads a text. `path`: `/` separates folders, letter case counts. `name`: the text is one name (of a flow, an action), `/`
 * is a character like any other, letter case does not count, as nowhere in the platform.
 */
export type GlobMode = "path" | "name";

/**
 * Compiles a glob to a test for whole texts: `*` any characters, `?` one, `{a,b}` alternatives (nested too), `\` takes the next character
 * as it is; in paths `*` and `?` stop at `/`, and a `**` that fills a segment stands for any number of folders. Every pattern is valid: an
 * unbalanced brace, or one without a comma, is a character.
 *
 * The time is bounded by pattern length times text length, whatever the pattern.
 */
export function compileGlob(pattern: string, mode: GlobMode): (text: string) => boolean {
  const accepts = createAcceptor(build([...(mode === "name" ? pattern.toLowerCase() : pattern)], mode));
  return (text) => accepts(mode === "name" ? text.toLowerCase() : text);
}

/**
 * Compiles globs to a test for texts that one of them matches. Only globs whose longest piece of plain text is in a text are tried, and
 * compiled, so that thousands of globs, each for something else, cost little more than one.
 */
export function compileGlobs(patterns: readonly string[], mode: GlobMode): (text: string) => boolean {
  const everywhere: number[] = [];
  const byPlain = new Map<string, number[]>();
  for (const [index, pattern] of patterns.entries()) {
    const plain = longestPlain(parse([...(mode === "name" ? pattern.toLowerCase() : pattern)], mode));
    if (plain === "") everywhere.push(index);
    else append(byPlain, plain, index);
  }
  const tests = new Map<number, (text: string) => boolean>();
  const matches = (index: number, text: string): boolean => remember(tests, index, () => compileGlob(patterns[index] ?? "", mode))(text);
  const plainIn = finderOf([...byPlain.keys()]);
  return (text) => {
    if (everywhere.some((index) => matches(index, text))) return true;
    for (const plain of plainIn(mode === "name" ? text.toLowerCase() : text)) {
      if (byPlain.get(plain)?.some((index) => matches(index, text)) === true) return true;
    }
    return false;
  };
}

/** Finds which of some strings are in a text. */
function finderOf(strings: readonly string[]): (text: string) => ReadonlySet<string> {
  const finder = createStringFinder(new Map(strings.map((string) => [string, string])));
  // The finder reports the longest string that ends at a place: others that end there are suffixes of it.
  const shorter = new Map<string, string | undefined>();
  for (const string of strings) {
    finder.find(string.slice(1), (_, end, value) => {
      if (end === string.length - 1) shorter.set(string, value);
    });
  }
  return (text) => {
    const found = new Set<string>();
    finder.find(text, (_start, _end, value) => {
      for (let string: string | undefined = value; string !== undefined && !found.has(string); string = shorter.get(string))
        found.add(string);
    });
    return found;
  };
}

/** The longest text that is in everything a glob matches, as far as it is outside of braces. */
function longestPlain(tokens: readonly Token[]): string {
  let longest = "";
  let run = "";
  for (const token of tokens) {
    run = token.kind === "character" ? run + token.text : "";
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

/** Deeper braces are taken as characters: it bounds the recursion. */
const maxBraceDepth = 20;

function build(pattern: readonly string[], mode: GlobMode): Automaton {
  const { states, add, repeat } = automatonBuilder();
  const one = mode === "name" ? any : notSlash;
  const read = (reads: (character: string) => boolean, next: number): number => add({ kind: "read", reads, next });
  const run = (reads: (character: string) => boolean, next: number): number => repeat((loop) => read(reads, loop), next);

  function piece(token: Token, next: number): number {
    switch (token.kind) {
      case "character":
        return read((character) => character === token.text, next);
      case "one":
        return read(one, next);
      case "star":
        return run(one, next);
      case "everything":
        return run(any, next);
      case "folders":
        return add({ kind: "split", next, other: run(any, read(isSlash, next)) });
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

const any = (): boolean => true;
const isSlash = (character: string): boolean => character === "/";
const notSlash = (character: string): boolean => character !== "/";

type Token =
  | { readonly kind: "character"; readonly text: string }
  | { readonly kind: "one" | "star" }
  /** `**` at the end of a path. */
  | { readonly kind: "everything" }
  /** A segment `**` with the slash after it. */
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
