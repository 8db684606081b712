import type { Argv } from "yargs";
import { presetNames } from "../config/types.ts";
import { reporterNames } from "../report/index.ts";
import type { ContextArguments } from "./run-context.ts";

/** The options of `lint` as yargs gives them. */
export interface LintArguments extends ContextArguments {
  readonly paths?: readonly string[];
  readonly config?: string | false;
  readonly printConfig?: boolean;
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly format?: readonly string[];
  readonly failOn: "error" | "warning" | "note" | "never";
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
  readonly minConfidence?: "high" | "medium" | "low";
  readonly onlyGivenFiles?: boolean;
  readonly suppressions?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly since?: string;
  readonly shard?: string;
  readonly jobs?: string;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
  readonly sarifCategory?: string;
  readonly sarifIncludeSuppressed?: boolean;
  readonly plugin?: readonly string[];
  readonly progress?: boolean;
  readonly stats?: boolean;
  readonly color?: boolean;
  readonly debug?: boolean;
}

/** Of an option that is given twice the last counts, as in other tools. */
const once = { coerce: (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value) } as const;

export function lintOptions(command: Argv): Argv<LintArguments> {
  return command
    .positional("paths", {
      type: "string",
      array: true,
      describe:
        "Solution zips, packages, unpacked folders, flow definitions, files of an unpacked solution, or - for a zip on standard input",
    })
    .option("config", { ...once, alias: "c", type: "string", describe: "Configuration file; --no-config uses none" })
    .option("print-config", { type: "boolean", describe: "Print the configuration and where each setting comes from, and stop" })
    .option("preset", { ...once, choices: [...presetNames], describe: "Set of rules to start from [recommended]" })
    .option("rule", { type: "string", array: true, describe: "NAME or NAME=LEVEL: turn a rule on, off or to a level (repeatable)" })
    .option("only", { type: "string", array: true, describe: "Run this rule and no others (repeatable)" })
    .option("format", { alias: "f", type: "string", array: true, describe: `NAME or NAME:FILE (repeatable): ${reporterNames.join(", ")}` })
    .option("fail-on", {
      ...once,
      choices: ["error", "warning", "note", "never"] as const,
      default: "error" as const,
      describe: "Lowest level that makes the exit code 1",
    })
    .option("max-warnings", { ...once, type: "number", describe: "Exit code 1 when there are more warnings" })
    .option("quiet", { type: "boolean", describe: "Show errors only" })
    .option("min-confidence", { ...once, choices: ["high", "medium", "low"] as const, describe: "Leave out findings that are less sure" })
    .option("only-given-files", { type: "boolean", describe: "Report only findings in the named files of an unpacked solution" })
    .option("suppressions", { type: "boolean", default: true, describe: "Heed suppressions; --no-suppressions shows what they hide" })
    .option("target", {
      ...once,
      choices: ["dev", "test", "prod"] as const,
      describe: "Where the package goes: for test and prod it must be a managed one",
    })
    .option("settings", {
      type: "string",
      array: true,
      describe: "[ENV=]FILE: check a deployment settings file against the solutions (repeatable, one for each environment)",
    })
    .option("previous", { ...once, type: "string", describe: "The package that was deployed before, to compare with" })
    .option("baseline", { ...once, type: "string", describe: "File of accepted findings, which do not count" })
    .option("update-baseline", {
      type: "boolean",
      describe: "Write all present findings to the --baseline file, and take repaired ones out",
    })
    .option("since", { ...once, type: "string", describe: "Git revision: only what has been introduced since then counts (calls git)" })
    .option("shard", { ...once, type: "string", describe: "I/N: analyse the I-th of N parts; 'merge' joins the reports" })
    .option("jobs", {
      ...once,
      type: "string",
      describe: "Analyse independent solutions in N threads, or as many as the machine has with 'auto' [1]",
    })
    .option("cache", { type: "boolean", describe: "Keep results, and look again only at solutions that have changed" })
    .option("cache-location", { ...once, type: "string", describe: "Folder of the cache [in the user's cache folder]" })
    .option("sarif-category", {
      ...once,
      type: "string",
      describe: "Name of the analysis in a SARIF report; it beats the category of GitHub's upload action",
    })
    .option("sarif-include-suppressed", {
      type: "boolean",
      describe: "Keep findings that notes or the configuration suppress in a SARIF report, marked; GitHub shows them as open",
    })
    .option("plugin", { type: "string", array: true, describe: "Package or module with rules as code, which is run (repeatable)" })
    .option("progress", { type: "boolean", describe: "Show progress of long runs [on a terminal]; --no-progress for none" })
    .option("stats", { type: "boolean", describe: "Print figures about the run and unknown connector operations to standard error" })
    .option("color", { type: "boolean", describe: "Colour even when the output is no terminal; --no-color for none" })
    .option("debug", { type: "boolean", describe: "Show the stack of internal errors" }) as unknown as Argv<LintArguments>;
}
