import { withColumnNames } from "../../knowledge/column-names.ts";
import type { CredentialName, CredentialNameKind } from "./credential-name-kind.ts";
import { knownName } from "./known-names.ts";
import { connectionStringPieces, harmlessPieces, keyPieces, passwordPieces, secretPieces, tokenPieces } from "./name-words.ts";
import { endOf, type Vocabulary, vocabularyOf } from "./vocabulary.ts";
import { fold, isAscii, wordsOf } from "./words.ts";

/** Longest name that is looked at: a longer one is a text. */
const longestName = 200;

/**
 * What a name says about the value it names, in many languages: `clientSecret`, `SQL-Kennwort` and `パスワード` name credentials;
 * `SecretName`, `tokenUrl`, `skipToken`, `primary key` and `PasswordExpired` do not.
 * @param extraWords further words that name a credential (`sensitiveNames` of the configuration), in any language; each may be several
 * words.
 */
export function credentialName(name: string, extraWords: readonly string[] = []): CredentialName | undefined {
  if (name === "" || name.length > longestName) return undefined;
  if (extraWords.length > 0) return judgeName(name, extraWords);
  const known = judged.get(name);
  if (known !== undefined) return known === "none" ? undefined : known;
  const found = judgeName(name, extraWords);
  if (judged.size >= mostJudged) judged.clear();
  judged.set(name, found ?? "none");
  return found;
}

/** Names repeat in every action: what was found out about them is kept. */
const judged = new Map<string, CredentialName | "none">();
const mostJudged = 5_000;

/**
 * A name that is known as a whole is never taken apart. Of others, the last word that names a credential decides the kind, together with the word in
 * front of it (`access token`, and not `skip token`). What else is in front can take that meaning away (`show password`), and so can what is behind
 * (`password expired`), or leave it in doubt (`secret formula`). Scripts without spaces have pieces instead of words.
 */
function judgeName(spelled: string, extraWords: readonly string[]): CredentialName | undefined {
  const name = withColumnNames(spelled);
  const vocabulary = vocabularyOf();
  const exact = knownName(name);
  if (exact !== undefined) return exact === "none" ? undefined : exact;
  if (!isAscii(name)) {
    const piece = pieceOf(name);
    if (piece !== undefined) return piece === "none" ? undefined : piece;
  }
  const words = wordsOf(name);
  const extra = extraWords.length === 0 ? undefined : extraTerm(words, name, extraWords);
  const term = extra ?? lastTerm(words, vocabulary);
  if (term === undefined || term === "none") return undefined;
  return judgeSurroundings(words, term, vocabulary);
}

/**
 * `ContosoPayKey`: the key of a service that no list knows, unless the word before it says otherwise (`CustomerKey`). Such a name is for values only,
 * which have to look like a key as well.
 */
export function keyOfUnknownService(name: string): CredentialName | undefined {
  if (name.length > longestName || !/key/i.test(name) || knownName(name) !== undefined) return undefined;
  const words = wordsOf(withColumnNames(name));
  const { key, keyNegative } = vocabularyOf();
  const at = words.findLastIndex((word) => key.has(word));
  const before = words[at - 1] ?? "";
  if (at < 1 || before.length < 3 || !/^\p{L}+$/u.test(before) || keyNegative.has(before)) return undefined;
  const found: CredentialName = { kind: "api-key", strength: "weak" };
  return judgeSurroundings(words, { found, start: at - 1, end: at + 1 }, vocabularyOf());
}

/** Whether a name means the key of a thing that databases number, as often as a credential: `AccountKey`, `device_key`. */
export function mayNumberRows(name: string): boolean {
  const { key, keyedThing } = vocabularyOf();
  const words = wordsOf(withColumnNames(name));
  return key.has(words.at(-1) ?? "") && keyedThing.has(words.at(-2) ?? "");
}

/** Where in the words of a name its credential word is. */
interface Term {
  readonly found: CredentialName;
  /** First word of the term, and the one behind its last. */
  readonly start: number;
  readonly end: number;
}

let pieces: readonly (readonly [string, CredentialName])[] | undefined;
let harmless: readonly string[] | undefined;

/** Words of scripts that write without spaces, wherever they are in the name. */
function pieceOf(name: string): CredentialName | "none" | undefined {
  const of = (list: readonly string[], kind: CredentialNameKind): readonly (readonly [string, CredentialName])[] =>
    list.map((piece) => [fold(piece), { kind, strength: "strong" }] as const);
  pieces ??= [
    ...of(passwordPieces, "password"),
    ...of(connectionStringPieces, "connection-string"),
    ...of(secretPieces, "secret"),
    ...of(tokenPieces, "token"),
    ...of(keyPieces, "api-key"),
  ];
  // Names of columns and variables have signs between words: `كلمة_المرور`.
  const folded = fold(name).replace(/[_-]+/g, " ");
  const found = pieces.find(([piece]) => folded.includes(piece));
  if (found === undefined) return undefined;
  harmless ??= harmlessPieces.map(fold);
  return harmless.some((piece) => folded.includes(piece)) ? "none" : found[1];
}

