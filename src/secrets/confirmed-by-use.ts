import { highestConfidence } from "../findings/confidence.ts";
import type { CredentialMatch } from "./credential.ts";

/**
 * A credential that was told where it is written, and is used as one: two pieces of evidence are worth at least as much as the use alone. What
 * a form shows to be worthless, a sample or a token that expired, stays so.
 * @param use what the use alone tells
 */
export function confirmedByUse(match: CredentialMatch, use: Pick<CredentialMatch, "confidence" | "remark">): CredentialMatch {
  const { remark: doubt, ...rest } = match;
  const isDoubtful = match.confidence === "low" && match.evidence.includes("shape");
  const confidence = isDoubtful ? "low" : highestConfidence(match.confidence, use.confidence);
  const remark = isDoubtful || match.evidence.includes("shape") ? doubt : use.remark;
  const evidence = match.evidence.includes("use") ? match.evidence : ([...match.evidence, "use"] as const);
  return { ...rest, confidence, evidence, ...(remark === undefined ? {} : { remark }) };
}
