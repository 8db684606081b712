import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { buffer } from "node:stream/consumers";
import { rules } from "../../rules/index.ts";
import { homepage, toolName, toolVersion } from "../about.ts";
import { configure } from "../config/configure.ts";
import { errorText, UserError } from "../errors.ts";
import { givenFilter } from "../input/given.ts";
import { openInputs } from "../input/open.ts";
import { type Baseline, parseBaseline, writeBaseline } from "../linter/baseline.ts";
import type { ReportSummary } from "../linter/finding.ts";
import { type LintRun, lint } from "../linter/lint.ts";
import { isReporterName, loadReporter, reporterNames } from "../report/index.ts";
import type { ReportContext } from "../report/reporter.ts";
import { reportRules } from "../report/rules.ts";
import { colorLevel } from "./color.ts";
import { exitCodes } from "./exit-codes.ts";
import type { LintArguments } from "./lint-options.ts";

/** The `lint` command. Findings go to standard output or the files of `--format`, everything else to standard error. */
export async function lintCommand(given: LintArguments): Promise<number> {
  const started = performance.now();
  const cwd = process.cwd();
  const paths = given.paths ?? [];
  const outputs = outputsOf(given.format);
  const config = await configure({
    cwd,
    home: homedir() || undefined,
    rules,
    input: paths[0] === "-" ? undefined : paths[0],
    config: given.config === false ? undefined : given.config,
    noConfig: given.config === false,
    commandLine: { preset: given.preset, rules: given.rule, only: given.only },
  });
  if (given.printConfig === true) {
    const { printConfig } = await import("../config/print.ts");
    process.stdout.write(printConfig(config));
    return exitCodes.ok;
  }
  if (paths.length === 0)
    throw new UserError(`Name at least one solution, package, folder or file. Run '${toolName} --help' for the options.`);
  if (given.updateBaseline === true && given.baseline === undefined) throw new UserError("--update-baseline needs --baseline FILE.");
  const opened = await openInputs(paths, { cwd, limits: config.limits, stdin: () => buffer(process.stdin) });
  const run = lint(opened.containers, {
    rules,
    config,
    today: new Date().toISOString().slice(0, 10),
    ...(given.minConfidence === undefined ? {} : { minConfidence: given.minConfidence }),
    ...(given.onlyGivenFiles === true ? { isGiven: givenFilter(opened.given) } : {}),
    ...(given.suppressions === false ? { noSuppressions: true } : {}),
    ...baselineOf(given),
  });
  if (run.result.solutions.length === 0 && run.result.findings.length === 0) {
    throw new UserError(
      `Nothing to analyse in ${paths.map((path) => `'${path}'`).join(", ")}: no solution, flow package or flow definition was found there.`,
    );
  }
  if (given.updateBaseline === true && given.baseline !== undefined) {
    writeFileSync(given.baseline, writeBaseline(run.newBaseline));
    process.stderr.write(`${toolName}: ${run.newBaseline.entries.length} findings written to ${given.baseline}.\n`);
    return exitCodes.ok;
  }
  await writeReports(run, outputs, given, started);
  if (given.stats === true) {
    const { statistics } = await import("./statistics.ts");
    process.stderr.write(statistics(run.analysis, performance.now() - started));
  }
  for (const { rule, error } of run.failures) {
    process.stderr.write(
      `${toolName}: internal error in the rule '${rule}': ${given.debug === true && error instanceof Error ? error.stack : errorText(error)}\n`,
    );
  }
  return run.failures.length > 0 ? exitCodes.failure : exitCodeOf(run.result.summary, given);
}

interface Output {
  readonly format: string;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

function outputsOf(formats: readonly string[] | undefined): readonly Output[] {
  const outputs = (formats ?? ["stylish"]).map((text) => {
    const colon = text.indexOf(":");
    return colon < 0 ? { format: text, file: undefined } : { format: text.slice(0, colon), file: text.slice(colon + 1) };
  });
  for (const { format } of outputs) {
    if (!isReporterName(format)) throw new UserError(`There is no format '${format}'. Known formats: ${reporterNames.join(", ")}.`);
  }
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UserError("Only one format can go to standard output; give the others a file: --format sarif:report.sarif.");
  return outputs;
}

function baselineOf(given: LintArguments): { readonly baseline?: Baseline } {
  if (given.baseline === undefined || given.updateBaseline === true) return {};
  let text: string;
  try {
    text = readFileSync(given.baseline, "utf8");
  } catch {
    throw new UserError(`The baseline '${given.baseline}' cannot be read. Write one with --baseline ${given.baseline} --update-baseline.`);
  }
  return { baseline: parseBaseline(text, given.baseline) };
}

async function writeReports(
  { result, analysis }: LintRun,
  outputs: readonly Output[],
  given: LintArguments,
  started: number,
): Promise<void> {
  const archives = new Set(analysis.workspace.solutions.flatMap(({ container }) => (container.kind === "archive" ? [container.path] : [])));
  for (const { format, file } of outputs) {
    if (!isReporterName(format)) continue;
    const reporter = await loadReporter(format);
    const terminal = file === undefined && process.stdout.isTTY === true;
    const context: ReportContext = {
      tool: { name: toolName, version: toolVersion(), informationUri: homepage },
      rules: reportRules(rules),
      colorLevel: file === undefined ? colorLevel(given.color, process.stdout, process.env) : 0,
      columns: terminal ? (process.stdout.columns ?? 100) : 120,
      archives,
      ...(given.quiet === true ? { quiet: true } : {}),
      ...(terminal ? { elapsed: performance.now() - started } : {}),
    };
    const text = reporter.report(result, context);
    if (file === undefined) process.stdout.write(text);
    else writeReport(file, text);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(`The report '${file}' cannot be written: ${errorText(error)}.`);
  }
}

function exitCodeOf(summary: ReportSummary, { failOn, maxWarnings }: LintArguments): number {
  if (maxWarnings !== undefined && summary.warning > maxWarnings) return exitCodes.findings;
  const counted = {
    error: summary.error,
    warning: summary.error + summary.warning,
    note: summary.error + summary.warning + summary.note,
    never: 0,
  }[failOn];
  return counted > 0 ? exitCodes.findings : exitCodes.ok;
}
