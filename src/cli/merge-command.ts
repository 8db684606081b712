import { rules } from "../../rules/index.ts";
import { fileProblem, UserError } from "../errors.ts";
import { type GivenReport, mergeReports } from "../report/merge.ts";
import { readText } from "../session/read-text.ts";
import { exitCodeOf } from "./exit-codes.ts";
import type { MergeArguments } from "./merge-options.ts";
import { outputsOf, writePieces, writeReports } from "./outputs.ts";

/** The `merge` command: joins the reports of shards. The exit code is that of one run over everything. */
export async function mergeCommand(given: MergeArguments): Promise<number> {
  const merged = mergeReports(readReports(given.reports ?? []));
  if (merged.kind === "json") {
    await writeReports(merged.result, outputsOf(given.format, "json"), { rules, color: given.color, quiet: given.quiet });
    return exitCodeOf(merged.result.summary, given);
  }
  for (const { format, file } of outputsOf(given.format, "sarif")) {
    if (format !== "sarif") throw new UserError(`SARIF reports can only be joined into SARIF; merge JSON reports to get '${format}'.`);
    writePieces(file, merged.pieces);
  }
  return exitCodeOf(merged.levels, given);
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
