import yargs from "yargs";
import { rules } from "../../rules/index.ts";
import { reporterNames } from "../report/index.ts";
import { graphFormats } from "./graph-options.ts";
import { inventoryFormats } from "./inventory-options.ts";
import { lintOptions } from "./lint-options.ts";
import { optionNames } from "./usage-errors.ts";

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
  if (!current.startsWith("-")) return [...usual];
  // Of the options of the default command yargs knows nothing.
  return starting([...new Set([...usual, ...optionNames(lintOptions(yargs([])))])], current);
}

/** The words that `--format` of the command knows. */
function formatsOf([first, command = first]: readonly string[]): readonly string[] {
  const word = first === "solutionlint" ? command : first;
  if (word === "inventory") return inventoryFormats;
  return word === "graph" ? graphFormats : reporterNames;
}

function starting(words: readonly string[], current: string): string[] {
  return words.filter((word) => word.startsWith(current));
}
