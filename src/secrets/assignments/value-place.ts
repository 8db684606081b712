import { once } from "../../collections.ts";
import { isQuote, openingQuotes, skip, skipSpaces } from "./characters.ts";
import { markupAt } from "./markup.ts";
import {
  pairedValue,
  pairsOfAttributes,
  pairsOfElements,
  pairsOfLines,
  pairsOfMembers,
  pairsOfQuotedLines,
  valueBeforeName,
} from "./paired-values.ts";
import { place, type ValuePlace } from "./place.ts";

/** Where the value of a name begins; undefined where nothing leads from the name to a value. */
export function valuePlace(text: string, nameStart: number, nameEnd: number): ValuePlace | undefined {
  return placeBehind(text, nameStart, nameEnd) ?? valueBeforeName(text, nameStart);
}

function placeBehind(text: string, nameStart: number, nameEnd: number): ValuePlace | undefined {
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
  const typed = closed || at === afterName ? undefined : typeOfBasic.exec(text.slice(at, at + 60));
  if (typed) return place(at + typed[0].length, "equals");
  // token ??= "…"
  if ((char === "?" || char === "|") && text[at + 1] === char && text[at + 2] === "=") return place(at + 3, "equals");
  if (closed && char === ",") return pairedValue(text, nameStart, at, pairsOfMembers);
  if (char === "\r" || char === "\n") return pairedValue(text, nameStart, at, closed ? pairsOfQuotedLines : pairsOfLines);
  if (char === ".") return typedText(text, at);
  if (char === "<" && !closed) {
    const paired = pairedValue(text, nameStart, at, pairsOfElements);
    if (paired !== undefined) return paired;
  }
  // Power Fx: Set(name, "value").
  if (!closed && char === ",")
    return /\bset\(\s{0,2}$/i.test(text.slice(Math.max(0, nameStart - 7), nameStart)) ? place(at + 1, "equals") : undefined;
  if (closed && (at > afterName || char === ">")) return pairedValue(text, nameStart, at, pairsOfAttributes);
  if (char === ">" || (!closed && at > afterName)) {
    if (isElementName(text, nameStart)) return place(at, "element");
    const option = optionValue(text, nameStart, at, afterName);
    if (option !== undefined || closed) return option;
  }
  return closed ? undefined : (behindMarkup(text, afterName) ?? behindWords(text, afterName));
}

const wideColon = "：";

/** `<b>Password</b>: …`, `**Password**: …`, and the cell beside the one that holds the name. */
function behindMarkup(text: string, at: number): ValuePlace | undefined {
  const found = markupAt(text, skipSpaces(text, at));
  if (found === undefined) return undefined;
  if (text[found.end] === ":" || text[found.end] === wideColon) return place(found.end + 1, "colon");
  if (/<\/(?:td|th|dt)>/i.test(found.text)) return place(found.end, "colon");
  return emphasisOpening.test(found.text) ? place(found.end, "words") : undefined;
}

/** `password <b>…`: what is to be copied is made to stand out. */
const emphasisOpening = /<(?:b|strong|code|i|em|u)(?:\s[^<>]{0,200})?>\s{0,8}$/i;

/** Whom or what the credential is for: `password for svc-erp`, `Passwort (SAP)`. */
const purpose = String.raw`\([^()]{1,40}\)|(?:for|of|für|von|vom|zu|zum|zur|der|des|pour|de|du|del|della|para|do|da|di|per|voor|van|til|till)\s[^\s:=<>]{1,60}(?:\s[^\s:=<>]{1,40}){0,2}?`;
/** What languages say behind the word instead of in front of it: `mot de passe provisoire`, `contraseña inicial`, `hasło tymczasowe`. */
const adjective =
  "provisoires?|temporaires?|initiale?|actuel|temporal|provisional|provis[oó]ri[ao]|temporári[ao]|temporanea|provvisoria|iniziale|ini[cz]ial|actual|atual|nuev[ao]|nov[ao]|attuale|tymczasowe|tymczasowy|początkowe|startowe|nowe";
const saying = "is|ist|lautet|luidt|est|es|é|è|jest|to|je|är|er";
/** Whom the credential is for or what it is like, up to what leads to it: `password for svc-erp:`, `mot de passe provisoire est`. */
const namedFor = once(
  () => new RegExp(String.raw`\s{1,2}(?:${purpose}|(?:${adjective}))(?:\s{0,2}[:=：]|\s(?:${saying})(?:\s{0,2}:)?\s{1,2}(?=\S))`, "iy"),
);
/**
 * A word between, or nothing where what follows is no word of a sentence: it is long, or has letters of both cases, digits and a sign of those that
 * join no words.
 */
const saidToBe = once(
  () =>
    /\s{1,2}(?:(?:(?:[Ii][Ss]|[Ii]st|lautet|luidt|est|es|é|è|jest|je|är|er)\s{0,2}:?|[Ee][Qq]|[Tt][Oo]|[-–—])\s{1,2}(?=\S)|(?=[\w.~+/=-]{24})|(?=[^\s"'<>()[\]{},;=]{8,64}(?:[\s,;.<]|$))(?=\S{0,64}\p{Ll})(?=\S{0,64}\p{Lu})(?=\S{0,64}\d)(?=\S{0,64}[!#$%&*?@^~+]))/uy,
);

/** `das Kennwort „…“`, `パスワードは「…」`: behind the name begins a quotation. */
const quotation = new RegExp(String.raw`\s{0,2}(?=[${openingQuotes}])`, "y");

/** `password for svc-erp: …`, `the password is …`, `SET Password TO '…'` in a comment, `apikey eq '…'`, `the API key …`. */
function behindWords(text: string, at: number): ValuePlace | undefined {
  const purposes = namedFor();
  purposes.lastIndex = at;
  const named = purposes.exec(text);
  if (named !== null) return place(at + named[0].length, "words");
  const between = saidToBe();
  between.lastIndex = at;
  const said = between.exec(text);
  if (said !== null) return place(at + said[0].length, "words");
  quotation.lastIndex = at;
  return quotation.test(text) ? place(quotation.lastIndex, "words") : undefined;
}

/** Behind `=`, `:`, `=>`, `:=`, or the name of a member that holds the value. */
function behindSeparator(text: string, nameStart: number, at: number): ValuePlace | undefined {
  const colon = text[at] !== "=";
  let from = at + 1;
  const next = text[from];
  // Comparisons (`==`, `=~`), scopes (`::`) and addresses (`key://`) assign nothing.
  if (next === "~" || (!colon && next === "=") || (colon && (next === ":" || (next === "/" && text[from + 1] === "/")))) return undefined;
  if ((!colon && next === ">") || (colon && next === "=")) from++;
  const held = colon ? heldValue.exec(text.slice(from, from + 320)) : null;
  if (held !== null) return place(from + held[0].length, "colon");
  const typed = colon ? declaredType.exec(text.slice(from, from + 60)) : null;
  if (typed !== null) return place(from + typed[0].length, "equals");
  const before = text[nameStart - 1];
  // `name=value` is a part of a form or query behind such a sign, or at the start of a text; with spaces or quotes it is a script's, as in a line
  // behind `#`.
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

/** An object that holds the value of a parameter, behind some short members: `"adminPassword": {"type": "securestring", "value":`. */
const heldValue =
  /^\s{0,20}\{(?:\s{0,40}\\{0,4}["']?\w{1,30}\\{0,4}["']?\s{0,4}:\s{0,4}(?:\\{0,4}["'][^"'\\,{}]{0,40}\\{0,4}["']|true|false|null|\d{1,10})\s{0,4},){0,3}\s{0,40}\\{0,4}["']?(?:value|val|secure_?value|default_?value|string_?value|#text)\\{0,4}["']?\s{0,4}:/i;

/** The type of a variable, between its name and the text that it is given: `apiKey: string = "…"`, `api_key: Optional[str] = "…"`. */
const declaredType = /^[ \t]{0,2}[A-Za-z_][\w.]{0,30}(?:[<[][\w., |]{1,20}[>\]])?(?: \| \w{1,10})?[ \t]{0,2}=[ \t]{0,2}(?=[@rub]?["'`])/;

/** The type of a constant or a variable of Visual Basic: `Const ErpPassword As String = "…"`. */
const typeOfBasic = /^As {1,3}(?:New {1,3})?[A-Za-z][\w.]{0,30} {0,3}= {0,3}(?=\\{0,4}")/i;

/** The text in a box of an app or a page, which is compared with a literal: `txtPassword.Text = "…"`. */
const typedInBox = /^\.(?:text|value)\)?\s{0,4}(?:={1,3}|!={1,2}|<>)\s{0,4}(?=\\{0,4}["'])/i;

/** Behind a comparison of what somebody types. */
function typedText(text: string, at: number): ValuePlace | undefined {
  const found = typedInBox.exec(text.slice(at, at + 30));
  return found === null ? undefined : place(at + found[0].length, "typed");
}

/** Whether `<` or `<prefix:` precedes a name. */
function isElementName(text: string, nameStart: number): boolean {
  return /<(?:[A-Za-z_][\w.-]{0,40}:)?$/.test(text.slice(Math.max(0, nameStart - 44), nameStart));
}

/** `--client-secret …`, `-Password '…'`, `/password …`: an option of a command and its argument. */
function optionValue(text: string, nameStart: number, at: number, afterName: number): ValuePlace | undefined {
  const isOption = text[nameStart] === "-" || (text[nameStart - 1] === "/" && /[\s"']/.test(text[nameStart - 2] ?? " "));
  if (at === afterName || !isOption) return undefined;
  const next = text[at];
  return next === undefined || /[-/|;&)}\]]/.test(next) ? undefined : place(at, "option");
}
