import * as threads from "node:worker_threads";
import { containerKey } from "../dataflow/workspace/read-workspace.ts";
import { errorText, UserError } from "../errors.ts";
import type { Part } from "../linter/part.ts";
import { prepare, type Session } from "../session/prepare.ts";
import { analyseGroups, type GroupWork } from "../session/session.ts";
import type { SessionOptions } from "../session/session-options.ts";
import { sessionOptions } from "./session-options.ts";
import type { ThreadMessage, ThreadTask, ThreadWork } from "./thread-task.ts";

const handed: { readonly workerData: unknown } = threads;

/**
 * What a thread of `--jobs` does: it opens the inputs for itself, because what is opened cannot be passed on, and analyses the groups of
 * its task.
 */
export async function analyseTask(): Promise<void> {
  const { paths, given, facts, ...work } = handed.workerData as ThreadTask;
  try {
    const options = sessionOptions(given, facts);
    await analyseShare(paths, await prepare(paths, options), options, work, (part) => say({ part }));
  } catch (error) {
    say({
      failure: { message: errorText(error), stack: error instanceof Error ? error.stack : undefined, byUser: error instanceof UserError },
    });
  }
}

/** Analyses the groups of a share, and opens none of the archives that only others look at. */
export async function analyseShare(
  paths: readonly string[],
  session: Session,
  options: SessionOptions,
  { groups, others }: ThreadWork,
  onPart: (part: Part) => void,
): Promise<void> {
  const own = groups.flatMap(({ members }) => members.map(({ container }) => container));
  const skipped = new Set(others);
  // A group's archive may be inside another one, which then has to be opened although nothing else in it is read.
  const opens: GroupWork["opens"] = (archive) => {
    const key = containerKey(archive);
    return !skipped.has(key) || own.some((container) => container.startsWith(key));
  };
  await analyseGroups(paths, session, options, { groups, opens, onPart });
}

function say(message: ThreadMessage): void {
  threads.parentPort?.postMessage(message);
}
