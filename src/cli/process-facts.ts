import { homedir } from "node:os";
import type { SessionOptions } from "../session/session-options.ts";
import { readStandardInput } from "./standard-input.ts";

/** What a run knows from the process that it was started in. */
export interface ProcessFacts {
  readonly cwd: string;
  readonly home: string | undefined;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Reads what a command needs to know about the process. */
export function processFacts(): ProcessFacts {
  return { cwd: process.cwd(), home: homedir() || undefined, today: new Date().toISOString().slice(0, 10) };
}

/** A session for commands that show what there is, without judging it. @param config `--config`, or false for none */
export function listingSession(config: string | false | undefined): SessionOptions {
  return { ...processFacts(), environment: process.env, config, commandLine: {}, plugins: [], stdin: readStandardInput };
}
