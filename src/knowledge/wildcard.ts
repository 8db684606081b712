import { type Automaton, accepts, automatonBuilder } from "../matching/automaton.ts";

/** A text with `*` for any run of characters; comparison is without letter case. */
export interface Wildcard {
  readonly test: (text: string) => boolean;
  /** How much of the pattern is literal: of two that match, the one with more says more. */
  readonly literalLength: number;
}

const longestText = 2000;

/**
 * Reads a wildcard. `*` is any run of characters but `stop`, `**` any run at all; without `stop` they are the same.
 * Texts beyond 2,000 characters never match. Nothing is compiled before it is needed: the tables hold hundreds of patterns,
 * and one run needs few.
 */
export function wildcard(pattern: string, stop = ""): Wildcard {
  const lower = pattern.toLowerCase();
  const literalLength = pattern.replaceAll("*", "").length;
  if (literalLength === pattern.length) return { test: (text) => text.toLowerCase() === lower, literalLength };
  const start = lower.slice(0, lower.indexOf("*"));
  const end = lower.slice(lower.lastIndexOf("*") + 1);
  // Most patterns have one run of stars: what it stands for is what is between start and end.
  const onlyRun = /^\*+$/.exec(lower.slice(start.length, lower.length - end.length))?.[0];
  const pieces = lower.slice(start.length, lower.length - end.length).split(/\*+/);
  const readsAll = (stars: string, text: string): boolean => stars.length > 1 || stop === "" || !text.includes(stop);
  let automaton: Automaton | undefined;
  const test = (text: string): boolean => {
    if (text.length > longestText) return false;
    const given = text.toLowerCase();
    if (given.length < start.length + end.length || !given.startsWith(start) || !given.endsWith(end)) return false;
    if (onlyRun !== undefined) return readsAll(onlyRun, given.slice(start.length, given.length - end.length));
    if (!holdsInOrder(given, pieces, start.length)) return false;
    automaton ??= compile(lower, stop);
    return accepts(automaton, given);
  };
  return { test, literalLength };
}

/** Whether a text holds all pieces, one after the other: no text without them matches, and hardly any has them. */
function holdsInOrder(text: string, pieces: readonly string[], from: number): boolean {
  let at = from;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

/** Configurations have entries of their own, so a pattern can come from anybody. */
function compile(pattern: string, stop: string): Automaton {
  const { states, add, repeat } = automatonBuilder();
  let next = add({ kind: "end" });
  for (const part of (pattern.match(/\*+|[^*]/gu) ?? []).reverse()) {
    const reads = part.startsWith("**") || stop === "" ? () => true : (character: string) => character !== stop;
    next = part.startsWith("*")
      ? repeat((loop) => add({ kind: "read", reads, next: loop }), next)
      : add({ kind: "read", reads: (character) => character === part, next });
  }
  return { states, start: next };
}
