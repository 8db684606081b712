import type { Span } from "../../source/place.ts";
import { closingQuotesOf, isQuote, skip, skipSpaces } from "./characters.ts";
import { markupAt } from "./markup.ts";
import type { ValuePlace } from "./place.ts";

/** Longest value with and without quotes that is read: bounds that keep a pass over many names linear. */
const longestQuoted = 4096;
const longestBare = 512;

/** The value of a name, without quotes. */
export interface Value extends Span {
  /** Quoted values are written on purpose; bare words may be prose. */
  readonly quoted: boolean;
  /** A part of a query or a form: the value is percent-encoded. */
  readonly query?: boolean;
  /** The value is longer than what is read, so it is no credential. */
  readonly cut?: boolean;
}

/** The text of an element, or of the one in it that is its value, up to the next tag; attributes of its start tag are passed over. */
export function elementText(text: string, at: number): Value | undefined {
  const tag = /^[^<>]{0,300}>(?:\s{0,20}<(?:[A-Za-z_][\w.-]{0,40}:)?(?:value|string)(?:\s[^<>]{0,200})?>)?/i.exec(text.slice(at, at + 620));
  if (tag === null || tag[0].endsWith("/>")) return undefined;
  let start = at + tag[0].length;
  const data = text.startsWith("<![CDATA[", start);
  if (data) start += "<![CDATA[".length;
  const limit = Math.min(text.length, start + longestQuoted);
  let end = start;
  while (end < limit && text[end] !== "<" && !(data && text.startsWith("]]>", end))) end++;
  if (end === limit && limit < text.length) return undefined;
  while (/\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return start === end ? undefined : { start, end, quoted: true };
}

/** The value that begins at a place: in quotes, also three of them or escaped ones, or up to what ends a bare one. */
export function writtenValueAt(text: string, place: ValuePlace): Value | undefined {
  const { from, colon, query, lead } = place;
  let start = query ? from : skipSpaces(text, from);
  if (colon || lead === "words") start = markupAt(text, start)?.end ?? start;
  const formula = colon ? formulaStart(text, start) : start;
  if (formula !== start) {
    const value = quotedValue(text, formula + 1, text.charAt(formula), 0);
    return value === undefined ? undefined : { ...value, cut: /^.\s{0,4}&/.test(text.slice(value.end, value.end + 6)) };
  }
  // String prefixes of scripts: @"…", N'…', r"…", $'…'.
  if (/[@$NnuUrRbB]/.test(text.charAt(start)) && isQuote(text[start + 1])) start++;
  const opening = skip(text, start, "\\", 4);
  const quote = text[opening];
  if (isQuote(quote)) {
    const triple = text.startsWith(quote.repeat(3), opening);
    return triple ? tripleQuoted(text, opening + 3, quote) : quotedValue(text, opening + 1, quote, opening - start);
  }
  const end = quotationEnd(text, start);
  return end === undefined ? bareValue(text, start, place) : quotation(text, start + 1, end);
}

/** Where a text ends that begins with a quote of a language, `„…“` or `「…」`, within its line; undefined where it is none. */
function quotationEnd(text: string, start: number): number | undefined {
  const closing = closingQuotesOf(text[start]);
  if (closing === undefined) return undefined;
  const limit = Math.min(text.length, start + longestBare);
  for (let end = start + 1; end < limit && text[end] !== "\n"; end++) if (closing.includes(text.charAt(end))) return end;
  return undefined;
}

/**
 * The value in such quotes; French ones have a space inside. This is prose, where a label is quoted as often as a value: several words are none, and
 * one counts as if it had no quotes.
 */
function quotation(text: string, from: number, to: number): Value | undefined {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return /^\S+$/.test(text.slice(start, end)) ? { start, end, quoted: false } : undefined;
}

/** A value without quotes. Behind the name of a header that authorizes, the scheme is no part of it: `Authorization: Bearer …`. */
function bareValue(text: string, start: number, { from, colon, query }: ValuePlace): Value | undefined {
  const end = bareEnd(text, start, colon, query);
  if (end <= start) return undefined;
  if (end - start >= longestBare) return { start, end, quoted: false, cut: true };
  const first: Value = { start, end, quoted: false, query };
  const word = text.slice(start, end);
  const mayBeScheme = text[end] === " " && /authorization\W{0,8}$/i.test(text.slice(Math.max(0, from - 24), from));
  if (!mayBeScheme || !schemeName.test(word)) return first;
  const secondStart = skipSpaces(text, end);
  const secondEnd = bareEnd(text, secondStart, colon, false);
  const second: Value = { start: secondStart, end: secondEnd, quoted: false, query };
  if (knownScheme.test(word)) return secondEnd <= secondStart ? undefined : second;
  // A sentence about an authorization goes on with words.
  return behindUnknownScheme.test(text.slice(secondStart, secondEnd)) ? second : first;
}

const knownScheme = /^(?:bearer|basic|token|apikey|bot|ssws)$/i;
const schemeName = /^[a-z][\w-]{1,30}$/i;
/** What a scheme of a service's own has behind it: `Authorization: ContosoKey …`. */
const behindUnknownScheme = /^(?=[^\d]*\d)[\w.~+/=:-]{16,}$/;

/** Where the text begins that a formula of Power Fx in YAML is, or begins with: `api-key: ="…"`. */
function formulaStart(text: string, at: number): number {
  if (text[at] !== "=") return at;
  const next = skipSpaces(text, at + 1);
  return isQuote(text[next]) ? next : at;
}

/** Desktop flows and some languages write texts between three quotes. */
function tripleQuoted(text: string, start: number, quote: string): Value | undefined {
  const end = text.slice(start, start + longestQuoted).indexOf(quote.repeat(3));
  return end <= 0 ? undefined : { start, end: start + end, quoted: true };
}

/** Up to the quote that closes, one with as many backslashes before it as the opening one. */
function quotedValue(text: string, start: number, quote: string, escapes: number): Value | undefined {
  const limit = Math.min(text.length, start + longestQuoted);
  for (let end = start; end < limit; end++) {
    const char = text[end];
    if (char === "\\") {
      const run = skip(text, end, "\\", 64);
      if (text[run] === quote && run - end <= escapes) return end === start ? undefined : { start, end, quoted: true };
      // A longer run escapes the quote behind it, which then belongs to the value.
      end = text[run] === quote ? run : run - 1;
    } else if (char === quote) {
      return end === start ? undefined : { start, end, quoted: true };
    }
  }
  return undefined;
}

/** Farther back than any address begins. */
const longestAddress = 2048;

/** Whether a place is in the query of an address, which a fragment may follow: in the body of a form, the sign for one is like any other. */
function isInAddress(text: string, at: number): boolean {
  const before =
    text
      .slice(Math.max(0, at - longestAddress), at)
      .split(/[\s"'`<>]/)
      .at(-1) ?? "";
  return before.includes("?") && !before.startsWith("jdbc:");
}

function bareEnd(text: string, start: number, colon: boolean, query: boolean): number {
  const limit = Math.min(text.length, start + longestBare);
  let end = start;
  for (; end < limit; end++) {
    const char = text.charAt(end);
    if (/[\s"'`<>&]/.test(char)) break;
    if (!query && (char === ";" || char === "|" || (char === "," && (colon || /[\s,]|^$/.test(text.charAt(end + 1)))))) break;
    if (query && char === "#" && isInAddress(text, start)) break;
    if (end === start && /[{[(]/.test(char)) return start;
    if (!query && /[)}\]]/.test(char) && /^[\s)}\],;.]|^$/.test(text.charAt(end + 1))) break;
    if (char === "\\" && /["'nrt]/.test(text.charAt(end + 1))) break;
  }
  // The full stop of a sentence is no part of a value.
  if (!query && text[end - 1] === "." && end < text.length) end--;
  return end;
}
