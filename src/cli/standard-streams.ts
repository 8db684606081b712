import { toolName } from "../about.ts";
import { fileProblem } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";

/**
 * Says what happens when a standard stream cannot be written to any more. A closed pipe (`solutionlint … | head`) is the reader's right and no
 * error; anything else, like a full disk, means that a report is not whole, which must not pass for its findings.
 * @returns whether standard output has failed
 */
export function watchStandardStreams(): () => boolean {
  let isBroken = false;
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || isBroken) return;
    isBroken = true;
    process.exitCode = exitCodes.failure;
    process.stderr.write(`${toolName}: Standard output cannot be written: ${fileProblem(error)}.\n`);
  });
  // There is nowhere left to tell it.
  process.stderr.on("error", () => {});
  return () => isBroken;
}
