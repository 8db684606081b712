import { resolve } from "node:path";
import { distinctBy } from "../collections.ts";
import { UserError } from "../errors.ts";
import { defaultInputLimits } from "../input/artifact.ts";
import { isObject, type JsonObject, valueAt } from "../json.ts";
import type { ConfigLayer, LoadedConfig } from "./load.ts";
import { didYouMean, meantLevel, suggestion } from "./nearest.ts";
import { shownName } from "./problems.ts";
import { findRule, ruleNames } from "./rule-names.ts";
import {
  defaultAnalysisLimits,
  type Limits,
  type OverrideConfig,
  presetNames,
  type ResolvedConfig,
  type ResolvedCustomRule,
  type ResolvedEnvironment,
  type ResolvedOverride,
  type ResolvedRule,
  type RuleInfo,
  type RuleLevel,
  type RuleOptions,
  ruleLevels,
  type SettingOrigin,
  type Sourced,
} from "./types.ts";

/** What the command line says about the configuration, as typed. */
export interface ConfigOptions {
  /** `--preset` */
  readonly preset?: string | undefined;
  /** `--rule NAME[=LEVEL]` */
  readonly rules?: readonly string[] | undefined;
  /** `--only NAME` */
  readonly only?: readonly string[] | undefined;
}

/** Rules that `--only` leaves as they are: without them a file that was not read would look like a file without findings. */
const neverLeftOut: ReadonlySet<string> = new Set(["SL0001", "SL0002"]);

/**
 * Brings defaults, preset, configuration files and command line together, each winning over the one before.
 * @param loaded undefined when there is no configuration file
 * @param cwd absolute path of the working directory
 * @throws UserError for an unknown preset, rule or level on the command line, with the nearest known word
 */
export function resolveConfig(
  loaded: LoadedConfig | undefined,
  options: ConfigOptions,
  rules: readonly RuleInfo[],
  cwd: string,
): ResolvedConfig {
  const layers = loaded?.layers ?? [];
  const preset = resolvePreset(loaded, options.preset);
  const customRules = layers.flatMap(customRulesOf);
  const resolved = new Map<string, ResolvedRule>();

  for (const rule of rules) {
    const on = rule.preset === "recommended" || preset.value === "strict";
    const levelOrigin: SettingOrigin = { text: `preset ${preset.value}` };
    const optionsOrigin: SettingOrigin = { text: "default" };
    resolved.set(rule.name, {
      name: rule.name,
      code: rule.code,
      level: on ? "on" : "off",
      levelOrigin,
      options: defaultOptions(rule),
      optionsOrigin,
    });
  }
  for (const { name, origin } of customRules) {
    resolved.set(name, { name, code: name, level: "on", levelOrigin: origin, options: {}, optionsOrigin: { text: "default" } });
  }
  for (const layer of layers) applyLayer(layer, resolved, rules);
  applyCommandLine(options, resolved);

  return {
    files: layers.map((layer) => layer.file),
    cwd,
    folder: layers.at(-1)?.folder ?? cwd,
    preset,
    rules: resolved,
    overrides: layers.flatMap(overridesOf),
    ignore: collect(layers, "ignore"),
    environments: environmentsOf(layers),
    sensitiveNames: distinctBy(collect(layers, "sensitiveNames"), ({ value }) => value.toLowerCase()),
    connectors: entriesOf(layers, "connectors"),
    desktopActions: entriesOf(layers, "desktopActions"),
    customRules,
    ...limitsOf(layers),
  };
}

function resolvePreset(loaded: LoadedConfig | undefined, option: string | undefined): ResolvedConfig["preset"] {
  if (option === undefined) return loaded?.preset ?? { value: "recommended", origin: { text: "default" } };
  const named = presetNames.find((preset) => preset === option);
  if (named === undefined)
    throw new UserError(`--preset: there is no preset ${shownName(option)}${didYouMean(option, presetNames)} (${presetNames.join(", ")})`);
  return { value: named, origin: { text: "--preset" } };
}

