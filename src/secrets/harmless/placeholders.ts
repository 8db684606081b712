import { credentialWords } from "../names/name-words.ts";
import { fold, squeezed, wordsOf } from "../names/words.ts";
import { askingPieces, askingWords, carelessPasswords, fillingWords, standIns } from "./placeholder-words.ts";

/** How sure it is that a text only stands for a value that somebody is to write. */
export type PlaceholderCertainty = "certain" | "likely";

let pieces: readonly string[] | undefined;
let asking: Set<string> | undefined;
let filling: Set<string> | undefined;
let stands: Set<string> | undefined;
let careless: Set<string> | undefined;

/** Longest text that is read as a sentence: a longer one is content. */
const longestSentence = 200;

/** The whole text is a hole to be filled, in the manners of documentation, templates, pipelines and shells: signs around it, or before it. */
const wrapped: readonly RegExp[] = [
  /^<[^<>]{0,120}>$|^\[[^[\]]{0,120}\]$|^«[^«»]{0,120}»$/,
  /^\{[^{}":]{0,120}\}$|^\{\{[^{}]{0,120}\}\}$/,
  /^\$\{[^{}]{0,120}\}$|^\$\([^()]{0,120}\)$|^\$\[[^[\]]{0,120}\]$|^\$[A-Z][A-Z0-9_]{1,120}$|^\$env:[A-Za-z0-9_]{1,120}$/,
  /^#\{[^{}]{0,120}\}#?$|^__[A-Za-z0-9_.-]{1,120}__$|^%[A-Za-z_][A-Za-z0-9_.()-]{0,120}%$/,
  /^##[A-Za-z0-9_.-]{1,120}#{0,2}$|^@@[A-Za-z0-9_.-]{1,120}@{0,2}$/,
  // What a workflow makes of `@@Name@@`, where two signs at the beginning stand for one.
  /^@[A-Za-z_.-]{1,120}@@$|^@[A-Z][A-Z0-9_.-]{1,120}@@$/,
  // Passwords begin and end with such characters as well: `#Welcome1#`, `@dmin1@`.
  /^(?<mark>[#@$~|]|%%|\$\$|~~|\|\|)(?:[A-Z][A-Z0-9_.-]{1,120}|[A-Za-z_.-]{1,120})\k<mark>$/,
  /^\(\([A-Za-z_][A-Za-z0-9_./-]{1,120}\)\)$/,
];

/** Words in parentheses say where the value is kept: `(see KeePass)`. */
function isRemark(text: string): boolean {
  return text.startsWith("(") && /^\(\p{L}{1,40}(?:[ ,;:/-]{1,3}\p{L}{1,40}){1,12}\)$/u.test(text);
}

/** Part of the text is to be filled in. */
const holed: readonly RegExp[] = [
  /<(?:your|my|insert|enter|the|client|api|app|secret|password|token|key)[^<>]{0,80}>/i,
  /\[(?:your|insert|enter)[^[\]]{0,80}\]/i,
  /\{\{[^{}]{1,80}\}\}|\$\{[^{}]{1,80}\}|#\{[^{}]{1,80}\}#/,
];

/** The mark that a provider's tokens begin with, of which the rest was taken away: `Bearer xoxp-`, `sk-`, `ghp_`. */
const markAlone =
  /^(?:xox[abceoprs]|xapp|[sp]k|rk|whsec|sk[-_](?:live|test|ant|proj)|gh[opsur]|github_pat|glpat|npm|pypi|pat|hf|dop_v1|shp(?:at|ca|pa|ss)|SG|ya29|AKIA|AIza|eyJ)[-_.]?$/;

/** Characters that mask a value, or a row of x. */
const masked = /\*{3}|[•●∙·⋅█▪■]{3}|x{4}|X{4}|\.{3}|…|_{5}|-{6}|={5}|#{4}|\?{3}|\u25cf{2}/;

/**
 * Whether a text is only a stand-in for a secret: `<your key>`, `xxxx`, `REPLACE ME`, `tbc` (`certain`), or a word such as `changeme`
 * that somebody may have as a password all the same (`likely`).
 */
export function placeholder(text: string): PlaceholderCertainty | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return "certain";
  if (masked.test(trimmed) || isWrapped(trimmed) || holed.some((one) => one.test(trimmed))) return "certain";
  if (isOneCharacter(trimmed) || markAlone.test(trimmed)) return "certain";
  if (trimmed.length > longestSentence) return undefined;
  const joined = squeezed(trimmed);
  if (joined === "") return "certain";
  stands ??= new Set(standIns.map(fold));
  if (stands.has(joined)) return "certain";
  careless ??= new Set(carelessPasswords.map(fold));
  if (careless.has(joined)) return "likely";
  if (/^[\p{L}_-]+\d$/u.test(trimmed) && stands.has(joined.slice(0, -1))) return "likely";
  return byWords(trimmed) ?? (isSequence(joined) ? "likely" : undefined);
}

/** Most texts begin with no sign, which spares compiling the patterns. */
function isWrapped(text: string): boolean {
  return !/^[a-z\d]/i.test(text) && (wrapped.some((one) => one.test(text)) || isRemark(text));
}

/** `aaaaaaaa`, `00000000-0000-0000-0000-000000000000`, `abababab`: one character all over, or two in turn. */
function isOneCharacter(text: string): boolean {
  return !hasOtherThan(text, text.charAt(0)) || (text.length >= 8 && text.length % 2 === 0 && isInTurn(text));
}

function hasOtherThan(text: string, only: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char !== only && char !== "-") return true;
  }
  return false;
}

function isInTurn(text: string): boolean {
  for (let at = 2; at < text.length; at++) if (text.charCodeAt(at) !== text.charCodeAt(at - 2)) return false;
  return true;
}

function byWords(text: string): PlaceholderCertainty | undefined {
  const folded = fold(text);
  pieces ??= askingPieces.map(fold);
  if (pieces.some((piece) => folded.includes(piece))) return "certain";
  const words = wordsOf(text);
  if (words.length === 0) return undefined;
  asking ??= new Set(askingWords.map(fold));
  filling ??= new Set([...fillingWords, ...credentialWords].map(fold));
  let asked = 0;
  let askedBriefly = 0;
  let unknown = 0;
  let letters = 0;
  for (const word of words) {
    if (asking.has(word)) {
      if (isBrief(word)) askedBriefly++;
      else asked++;
    } else if (!filling.has(word)) unknown += word.length;
    letters += word.length;
  }
  // Random passwords hold a `su` or an `add` often enough: brief words count in what reads like words, `su clave` and `addKeyHere`.
  if (unknown === 0 && readsLikeWords(text) && words.some((word) => word.length > 3)) asked += askedBriefly;
  // A few unknown letters are a product's name; a row of them, or digits, may be a real secret behind a telling start.
  const digits = text.replace(/\D/g, "").length;
  if (asked > 0 && unknown <= letters / 2 && digits <= 4) {
    return unknown === 0 || words.length > 2 ? "certain" : "likely";
  }
  if (words.includes("example") || words.includes("placeholder") || words.includes("changeme") || words.includes("dummy")) return "likely";
  return undefined;
}

/** Whether a word is so short that chance makes it. */
function isBrief(word: string): boolean {
  return word.length <= 3 && word !== "xxx";
}

function readsLikeWords(text: string): boolean {
  return /^[\p{L}\d \t\r\n_.,:;!?'"<>[\](){}/-]+$/u.test(text);
}

const rows = [
  "0123456789012345678901234567890",
  "9876543210",
  "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiop",
  "0123456789abcdef0123456789abcdef",
];

/** Shortest row that counts, and the share of the text that rows must make up. */
const shortestRow = 4;
const share = 0.6;

/** Digits, letters or keys in their order make up most of the text: `123456`, `abcdefgh`, `qwerty`, `abcdef1234567890`. */
function isSequence(joined: string): boolean {
  if (joined.length < shortestRow) return false;
  let covered = 0;
  for (let i = 0; i + shortestRow <= joined.length; ) {
    let length = shortestRow;
    while (i + length <= joined.length && rows.some((row) => row.includes(joined.slice(i, i + length)))) length++;
    const row = length - 1;
    if (row >= shortestRow) covered += row;
    i += Math.max(1, row >= shortestRow ? row : 1);
  }
  return covered >= joined.length * share;
}
