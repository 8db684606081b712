import { parseShard } from "../linter/shard.ts";
import type { SessionOptions } from "../session/session-options.ts";
import type { LintArguments } from "./lint-options.ts";
import type { ProcessFacts } from "./process-facts.ts";

/** What the command line says, for the session. */
export function sessionOptions(given: LintArguments, { cwd, home, today }: ProcessFacts): SessionOptions {
  return {
    cwd,
    home,
    environment: process.env,
    config: given.config,
    commandLine: { preset: given.preset, rules: given.rule, only: given.only },
    plugins: given.plugin ?? [],
    today,
    minConfidence: given.minConfidence,
    onlyGivenFiles: given.onlyGivenFiles,
    noSuppressions: given.suppressions === false,
    baseline: given.baseline,
    updateBaseline: given.updateBaseline,
    since: given.since,
    shard: given.shard === undefined ? undefined : parseShard(given.shard),
    deployment: { settings: given.settings, target: given.target, previous: given.previous },
  };
}
