#!/usr/bin/env node
import { toolVersion } from "../about.ts";

// A closed pipe (`solutionlint … | head`) is the reader's right, not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) process.stdout.write(`${toolVersion()}\n`);
else void start();

// No `await` outside of a function: the build makes a script of this that is no module (`src/dev/bundle.ts`).
async function start(): Promise<void> {
  // Loaded only when it is needed, because this starts in a commit hook.
  const { loadProgram } = await import("./load-program.ts");
  process.exitCode = await loadProgram().runProgram(args);
}
