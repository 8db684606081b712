import { toolName } from "../about.ts";
import { errorText, isUserError, stackText } from "../errors.ts";
import { terminalText } from "../report/sanitize.ts";
import { exitCodes } from "./exit-codes.ts";

/** Reports on standard error why a command failed, and returns the exit code for it. */
export function reportFailure(error: unknown, debug: boolean): number {
  if (isUserError(error)) printToStderr(`${toolName}: ${withFullStop(error.message)}\n`);
  else
    printToStderr(
      `${toolName}: internal error: ${textOf(error, debug)}\nThis is a defect of the tool; please report it. --debug shows more.\n`,
    );
  return exitCodes.failure;
}

/**
 * The same for what nothing has caught. The tool waits for all that it starts, so it is a module of a plug-in that has put something off,
 * if there is one.
 * @param plugins as the user named them
 */
export function reportUncaught(error: unknown, debug: boolean, plugins: readonly string[]): number {
  if (plugins.length === 0) return reportFailure(error, debug);
  const whose = plugins.length === 1 ? "what it had put off" : "what one of them had put off";
  printToStderr(`${toolName}: --plugin ${plugins.join(", ")}: ${whose} failed: ${textOf(error, debug)}\n`);
  return exitCodes.failure;
}

function textOf(error: unknown, debug: boolean): string {
  return debug ? stackText(error) : errorText(error);
}

/** Ends a message of one line like a sentence; a list stays as it is. */
function withFullStop(message: string): string {
  return /\n|[.?!:]$/.test(message) ? message : `${message}.`;
}

/** Writes lines to standard error. Names of files and other texts of strangers in them must not control the terminal or the pipeline. */
export function printToStderr(lines: string): void {
  process.stderr.write(lines.split("\n").map(terminalText).join("\n"));
}
