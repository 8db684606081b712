import { lowestConfidence } from "../../findings/confidence.ts";
import { percentDecoded } from "../../percent-encoding.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { Assignment } from "../assignments/assignment.ts";
import { runCheck } from "../checks/checks.ts";
import type { Evidence } from "../credential.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { isSignedPassword } from "../harmless/signed-passwords.ts";
import { type Judgement, judgeByName, type Writing } from "../judge.ts";
import { keyOfUnknownService } from "../names/credential-name.ts";
import type { CredentialName } from "../names/credential-name-kind.ts";
import { queryName } from "../names/known-names.ts";
import type { Candidate, SearchedText } from "./candidate.ts";
import { urlBefore } from "./url-around.ts";

/** Names inside a text are less specific than forms, and more than the text's own position. */
const assignmentRank = 5_000;

/** What the value is taken for that a text gives to a name; undefined where it is no credential. */
export function candidateByName({ text, isUrl, now }: SearchedText, assignment: Assignment): Candidate | undefined {
  const start = behindScheme(text, assignment);
  if (start === undefined) return undefined;
  const { end, query, lead } = assignment;
  const written = text.slice(start, end);
  const value = query ? percentDecoded(written) : written;
  const address = query || isUrl ? urlBefore(text, start) : undefined;
  const named = query || address !== undefined ? inQuery(assignment, address) : assignment.says;
  const judgement = named === undefined ? undefined : judgeAssigned(value, named, text, { ...assignment, start });
  if (named === undefined || judgement === undefined) return undefined;
  const { shaped, from = 0, ...rest } = judgement;
  const evidence: Evidence[] = [];
  if (shaped === true) evidence.push("shape");
  // Nothing but a password is typed into a password box.
  if (lead === "typed" && named.kind === "password") evidence.push("position");
  evidence.push(isBehindLabel(text, assignment) ? "label" : "name");
  const candidate: Candidate = {
    ...rest,
    // Escapes in an address are longer than what they stand for.
    start: value === written ? start + from : start,
    end,
    evidence,
    inUrl: isUrl || address !== undefined,
    rank: assignmentRank,
  };
  if (!query) return candidate;
  // A signed address that has expired takes the value of its other parameters along.
  const verdict = runCheck("shared-access-signature", value, { text, start, end, now });
  return verdict?.firm === true ? { ...candidate, ...verdict } : candidate;
}

/** Whether words lead to the value, or a colon that makes no header or member of what is before it. */
function isBehindLabel(text: string, { start, end, quoted, lead }: Assignment): boolean {
  if (quoted) return false;
  return (
    lead === "words" ||
    (lead === "sign" && /[:：]\s{0,40}$/.test(text.slice(Math.max(0, start - 50), start)) && !isHeaderLine(text, start, end))
  );
}

/** Schemes that may precede a credential in quotes. */
const knownScheme = /^(?:bearer|basic|token|api-?key|bot|ssws)\s{1,4}(?=\S)/i;
/** A scheme of a service's own, in front of a single word with digits. */
const ownScheme = /^[A-Za-z][\w-]{1,30} {1,4}(?=(?=[^\s\d]*\d)[\w.~+/=:-]{16,}$)/;

/** Where the secret part of a value begins; undefined for basic credentials, which are found by their form, as that decodes them. */
function behindScheme(text: string, { name, start, end, quoted }: Assignment): number | undefined {
  if (!quoted) return start;
  const [scheme] = knownScheme.exec(text.slice(start, Math.min(end, start + 20))) ?? [];
  if (scheme !== undefined) return /^basic/i.test(scheme) ? undefined : start + scheme.length;
  if (!/authorization$/i.test(name)) return start;
  return start + (ownScheme.exec(text.slice(start, end))?.[0].length ?? 0);
}

/**
 * Judges a value by its name, and by how and beside what it is written.
 * @param value decoded where it is percent-encoded
 */
