import type { Span } from "../../source/place.ts";
import { type CredentialName, credentialName } from "../names/credential-name.ts";
import { mayBeHead, type ReadColumn } from "./table-text.ts";

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

/**
 * What leads from the name to the value: a sign or markup; a comparison with what somebody types into a box (`txtPassword.Text = …`); nothing, where the name is an option of a command (`--password …`) and what follows it its
 * argument, no prose; or words, where it may be another word (`the password is …`, `token eq '…'`).
 */
type Lead = "sign" | "option" | "words" | "typed";

/** Longest name, and longest value with and without quotes, that is read: bounds that keep a pass over many names linear. */
const longestName = 60;
const longestQuoted = 4096;
const longestBare = 512;

const nameChar = /[\p{L}\p{M}\p{N}_-]/u;

/**
 * Reads the assignment of which the name holds the given stretch, if there is one and its name names a credential, or may name one in a
 * query.
 * The text may be JSON, XML, a form, a script, lines or prose, also escaped inside another text, also broken or cut off: nothing is
 * parsed as a whole.
 */
export function assignmentAt(text: string, hintStart: number, hintEnd: number, extraWords: readonly string[]): Assignment | undefined {
  const { start, end } = nameAround(text, hintStart, hintEnd);
  const at = valuePlace(text, start, end);
  if (at === undefined) return undefined;
  // A part of a resource name (`arn:…:secret:…`, `urn:…:token:…`).
  if (text[end] === ":" && text[start - 1] === ":") return undefined;
  const dashes = /^-*/.exec(text.slice(start, end))?.[0].length ?? 0;
  const written = nameWithWordsBefore(text, start + dashes, end);
  const name = credentialName(written, extraWords) === undefined ? withoutVerb(written, at.lead) : written;
  const says = credentialName(name, extraWords);
  if (says === undefined && !at.query) return undefined;
  const read = at.element ? elementText(text, at.from) : valueAt(text, at);
  const value = read === undefined ? undefined : withoutCode(text, read);
  return value === undefined ? undefined : { name, says, query: false, cut: false, lead: at.lead, ...value };
}

