/**
 * The API for rules: everything that `rules/<name>/rule.ts` may import.
 * A rule states what it looks for. How values flow, on which line a finding is, what is suppressed and what has to be redacted is not its
 * concern.
 */
import type { Analysis } from "./dataflow/analysis.ts";
import type { ValueFlow } from "./dataflow/value-flow.ts";
import type { Confidence } from "./findings/confidence.ts";
import type { Fixable, FlowStep, RelatedPlace } from "./findings/finding.ts";
import type { Level } from "./findings/level.ts";
import type { SuppressionUse } from "./findings/suppression-use.ts";
import type { JsonObject } from "./json.ts";
import type { Repair } from "./repair/repair.ts";
import type { Place } from "./source/place.ts";

export { isLogicApp } from "./cloud-flow/logic-app.ts";
export type { CloudFlow, FlowConnection, FlowParameter, Operation } from "./cloud-flow/model.ts";
export { flowPlace, operationPlace } from "./cloud-flow/model.ts";
export {
  hasSecureInputs,
  hasSecureOutputs,
  mirrorsInputs,
  supportsSecureInputs,
  supportsSecureOutputs,
} from "./cloud-flow/secure-settings.ts";
export type { Analysis } from "./dataflow/analysis.ts";
export { mentionsOf } from "./dataflow/components/mentions.ts";
export type { OtherCredential } from "./dataflow/components/other-credential.ts";
export { namesUser } from "./dataflow/desktop/calls/calls.ts";
export type { DesktopContractProblem } from "./dataflow/desktop/calls/contract-problem.ts";
export type { DesktopLeak, DesktopRowLeak } from "./dataflow/desktop/leaks/leaks.ts";
export type { DesktopCredential } from "./dataflow/desktop/literals/literals.ts";
export type { Origin } from "./dataflow/following/follow.ts";
export type { ValueOrigin } from "./dataflow/following/origins.ts";
export type { InsensitiveInput } from "./dataflow/leaks/insensitive-input.ts";
export type { Leak } from "./dataflow/leaks/leaks.ts";
export type { Role, RoleKind } from "./dataflow/roles.ts";
export type { CredentialHit } from "./dataflow/sources/written-credentials.ts";
export { actionOf, nameOfOrigin } from "./dataflow/traces/describe.ts";
export type { SecretOutputs, ValueFlow } from "./dataflow/value-flow.ts";
export { isSameSolution } from "./dataflow/workspace/name-resolution.ts";
export { type DesktopFlow, type DesktopPort, type DesktopRow, desktopPlace, rowFinder, rowName, rowPlace } from "./desktop-flow/model.ts";
export { actionCallsOf } from "./desktop-flow/robin/walk.ts";
export type { Confidence } from "./findings/confidence.ts";
export { byConfidence, lowestConfidence } from "./findings/confidence.ts";
export type { FlowStep, RelatedPlace } from "./findings/finding.ts";
export type { Level } from "./findings/level.ts";
export { bySeverity, levelFor } from "./findings/level.ts";
export { andMoreInWords, countInWords, listInWords } from "./findings/list-in-words.ts";
export { isObject, objectAt, textAt, valueAt } from "./json.ts";
export { connectorTitle } from "./knowledge/connectors.ts";
export { compileRegularExpression } from "./matching/regular-expression.ts";
export { type ClearParameter, clearParameters } from "./queries/deployment/clear-parameters.ts";
export { contractChanges, previousOf, solutionChange, solutionPlace } from "./queries/deployment/contract-changes.ts";
export { desktopContractProblems } from "./queries/deployment/desktop-contract.ts";
export { type PlaintextVariable, plaintextVariables } from "./queries/deployment/plaintext-variables.ts";
export { isDescribed, referenceUses } from "./queries/deployment/reference-uses.ts";
export { type NamedPlace, type SettingsGaps, settingsGaps } from "./queries/deployment/settings-gaps.ts";
export { comparableSettings } from "./queries/deployment/settings-scope.ts";
export { solutionsWithUnreadFlows } from "./queries/deployment/unread-flows.ts";
export { type Caller, unresolvedCalls, unresolvedReferences } from "./queries/deployment/unresolved.ts";
export { type ParameterRead, parameterReads, type VariableUse, variableUses } from "./queries/deployment/variable-uses.ts";
export { type NameWording, nameWording } from "./queries/name-wording.ts";
export { uncheckedSettings } from "./queries/requests/certificate-settings.ts";
export { foldedAt, passwordSignIn } from "./queries/requests/connection-sign-in.ts";
export { type ConnectorAddress, insecureConnectorAddresses } from "./queries/requests/connector-addresses.ts";
export { insecureConnectors, uncheckedScripts } from "./queries/requests/connector-transport.ts";
export { desktopCertificateChecks, desktopUrls } from "./queries/requests/desktop-requests.ts";
export { insecureAddresses } from "./queries/requests/insecure-addresses.ts";
export { flowsWithSecrets } from "./queries/traces/flows-with-secrets.ts";
export { fieldInstead, leakReport } from "./queries/traces/leak-report.ts";
export { connectorVaults } from "./queries/vaults/connector-vaults.ts";
export { desktopVaults, rowOfFlow } from "./queries/vaults/desktop-vaults.ts";
export type { VaultLiteral } from "./queries/vaults/model.ts";
export { vaultsInSettings } from "./queries/vaults/settings-vaults.ts";
export { secretNames, secretVersions, vaultFacts, vaultNames, vaultRequests } from "./queries/vaults/vaults.ts";
export type { Repair } from "./repair/repair.ts";
export type { CredentialMatch } from "./secrets/credential.ts";
export { describeCredential, rotateNow } from "./secrets/evidence.ts";
export { placeholder } from "./secrets/harmless/placeholders.ts";
export { isBroughtByDependency } from "./solution/dependencies.ts";
export { type DeploymentSettings, isReplacedLater, type ReferenceSetting, type VariableSetting } from "./solution/deployment-settings.ts";
export { stageOf, stagesOf } from "./solution/environment-name.ts";
export type { ConnectionReference, EnvironmentVariable, Solution } from "./solution/model.ts";
export { withoutPrefix } from "./solution/schema-name.ts";
export { readSecretReference, vaultIn } from "./solution/secret-reference.ts";
export { type Place, placeKey } from "./source/place.ts";

