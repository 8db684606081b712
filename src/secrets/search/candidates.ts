import { lowestConfidence } from "../../linter/confidence.ts";
import type { Confidence } from "../../linter/finding.ts";
import type { Span } from "../../source/place.ts";
import { type Assignment, assignmentAt, columnAt } from "../assignments/assignment.ts";
import { furtherValues } from "../assignments/further-values.ts";
import { columnReader } from "../assignments/table-text.ts";
import { runCheck } from "../checks/checks.ts";
import type { Evidence } from "../credential.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { isSignedPassword } from "../harmless/signed-passwords.ts";
import { judgeByName, type Writing } from "../judge.ts";
import { type CredentialName, keyOfUnknownService } from "../names/credential-name.ts";
import { queryName } from "../names/known-names.ts";
import {
  keyPieces,
  keyWords,
  passwordPhrases,
  passwordPieces,
  passwordWords,
  secretPieces,
  secretWords,
  tokenPieces,
  tokenWords,
} from "../names/name-words.ts";
import { fold } from "../names/words.ts";
import { scriptHints } from "../scripts/script-hints.ts";
import { shapes } from "../shapes/index.ts";
import type { Shape } from "../shapes/shape.ts";
import { createPrefilter, type Keyword, type Prefilter } from "./prefilter.ts";

/** One secret part and all that is known about it, before it becomes a match. */
export interface Candidate {
  readonly kind: string;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly inUrl: boolean;
  readonly remark?: string;
  /** The form itself lowers the confidence (a sample, expired), and no position raises it. */
  readonly firm?: boolean;
  /** Of two candidates that overlap, the lower one is the more specific. */
  readonly rank: number;
}

/** Most candidates of one text: a text with more is a list of credentials, and need not be reported completely. */
export const mostCandidates = 300;

/**
 * Unsure candidates do not count towards that limit, or they could keep a sure one from being found. After this many of them, names are no longer
 * examined.
 */
const mostUnsure = 5_000;

/**
 * A shape that is looked for at a keyword; `name`: the keyword is a piece of a credential's name; `script`: it is one of a script that signs in, which others read.
 */
type Target = CompiledShape | "name" | "script";

interface CompiledShape {
  readonly shape: Shape;
  readonly rank: number;
  readonly before: readonly number[];
  /** Sticky; compiled when it is first needed. */
  pattern: RegExp | undefined;
}

const edges = {
  word: ["(?<![A-Za-z0-9_-])", "(?![A-Za-z0-9_-])"],
  base64: ["(?<![A-Za-z0-9+/_-])", "(?![A-Za-z0-9+/_=-])"],
  none: ["", ""],
} as const;

function compile(shape: Shape): RegExp {
  const [left, right] = edges[shape.edge ?? "word"];
  return new RegExp(`${left}(?:${shape.pattern.source})${right}`, `dy${shape.pattern.flags.replace(/[^iu]/g, "")}`);
}

let filter: Prefilter<Target> | undefined;

function prefilter(): Prefilter<Target> {
  if (filter !== undefined) return filter;
  const keywords: Keyword<Target>[] = [];
  shapes.forEach((shape, rank) => {
    const target: CompiledShape = { shape, rank, before: shape.before ?? [0], pattern: undefined };
    for (const text of shape.keywords) keywords.push({ text, anyCase: shape.anyCase === true, target });
  });
  for (const text of nameHints()) keywords.push({ text, anyCase: true, target: "name" });
  for (const text of scriptHints()) keywords.push({ text, anyCase: true, target: "script" });
  filter = createPrefilter(keywords);
  return filter;
}

/** Pieces that every name of a credential has one of, as written and folded; what holds a shorter one is left out. */
function nameHints(): readonly string[] {
  const phraseEnds = passwordPhrases.map((phrase) => phrase.slice(phrase.lastIndexOf(" ") + 1));
  const words = [
    "pass",
    "pw",
    "secret",
    "token",
    "key",
    "auth",
    "cred",
    "bearer",
    "pfx",
    "sas_",
    "code=",
    "appid=",
    ...passwordWords,
    ...passwordPieces,
    ...phraseEnds,
    ...secretWords,
    ...secretPieces,
    ...tokenWords,
    ...tokenPieces,
    ...keyPieces,
    ...keyWords,
  ];
  const all = [...new Set(words.flatMap((word) => [word.toLowerCase(), fold(word)]))].filter((word) => word.length >= 2);
  return all.filter((word) => !all.some((shorter) => shorter !== word && word.includes(shorter)));
}

/** Passes for a user's own words, by the array that names them: a configuration has one for the whole run. */
const extraFilters = new WeakMap<readonly string[], Prefilter<"name">>();

function extraFilter(words: readonly string[]): Prefilter<"name"> {
  const known = extraFilters.get(words);
  if (known !== undefined) return known;
  const pieces = words
    .flatMap((phrase) =>
      phrase
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .slice(-1),
    )
    .filter((word) => word.length >= 2);
  const built = createPrefilter<"name">([...new Set(pieces)].map((text) => ({ text, anyCase: true, target: "name" })));
  extraFilters.set(words, built);
  return built;
}

