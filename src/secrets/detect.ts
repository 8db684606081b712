import { highestConfidence } from "../findings/confidence.ts";
import { namedGroup } from "../matching/named-group.ts";
import type { CredentialMatch, Evidence, LiteralContext } from "./credential.ts";
import { looksGenerated } from "./harmless/not-secret.ts";
import { judgeHeaderKey } from "./header-key.ts";
import { type Judgement, judgeAnonymous, judgeByName, judgeByPosition, mayHoldAnonymous } from "./judge.ts";
import { credentialName, keyOfUnknownService } from "./names/credential-name.ts";
import type { CredentialName } from "./names/credential-name-kind.ts";
import { headerName, queryName } from "./names/known-names.ts";
import { preview } from "./preview.ts";
import type { Candidate } from "./search/candidate.ts";
import { candidates, mostCandidates } from "./search/candidates.ts";
import { withEscapedQuotes } from "./search/doubled-quotes.ts";
import { mayHoldCandidates } from "./search/keywords.ts";

/** Options of a search. */
export interface DetectOptions {
  /** Further words that name a credential, in any language (`sensitiveNames` of the configuration). */
  readonly sensitiveNames?: readonly string[];
  /** Milliseconds since 1970 that count as now, for what has expired. */
  readonly now?: number;
}

/** Shortest text that can hold a credential by its shape alone. */
const shortestShape = 8;
/** Rank of a whole text that only its position or name makes a credential. Every match by form is more specific. */
const wholeRank = 10_000;

/**
 * Finds the credentials in a text: by their fixed forms, by names inside the text (members of JSON, elements, form fields, lines, options
 * of commands), and by what the text's own position says. One match for each secret part, in the order of the text. Never throws; its time
 * grows with the text's length alone.
 * @param written a literal; U+FFFC stands for parts that are only known at run time.
 * @param onScriptHint called for each place where a script may sign in or call a credential, which others have to read
 */
export function detectCredentials(
  written: string,
  context: LiteralContext,
  options: DetectOptions = {},
  onScriptHint?: (at: number) => void,
): CredentialMatch[] {
  const text = withEscapedQuotes(written);
  const alone = isAlone(context);
  if (text.length === 0 || (alone && text.length < shortestShape)) return [];
  const extraWords = options.sensitiveNames ?? noWords;
  const says = alone ? undefined : saysOf(context, extraWords);
  const now = options.now ?? Date.now();
  const inside = [
    ...candidates({ text, isUrl: context.position === "url", extraWords, now, onScriptHint }),
    ...inAddress(text, context, now),
  ];
  const found = inside.length === 0 ? whole(text, context, says) : resolve(inside, supportOf(context, says));
  return found.map((candidate) => toMatch(candidate, text));
}

/**
 * What the value of a query parameter is recognised as in its URL: what a signature is good for, and that it is one, is said by the
 * parameters beside it.
 */
function inAddress(text: string, { address }: LiteralContext, now: number): readonly Candidate[] {
  // Any other character would end the value in a URL.
  if (address === undefined || !/^[\w%+/=.~:-]{8,400}$/.test(text)) return [];
  const all = candidates({ text: address + text, isUrl: true, extraWords: noWords, now });
  return all.flatMap((candidate) => {
    if (candidate.start < address.length || !candidate.evidence.includes("shape")) return [];
    return { ...candidate, start: candidate.start - address.length, end: candidate.end - address.length, inUrl: false };
  });
}

/**
 * Whether nothing in a text, or in a literal written in it, hints at a credential, so that only its position or its name can make it one. This
 * holds for nearly every string of a flow, and takes one pass over its characters.
 */
export function isSilent(text: string, { sensitiveNames = noWords }: DetectOptions): boolean {
  return !mayHoldAnonymous(text) && !mayHoldCandidates(text, sensitiveNames);
}

/** Whether the position says nothing, so that only the text itself can be evidence. */
function isAlone({ position }: LiteralContext): boolean {
  return position === "other" || position === "url";
}

const noWords: readonly string[] = [];

/** Whether the position of a text can make it a credential whose form does not show it. */
export function countsByPosition(context: LiteralContext, { sensitiveNames = noWords }: DetectOptions): boolean {
  if (context.position === "credential" || context.address !== undefined) return true;
  return !isAlone(context) && saysOf(context, sensitiveNames) !== undefined;
}

/** What the name of the text's field says. */
function saysOf({ position, name, host }: LiteralContext, extraWords: readonly string[]): CredentialName | undefined {
  if (name === undefined) return undefined;
  const inQuery = position === "query" ? queryName(name, host) : undefined;
  if (inQuery === "none") return undefined;
  const general = inQuery ?? credentialName(name, extraWords);
  const inHeader = position === "header" && general?.strength !== "strong" ? headerName(name) : undefined;
  return inHeader ?? general ?? keyOfUnknownService(name);
}

/** What the position of the text adds to a form that is found in it. */
function supportOf(context: LiteralContext, says: CredentialName | undefined): Evidence | undefined {
  if (context.position === "credential") return "position";
  return says?.strength === "strong" ? "name" : undefined;
}

function supported(candidate: Candidate, support: Evidence): Candidate {
  const evidence = joinedEvidence([...candidate.evidence, support]);
  return { ...candidate, evidence, confidence: candidate.firm === true ? candidate.confidence : "high" };
}

