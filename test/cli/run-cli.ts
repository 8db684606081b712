import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The command as it is built and published. */
export const cli = fileURLToPath(new URL("../../dist/bin/solutionlint.cjs", import.meta.url));

if (!existsSync(cli)) throw new Error("These tests run the built command: run `npm run build` first (`npm test` does).");

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** The root of the repository by default. */
  readonly cwd?: string;
  /** Written to standard input, which is empty otherwise. */
  readonly input?: Buffer;
  /** Variables beside those that every run has: nothing of the environment of the tests may show in a report. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the command in an environment of its own: no terminal, no colour settings, no CI, an empty home. */
export function startCli(args: readonly string[], { cwd = root, env = {} }: CliOptions = {}): ChildProcess {
  const home = tmpdir();
  return spawn(process.execPath, [cli, ...args], { cwd, env: { PATH: process.env.PATH, HOME: home, USERPROFILE: home, ...env } });
}

/** Runs the command to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = startCli(args, options);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
  // A command that fails early closes its end of the pipe.
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { code, stdout: Buffer.concat(stdout).toString("utf8"), stderr: Buffer.concat(stderr).toString("utf8") };
}
