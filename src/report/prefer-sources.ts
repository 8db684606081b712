import { remember } from "../collections.ts";
import type { LintResult } from "../findings/lint-result.ts";
import type { LocatedStep } from "../findings/reported-finding.ts";
import { pointerSteps } from "../json.ts";
import { createJsonIndex, type JsonIndex } from "../source/json-position.ts";
import { createLineIndex, type LineIndex } from "../source/line-index.ts";
import type { Location } from "../source/location.ts";
import type { Span } from "../source/place.ts";
import { fileKey } from "../source/source-file.ts";
import { parseXml, type XmlElement } from "../source/xml.ts";
import { isArchive } from "./locations.ts";
import type { ReportContext } from "./reporter.ts";
import { unpackedElement } from "./same-element.ts";
import { solutionFile, solutionOf } from "./solutions.ts";

/** Texts of archives and of the repository, for {@link preferSources}. */
export interface SourceTexts {
  /** Text of a file of the input; undefined when there is none. */
  archived(path: string, file: string): string | undefined;
  /** The same file of the solution in the repository: its path as locations name it, and its text; undefined when it is not there. */
  unpacked(uniqueName: string, file: string): { readonly path: string; readonly text: string } | undefined;
}

/** A file of the repository. */
interface Source {
  readonly path: string;
  readonly lines: LineIndex;
}

/** Finds what a location in a file of a solution is about in the repository; undefined where the same is not there. */
type Finder = (location: Location, uniqueName: string, name: string) => { readonly source: Source; readonly span: Span } | undefined;

/** An archived XML file. */
interface ArchivedXml {
  readonly root: XmlElement;
  readonly text: string;
  readonly lines: LineIndex;
}

/**
 * Says of locations in archives where the same component is unpacked in the repository: a pull request can show findings only there. The
 * same means the same: a flow whose JSON, or an element of XML, that differs in more than its layout stays where it was found.
 */
export function preferSources(result: LintResult, context: Pick<ReportContext, "archives">, texts: SourceTexts): LintResult {
  const inXml = createXmlFinder(texts);
  const inJson = createJsonFinder(texts);

  function located(location: Location): Location {
    const { path, file, host } = location;
    if (host !== undefined) return { ...location, host: located(host) };
    const solution = isArchive(path, context) || file.includes("!/") ? solutionOf(location, result.solutions) : undefined;
    if (solution === undefined || solution.uniqueName === "") return location;
    const find = /\.xml$/i.test(file) ? inXml : inJson;
    const found = find(location, solution.uniqueName, solutionFile(file, solution));
    if (found === undefined) return location;
    const { source, span } = found;
    const from = source.lines.positionAt(span.start);
    const to = source.lines.positionAt(span.end);
    const region = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    return { ...location, source: { ...location, ...region, path: source.path, file: "", offset: span.start } };
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

function createJsonFinder(texts: SourceTexts): Finder {
  const flows = new Map<string, (Source & { readonly index: JsonIndex }) | "none">();
  return (location, uniqueName, name) => {
    const { path, file, pointer } = location;
    if (pointer === undefined) return undefined;
    const source = remember(flows, fileKey(location), () => {
      const unpacked = texts.unpacked(uniqueName, name);
      if (unpacked === undefined || !isSameJson(texts.archived(path, file), unpacked.text)) return "none";
      return { path: unpacked.path, lines: createLineIndex(unpacked.text), index: createJsonIndex(unpacked.text) };
    });
    return source === "none" ? undefined : { source, span: source.index.locate({ kind: "json", pointer: pointerSteps(pointer) }).span };
  };
}

function createXmlFinder(texts: SourceTexts): Finder {
  const solutions = new Map<string, boolean>();
  const documents = new Map<string, ArchivedXml | "none">();
  const elements = new Map<string, (Source & { readonly root: XmlElement }) | "none">();
  return (location, uniqueName, name) => {
    const { path, file } = location;
    // A manifest of megabytes is only read where there is something to compare it with.
    if (!remember(solutions, uniqueName, () => texts.unpacked(uniqueName, "Other/Solution.xml") !== undefined)) return undefined;
    const archived = remember(documents, fileKey(location), () => parsed(texts.archived(path, file)));
    const span = archived === "none" ? undefined : spanOf(archived, location);
    if (archived === "none" || span === undefined) return undefined;
    const element = unpackedElement(name, archived.root, span);
    if (element === undefined) return undefined;
    const source = remember(elements, `${uniqueName}\u0000${element.file}`, () => {
      const unpacked = texts.unpacked(uniqueName, element.file);
      const document = parsed(unpacked?.text);
      return unpacked === undefined || document === "none" ? "none" : { ...document, path: unpacked.path };
    });
    const found = source === "none" ? undefined : element.locate(source.root);
    return source === "none" || found === undefined ? undefined : { source, span: found };
  };
}

function parsed(text: string | undefined): ArchivedXml | "none" {
  const root = text === undefined ? undefined : parseXml(text).root;
  return text === undefined || root === undefined ? "none" : { root, text, lines: createLineIndex(text) };
}

/** The stretch of the text that a location is about; undefined where the text is another one than was analysed. */
function spanOf({ text, lines }: ArchivedXml, { offset, line, column, endLine, endColumn }: Location): Span | undefined {
  const start = lines.positionAt(offset);
  if (start.line !== line || start.column !== column) return undefined;
  let end = offset - column + 1;
  for (let at = line; at < endLine; at++) end = text.indexOf("\n", end) + 1;
  return { start: offset, end: end + endColumn - 1 };
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
