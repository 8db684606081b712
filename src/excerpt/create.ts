import { remember } from "../collections.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import type { Excerpt, ExcerptLine } from "../findings/excerpt.ts";
import { createJsonIndex } from "../source/json-position.ts";
import { createLineIndex } from "../source/line-index.ts";
import type { JsonAt, Place, SourceFile, Span } from "../source/place.ts";
import { textOf } from "../source/source-file.ts";
import { parseXml } from "../source/xml.ts";
import { jsonLines } from "./json.ts";
import { robinDocument, robinLines } from "./robin.ts";
import { xmlLines } from "./xml.ts";

/** Gives the code around a place; undefined where the place is in no JSON, XML or script, or in one that cannot be read. */
export type Excerpter = (place: Place) => Excerpt | undefined;

/** How one file is shown. */
interface Shown {
  readonly language: Excerpt["language"];
  readonly lines: (at: Place["at"]) => readonly ExcerptLine[];
}

/**
 * An excerpter for the files of a run. It reads each file once, however many places of it are asked for, and never throws.
 *
 * Only what is known to be no secret is shown: names, the language's own words, and values that the format enumerates. Whether a text was
 * found to be a credential plays no part in it, so that one which no rule recognises is not shown either.
 */
export function createExcerpter(workspace: Workspace): Excerpter {
  const { cloudFlows, desktopFlows } = workspace;
  const flows = new Map(cloudFlows.map((flow) => [flow.source, flow]));
  const scripts = new Map(desktopFlows.map((flow) => [flow.source, flow]));
  const names = componentNames(workspace);
  const isName = (member: string, text: string): boolean => namingMembers.has(member.toLowerCase()) && names.has(text);
  const files = new Map<SourceFile, Shown | "none">();

  function open(source: SourceFile, at: Place["at"]): Shown | "none" {
    const script = scripts.get(source);
    const text = textOf(source);
    if (text === undefined) return "none";
    const lines = createLineIndex(text);
    if (script !== undefined) {
      const document = robinDocument(script, lines);
      return { language: "robin", lines: onText((span) => robinLines(document, span)) };
    }
    if (at.kind === "json") {
      const document = { text, index: createJsonIndex(text), lines, flow: flows.get(source), isName };
      return { language: "json", lines: (one) => (one.kind === "json" ? jsonLines(document, one) : []) };
    }
    const root = text.trimStart().startsWith("<") ? parseXml(text).root : undefined;
    if (root === undefined) return "none";
    return { language: "xml", lines: onText((span) => xmlLines({ root, lines, isName }, span)) };
  }

  return ({ source, at }) => {
    const file = remember(files, source, () => open(source, at));
    if (file === "none") return undefined;
    const lines = file.lines(at);
    return lines.length === 0 ? undefined : { language: file.language, lines };
  };
}

function onText(lines: (span: Span) => readonly ExcerptLine[]): (at: JsonAt | Place["at"]) => readonly ExcerptLine[] {
  return (at) => (at.kind === "text" ? lines(at.span) : []);
}

/** Members, elements and attributes that hold names of components, in lower case. */
const namingMembers: ReadonlySet<string> = new Set([
  "connectionreferencelogicalname",
  "displayname",
  "logicalname",
  "name",
  "schemaname",
  "uniquename",
]);

function componentNames({ solutions, cloudFlows, desktopFlows }: Workspace): ReadonlySet<string> {
  return new Set([
    ...solutions.flatMap(({ uniqueName, connectionReferences, environmentVariables }) => [
      uniqueName,
      ...connectionReferences.map(({ logicalName }) => logicalName),
      ...environmentVariables.map(({ schemaName }) => schemaName),
    ]),
    ...[...cloudFlows, ...desktopFlows].map(({ name }) => name),
  ]);
}
