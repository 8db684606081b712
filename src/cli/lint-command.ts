import { resolve } from "node:path";
import { toolName } from "../about.ts";
import { errorText, stackText, UserError } from "../errors.ts";
import { countInWords } from "../findings/list-in-words.ts";
import { repositoryRoot } from "../input/git.ts";
import { realPath } from "../input/paths.ts";
import type { Inventory } from "../inventory/model.ts";
import { writeBaseline } from "../linter/baseline.ts";
import type { Combined } from "../linter/combine.ts";
import type { LintRun } from "../linter/lint.ts";
import { failedRule } from "../linter/run-rules.ts";
import type { PartCache } from "../session/part-cache.ts";
import { prepare, type Session } from "../session/prepare.ts";
import { type ReportableRun, run, runInGroups } from "../session/session.ts";
import type { SessionOptions } from "../session/session-options.ts";
import { now } from "./clock.ts";
import { endRun } from "./end-run.ts";
import { exitCodes } from "./exit-codes.ts";
import { printToStderr } from "./failure.ts";
import type { LintArguments } from "./lint-options.ts";
import { type Output, outputsOf, rejectOverwriting, writeOutput, writeReports } from "./outputs.ts";
import { type ProcessFacts, processFacts } from "./process-facts.ts";
import { createProgress } from "./progress.ts";
import { sessionOptions } from "./session-options.ts";
import { readStandardInput } from "./standard-input.ts";
import { analyseInThreads, parseJobs } from "./threads.ts";

/** The `lint` command. Findings go to standard output or the files of `--format`, everything else to standard error. */
export async function lintCommand(given: LintArguments): Promise<number> {
  const started = now();
  const paths = given.paths ?? [];
  const outputs = outputsOf(given.format, "stylish");
  const hasPage = outputs.some(({ format }) => format === "html");
  const progress = createProgress(given.progress, process.stderr, process.env, now);
  const facts = processFacts();
  const options: SessionOptions = {
    ...sessionOptions(given, facts),
    stdin: readStandardInput,
    onProgress: progress.step,
    repository: reviewedRepository(outputs, facts.cwd),
    excerpts: hasPage,
  };
  const jobs = parseJobs(given.jobs);
  const session = await prepare(paths, options);
  if (given.printConfig === true) {
    const { printConfig } = await import("../config/print.ts");
    process.stdout.write(printConfig(session.config));
    return exitCodes.ok;
  }
  if (paths.length === 0)
    throw new UserError(`Name at least one solution, package, folder or file. Run '${toolName} --help' for the options.`);
  if (given.updateBaseline === true) rejectPartialBaseline(given);
  rejectOverwriting([...outputs.map(({ file }) => file), given.baseline], paths);

  const whole = needsWholeRun(given, { paths, options, jobs, hasPage })
    ? await run(paths, session, options).finally(progress.clear)
    : undefined;
  const found = whole ?? (await inGroups(paths, session, options, { given, facts, jobs }).finally(progress.clear));
  tellFailures(found.failures, given);
  if (given.updateBaseline === true && given.baseline !== undefined) return updateBaseline(given.baseline, found);
  await writeReports(found.result, outputs, {
    rules: session.rules,
    color: given.color,
    quiet: given.quiet,
    started,
    sarif: { category: given.sarifCategory, includeSuppressed: given.sarifIncludeSuppressed },
    archives: found.archives,
    inventory: hasPage && whole !== undefined ? await inventoryOf(whole) : undefined,
  });
  if (given.stats === true && whole !== undefined) {
    const { statistics } = await import("./statistics.ts");
    printToStderr(statistics(whole.analysis, now() - started));
  }
  return found.failures.length > 0 ? exitCodes.failure : endRun(found.result.summary, given);
}

/** What decides whether the inputs can be analysed in groups. */
interface RunPlan {
  readonly paths: readonly string[];
  readonly options: SessionOptions;
  readonly jobs: number;
  readonly hasPage: boolean;
}

/** Statistics and the map of the HTML report concern all inputs, and so may rules as code; standard input can be read only once. */
function needsWholeRun({ stats, ...given }: LintArguments, { paths, options, jobs, hasPage }: RunPlan): boolean {
  if (stats === true || hasPage || paths.includes("-")) return true;
  return options.plugins.length > 0 && jobs === 1 && !keepsResults(given);
}

/** Whoever says where the cache is wants one. */
function keepsResults({ cache, cacheLocation }: LintArguments): boolean {
  return cache ?? cacheLocation !== undefined;
}

function tellFailures(failures: Combined["failures"], { debug }: LintArguments): void {
  for (const failure of failures) {
    const { error } = failure;
    const text = debug === true ? stackText(error) : errorText(error);
    printToStderr(`${toolName}: ${failedRule(failure)}: ${text}\n`);
  }
}

function updateBaseline(file: string, { failures, newBaseline }: Combined): number {
  // The findings of a rule that failed are missing: the baseline would lose them.
  if (failures.length > 0) return exitCodes.failure;
  writeOutput(file, writeBaseline(newBaseline));
  printToStderr(`${toolName}: The baseline ${file} contains ${countInWords(newBaseline.entries.length, "finding")} now.\n`);
  return exitCodes.ok;
}

/** Formats that code reviews show beside a change. */
const reviewFormats: ReadonlySet<string> = new Set(["sarif", "github", "azure", "codequality", "checkstyle"]);

function reviewedRepository(outputs: readonly Output[], cwd: string): string | undefined {
  return outputs.some(({ format }) => reviewFormats.has(format)) ? repositoryRoot(realPath(cwd)) : undefined;
}

async function inventoryOf({ analysis, redactText }: LintRun): Promise<Inventory> {
  const { collectInventory } = await import("../inventory/collect.ts");
  return collectInventory(analysis, redactText);
}

/** Analyses unrelated solutions one after the other, so that a run needs no more memory than the largest of them, or with `--jobs` in parallel. */
async function inGroups(
  paths: readonly string[],
  session: Session,
  options: SessionOptions,
  { given, facts, jobs }: { readonly given: LintArguments; readonly facts: ProcessFacts; readonly jobs: number },
): Promise<ReportableRun<Combined>> {
  return runInGroups(paths, session, options, {
    analyse:
      jobs === 1
        ? undefined
        : (groups, all) => analyseInThreads(groups, all, jobs, { paths, given, facts }, (step) => options.onProgress?.(step)),
    cache: keepsResults(given) ? await cacheOf(given, facts) : undefined,
  });
}

async function cacheOf({ cacheLocation }: LintArguments, { cwd, home }: ProcessFacts): Promise<PartCache> {
  const { openPartCache, usualCacheFolder } = await import("../session/part-cache.ts");
  const folder = cacheLocation === undefined ? usualCacheFolder(process.platform, process.env, home) : resolve(cwd, cacheLocation);
  if (folder === undefined) throw new UserError("--cache: this system has no cache folder for you; name one with --cache-location FOLDER.");
  return openPartCache(folder);
}

/** A baseline is written from everything that a run finds, so options that hide findings would empty it. */
function rejectPartialBaseline(given: LintArguments): void {
  if (given.baseline === undefined) throw new UserError("--update-baseline needs --baseline FILE.");
  if (given.since !== undefined) throw new UserError("--update-baseline and --since contradict each other.");
  if (given.shard !== undefined) throw new UserError("--update-baseline needs a run over everything, without --shard.");
  if (given.minConfidence !== undefined)
    throw new UserError("--update-baseline takes in findings of every confidence: leave out --min-confidence.");
}
