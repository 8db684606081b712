import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Container } from "../input/artifact.ts";
import { type GivenPath, givenFilter } from "../input/given.ts";
import { type OpenOptions, openInputs } from "../input/open.ts";
import type { LintOptions } from "../linter/lint-options.ts";
import { deploymentContext } from "./deployment-context.ts";
import { readGivenBaseline } from "./given-baseline.ts";
import type { Session } from "./prepare.ts";
import type { SessionOptions } from "./session-options.ts";

/** Opened inputs, and the settings to analyse them with. */
export interface OpenedSession {
  readonly containers: readonly Container[];
  readonly options: LintOptions;
  /** Where the paths of the command line are in the containers. */
  readonly given: readonly GivenPath[];
  /** The same where only findings in these places are reported. */
  readonly onlyGiven: readonly GivenPath[] | undefined;
}

/**
 * Opens the inputs, and reads everything that they are compared with.
 * @param opens which archives to open; all without it
 * @throws UserError when nothing can be read, or there is nothing to compare with
 */
export async function openSession(
  paths: readonly string[],
  { config, rules }: Session,
  options: SessionOptions,
  opens?: OpenOptions["opens"],
): Promise<OpenedSession> {
  const { cwd } = options;
  const { containers, given } = await openInputs(paths, { cwd, limits: config.limits, stdin: options.stdin, opens });
  const baseline = readGivenBaseline(options);
  const context = options.deployment === undefined ? undefined : await deploymentContext(options.deployment, config, cwd);
  const onlyGiven = options.onlyGivenFiles === true ? given : undefined;
  const common: LintOptions = {
    rules,
    config,
    today: options.today,
    context,
    readText: (file: string) => readFileSync(resolve(cwd, file), "utf8"),
    isGiven: onlyGiven === undefined ? undefined : givenFilter(onlyGiven),
    noSuppressions: options.noSuppressions,
    baseline,
    shard: options.shard,
  };
  const { since, environment } = options;
  const known =
    since === undefined ? undefined : await (await import("./known-findings.ts")).knownSince(since, paths, common, { cwd, environment });
  return {
    containers,
    given,
    onlyGiven,
    options: { ...common, known, excerpts: options.excerpts, minConfidence: options.minConfidence, onProgress: options.onProgress },
  };
}
