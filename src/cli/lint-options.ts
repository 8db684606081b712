import type { Argv } from "yargs";
import { presetNames } from "../config/types.ts";
import { type Confidence, confidences } from "../findings/confidence.ts";
import { reporterNames } from "../report/index.ts";
import type { DeploymentOptions } from "../session/deployment-context.ts";
import { stageNames } from "../solution/environment-name.ts";
import { type FailOptions, failLevels } from "./exit-codes.ts";
import { plugins, text, texts, wholeNumber, word } from "./option-kinds.ts";

/** The options of `lint` as yargs gives them. */
export interface LintArguments extends DeploymentOptions, FailOptions {
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

/** Declares the options of `lint`. */
export function lintOptions(command: Argv): Argv<LintArguments> {
  return command
    .positional("paths", {
      type: "string",
      array: true,
      describe:
        "Solution zips, packages, unpacked folders, flow definitions, files inside an unpacked solution, or - for a zip on standard input",
    })
    .option("config", { ...text("config"), alias: "c", describe: "Configuration file; --no-config ignores all" })
    .option("print-config", { type: "boolean", describe: "Print the resolved configuration and the origin of each setting, and exit" })
    .option("preset", { ...word("preset", presetNames), describe: "Rules to start from (default: recommended)" })
    .option("rule", { ...texts, describe: "NAME or NAME=LEVEL: turn a rule on or off, or set its level (repeatable)" })
    .option("only", { ...texts, describe: "Run only this rule (repeatable)" })
    .option("format", { ...texts, alias: "f", describe: `NAME or NAME:FILE (repeatable): ${reporterNames.join(", ")}` })
    .option("fail-on", {
      ...word("fail-on", failLevels),
      default: "error",
      describe: "Lowest level that results in exit code 1",
    })
    .option("max-warnings", { ...wholeNumber("max-warnings"), describe: "Exit with code 1 if there are more warnings than this" })
    .option("quiet", { type: "boolean", describe: "Show errors only" })
    .option("min-confidence", { ...word("min-confidence", confidences), describe: "Leave out findings of lower confidence" })
    .option("only-given-files", { type: "boolean", describe: "Report only findings in the given files of an unpacked solution" })
    .option("suppressions", { type: "boolean", default: true, describe: "Honour suppressions; --no-suppressions shows what they hide" })
    .option("target", {
      ...word("target", stageNames),
      describe: "Where the package will be imported; test and prod require a managed one",
    })
    .option("settings", {
      ...texts,
      describe: "[ENV=]FILE: check a deployment settings file against the solutions (repeatable)",
    })
    .option("previous", { ...text("previous"), describe: "Previously deployed package to compare with" })
    .option("baseline", { ...text("baseline"), describe: "File of accepted findings, which do not count" })
    .option("update-baseline", {
      type: "boolean",
      describe: "Write all current findings to the --baseline file, and remove fixed ones from it",
    })
    .option("since", { ...text("since"), describe: "REV: count only findings introduced since this git revision" })
    .option("shard", { ...text("shard"), describe: "I/N: analyse part I of N; 'merge' joins the reports" })
    .option("jobs", {
      ...text("jobs"),
      describe: "Analyse independent solutions in N threads, or one per core with 'auto' (default: 1)",
    })
    .option("cache", { type: "boolean", describe: "Keep results, and analyse only solutions that have changed" })
    .option("cache-location", { ...text("cache-location"), describe: "Folder of the cache (default: in the user's cache folder)" })
    .option("sarif-category", {
      ...text("sarif-category"),
      describe: "Name of the analysis in a SARIF report; overrides the category of GitHub's upload action",
    })
    .option("sarif-include-suppressed", {
      type: "boolean",
      describe: "Include suppressed findings in a SARIF report, marked as such; GitHub shows them as open alerts",
    })
    .option("plugin", plugins)
    .option("progress", { type: "boolean", describe: "Show the progress of long runs (default: on a terminal)" })
    .option("stats", { type: "boolean", describe: "Print statistics and unknown connector operations to standard error" })
    .option("color", {
      type: "boolean",
      describe: "Colour the output (default: on a terminal)",
    })
    .group(["config", "print-config", "preset", "rule", "only", "plugin"], "Rules and configuration:")
    .group(["format", "quiet", "color", "progress", "stats", "sarif-category", "sarif-include-suppressed"], "Output:")
    .group(
      ["fail-on", "max-warnings", "min-confidence", "only-given-files", "suppressions", "baseline", "update-baseline", "since"],
      "Which findings count:",
    )
    .group(["target", "settings", "previous"], "Deployment:")
    .group(["shard", "jobs", "cache", "cache-location"], "Many solutions:") as unknown as Argv<LintArguments>;
}