/** Metadata of a rule: the single source of its page, its row in lists, its SARIF descriptor and its configuration schema. */
export interface RuleMetadata<MessageId extends string = string> {
  /** `SLnnnn`, never reused. */
  readonly code: string;
  /** The name of its folder, and its key in a configuration file. */
  readonly name: string;
  /** One sentence of at most 100 characters, ending in a full stop. */
  readonly summary: string;
  /** Level of a finding of high confidence. */
  readonly level: Level;
  /** The smallest preset that contains it: `strict` contains all rules. */
  readonly preset: "recommended" | "strict";
  /** CVSS-like, 0.1 to 10; absent for rules that are not about security. */
  readonly securitySeverity?: number;
  /** Numbers of the weaknesses in https://cwe.mitre.org that it detects. */
  readonly cwe?: readonly number[];
  /** The documentation page that justifies the rule. */
  readonly source: string;
  /** The most that `fix` does about its findings. A finding is not fixable where it is not known what to write. */
  readonly fixable?: Exclude<Fixable, "no">;
  /** Version in which the rule was introduced. */
  readonly since: string;
  /** JSON Schema (draft-07) of the options object, each property with its default. */
  readonly options?: JsonObject;
  /** What is wrong: full sentences with `{placeholders}`. */
  readonly messages: Readonly<Record<MessageId, string>>;
  /** What to do about it, by message; full sentences with `{placeholders}`. */
  readonly advice?: Readonly<Partial<Record<MessageId, string>>>;
}

/** A rule: its metadata and its check. */
export interface Rule<MessageId extends string = string> extends RuleMetadata<MessageId> {
  /** It reports the limits that the questions of other rules ran into, so it is checked after them. */
  readonly isLast?: boolean;
  /** The plug-in that it comes from, as the user named it. */
  readonly plugin?: string;
  /** Called once per run. */
  check?(context: RuleContext<MessageId>): void;
  /** Instead of `check`, for rules about suppressions: called when it is known which findings each of them suppresses. */
  checkSuppressions?(context: SuppressionContext<MessageId>): void;
}

/** What a check is called with. */
export interface RuleContext<MessageId extends string = string> {
  /** Everything that was read: solutions, flows, credentials. */
  readonly analysis: Analysis;
  /** Answers questions about values: where they come from and where they go. */
  readonly values: ValueFlow;
  /** The rule's options with their defaults filled in. */
  readonly options: JsonObject;
  /** Whether the rule of this name is on, so that this one can leave a place to it. */
  runs(rule: string): boolean;
  /** Reports a finding. */
  report(report: Report<MessageId>): void;
}

/** What a check of suppressions is called with. */
export interface SuppressionContext<MessageId extends string = string> {
  /** Suppressions that suppress nothing, and those without a reason. */
  readonly suppressions: SuppressionUse;
  /** Reports a finding. */
  report(report: Report<MessageId>): void;
}

/** A finding, as a rule reports it. */
export interface Report<MessageId extends string = string> {
  /** Its place, from which line and column are computed later. */
  readonly at: Place;
  /** Which message of the rule, and which advice. */
  readonly message: MessageId;
  /** What to do here, where the rule's own advice does not fit. */
  readonly advice?: string | undefined;
  /** Values of the placeholders in message and advice. */
  readonly data?: Readonly<Record<string, string | number>>;
  /** Overrides the level of the rule; a finding of less than high confidence is still reported one level lower. */
  readonly level?: Level;
  /** Default: `high`. */
  readonly confidence?: Confidence;
  /** Report at this level regardless of the confidence. */
  readonly keepLevel?: boolean;
  /** The path of the value from its origin to here. */
  readonly path?: readonly FlowStep[];
  /** Other places that belong to the finding. */
  readonly related?: readonly RelatedPlace[];
  /** What `fix` does about it, all together; the finding counts as fixable if this can be written to the files. */
  readonly repairs?: readonly Repair[];
}

/** Defines a rule, and checks message ids in `check` against `messages`. */
export function defineRule<MessageId extends string>(rule: Rule<MessageId>): Rule<MessageId> {
  return rule;
}

/** A rule of a plug-in, which has neither a code nor a page of its own. */
export type PluginRule<MessageId extends string = string> = Omit<
  Rule<MessageId>,
  "code" | "preset" | "source" | "since" | "fixable" | "plugin"
>;

/** Defines a rule of a plug-in, and checks message ids in `check` against `messages`. */
export function definePluginRule<MessageId extends string>(rule: PluginRule<MessageId>): PluginRule<MessageId> {
  return rule;
}
