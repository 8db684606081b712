import type { Argv } from "yargs";
import { text, word } from "./option-kinds.ts";

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

export function inventoryOptions(command: Argv): Argv<InventoryArguments> {
  return command
    .positional("paths", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "Solution zips, packages, folders or flow definitions, or - for a zip on standard input",
    })
    .option("format", { ...word("format", inventoryFormats), alias: "f", default: "stylish", describe: "What to write" })
    .option("output", { ...text("output"), alias: "o", describe: "File to write instead of standard output" })
    .option("extract", { ...text("extract"), describe: "Folder for the desktop-flow scripts, indented and without credentials" })
    .option("config", { ...text("config"), alias: "c", describe: "Configuration file; --no-config uses none" })
    .option("color", {
      type: "boolean",
      describe: "Colour even when the output is no terminal; --no-color for none",
    }) as unknown as Argv<InventoryArguments>;
}
