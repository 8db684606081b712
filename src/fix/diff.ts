import { addAll } from "../collections.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import type { LintRun } from "../linter/lint.ts";
import { terminalText } from "../report/sanitize.ts";
import { lastPart } from "../slash-path.ts";
import { decodeText } from "../source/text-encoding.ts";
import type { FileResult } from "./apply.ts";
import { lineHunks } from "./line-diff.ts";

/** A line beyond this many characters is not for reading: JSON is shown formatted, of others only what is around the change. */
const longLine = 400;

/** So many characters are shown on both sides of a change in a long line. */
const around = 80;

/**
 * A unified diff of what would be written, for people. Secrets are taken out of both sides before anything is compared, so that neither a
 * changed line nor one around it holds one; packed data, which could hold one unseen, is left out. Scripts of desktop flows are shown as
 * scripts.
 */
export function unifiedDiff(results: readonly FileResult[], before: LintRun, after: LintRun): string {
  const redact = (text: string): string => withoutPackedData(after.redactText(before.redactText(text)));
  const parts = results.map((result) => {
    const name = redact(nameOf(result));
    const [old, now] = readable(result, redact);
    return patchOf(name, old, now, result.before === undefined, result.after === undefined) + scriptPatches(result, before, after, redact);
  });
  return parts.join("");
}

/** The name of a file as a user would say it. */
export function nameOf({ container, name }: Pick<FileResult, "container" | "name">): string {
  if (container.kind === "file") return container.path;
  const file = container.prefix + name;
  if (container.path === "." || container.path === "-") return file;
  const isArchive = container.prefix === "" ? container.kind === "archive" : true;
  return `${container.path}${isArchive ? "!/" : "/"}${file}`;
}

/** Both texts of a file, without secrets. */
function readable({ name, before, after }: FileResult, redact: (text: string) => string): readonly [string, string] {
  const texts = [before, after].map((bytes) => (bytes === undefined ? "" : decodeText(bytes)));
  const isDense = /\.json$/i.test(name) && texts.some((text) => text.split("\n").some((line) => line.length > longLine));
  const [old = "", now = ""] = texts.map((text) => redact(isDense ? formatted(text) : text));
  return [old, now];
}

/** JSON on one line, as it would be on many. */
function formatted(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return text;
  }
}

/** Base64 of an archive or a picture. */
function withoutPackedData(text: string): string {
  return text.replaceAll(/[A-Za-z0-9+/]{200,}={0,2}/g, (data) => `(${data.length} characters of packed data)`);
}

function patchOf(name: string, old: string, now: string, isNew: boolean, isRemoved: boolean): string {
  const hunks = lineHunks(old, now);
  if (hunks.length === 0) return "";
  // As git writes absolute paths: what `patch -p1` and reviewers take off is one step.
  const shown = name.replace(/^\/+/, "");
  const lines = [`--- ${isNew ? "/dev/null" : `a/${shown}`}`, `+++ ${isRemoved ? "/dev/null" : `b/${shown}`}`];
  for (const hunk of hunks) {
    lines.push(`@@ -${rangeOf(hunk.oldStart, hunk.oldLines)} +${rangeOf(hunk.newStart, hunk.newLines)} @@`);
    addAll(lines, shortened(hunk.lines));
  }
  return `${lines.map((line) => harmless(line.replace(/\r$/, ""))).join("\n")}\n`;
}

/** An empty range is numbered by the line before it. */
function rangeOf(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

/** Nothing that a terminal or the log of a pipeline would obey; tabs stay. */
function harmless(line: string): string {
  return line.split("\t").map(terminalText).join("\t");
}

/** Of long lines that differ what is around the difference, of other long lines the start. */
function shortened(lines: readonly string[]): readonly string[] {
  const removed = lines.filter((line) => line.startsWith("-"));
  const added = lines.filter((line) => line.startsWith("+"));
  return lines.map((line) => {
    if (line.length <= longLine) return line;
    const [own, others] = line.startsWith("-") ? [removed, added] : line.startsWith("+") ? [added, removed] : [[], []];
    const partner = others[own.indexOf(line)];
    if (partner === undefined) return `${line.slice(0, around * 2)}…`;
    let start = 1;
    while (start < line.length && line.charAt(start) === partner.charAt(start)) start++;
    let end = 0;
    while (end < line.length - start && end < partner.length - start && line.at(-1 - end) === partner.at(-1 - end)) end++;
    const from = Math.max(1, start - around);
    const changed = line.slice(from, line.length - end);
    const tail = line.slice(line.length - end, line.length - end + around);
    const middle = changed.length > longLine ? `${changed.slice(0, longLine / 2)} … ${changed.slice(-longLine / 2)}` : changed;
    return `${line.charAt(0)}${from > 1 ? "…" : ""}${middle}${tail}${end > around ? "…" : ""}`;
  });
}

/** The scripts that are in a changed file. */
function scriptPatches(result: FileResult, before: LintRun, after: LintRun, redact: (text: string) => string): string {
  const file = result.container.kind === "file" ? "" : result.container.prefix + result.name;
  const inFile = ({ source }: DesktopFlow): boolean =>
    source.host?.source.path === result.container.path && source.host.source.file === file;
  return before.analysis.workspace.desktopFlows
    .filter(inFile)
    .map((flow) => {
      const now = after.analysis.workspace.desktopFlows.find(
        (one) => one.source.path === flow.source.path && one.source.file === flow.source.file,
      );
      const name = redact(`${nameOf(result)}!/${lastPart(flow.source.file)} of '${flow.name}'`);
      return now === undefined ? "" : patchOf(name, redact(flow.source.text()), redact(now.source.text()), false, false);
    })
    .join("");
}
