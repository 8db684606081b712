import type { Argv } from "yargs";
import { type Confidence, confidences } from "../findings/confidence.ts";
import { type FailOptions, failLevels } from "./exit-codes.ts";
import { text, textList, word } from "./option-kinds.ts";
import { config, inputs, plugin, preset, rule } from "./shared-options.ts";

/** The options of `fix` as yargs gives them. */
export interface FixArguments extends Pick<FailOptions, "failOn"> {
  readonly paths: readonly string[];
  readonly output?: string;
  readonly unsafe?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly only?: readonly string[];
  readonly rule?: readonly string[];
  readonly preset?: string;
  readonly config?: string | false;
  readonly minConfidence?: Confidence;
  readonly plugin?: readonly string[];
}

/** Declares the options of `fix`. */
export function fixOptions(command: Argv): Argv<FixArguments> {
  return command
    .positional("paths", inputs("Unpacked folders or files inside one, which are changed in place; or one zip, with --output"))
    .option("output", { ...text("output"), alias: "o", describe: "Zip file to write; the given one is never changed" })
    .option("unsafe", { type: "boolean", describe: "Also make repairs that may change what a flow does; review them" })
    .option("dry-run", { type: "boolean", describe: "Write nothing; print the changes as a unified diff without secrets" })
    .option("force", { type: "boolean", describe: "Write even if there are changes that git has not committed" })
    .option("only", { ...textList, describe: "Repair only findings of this rule, and those that these repairs uncover (repeatable)" })
    .option("rule", rule)
    .option("preset", preset)
    .option("config", config)
    .option("min-confidence", {
      ...word("min-confidence", confidences),
      describe: "Do not repair findings of lower confidence",
    })
    .option("fail-on", {
      ...word("fail-on", failLevels),
      default: "error",
      describe: "Lowest level of the remaining findings that results in exit code 1",
    })
    .option("plugin", plugin) as unknown as Argv<FixArguments>;
}
