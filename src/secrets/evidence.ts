import { joinedInWords } from "../findings/list-in-words.ts";
import type { CredentialMatch, Evidence } from "./credential.ts";

/** What it is recognised by. A name is that of a field, variable, option or member alike. */
const marks: Readonly<Record<Evidence, string>> = {
  shape: "its format",
  position: "its position in a field for credentials",
  label: "the text before it",
  name: "its name",
  use: "its use as a credential",
};

/** `8 characters` for the preview `(8)`, which does not explain itself in a sentence; longer ones are left alone. */
function inWords(preview: string): string {
  const length = /^\((\d+)\)$/.exec(preview)?.[1];
  if (length === undefined) return preview;
  return length === "1" ? "1 character" : `${length} characters`;
}

/** What to do about a credential that is written down, wherever it is: it has to be taken for known. */
export const rotateNow = "Rotate the credential now: others may already know it.";

/** What a message says about a credential: the values of `{label}`, `{preview}` and `{evidence}`. */
export interface CredentialDescription {
  /** Begins a sentence: `A password`. */
  readonly label: string;
  /** Its length and at most its first three characters. */
  readonly preview: string;
  /** Why it is taken for a credential. */
  readonly evidence: string;
}

/** Describes a credential in a maker's words, without showing it. */
export function describeCredential({ label, preview, evidence, remark }: CredentialMatch): CredentialDescription {
  const found = `recognised by ${joinedInWords(evidence.map((one) => marks[one]))}`;
  return {
    label: label.charAt(0).toUpperCase() + label.slice(1),
    preview: inWords(preview),
    evidence: remark === undefined ? found : `${found}; ${remark}`,
  };
}
