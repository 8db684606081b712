import { once } from "../../collections.ts";
import { unknownPart } from "../../unknown-part.ts";
import { credentialName } from "../names/credential-name.ts";
import { wordsOf } from "../names/words.ts";
import { saltedHash } from "./hashes.ts";

/** Forms of texts that are no credentials. */
export type HarmlessForm =
  | "empty"
  /** A reference, an expression or a text of which only run time knows a part. */
  | "expression"
  | "guid"
  | "number"
  | "boolean"
  | "date"
  | "version"
  | "email"
  | "url"
  | "path"
  /** A regular expression. */
  | "pattern"
  | "media-type"
  /** Of a password, with a salt. */
  | "hash"
  /** JSON, XML, HTML or other markup. */
  | "markup"
  /** What finds the field of a credential in a page: `#password`, `form.login .txtPassword`. */
  | "selector"
  | "sentence"
  /** One word of a language. */
  | "word"
  /** The name of something: `kv-prod-api-key`, `DEV_SECRET_NAME`. */
  | "name"
  /** An image, a document, an archive, a certificate or a public key in base64. */
  | "content";

/**
 * References of the expression language, of desktop flows and of scripts, and to Key Vault as app settings write them: `@Microsoft.KeyVault(…)`. What
 * SOPS has encrypted in a file, and functions of style sheets: `ENC[AES256_GCM,data:…]`, `cubic-bezier(0,0,0,1)`. What deployments look up elsewhere:
 * `vault:secret/data/erp#password`, `secretref:erp-password`, `!Ref ErpPassword`.
 */
