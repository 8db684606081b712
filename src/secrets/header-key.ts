import { harmlessForm, isNameOf, looksGenerated } from "./harmless/not-secret.ts";
import { placeholder } from "./harmless/placeholders.ts";
import type { Judgement } from "./judge.ts";

/** Signs that passwords have and names, numbers and paths have not. */
const passwordSign = /[!#$%^&*+=?~@]/;

/**
 * Judges the value of a header that is called a key of no other sort (`X-Contoso-Key`). Little but a credential is sent there, so that a shorter one than
 * elsewhere counts: a text of both cases with digits that was generated, and one that somebody made up with a sign in it.
 */
export function judgeHeaderKey(value: string): Judgement | undefined {
  const text = value.trim();
  if (text.length < 8 || text.length > 128 || /\s/.test(text)) return undefined;
  if (![/[a-z]/, /[A-Z]/, /\d/].every((one) => one.test(text))) return undefined;
  if (placeholder(text) !== undefined || harmlessForm(text) !== undefined || isNameOf(text)) return undefined;
  if (!passwordSign.test(text) && !looksGenerated(text, 12)) return undefined;
  return { kind: "api-key", label: "an API key", confidence: "medium" };
}
