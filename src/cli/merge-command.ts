import { readFileSync } from "node:fs";
import { rules } from "../../rules/index.ts";
import { UserError } from "../errors.ts";
import { mergeReports } from "../report/merge.ts";
import { exitCodeOf } from "./exit-codes.ts";
import type { MergeArguments } from "./merge-options.ts";
import { outputsOf, writePieces, writeReports } from "./outputs.ts";

/** The `merge` command: joins the reports of shards. The exit code is that of one run over everything. */
export async function mergeCommand(given: MergeArguments): Promise<number> {
  const merged = mergeReports((given.reports ?? []).map((name) => ({ name, text: readReport(name) })));
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

function readReport(name: string): string {
  try {
    return readFileSync(name, "utf8");
  } catch {
    throw new UserError(`The report '${name}' cannot be read.`);
  }
}
