import { once } from "../../collections.ts";
import type { Formula, MemberStep, Reference } from "./ast.ts";
import { parseFormula } from "./formula-parser.ts";
import { unescapeText } from "./literals.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a Power Fx formula: what it refers to and, if all of it is understood, what it computes. Whether it is right is the product's to judge.
 * Lexis: https://learn.microsoft.com/power-platform/power-fx/expression-grammar
 * @param from Where the formula begins in the script, behind `$fx'=` or `${`.
 * @param to Where it ends.
 */
export function readFormula(source: string, from: number, to: number): Formula {
  const text = unescapeText(source, from, to);
  const scan: Scan = {
    text,
    offsets: text.length === to - from ? undefined : offsetsOf(source, from, to),
    from,
    references: [],
    at: 0,
  };
  // What the scan is inside of: braces of a record or of an interpolated text, innermost last.
  const open: ("record" | "text" | "hole")[] = [];
  while (scan.at < text.length) {
    const character = text.charAt(scan.at);
    if (open.at(-1) === "text") {
      if (text.startsWith("{{", scan.at) || text.startsWith('""', scan.at)) scan.at += 2;
      else {
        if (character === "{") open.push("hole");
        else if (character === '"') open.pop();
        scan.at++;
      }
    } else if (text.startsWith('$"', scan.at)) {
      open.push("text");
      scan.at += 2;
    } else if (character === '"') scan.at = endOfQuoted(text, scan.at) ?? text.length;
    else if (text.startsWith("//", scan.at)) scan.at = indexOrEnd(text, "\n", scan.at);
    else if (text.startsWith("/*", scan.at)) scan.at = indexOrEnd(text, "*/", scan.at + 2) + 2;
    else if (character === "{") {
      open.push("record");
      scan.at++;
    } else if (character === "}") {
      open.pop();
      scan.at++;
    } else if (nameEnd(text, scan.at) > scan.at) scanName(scan, open.at(-1) === "record");
    else if (character === "'") scan.at = endOfQuoted(text, scan.at) ?? text.length;
    else scan.at++;
  }
  const value = parseFormula(text, (index) => offset(scan, index));
  return { kind: "formula", text, references: scan.references, value, start: from, end: to };
}

interface Scan {
  readonly text: string;
  /** Offset in the script of every character of the text and of its end; absent where they only differ by `from`. */
  readonly offsets: readonly number[] | undefined;
  readonly from: number;
  readonly references: Reference[];
  at: number;
}

/** Operators and names of the language that are no variables. */
const ownWords = new Set(["true", "false", "and", "or", "not", "in", "exactin", "as", "self", "parent", "thisitem", "thisrecord"]);

/** A name and the members behind it. */
function scanName(scan: Scan, inRecord: boolean): void {
  const { text } = scan;
  const start = scan.at;
  const afterDot = /\.\s*$/.test(text.slice(Math.max(0, start - 8), start));
  const name = takeName(scan);
  const next = text.charAt(skipSpace(text, scan.at));
  if (next === "(" || afterDot || /^\d/.test(name) || ownWords.has(name.toLowerCase()) || (inRecord && next === ":")) return;
  const path: MemberStep[] = [];
  const reference: Mutable<Reference> = { kind: "reference", name, path, start: offset(scan, start), end: offset(scan, scan.at) };
  for (;;) {
    const dot = skipSpace(text, scan.at);
    const member = skipSpace(text, dot + 1);
    if (text.charAt(dot) !== "." || nameEnd(text, member) === member) break;
    scan.at = member;
    const memberName = takeName(scan);
    // `Host.Function(…)`
    if (text.charAt(skipSpace(text, scan.at)) === "(") return;
    path.push({ kind: "member", name: memberName, start: offset(scan, member), end: offset(scan, scan.at) });
    reference.end = offset(scan, scan.at);
  }
  scan.references.push(reference);
}

function takeName(scan: Scan): string {
  const { text, at } = scan;
  const end = nameEnd(text, at);
  scan.at = end;
  return text.charAt(at) === "'" ? text.slice(at + 1, end - 1).replaceAll("''", "'") : text.slice(at, end);
}

const namePattern = once(() => /[\p{L}\p{Nd}\p{M}\p{Pc}]+/uy);

/** Where the name at `at` ends; `at` itself where there is none. Numbers count as names here, so that `2x` is one word. */
function nameEnd(text: string, at: number): number {
  if (text.charAt(at) === "'") {
    const end = endOfQuoted(text, at) ?? at;
    return end > at + 2 ? end : at;
  }
  const name = namePattern();
  name.lastIndex = at;
  return name.test(text) ? name.lastIndex : at;
}

/** Behind the quote that closes the one at `at`; doubled ones do not. Undefined where none does. */
export function endOfQuoted(text: string, at: number): number | undefined {
  const quote = text.charAt(at);
  for (let end = at + 1; end < text.length; end++) {
    if (text.charAt(end) !== quote) continue;
    if (text.charAt(end + 1) !== quote) return end + 1;
    end++;
  }
  return undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === "") at++;
  return at;
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index < 0 ? text.length : index;
}

function offset(scan: Scan, at: number): number {
  return scan.offsets?.[at] ?? scan.from + at;
}

/** Offset in the script of every character of the unescaped text, and of its end. */
function offsetsOf(source: string, from: number, to: number): readonly number[] {
  const offsets: number[] = [];
  for (let at = from; at < to; at++) {
    offsets.push(at);
    if (source.charAt(at) !== "\\" || at + 1 >= to) continue;
    at++;
    if (!"'\\\"".includes(source.charAt(at))) offsets.push(at);
  }
  offsets.push(to);
  return offsets;
}
