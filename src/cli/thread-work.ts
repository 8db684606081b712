import * as threads from "node:worker_threads";
import { containerKey } from "../dataflow/read-workspace.ts";
import { errorText, UserError } from "../errors.ts";
import { analyseGroups, prepare } from "../session/session.ts";
import { sessionOptions } from "./session-options.ts";
import type { ThreadMessage, ThreadTask } from "./thread-task.ts";

const handed: { readonly workerData: unknown } = threads;

/**
 * What a thread of `--jobs` does: it opens the inputs for itself, because what is opened cannot be passed on, and analyses the groups of
 * its task.
 */
export async function analyseTask(): Promise<void> {
  const { paths, given, facts, groups, others } = handed.workerData as ThreadTask;
  try {
    const options = sessionOptions(given, facts);
    const own = groups.flatMap(({ members }) => members.map(({ container }) => container));
    const skipped = new Set(others);
    // One of ours may be inside an archive that is not read itself.
    const opens: Parameters<typeof analyseGroups>[4] = (archive) => {
      const key = containerKey(archive);
      return !skipped.has(key) || own.some((container) => container.startsWith(key));
    };
    await analyseGroups(paths, await prepare(paths, options), options, groups, opens, (part) => say({ part }));
  } catch (error) {
    say({
      failure: { message: errorText(error), stack: error instanceof Error ? error.stack : undefined, byUser: error instanceof UserError },
    });
  }
}

function say(message: ThreadMessage): void {
  threads.parentPort?.postMessage(message);
}
