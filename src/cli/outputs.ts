import { closeSync, openSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { homepage, toolName, toolVersion } from "../about.ts";
import { didYouMean } from "../config/nearest.ts";
import { shownName } from "../config/problems.ts";
import { errorCode, UserError, writeProblem } from "../errors.ts";
import type { LintResult } from "../findings/lint-result.ts";
import { repositoryRoot } from "../input/git.ts";
import { makeFolderOf, nameBelow, realPath } from "../input/paths.ts";
import { holdsZip } from "../input/plan.ts";
import type { Inventory } from "../inventory/model.ts";
import { isReporterName, loadReporter, reporterNames } from "../report/index.ts";
import type { ReportContext, SarifOptions } from "../report/reporter.ts";
import { reportRules } from "../report/rules.ts";
import type { Rule } from "../rule.ts";
import { readRuleHelp } from "../session/rule-pages.ts";
import { now } from "./clock.ts";
import { colorLevel, terminalColumns } from "./terminal.ts";

/** One report of a run. */
export interface Output {
  readonly format: string;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

/** The file that an option names, undefined for `-`: standard output. */
export function outputFile(name: string | undefined): string | undefined {
  return name === "-" ? undefined : name;
}

/** Reads `NAME` and `NAME:FILE`. @throws UserError for an unknown format, and for two reports on standard output */
export function outputsOf(formats: readonly string[] | undefined, usual: string): readonly Output[] {
  const outputs = (formats ?? [usual]).map((text) => {
    const colon = text.indexOf(":");
    return colon < 0 ? { format: text, file: undefined } : { format: text.slice(0, colon), file: outputFile(text.slice(colon + 1)) };
  });
  for (const { format, file } of outputs) {
    if (!isReporterName(format))
      throw new UserError(`There is no format ${shownName(format)}${didYouMean(format, reporterNames)} (${reporterNames.join(", ")})`);
    if (file === "") throw new UserError(`--format ${format}: needs the name of a file after the colon.`);
  }
  if (outputs.filter(({ file }) => file === undefined).length > 1)
    throw new UserError("Only one format can go to standard output; give the others a file: --format sarif:report.sarif.");
  for (const [index, { file }] of outputs.entries()) {
    if (file !== undefined && outputs.slice(0, index).some((other) => other.file !== undefined && isSameFile(other.file, file)))
      throw new UserError(`Two reports would be written to '${file}'; give each a file of its own.`);
  }
  return outputs;
}

/**
 * @throws UserError when a file that is to be written is one of the inputs, or an archive, which may be one in a folder among them: a slip
 * would cost the user the export.
 */
export function rejectOverwriting(files: readonly (string | undefined)[], inputs: readonly string[]): void {
  for (const file of files) {
    if (file === undefined) continue;
    if (inputs.some((input) => input !== "-" && isSameFile(input, file)))
      throw new UserError(`'${file}' is the input itself, which is never written over. Give the output another name.`);
    if (holdsZip(resolve(file)))
      throw new UserError(`'${file}' is a zip archive, which is never written over. Give the output another name.`);
  }
}

function isSameFile(one: string, other: string): boolean {
  return realPath(resolve(one)) === realPath(resolve(other));
}

/** How reports are written. */
export interface WriteOptions {
  readonly rules: readonly Rule[];
  readonly color: boolean | undefined;
  readonly quiet: boolean | undefined;
  readonly archives?: ReadonlySet<string>;
  readonly sarif?: SarifOptions;
  readonly inventory?: Inventory | undefined;
  /** When the run began, by the same clock; shown on a terminal only. */
  readonly started?: number;
}

/** Writes all reports of a run. */
export async function writeReports(result: LintResult, outputs: readonly Output[], options: WriteOptions): Promise<void> {
  for (const { format, file } of outputs) {
    if (!isReporterName(format)) continue;
    const reporter = await loadReporter(format);
    const terminal = file === undefined && process.stdout.isTTY === true;
    const context: ReportContext = {
      tool: { name: toolName, version: toolVersion(), informationUri: homepage },
      rules: reportRules(options.rules, format === "sarif" ? readRuleHelp : undefined),
      colorLevel: file === undefined ? colorLevel(options.color, process.stdout, process.env) : 0,
      columns: file === undefined ? terminalColumns(process.stdout, 120) : 120,
      repositoryPrefix: repositoryPrefix(process.cwd()),
      archives: options.archives,
      sarif: options.sarif,
      inventory: options.inventory,
      quiet: options.quiet,
      elapsed: terminal && options.started !== undefined ? now() - options.started : undefined,
    };
    writePieces(file, reporter.pieces?.(result, context) ?? [reporter.report(result, context)]);
  }
}

/** CI systems want paths from the root of the repository, wherever the command is started. */
function repositoryPrefix(cwd: string): string | undefined {
  const folder = realPath(cwd);
  const root = repositoryRoot(folder);
  const below = root === undefined ? undefined : nameBelow(root, folder);
  return below === undefined ? undefined : `${below}/`;
}

/**
 * Writes to a file that an option names, whose folder is created if missing; without a name, to standard output.
 * @throws UserError when the file cannot be written
 */
export function writeOutput(file: string | undefined, text: string): void {
  writePieces(file, [text]);
}

/** Writes a text that is made piece by piece. @throws UserError when the file cannot be written */
export function writePieces(file: string | undefined, pieces: Iterable<string>): void {
  if (file === undefined) {
    for (const piece of pieces) process.stdout.write(piece);
    return;
  }
  try {
    makeFolderOf(file);
    const handle = openSync(file, "w");
    try {
      // Each write to the handle continues where the previous one ended.
      for (const piece of pieces) writeFileSync(handle, piece);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    // Making a piece can fail as well, which says nothing about the file.
    if (errorCode(error) === undefined) throw error;
    throw new UserError(`The file '${file}' cannot be written: ${writeProblem(error)}.`);
  }
}