/**
 * Whether a text contains any keyword of a form or a script, or any piece of a credential's name. Without one, nothing is found in it, wherever
 * it is. For nearly every string of a flow, this one pass is all.
 */
export function mayHoldCandidates(text: string, extraWords: readonly string[]): boolean {
  return holdsKeyword(prefilter(), text) || (extraWords.length > 0 && holdsKeyword(extraFilter(extraWords), text));
}

function holdsKeyword(filter: Prefilter<unknown>, text: string): boolean {
  let holds = false;
  filter(text, () => {
    holds = true;
    return false;
  });
  return holds;
}

const noCandidates: readonly Candidate[] = [];

/** A quoted text that is the value in one case only, as Python writes it. */
const conditionBehind = /^\\{0,4}["']\s{1,4}if\b/;

/** What is searched. */
export interface SearchedText {
  readonly text: string;
  /** All of the text is one URL. */
  readonly isUrl: boolean;
  /** A user's own words for credentials. */
  readonly extraWords: readonly string[];
  /** Milliseconds since 1970: what counts as expired. */
  readonly now: number;
  /** Called for each place where a script may sign in or call a credential. */
  readonly onScriptHint?: ((at: number) => void) | undefined;
}

/** All that looks like a credential in a text, by form and by the names inside it; may overlap. */
export function candidates(searched: SearchedText): readonly Candidate[] {
  const { text, extraWords } = searched;
  if (!mayHoldCandidates(text, extraWords)) return noCandidates;
  const found: Candidate[] = [];
  let sure = 0;
  const add = (candidate: Candidate): void => {
    if (candidate.confidence !== "low") sure++;
    found.push(candidate);
  };
  // One value tells what the column holds.
  const readColumn = columnReader(text);
  const visitColumn = (start: number, end: number): void => {
    for (const assignment of columnAt(text, start, end, extraWords, readColumn)) {
      const candidate = fromAssignment(searched, assignment);
      if (candidate === undefined) continue;
      add(candidate);
      return;
    }
  };
  const visitFurther = (start: number, end: number): void => {
    for (const assignment of furtherValues(text, start, end, extraWords)) {
      const candidate = fromAssignment(searched, assignment);
      if (candidate !== undefined) add(candidate);
    }
  };
  // Hints overlap (`api_key_token`): an assignment is read once.
  let readUpTo = 0;
  const visitName = (start: number, end: number): void => {
    if (end <= readUpTo || found.length - sure >= mostUnsure) return;
    const assignment = assignmentAt(text, start, text[end - 1] === "=" ? end - 1 : end, extraWords);
    // "…" if prod else "…"
    const isCondition = assignment !== undefined && conditionBehind.test(text.slice(assignment.end, assignment.end + 16));
    if (assignment?.quoted !== true || assignment.cut || isCondition) visitFurther(start, end);
    if (assignment === undefined) {
      visitColumn(start, end);
      return;
    }
    // A bare value holds no other assignment; a quoted one may be a text of its own.
    if (!assignment.quoted) readUpTo = assignment.end;
    const candidate = assignment.cut ? undefined : fromAssignment(searched, assignment);
    if (candidate === undefined) return;
    readUpTo = candidate.end;
    add(candidate);
  };
  prefilter()(text, (target, start, end) => {
    if (target === "name") visitName(start, end);
    else if (target === "script") searched.onScriptHint?.(start);
    else {
      const candidate = fromShape(searched, target, start);
      if (candidate !== undefined) add(candidate);
    }
    return sure < mostCandidates;
  });
  if (extraWords.length > 0) {
    readUpTo = 0;
    extraFilter(extraWords)(text, (_target, start, end) => {
      visitName(start, end);
      return sure < mostCandidates;
    });
  }
  return found;
}

/** What a shape matches around its keyword. */
function fromShape(searched: SearchedText, target: CompiledShape, keywordStart: number): Candidate | undefined {
  const { text } = searched;
  const { shape } = target;
  for (const before of target.before) {
    const from = keywordStart - before;
    if (from < 0) continue;
    target.pattern ??= compile(shape);
    target.pattern.lastIndex = from;
    const match = target.pattern.exec(text);
    if (match === null) continue;
    const [start, matchEnd] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
    const end = start + text.slice(start, matchEnd).trimEnd().length;
    return verified(searched, target, { start, end });
  }
  return undefined;
}

/** Kinds of secrets that are judged in decoded form, because the encoded text says nothing. */
const encoded = new Set(["jwt", "basic-credentials", "key-body"]);

function verified({ text, isUrl, now }: SearchedText, { shape, rank }: CompiledShape, { start, end }: Span): Candidate | undefined {
  const secret = text.slice(start, end);
  if (secret === "") return undefined;
  const verdict = shape.check === undefined ? {} : runCheck(shape.check, secret, { text, start, end, now });
  if (verdict === undefined) return undefined;
  const guess = shape.check !== undefined && encoded.has(shape.check) ? undefined : placeholder(secret);
  if (guess === "certain") return undefined;
  const base = {
    kind: shape.id,
    label: shape.label,
    start,
    end,
    evidence: ["shape"] as const,
    inUrl: isUrl || shape.inUrl === true || standsInUrl(text, start),
    rank: shape.wrapper === true ? rank + 1000 : rank,
  };
  if (guess === "likely") return { ...base, confidence: "low", remark: "looks like a placeholder", firm: true };
  return {
    ...base,
    confidence: verdict.confidence ?? shape.confidence ?? "high",
    ...(verdict.remark === undefined ? {} : { remark: verdict.remark }),
    ...(verdict.firm === true ? { firm: true } : {}),
  };
}

/** Names inside a text are less specific than forms, and more than the text's own position. */
const assignmentRank = 5_000;

function fromAssignment({ text, isUrl, now }: SearchedText, assignment: Assignment): Candidate | undefined {
  let { start } = assignment;
  const { end, name, query } = assignment;
  if (assignment.quoted) {
    const scheme = /^(?:bearer|basic|token|api-?key|bot|ssws)\s{1,4}(?=\S)/i.exec(text.slice(start, Math.min(end, start + 20)));
    // Basic credentials are found by their form, which decodes them.
    if (scheme !== null && /^basic/i.test(scheme[0])) return undefined;
    if (scheme !== null) start += scheme[0].length;
    // A scheme of a service's own, in front of a single word with digits.
    else if (/authorization$/i.test(assignment.name))
      start += /^[A-Za-z][\w-]{1,30} {1,4}(?=(?=[^\s\d]*\d)[\w.~+/=:-]{16,}$)/.exec(text.slice(start, end))?.[0].length ?? 0;
  }
  const written = text.slice(start, end);
  const value = query ? percentDecoded(written) : written;
  const address = query || isUrl ? urlBefore(text, start) : undefined;
  const named = query || address !== undefined ? inQuery(assignment, address) : assignment.says;
  if (named === undefined) return undefined;
  const isOfUser = assignment.quoted && named.strength === "weak" && named.kind === "password" && standsBesideUser(text, start, end);
  const says: CredentialName = isOfUser ? { kind: "password", strength: "strong" } : named;
  const isField = query || (!assignment.quoted && isHeaderLine(text, start, end));
  const isPair = !assignment.quoted && !isField && says.kind === "password" && isPairBesideUser(text, start, end);
  // A password that could be a variable of a script is judged like one that is all of a field.
  const isSigned = says.kind === "password" && assignment.lead === "sign" && isSignedPassword(text, start, end);
  const judged = judgeByName(value, name, says, isSigned ? "field" : isPair ? "option" : writingOf(assignment, isField));
  const judgement = judged !== undefined && isSigned ? { ...judged, confidence: lowestConfidence(judged.confidence, "medium") } : judged;
  if (judgement === undefined || (isOfUser && judgement.confidence === "low")) return undefined;
  const { shaped, from = 0, ...rest } = judgement;
  const candidate: Candidate = {
    ...rest,
    // Escapes in an address are longer than what they stand for.
    start: value === written ? start + from : start,
    end,
    // Nothing but a password is typed into a password box.
    evidence: [
      ...(shaped === true ? (["shape"] as const) : []),
      ...(assignment.lead === "typed" && says.kind === "password" ? (["position"] as const) : []),
      "name",
    ],
    inUrl: isUrl || address !== undefined,
    rank: assignmentRank,
  };
  if (!query) return candidate;
  // A signed address that has expired takes the value of its other parameters along.
  const verdict = runCheck("shared-access-signature", value, { text, start, end, now });
  return verdict?.firm === true ? { ...candidate, ...verdict } : candidate;
}

/** How far around a value the name of its user is looked for. */
const besideReach = 120;

/** Whether a user is named beside an ambiguous name, which then is that of a password: `"user": "…", "pass": "…"`. */
function standsBesideUser(text: string, start: number, end: number): boolean {
  return namesUser.test(text.slice(Math.max(0, start - besideReach), start)) || namesUser.test(text.slice(end, end + besideReach));
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

/** A member, variable or key that holds the name of a user. */
const namesUser =
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

function percentDecoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** How far back the beginning of a URL is looked for. */
const longestUrl = 4096;

/** The URL up to a place in it, without its scheme; undefined when the place is in no URL. */
function urlBefore(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - longestUrl), at);
  const scheme = before.lastIndexOf("://");
  if (scheme < 0) return undefined;
  const rest = before.slice(scheme + 3);
  // `resource=https://…&password=…`: a URL has no `&` before its query, so that one begins the next field of a form.
  if (/^[^?&]*&/.test(rest) && /(?:^|[&\s"'])[\w.-]{1,60}=[a-z]{2,10}$/i.test(before.slice(Math.max(0, scheme - 80), scheme)))
    return undefined;
  // Behind `;name=` goes on a connection string that the URL is a part of.
  return /[\s"'<>`]|;[A-Z][A-Za-z ]{0,40}=/.test(rest) ? undefined : rest;
}

function standsInUrl(text: string, at: number): boolean {
  return urlBefore(text, at) !== undefined;
}
