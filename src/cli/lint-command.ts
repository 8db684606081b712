import { homedir } from "node:os";
import { buffer } from "node:stream/consumers";
import { toolName } from "../about.ts";
import { errorText, UserError } from "../errors.ts";
import { writeBaseline } from "../linter/baseline.ts";
import { parseShard } from "../linter/shard.ts";
import { prepare, run, type SessionOptions } from "../session.ts";
import { exitCodes } from "./exit-codes.ts";
import { tell } from "./failure.ts";
import type { LintArguments } from "./lint-options.ts";
import { exitCodeOf, outputsOf, writeOutput, writeReports } from "./outputs.ts";
import { createProgress } from "./progress.ts";
import { runContext } from "./run-context.ts";

/** The `lint` command. Findings go to standard output or the files of `--format`, everything else to standard error. */
export async function lintCommand(given: LintArguments): Promise<number> {
  const started = performance.now();
  const paths = given.paths ?? [];
  const outputs = outputsOf(given.format, "stylish");
  const progress = createProgress(given.progress, process.stderr, process.env, () => performance.now());
  const options: SessionOptions = {
    cwd: process.cwd(),
    home: homedir() || undefined,
    environment: process.env,
    config: given.config,
    commandLine: { preset: given.preset, rules: given.rule, only: given.only },
    plugins: given.plugin ?? [],
    today: new Date().toISOString().slice(0, 10),
    stdin: () => buffer(process.stdin),
    minConfidence: given.minConfidence,
    onlyGivenFiles: given.onlyGivenFiles,
    noSuppressions: given.suppressions === false,
    baseline: given.baseline,
    updateBaseline: given.updateBaseline,
    since: given.since,
    shard: given.shard === undefined ? undefined : parseShard(given.shard),
    context: (config) => runContext(given, config, process.cwd()),
    onProgress: progress.step,
  };
  const session = await prepare(paths, options);
  if (given.printConfig === true) {
    const { printConfig } = await import("../config/print.ts");
    process.stdout.write(printConfig(session.config));
    return exitCodes.ok;
  }
  if (paths.length === 0)
    throw new UserError(`Name at least one solution, package, folder or file. Run '${toolName} --help' for the options.`);
  if (given.updateBaseline === true) rejectPartialBaseline(given);
  const { result, analysis, failures, newBaseline } = await run(paths, session, options).finally(progress.clear);
  for (const { rule, error } of failures) {
    tell(
      `${toolName}: internal error in the rule '${rule}': ${given.debug === true && error instanceof Error ? error.stack : errorText(error)}\n`,
    );
  }
  if (given.updateBaseline === true && given.baseline !== undefined) {
    // What a rule that failed would have found is missing: the baseline would lose it.
    if (failures.length > 0) return exitCodes.failure;
    writeOutput(given.baseline, writeBaseline(newBaseline));
    tell(`${toolName}: ${newBaseline.entries.length} findings are in the baseline ${given.baseline} now.\n`);
    return exitCodes.ok;
  }
  await writeReports(result, outputs, {
    rules: session.rules,
    color: given.color,
    quiet: given.quiet,
    started,
    sarif: { category: given.sarifCategory, includeSuppressed: given.sarifIncludeSuppressed },
    archives: new Set(analysis.workspace.solutions.flatMap(({ container }) => (container.kind === "archive" ? [container.path] : []))),
  });
  if (given.stats === true) {
    const { statistics } = await import("./statistics.ts");
    tell(statistics(analysis, performance.now() - started));
  }
  return failures.length > 0 ? exitCodes.failure : exitCodeOf(result.summary, given);
}

/** A baseline is written from everything that a run finds, so options that hide findings would empty it. */
function rejectPartialBaseline(given: LintArguments): void {
  if (given.baseline === undefined) throw new UserError("--update-baseline needs --baseline FILE.");
  if (given.since !== undefined) throw new UserError("--update-baseline and --since contradict each other.");
  if (given.shard !== undefined) throw new UserError("--update-baseline needs a run over everything, without --shard.");
  if (given.minConfidence !== undefined)
    throw new UserError("--update-baseline takes in findings of every confidence: leave out --min-confidence.");
}
