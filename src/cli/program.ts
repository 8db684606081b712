import { runCommand } from "./commands.ts";
import { reportFailure, reportUncaught } from "./failure.ts";

// What the build bundles (`src/dev/bundle.ts`) and `load-program.ts` loads: the program of the command line and of the threads of
// `--jobs`.

/** Runs a command. Never throws: errors go to standard error. @returns the exit code */
export async function runProgram(args: readonly string[]): Promise<number> {
  const debug = args.includes("--debug");
  // An uncaught exception, as modules of --plugin can throw, would end the process with the exit code for findings. What reports it is loaded
  // already: if loading it failed here, that failure would be uncaught as well, without end.
  process.on("uncaughtException", (error) => process.exit(reportUncaught(error, debug, pluginsIn(args))));
  try {
    return await runCommand(args);
  } catch (error) {
    return reportFailure(error, debug);
  }
}

/** The values of `--plugin`, even if the arguments have not been parsed yet. */
function pluginsIn(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, at) => {
    if (arg.startsWith("--plugin=")) return [arg.slice("--plugin=".length)];
    return arg === "--plugin" ? args.slice(at + 1, at + 2) : [];
  });
}

/** Does the work of a thread of `--jobs`. */
export async function runThread(): Promise<void> {
  const { analyseTask } = await import("./thread-work.ts");
  await analyseTask();
}
