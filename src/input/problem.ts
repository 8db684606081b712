import { ArtifactError, type InputLimits, type InputProblem } from "./artifact.ts";

/** A problem of kind `unreadable` (SL0001). */
export function unreadable(message: string, file?: string): InputProblem {
  return file === undefined ? { kind: "unreadable", message } : { kind: "unreadable", message, file };
}

/** A problem of kind `inaccessible` (SL0001). */
export function inaccessible(message: string, file?: string): InputProblem {
  return file === undefined ? { kind: "inaccessible", message } : { kind: "inaccessible", message, file };
}

/** A problem of kind `limit` (SL0002); the message ends with the setting that moves the limit. */
export function overLimit(message: string, setting: keyof InputLimits, file?: string): InputProblem {
  const text = `${message} The setting 'limits.${setting}' sets this limit.`;
  return file === undefined ? { kind: "limit", message: text } : { kind: "limit", message: text, file };
}

/** The problem of an archive or a file that is larger than a limit. */
export function tooLarge(
  what: "archive" | "file",
  size: number,
  limits: InputLimits,
  setting: keyof InputLimits,
  file?: string,
): InputProblem {
  const cap = limits[setting];
  // Rounded, a size just above the limit would read like the limit.
  const show = sizeText(size) === sizeText(cap) ? (bytes: number) => `${countText(bytes)} bytes` : sizeText;
  return overLimit(`The ${what} is ${show(size)}, more than the ${show(cap)} that are allowed.`, setting, file);
}

/** The problem of a folder that holds more than the limit of entries; the rest of it is left out. */
export function tooManyEntries(cap: number): InputProblem {
  const text = `The folder has more than the ${countText(cap)} files and folders that are allowed; the rest is not analysed.`;
  return overLimit(`${text} Name the folder of the solution instead.`, "entries");
}

/** Moves a problem to another file; without a name it concerns the container as a whole. */
export function problemAt(problem: InputProblem, file: string | undefined): InputProblem {
  const { file: _, ...rest } = problem;
  return file === undefined ? rest : { ...rest, file };
}

/** Turns what a read threw into the problem to report; anything but an {@link ArtifactError} is a defect and is thrown on. */
export function problemOf(error: unknown): InputProblem {
  if (error instanceof ArtifactError) return error.problem;
  throw error;
}

/** A size in the unit a reader expects: `98 bytes`, `64 MiB`, `1.5 GiB`. */
export function sizeText(bytes: number): string {
  for (const [unit, factor] of [
    ["GiB", 2 ** 30],
    ["MiB", 2 ** 20],
    ["KiB", 2 ** 10],
  ] as const) {
    if (bytes >= factor) return `${(bytes / factor).toFixed(1).replace(/\.0$/, "")} ${unit}`;
  }
  return `${bytes} ${bytes === 1 ? "byte" : "bytes"}`;
}

/** A count with separators between thousands, the same on every machine. */
export function countText(count: number): string {
  return count.toLocaleString("en-US");
}

/** A number of files in words: `1 file`, `3,000 files`. */
export function filesText(count: number): string {
  return `${countText(count)} ${count === 1 ? "file" : "files"}`;
}

const longestShownName = 200;

/** A foreign name made safe for messages: control characters are written as `\xNN`, very long names are cut in the middle. */
export function printableName(name: string): string {
  const half = longestShownName / 2;
  const short = name.length > longestShownName ? `${name.slice(0, half)}…${name.slice(-half)}` : name;
  return short.replace(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
