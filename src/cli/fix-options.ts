import type { Argv } from "yargs";

/** The options of `fix` as yargs gives them. */
export interface FixArguments {
  readonly paths: readonly string[];
  readonly output?: string;
  readonly unsafe?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly only?: readonly string[];
  readonly rule?: readonly string[];
  readonly preset?: string;
  readonly config?: string | false;
  readonly minConfidence?: "high" | "medium" | "low";
  readonly failOn: "error" | "warning" | "note" | "never";
  readonly plugin?: readonly string[];
}

/** Of an option that is given twice the last counts, as in other tools. */
const once = { coerce: (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value) } as const;

export function fixOptions(command: Argv): Argv<FixArguments> {
  return command
    .positional("paths", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "Unpacked folders or files of one, which are rewritten in place; or one zip, with --output",
    })
    .option("output", { ...once, alias: "o", type: "string", describe: "Zip file to write; the one that is given is never changed" })
    .option("unsafe", { type: "boolean", describe: "Make the repairs too that change what a flow does: review them" })
    .option("dry-run", { type: "boolean", describe: "Write nothing, and print the changes as a unified diff without secrets" })
    .option("force", { type: "boolean", describe: "Write although git has uncommitted changes there" })
    .option("only", { type: "string", array: true, describe: "Repair findings of this rule and of no other (repeatable)" })
    .option("rule", { type: "string", array: true, describe: "NAME or NAME=LEVEL: turn a rule on, off or to a level (repeatable)" })
    .option("preset", { ...once, type: "string", describe: "Set of rules to start from [recommended]" })
    .option("config", { ...once, alias: "c", type: "string", describe: "Configuration file; --no-config uses none" })
    .option("min-confidence", {
      ...once,
      choices: ["high", "medium", "low"] as const,
      describe: "Leave findings alone that are less sure",
    })
    .option("fail-on", {
      ...once,
      choices: ["error", "warning", "note", "never"] as const,
      default: "error" as const,
      describe: "Lowest level of what is left that makes the exit code 1",
    })
    .option("plugin", {
      type: "string",
      array: true,
      describe: "Package or module with rules as code, which is run (repeatable)",
    }) as unknown as Argv<FixArguments>;
}
