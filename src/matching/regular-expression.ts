import { type Automaton, type AutomatonBuilder, accepts, automatonBuilder } from "./automaton.ts";

/** A regular expression of a configuration, compiled. */
export interface LinearPattern {
  readonly source: string;
  /** Whether some part of the text has this form. */
  test(text: string): boolean;
}

/** Why a text is not a usable regular expression; the message completes "… is not a regular expression: ". */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/**
 * Compiles a regular expression in the syntax of JavaScript to a test in linear time. Look-around and back-references have none, so they
 * are refused; flags cannot be set.
 * @throws PatternError
 */
export function compileRegularExpression(source: string): LinearPattern {
  checkSyntax(source);
  const automaton = build(readChoice({ source, at: 0, depth: 0 }));
  return { source, test: (text) => accepts(automaton, text, true) };
}

/** The engine knows best what is wrong with the spelling; its text repeats the pattern, only the last part says the reason. */
function checkSyntax(source: string): void {
  try {
    new RegExp(source);
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message.slice(error.message.lastIndexOf(": ") + 2) : "it cannot be compiled");
  }
}

type Node =
  | { readonly kind: "atom"; readonly reads: (character: string) => boolean }
  | { readonly kind: "assert"; readonly holds: (before: string | undefined, after: string | undefined) => boolean }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Node[] }
  | { readonly kind: "repeat"; readonly body: Node; readonly least: number; readonly most: number };

/** Counted repetitions are written out, so they are what makes an automaton large. */
const mostStates = 2000;
const mostNesting = 100;

function build(root: Node): Automaton {
  try {
    const builder = automatonBuilder(mostStates);
    const end = builder.add({ kind: "end" });
    return { start: buildNode(root, end, builder), states: builder.states };
  } catch (error) {
    if (error instanceof RangeError) throw new PatternError("it is too large; use smaller counts in braces");
    throw error;
  }
}

function buildNode(node: Node, next: number, builder: AutomatonBuilder): number {
  switch (node.kind) {
    case "atom":
      return builder.add({ kind: "read", reads: node.reads, next });
    case "assert":
      return builder.add({ kind: "assert", holds: node.holds, next });
    case "sequence":
      return node.parts.reduceRight((following, part) => buildNode(part, following, builder), next);
    case "choice":
      return node.parts
        .map((part) => buildNode(part, next, builder))
        .reduceRight((other, first) => builder.add({ kind: "split", next: first, other }));
    case "repeat": {
      const { body, least, most } = node;
      let first = next;
      if (most === Number.POSITIVE_INFINITY) first = builder.repeat((loop) => buildNode(body, loop, builder), next);
      else
        for (let count = least; count < most; count++)
          first = builder.add({ kind: "split", next: buildNode(body, first, builder), other: next });
      for (let count = 0; count < least; count++) first = buildNode(body, first, builder);
      return first;
    }
  }
}

/** An expression that the engine has accepted, so that nobody need look for mistakes, and how far it has been read. */
interface Reader {
  readonly source: string;
  at: number;
  /** How many groups are open. */
  depth: number;
}

function take(reader: Reader, text: string): boolean {
  if (!reader.source.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function readChoice(reader: Reader): Node {
  if (reader.depth++ > mostNesting) throw new PatternError("its groups are nested too deeply");
  const parts = [readSequence(reader)];
  while (take(reader, "|")) parts.push(readSequence(reader));
  reader.depth--;
  return { kind: "choice", parts };
}

function readSequence(reader: Reader): Node {
  const { source } = reader;
  const parts: Node[] = [];
  while (reader.at < source.length && !/[|)]/.test(source.charAt(reader.at))) parts.push(readQuantifier(readTerm(reader), reader));
  return { kind: "sequence", parts };
}

function readTerm(reader: Reader): Node {
  if (take(reader, "^")) return { kind: "assert", holds: (before) => before === undefined };
  if (take(reader, "$")) return { kind: "assert", holds: (_, after) => after === undefined };
  if (take(reader, "\\b")) return { kind: "assert", holds: isBoundary };
  if (take(reader, "\\B")) return { kind: "assert", holds: (before, after) => !isBoundary(before, after) };
  if (take(reader, "(")) return readGroup(reader);
  const atom = atomAt(reader.source, reader.at);
  reader.at += atom.length;
  return { kind: "atom", reads: testOf(atom) };
}

function readGroup(reader: Reader): Node {
  if (!take(reader, "?:") && reader.source.startsWith("?", reader.at)) {
    const name = /^\?<[^=!>][^>]*>/.exec(reader.source.slice(reader.at))?.[0];
    if (name === undefined)
      throw new PatternError("look-ahead, look-behind and flags in groups are not supported, because they can take forever");
    reader.at += name.length;
  }
  const inner = readChoice(reader);
  take(reader, ")");
  return inner;
}

/** How often what was read is repeated. */
function readQuantifier(body: Node, reader: Reader): Node {
  const [written = "", sign, least, comma, most] = /^(?:([*+?])|\{(\d+)(,)?(\d+)?\})\??/.exec(reader.source.slice(reader.at)) ?? [];
  if (written === "") return body;
  reader.at += written.length;
  if (sign !== undefined) {
    return { kind: "repeat", body, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Number.POSITIVE_INFINITY };
  }
  const fewest = Number(least);
  const largest = comma === undefined ? fewest : most === undefined ? Number.POSITIVE_INFINITY : Number(most);
  return { kind: "repeat", body, least: fewest, most: largest };
}

/** What stands for one character: a class in brackets, an escape, or a character. */
function atomAt(source: string, at: number): string {
  const rest = source.slice(at);
  if (rest.startsWith("[")) return /^\[(?:\\.|[^\]\\])*\]/s.exec(rest)?.[0] ?? "[";
  if (!rest.startsWith("\\")) return String.fromCodePoint(rest.codePointAt(0) ?? 0);
  if (/^\\(?:[1-9]|k<)/.test(rest)) throw new PatternError("back-references are not supported, because they can take forever");
  return /^\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|p\{[^}]*\}|.)/is.exec(rest)?.[0] ?? rest;
}

/** One character is compared by the engine: it knows classes, escapes and properties, and cannot backtrack over one. */
function testOf(atom: string): (character: string) => boolean {
  if (/^[^\\[.]$/u.test(atom)) return (character) => character === atom;
  const expression = unicodeOrNot(`^(?:${atom})$`);
  return (character) => expression.test(character);
}

/** `\-` is a mistake with the flag for code points, and `\p{L}` means nothing without it. */
function unicodeOrNot(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}

function isBoundary(before: string | undefined, after: string | undefined): boolean {
  return isWord(before) !== isWord(after);
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character);
}
