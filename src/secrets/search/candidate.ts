import type { Confidence } from "../../findings/confidence.ts";
import type { Evidence } from "../credential.ts";

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
