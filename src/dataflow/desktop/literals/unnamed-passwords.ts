import { once } from "../../../collections.ts";
import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument, Expression } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText, isSameName, stepKey } from "../../../desktop-flow/robin/walk.ts";
import { type Confidence, lowestConfidence } from "../../../findings/confidence.ts";
import { namedGroup } from "../../../matching/named-group.ts";
import type { CredentialMatch } from "../../../secrets/credential.ts";
import { detectCredentials } from "../../../secrets/detect.ts";
import { placeholder } from "../../../secrets/harmless/placeholders.ts";
import { tellsByItself } from "../../../secrets/judge.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { preview } from "../../../secrets/preview.ts";
import type { Span } from "../../../source/place.ts";
import { unknownPart } from "../../../unknown-part.ts";
import type { Path } from "../../graph/path.ts";
import { signInScreen, type TypedSecond, typedToSignIn } from "../typing/sign-in-typing.ts";
import { joined, type Piece, piecesOf, spanIn } from "../values/pieces.ts";
import { placeInText } from "../values/values.ts";
import { type DesktopLiteralOptions, namesFor } from "./contexts.ts";
import { typedIntoField } from "./focus.ts";

/** A credential in a text of a row, with its place in the script. */
export interface TextHit {
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

/** A user's name, a Tab and a text that could be a password, and nothing else: what a person types to sign in. */
const typedSignIn = /^[\w.@\\-]{2,64}\{Tab\}((?=[^{}]*[a-z])(?=[^{}]*\d)[^{}\s./]{6,64})\{(?:Return|Enter)\}$/i;

/** What people call the account of an administrator, behind which a word is no less likely a password. */
const typedByAdministrator = /^(?:admin|administrator|root|sa|sysadmin)\{Tab\}([^{}\s]{4,64})\{(?:Return|Enter)\}$/i;

/** A text between keys that a keyboard would type: `{Tab}text{Return}`, `{Control}({A})text`. */
const typedText = /(?:^|(\{Tab(?::\d+)?\})|\}\)?)([^{}]{8,64})(?:\{(?:Return|Enter)\}|$)/gi;

/**
 * What Send keys types. Where the field is known that has the focus, its name tells what goes into it, and where people sign in, the text behind that of the
 * user. Else nothing says where the text goes, so only one of all kinds of characters is taken for a password, and one that a Tab precedes, as from a user's
 * name to the password, more likely than another.
 *
 * @param field what the field is called that has the focus
 * @param second where the text has what is typed second where people sign in
 */
export function typedPasswords(
  row: DesktopRow,
  { name, value }: Argument,
  { field, second }: { readonly field: string | undefined; readonly second: TypedSecond | undefined },
  { sensitiveNames }: Pick<DesktopLiteralOptions, "sensitiveNames">,
): readonly TextHit[] {
  if (!isSameName(name, "TextToSend")) return [];
  const pieces = piecesOf(value);
  const script = row.desktopFlow.source.text();
  const text = joined(pieces);
  const named = field === undefined ? [] : credentialsWithin(text, typedIntoField(text), field, sensitiveNames);
  if (named.length > 0)
    return named.map((match) => ({
      match,
      secret: text.slice(match.span.start, match.span.end),
      span: spanIn(script, pieces, match.span),
    }));
  const hit = (secret: string, start: number, confidence: Confidence): TextHit => passwordAt(secret, start, confidence, script, pieces);
  const found = [...text.matchAll(typedText)].flatMap(({ 0: whole, 1: tab, 2: secret = "", index }): readonly TextHit[] =>
    looksLikePassword(secret) ? [hit(secret, index + whole.lastIndexOf(secret), tab === undefined ? "low" : "medium")] : [],
  );
  if (found.length > 0) return found;
  const toSignIn = typedSecond(row, value, second, sensitiveNames);
  if (toSignIn.length > 0) return toSignIn;
  const [whole = "", secret = ""] = typedSignIn.exec(text) ?? typedByAdministrator.exec(text) ?? [];
  return secret === "" || text.includes(unknownPart) || placeholder(secret) !== undefined
    ? []
    : [hit(secret, whole.lastIndexOf(secret), "low")];
}

