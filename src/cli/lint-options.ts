import type { Argv, Options } from "yargs";
import { type Confidence, confidences } from "../findings/confidence.ts";
import { reporterNames } from "../report/index.ts";
import type { DeploymentOptions } from "../session/deployment-context.ts";
import { stageNames } from "../solution/environment-name.ts";
import { type FailOptions, failLevels } from "./exit-codes.ts";
import { text, textList, word } from "./option-kinds.ts";
import { color, config, maxWarnings, plugin, preset, quiet, rule } from "./shared-options.ts";

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

/** By the headings under which the help lists them. */
const groups: Readonly<Record<string, Readonly<Record<string, Options>>>> = {
  "Rules and configuration:": {
    config,
    "print-config": { type: "boolean", describe: "Print the resolved configuration and the origin of each setting, and exit" },
    preset,
    rule,
    only: { ...textList, describe: "Run only this rule (repeatable)" },
    plugin,
  },
  "Output:": {
    format: { ...textList, alias: "f", describe: `NAME or NAME:FILE (repeatable): ${reporterNames.join(", ")}` },
    quiet,
    color,
    progress: { type: "boolean", describe: "Show the progress of long runs (default: on a terminal)" },
    stats: { type: "boolean", describe: "Print statistics and unknown connector operations to standard error" },
    "sarif-category": {
      ...text("sarif-category"),
      describe: "Name of the analysis in a SARIF report; overrides the category of GitHub's upload action",
    },
    "sarif-include-suppressed": {
      type: "boolean",
      describe: "Include suppressed findings in a SARIF report, marked as such; GitHub shows them as open alerts",
    },
  },
  "Which findings count:": {
    "fail-on": { ...word("fail-on", failLevels), default: "error", describe: "Lowest level that results in exit code 1" },
    "max-warnings": maxWarnings,
    "min-confidence": { ...word("min-confidence", confidences), describe: "Leave out findings of lower confidence" },
    "only-given-files": { type: "boolean", describe: "Report only findings in the given files of an unpacked solution" },
    suppressions: { type: "boolean", default: true, describe: "Honour suppressions; --no-suppressions shows what they hide" },
    baseline: { ...text("baseline"), describe: "File of accepted findings, which do not count" },
    "update-baseline": { type: "boolean", describe: "Write all current findings to the --baseline file, and remove fixed ones from it" },
    since: { ...text("since"), describe: "REV: count only findings introduced since this git revision" },
  },
  "Deployment:": {
    target: { ...word("target", stageNames), describe: "Where the package will be imported; test and prod require a managed one" },
    settings: { ...textList, describe: "[ENV=]FILE: check a deployment settings file against the solutions (repeatable)" },
    previous: { ...text("previous"), describe: "Previously deployed package to compare with" },
  },
  "Many solutions:": {
    shard: { ...text("shard"), describe: "I/N: analyse part I of N; 'merge' joins the reports" },
    jobs: { ...text("jobs"), describe: "Analyse independent solutions in N threads, or one per core with 'auto' (default: 1)" },
    cache: { type: "boolean", describe: "Keep results, and analyse only solutions that have changed" },
    "cache-location": { ...text("cache-location"), describe: "Folder of the cache (default: in the user's cache folder)" },
  },
};

/** Declares the options of `lint`. */
export function lintOptions(command: Argv): Argv<LintArguments> {
  command.positional("paths", {
    type: "string",
    array: true,
    describe:
      "Solution zips, packages, unpacked folders, flow definitions, files inside an unpacked solution, or - for a zip on standard input",
  });
  for (const [heading, options] of Object.entries(groups)) command.options(options).group(Object.keys(options), heading);
  return command as unknown as Argv<LintArguments>;
}
