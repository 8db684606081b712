import { presetNames } from "../config/types.ts";
import { text, textList, wholeNumber, word } from "./option-kinds.ts";

/** Options that mean the same to every command that has them. */

/** `--color` */
export const color = { type: "boolean", describe: "Colour the output (default: on a terminal)" } as const;

/** `--config` */
export const config = { ...text("config"), alias: "c", describe: "Configuration file; --no-config ignores all" } as const;

/** `--max-warnings` */
export const maxWarnings = { ...wholeNumber("max-warnings"), describe: "Exit with code 1 if there are more warnings than this" } as const;

/** `--output`, of commands that write one text. */
export const output = { ...text("output"), alias: "o", describe: "File to write to instead of standard output" } as const;

/** `--plugin` */
export const plugin = { ...textList, describe: "Package or module with rules as code, which will be executed (repeatable)" } as const;

/** `--preset` */
export const preset = { ...word("preset", presetNames), describe: "Rules to start from (default: recommended)" } as const;

/** `--quiet` */
export const quiet = { type: "boolean", describe: "Show errors only" } as const;

/** `--rule` */
export const rule = { ...textList, describe: "NAME or NAME=LEVEL: turn a rule on or off, or set its level (repeatable)" } as const;

/** What a command is about: one or more files or folders. */
export function inputs(describe: string) {
  return { type: "string", array: true, demandOption: true, default: undefined, describe } as const;
}
