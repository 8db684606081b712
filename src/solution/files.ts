import { remember } from "../collections.ts";
import { errorText } from "../errors.ts";
import { type Artifact, ArtifactError, type Container, type InputProblem } from "../input/artifact.ts";
import { printableName } from "../input/problem.ts";
import { countMembers, isDeeperThan, isObject, type Json, type JsonObject, maxJsonDepth } from "../json.ts";
import { parseJson } from "../source/json-comments.ts";
import { repeatedMembers } from "../source/json-repeats.ts";
import { jsonSyntaxProblem } from "../source/json-syntax.ts";
import type { Place, PlaceOwner, SourceFile, TextAt } from "../source/place.ts";
import { sourceOf } from "../source/source-file.ts";
import { parseXml, parseXmlSections, type XmlElement } from "../source/xml.ts";
import type { SolutionRoot } from "./roots.ts";

/** Something about a file that has to be reported. */
export interface FileProblem {
  readonly kind: InputProblem["kind"];
  readonly message: string;
  readonly place: Place;
  /** See {@link InputProblem.exhausted}. */
  readonly exhausted?: string | undefined;
  /**
   * The file of a desktop flow is there, but nothing describes the flow: the beginning of "… the flow", as in "customizations.xml does not describe".
   * Such flows of one solution have one cause.
   */
  readonly undescribed?: string;
  /** The text of the file is there, and is not in the format that it should be in: nothing of what it holds was read. */
  readonly isUnparsed?: boolean | undefined;
  /** Other places with the same problem. */
  readonly related?: readonly { readonly message: string; readonly place: Place }[];
}

/** A JSON file with comments, and what it is a part of. */
export interface CommentedFile {
  readonly source: SourceFile;
  readonly owner: PlaceOwner;
}

/**
 * The files of one solution, found by their names below its root without regard to case and to how accented letters are composed, and read with every
 * failure kept as a problem.
 */
export interface SolutionFiles {
  readonly container: Container;
  readonly root: SolutionRoot;
  readonly problems: FileProblem[];
  /** The JSON files that were read so far and have comments. */
  readonly commented: readonly CommentedFile[];
  /** Names below the root, as spelled. */
  readonly names: readonly string[];
  /** The file with this name below the root. */
  find(name: string): SourceFile | undefined;
  /** Whether there is a file with this name below the root that the configuration leaves out. */
  isLeftOut(name: string): boolean;
  source(artifact: Artifact): SourceFile;
  /** Text of a file; undefined when it cannot be read, which is then a problem. */
  text(source: SourceFile, owner: PlaceOwner): string | undefined;
  /** The value of a JSON file, of whatever type; undefined when it is none, which is then a problem. */
  value(source: SourceFile, owner: PlaceOwner): Json | undefined;
  /**
   * The object of a JSON file; undefined when it holds none, which is then a problem, of the kind that is given.
   * @param lists `as-objects` reads a list, too: as an object with its indexes as names, so that pointers into it are those of the file.
   */
  json(source: SourceFile, owner: PlaceOwner, kind?: UnparsedKind, lists?: "as-objects"): JsonObject | undefined;
  xml(source: SourceFile, owner: PlaceOwner, sections?: readonly string[]): XmlElement | undefined;
}

/** Reads the files of a solution; what cannot be read becomes a problem. */
export function openFiles(container: Container, root: SolutionRoot): SolutionFiles {
  const problems: FileProblem[] = [];
  const commented = new Map<SourceFile, CommentedFile>();
  const names = root.files.map((artifact) => artifact.name.slice(root.folder.length));
  const byName = new Map(root.files.map((artifact, index) => [lookupKey(names[index] ?? ""), artifact]));
  const sources = new Map<Artifact, SourceFile>();
  const source = (artifact: Artifact): SourceFile => remember(sources, artifact, () => sourceOf(container, artifact));
  return {
    container,
    root,
    problems,
    get commented() {
      return [...commented.values()];
    },
    names,
    find(name) {
      const artifact = byName.get(lookupKey(name));
      return artifact === undefined ? undefined : source(artifact);
    },
    isLeftOut: (name) => container.leftOut?.has((root.folder + name).toLowerCase()) === true,
    source,
    ...createReaders(problemReporter(problems), (file) => commented.set(file.source, file)),
  };
}

/** What names of the same file have in common: macOS writes `é` into an archive as two characters, where the export names the file with one. */
function lookupKey(name: string): string {
  return name.toLowerCase().normalize("NFC");
}

/** The readers of files by their formats. @param onComments takes the JSON files that have comments, each time that one is read */
function createReaders(report: Report, onComments: (file: CommentedFile) => void): Pick<SolutionFiles, "text" | "value" | "json" | "xml"> {
  const text = textReader(report);
  return { text, ...jsonReaders(text, report, onComments), xml: xmlReader(text, report) };
}

