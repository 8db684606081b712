import { defaultMaxSteps } from "../dataflow/following/follow.ts";
import type { Level } from "../findings/level.ts";
import type { InputLimits } from "../input/artifact.ts";
import type { JsonObject } from "../json.ts";

/** The named sets of rules: `strict` holds everything that `recommended` holds. */
export type PresetName = "recommended" | "strict";

/** All presets, the default first. */
export const presetNames: readonly PresetName[] = ["recommended", "strict"];

/**
 * What a configuration may say about a rule. `on` leaves the level to the rule, which may differ from finding to finding; a level applies
 * to all of its findings.
 */
export type RuleLevel = "off" | "on" | Level;

/** All levels that a configuration can give to a rule. */
export const ruleLevels: readonly RuleLevel[] = ["off", "on", "note", "warning", "error"];

/** Options of a rule, as the schema in its metadata allows. */
export type RuleOptions = JsonObject;

/** A level, or a level with options. Without options those of an extended configuration, or the defaults, stay. */
export type RuleSetting = RuleLevel | readonly [RuleLevel] | readonly [RuleLevel, RuleOptions];

/** What the configuration must know about a rule: a part of the rule's metadata. */
export interface RuleInfo {
  /** `SLnnnn`; rules of plug-ins and configurations may use their name. */
  readonly code: string;
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** The level of a finding of high confidence. */
  readonly level: Level;
  readonly preset: PresetName;
  /** JSON Schema (draft-07) of the options: an object with `properties`, each with a `default`, and `additionalProperties: false`. */
  readonly options?: JsonObject;
}

/** The configuration as users write it in `.solutionlintrc.json` or under `solutionlint` in package.json. */
export interface SolutionlintConfig {
  readonly $schema?: string;
  /** Preset names and relative paths of other configurations; later ones win over earlier ones, the file itself wins over all. */
  readonly extends?: string | readonly string[];
  /** By rule name or code. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly overrides?: readonly OverrideConfig[];
  /** Globs; what they match is left out of the analysis. */
  readonly ignore?: readonly string[];
  /** By name of the environment. */
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>;
  /** Words, in any language, that mark a name as the name of a credential. */
  readonly sensitiveNames?: readonly string[];
  /** Own entries for the table of connectors, by connector id. */
  readonly connectors?: OwnEntries;
  /** Own entries for the table of desktop actions. */
  readonly desktopActions?: OwnEntries;
  readonly customRules?: readonly CustomRuleConfig[];
  readonly limits?: Partial<Limits>;
}

/** Entries of a knowledge table by their key, in the table's own form. */
export type OwnEntries = Readonly<Record<string, JsonObject>>;

/**
 * Other levels for a part of the input. A list that is absent or empty does not restrict; of several lists all must match, of a list one
 * entry.
 */
