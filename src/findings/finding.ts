import type { Place } from "../source/place.ts";
import type { Confidence } from "./confidence.ts";
import type { Level } from "./level.ts";

/** Whether `solutionlint fix` can repair it: without asking, only with `--unsafe`, or not at all. */
export type Fixable = "safe" | "unsafe" | "no";

/** What happens at a step of a trace, for pictures; `action` where there is nothing more to say. */
export type StepKind =
  | "vault"
  | "action"
  | "trigger"
  | "data"
  | "variable"
  | "environment-variable"
  | "parameter"
  | "request"
  | "message"
  | "store"
  | "log"
  | "response"
  | "child-flow"
  | "desktop-flow";

/** What a step may know about itself besides its message. */
export interface StepTraits {
  /** What the step is to the value. */
  readonly kind?: StepKind;
  /** Whether the run history shows the value here; absent where that is not known. */
  readonly shown?: boolean;
  /** How many steps of a long trace are left out after this one. */
  readonly leftOut?: number;
}

/** One step of the trace of a value. */
export interface FlowStep extends StepTraits {
  /** What happens here, without the name of the operation: `reads a Key Vault secret`, `stores it in 'apiKey'`. */
  readonly message: string;
  readonly place: Place;
}

/** Another place that belongs to the finding. */
export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

/** What a rule reports: symbolic places, no line numbers yet. */
export interface Finding {
  readonly code: string;
  readonly rule: string;
  /** Which of the rule's messages it is. */
  readonly messageId: string;
  readonly level: Level;
  readonly confidence: Confidence;
  /** Full sentences that tell a maker what is wrong. Never holds a secret's text. */
  readonly message: string;
  /** What to do about it, in the designer's words; shown after an arrow. */
  readonly advice?: string;
  readonly place: Place;
  readonly flow: readonly FlowStep[];
  readonly related: readonly RelatedPlace[];
}
