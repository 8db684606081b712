import type { Argv } from "yargs";
import { presetNames } from "../config/types.ts";
import { confidences } from "../linter/confidence.ts";
import type { Confidence } from "../linter/finding.ts";
import { reporterNames } from "../report/index.ts";
import { stageNames } from "../solution/environment-name.ts";
import { type FailOptions, failLevels } from "./exit-codes.ts";
import { text, texts, wholeNumber, word } from "./option-kinds.ts";
import type { ContextArguments } from "./run-context.ts";

/** The options of `lint` as yargs gives them. */
export interface LintArguments extends ContextArguments, FailOptions {
  readonly paths?: readonly string[];
  readonly config?: string | false;
  readonly printConfig?: boolean;
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly format?: readonly string[];
  readonly quiet?: boolean;
  readonly minConfidence?: Confidence;
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

export function lintOptions(command: Argv): Argv<LintArguments> {
  return command
    .positional("paths", {
      type: "string",
      array: true,
      describe:
        "Solution zips, packages, unpacked folders, flow definitions, files of an unpacked solution, or - for a zip on standard input",
    })
    .option("config", { ...text("config"), alias: "c", describe: "Configuration file; --no-config uses none" })
    .option("print-config", { type: "boolean", describe: "Print the configuration and where each setting comes from, and stop" })
    .option("preset", { ...word("preset", presetNames), describe: "Set of rules to start from [recommended]" })
    .option("rule", { ...texts, describe: "NAME or NAME=LEVEL: turn a rule on, off or to a level (repeatable)" })
    .option("only", { ...texts, describe: "Run this rule and no others (repeatable)" })
    .option("format", { ...texts, alias: "f", describe: `NAME or NAME:FILE (repeatable): ${reporterNames.join(", ")}` })
    .option("fail-on", {
      ...word("fail-on", failLevels),
      default: "error",
      describe: "Lowest level that makes the exit code 1",
    })
    .option("max-warnings", { ...wholeNumber("max-warnings"), describe: "Exit code 1 when there are more warnings" })
    .option("quiet", { type: "boolean", describe: "Show errors only" })
    .option("min-confidence", { ...word("min-confidence", confidences), describe: "Leave out findings that are less sure" })
    .option("only-given-files", { type: "boolean", describe: "Report only findings in the named files of an unpacked solution" })
    .option("suppressions", { type: "boolean", default: true, describe: "Heed suppressions; --no-suppressions shows what they hide" })
    .option("target", {
      ...word("target", stageNames),
      describe: "Where the package goes: for test and prod it must be a managed one",
    })
    .option("settings", {
      ...texts,
      describe: "[ENV=]FILE: check a deployment settings file against the solutions (repeatable, one for each environment)",
    })
    .option("previous", { ...text("previous"), describe: "The package that was deployed before, to compare with" })
    .option("baseline", { ...text("baseline"), describe: "File of accepted findings, which do not count" })
    .option("update-baseline", {
      type: "boolean",
      describe: "Write all present findings to the --baseline file, and take repaired ones out",
    })
    .option("since", { ...text("since"), describe: "Git revision: only what has been introduced since then counts (calls git)" })
    .option("shard", { ...text("shard"), describe: "I/N: analyse the I-th of N parts; 'merge' joins the reports" })
    .option("jobs", {
      ...text("jobs"),
      describe: "Analyse independent solutions in N threads, or as many as the machine has with 'auto' [1]",
    })
    .option("cache", { type: "boolean", describe: "Keep results, and look again only at solutions that have changed" })
    .option("cache-location", { ...text("cache-location"), describe: "Folder of the cache [in the user's cache folder]" })
    .option("sarif-category", {
      ...text("sarif-category"),
      describe: "Name of the analysis in a SARIF report; it beats the category of GitHub's upload action",
    })
    .option("sarif-include-suppressed", {
      type: "boolean",
      describe: "Keep findings that notes or the configuration suppress in a SARIF report, marked; GitHub shows them as open",
    })
    .option("plugin", { ...texts, describe: "Package or module with rules as code, which is run (repeatable)" })
    .option("progress", { type: "boolean", describe: "Show progress of long runs [on a terminal]; --no-progress for none" })
    .option("stats", { type: "boolean", describe: "Print figures about the run and unknown connector operations to standard error" })
    .option("color", {
      type: "boolean",
      describe: "Colour even when the output is no terminal; --no-color for none",
    }) as unknown as Argv<LintArguments>;
}