export interface OverrideConfig {
  /** Globs on the unique name of the solution. */
  readonly solutions?: readonly string[];
  /** Globs on the display name of a cloud or desktop flow. */
  readonly flows?: readonly string[];
  /** Globs on the name of the action or trigger; `Subflow:line` and names of inputs and outputs in desktop flows. */
  readonly operations?: readonly string[];
  /** Globs on files. */
  readonly files?: readonly string[];
  /** Levels by rule name or code; `off` suppresses the findings. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  readonly reason?: string;
  /** Last day on which the override applies, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** What a configuration says about an environment. */
export interface EnvironmentConfig {
  /** Deployment settings file, relative to the configuration file. */
  readonly settings?: string;
  /** Regular expression that the names of the environment's vaults match. */
  readonly vaultPattern?: string;
}

/** A value that a rule as data can compare with. */
export type Scalar = string | number | boolean | null;

/** A rule without code: every value that `given` selects must satisfy `then`. */
export interface CustomRuleConfig {
  /** `<own prefix>/<name>`, so that it never meets a built-in rule. */
  readonly name: string;
  readonly message: string;
  readonly advice?: string;
  /** Default: `warning`. */
  readonly level?: Level;
  /** JSONPath expressions without filters, applied to the JSON document of each component. */
  readonly given: string | readonly string[];
  /** Kinds of components to look at; all JSON components when absent. */
  readonly components?: readonly string[];
  readonly then: CustomRuleAssertion;
}

/** All given comparisons must hold. */
export interface CustomRuleAssertion {
  /** Member of the selected value to compare instead of the value itself; steps separated by `.`. */
  readonly field?: string;
  readonly exists?: boolean;
  readonly equals?: Scalar;
  readonly notEquals?: Scalar;
  readonly oneOf?: readonly Scalar[];
  readonly noneOf?: readonly Scalar[];
  /** Regular expressions. */
  readonly matches?: string;
  readonly notMatches?: string;
}

/** Bounds of the analysis; reaching one becomes an SL0007 finding. */
export interface AnalysisLimits {
  /**
   * Most places that the secrets of a run are followed to, all together; solutions that have nothing to do with each other count by
   * themselves.
   */
  readonly analysisSteps: number;
}

/** The limits of the analysis when a configuration sets none. */
export const defaultAnalysisLimits: AnalysisLimits = { analysisSteps: defaultMaxSteps };

/** All limits that a configuration can set. */
export type Limits = InputLimits & AnalysisLimits;

/** Where a setting comes from. */
export interface SettingOrigin {
  /** For people: `default`, `preset recommended`, `--rule`, `.solutionlintrc.json:12:5`. */
  readonly text: string;
  /** The configuration file, relative to the working directory, with `/`. */
  readonly file?: string;
  /** Unescaped steps of the RFC 6901 pointer in that file. */
  readonly pointer?: readonly string[];
}

/** A value and where it comes from. */
export interface Sourced<T> {
  readonly value: T;
  readonly origin: SettingOrigin;
}

/** Level and options of a rule, and what set them. */
export interface ResolvedRule {
  readonly name: string;
  readonly code: string;
  readonly level: RuleLevel;
  readonly levelOrigin: SettingOrigin;
  /** `--only` names other rules: overrides cannot turn it on, either. */
  readonly isLeftOut?: true;
  /** Complete: what nobody set has the default of the rule's schema. */
  readonly options: RuleOptions;
  readonly optionsOrigin: SettingOrigin;
}

/** An override with every list that it may leave out, and where it is written. */
export interface ResolvedOverride {
  readonly solutions: readonly string[];
  readonly flows: readonly string[];
  readonly operations: readonly string[];
  readonly files: readonly string[];
  /** By rule name. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
  readonly reason: string | undefined;
  readonly expires: string | undefined;
  readonly origin: SettingOrigin;
}

/** An environment with its paths resolved. */
export interface ResolvedEnvironment {
  readonly name: string;
  /** Absolute path of the deployment settings file. */
  readonly settings: string | undefined;
  readonly vaultPattern: string | undefined;
  readonly origin: SettingOrigin;
}

/** A rule as data, checked and with its defaults. */
export interface ResolvedCustomRule extends Omit<CustomRuleConfig, "given" | "level"> {
  readonly level: Level;
  readonly given: readonly string[];
  readonly origin: SettingOrigin;
}

/** Everything decided: what the linter works with. */
export interface ResolvedConfig {
  /** The configuration files that took part, extended ones first, relative to the working directory. */
  readonly files: readonly string[];
  /** Absolute path of the working directory: what input paths are relative to. */
  readonly cwd: string;
  /** Absolute path of the folder that globs on files are relative to: that of the main configuration file, else the working directory. */
  readonly folder: string;
  readonly preset: Sourced<PresetName>;
  /** By name, in the order of the rules handed in, custom rules last. */
  readonly rules: ReadonlyMap<string, ResolvedRule>;
  /** In order of precedence: the last that applies wins. */
  readonly overrides: readonly ResolvedOverride[];
  readonly ignore: readonly Sourced<string>[];
  readonly environments: readonly ResolvedEnvironment[];
  readonly sensitiveNames: readonly Sourced<string>[];
  readonly connectors: ReadonlyMap<string, Sourced<JsonObject>>;
  readonly desktopActions: ReadonlyMap<string, Sourced<JsonObject>>;
  readonly customRules: readonly ResolvedCustomRule[];
  readonly limits: Limits;
  /** Where the limits that are not the default come from. */
  readonly limitOrigins: ReadonlyMap<keyof Limits, SettingOrigin>;
}
