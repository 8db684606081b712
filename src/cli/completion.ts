import yargs from "yargs";
import { rules } from "../../rules/index.ts";
import { distinct } from "../collections.ts";
import { reporterNames } from "../report/index.ts";
import { graphFormats } from "./graph-options.ts";
import { inventoryFormats } from "./inventory-options.ts";
import { lintOptions } from "./lint-options.ts";
import { ruleFormats } from "./rules-options.ts";
import { optionChoices, optionNames } from "./usage-errors.ts";

/**
 * Words that may follow on the command line.
 * @param current what has been typed of the word
 * @param before the words before it
 * @param usual what yargs would offer
 */
export function complete(current: string, before: readonly string[], usual: readonly string[]): string[] {
  const last = before.at(-1);
  const names = rules.map(({ name }) => name);
  if (last === "explain") return starting(names, current);
  if (last === "--only" || last === "--rule") return starting(names, current);
  if (last === "--format" || last === "-f") return starting(formatsOf(before), current);
  // yargs does not know the options of the default command. Those that other commands have, too, take the same words there.
  const parser = lintOptions(yargs([]));
  const choices = last === undefined ? undefined : optionChoices(parser, last);
  if (choices !== undefined && last?.startsWith("-") === true) return starting(choices, current);
  // A command is the first word or none; without words of ours, the shell offers files.
  if (!current.startsWith("-")) return before.length === 0 ? [...usual] : [];
  return starting(distinct([...usual, ...optionNames(parser)]), current);
}

/** The words that `--format` of the command knows. */
function formatsOf([first, command = first]: readonly string[]): readonly string[] {
  const word = first === "solutionlint" ? command : first;
  if (word === "inventory") return inventoryFormats;
  if (word === "rules") return ruleFormats;
  return word === "graph" ? graphFormats : reporterNames;
}

function starting(words: readonly string[], current: string): string[] {
  return words.filter((word) => word.startsWith(current));
}
