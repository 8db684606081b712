import type { Argv } from "yargs";
import { word } from "./option-kinds.ts";
import { plugin } from "./shared-options.ts";

/** The words that `rules --format` knows. */
export const ruleFormats = ["text", "json"] as const;

/** The options of `rules` as yargs gives them. */
export interface RulesArguments {
  readonly format: (typeof ruleFormats)[number];
  readonly plugin?: readonly string[];
}

/** Declares the options of `rules`. */
export function rulesOptions(command: Argv): Argv<RulesArguments> {
  return command
    .option("format", { ...word("format", ruleFormats), alias: "f", default: "text", describe: "Output format" })
    .option("plugin", plugin) as unknown as Argv<RulesArguments>;
}
