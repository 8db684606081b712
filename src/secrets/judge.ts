import { once } from "../collections.ts";
import type { Confidence } from "../findings/confidence.ts";
import { runCheck } from "./checks/checks.ts";
import { isHashOfCredential } from "./harmless/hashes.ts";
import {
  type HarmlessForm,
  harmlessForm,
  isNameOf,
  isRecipe,
  isWordLike,
  looksGenerated,
  startsWithVariable,
} from "./harmless/not-secret.ts";
import { placeholder } from "./harmless/placeholders.ts";
import { credentialName } from "./names/credential-name.ts";
import type { CredentialName, CredentialNameKind } from "./names/credential-name-kind.ts";
import { isStateWord, isTechnicalWord } from "./names/name-words.ts";
import { squeezed, wordsOf } from "./names/words.ts";
import { contextualShapes } from "./shapes/contextual.ts";

/** What a value is taken for. */
export interface Judgement {
  readonly kind: string;
  readonly label: string;
  readonly confidence: Confidence;
  readonly remark?: string;
  /** The value has a known form, too. */
  readonly shaped?: true;
  /** Where in the value the credential begins, if the name of its user precedes it. */
  readonly from?: number;
}

const labels: Readonly<Record<CredentialNameKind | "credential", string>> = {
  password: "a password",
  "client-secret": "a client secret",
  "api-key": "an API key",
  token: "a token",
  "connection-string": "a connection string",
  key: "a key",
  secret: "a secret",
  credential: "a credential",
};

function named(kind: CredentialNameKind | "credential", name: string | undefined): Pick<Judgement, "kind" | "label"> {
  return isCertificateField(name)
    ? { kind: "pkcs12", label: "a certificate with its private key (PKCS #12)" }
    : { kind, label: labels[kind] };
}

const likelyPlaceholder = "looks like a placeholder";
const likelyName = "looks like a name";
const hashOfPassword = "a hash, which some services take for the password";
const mayBeId = "a GUID, which may be an id";

/**
 * Judges a whole text at a place where only a credential can be. It is one unless it is empty, a placeholder, a reference or clearly something
 * else.
 * @param name of the field, which decides the kind
 */
export function judgeByPosition(value: string, name: string | undefined, says: CredentialName | undefined): Judgement | undefined {
  const guess = placeholder(value);
  if (guess === "certain") return undefined;
  const form = harmlessForm(value);
  const pin = name === undefined || says === undefined ? undefined : pinOf(value.trim(), name, says);
  const base = pin === undefined ? named(says?.kind ?? "credential", name) : { kind: pin.kind, label: pin.label };
  if ((form !== undefined && neverCredential.has(form)) || pairs.test(value)) return undefined;
  if (form === "content") return isCertificateField(name) ? { ...base, confidence: "high" } : undefined;
  if (guess === "likely") return { ...base, confidence: "low", remark: likelyPlaceholder };
  const known = contextual(value, name ?? "");
  if (known !== undefined) return known;
  if (form === "guid") return { ...base, confidence: "medium", remark: mayBeId };
  if (form === "name") return isReference(value.trim()) ? undefined : { ...base, confidence: "low", remark: likelyName };
  if (form === "sentence" || value.trim().length < 4) return { ...base, confidence: "low" };
  return { ...base, confidence: "high" };
}

/** The name of a secret that is kept elsewhere, or of a variable that a pipeline replaces. */
function isReference(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name) || wordsOf(name).some((word) => elsewhere.has(word));
}

const elsewhere = new Set(["kv", "vault", "keyvault", "name", "id"]);

/** What cannot be a credential, wherever it is. Passwords may look like numbers, dates, versions or words. */
const neverCredential: ReadonlySet<HarmlessForm> = new Set([
  "empty",
  "expression",
  "boolean",
  "email",
  "url",
  "path",
  "media-type",
  "hash",
  "markup",
]);

/** A connection string or a form: its secret, if it has one, was found by name or form. */
const pairs = /^\s*[A-Za-z][\w ]{0,40}=[^;&]{0,400}[;&]\s*[A-Za-z][\w ]{0,40}=/;

