import { remember } from "../../collections.ts";
import { lowestConfidence } from "../../findings/confidence.ts";
import type { CredentialMatch } from "../../secrets/credential.ts";
import { harmlessForm } from "../../secrets/harmless/not-secret.ts";
import { placeholder } from "../../secrets/harmless/placeholders.ts";
import { judgeByPosition } from "../../secrets/judge.ts";
import { preview } from "../../secrets/preview.ts";

/** `position`: only a credential can be there; `name`: the member is named like one. */
export type UseStrength = "position" | "name";

/** Tells whether a whole text is a credential because it ends in a place made for one. */
export type Judge = (text: string, strength: UseStrength) => CredentialMatch | "placeholder" | "harmless";

/** Judges a text once, however many places it ends in. */
export function createJudge(): Judge {
  const known: Readonly<Record<UseStrength, Map<string, ReturnType<Judge>>>> = { name: new Map(), position: new Map() };
  return (text, strength) => remember(known[strength], text, () => matchByUse(text, strength));
}

/** What precedes the credential of a header: behind it, a stand-in is one as well. */
const scheme = /^\s*(?:bearer|basic|token|apikey)\s+(?=\S)/i;

function matchByUse(text: string, strength: UseStrength): ReturnType<Judge> {
  if (placeholder(text.replace(scheme, "")) === "certain") return "placeholder";
  // The same as if it were written where it ends; only the field there says whether long content is a certificate.
  const judged = judgeByPosition(text, undefined, undefined);
  if (judged === undefined && harmlessForm(text) !== "content") return "harmless";
  return {
    kind: "credential",
    label: "a credential",
    span: { start: 0, end: text.length },
    preview: preview(text),
    confidence: lowestConfidence(judged?.confidence ?? "high", strength === "position" ? "high" : "medium"),
    evidence: ["use"],
    ...(judged?.remark === undefined ? {} : { remark: judged.remark }),
    in: "text",
  };
}
