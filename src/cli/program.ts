import { runCommand } from "./commands.ts";
import { reportFailure, reportUncaught } from "./failure.ts";

// What the build bundles (`src/dev/bundle.ts`) and `load-program.ts` loads: everything behind the command line and behind the threads of
// `--jobs`.

/** Runs a command. Never throws: errors go to standard error. @returns the exit code */
export async function runProgram(args: readonly string[]): Promise<number> {
  const debug = args.includes("--debug");
  // An exception that nothing catches, as modules of --plugin can throw, would end the process with the exit code for findings. What tells of
  // it is loaded already: if it were what cannot be loaded, telling would fail and be told, without end.
  process.on("uncaughtException", (error) => process.exit(reportUncaught(error, debug, pluginsIn(args))));
  try {
    return await runCommand(args);
  } catch (error) {
    return reportFailure(error, debug);
  }
}

/** The values of `--plugin`, wherever reading the arguments stands. */
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
