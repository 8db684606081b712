import type { Argv } from "yargs";
import { type FailOptions, failLevels } from "./exit-codes.ts";
import { textList, word } from "./option-kinds.ts";
import { color, inputs, maxWarnings, quiet } from "./shared-options.ts";

/** The options of `merge` as yargs gives them. */
export interface MergeArguments extends FailOptions {
  readonly reports?: readonly string[];
  readonly format?: readonly string[];
  readonly color?: boolean;
  readonly quiet?: boolean;
}

/** Declares the options of `merge`. */
export function mergeOptions(command: Argv): Argv<MergeArguments> {
  return command
    .positional("reports", inputs("Reports, all JSON or all SARIF"))
    .option("format", { ...textList, alias: "f", describe: "NAME or NAME:FILE (repeatable; default: that of the reports)" })
    .option("fail-on", { ...word("fail-on", failLevels), default: "error", describe: "Lowest level that results in exit code 1" })
    .option("max-warnings", maxWarnings)
    .option("quiet", quiet)
    .option("color", color) as unknown as Argv<MergeArguments>;
}
