import { runCommand } from "./commands.ts";

// What the build bundles (`src/dev/bundle.ts`) and `load-program.ts` loads: everything behind the command line and behind the threads of
// `--jobs`.

/** Runs a command. Never throws: errors go to standard error. @returns the exit code */
export async function runProgram(args: readonly string[]): Promise<number> {
  const failed = async (error: unknown): Promise<number> => (await import("./failure.ts")).reportFailure(error, args.includes("--debug"));
  // An exception that nothing catches, as modules of --plugin can throw, would end the process with the exit code for findings.
  process.on("uncaughtException", (error) => void failed(error).then((code) => process.exit(code)));
  try {
    return await runCommand(args);
  } catch (error) {
    return failed(error);
  }
}

/** Does the work of a thread of `--jobs`. */
export async function runThread(): Promise<void> {
  const { analyseTask } = await import("./thread-work.ts");
  await analyseTask();
}
