import { isObject, type JsonObject, valueAt } from "../json.ts";
import { compileRegularExpression, PatternError } from "../matching/regular-expression.ts";
import { type ConfigProblem, subject } from "./problems.ts";
import type { RuleNames } from "./rule-names.ts";
import type { RuleInfo } from "./types.ts";

/**
 * What a schema cannot say about a configuration: that its rules exist, its dates are dates and its regular expressions can be compiled to
 * tests in linear time. Looks only at parts that have the right type; the others are the validator's business.
 * @param names gets the configuration's own rules added
 */
export function checkMeaning(config: unknown, names: RuleNames, rules: readonly RuleInfo[]): readonly ConfigProblem[] {
  if (!isObject(config)) return [];
  return [
    // First, because the rest may name these rules.
    ...list(config.customRules).flatMap(([index, rule]) => checkCustomRule(rule, ["customRules", index], names)),
    ...checkRuleNames(config.rules, ["rules"], names),
    ...rules.flatMap((rule) => checkOptions(rule, valueAt(config, ["rules", rule.name, "1"]))),
    ...list(config.overrides).flatMap(([index, override]) => [
      ...checkRuleNames(override.rules, ["overrides", index, "rules"], names),
      ...checkDate(override.expires, ["overrides", index, "expires"]),
    ]),
    ...Object.entries(isObject(config.environments) ? config.environments : {}).flatMap(([name, environment]) =>
      checkPattern(valueAt(environment, ["vaultPattern"]), ["environments", name, "vaultPattern"]),
    ),
  ];
}

/** @param names gets the rule's name added */
function checkCustomRule(rule: JsonObject, pointer: readonly string[], names: RuleNames): readonly ConfigProblem[] {
  return [
    ...addName(rule.name, [...pointer, "name"], names),
    ...checkPaths(rule.given, [...pointer, "given"]),
    ...checkComparison(rule.then, [...pointer, "then"]),
  ];
}

function addName(name: unknown, pointer: readonly string[], names: RuleNames): readonly ConfigProblem[] {
  if (typeof name !== "string") return [];
  const existing = names.find(name);
  if (existing !== undefined) return [problemAt(pointer, `the rule "${existing}" exists already`)];
  names.add(name);
  return [];
}

/** One JSONPath, or several. */
function checkPaths(given: unknown, pointer: readonly string[]): readonly ConfigProblem[] {
  if (Array.isArray(given)) return given.flatMap((path: unknown, index) => checkPath(path, [...pointer, String(index)]));
  return checkPath(given, pointer);
}

function checkPath(path: unknown, pointer: readonly string[]): readonly ConfigProblem[] {
  if (typeof path !== "string") return [];
  if (!path.startsWith("$")) return [problemAt(pointer, 'a JSONPath begins with "$"')];
  if (/\[\s*\??\s*\(/.test(path)) return [problemAt(pointer, 'filters and scripts are not supported: compare in "then"')];
  return [];
}

function checkComparison(then: unknown, pointer: readonly string[]): readonly ConfigProblem[] {
  if (!isObject(then)) return [];
  // The schema says that there must be anything at all.
  const isEmpty = Object.keys(then).join() === "field";
  return [
    ...(isEmpty ? [problemAt(pointer, `${subject(pointer)} compares nothing`)] : []),
    ...["matches", "notMatches"].flatMap((key) => checkPattern(then[key], [...pointer, key])),
  ];
}

function checkRuleNames(settings: unknown, pointer: readonly string[], names: RuleNames): readonly ConfigProblem[] {
  if (!isObject(settings)) return [];
  const keys = new Map<string, string>();
  return Object.keys(settings).flatMap((key) => {
    const name = names.find(key);
    const other = name === undefined ? undefined : keys.get(name);
    if (name === undefined) return [problemAt([...pointer, key], names.explainUnknown(key), true)];
    if (other !== undefined) return [problemAt([...pointer, key], `"${other}" and "${key}" are the same rule: set it once`, true)];
    keys.set(name, key);
    return [];
  });
}

function checkOptions(rule: RuleInfo, options: unknown): readonly ConfigProblem[] {
  const properties = rule.options?.properties;
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([option, schema]) =>
    valueAt(schema, ["format"]) === "regex" ? checkPattern(valueAt(options, [option]), ["rules", rule.name, "1", option]) : [],
  );
}

function checkPattern(pattern: unknown, pointer: readonly string[]): readonly ConfigProblem[] {
  if (typeof pattern !== "string") return [];
  try {
    compileRegularExpression(pattern);
    return [];
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return [problemAt(pointer, `${subject(pointer)} is not a regular expression: ${error.message}`)];
  }
}

/** The schema says that it is written as a date. */
function checkDate(date: unknown, pointer: readonly string[]): readonly ConfigProblem[] {
  if (typeof date !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(date) || isDate(date)) return [];
  return [problemAt(pointer, "there is no such day in the calendar")];
}

/** @param key whether the key at the pointer is wrong, and not its value */
function problemAt(pointer: readonly string[], message: string, key = false): ConfigProblem {
  return { pointer, key, message };
}

/** The objects of a list, with their index as a pointer step. */
function list(value: unknown): (readonly [string, JsonObject])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown, index) => (isObject(item) ? [[String(index), item] as const] : []));
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