const expressions: readonly RegExp[] = [
  /^@[A-Za-z]{2,40}(?:\.[A-Za-z]{2,40})?\(|^@\{|@\{[^}]{1,400}\}/,
  /^=\s?[A-Za-z]{2,40}\(/,
  /^%[^%\s]{1,100}%$/,
  /^\$[({]|^\$env:|^process\.env\./,
  /^(?:body|outputs|variables|parameters|triggerBody|triggerOutputs|items|concat)\(['")]/,
  /^ENC\[[A-Z0-9_]{1,20},data:/,
  /^vault:[\w./-]{1,200}#[\w.-]{1,100}$|^secretref:[\w.-]{1,200}$/i,
  /^!(?:Ref|Sub|GetAtt|ImportValue) {1,4}['"]?[A-Za-z$][\w.:${}-]{0,200}['"]?$/,
  // Of several numbers: `summer(2024)` is a password that people make up.
  /^[a-z][a-z-]{1,20}\([\d.%-]{1,20}[\s,/][\d\s.,%/-]{1,60}\)$/,
];

/**
 * First characters of files in base64 (PNG, JPEG, GIF, PDF, zip and Office, old Office, XML, SVG, HTML, GZip, BMP), certificates and
 * public keys.
 */
const contents: readonly RegExp[] = [
  /^(?:data:[\w.+-]{1,40}\/|iVBORw0KGgo|\/9j\/|R0lGOD|JVBERi0|UEsDB|0M8R4K|PD94bW|PHN2Zy|PCFET0|PGh0bW|H4sIA|Qk[0-3][A-Za-z0-9+/]{6})/,
  /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}(?:PUBLIC KEY|CERTIFICATE|CERTIFICATE REQUEST)-----/,
  /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\w{1,20}) AAAA/,
  // DER in base64: a certificate, a public key of RSA or of an elliptic curve.
  /^MII[A-Z][A-Za-z0-9+/][DTjz]CC[A-Za-z0-9+/]{3}gAwIB/,
  /^MII[A-Z][A-Za-z0-9+/]jANBgkqhkiG9w0BAQEFAAO|^MIG[A-Za-z0-9+/]MA0GCSqGSIb3DQEBAQUAA|^MFkwEwYHKoZIzj0CAQ/,
];

/** The other forms that can be told by their characters, in the order in which they are tried. */
const forms: readonly (readonly [HarmlessForm, ...RegExp[]])[] = [
  ["guid", /^[{(]?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[})]?$/i],
  ["number", /^[+-]?\d{1,40}(?:[.,]\d{1,20})?$/],
  ["boolean", /^(?:true|false|yes|no|null|none)$/i],
  [
    "date",
    /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/,
    /^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/,
    /^\d{8}T\d{6}Z$/,
    /^P(?:T?\d{1,6}[YMWDHS]){1,6}$/,
  ],
  ["version", /^v?\d{1,6}(?:\.\d{1,6}){1,3}(?:[-+][a-z0-9.-]{1,30})?$/i],
  // A password with such a sign in it seldom ends as the name of a domain does, or as an address in numbers.
  ["email", /^[^\s@:/]{1,100}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}(?:[a-z]{2,24}|[A-Z]{2,24}|xn--[a-z0-9-]{2,59}|\d{1,3})$/],
  [
    "url",
    /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s]{1,2000}$/i,
    // Keys in base64 may begin with two slashes, and have no dots.
    /^\/\/[^\s/.]{1,63}\.[^\s]{1,2000}$/,
    /^www\.[^\s]{1,300}$/i,
    /^[a-z0-9-]{1,63}\.(?:vault|blob|queue|table|file|database|servicebus|azurewebsites|sharepoint|crm\d{0,2}\.dynamics|dynamics)\.[^\s]{1,300}$/i,
    /^(?:urn:|api:\/\/|mailto:)/i,
  ],
  ["media-type", /^(?:application|text|image|audio|video|multipart|font|message)\/[A-Za-z0-9.+-]{1,80}(?:;.{0,100})?$/],
  [
    "path",
    /^(?:[A-Za-z]:[\\/]|\\\\[^\\]|\.{1,2}\/|~\/)[^\n]{0,300}$/,
    /^\/(?:[A-Za-z0-9_.~%-]{1,100}\/){1,20}[A-Za-z0-9_.~%-]{0,100}$/,
    /^[A-Za-z0-9_-]{1,60}\.(?:json|xml|txt|csv|xlsx?|docx?|pdf|pem|pfx|cer|crt|key|config|ini|ps1|zip|png|jpe?g|html?)$/i,
  ],
  ["hash", saltedHash],
  ["pattern", /\[\^?[a-zA-Z0-9]-[a-zA-Z0-9]|\(\?[:P<=!]|\\[dws][+*{]/],
  ["markup", /^[[{<][\s\S]{0,8200}[\]}>]$/],
];

/** A value that is written out: no variable, reference, substitution or option. */
export function isLiteralArgument(value: string): boolean {
  return (
    !/^[({<-]|^\$(?:[({]|\d{1,2}$)|^@[({]|^@\w{2,40}\(|^\*$|^prompt$/i.test(value) &&
    !startsWithVariable(value) &&
    !value.includes(unknownPart) &&
    !/^%[^%]+%$/.test(value) &&
    !value.includes("@{") &&
    !/^\{[^}]*\}$/.test(value)
  );
}

/**
 * Whether a text in a script or program begins with a variable: `$password`, `$env:KEY`, `$user.Name`, `$first-$last`, `$user@contoso.com`. Passwords
 * begin with the sign, too: three digits in a row (`$Summer2024`) or what joins no texts (`$ecret!`) tell them apart.
 */
export function startsWithVariable(text: string): boolean {
  const name = /^\$(?<name>[A-Za-z_][\w:]{0,60})(?:$|[\s./\\$:;,'"([\]{)-]|@(?=\$|[A-Za-z][\w-]{0,62}\.))/.exec(text)?.groups?.name;
  return name !== undefined && !/\d{3}/.test(name);
}

/** Base64 bodies of such length are documents, not keys. */
const longestKey = 8192;

/** What a text is when it is no credential, or undefined when nothing speaks against one. Looks at the text alone. */
export function harmlessForm(text: string): HarmlessForm | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return "empty";
  if (trimmed.includes(unknownPart) || expressions.some((one) => one.test(trimmed))) return "expression";
  if (trimmed.length > longestKey || contents.some((one) => one.test(trimmed))) return "content";
  for (const [form, ...patterns] of forms) if (patterns.some((one) => one.test(trimmed))) return form;
  if (/^[\w.-]{1,60}(?:\/[\w.-]{1,60}){2,12}$/.test(trimmed) && isSpelledOut(trimmed)) return "path";
  return wordForm(trimmed) ?? (isSelector(trimmed) ? "selector" : undefined);
}

/** Whether a text is the selector of an element. One with digits is more likely a password. */
function isSelector(text: string): boolean {
  if (text.length > 200 || !/[#.][A-Za-z_-]+$/.test(text)) return false;
  const isElement = (part: string): boolean => /^[a-z]{0,20}(?:[#.][A-Za-z_-]{1,60}){0,3}$/.test(part);
  return text.split(/ *[>+~] *| +/).every(isElement) && credentialName(/[A-Za-z_-]+$/.exec(text)?.[0] ?? "")?.strength === "strong";
}

function wordForm(text: string): HarmlessForm | undefined {
  const parts = text.split(/\s+/);
  if (parts.length >= 3 && parts.filter(isWordLike).length * 2 >= parts.length) return "sentence";
  if (isNameOf(text)) return "name";
  return /^\p{L}+$/u.test(text) && isWordLike(text) ? "word" : undefined;
}

/** Letters that a language could have put together: some vowels, no long heap of consonants, an ordinary case. */
export function isWordLike(word: string): boolean {
  const bare = word.replace(/^[("'¿¡]+|(?<![)"'.,;:!?])[)"'.,;:!?]+$/g, "");
  if (!/^\p{L}[\p{L}’'-]*$/u.test(bare) || bare.length > 24) return false;
  // Other scripts have no vowels to count: letters alone are a word.
  if (!/^[\p{Script=Latin}’'-]+$/u.test(bare)) return true;
  if (!/^(?:\p{Lu}?\p{Ll}+|\p{Lu}+)$/u.test(bare)) {
    const humps = bare.split(/(?=\p{Lu})|-/u);
    if (bare.length < humps.length * 3 || !humps.every((hump) => /^\p{Lu}?\p{Ll}+$/u.test(hump))) return false;
  }
  if (bare.length <= 3) return true;
  const vowels = bare.normalize("NFD").match(/[aeiouy]/gi)?.length ?? 0;
  return vowels * 5 >= bare.length && !/[bcdfghjklmnpqrstvwxz]{6}/i.test(bare) && !/[aeiou]{5}/i.test(bare);
}

/** Words, joined or with separators, of which one names a credential or a place: the name of a secret, not its value. */
export function isNameOf(text: string): boolean {
  if (text.length > 127) return false;
  const digits = text.replace(/\D/g, "").length;
  // Without separators, digits make it somebody's password rather than a name.
  if (digits > (/[ _./:-]/.test(text) ? 4 : 0)) return false;
  if (!/^[\p{L}][\p{L}\p{N}]*(?:[ _./:-]{1,2}[\p{L}\p{N}]+)*$/u.test(text)) return false;
  const words = wordsOf(text);
  if (words.length < 2 || !words.every((word) => word.length <= 4 || isWordLike(word))) return false;
  if (words.join("").length < 6) return false;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text)) return true;
  return words.some((word) => nameWords.has(word)) || credentialName(text) !== undefined;
}

const nameWords = new Set([
  "secret",
  "secrets",
  "key",
  "keys",
  "token",
  "tokens",
  "password",
  "pwd",
  "kv",
  "vault",
  "keyvault",
  "credential",
  "credentials",
  "cred",
  "creds",
  "name",
  "id",
  "connection",
  "api",
  "client",
  "auth",
  "sas",
  "env",
  "var",
]);

/**
 * Whether characters are mixed as a generator mixes them, rather than as people write: of a token's length, letters with digits or
 * changing case,
 * few readable words.
 */
export function looksGenerated(text: string, shortest = 16): boolean {
  if (text.length < shortest || /\s/.test(text)) return false;
  const digits = text.replace(/[^0-9]/g, "").length;
  const letters = text.replace(/[^A-Za-z]/g, "").length;
  if (letters < 2) return false;
  // Six letters make words by chance.
  if (/^(?:[0-9a-f]+|[0-9A-F]+)$/.test(text)) return digits > 0 && differentCharacters(text) >= 6;
  if (digits === 0 && !hasIrregularCase(text)) return letters >= 20 && !isReadable(text);
  return differentCharacters(text) >= Math.min(7, shortest / 2) && !isReadable(text);
}

/** Readable words with separators between them make up most of a text: `this-is-an-example-of-a-key`. */
export function isSpelledOut(text: string): boolean {
  const parts = text.split(/[-_. /]+/);
  const readable = parts.filter((part) => part.length >= 3 && isWordLike(part)).join("").length;
  return readable * 2 > text.length;
}

/**
 * Digits stand right before letters again and again, as they do in no name: `b2b-k8s-2024` has two. Letters between them make words by
 * chance.
 */
function isInterspersed(text: string): boolean {
  const count = text.match(/\d(?=[A-Za-z])/g)?.length ?? 0;
  return count >= 4 || (count === 3 && /^[A-Za-z0-9]+$/.test(text));
}

/** Whether most letters of a text are in readable words. */
function isReadable(text: string): boolean {
  if (isInterspersed(text)) return false;
  const words = wordsOf(text);
  let readable = 0;
  let letters = 0;
  for (const word of words) {
    letters += word.length;
    if (word.length >= 5 && isWordLike(word)) readable += word.length;
  }
  return readable * 2 > letters && letters * 2 > text.length;
}

function hasIrregularCase(text: string): boolean {
  return (text.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g)?.length ?? 0) >= 3;
}

function differentCharacters(text: string): number {
  return new Set(text.slice(0, 200)).size;
}

/** What a piece of a password is taken from, in lower case, as those who make up passwords for others say it. */
const recipePart = once(
  () => /^\p{L}{0,12}(?:name|year|date|birth|initials?|number|digits|jahr|datum|geburtstag|nummer|nom|fecha|apellido|nombre|año|anno)s?$/u,
);

/**
 * `Lastname+Birthyear`, `Nachname+Geburtsjahr`: how a password is made, which is none. A single word beside digits may be a password that somebody made
 * up so.
 */
export function isRecipe(text: string): boolean {
  if (!/[+&]/.test(text)) return false;
  const words = text
    .toLowerCase()
    .split(/[+&]/)
    .map((part) => part.trim())
    .filter((part) => !/^\d{1,4}$/.test(part));
  return words.length > 1 && words.every((word) => recipePart().test(word));
}
