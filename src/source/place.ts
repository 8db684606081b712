import type { ComponentKind } from "./component-kind.ts";

/**
 * Where something is, said symbolically: rules and the analysis only ever pass these on.
 * Line and column are computed (`resolve.ts`) for the few places that are reported.
 */
export interface Place {
  readonly source: SourceFile;
  readonly at: JsonAt | TextAt;
  /** The component the place belongs to, for breadcrumbs and fingerprints. */
  readonly owner?: PlaceOwner;
}

/**
 * A text with a name that findings can point into: a file of a container, or a text that is embedded in one
 * (a desktop-flow script inside a JSON string inside XML).
 */
export interface SourceFile {
  /** The input as the user named it (`Container.path`). */
  readonly path: string;
  /**
   * Name below `path`, for example `PkgAssets/Core.zip!/Workflows/x.json` or `Workflows/X.json!/script.robin`; empty for a loose file that
   * is the input itself.
   */
  readonly file: string;
  /** Decoded text without byte order mark. Decoding happens at the first call and is kept until {@link forget}. */
  text(): string;
  /** Lets go of the text once it has been parsed. Only what has findings is asked for again, and read again. */
  forget?(): void;
  /** For an embedded text: the place of the string that holds it. */
  readonly host?: Place;
  /** For an embedded text whose characters can be found in the host: the place that a stretch of this text was decoded from. */
  hostPart?(span: Span): Place;
  /** For the same: how text that is put into this one is written in the host. Absent where it cannot be written there. */
  hostText?(text: string): string;
  /** For an embedded text that is packed: the string of the host with another text in its place. */
  repack?(text: string): string;
}

/** A value, or the key of a member, in a JSON document. */
export interface JsonAt {
  readonly kind: "json";
  /** Unescaped steps of an RFC 6901 pointer. A pointer that does not exist means its closest existing parent. */
  readonly pointer: readonly string[];
  /** Point at the member's name instead of its value. */
  readonly key?: boolean;
  /** A part of the value when it is a string: offsets in UTF-16 units of the decoded text, end exclusive. */
  readonly span?: Span;
}

/** A stretch of the text of a file that is not JSON: offsets in UTF-16 units, end exclusive. */
export interface TextAt {
  readonly kind: "text";
  readonly span: Span;
  /** In an XML file: an XPath that names the element, for people and tools that look for it there. */
  readonly xpath?: string;
}

/** Offsets in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether two spans of one text have a character in common. */
export function spansMeet(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A span of a part of a text as one of the whole text, in which the part begins at `by`. */
export function shifted({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** What a place belongs to, in the words a maker knows. */
export interface PlaceOwner {
  readonly kind: ComponentKind;
  /** Display name of the component (a flow's name, a variable's schema name …). */
  readonly name: string;
  /** Key of the trigger or action, or in a desktop flow `Subflow:line`, or the name of an input or output. */
  readonly operation?: string;
  /** Unique name of the solution, where there is one. */
  readonly solution?: string;
}

/** The owner of the places in a component. @param solution unique name of its solution; empty where there is none. */
export function componentOwner(kind: ComponentKind, name: string, solution: string): PlaceOwner {
  return { kind, name, ...(solution === "" ? {} : { solution }) };
}

/**
 * Text that is equal for all places in one value of one JSON document, whatever part of the value they are. In other files, where nothing tells
 * texts apart, it is that of the offset.
 */
export function valueKey({ source, at }: Pick<Place, "source" | "at">): string {
  return [source.path, source.file, ...(at.kind === "json" ? at.pointer : [at.span.start])].join("\u0001");
}

/** Text that is equal for equal places. */
export function placeKey(place: Pick<Place, "source" | "at">): string {
  const { at } = place;
  const { start = "", end = "" } = at.span ?? {};
  return [valueKey(place), start, end, at.kind === "json" && at.key === true ? "key" : ""].join("\u0002");
}
