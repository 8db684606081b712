import type { Evidence } from "./credential.ts";

const words: Readonly<Record<Evidence, string>> = {
  shape: "recognised by its form",
  position: "this field holds nothing but a credential",
  name: "its field is named like a credential",
  use: "it ends in a field for credentials",
};

/** Why a text is taken for a credential, in a maker's words. */
export function evidenceInWords(evidence: readonly Evidence[]): string {
  return evidence.map((one) => words[one]).join(", ");
}
