import type { Confidence } from "../../findings/confidence.ts";

/** Where a secret part is, and today: what a check may look at beside the secret itself. */
export interface CheckContext {
  readonly text: string;
  /** Span of the secret part, in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Milliseconds since 1970: what counts as expired. */
  readonly now: number;
}

/** What a check found out: a confidence below the form's own, and what is worth saying. */
export interface CheckResult {
  readonly confidence?: Confidence;
  readonly remark?: string;
  /** No position makes it surer: it is a sample, has expired or is worth nothing. */
  readonly firm?: true;
}

/** Undefined when the text is no such credential at all. */
export type Check = (secret: string, context: CheckContext) => CheckResult | undefined;

/** What is as sure as its form makes it. */
export const good: CheckResult = {};