function isCertificateField(name: string | undefined): boolean {
  return name !== undefined && /^(?:.*[^a-z])?(?:pfx|p12|pkcs ?#?12)$/i.test(name);
}

/**
 * How a value is written. `field`: it is the whole field; `quoted`: in quotes inside a text; `bare`: without quotes, so it may be code or prose;
 * `option`: behind an option of a command, so it may be code, but is no prose; `said`: in a sentence, so its form has to be evidence.
 */
export type Writing = "field" | "quoted" | "bare" | "option" | "said";

/**
 * Judges a value by the name of its field, and by its form where the name is ambiguous. What speaks against a credential is asked first: a stand-in,
 * a form that none has, a label, code. Then a form that is known for such a name decides. Else it depends on the kind: a password can look like
 * anything, so that only words are evidence against one, whereas keys and tokens are generated and have to look like it. The less the text marks
 * where the value ends, the more the value itself has to tell.
 */
export function judgeByName(value: string, name: string, says: CredentialName, writing: Writing = "field"): Judgement | undefined {
  const guess = placeholder(value);
  if (guess === "certain" || (guess === "likely" && (says.strength === "weak" || isUndelimited(writing)))) return undefined;
  if (writing === "said" && !tellsByItself(value, says.kind)) return undefined;
  const form = harmlessForm(value);
  if (form !== undefined && neverCredential.has(form)) return undefined;
  // A variable is named after the field that its selector finds; in a field for passwords, it could be one.
  if (form === "selector") return undefined;
  if (isHashOfCredential(value.trim(), name))
    return says.kind === "password" ? { ...named(says.kind, name), confidence: "medium", remark: hashOfPassword } : undefined;
  if (
    isLabel(value) ||
    saysWhatBecame(value) ||
    isRecipe(value.trim()) ||
    (says.strength === "weak" && isNumberedName(value, name)) ||
    (writing !== "field" && isCode(value.trim(), writing))
  )
    return undefined;
  if (form === "content") return isCertificateField(name) ? { ...named(says.kind, name), confidence: "medium" } : undefined;
  const known =
    contextual(value, name) ??
    (writing === "field" ? passwordOfPair(value, name) : undefined) ??
    (isUndelimited(writing) ? undefined : pinOf(value.trim(), name, says));
  if (known !== undefined) return guess === "likely" ? { ...known, confidence: "low", remark: likelyPlaceholder } : known;
  if (says.kind === "connection-string") return undefined;
  const confidence =
    says.kind === "password" ? passwordConfidence(value.trim(), form, says, writing) : secretConfidence(value.trim(), form, says, writing);
  if (confidence === undefined) return undefined;
  const base = named(says.kind, name);
  if (guess === "likely") return { ...base, confidence: "low", remark: likelyPlaceholder };
  const remark = form === "guid" ? mayBeId : form === "name" ? likelyName : undefined;
  return { ...base, confidence, ...(remark === undefined ? {} : { remark }) };
}

const pairName = /(?:cred|creds|credential|credentials|login)$/i;
/** `orders:…`, `orders;…`: a user and a password. */
const userAndPassword = /^[\w.@\\-]{2,64}\s?[:;|,]\s?(?<password>[^\s/]{6,64})$/;

/** The password behind its user's name, in a field that is named after both. */
function passwordOfPair(value: string, name: string): Judgement | undefined {
  if (!pairName.test(name)) return undefined;
  const password = userAndPassword.exec(value.trim())?.groups?.password ?? "";
  if (!tellsByItself(password, "password")) return undefined;
  return { kind: "password", label: "a password", confidence: "medium", from: value.trimEnd().length - password.length };
}

const pinName = /(?:^|[^a-z])pin(?:$|[^a-z]|n(?:umme)?r$|number$)|[a-z]P(?:in|IN)$/i;
const pinCodeName = /pin[\s_-]*code$|c(?:ode|[oó]digo)[\s_-]*pin$/i;

/** A PIN is nothing but digits. In India, a PIN code is that of a place, of six digits; other countries have four or five. */
function pinOf(text: string, name: string, { strength }: CredentialName): Judgement | undefined {
  if (!/^\d{4,8}$/.test(text)) return undefined;
  const pin = { kind: "password", label: "a PIN" };
  const isCode = pinCodeName.test(name);
  if (!isCode && !pinName.test(name)) return undefined;
  if (strength === "strong") return { ...pin, confidence: "medium" };
  if (text.length !== 6) return { ...pin, confidence: isCode ? "low" : "medium", ...(isCode ? { remark: mayBePlace } : {}) };
  return isCode ? undefined : { ...pin, confidence: "low", remark: mayBePlace };
}

const mayBePlace = "may be a postal code";

/** Unquoted, behind an equals sign or a colon: a call, a member, a cmdlet, a type. */
const bareCode =
  /^[A-Za-z_][\w.:?]{0,100}[([]|^[A-Za-z_]\w{0,60}(?:(?:\.|::|->)[A-Za-z_]\w{0,60})+$|^[A-Z][a-z]{1,15}-[A-Z][A-Za-z]{1,40}$|^0x[0-9a-f]{1,8}$/i;
/** In quotes, too: formats, and escapes of characters. */
const quotedCode = /%[sdif](?:$|[^A-Za-z0-9])|\{\d?\}|[\r\n]|\\x[0-9a-f]{2}/;
/** What is left when a closing quote was taken for an opening one: it begins with what ends or joins a text, and leads to the next text. */
const betweenQuotes = /^[),;\]}|+](?:[^\s]*[+,([{:&|;?<>]$|[^\s]*\s)|^[),;\]}|+]{1,8}$|^&\s/;

