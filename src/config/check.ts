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
export function checkMeaning(config: unknown, names: RuleNames, rules: readonly RuleInfo[]): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const add = (pointer: readonly string[], message: string, key = false) => problems.push({ pointer, key, message });
  if (!isObject(config)) return problems;

  for (const [index, rule] of list(config.customRules)) checkCustomRule(rule, ["customRules", index]);
  checkRuleNames(config.rules, ["rules"]);
  for (const rule of rules) checkOptions(rule, valueAt(config, ["rules", rule.name, "1"]));
  for (const [index, override] of list(config.overrides)) {
    checkRuleNames(override.rules, ["overrides", index, "rules"]);
    const expires = override.expires;
    if (typeof expires === "string" && /^\d{4}-\d{2}-\d{2}$/.test(expires) && !isDate(expires)) {
      add(["overrides", index, "expires"], "there is no such day in the calendar");
    }
  }
  for (const [name, environment] of Object.entries(isObject(config.environments) ? config.environments : {})) {
    checkPattern(valueAt(environment, ["vaultPattern"]), ["environments", name, "vaultPattern"]);
  }
  return problems;

  function checkRuleNames(settings: unknown, pointer: readonly string[]): void {
    if (!isObject(settings)) return;
    const keys = new Map<string, string>();
    for (const key of Object.keys(settings)) {
      const name = names.find(key);
      if (name === undefined) add([...pointer, key], names.explainUnknown(key), true);
      else if (keys.has(name)) add([...pointer, key], `"${keys.get(name)}" and "${key}" are the same rule: set it once`, true);
      else keys.set(name, key);
    }
  }

  function checkOptions(rule: RuleInfo, options: unknown): void {
    const properties = rule.options?.properties;
    if (!isObject(properties)) return;
    for (const [option, schema] of Object.entries(properties)) {
      if (valueAt(schema, ["format"]) === "regex") checkPattern(valueAt(options, [option]), ["rules", rule.name, "1", option]);
    }
  }

  function checkPattern(pattern: unknown, pointer: readonly string[]): void {
    if (typeof pattern !== "string") return;
    try {
      compileRegularExpression(pattern);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      add(pointer, `${subject(pointer)} is not a regular expression: ${error.message}`);
    }
  }

  function checkCustomRule(rule: JsonObject, pointer: readonly string[]): void {
    const name = rule.name;
    if (typeof name === "string") {
      if (names.find(name) !== undefined) add([...pointer, "name"], `the rule "${names.find(name)}" exists already`);
      else names.add(name);
    }
    const given = rule.given;
    const paths: readonly (readonly [unknown, readonly string[]])[] = Array.isArray(given)
      ? given.map((path: unknown, index) => [path, ["given", String(index)]] as const)
      : [[given, ["given"]]];
    for (const [path, steps] of paths) {
      if (typeof path !== "string") continue;
      if (!path.startsWith("$")) add([...pointer, ...steps], 'a JSONPath begins with "$"');
      else if (/\[\s*\??\s*\(/.test(path)) add([...pointer, ...steps], 'filters and scripts are not supported: compare in "then"');
    }
    const then = rule.then;
    if (!isObject(then)) return;
    // The schema says that there must be anything at all.
    if (Object.keys(then).join() === "field") add([...pointer, "then"], `${subject([...pointer, "then"])} compares nothing`);
    for (const key of ["matches", "notMatches"]) checkPattern(then[key], [...pointer, "then", key]);
  }
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