function extraTerm(words: readonly string[], name: string, extraWords: readonly string[]): Term | undefined {
  const found: CredentialName = { kind: "secret", strength: "strong" };
  for (const extra of extraWords) {
    const wanted = wordsOf(extra);
    const [only] = wanted;
    if (only === undefined) continue;
    if (wanted.length === 1) {
      for (let i = words.length - 1; i >= 0; i--) {
        const word = words[i] ?? "";
        if (word === only || (only.length >= 4 && (word.endsWith(only) || (word.startsWith(only) && !isAscii(only)))))
          return { found, start: i, end: i + 1 };
      }
      if (!isAscii(only) && fold(name).includes(only)) return { found, start: 0, end: words.length };
      continue;
    }
    for (let end = words.length; end >= wanted.length; end--)
      if (endsWith(words, end, wanted)) return { found, start: end - wanted.length, end };
  }
  return undefined;
}

/** The last credential word of a name; `none` when that word is used in another sense (`skipToken`). */
function lastTerm(words: readonly string[], vocabulary: Vocabulary): Term | "none" | undefined {
  for (let end = words.length; end > 0; end--) {
    const term = termAt(words, end, vocabulary);
    if (term !== undefined) return term;
  }
  return undefined;
}

function termAt(words: readonly string[], end: number, vocabulary: Vocabulary): Term | "none" | undefined {
  const i = end - 1;
  const word = words[i] ?? "";
  const before = words[i - 1] ?? "";
  const term = (kind: CredentialNameKind, start = i, strength: CredentialName["strength"] = "strong"): Term => ({
    found: { kind, strength },
    start,
    end,
  });
  for (const phrase of vocabulary.phrases.get(word) ?? [])
    if (endsWith(words, end, phrase.words)) return term(phrase.kind, end - phrase.words.length);
  if (vocabulary.password.has(word)) return term("password");
  if (vocabulary.connectionString.has(word)) return term("connection-string");
  if (vocabulary.secret.has(word)) return vocabulary.client.has(before) ? term("client-secret", i - 1) : term("secret");
  if (vocabulary.keyCompound.has(word)) return term("api-key");
  // An authorization to travel or to pay is none that a request is sent with.
  if (word === "authorization" && before !== "" && !vocabulary.authorizationHolder.has(before)) return term("token", i, "weak");
  if (vocabulary.strong.has(word)) return term(word === "pfx" || word === "pkcs" ? "key" : "token");
  if (vocabulary.key.has(word)) return keyAt(word, before, i, vocabulary, term);
  if (vocabulary.token.has(word)) return tokenAt(before, i, vocabulary, term);
  if (word === "pin" && vocabulary.pinKind.has(before)) return term("password", i - 1);
  if (word === "clave" && isCodeOfThing(words, end, vocabulary)) return "none";
  if (vocabulary.weak.has(word)) return term(weakKinds[word] ?? "secret", i, "weak");
  return compound(word, vocabulary, term);
}

/** `claveProducto`, `clave del proveedor`: a word behind it says what has the code. */
function isCodeOfThing(words: readonly string[], end: number, { qualifier, tailNeutral, codedThing }: Vocabulary): boolean {
  const thing = words.slice(end).find((word) => !qualifier.has(word) && !tailNeutral.has(word));
  return thing !== undefined && codedThing.has(thing);
}

/** What those of the weak words mean that do not mean any secret. */
const weakKinds: Readonly<Record<string, CredentialNameKind>> = {
  pass: "password",
  pw: "password",
  clave: "password",
  κωδικος: "password",
  passkey: "password",
  jwt: "token",
};

type MakeTerm = (kind: CredentialNameKind, start?: number, strength?: CredentialName["strength"]) => Term;

function keyAt(word: string, before: string, i: number, vocabulary: Vocabulary, term: MakeTerm): Term | "none" | undefined {
  if (vocabulary.keyNegative.has(before)) return "none";
  if (!vocabulary.keyKind.has(before)) return undefined;
  if (before === "private" || before === "encryption" || before === "decryption" || before === "signing") return term("key", i - 1);
  return term(word === "key" && before === "x" ? "key" : "api-key", i - 1);
}

function tokenAt(before: string, i: number, vocabulary: Vocabulary, term: MakeTerm): Term | "none" {
  if (vocabulary.tokenNegative.has(before)) return "none";
  return vocabulary.tokenKind.has(before) ? term("token", i - 1) : term("token", i, "weak");
}