/** The password in a text that is, or holds, what is typed second where people sign in. */
function typedSecond(
  row: DesktopRow,
  value: Expression,
  second: TypedSecond | undefined,
  sensitiveNames: readonly string[],
): readonly TextHit[] {
  if (second === undefined) return [];
  const pieces = piecesOf(value);
  const text = joined(pieces);
  return credentialsWithin(text, second, "password", sensitiveNames)
    .slice(0, 1)
    .map(({ span: { start, end }, confidence }) =>
      passwordAt(text.slice(start, end), start, lowestConfidence(confidence, second.confidence), row.desktopFlow.source.text(), pieces),
    );
}

/** Credentials in a stretch of what is typed, by what its field is called; none where a part of it is read. */
function credentialsWithin(
  text: string,
  within: Span | undefined,
  field: string,
  sensitiveNames: readonly string[],
): readonly CredentialMatch[] {
  if (within === undefined) return [];
  const { start: from, end: to } = within;
  const typed = text.slice(from, to);
  if (typed.includes(unknownPart)) return [];
  return detectCredentials(typed, { position: "named", name: field }, { sensitiveNames }).map((match) => ({
    ...match,
    span: { start: from + match.span.start, end: from + match.span.end },
  }));
}

/** A password that is recognised only by its characters and what is around it. */
function passwordAt(secret: string, start: number, confidence: Confidence, script: string, pieces: readonly Piece[]): TextHit {
  const span = { start, end: start + secret.length };
  return { match: passwordMatch(span, secret, confidence, ["shape"]), secret, span: spanIn(script, pieces, span) };
}

function passwordMatch(span: Span, secret: string, confidence: Confidence, evidence: CredentialMatch["evidence"]): CredentialMatch {
  return { kind: "password", label: "a password", span, preview: preview(secret), confidence, evidence, in: "text" };
}

/** Names of macros that sign in somewhere, and of those that lock and unlock something. */
const signingMacro = /log_?[io]n|sign_?in|connect|authent|anmeld|verbind|connexion|conexi/i;
const lockingMacro = /passw|pwd|protect|unlock|kennwort|senha|contrase/i;

/**
 * What a macro is given: `Login;user;password`. It has no names, so only the name of the macro can tell what it does with a value that looks like a
 * password.
 */
export function givenToMacro(row: DesktopRow, { name, value }: Argument): readonly TextHit[] {
  const pieces = piecesOf(value);
  const [macro = "", ...given] = joined(pieces).split(";");
  const signsIn = signingMacro.test(macro);
  if (!isSameName(name, "Macro") || !(signsIn || lockingMacro.test(macro))) return [];
  let at = macro.length;
  return given.flatMap((part, index): readonly TextHit[] => {
    const secret = part.trim();
    const start = at + 1 + part.indexOf(secret);
    at += 1 + part.length;
    const confidence = looksLikePassword(secret) ? "medium" : "low";
    // Behind a user's name.
    if (confidence === "low" && !(signsIn && index > 0 && index === given.length - 1 && passwordLike.test(secret))) return [];
    return [passwordAt(secret, start, confidence, row.desktopFlow.source.text(), pieces)];
  });
}

