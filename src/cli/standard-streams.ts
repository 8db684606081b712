import { toolName } from "../about.ts";
import { fileProblem } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";

/**
 * Handles errors of the standard streams. A closed pipe (`solutionlint … | head`) is not an error; anything else, such as a full disk, means that a
 * report is incomplete, which the exit code has to say.
 * @returns a function that says whether standard output has failed
 */
export function watchStandardStreams(): () => boolean {
  let isBroken = false;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || isBroken) return;
    isBroken = true;
    process.exitCode = exitCodes.failure;
    process.stderr.write(`${toolName}: Standard output cannot be written: ${fileProblem(error)}.\n`);
  });
  // There is no stream left to report it on.
  process.stderr.on("error", () => {});
  return () => isBroken;
}