/** The defaults that the schema of a rule's options states. */
export function defaultOptions(rule: Pick<RuleInfo, "options">): RuleOptions {
  const properties = rule.options?.properties;
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const value = valueAt(schema, ["default"]);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function applyLayer(layer: ConfigLayer, resolved: Map<string, ResolvedRule>, rules: readonly RuleInfo[]): void {
  const infos = new Map(rules.map((rule) => [rule.name, rule]));
  for (const [name, setting] of Object.entries(layer.config.rules ?? {})) {
    const rule = resolved.get(name);
    if (rule === undefined) continue;
    const [level, options] = typeof setting === "string" ? [setting, undefined] : setting;
    const origin = layer.origin(["rules", name]);
    const info = infos.get(name);
    resolved.set(name, {
      ...rule,
      level,
      levelOrigin: origin,
      ...(options === undefined
        ? {}
        : { options: { ...(info === undefined ? {} : defaultOptions(info)), ...options }, optionsOrigin: origin }),
    });
  }
}

function applyCommandLine(options: ConfigOptions, resolved: Map<string, ResolvedRule>): void {
  const names = ruleNames([...resolved.values()]);
  const set = (name: string, level: RuleLevel, option: string) => {
    const rule = resolved.get(name);
    if (rule !== undefined) resolved.set(name, { ...rule, level, levelOrigin: { text: option } });
  };

  for (const argument of options.rules ?? []) {
    const [word = "", level = "on"] = splitAtEquals(argument);
    set(findRule(word, names, "--rule"), levelOf(level, word), "--rule");
  }

  const only = new Set((options.only ?? []).map((word) => findRule(word, names, "--only")));
  if (only.size === 0) return;
  for (const rule of [...resolved.values()]) {
    if (only.has(rule.name)) {
      if (rule.level === "off") set(rule.name, "on", "--only");
    } else if (!neverLeftOut.has(rule.code)) {
      resolved.set(rule.name, { ...rule, level: "off", levelOrigin: { text: "--only" }, isLeftOut: true });
    }
  }
}

function splitAtEquals(argument: string): readonly string[] {
  const at = argument.indexOf("=");
  return at === -1 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)];
}

function levelOf(word: string, rule: string): RuleLevel {
  const level = ruleLevels.find((known) => known === word);
  if (level !== undefined) return level;
  const hint = suggestion(meantLevel(word, ruleLevels));
  throw new UserError(`--rule ${rule}: there is no level ${shownName(word)}${hint} (${ruleLevels.join(", ")})`);
}

function overridesOf(layer: ConfigLayer): ResolvedOverride[] {
  return (layer.config.overrides ?? []).map((override, index) => resolveOverride(override, layer.origin(["overrides", String(index)])));
}

/** An override with every list that it may leave out. */
export function resolveOverride(override: OverrideConfig, origin: SettingOrigin): ResolvedOverride {
  const { solutions = [], flows = [], operations = [], files = [], rules, reason, expires } = override;
  return { solutions, flows, operations, files, rules: new Map(Object.entries(rules)), reason, expires, origin };
}

function customRulesOf(layer: ConfigLayer): ResolvedCustomRule[] {
  return (layer.config.customRules ?? []).map((rule, index) => ({
    ...rule,
    level: rule.level ?? "warning",
    given: typeof rule.given === "string" ? [rule.given] : rule.given,
    origin: layer.origin(["customRules", String(index)]),
  }));
}

/** An environment that several files describe is put together member by member. */
function environmentsOf(layers: readonly ConfigLayer[]): ResolvedEnvironment[] {
  const environments = new Map<string, ResolvedEnvironment>();
  for (const layer of layers) {
    for (const [name, environment] of Object.entries(layer.config.environments ?? {})) {
      const known = environments.get(name);
      environments.set(name, {
        name,
        settings: environment.settings === undefined ? known?.settings : resolve(layer.folder, environment.settings),
        vaultPattern: environment.vaultPattern ?? known?.vaultPattern,
        origin: layer.origin(["environments", name]),
      });
    }
  }
  return [...environments.values()];
}

function collect(layers: readonly ConfigLayer[], key: "ignore" | "sensitiveNames"): Sourced<string>[] {
  return layers.flatMap((layer) =>
    (layer.config[key] ?? []).map((value, index) => ({ value, origin: layer.origin([key, String(index)]) })),
  );
}

/** Of two entries for one key the later one counts, as a whole. */
function entriesOf(layers: readonly ConfigLayer[], key: "connectors" | "desktopActions"): Map<string, Sourced<JsonObject>> {
  return new Map(
    layers.flatMap((layer) =>
      Object.entries(layer.config[key] ?? {}).map(([name, value]) => [name, { value, origin: layer.origin([key, name]) }] as const),
    ),
  );
}

function limitsOf(layers: readonly ConfigLayer[]): Pick<ResolvedConfig, "limits" | "limitOrigins"> {
  let limits: Limits = { ...defaultInputLimits, ...defaultAnalysisLimits };
  const limitOrigins = new Map<keyof Limits, SettingOrigin>();
  for (const layer of layers) {
    const own = layer.config.limits ?? {};
    limits = { ...limits, ...own };
    for (const name of Object.keys(own) as (keyof Limits)[]) limitOrigins.set(name, layer.origin(["limits", name]));
  }
  return { limits, limitOrigins };
}