/** Letters in both cases with digits, as people put together passwords. */
const passwordLike = /^(?=\D*\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[A-Za-z\d!@#$%&*?+=_-]{8,64}$/;

function looksLikePassword(text: string): boolean {
  return (
    /^\S{8,64}$/.test(text) &&
    [/[a-z]/, /[A-Z]/, /\d/, /[!@#$%^&*?+=~]/].every((kind) => kind.test(text)) &&
    !/:\/\/|\\|^[\w.+-]+@[\w-]+\.[\w.]+$|^=/.test(text) &&
    !text.includes(unknownPart)
  );
}

/** The lines that sign in where a program for FTP reads its commands from: `user orders …`, or a name and a password behind `open`. */
const ftpSignIn =
  /^[ \t]{0,20}(?:user[ \t]{1,8}[\w.@\\-]{1,64}[ \t]{1,8}(?<given>\S{4,64})|open[ \t]{1,8}\S{1,200}[ \t]{0,8}\r?\n[ \t]{0,20}[\w.@\\-]{1,64}[ \t]{0,8}\r?\n[ \t]{0,20}(?<asked>\S{4,64}))[ \t]{0,8}$/dgim;
/** What else such a file holds. */
const ftpCommand = /^[ \t]{0,20}(?:(?:open|m?put|m?get|lcd)(?:[ \t]{1,8}\S{1,300}){1,3}|binary|ascii|prompt|quit|bye)[ \t]{0,20}$/im;

/** The password in the commands for a program for FTP that a flow writes to a file. */
export function ftpPasswords(row: DesktopRow, { value }: Argument): readonly TextHit[] {
  const pieces = piecesOf(value);
  const text = joined(pieces);
  if (!ftpCommand.test(text)) return [];
  const passwords = [...text.matchAll(ftpSignIn)].flatMap((match) => namedGroup(match, "given") ?? namedGroup(match, "asked") ?? []);
  return passwords.flatMap(({ text: secret, start }): readonly TextHit[] => {
    const [judged] = detectCredentials(secret, { position: "named", name: "password" });
    // Words of a note can have this form by chance.
    if (judged === undefined || judged.confidence === "low" || secret.includes(unknownPart)) return [];
    return [passwordAt(secret, start, "medium", row.desktopFlow.source.text(), pieces)];
  });
}

/**
 * Ends in `!`, or has an `@` within, as people put together passwords; other marks are also in numbers of orders, addresses of cells and short names of
 * files.
 */
const onlyInPasswords = /^(?:\w[\w+-]*!|\w+@\w+!?)$/;

/** What a program is given behind a word, `orders …`, that is of all kinds of characters: nothing else says that it is a password. */
export function givenByPosition(row: DesktopRow, { value }: Argument): readonly TextHit[] {
  const pieces = piecesOf(value);
  const text = joined(pieces);
  const given = [...text.matchAll(/(?<!\S)["']?(?<word>[^\s"']+)["']?(?!\S)/dg)].flatMap((match) => namedGroup(match, "word") ?? []);
  return given.flatMap(({ text: secret, start }, index): readonly TextHit[] => {
    const before = given[index - 1]?.text ?? "";
    if (!/^[\w.@\\][\w.@\\-]{1,63}$/.test(before) || !onlyInPasswords.test(secret) || !looksLikePassword(secret)) return [];
    return [passwordAt(secret, start, "low", row.desktopFlow.source.text(), pieces)];
  });
}

/** `Password: …` in a line of its own, with nothing behind it. */
const note = once(() => /^[ \t#*-]{0,20}(?<name>\p{L}[\p{L} _-]{1,40}?)[ \t]{0,4}[:=][ \t]{1,4}(?<secret>\S{8,64})[ \t]{0,20}$/dgmu);

/**
 * Passwords that somebody noted down in a line of their own. Words that a hyphen joins are names elsewhere; in a comment, what has letters of both cases,
 * digits and other signs is more likely the password that is spoken of.
 */
export function notedPasswords(text: string): readonly CredentialMatch[] {
  return [...text.matchAll(note())].flatMap((match): readonly CredentialMatch[] => {
    const secret = namedGroup(match, "secret");
    const says = credentialName(match.groups?.name ?? "");
    if (secret === undefined || says?.kind !== "password" || says.strength !== "strong") return [];
    const { text: written, start, end } = secret;
    if (!noted().every((kind) => kind.test(written)) || !tellsByItself(written, "password")) return [];
    return [passwordMatch({ start, end }, written, "low", ["name"])];
  });
}

/** Lower case, upper case, digits and other signs; an address and a path have slashes. */
const noted = once(() => [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u, /^[^/\\@]+$/]);

/** What the designer and pages call a field that says nothing about what goes into it. */
const unnamedField =
  /^(?:input(?: text)?|edit|text ?(?:box|area|field|input|edit)?|field|feld|eingabe(?:feld)?|champ|campo|caja de texto|textbox)?['\s_#-]*\d*'?$/i;
/**
 * What is typed into a field that nothing names: a text of all kinds of characters may be a password, and more likely is one where people
 * sign in. What is entered second to sign in to a terminal is one, whatever it looks like.
 */
export function typedIntoUnnamedField(
  row: DesktopRow,
  call: ActionCall,
  { name, value }: Argument,
  { roles, sensitiveNames }: DesktopLiteralOptions,
): readonly TextHit[] {
  const facts = roles.actionFacts(call);
  const typed = constantText(value);
  if (facts === undefined || typed === undefined) return [];
  const [field = ""] = namesFor(call, name, facts);
  if (!unnamedField.test(field.trim())) return [];
  const toSignIn = typedSecond(row, value, typedToSignIn(row, call), sensitiveNames);
  if (toSignIn.length > 0) return toSignIn;
  const signsIn = signInScreen.test(screenOf(call));
  if (!looksLikePassword(typed)) return signsIn && passwordLike.test(typed) ? [wholeText(row, value, "low")] : [];
  return [wholeText(row, value, signsIn ? "medium" : "low")];
}

/** The window or page that the field of an action is in: `Login` of `appmask['Login']['Edit 2']`. */
function screenOf(call: ActionCall): string {
  for (const input of ["Control", "TextField", "Element"]) {
    const value = argumentNamed(call.arguments, input)?.value;
    const [screen] = value?.kind === "reference" ? value.path : [];
    const key = screen === undefined ? undefined : stepKey(screen);
    if (typeof key === "string") return key;
  }
  return "";
}

/** Names of variables that hold a user's name together with the password, with `_` between their humps: `Sacred` ends in a part of a word only. */
const pairName =
  /(?:(?:^|[\d_ ])creds?|credentials?|log_?[io]n(?:_?(?:data|info|details))?|zugangsdaten|anmeldedaten|credenciais|credenciales|identifiants?|auth)$/i;
/** `orders:…`, `orders;…` */
const pair = /^(?<user>[^\s:;|,]{2,64}?)\s?[:;|,\t]\s?(?<password>[^\s/][^\s]{5,63})$/d;

/** A user's name and a password in one text, or in a list of two, in a variable that is called so. */
export function writtenAsPair(row: DesktopRow, name: string, value: Expression): readonly { readonly hit: TextHit; readonly path: Path }[] {
  if (!pairName.test(name.replace(/(?<=[a-z\d])(?=[A-Z])/g, "_"))) return [];
  if (value.kind === "list") {
    const [user, password] = value.elements;
    if (value.elements.length !== 2 || user === undefined || password === undefined || constantText(user) === undefined) return [];
    const confidence = confidenceOf(constantText(password) ?? "");
    return confidence === undefined ? [] : [{ hit: wholeText(row, password, confidence), path: ["1"] }];
  }
  const text = constantText(value) ?? "";
  const password = namedGroup(pair.exec(text), "password");
  const confidence = password === undefined ? undefined : confidenceOf(password.text);
  if (password === undefined || confidence === undefined) return [];
  const hit = passwordAt(password.text, password.start, confidence, row.desktopFlow.source.text(), piecesOf(value));
  return [{ hit, path: placeInText(text, password) }];
}

function confidenceOf(text: string): "low" | "medium" | undefined {
  if (looksLikePassword(text)) return "medium";
  return passwordLike.test(text) ? "low" : undefined;
}

function wholeText(row: DesktopRow, value: Expression, confidence: "low" | "medium"): TextHit {
  return passwordAt(constantText(value) ?? "", 0, confidence, row.desktopFlow.source.text(), piecesOf(value));
}