/** Words written as one in lower case: `userpassword`, `clientsecret`, `sqlpwd`, `accesstoken`, `Benutzerkennwort`; but `haspassword`. */
function compound(word: string, vocabulary: Vocabulary, term: MakeTerm): Term | "none" | undefined {
  const found = endOf(word, vocabulary.ends);
  if (found?.kind === "password") return isActOnIt(word.slice(0, -found.end.length), vocabulary) ? "none" : term("password");
  if (found !== undefined) return term(found.kind);
  if (word.endsWith("pwd")) return term("password");
  if (word.endsWith("secret")) return vocabulary.client.has(word.slice(0, -"secret".length)) ? term("client-secret") : term("secret");
  if (word.endsWith("token")) {
    const kind = word.slice(0, -"token".length);
    if (vocabulary.tokenNegative.has(kind)) return "none";
    if (vocabulary.tokenKind.has(kind)) return term("token");
  }
  return undefined;
}

/** `has`, `reset`, and `mustchange` or `forcereset` before `password`. */
function isActOnIt(text: string, { headNegative, requiring }: Vocabulary): boolean {
  if (headNegative.has(text)) return true;
  return ["force", ...requiring].some((word) => text.startsWith(word) && headNegative.has(text.slice(word.length)));
}

function endsWith(words: readonly string[], end: number, wanted: readonly string[]): boolean {
  const start = end - wanted.length;
  if (start < 0) return false;
  for (let k = 0; k < wanted.length; k++) if (words[start + k] !== wanted[k]) return false;
  return true;
}

const articles: ReadonlySet<string> = new Set(["the", "a", "an", "your", "my", "our", "this", "la", "le", "el", "il", "las", "les", "los"]);

const joinings: ReadonlySet<string> = new Set(["of", "to", "de", "del", "della", "du", "di", "do", "da", "van"]);
const germanJoinings: ReadonlySet<string> = new Set(["zu", "zum", "zur", "des", "der", "vom", "von"]);

/** `name of the secret`, `path to your key`, `Pfad zum geheimen Schlüssel`: the same as `secret name`. */
function isOfIt(words: readonly string[], start: number, { tailNegative }: Vocabulary): boolean {
  let at = start - 1;
  while (articles.has(words[at] ?? "")) at--;
  if (/e[mnrs]$/.test(words[at] ?? "") && germanJoinings.has(words[at - 1] ?? "")) at--;
  const joining = words[at] ?? "";
  return (joinings.has(joining) || germanJoinings.has(joining)) && tailNegative.has(words[at - 1] ?? "");
}

/** `userMustChangePassword`, `appStoreRequirePassword`, `forceChangePasswordNextSignIn`: what is to happen with it, a switch. */
function isRequiredOfIt(words: readonly string[], start: number, { requiring, headNegative }: Vocabulary): boolean {
  for (let i = 0; i < start; i++) {
    const word = words[i] ?? "";
    // `Salesforce` is written as two words, too.
    if (requiring.has(word) || (word === "force" && i + 1 < start && headNegative.has(words[i + 1] ?? ""))) return true;
  }
  return false;
}

/**
 * What is around the credential word can take its meaning away (`secret name`, `show password`), or leave it in doubt
 * (`secret formula`).
 */
function judgeSurroundings(words: readonly string[], term: Term, vocabulary: Vocabulary): CredentialName | undefined {
  const first = words[0] ?? "";
  if (term.start > 0 && vocabulary.headNegative.has(first)) return undefined;
  if (isRequiredOfIt(words, term.start, vocabulary)) return undefined;
  if (isOfIt(words, term.start, vocabulary)) return undefined;
  const { found } = term;
  let doubt = false;
  let isHeader = false;
  for (let i = term.end; i < words.length; i++) {
    const word = words[i] ?? "";
    // The one of `passwordSignInFailures` is part of a verb.
    if (vocabulary.qualifier.has(word) && words[i - 1] !== "sign") break;
    if (vocabulary.tailNegative.has(word)) return undefined;
    if (word === "header") isHeader = true;
    if (!vocabulary.tailNeutral.has(word)) doubt = true;
  }
  // `apiKeyHeader` is the name of a header as often as what is in it; `accessTokenHeader` is what is in it.
  if (isHeader && found.kind !== "token") return { kind: found.kind, strength: "weak" };
  const certainKind =
    found.kind === "password" || found.kind === "client-secret" || found.kind === "api-key" || found.kind === "connection-string";
  return doubt && !certainKind && found.strength === "strong" ? { kind: found.kind, strength: "weak" } : found;
}
