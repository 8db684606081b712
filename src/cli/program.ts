import { runCommand } from "./commands.ts";

// What the build bundles (`src/dev/bundle.ts`) and `load-program.ts` loads: everything behind the command line and behind the threads of
// `--jobs`.

/** Runs a command. Never throws: errors go to standard error. @returns the exit code */
export async function runProgram(args: readonly string[]): Promise<number> {
  try {
    return await runCommand(args);
  } catch (error) {
    const { reportFailure } = await import("./failure.ts");
    return reportFailure(error, args.includes("--debug"));
  }
}

/** Does the work of a thread of `--jobs`. */
export async function runThread(): Promise<void> {
  const { analyseTask } = await import("./thread-work.ts");
  await analyseTask();
}
