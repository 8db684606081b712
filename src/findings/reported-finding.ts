import type { Location } from "../source/location.ts";
import type { Confidence } from "./confidence.ts";
import type { Excerpt } from "./excerpt.ts";
import type { Fixable, StepTraits } from "./finding.ts";
import type { Level } from "./level.ts";

/** A step on the trace of a value, or another place that belongs to a finding. */
export interface LocatedStep extends StepTraits {
  /** What happens to the value there: `stores it in the variable 'apiKey'`. */
  readonly message: string;
  /** Where that is. */
  readonly location: Location;
}

/** Why a finding does not count. */
export interface Suppression {
  /** A note or comment in the source, an override of the configuration, or what was known before: a baseline, the state at `since`. */
  readonly kind: "inSource" | "configuration" | "baseline";
  /** As its author gave it. */
  readonly reason?: string;
}

/** A change that repairs a finding, for editors and review tools: what the tool would write, never what is there. */
export interface ProposedFix {
  /** What it does, as a full sentence. */
  readonly description: string;
  /** Replacements in files as they are, not in texts that are embedded in them. */
  readonly replacements: readonly Replacement[];
}

/** A stretch of a file, and what the tool would write there instead. */
export interface Replacement {
  /** What is replaced. */
  readonly location: Location;
  /** The new text. */
  readonly text: string;
}

/** A finding with concrete locations, redacted and fingerprinted: what reporters print. */
export interface ReportedFinding {
  /** Code of the rule: `SL3002`. */
  readonly code: string;
  /** Name of the rule: `secret-in-variable`. */
  readonly rule: string;
  /** How bad it is, by rule, configuration and confidence. */
  readonly level: Level;
  /** How sure it is. */
  readonly confidence: Confidence;
  /** What is wrong, for a maker. */
  readonly message: string;
  /** What to do about it, for a maker. */
  readonly advice?: string;
  /** Where it is. */
  readonly location: Location;
  /** The trace of the value from its origin to here; empty where none was followed. */
  readonly flow: readonly LocatedStep[];
  /** Other places that belong to it. */
  readonly related: readonly LocatedStep[];
  /** Whether `fix` can repair it. */
  readonly fixable: Fixable;
  /** The change that `fix` would make; absent where nothing can be repaired, or the change is more than a replacement of text. */
  readonly fix?: ProposedFix;
  /** The code around its place without any of its texts; only for reports that show it. */
  readonly excerpt?: Excerpt;
  /** Unique name of the solution, where there is one; not printed by itself. */
  readonly solution?: string;
  /** 16 hex digits made of names, and `:n` when several findings share them. */
  readonly fingerprint: string;
  /** Why it does not count; `null` when it does. */
  readonly suppressed: Suppression | null;
  /** Address of the rule's page. */
  readonly help: string;
}