function textReader(report: Report): SolutionFiles["text"] {
  return (file, owner) => {
    try {
      return file.text();
    } catch (error) {
      if (error instanceof ArtifactError) return report(emptied(file), owner, error.problem.message, 0, error.problem);
      return report(emptied(file), owner, `The file cannot be read: ${errorText(error)}.`);
    }
  };
}

function jsonReaders(
  text: SolutionFiles["text"],
  report: Report,
  onComments: (file: CommentedFile) => void,
): Pick<SolutionFiles, "value" | "json"> {
  const parsed = (
    file: SourceFile,
    owner: PlaceOwner,
    kind: UnparsedKind,
  ): { readonly content: string; readonly value: Json } | undefined => {
    const content = text(file, owner);
    if (content === undefined) return undefined;
    try {
      const { value, text: bare } = parseJson(content);
      if (bare !== content) onComments({ source: file, owner });
      return { content: bare, value };
    } catch {
      const { message, offset } = jsonSyntaxProblem(content);
      return report(file, owner, `This is not valid JSON: ${message}.`, offset, unparsed(kind));
    }
  };
  const tooDeep = (file: SourceFile, owner: PlaceOwner): undefined =>
    report(file, owner, `The JSON is nested more than ${maxJsonDepth} levels deep.`, 0, { kind: "limit" });
  return {
    value(file, owner) {
      const value = parsed(file, owner, "unreadable")?.value;
      return typeof value === "object" && value !== null && isDeeperThan(value, maxJsonDepth) ? tooDeep(file, owner) : value;
    },
    json(file, owner, kind = "unreadable", lists) {
      const read = parsed(file, owner, kind);
      if (read === undefined) return undefined;
      const { content } = read;
      const value = lists === "as-objects" && Array.isArray(read.value) ? { ...read.value } : read.value;
      // A large export holds its flows twice otherwise: as text, and as the values that were parsed of it.
      file.forget?.();
      if (!isObject(value)) {
        return report(file, owner, "A JSON object is expected here, but the file contains something else.", 0, unparsed(kind));
      }
      const members = countMembers(value, maxJsonDepth);
      if (members === undefined) return tooDeep(file, owner);
      for (const { message, offset } of repeatedMembers(content, members)) report(file, owner, message, offset);
      return value;
    },
  };
}

function xmlReader(text: SolutionFiles["text"], report: Report): SolutionFiles["xml"] {
  return (file, owner, sections) => {
    const content = text(file, owner);
    if (content === undefined) return undefined;
    const { root: element, problem } = sections === undefined ? parseXml(content) : parseXmlSections(content, sections);
    if (element !== undefined) return element;
    const message = `This is not valid XML: ${problem?.message ?? "it has no root element"}`;
    return report(file, owner, message, problem?.offset, unparsed("unreadable"));
  };
}

/** Adds a problem, once however many readers try the file. */
type Report = (
  file: SourceFile,
  owner: PlaceOwner,
  message: string,
  offset?: number,
  cause?: Pick<FileProblem, "kind" | "exhausted" | "isUnparsed">,
) => undefined;

/** What a file is that is not in the format that it should be in: broken, or none of ours after all. */
type UnparsedKind = Extract<FileProblem["kind"], "unreadable" | "foreign">;

function unparsed(kind: UnparsedKind): Pick<FileProblem, "kind" | "isUnparsed"> {
  return { kind, isUnparsed: true };
}

function problemReporter(problems: FileProblem[]): Report {
  const reported = new Set<string>();
  return (file, owner, message, offset = 0, { kind, exhausted, isUnparsed } = { kind: "unreadable" }) => {
    const key = `${file.file}\u0000${offset}\u0000${message}`;
    if (reported.has(key)) return;
    reported.add(key);
    problems.push({
      kind,
      message,
      place: { source: file, at: { kind: "text", span: { start: offset, end: offset } }, owner },
      exhausted,
      isUnparsed,
    });
  };
}

/** Stands for a file whose text cannot be had, so that locating a finding in it does not fail again. */
function emptied(file: SourceFile): SourceFile {
  return { ...file, text: () => "" };
}

/** The problem of a flow whose file is named and is not there. */
export function missingDefinition(name: string, place: Place): FileProblem {
  return {
    kind: "unreadable",
    message: `The definition of this flow is missing: the solution has no file '${printableName(name)}'.`,
    place,
  };
}

/** A place in an XML file. */
export function xmlPlace(source: SourceFile, at: TextAt, owner: PlaceOwner, xpath?: string): Place {
  return { source, at: xpath === undefined ? at : { ...at, xpath }, owner };
}

/** A name as XPath writes it in a comparison. */
export function xpathText(name: string): string {
  return name.includes("'") ? `"${name}"` : `'${name}'`;
}