/** Closes the text of a program in which the name is, goes on with code, and opens the next one: `<password>" + user.Password + @"</password>`. */
const codeBetween = /^\\{0,4}(?<quote>["'\x60])\s{0,40}(?:[+&.,;)]|\|\|)(?<code>.*)(?:[+&.,(]|\|\|)\s{0,40}[@$fN]{0,2}\\{0,4}\k<quote>$/ds;
/** The code around the value is itself a quoted text. */
const literal = /^\s{0,40}[@$N]?(?<quote>["'])(?<text>[^"'\\\r\n]+)\k<quote>\s{0,40}$/d;

/** The value without code around it; undefined where code makes it. */
function withoutCode(text: string, value: Value): Value | undefined {
  const found = codeBetween.exec(text.slice(value.start, value.end));
  const [codeStart] = found?.indices?.groups?.code ?? [];
  if (codeStart === undefined) return value;
  const [start, end] = literal.exec(found?.groups?.code ?? "")?.indices?.groups?.text ?? [];
  if (start === undefined || end === undefined) return undefined;
  const from = value.start + codeStart;
  return { ...value, start: from + start, end: from + end };
}

/** Reads the values of the column that the name heads, which holds the given stretch; none where the text is no table, or the name that of no credential. */
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
  return nameChar.test(text.charAt(at));
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

/**
 * `the key …` behind any verb in a sentence that leads to the value, where the first of three words acts on what the others name; `use API key: …` before a
 * sign, too.
 */
function withoutVerb(name: string, lead: Lead): string {
  const acts = lead === "words" ? /^\S+ \S+ \S+$/ : /^(?:use|using) \S/i;
  return acts.test(name) ? name.slice(name.indexOf(" ") + 1) : name;
}

/** Where a value begins, before it is decided whether to read it. */
interface ValuePlace {
  readonly from: number;
  /** Behind a colon: in prose, a comma ends the value. */
  readonly colon: boolean;
  readonly query: boolean;
  readonly element: boolean;
  readonly lead: Lead;
}

type Value = Pick<Assignment, "start" | "end" | "quoted"> & Partial<Pick<Assignment, "query" | "cut">>;

function place(from: number, kind: "colon" | "equals" | "query" | "element" | "option" | "words" | "typed"): ValuePlace {
  const lead = kind === "option" || kind === "words" || kind === "typed" ? kind : "sign";
  return { from, colon: kind === "colon", query: kind === "query", element: kind === "element", lead };
}

function valuePlace(text: string, nameStart: number, nameEnd: number): ValuePlace | undefined {
  let at = nameEnd;
  let closed = false;
  const escapes = skip(text, at, "\\", 4);
  if (isQuote(text[escapes])) {
    at = escapes + 1;
    closed = true;
    if (text[at] === "]" || text[at] === ")") at++;
  }
  const afterName = at;
  at = skipSpaces(text, at);
  const char = text[at];
  if (char === "=" || char === ":" || char === wideColon) return behindSeparator(text, nameStart, at);
  // token ??= "…"
  if ((char === "?" || char === "|") && text[at + 1] === char && text[at + 2] === "=") return place(at + 3, "equals");
  if (closed && char === ",") return pairedMember(text, nameStart, at);
  if (char === "\r" || char === "\n") return (closed ? formPart(text, nameStart, at) : undefined) ?? pairedLine(text, nameStart, at);
  if (char === ".") return typedText(text, at);
  // Power Fx: Set(name, "value").
  if (!closed && char === ",")
    return /\bset\(\s{0,2}$/i.test(text.slice(Math.max(0, nameStart - 7), nameStart)) ? place(at + 1, "equals") : undefined;
  if (closed && (at > afterName || char === ">")) return pairedAttribute(text, nameStart, at);
  if (char === ">" || (!closed && at > afterName)) {
    if (isElementName(text, nameStart)) return place(at, "element");
    const option = optionValue(text, nameStart, at, afterName);
    if (option !== undefined || closed) return option;
  }
  return closed ? undefined : (behindMarkup(text, afterName) ?? behindWords(text, afterName));
}

const wideColon = "：";

/** Tags and signs that make a text bold, put it into a cell or keep it on its line. */
const markup =
  /(?:<\/?(?:b|strong|i|em|u|span|font|code|p|div|br|td|th|tr|dt|dd|li)(?:\s[^<>]{0,200})?\/?>|&nbsp;|\u00A0|\*\*)(?:\s{0,8}(?:<\/?(?:b|strong|i|em|u|span|font|code|p|div|br|td|th|tr|dt|dd|li)(?:\s[^<>]{0,200})?\/?>|&nbsp;|\u00A0|\*\*)){0,7}\s{0,8}/iy;

/** Where a text goes on behind markup, and the markup; undefined where there is none. */
function markupAt(text: string, at: number): { readonly end: number; readonly text: string } | undefined {
  markup.lastIndex = at;
  const [found] = markup.exec(text) ?? [];
  return found === undefined ? undefined : { end: at + found.length, text: found };
}

/** `<b>Password</b>: …`, `**Password**: …`, and the cell beside the one that holds the name. */
function behindMarkup(text: string, at: number): ValuePlace | undefined {
  const found = markupAt(text, skipSpaces(text, at));
  if (found === undefined) return undefined;
  if (text[found.end] === ":" || text[found.end] === wideColon) return place(found.end + 1, "colon");
  if (/<\/(?:td|th|dt)>/i.test(found.text)) return place(found.end, "colon");
  return opensEmphasis.test(found.text) ? place(found.end, "words") : undefined;
}

/** `password <b>…`: what is to be copied is made to stand out. */
const opensEmphasis = /<(?:b|strong|code|i|em|u)(?:\s[^<>]{0,200})?>\s{0,8}$/i;

const namedFor =
  /\s{1,2}(?:\([^()]{1,40}\)|(?:for|of|für|von|pour|de|para|voor|til)\s[^\s:=<>]{1,60}(?:\s[^\s:=<>]{1,40}){0,2}?)(?:\s{0,2}[:=：]|\s(?:is|ist|lautet|est|es)\s{1,2}(?=\S))/iy;
/** A word between, or nothing where what follows is no word of a sentence: it is long, or has letters of both cases, digits and a sign of those that join no words. */
const saidToBe =
  /\s{1,2}(?:(?:(?:[Ii][Ss]|[Ii]st|lautet|est|es)\s{0,2}:?|[Ee][Qq]|[Tt][Oo])\s{1,2}(?=\S)|(?=[\w.~+/=-]{24})|(?=[^\s"'<>()[\]{},;=]{8,64}(?:[\s,;.<]|$))(?=\S{0,64}\p{Ll})(?=\S{0,64}\p{Lu})(?=\S{0,64}\d)(?=\S{0,64}[!#$%&*?@^~+]))/uy;

/** `password for svc-erp: …`, `the password is …`, `SET Password TO '…'` in a comment, `apikey eq '…'`, `the API key …`. */
function behindWords(text: string, at: number): ValuePlace | undefined {
  namedFor.lastIndex = at;
  const named = namedFor.exec(text);
  if (named !== null) return place(at + named[0].length, "words");
  saidToBe.lastIndex = at;
  const said = saidToBe.exec(text);
  return said === null ? undefined : place(at + said[0].length, "words");
}

function behindSeparator(text: string, nameStart: number, at: number): ValuePlace | undefined {
  const colon = text[at] !== "=";
  let from = at + 1;
  const next = text[from];
  // Comparisons (`==`, `=~`), scopes (`::`) and addresses (`key://`) assign nothing.
  if (next === "~" || (!colon && next === "=") || (colon && (next === ":" || (next === "/" && text[from + 1] === "/")))) return undefined;
  if ((!colon && next === ">") || (colon && next === "=")) from++;
  const held = colon ? heldValue.exec(text.slice(from, from + 320)) : null;
  if (held !== null) return place(from + held[0].length, "colon");
  const before = text[nameStart - 1];
  // `name=value` is a part of a form or query behind such a sign, or at the start of a text; with spaces or quotes it is a script's, as in a line behind `#`.
  const isTight = next !== undefined && !/[\s"'\\]/.test(next) && text[at - 1] !== " ";
  const leads =
    nameStart === 0 || before === "?" || before === "&" || before === "#" || text.slice(Math.max(0, nameStart - 5), nameStart) === "&amp;";
  const query = !colon && isTight && leads && !isInConnectionString(text, from);
  return place(from, colon ? "colon" : query ? "query" : "equals");
}

/** The value ends in a semicolon, and another `name=` follows: connection strings may begin like a form. */
function isInConnectionString(text: string, from: number): boolean {
  return /^[^&;\r\n]{0,200};\s?[A-Za-z][A-Za-z ]{0,40}=/.test(text.slice(from, from + 260));
}

/**
 * The value's member, right behind the name's or behind some short ones: `"type": "string", "required": true, "value":`. Programs and
 * formulas leave the quotes of names out.
 */
const pairedValue =
  /^(?:,\s{0,40}\\{0,4}["']?\w{1,30}\\{0,4}["']?\s{0,4}:\s{0,4}(?:\\{0,4}["'][^"'\\,{}]{0,40}\\{0,4}["']|true|false|null|\d{1,10})\s{0,4}){0,3},\s{0,40}\\{0,4}["']?(?:[a-z]\w{1,7}_)?(?:value|val|defaultvalue|content)\\{0,4}["']?\s{0,4}:/i;

/** An object that holds the value of a parameter, behind some short members: `"adminPassword": {"type": "securestring", "value":`. */
const heldValue =
  /^\s{0,20}\{(?:\s{0,40}\\{0,4}["']?\w{1,30}\\{0,4}["']?\s{0,4}:\s{0,4}(?:\\{0,4}["'][^"'\\,{}]{0,40}\\{0,4}["']|true|false|null|\d{1,10})\s{0,4},){0,3}\s{0,40}\\{0,4}["']?(?:value|val|secure_?value|default_?value|string_?value|#text)\\{0,4}["']?\s{0,4}:/i;

/** The one value beside a key, and the end of the pair. */
const dictionaryValue = /^,\s{0,4}\\{0,4}(["'])[^"'\r\n]{1,256}\1\s{0,4}[}\]]/;

/** The key behind the kind of sign-in that it is for: `{"type": "api_key", "key": "…"}`. */
const keyOfKind = /^,\s{0,40}\\{0,4}["']?key\\{0,4}["']?\s{0,4}:/i;

/** `{"name": "password", "value": "…"}`, or the field of a form (`"style": "Password"`), in whatever case and quoting, and the two arguments of a call that sets a header. */
function pairedMember(text: string, nameStart: number, at: number): ValuePlace | undefined {
  const before = text.slice(Math.max(0, nameStart - 60), nameStart);
  // request.setRequestHeader("x-api-key", "…"), Headers.Add("x-api-key", "…"), and VBScript's request.setRequestHeader "x-api-key", "…"
  // os.getenv("API_KEY", "…"), new KeyValuePair<string, string>("client_secret", "…")
  if (
    /(?:header|append|add|set|setitem|put|getenv|environ\.get|getordefault|parameter|property|tryaddwithoutvalidation|pair<[^<>()]{1,30}>)\(\s{0,4}\\{0,4}["']$|\.\w{0,20}header[ \t]{1,4}\\{0,4}"$/i.test(
      before,
    )
  )
    return place(at + 1, "equals");
  // { "password", "…" } of a dictionary in C#, ["x-api-key", "…"] of a list of headers
  if (/[{[]\s{0,4}\\{0,4}["']$/.test(before) && dictionaryValue.test(text.slice(at, at + 320))) return place(at + 1, "equals");
  if (/(?:type|kind|scheme)\\{0,4}["']?\s{0,4}:\s{0,4}\\{0,4}["']$/i.test(before)) {
    const key = keyOfKind.exec(text.slice(at, at + 80));
    return key === null ? undefined : place(at + key[0].length, "colon");
  }
  if (
    !/(?:name|key|id|field|header|parameter|variable|title|label|style)\\{0,4}["']?\s{0,4}:\s{0,4}\\{0,4}["'](?:[\p{L}\p{N}-]{1,20} ){0,3}$/iu.test(
      before,
    )
  )
    return undefined;
  const value = pairedValue.exec(text.slice(at, at + 320));
  return value === null ? undefined : place(at + value[0].length, "colon");
}

/** The text in a box of an app or a page, which is compared with a literal: `txtPassword.Text = "…"`. */
const typedInBox = /^\.(?:text|value)\)?\s{0,4}(?:={1,3}|!={1,2}|<>)\s{0,4}(?=\\{0,4}["'])/i;

function typedText(text: string, at: number): ValuePlace | undefined {
  const found = typedInBox.exec(text.slice(at, at + 30));
  return found === null ? undefined : place(at + found[0].length, "typed");
}

/** A part of a multipart form: behind the name, further headers and a blank line. */
function formPart(text: string, nameStart: number, at: number): ValuePlace | undefined {
  if (!/\bname=\\{0,4}["']$/i.test(text.slice(Math.max(0, nameStart - 12), nameStart))) return undefined;
  const headers = /^(?:\r?\n[A-Za-z-]{1,40}:[^\r\n]{0,80}){0,3}\r?\n\r?\n/.exec(text.slice(at, at + 300));
  return headers === null ? undefined : place(at + headers[0].length, "query");
}

/** `name: …/ClientSecret` and `value: …` in the line below, as in YAML; an agent's topic creates a variable by `variable: init:Topic.ApiKey`. */
function pairedLine(text: string, nameStart: number, at: number): ValuePlace | undefined {
  if (
    !/(?:name|key|variable)\s?:\s{0,4}["']?(?:[\w .-]{1,60}\/){0,8}(?:init:)?(?:\w{1,40}\.)?$/i.test(
      text.slice(Math.max(0, nameStart - 160), nameStart),
    )
  )
    return undefined;
  const value = /^\r?\n[ \t]{0,40}(?:[a-z]{1,20}_)?value\s?:/i.exec(text.slice(at, at + 80));
  return value === null ? undefined : place(at + value[0].length, "colon");
}

/** `<add key="Password" value="…" />`, `<setting name="Password"><value>…</value></setting>`, `<setting name="Password">…</setting>`. */
function pairedAttribute(text: string, nameStart: number, at: number): ValuePlace | undefined {
  if (!/(?:key|name|id)\s{0,2}=\s{0,2}\\{0,4}["']$/i.test(text.slice(Math.max(0, nameStart - 20), nameStart))) return undefined;
  const value = /^(?:[\w-]{1,30}\s{0,2}=\s{0,2}["'][^"'<>]{0,60}["']\s{1,10}){0,6}(?:value|default-?value)\s{0,2}=/i.exec(
    text.slice(at, at + 400),
  );
  if (value !== null) return place(at + value[0].length, "equals");
  const element = /^[^<>]{0,200}>\s{0,60}(?:<value>|(?=[^<\s]))/i.exec(text.slice(at, at + 270));
  // An element's text is read from the end of its tag on.
  return element === null ? undefined : place(at + element[0].lastIndexOf(">"), "element");
}

/** Whether `<` or `<prefix:` precedes a name. */
function isElementName(text: string, nameStart: number): boolean {
  return /<(?:[A-Za-z_][\w.-]{0,40}:)?$/.test(text.slice(Math.max(0, nameStart - 44), nameStart));
}

/** The text of an element, up to the next tag; attributes of its start tag are passed over. */
function elementText(text: string, at: number): Value | undefined {
  const tag = /^[^<>]{0,300}>/.exec(text.slice(at, at + 302));
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

/** `--client-secret …`, `-Password '…'`, `/password …`: an option of a command and its argument. */
function optionValue(text: string, nameStart: number, at: number, afterName: number): ValuePlace | undefined {
  const isOption = text[nameStart] === "-" || (text[nameStart - 1] === "/" && /[\s"']/.test(text[nameStart - 2] ?? " "));
  if (at === afterName || !isOption) return undefined;
  const next = text[at];
  return next === undefined || /[-/|;&)}\]]/.test(next) ? undefined : place(at, "option");
}

function valueAt(text: string, { from, colon, query, lead }: ValuePlace): Value | undefined {
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
  const end = bareEnd(text, start, colon, query);
  if (end <= start) return undefined;
  if (end - start >= longestBare) return { start, end, quoted: false, cut: true };
  const word = text.slice(start, end);
  const mayBeScheme = text[end] === " " && /authorization\W{0,8}$/i.test(text.slice(Math.max(0, from - 24), from));
  if (!mayBeScheme || !schemeName.test(word)) return { start, end, quoted: false, query };
  const second = skipSpaces(text, end);
  const secondEnd = bareEnd(text, second, colon, false);
  if (knownScheme.test(word)) return secondEnd <= second ? undefined : { start: second, end: secondEnd, quoted: false, query };
  // A sentence about an authorization goes on with words.
  return behindUnknownScheme.test(text.slice(second, secondEnd))
    ? { start: second, end: secondEnd, quoted: false, query }
    : { start, end, quoted: false, query };
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

/** Up to the quote that closes: one with as many backslashes before it as the opening one. */
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

function bareEnd(text: string, start: number, colon: boolean, query: boolean): number {
  const limit = Math.min(text.length, start + longestBare);
  let end = start;
  for (; end < limit; end++) {
    const char = text.charAt(end);
    if (/[\s"'`<>&]/.test(char)) break;
    if (!query && (char === ";" || char === "|" || (char === "," && (colon || /[\s,]|^$/.test(text.charAt(end + 1)))))) break;
    if (query && char === "#") break;
    if (end === start && /[{[(]/.test(char)) return start;
    if (!query && /[)}\]]/.test(char) && /^[\s)}\],;.]|^$/.test(text.charAt(end + 1))) break;
    if (char === "\\" && /["'nrt]/.test(text.charAt(end + 1))) break;
  }
  // The full stop of a sentence is no part of a value.
  if (!query && text[end - 1] === "." && end < text.length) end--;
  return end;
}

function isQuote(char: string | undefined): char is string {
  return char === '"' || char === "'";
}

function skip(text: string, at: number, char: string, most: number): number {
  let i = at;
  while (i - at < most && text[i] === char) i++;
  return i;
}

function skipSpaces(text: string, at: number): number {
  let i = at;
  while (i - at < 8 && (text[i] === " " || text[i] === "\t")) i++;
  return i;
}