function isCode(text: string, writing: Writing): boolean {
  return startsWithVariable(text) || quotedCode.test(text) || betweenQuotes.test(text) || (isUndelimited(writing) && bareCode.test(text));
}

/** Whether neither quotes nor the ends of a field mark the text as a value. */
function isUndelimited(writing: Writing): boolean {
  return writing === "bare" || writing === "option" || writing === "said";
}

/** `"password": "Kennwort"`, `"password": "パスワード"`: what a form shows beside a field. */
function isLabel(text: string): boolean {
  return /^[\p{Lu}\p{Lo}][\p{L}\p{M}\s'’-]*[:：]?$/u.test(text) && credentialName(text) !== undefined;
}

/** `"password": "geändert"`, `"password": "not valid"`. */
function saysWhatBecame(text: string): boolean {
  if (!/^\p{L}+(?: \p{L}+){0,2}$/u.test(text.trim())) return false;
  return isStateWord(wordsOf(text).at(-1) ?? "");
}

/** `"clave": "CLAVE-001"`: an id that repeats what its field is called. */
function isNumberedName(text: string, name: string): boolean {
  const numbered = /^(?<name>.{2,40})[-_ ]\d{1,6}$/.exec(text.trim())?.groups?.name;
  return numbered !== undefined && squeezed(numbered) === squeezed(name);
}

/** Passwords can look like anything; only words are evidence against one. */
function passwordConfidence(text: string, form: HarmlessForm | undefined, says: CredentialName, writing: Writing): Confidence | undefined {
  const kinds = classes(text);
  if (says.strength === "weak") {
    if (text.length < 8 || /\s/.test(text) || form !== undefined || kinds < 3) return undefined;
    if (isCatalogueNumber(text) || isListOfWords(text) || joinedWords().test(text)) return undefined;
    return !isUndelimited(writing) || (kinds === 4 && !isJoined(text)) ? "medium" : undefined;
  }
  // `Password:\s*(\S+)` looks for one, and `^(?=.*\d).{12,}$` says what one has to look like.
  if (form === "pattern" && (isUndelimited(writing) || /^\^.*\$$/.test(text))) return undefined;
  if (text.length < 4 || text.length > 128 || form === "sentence" || form === "date" || form === "version") return undefined;
  // The name of a column: digits are the publisher's.
  if (columnName.test(text) && isNameOf(text)) return undefined;
  // Digits make it as likely that somebody made it up as that it is the name of a secret.
  if (isNameOf(text)) return writing === "field" && /\d/.test(text) ? "low" : undefined;
  if (writing === "option") return text.length >= 6 && kinds >= 2 && form !== "word" ? "medium" : undefined;
  if (writing === "bare" && wordAndYear().test(text)) return "low";
  if (writing === "bare" || writing === "said") return text.length >= 6 && kinds >= 3 && !isJoined(text) ? "medium" : undefined;
  if (form === "guid") return "medium";
  if (form === "number") return text.length >= 6 ? "medium" : "low";
  // The name of a type or a field has humps; words that somebody chose seldom have, and are not those that programs are made of.
  if (form === "word")
    return /\p{Ll}\p{Lu}/u.test(text) && (isUndelimited(writing) || wordsOf(text).some(isTechnicalWord)) ? undefined : "low";
  if (/\s/.test(text)) return "low";
  return text.length >= 6 && kinds >= 2 ? "high" : "medium";
}

/** `Instalacion_Electrica`: what a thing is called in a catalogue. */
const joinedWords = once(() => /^\p{L}+(?:[-_/.]\p{L}+)+$/u);

/** Three or more groups of capitals or digits, or a few capitals before a number: `PRD-00123-AZ`, `PN-004711`. */
function isCatalogueNumber(text: string): boolean {
  return /^(?:[A-Z]+|\d+)(?:[-_/.](?:[A-Z]+|\d+)){2,}$|^[A-Z]{1,3}[-_/.]\d{4,}$/.test(text);
}

/** `Read,Write`: what an access allows. */
function isListOfWords(text: string): boolean {
  return /[,;|/]/.test(text) && text.split(/[,;|/]/).every(isWordLike);
}

/** With the prefix of a publisher, as Dataverse has them: `cr1_password`. */
const columnName = /^[a-z][a-z0-9]{1,7}_[a-z]+(?:_[a-z]+)*$/;

/** What people make up when they have to: `zeppelin2024`. Names of algorithms have fewer letters or digits. */
const wordAndYear = once(() => /^\p{Ll}{5,20}\d{3,4}$/u);

/** Joined of several words, as paths, versions and names are. */
function isJoined(text: string): boolean {
  return /\w[-_/.]\w.*[-_/#.]\w/.test(text);
}

/** Keys, tokens and secrets are generated, or at least are no words. */
function secretConfidence(text: string, form: HarmlessForm | undefined, says: CredentialName, writing: Writing): Confidence | undefined {
  if (form === "guid") return says.strength === "strong" && !isUndelimited(writing) ? "medium" : undefined;
  if (form !== undefined || /\s/.test(text)) return undefined;
  if (says.strength === "weak" || isUndelimited(writing)) return looksGenerated(text, 20) && /\d/.test(text) ? "medium" : undefined;
  if (looksGenerated(text)) return "high";
  if (text.length < 8 || isNameOf(text) || identifier.test(text)) return undefined;
  return (classes(text) >= 2 && /\d/.test(text)) || isTypedAtRandom(text) ? "medium" : undefined;
}

/** Both cases and a sign that joins no words, without anything to read: `vW!Eqv+j$n`. */
function isTypedAtRandom(text: string): boolean {
  return (
    text.length >= 10 &&
    /[!#$%^&*+=?~]/.test(text) &&
    classes(text) >= 3 &&
    !wordsOf(text).some((word) => word.length > 3 && isWordLike(word))
  );
}

/**
 * Whether a text that is named like a credential in a script or program also looks like one. Names say little there, because labels, fields and
 * types are called `password` or `apiKey` too.
 */
export function tellsByItself(text: string, kind: string): boolean {
  if (kind !== "password") return looksGenerated(text, 20) && /\d/.test(text) && !isNameOf(text);
  const kinds = classes(text);
  const words = wordsOf(text);
  if (text.length < 6 || text.length > 64 || /\s/.test(text) || words.some((word) => credentialName(word) !== undefined)) return false;
  // A sign instead of a capital letter: `$ummer2024!`.
  return kinds === 4 || (kinds === 3 && (/^\$\p{Ll}{2}.*\d.*[^\p{L}\d]$/u.test(text) || !words.every((word) => isWordLike(word))));
}

/** Whether a text that is called no more than a key looks like one: hexadecimal or mixed as a generator mixes characters, and no id or name. */
export function looksGeneratedKey(text: string): boolean {
  return looksGenerated(text, 24) && /\d/.test(text) && !isNameOf(text) && !identifier.test(text) && harmlessForm(text) === undefined;
}

/** `md5_hash`, `my-tls-key`: what programs call things. */
const identifier = /^[a-z]+\d{0,3}(?:[_-][a-z]+\d{0,3})+$/i;

/** How many of lower case, upper case, digits and other characters a text has. */
function classes(text: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((one) => one.test(text)).length;
}

/** Judges forms that are evidence only together with a name. */
function contextual(value: string, name: string): Judgement | undefined {
  const trimmed = value.trim();
  const known = squeezed(name);
  for (const shape of contextualShapes) {
    if (!shape.form.test(trimmed) || !shape.name.test(known)) continue;
    const verdict =
      shape.check === undefined ? {} : runCheck(shape.check, trimmed, { text: trimmed, start: 0, end: trimmed.length, now: 0 });
    if (verdict === undefined) continue;
    return { kind: shape.id, label: shape.label, confidence: "high", shaped: true, ...verdict };
  }
  return undefined;
}

/** Length of the one token that counts by its checksum alone. */
const anonymousLength = 52;

/** A token that counts by its checksum alone, though its form has no mark: recognised when it is all of a text. */
export function judgeAnonymous(value: string): Judgement | undefined {
  return value.length === anonymousLength ? contextual(value, "x") : undefined;
}

/**
 * Whether a text, or a literal written in it, may be such a token. Any run of that many letters and digits holds one of the characters that
 * are looked at: most of a text is never read.
 */
export function mayHoldAnonymous(text: string): boolean {
  for (let at = anonymousLength - 1; at < text.length; at += anonymousLength) {
    let start = at;
    while (start >= 0 && isLetterOrDigit(text.charCodeAt(start))) start--;
    let end = at;
    while (end < text.length && isLetterOrDigit(text.charCodeAt(end))) end++;
    if (end - start > anonymousLength) return true;
  }
  return false;
}

function isLetterOrDigit(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}
