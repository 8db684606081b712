import type { ErrorStatement } from "../../../desktop-flow/robin/ast.ts";
import { namedGroup } from "../../../matching/named-group.ts";
import type { CredentialMatch } from "../../../secrets/credential.ts";
import { detectCredentials } from "../../../secrets/detect.ts";
import { shifted, spansMeet } from "../../../source/place.ts";
import { notedPasswords, type TextHit } from "./unnamed-passwords.ts";

/** A text without a structure that would tell names from values. */
export type LooseText = Pick<ErrorStatement, "text" | "start">;

/**
 * A credential that somebody noted down, or in a row that cannot be read. Words about passwords are frequent there, so by a name alone it is
 * doubtful.
 */
export function inLooseText(script: string, { text, start }: LooseText, sensitiveNames: readonly string[]): readonly TextHit[] {
  const from = script.indexOf(text, start);
  const detected: CredentialMatch[] = [];
  for (const search of [detectAnywhere, assignedTexts, notedPasswords]) {
    detected.push(...search(text, sensitiveNames).filter(({ span }) => !detected.some((one) => spansMeet(one.span, span))));
  }
  return detected.map((match) => ({
    match: match.evidence.includes("shape") ? match : { ...match, confidence: "low" },
    secret: text.slice(match.span.start, match.span.end),
    span: shifted(match.span, from),
  }));
}

function detectAnywhere(text: string, sensitiveNames: readonly string[]): readonly CredentialMatch[] {
  return detectCredentials(text, { position: "other" }, { sensitiveNames });
}

/** `SET Name TO $'''…'''`, in a row that is commented out, or behind something that is no part of a script. */
const assignment =
  /\bSET[ \t]{1,9}(?<name>[^\s=]{1,100})[ \t]{1,9}TO[ \t]{1,9}[$%]?(?<quote>'{3}|['"])(?<value>[^\r\n]{1,2000}?)\k<quote>/dg;

function assignedTexts(text: string, sensitiveNames: readonly string[]): readonly CredentialMatch[] {
  return [...text.matchAll(assignment)].flatMap((match): readonly CredentialMatch[] => {
    const value = namedGroup(match, "value");
    if (value === undefined) return [];
    const found = detectCredentials(value.text, { position: "named", name: match.groups?.name ?? "" }, { sensitiveNames });
    return found.map((one) => ({ ...one, span: shifted(one.span, value.start) }));
  });
}
