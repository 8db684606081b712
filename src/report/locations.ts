import type { Location } from "../source/location.ts";
import type { ReportContext } from "./reporter.ts";

/** The location in a file that exists: an embedded text is found where the string that holds it is. */
export function physicalLocation(location: Location): Location {
  return location.host === undefined ? location : physicalLocation(location.host);
}

/** The location that a review of changes can show: the repository's own file, where there is one. */
export function reviewLocation(location: Location): Location {
  const physical = physicalLocation(location);
  return physical.source ?? physical;
}

/**
 * The path that a consumer outside of the tool knows, from the root of the repository, for example `exports/Core.zip!/Workflows/x.json`.
 * Never absolute and never outside of the repository: of such an input only its name is left.
 */
export function repositoryPath(location: Location, context: ReportContext): string {
  const input = relativePath(`${isAbsolute(location.path) ? "" : (context.repositoryPrefix ?? "")}${location.path}`);
  if (location.file === "") return input === "" ? "." : input;
  if (input === "") return location.file;
  return `${input}${isArchive(location.path, context) ? "!/" : "/"}${location.file}`;
}

/** The path below the working directory, as the user would name it. */
export function localPath(location: Location, context: Pick<ReportContext, "archives">): string {
  const { path, file } = location;
  if (file === "") return path;
  if (path === ".") return file;
  return `${path.replace(/\/+$/, "")}${isArchive(path, context) ? "!/" : "/"}${file}`;
}

/** Whether an input is an archive. */
export function isArchive(path: string, context: Pick<ReportContext, "archives">): boolean {
  return context.archives?.has(path) ?? (path === "-" || /\.(?:zip|nupkg|msapp)$/i.test(path));
}

function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[a-z]:/i.test(path);
}

function relativePath(path: string): string {
  const steps: string[] = [];
  const given = path.replaceAll("\\", "/");
  for (const step of given.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  return isAbsolute(given) || steps[0] === ".." ? (steps.at(-1) ?? "") : steps.join("/");
}

/** `line 12:3` */
export function lineText({ line, column }: Location): string {
  return `line ${line}:${column}`;
}

/** A file name holds the GUID of its component; the first digits are enough to tell two of one name apart. */
export function shortenIds(file: string, ellipsis: string): string {
  return file.replace(/([0-9a-f]{4})[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, `$1${ellipsis}`);
}
