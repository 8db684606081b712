import { toolName } from "../about.ts";
import { UserError } from "../errors.ts";
import { isObject } from "../json.ts";
import { didYouMean } from "./nearest.ts";
import { shownName } from "./problems.ts";
import type { RuleInfo } from "./types.ts";

/** The names that mean a rule. Grows while configurations bring rules of their own. */
export interface RuleNames {
  /** The name of the rule that a name or code means, without regard to letter case. */
  find(nameOrCode: string): string | undefined;
  /** `there is no rule "x"; did you mean "y"?` */
  unknown(nameOrCode: string): string;
  /** The same for somebody who has just typed it: if no name is near, it says where to find all names. */
  explainUnknown(nameOrCode: string): string;
  add(name: string): void;
}

/** Names of rules that a message lists. */
const mostNamed = 8;

/** Looks rules up by name or code. */
export function ruleNames(rules: readonly Pick<RuleInfo, "code" | "name">[]): RuleNames {
  const byWord = new Map<string, string>();
  const names: string[] = [];
  const add = (name: string) => {
    byWord.set(name.toLowerCase(), name);
    names.push(name);
  };
  for (const rule of rules) {
    add(rule.name);
    byWord.set(rule.code.toLowerCase(), rule.name);
  }
  // Codes are numbers: the nearest one would be a guess.
  const hint = (word: string): string => (/^SL\d+$/i.test(word) ? "" : didYouMean(word, names));
  const listed = (word: string): string => {
    const all = `; '${toolName} rules' lists them`;
    // People who know the subject but not the name type a word of it.
    const about = names.filter((name) => `-${name}-`.includes(`-${word.toLowerCase()}-`));
    if (about.length === 0 || about.length > mostNamed) return all;
    return `; rules with this word: ${about.join(", ")}`;
  };
  return {
    find: (word) => byWord.get(word.toLowerCase()),
    unknown: (word) => `there is no rule ${shownName(word)}${hint(word)}`,
    explainUnknown: (word) => `there is no rule ${shownName(word)}${hint(word) || listed(word)}`,
    add,
  };
}

/** The name of the rule that an option means. @throws UserError for an unknown one */
export function findRule(word: string, names: RuleNames, option: string): string {
  const name = names.find(word);
  if (name !== undefined) return name;
  // Other linters take a list here.
  const several = word.split(",").map((one) => one.trim());
  if (several.length > 1 && several.every((one) => names.find(one) !== undefined))
    throw new UserError(`${option}: name one rule at a time: ${several.map((one) => `${option} ${one}`).join(" ")}`);
  throw new UserError(`${option}: ${names.explainUnknown(word)}`);
}

/** A configuration in which rules are called by their names only, and the way back to what is written. */
export interface NamedConfig {
  readonly value: unknown;
  /** The pointer, in the file, of what is at a pointer in `value`. */
  written(pointer: readonly string[]): readonly string[];
}

/**
 * Replaces the codes of known rules by their names, in `rules` and in the `rules` of overrides. A rule that is called by its name and its
 * code in one object keeps both keys: `check.ts` reports it.
 */
export function withNamesForCodes(value: unknown, names: RuleNames): NamedConfig {
  const writtenKeys = new Map<string, string>();

  function rename(rules: unknown, pointer: readonly string[]): unknown {
    if (!isObject(rules)) return rules;
    const taken = new Set(Object.keys(rules));
    const entries = Object.entries(rules).map(([key, setting]) => {
      const name = names.find(key) ?? key;
      if (taken.has(name)) return [key, setting] as const;
      taken.add(name);
      writtenKeys.set(JSON.stringify([...pointer, name]), key);
      return [name, setting] as const;
    });
    return Object.fromEntries(entries);
  }

  function written(pointer: readonly string[]): readonly string[] {
    return pointer.map((step, index) => writtenKeys.get(JSON.stringify(pointer.slice(0, index + 1))) ?? step);
  }

  if (!isObject(value)) return { value, written };
  const renamed: Record<string, unknown> = { ...value };
  if (value.rules !== undefined) renamed.rules = rename(value.rules, ["rules"]);
  if (Array.isArray(value.overrides)) {
    renamed.overrides = value.overrides.map((override: unknown, index) =>
      isObject(override) && override.rules !== undefined
        ? { ...override, rules: rename(override.rules, ["overrides", String(index), "rules"]) }
        : override,
    );
  }
  return { value: renamed, written };
}
