import { toolName } from "../about.ts";
import { countInWords } from "../findings/list-in-words.ts";
import { type Counts, exitCodeOf, type FailOptions } from "./exit-codes.ts";
import { printToStderr } from "./failure.ts";

/** The exit code of a run with these counts. If the number of warnings alone makes it fail, which no report shows, standard error says so. */
export function endRun(summary: Counts, options: FailOptions): number {
  const code = exitCodeOf(summary, options);
  const { maxWarnings } = options;
  if (maxWarnings !== undefined && code !== exitCodeOf(summary, { failOn: options.failOn }))
    printToStderr(`${toolName}: ${countInWords(summary.warning, "warning")}: --max-warnings allows ${maxWarnings}.\n`);
  return code;
}
