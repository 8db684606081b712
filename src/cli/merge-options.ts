import type { Argv } from "yargs";
import { type FailOptions, failLevels } from "./exit-codes.ts";
import { texts, wholeNumber, word } from "./option-kinds.ts";

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
    .positional("reports", {
      type: "string",
      array: true,
      demandOption: true,
      default: undefined,
      describe: "Reports, all JSON or all SARIF",
    })
    .option("format", { ...texts, alias: "f", describe: "NAME or NAME:FILE (repeatable; default: that of the reports)" })
    .option("fail-on", { ...word("fail-on", failLevels), default: "error", describe: "Lowest level that results in exit code 1" })
    .option("max-warnings", { ...wholeNumber("max-warnings"), describe: "Exit with code 1 if there are more warnings than this" })
    .option("quiet", { type: "boolean", describe: "Show errors only" })
    .option("color", {
      type: "boolean",
      describe: "Colour the output (default: on a terminal)",
    }) as unknown as Argv<MergeArguments>;
}
