import type { Span } from "../../source/place.ts";
import { runCheck } from "../checks/checks.ts";
import { placeholder } from "../harmless/placeholders.ts";
import type { Shape } from "../shapes/shape.ts";
import type { Candidate, SearchedText } from "./candidate.ts";
import { standsInUrl } from "./url-around.ts";

/** A shape and the pattern that is tried at its keywords. */
export interface CompiledShape {
  readonly shape: Shape;
  /** Place in the tables of shapes. */
  readonly rank: number;
  /** How many characters of a match may be before the keyword. */
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

/** A shape whose pattern is compiled when it is first needed. */
export function toBeCompiled(shape: Shape, rank: number): CompiledShape {
  return { shape, rank, before: shape.before ?? [0], pattern: undefined };
}

/** What a shape matches around its keyword. */
export function candidateByShape(searched: SearchedText, target: CompiledShape, keywordStart: number): Candidate | undefined {
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
