/**
 * The face for rules: everything that `rules/<name>/rule.ts` may import.
 * A rule states what it looks for. How values flow, where the line is, what is suppressed and what must be redacted is none of its business.
 */
import type { Analysis } from "./dataflow/analysis.ts";
import type { ValueFlow } from "./dataflow/values.ts";
import type { JsonObject } from "./json.ts";
import type { Confidence, Fixable, FlowStep, Level, RelatedPlace } from "./linter/finding.ts";
import type { Place } from "./source/place.ts";

export type { CloudFlow, FlowConnection, FlowParameter, Operation } from "./cloud-flow/model.ts";
export { flowPlace, operationPlace } from "./cloud-flow/model.ts";
export {
  hasSecureInputs,
  hasSecureOutputs,
  mirrorsInputs,
  supportsSecureInputs,
  supportsSecureOutputs,
} from "./cloud-flow/secure-settings.ts";
export type { Analysis, CredentialHit } from "./dataflow/analysis.ts";
export { actionOf, nameOfOrigin } from "./dataflow/describe.ts";
export type { Origin } from "./dataflow/follow.ts";
export type { ValueOrigin } from "./dataflow/origins.ts";
export type { Role, RoleKind } from "./dataflow/roles.ts";
export { unresolvedReferences } from "./dataflow/unresolved.ts";
export { type Leak, leastSure, type SecretOutputs, type ValueFlow } from "./dataflow/values.ts";
export { secretNames, secretVersions, vaultNames } from "./dataflow/vaults.ts";
export { isObject, objectAt, textAt, valueAt } from "./json.ts";
export type { Confidence, FlowStep, Level, RelatedPlace } from "./linter/finding.ts";
export { evidenceInWords } from "./secrets/evidence.ts";
export type { ConnectionReference, EnvironmentVariable, Solution } from "./solution/model.ts";
export type { Place } from "./source/place.ts";

/** What a rule says about itself: the single source of its page, its row in the lists, its SARIF descriptor and its configuration schema. */
export interface RuleMetadata<MessageId extends string = string> {
  /** `SLnnnn`, never reused. */
  readonly code: string;
  /** The folder's name and the word in a configuration file. */
  readonly name: string;
  /** One sentence of at most 100 characters, ending in a full stop. */
  readonly summary: string;
  /** Level of a finding of high confidence. */
  readonly level: Level;
  readonly preset: "recommended" | "strict";
  /** CVSS-like, 0.1 to 10; absent for rules that are not about security. */
  readonly securitySeverity?: number;
  readonly cwe?: readonly number[];
  /** The page that justifies the rule. */
  readonly source: string;
  readonly fixable?: Fixable;
  /** Version in which the rule came. */
  readonly since: string;
  /** JSON Schema (draft-07) of the options object, each property with its default. */
  readonly options?: JsonObject;
  /** What is wrong: full sentences with `{placeholders}`. */
  readonly messages: Readonly<Record<MessageId, string>>;
  /** What to do about it, by message; full sentences with `{placeholders}`. */
  readonly advice?: Readonly<Partial<Record<MessageId, string>>>;
}

/** A rule: what it says about itself, and its check, called once for a run. */
export interface Rule<MessageId extends string = string> extends RuleMetadata<MessageId> {
  check(context: RuleContext<MessageId>): void;
}

/** What a check gets. */
export interface RuleContext<MessageId extends string = string> {
  /** Everything that was read: solutions, flows, credentials. */
  readonly analysis: Analysis;
  /** The questions about values. */
  readonly values: ValueFlow;
  /** The rule's options with their defaults filled in. */
  readonly options: JsonObject;
  report(report: Report<MessageId>): void;
}

export interface Report<MessageId extends string = string> {
  readonly at: Place;
  readonly message: MessageId;
  readonly data?: Readonly<Record<string, string | number>>;
  /** Instead of the rule's own level; confidence below high still takes one level off. */
  readonly level?: Level;
  /** `high` when not given. */
  readonly confidence?: Confidence;
  /** Report at the given level whatever the confidence. */
  readonly keepLevel?: boolean;
  readonly path?: readonly FlowStep[];
  readonly related?: readonly RelatedPlace[];
  readonly fixable?: Fixable;
}

/** Gives a rule its type: message ids in `check` are checked against `messages`. */
export function defineRule<MessageId extends string>(rule: Rule<MessageId>): Rule<MessageId> {
  return rule;
}

const lowered: Readonly<Record<Level, Level>> = { error: "warning", warning: "note", note: "note" };

/** A finding of less than high confidence goes one level down. */
export function levelFor(level: Level, confidence: Confidence): Level {
  return confidence === "high" ? level : lowered[level];
}
