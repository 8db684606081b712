import type { Argv } from "yargs";
import { text, word } from "./option-kinds.ts";
import { config, output } from "./shared-options.ts";

/** The words that `graph --format` knows. */
export const graphFormats = ["mermaid", "dot", "svg"] as const;

/** A format that `graph` draws in. */
export type GraphFormat = (typeof graphFormats)[number];

/** The options of `graph` as yargs gives them. */
export interface GraphArguments {
  readonly path: string;
  /** Without it, the ending of the file decides. */
  readonly format?: GraphFormat;
  /** Display name of a flow. */
  readonly flow?: string;
  /** Standard output without it. */
  readonly output?: string;
  readonly config?: string | false;
}

/** Declares the options of `graph`. */
export function graphOptions(command: Argv): Argv<GraphArguments> {
  return command
    .positional("path", { type: "string", demandOption: true, describe: "Solution zip, package, folder or flow definition" })
    .option("format", {
      ...word("format", graphFormats),
      alias: "f",
      describe: "Format of the drawing (default: by the ending of --output, else mermaid)",
    })
    .option("flow", { ...text("flow"), describe: "Draw only paths that pass through this flow" })
    .option("output", output)
    .option("config", config) as unknown as Argv<GraphArguments>;
}
