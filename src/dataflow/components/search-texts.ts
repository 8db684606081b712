import { lowestConfidence } from "../../findings/confidence.ts";
import type { CredentialMatch } from "../../secrets/credential.ts";
import { tellsByItself } from "../../secrets/judge.ts";
import { credentialsInText } from "../../secrets/scripts/script-values.ts";
import type { Span } from "../../source/place.ts";
import { createSpanSet } from "../../source/span-set.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { ComponentText } from "./component-texts.ts";

/** A credential in one of the texts of a file. */
export interface TextCredential {
  readonly match: CredentialMatch;
  /** In the file. */
  readonly span: Span;
  /** The text that it is in. */
  readonly searched: ComponentText;
}

/**
 * The credentials in the texts of one file, each once, as far as they are worth reporting where nothing but the text tells. They are handed to the
 * redactor.
 * @param isCode names say little in the texts
 */
export function searchTexts(texts: readonly ComponentText[], isCode: boolean, options: AnalysisOptions): readonly TextCredential[] {
  const found: TextCredential[] = [];
  const seen = createSpanSet();
  for (const searched of texts) {
    for (const written of credentialsInText(searched.text, searched.context, options)) {
      const match = searched.use === "unnamed-setting" ? byLooks(written) : searched.use === "kept" ? asInCode(written) : written;
      const secret = searched.text.slice(match.span.start, match.span.end);
      const counted = isKnown(searched, match) ? match : counting(match, secret, isCode);
      const span = searched.toFile(match.span);
      // The text of an element is searched by itself first, and then as a part of the file.
      if (counted === undefined || !seen.add(span)) continue;
      options.onSecret(secret);
      found.push({ match: counted, span, searched });
    }
  }
  return found;
}

/** The name that such a text was judged by is not in the file. */
function byLooks(match: CredentialMatch): CredentialMatch {
  return { ...match, evidence: ["shape"], confidence: lowestConfidence(match.confidence, "medium") };
}

/** What is known to be a credential by where it stands. */
function isKnown({ use }: ComponentText, { confidence }: CredentialMatch): boolean {
  return use === "compared" || use === "kept" || (use === "setting" && confidence !== "low");
}

/** Names say little in code. */
function asInCode(match: CredentialMatch): CredentialMatch {
  return { ...match, confidence: lowestConfidence(match.confidence, "medium") };
}

/** What is worth reporting where names say little, and how sure it is. */
function counting(match: CredentialMatch, secret: string, isCode: boolean): CredentialMatch | undefined {
  if (match.confidence === "low") return undefined;
  if (match.evidence.includes("shape") || match.evidence.includes("position")) return match;
  // What an address calls a password is no label, and no type.
  const isOfAddress = match.in === "url" && match.kind === "password" && /^(?=.*\p{L})(?=.*\d).{6,64}$/u.test(secret);
  return isOfAddress || tellsByItself(secret, match.kind) ? (isCode ? asInCode(match) : match) : undefined;
}