function judgeAssigned(value: string, named: CredentialName, text: string, assignment: Assignment): Judgement | undefined {
  const { name, start, end, quoted, query, lead } = assignment;
  const isPassword = named.kind === "password";
  const isOfUser = (quoted || query) && isPassword && named.strength === "weak" && standsBesideUser(text, start, end);
  const says: CredentialName = isOfUser ? { kind: "password", strength: "strong" } : named;
  // A password that could be a variable of a script is judged like one that is all of a field.
  const isSigned = isPassword && lead === "sign" && isSignedPassword(text, start, end);
  const isField = query || (!quoted && isHeaderLine(text, start, end));
  const isPair = !quoted && !isField && isPassword && (isPairBesideUser(text, start, end) || isNotedBesideUser(text, start, end));
  const writing = isPair ? "option" : writingOf(assignment, isField);
  const judgement = judgeByName(value, name, says, isSigned ? "field" : writing);
  if (judgement === undefined) return undefined;
  const confidence = isSigned ? lowestConfidence(judgement.confidence, "medium") : judgement.confidence;
  return isOfUser && confidence === "low" ? undefined : { ...judgement, confidence };
}

/** How far around a value the name of its user is looked for. */
const besideReach = 120;

/** Whether a user is named beside an ambiguous name, which then is that of a password: `"user": "…", "pass": "…"`. */
function standsBesideUser(text: string, start: number, end: number): boolean {
  return userMember.test(text.slice(Math.max(0, start - besideReach), start)) || userMember.test(text.slice(end, end + besideReach));
}

/**
 * Whether a pair stands beside that of a user: `user=… password=…`. Such a text is neither prose nor the arguments of a call, which commas
 * separate.
 */
function isPairBesideUser(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  return (
    /\w=$/.test(before) &&
    !/[,(]\s{0,4}[\w.-]{1,60}=$/.test(before) &&
    !/^[,)]/.test(text.slice(end, end + 1)) &&
    standsBesideUser(text, start, end)
  );
}

/**
 * Whether a password is noted down at the end of a line, behind its user or below, `User: …<br>Password: …`. Whoever explains what a password is does not
 * say who the user is.
 */
function isNotedBesideUser(text: string, start: number, end: number): boolean {
  if (!/^[ \t]{0,4}(?:$|[<\r\n])/.test(text.slice(end, end + 6))) return false;
  const noted = lineOfUser.exec(text.slice(Math.max(0, start - 200), start))?.groups?.user;
  return noted !== undefined && (noted.includes(unknownPart) || placeholder(noted) === undefined);
}

/** Up to the value below, or behind a sign: markup may be around the names and the values, and the line may end in any way. */
const lineOfUser =
  /(?:user(?:[ _-]?(?:name|id))?|login|benutzer(?:name)?|usuario|utilisateur|identifiant|utente|account)(?:<[^<>]{1,40}>){0,2}\s?[:：](?:\s|<[^<>]{1,40}>){0,6}(?<user>[\w.@\\\uFFFC-]{1,64})[ \t]{0,4}(?:<[^<>]{1,60}>|[\r\n,;|/])(?:<[^<>]{1,60}>|\s){0,8}(?:[\p{L} _-]{1,30})(?:<[^<>]{1,40}>){0,2}\s?[:：](?:\s|<[^<>]{1,40}>){0,6}$/iu;

/** A member, variable or key that holds the name of a user. */
const userMember =
  /(?<![A-Za-z])\$?(?:user|usr|login|uid|account|benutzer|usuario|utilisateur|utente)(?:[_ -]?(?:name|id|mail))?\\{0,4}["']?\]?\s{0,4}[:=]/i;

function writingOf({ lead, quoted }: Assignment, isField: boolean): Writing {
  if (lead === "words") return "said";
  if (lead === "typed") return "field";
  if (quoted) return "quoted";
  if (isField) return "field";
  return lead === "option" ? "option" : "bare";
}

/** Whether a line is a header, `x-api-key: …`, so that everything behind the colon is the value. */
function isHeaderLine(text: string, start: number, end: number): boolean {
  const next = text[end];
  if (next !== undefined && next !== "\r" && next !== "\n") return false;
  return /(?:^|[\r\n])[A-Za-z]\w{0,30}-[\w-]{1,60}: {0,2}$/.test(text.slice(Math.max(0, start - 100), start));
}

/** Names mean less in the query of a URL, where every second parameter is a `token` or a `key`. */
function inQuery(assignment: Assignment, address: string | undefined): CredentialName | undefined {
  const host = address === undefined ? undefined : /^(?:[^/?#@]*@)?([^/?#:]*)/.exec(address)?.[1];
  const known = queryName(assignment.name, host);
  return known === "none"
    ? undefined
    : (known ?? assignment.says ?? (address === undefined ? undefined : keyOfUnknownService(assignment.name)));
}
