#!/usr/bin/env node
import { toolVersion } from "../about.ts";
import { exitCodes } from "./exit-codes.ts";

// A closed pipe (`solutionlint … | head`) is the reader's right, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2));

/** Runs a command; everything behind `--version` is loaded only when it is needed, because this starts in a commit hook. */
async function main(args: readonly string[]): Promise<number> {
  const [only] = args;
  if (args.length === 1 && (only === "--version" || only === "-v")) {
    process.stdout.write(`${toolVersion()}\n`);
    return exitCodes.ok;
  }
  try {
    const { runCommand } = await import("./commands.ts");
    return await runCommand(args);
  } catch (error) {
    const { reportFailure } = await import("./failure.ts");
    return reportFailure(error, args.includes("--debug"));
  }
}
