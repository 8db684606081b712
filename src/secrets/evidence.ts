import type { Evidence } from "./credential.ts";

const words: Readonly<Record<Evidence, string>> = {
  shape: "recognised by its format",
  position: "this field is only for credentials",
  name: "the field is named like a credential",
  use: "it is used in a field for credentials",
};

/** Why a text is taken for a credential, in a maker's words. */
export function evidenceInWords(evidence: readonly Evidence[]): string {
  return evidence.map((one) => words[one]).join(", ");
}
