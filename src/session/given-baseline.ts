import { resolve } from "node:path";
import { displayPath } from "../config/discover.ts";
import { errorCode, fileProblem, UserError } from "../errors.ts";
import type { GivenBaseline } from "../linter/apply-suppressions.ts";
import { parseBaseline } from "../linter/baseline.ts";
import { readText } from "./read-text.ts";
import type { SessionOptions } from "./session-options.ts";

/**
 * Reads the file of `--baseline`, if there is one. One that is about to be written may be missing.
 * @throws UserError when it cannot be read, or is not a baseline
 */
export function readGivenBaseline({ baseline: file, updateBaseline, cwd }: SessionOptions): GivenBaseline | undefined {
  if (file === undefined) return undefined;
  const path = resolve(cwd, file);
  const shown = displayPath(path, cwd);
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    const isMissing = errorCode(error) === "ENOENT";
    if (updateBaseline === true && isMissing) return { entries: [], file: shown };
    const advice = isMissing ? ` Write one with --baseline ${file} --update-baseline.` : "";
    throw new UserError(`The baseline '${file}' cannot be read: ${fileProblem(error)}.${advice}`);
  }
  return { ...parseBaseline(text, file), file: shown };
}