/** The whole text, where its position or name makes it a credential; `Bearer` and the like are not part of it. */
function whole(text: string, context: LiteralContext, says: CredentialName | undefined): readonly Candidate[] {
  if (context.position !== "credential" && says === undefined) return asCandidate(judgeAnonymous(text), 0, text.length, undefined);
  const { start, end, scheme } = withoutScheme(text, context);
  const value = text.slice(start, end);
  if (context.position === "credential") return asCandidate(judgeByPosition(value, context.name, says), start, end, "position");
  if (says === undefined || context.name === undefined) return [];
  if (context.position === "header" && /^cookie$/i.test(context.name)) return copiedSessions(text);
  // Only a credential follows the scheme of an Authorization header.
  if (scheme && isAuthorization(context)) return asCandidate(judgeByPosition(value, context.name, says), start, end, "position");
  const judged = judgeByName(value, context.name, says) ?? (isHeaderKey(context, says) ? judgeHeaderKey(value) : undefined);
  return asCandidate(judged, start, end, "name");
}

/** A header that is called a key, of which the name alone does not say more. */
function isHeaderKey({ position, name = "" }: LiteralContext, { kind, strength }: CredentialName): boolean {
  return position === "header" && kind === "api-key" && strength === "weak" && headerName(name) !== undefined;
}

/** Names that servers and frameworks give to the cookie of a session. */
const sessionCookies =
  /(?:^|;\s{0,4})(?![\w.-]{0,60}[cx]srf)(?:[\w.-]{0,60}(?:session|sess|sid|auth|aspxauth|jwt|token|applicationcookie|identity\.application)[\w.-]{0,60})=(?<value>[\w%+/=.~-]{16,4000})/dgi;

/** The sessions in a `Cookie` header, which somebody has copied from a browser. */
function copiedSessions(text: string): readonly Candidate[] {
  const found = [...text.matchAll(sessionCookies)].flatMap((match) => {
    const value = namedGroup(match, "value");
    if (value === undefined || !looksGenerated(value.text)) return [];
    return asCandidate({ kind: "token", label: "a session cookie", confidence: "medium" }, value.start, value.end, "name");
  });
  return found.slice(0, mostCandidates);
}

function isAuthorization(context: LiteralContext): boolean {
  return /authorization$/i.test(context.name ?? "");
}

function asCandidate(judgement: Judgement | undefined, start: number, end: number, evidence: Evidence | undefined): readonly Candidate[] {
  if (judgement === undefined) return [];
  const { shaped, from = 0, ...rest } = judgement;
  const all: Evidence[] = [];
  if (shaped === true) all.push("shape");
  if (evidence !== undefined) all.push(evidence);
  return [{ ...rest, start: start + from, end, evidence: all, inUrl: false, rank: wholeRank }];
}

/** Schemes that precede the credential of a header. */
const knownScheme =
  /^\s*(?:bearer|token(?:\s+token=)?|api-?key|bot|ssws|genie-?key|key|zoho-oauthtoken|app|accesskey|oauth|basic|digest|pat)\s+(?=\S)/i;
const anyScheme = /^\s*[A-Za-z][A-Za-z0-9_-]{1,30}\s+(?=\S+\s*$)/;
const bareScheme = /^(?:bearer|basic|token|digest|apikey|sharedaccesskey|sharedkey)$/i;

function withoutScheme(text: string, context: LiteralContext): { readonly start: number; readonly end: number; readonly scheme: boolean } {
  const end = text.trimEnd().length;
  const found = knownScheme.exec(text) ?? (isAuthorization(context) ? anyScheme.exec(text) : null);
  if (found === null) return { start: bareScheme.test(text.trim()) ? end : text.length - text.trimStart().length, end, scheme: false };
  const start = found[0].length;
  // Credentials that were decoded and found to be a stand-in must not come back as an opaque text.
  const decoded = /basic/i.test(found[0]) && Buffer.from(text.slice(start, end), "base64").includes(":");
  return { start: decoded ? end : start, end, scheme: true };
}

/** Keeps one candidate for each secret part: candidates of the same part are joined, and of those that overlap, the most specific one is kept. */
function resolve(all: readonly Candidate[], support: Evidence | undefined): readonly Candidate[] {
  const ordered = (support === undefined ? [...all] : all.map((candidate) => supported(candidate, support))).sort(
    (a, b) => a.start - b.start || b.end - a.end || a.rank - b.rank,
  );
  const kept: Candidate[] = [];
  for (const candidate of ordered) {
    const last = kept.at(-1);
    if (last === undefined || candidate.start >= last.end) kept.push(candidate);
    else if (last.start === candidate.start && last.end === candidate.end) kept[kept.length - 1] = joined(last, candidate);
    else if (candidate.rank < last.rank) kept[kept.length - 1] = candidate;
  }
  return kept;
}

function joined(a: Candidate, b: Candidate): Candidate {
  const [specific, other] = a.rank <= b.rank ? [a, b] : [b, a];
  const firm = specific.firm === true ? specific : other.firm === true ? other : undefined;
  const remark = firm?.remark ?? specific.remark;
  return {
    ...specific,
    confidence: firm?.confidence ?? highestConfidence(a.confidence, b.confidence),
    ...(firm === undefined ? {} : { firm: true }),
    evidence: joinedEvidence([...a.evidence, ...b.evidence]),
    inUrl: a.inUrl || b.inUrl,
    ...(remark === undefined ? {} : { remark }),
  };
}

/** The best first. Beside the name of the field, a label in its text says nothing more. */
function joinedEvidence(all: readonly Evidence[]): readonly Evidence[] {
  const order = ["shape", "position", all.includes("name") ? "name" : "label", "use"] as const;
  return order.filter((one) => all.includes(one));
}

function toMatch(candidate: Candidate, text: string): CredentialMatch {
  const { kind, label, start, end, confidence, evidence, inUrl, remark } = candidate;
  return {
    kind,
    label,
    span: { start, end },
    preview: preview(text.slice(start, end)),
    confidence,
    evidence,
    in: inUrl ? "url" : "text",
    ...(remark === undefined ? {} : { remark }),
  };
}
