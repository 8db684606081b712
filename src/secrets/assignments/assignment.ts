import { once } from "../../collections.ts";
import { namedGroup } from "../../matching/named-group.ts";
import { type Span, shifted } from "../../source/place.ts";
import { credentialName } from "../names/credential-name.ts";
import type { CredentialName } from "../names/credential-name-kind.ts";
import type { Lead } from "./place.ts";
import { mayBeHead, type ReadColumn } from "./table-text.ts";
import { elementText, type Value, writtenValueAt } from "./value.ts";
import { valuePlace } from "./value-place.ts";

/**
 * A value that follows a name inside a text: a member of JSON or a script, an element or attribute of XML, a form field, a line, an
 * option of a command.
 */
export interface Assignment {
  readonly name: string;
  /** What the name says; undefined only in a query, where names have a meaning of their own. */
  readonly says: CredentialName | undefined;
  /** Span of the value, without quotes, in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Quoted values are written on purpose; bare words may be prose. */
  readonly quoted: boolean;
  /** A part of a query or a form: the value is percent-encoded. */
  readonly query: boolean;
  readonly lead: Lead;
  /** The value is longer than what is read, so it is no credential. */
  readonly cut: boolean;
}

/** Longest name that is read: a bound that keeps a pass over many names linear. */
const longestName = 60;

/**
 * Reads the assignment of which the name holds the given stretch, if there is one and its name names a credential, or may name one in a
 * query.
 * The text may be JSON, XML, a form, a script, lines or prose, also escaped inside another text, also broken or cut off: nothing is
 * parsed as a whole.
 */
export function assignmentAt(text: string, hintStart: number, hintEnd: number, extraWords: readonly string[]): Assignment | undefined {
  const around = nameAround(text, hintStart, hintEnd);
  const { start } = around;
  const alone = valuePlace(text, start, around.end);
  const end = alone === undefined ? endWithWordBehind(text, around.end) : around.end;
  const at = alone ?? valuePlace(text, start, end);
  if (at === undefined) return undefined;
  // A part of a resource name (`arn:…:secret:…`, `urn:…:token:…`).
  if (text[end] === ":" && text[start - 1] === ":") return undefined;
  const dashes = /^-*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const written = nameWithWordsBefore(text, start + dashes, end);
  const name = credentialName(written, extraWords) === undefined ? withoutVerb(written, at.lead) : written;
  const says = credentialName(name, extraWords);
  if (says === undefined && !at.query) return undefined;
  const read = at.element ? elementText(text, at.from) : writtenValueAt(text, at);
  const value = read === undefined ? undefined : withoutCode(text, read);
  return value === undefined ? undefined : { name, says, query: false, cut: false, lead: at.lead, ...value };
}

/** Closes the text of a program in which the name is, goes on with code, and opens the next one: `<password>" + user.Password + @"</password>`. */
const codeBetween = /^\\{0,4}(?<quote>["'\x60])\s{0,40}(?:[+&.,;)]|\|\|)(?<code>.*)(?:[+&.,(]|\|\|)\s{0,40}[@$fN]{0,2}\\{0,4}\k<quote>$/ds;
/** The code around the value is itself a quoted text. */
const literal = /^\s{0,40}[@$N]?(?<quote>["'])(?<text>[^"'\\\r\n]+)\k<quote>\s{0,40}$/d;

/** The value without code around it; undefined where code makes it. */
function withoutCode(written: string, value: Value): Value | undefined {
  const code = namedGroup(codeBetween.exec(written.slice(value.start, value.end)), "code");
  if (code === undefined) return value;
  const text = namedGroup(literal.exec(code.text), "text");
  return text === undefined ? undefined : { ...value, ...shifted(text, value.start + code.start) };
}

/**
 * Reads the values of the column that the name heads, which holds the given stretch; none where the text is no table, or the name that of no
 * credential.
 */
export function columnAt(
  text: string,
  hintStart: number,
  hintEnd: number,
  extraWords: readonly string[],
  readColumn: ReadColumn,
): readonly Assignment[] {
  const { start, end } = nameAround(text, hintStart, hintEnd);
  if (!mayBeHead(text, end)) return [];
  const name = nameWithWordsBefore(text, start, end);
  const says = credentialName(name, extraWords);
  if (says === undefined) return [];
  return readColumn(start, end).map(({ besideUser, ...span }) => ({
    name,
    says,
    query: false,
    cut: false,
    quoted: besideUser,
    lead: "option",
    ...span,
  }));
}

/** The whole word that holds a stretch: the name of a variable, a member, an option. */
export function nameAround(text: string, hintStart: number, hintEnd: number): Span {
  let start = hintStart;
  while (start > 0 && hintStart - start < longestName && isNameChar(text, start - 1)) start--;
  let end = hintEnd;
  while (end < text.length && end - hintEnd < longestName && isNameChar(text, end)) end++;
  return { start, end };
}

function isNameChar(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80)
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 45;
  return /[\p{L}\p{M}\p{N}_-]/u.test(text.charAt(at));
}

/** Names may be several words (`client secret: …`); up to two words before decide what the last one means (`skip token`). */
function nameWithWordsBefore(text: string, start: number, end: number): string {
  let from = start;
  for (let words = 0; words < 2 && text[from - 1] === " "; words++) {
    let before = from - 1;
    while (before > 0 && start - before < longestName && isNameChar(text, before - 1)) before--;
    if (before === from - 1) break;
    from = before;
  }
  return text.slice(from, end);
}

/** One word more, up to a sign: `Passwort SAP: …`, `"Clave de API": …`. What it makes of the name is asked as of any other name. */
const wordBehind = once(
  () => /[ \u00a0](?:(?:de|del|da|do|di|des|du) (?:l[ao] )?|d['’]|de l['’])?[\p{L}\d][\p{L}\d-]{0,29}(?=\\{0,4}["']?\s{0,2}[:=：])/uy,
);

function endWithWordBehind(text: string, end: number): number {
  const word = wordBehind();
  word.lastIndex = end;
  return word.test(text) ? word.lastIndex : end;
}

/**
 * `the key …` behind any verb in a sentence that leads to the value, where the first of three words acts on what the others name; `use API key: …`
 * before a sign, too.
 */
function withoutVerb(name: string, lead: Lead): string {
  const acts = lead === "words" ? /^\S+ \S+ \S+$/ : /^(?:use|using) \S/i;
  return acts.test(name) ? name.slice(name.indexOf(" ") + 1) : name;
}
