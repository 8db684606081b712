import type { Confidence } from "../../findings/confidence.ts";
import type { CheckName } from "../checks/checks.ts";

/** The fixed form of a kind of credential: data, one entry a form. */
export interface Shape {
  /** Stable id of the kind; several entries may share one (`slack-token`). */
  readonly id: string;
  /** The kind in a maker's words, with its article. */
  readonly label: string;
  /** Texts of at least three characters of which every match holds one, at the same place: what the pre-filter looks for. */
  readonly keywords: readonly string[];
  /** Whether the case of keywords (and of the pattern, by its own flag) does not matter. */
  readonly anyCase?: true;
  /** How many characters of a match are before the keyword, in the order to try; none when not given. */
  readonly before?: readonly number[];
  /**
   * The whole form, from `before` characters ahead of the keyword on. The group `secret` is the secret part; without it, all of it is.
   * Repetitions are bounded, or of characters that the left edge excludes, so that a text is never read twice over.
   */
  readonly pattern: RegExp;
  /** What may not be next to a match: letters, digits, `_` and `-` (`word`, the default), those of base64 as well, or nothing. */
  readonly edge?: "word" | "base64" | "none";
  /** How sure the form alone makes; a check may lower it. `high` when not given. */
  readonly confidence?: Confidence;
  /** A checksum, a decoding or another test that the secret part must stand. */
  readonly check?: CheckName;
  /** The credential is always part of a URL. */
  readonly inUrl?: true;
  /** Forms that only surround a secret yield to what its own form says. */
  readonly wrapper?: true;
  /** The page that states the form. */
  readonly source: string;
}

/**
 * A form that is too common to mean something by itself: it names the kind where a field's name or the position says that a credential
 * is there.
 */
export interface ContextualShape {
  readonly id: string;
  readonly label: string;
  /** Tested on the field's name, reduced to lower-case letters and digits. */
  readonly name: RegExp;
  /** Tested on the whole secret part. */
  readonly form: RegExp;
  readonly check?: CheckName;
  readonly source: string;
}
