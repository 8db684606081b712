import type { Place } from "../source/place.ts";

/** The effect of the suppressions of a run, for the rules about suppressions. */
export interface SuppressionUse {
  /** Suppressions without effect, or single rules of them. */
  readonly unused: readonly UnusedSuppression[];
  /** Suppressions that do not say why. */
  readonly withoutReason: readonly SuppressionPlace[];
}

/** A suppression, at the note, the configuration file or the baseline that it is in. */
export interface SuppressionPlace {
  readonly carrier: "directive" | "override" | "baseline";
  readonly place: Place;
  /** The rules that it is about, as written; empty when it names none. */
  readonly rules: readonly string[];
}

/** A suppression that hides nothing. */
export interface UnusedSuppression extends SuppressionPlace {
  /**
   * `nothing`: it matches no finding. `unknown-rule`: there is no such rule. `no-rule`: it does not say which rule. `too-many`: it and all
   * later ones in the file are not read. `expired`: its last day has passed.
   */
  readonly why: "nothing" | "unknown-rule" | "no-rule" | "too-many" | "expired";
  /** For an unknown rule: `there is no rule "x"; did you mean "y"?` */
  readonly hint?: string;
  /** For an expired override: its last day, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** For a baseline entry: the component and the operation it was about. */
  readonly subject?: string;
  /** For a baseline entry: the file. */
  readonly file?: string;
}
