import type { ProgressStep } from "../linter/lint-options.ts";
import { terminalText } from "../report/sanitize.ts";
import { terminalColumns } from "./terminal.ts";

/** Shows how far a long run is, in one line that is overwritten. */
export interface Progress {
  step(step: ProgressStep): void;
  /** Takes the line away. */
  clear(): void;
}

/** The part of a stream that progress is shown on. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Runs that end sooner show nothing; in milliseconds. */
const patience = 1000;
/** Between two changes of the line, in milliseconds. */
const pause = 80;

/**
 * Progress on a terminal: on standard error only, never in CI, never into a file or a pipe unless asked for.
 * @param option `--progress` or `--no-progress`
 * @param now a clock in milliseconds
 */
export function createProgress(
  option: boolean | undefined,
  stream: ProgressStream,
  environment: Readonly<Record<string, string | undefined>>,
  now: () => number,
): Progress {
  const inCi = (environment.CI ?? "") !== "" || environment.TF_BUILD !== undefined || environment.GITHUB_ACTIONS !== undefined;
  const wanted = option ?? (stream.isTTY === true && !inCi && environment.TERM !== "dumb");
  if (!wanted) return { step: () => undefined, clear: () => undefined };
  const started = now();
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return {
    step({ stage, name, done, total }) {
      const time = now();
      if (time - started < patience || time - last < pause) return;
      last = time;
      const text = terminalText(`${stage === "read" ? "Reading" : "Checking"} ${done + 1}/${total} ${name}`);
      const width = Math.max(20, terminalColumns(stream, 80) - 1);
      const line = text.length <= width ? text : `${text.slice(0, width - 1)}…`;
      stream.write(stream.isTTY === true ? `\r\u001b[2K${line}` : `${line}\n`);
      shown = true;
    },
    clear() {
      if (shown && stream.isTTY === true) stream.write("\r\u001b[2K");
      shown = false;
    },
  };
}
