import type { Argv } from "yargs";
import { text, word } from "./option-kinds.ts";
import { color, config, inputs, output } from "./shared-options.ts";

/** The words that `inventory --format` knows. */
export const inventoryFormats = ["stylish", "json", "markdown", "checklist", "deployment-settings"] as const;

/** The options of `inventory` as yargs gives them. */
export interface InventoryArguments {
  readonly paths: readonly string[];
  readonly format: (typeof inventoryFormats)[number];
  /** Standard output without it. */
  readonly output?: string;
  /** Folder for the scripts of desktop flows. */
  readonly extract?: string;
  readonly config?: string | false;
  readonly color?: boolean;
}

/** Declares the options of `inventory`. */
export function inventoryOptions(command: Argv): Argv<InventoryArguments> {
  return command
    .positional("paths", inputs("Solution zips, packages, folders or flow definitions, or - for a zip on standard input"))
    .option("format", { ...word("format", inventoryFormats), alias: "f", default: "stylish", describe: "What to write" })
    .option("output", output)
    .option("extract", {
      ...text("extract"),
      describe: "Folder to write the scripts of desktop flows to, indented and without credentials",
    })
    .option("config", config)
    .option("color", color) as unknown as Argv<InventoryArguments>;
}
