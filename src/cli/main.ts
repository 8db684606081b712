#!/usr/bin/env node
import { toolName, toolVersion } from "../about.ts";
import { errorText } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { watchStandardStreams } from "./standard-streams.ts";

const isOutputBroken = watchStandardStreams();
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-v")) process.stdout.write(`${toolVersion()}\n`);
else void start();

// No `await` outside of a function: the build turns this into a CommonJS script (`src/dev/bundle.ts`).
async function start(): Promise<void> {
  // Node exits with 0 when nothing is pending, whether or not the work is done.
  process.exitCode = exitCodes.failure;
  process.once("beforeExit", () =>
    process.stderr.write(
      `${toolName}: The run ended before its work was done: a module of --plugin waits for something that never happens.\n`,
    ),
  );
  if (!hasWorkingDirectory()) {
    process.stderr.write(`${toolName}: The working directory does not exist any more.\n`);
    process.exit();
  }
  // Loaded only when it is needed, because this starts in a commit hook.
  const { loadProgram } = await import("./load-program.ts");
  let program: ReturnType<typeof loadProgram>;
  try {
    program = loadProgram();
  } catch (error) {
    process.stderr.write(`${toolName}: ${errorText(error)}\n`);
    process.exit();
  }
  const code = await program.runProgram(args);
  await Promise.all([process.stdout, process.stderr].map(written));
  // Without this, Node frees its heap piece by piece before it exits, which takes a tenth of the time of a small run.
  process.exit(isOutputBroken() ? exitCodes.failure : code);
}

function hasWorkingDirectory(): boolean {
  try {
    return process.cwd() !== "";
  } catch {
    return false;
  }
}

/** Waits until everything written to a stream has been flushed: on some systems, pipes are written asynchronously. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
