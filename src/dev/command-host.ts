import { readFileSync, writeFileSync } from "node:fs";
import { runCommand } from "../cli/commands.ts";
import { reportFailure } from "../cli/failure.ts";

/**
 * Runs the tool's commands one after the other in this process, and tells for each what it gave and what it cost: for tests of many
 * commands, and of inputs that could make the tool hang or take all memory, which must not happen in the process of the tests. Start it
 * with `fork`, and with `--expose-gc` where memory counts.
 */

/** A command line, and where it is run. */
export interface CommandRequest {
  readonly args: readonly string[];
  readonly cwd: string;
}

/** What came of it. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds of processor time: the machine may be busy with other things. */
  readonly time: number;
  /** Most megabytes that the process had. Where the system cannot forget an earlier peak, one of the runs before may be meant. */
  readonly memory: number;
}

async function outcomeOf({ args, cwd }: CommandRequest): Promise<CommandOutcome> {
  process.chdir(cwd);
  globalThis.gc?.();
  forgetPeak();
  const stdout = capture(process.stdout);
  const stderr = capture(process.stderr);
  const started = process.cpuUsage();
  let code: number;
  try {
    code = await runCommand(args);
  } catch (error) {
    code = reportFailure(error, true);
  }
  const { user, system } = process.cpuUsage(started);
  return { code, stdout: stdout(), stderr: stderr(), time: Math.round((user + system) / 1000), memory: peak() };
}

/** Keeps what is written to a stream instead of writing it; the returned function ends this and gives it. */
function capture(stream: NodeJS.WriteStream): () => string {
  const written: string[] = [];
  const write = stream.write;
  stream.write = (chunk: string | Uint8Array): boolean => {
    written.push(String(chunk));
    return true;
  };
  return () => {
    stream.write = write;
    return written.join("");
  };
}

function forgetPeak(): void {
  try {
    // proc(5): the value 5 resets the peak of the resident set.
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Not Linux, or not allowed: the peak of all runs is an upper bound too.
  }
}

function peak(): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
    if (kilobytes !== undefined) return Math.round(Number(kilobytes) / 1024);
  } catch {
    // Not Linux.
  }
  return Math.round(process.resourceUsage().maxRSS / 1024);
}

process.on("message", (request: CommandRequest) => {
  void outcomeOf(request).then((outcome) => process.send?.(outcome));
});
