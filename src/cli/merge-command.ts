import { rules } from "../../rules/index.ts";
import { fileProblem, UserError } from "../errors.ts";
import { type GivenReport, mergeReports } from "../report/merge.ts";
import { readText } from "../session/read-text.ts";
import { endRun } from "./end-run.ts";
import type { MergeArguments } from "./merge-options.ts";
import { outputsOf, rejectOverwriting, writePieces, writeReports } from "./outputs.ts";

/** The `merge` command: joins the reports of shards. The exit code is that of one run over everything. */
export async function mergeCommand(given: MergeArguments): Promise<number> {
  const reports = given.reports ?? [];
  const merged = mergeReports(readReports(reports));
  const outputs = outputsOf(given.format, merged.kind);
  // A second run would count what the first one wrote there twice.
  rejectOverwriting(
    outputs.map(({ file }) => file),
    reports,
  );
  if (merged.kind === "json") {
    await writeReports(merged.result, outputs, { rules, color: given.color, quiet: given.quiet });
    return endRun(merged.result.summary, given);
  }
  for (const { format, file } of outputs) {
    if (format !== "sarif") throw new UserError(`SARIF reports can only be joined into SARIF; merge JSON reports to get '${format}'.`);
    writePieces(file, merged.pieces);
  }
  return endRun(merged.levels, given);
}

/** One after the other, so that no more than one text is in memory. */
function* readReports(names: readonly string[]): Iterable<GivenReport> {
  for (const name of names) {
    try {
      yield { name, text: readText(name) };
    } catch (error) {
      throw new UserError(`The report '${name}' cannot be read: ${fileProblem(error)}.`);
    }
  }
}
