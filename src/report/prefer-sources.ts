import { remember } from "../collections.ts";
import type { LintResult, LocatedStep, Location } from "../linter/finding.ts";
import { createJsonIndex } from "../source/json-position.ts";
import { createLineIndex, type LineIndex } from "../source/line-index.ts";
import { isArchive, solutionFile, solutionOf } from "./display.ts";
import type { ReportContext } from "./reporter.ts";

/** Texts of archives and of the repository, for {@link preferSources}. */
export interface SourceTexts {
  /** Text of a file of the input; undefined when there is none. */
  archived(path: string, file: string): string | undefined;
  /** The same file of the solution in the repository: its path as locations name it, and its text; undefined when it is not there. */
  unpacked(uniqueName: string, file: string): { readonly path: string; readonly text: string } | undefined;
}

interface Source {
  readonly path: string;
  readonly locate: (pointer: readonly string[]) => { readonly start: number; readonly end: number };
  readonly lines: LineIndex;
}

/**
 * Says of locations in archives where the same component lies unpacked in the repository: a pull request can show findings only there. The same means the same: a flow whose
 * JSON differs in more than its layout stays where it was found.
 */
export function preferSources(result: LintResult, context: Pick<ReportContext, "archives">, texts: SourceTexts): LintResult {
  const sources = new Map<string, Source | undefined>();

  function located(location: Location): Location {
    const { path, file, pointer, host } = location;
    if (host !== undefined) return { ...location, host: located(host) };
    const solution = isArchive(path, context) || file.includes("!/") ? solutionOf(location, result.solutions) : undefined;
    if (pointer === undefined || solution === undefined || solution.uniqueName === "") return location;
    const source = remember(sources, `${path}\u0000${file}`, () => sourceFor(location, solution.uniqueName, solutionFile(file, solution)));
    if (source === undefined) return location;
    const { start, end } = source.locate(stepsOf(pointer));
    const from = source.lines.positionAt(start);
    const to = source.lines.positionAt(end);
    const region = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    return { ...location, source: { ...location, ...region, path: source.path, file: "", offset: start } };
  }

  function sourceFor({ path, file }: Location, uniqueName: string, name: string): Source | undefined {
    const unpacked = texts.unpacked(uniqueName, name);
    if (unpacked === undefined || !isSameJson(texts.archived(path, file), unpacked.text)) return undefined;
    const index = createJsonIndex(unpacked.text);
    return {
      path: unpacked.path,
      locate: (pointer) => index.locate({ kind: "json", pointer }).span,
      lines: createLineIndex(unpacked.text),
    };
  }

  const step = (one: LocatedStep): LocatedStep => ({ ...one, location: located(one.location) });
  return {
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      location: located(finding.location),
      flow: finding.flow.map(step),
      related: finding.related.map(step),
    })),
  };
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function isSameJson(a: string | undefined, b: string): boolean {
  if (a === undefined) return false;
  try {
    return JSON.stringify(sorted(JSON.parse(a))) === JSON.stringify(sorted(JSON.parse(b)));
  } catch {
    return false;
  }
}

/** The same value with its members in the order of their names: tools that unpack write them in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
