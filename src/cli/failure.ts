import { toolName } from "../about.ts";
import { errorText, UserError } from "../errors.ts";
import { terminalText } from "../report/sanitize.ts";
import { exitCodes } from "./exit-codes.ts";

/** Tells on standard error why a command ended before its time, and gives the exit code for it. */
export function reportFailure(error: unknown, debug: boolean): number {
  if (error instanceof UserError) printToStderr(`${toolName}: ${withFullStop(error.message)}\n`);
  else {
    const text = debug && error instanceof Error ? (error.stack ?? error.message) : errorText(error);
    printToStderr(`${toolName}: internal error: ${text}\nThis is a defect of the tool; please report it. --debug shows more.\n`);
  }
  return exitCodes.failure;
}

/** Ends a message of one line like a sentence; a list stays as it is. */
function withFullStop(message: string): string {
  return /\n|[.?!:]$/.test(message) ? message : `${message}.`;
}

/** Writes lines to standard error. Names of files and other texts of strangers in them must not control the terminal or the pipeline. */
export function printToStderr(lines: string): void {
  process.stderr.write(lines.split("\n").map(terminalText).join("\n"));
}
