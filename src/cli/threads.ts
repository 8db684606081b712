import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { errorCode, UserError } from "../errors.ts";
import { groupName, type SolutionGroup } from "../linter/groups.ts";
import type { ProgressStep } from "../linter/lint-options.ts";
import type { Part } from "../linter/part.ts";
import { distribute } from "../linter/shard.ts";
import type { ThreadMessage, ThreadTask, ThreadWork } from "./thread-task.ts";

/** Most threads: more would only compete for memory. */
const mostThreads = 64;

/** Reads `--jobs`. @throws UserError for anything but a number or `auto` */
export function parseJobs(text: string | undefined): number {
  if (text === undefined) return 1;
  if (text === "auto") return Math.min(availableParallelism(), mostThreads);
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UserError(`--jobs ${text}: write a number from 1, or auto.`);
  return Math.min(Number(text), mostThreads);
}

/**
 * Analyses groups of solutions in threads of their own, the work dealt out evenly beforehand. The parts come in the order of the groups.
 * @param all every group of the run, also those that need no work
 * @throws UserError as the analysis does, and Error for a defect
 */
export async function analyseInThreads(
  groups: readonly SolutionGroup[],
  all: readonly SolutionGroup[],
  jobs: number,
  task: Pick<ThreadTask, "paths" | "given" | "facts">,
  onProgress: (step: ProgressStep) => void,
): Promise<readonly Part[]> {
  const parts = new Map<SolutionGroup, Part>();
  const workers: Worker[] = [];
  const finished = sharesOf(groups, all, jobs).map(
    ({ share, work }) =>
      new Promise<void>((resolve, reject) => {
        const data: ThreadTask = { ...task, ...work };
        const worker = new Worker(new URL("./lint-thread.js", import.meta.url), { workerData: data });
        workers.push(worker);
        let next = 0;
        worker.on("message", (message: ThreadMessage) => {
          if ("failure" in message) {
            reject(errorOf(message.failure));
            return;
          }
          const group = share[next++];
          if (group === undefined) return;
          parts.set(group, message.part);
          onProgress({ stage: "check", name: groupName(group), done: parts.size - 1, total: groups.length });
        });
        worker.on("error", (error) => reject(threadFailure(error)));
        worker.on("exit", () => {
          if (next === share.length) resolve();
          else reject(new Error("A thread of --jobs ended before its work was done."));
        });
      }),
  );
  try {
    await Promise.all(finished);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return groups.flatMap((group) => parts.get(group) ?? []);
}

/** What each thread has to do. */
export function sharesOf(
  groups: readonly SolutionGroup[],
  all: readonly SolutionGroup[],
  jobs: number,
): readonly { readonly share: readonly SolutionGroup[]; readonly work: ThreadWork }[] {
  const containers = new Set(all.flatMap(({ members }) => members.map(({ container }) => container)));
  const shares = distribute(groups, Math.min(jobs, groups.length)).filter((share) => share.length > 0);
  return shares.map((share) => {
    const own = new Set(share.flatMap(({ members }) => members.map(({ container }) => container)));
    return {
      share,
      work: { groups: share.map(({ members }) => ({ members })), others: [...containers].filter((container) => !own.has(container)) },
    };
  });
}

/** The error to report when a thread fails. Running out of memory is a UserError, not a defect. */
export function threadFailure(error: unknown): unknown {
  const isOutOfMemory = errorCode(error) === "ERR_WORKER_OUT_OF_MEMORY";
  return isOutOfMemory
    ? new UserError(
        "A thread of --jobs ran out of memory. Give Node more, for example NODE_OPTIONS=--max-old-space-size=8192, or use fewer threads.",
      )
    : error;
}

function errorOf({ message, stack, byUser }: Extract<ThreadMessage, { failure: unknown }>["failure"]): Error {
  if (byUser) return new UserError(message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
