import { remember } from "../collections.ts";
import { createJsonIndexes, type JsonIndexes } from "./json-indexes.ts";
import type { JsonPosition } from "./json-position.ts";
import { createLineIndex, type LineIndex } from "./line-index.ts";
import type { Location } from "./location.ts";
import type { Place, SourceFile, Span } from "./place.ts";
import { textOf } from "./source-file.ts";

/** Turns symbolic places into lines and columns. */
export interface Locator {
  (place: Place): Location;
  /**
   * Lets go of the JSON files that it has indexed: they are read again for further places in them. To be called when the places of a file are
   * located, since the files that have findings may be most of a large export.
   */
  release(): void;
}

interface IndexedFile {
  readonly text: string;
  readonly lines: LineIndex;
}

/**
 * A locator that indexes every file once, however many places of it are asked for before a release. It never throws: a file that cannot be read
 * any more is located at its start. Keep it for one solution or one run; it holds what it indexed, and the locations.
 * @param indexes where JSON files are indexed that others ask for as well
 */
export function createLocator(indexes: JsonIndexes = createJsonIndexes()): Locator {
  const files = new Map<SourceFile, IndexedFile>();
  // Traces share their steps: thousands of findings have places in common.
  const located = new WeakMap<Place, Location>();

  function indexed(source: SourceFile): IndexedFile {
    return remember(files, source, () => {
      // That it cannot be read is a finding already, which points at the file.
      const text = textOf(source) ?? "";
      return { text, lines: createLineIndex(text) };
    });
  }

  function positionOf(place: Place, file: IndexedFile): JsonPosition | { readonly span: Span; readonly pointer?: never } {
    if (place.at.kind === "text") return { span: place.at.span };
    return indexes.of(place.source, file.text).locate(place.at);
  }

  function locationOf(place: Place): Location {
    const file = indexed(place.source);
    const { span, pointer } = positionOf(place, file);
    const start = file.lines.positionAt(span.start);
    const end = file.lines.positionAt(Math.max(span.start, span.end));
    const { owner } = place;
    return {
      path: place.source.path,
      file: place.source.file,
      ...(pointer === undefined ? {} : { pointer: formatPointer(pointer) }),
      ...(place.at.kind === "text" && place.at.xpath !== undefined ? { xpath: place.at.xpath } : {}),
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      ...(owner === undefined ? {} : { component: owner.name, componentKind: owner.kind }),
      ...(owner?.operation === undefined ? {} : { operation: owner.operation }),
      offset: Math.max(0, Math.min(span.start, file.text.length)),
      ...(place.source.host === undefined ? {} : { host: locate(place.source.hostPart?.(span) ?? place.source.host) }),
    };
  }

  function locate(place: Place): Location {
    return remember(located, place, () => locationOf(place));
  }

  function release(): void {
    for (const source of indexes.release()) files.delete(source);
  }

  return Object.assign(locate, { release });
}

/** The RFC 6901 text of unescaped steps. */
export function formatPointer(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
