import { type ChildProcess, fork } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { CommandOutcome, CommandRequest } from "../../src/dev/command-host.ts";
import { type CliOptions, type CliResult, root } from "./run-cli.ts";

let host: ChildProcess | undefined;

/** The host runs one command at a time: it has one working directory. */
let last: Promise<unknown> = Promise.resolve();

afterAll(() => {
  host?.kill();
  host = undefined;
});

/**
 * Runs the command as `runCli` does, but in a process that stays for all commands of a test file: a fraction of the time.
 * What is about starting, threads, standard input, the environment or pipes needs a process of its own.
 */
export function runInHost(args: readonly string[], { cwd = root }: Pick<CliOptions, "cwd"> = {}): Promise<CliResult> {
  const result = last.then(() => ask({ args, cwd }));
  last = result.catch(() => {});
  return result;
}

function ask(request: CommandRequest): Promise<CliResult> {
  host ??= startHost();
  const child = host;
  return new Promise((resolve, reject) => {
    const answered = ({ code, stdout, stderr }: CommandOutcome): void => {
      child.off("exit", died);
      resolve({ code, stdout, stderr });
    };
    const died = (code: number | null, signal: string | null): void => {
      child.off("message", answered);
      host = undefined;
      reject(new Error(`The command ended the process of its host with ${code ?? signal}.`));
    };
    child.once("message", answered);
    child.once("exit", died);
    child.send(request);
  });
}

function startHost(): ChildProcess {
  const script = fileURLToPath(new URL("../../dist/src/dev/command-host.js", import.meta.url));
  const home = tmpdir();
  return fork(script, [], {
    env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
