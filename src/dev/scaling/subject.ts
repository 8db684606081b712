import type { ActionSpec } from "../../testing/actions.ts";

/** An input of which one thing can be made as large as one likes. */
export interface Subject {
  /** What there is much of, as words; the area first: `cloud: actions one after the other`. */
  readonly name: string;
  /** The files of an input with so many of it. */
  files(size: number, tint: Tint): ReadonlyMap<string, string>;
  /** Files beside the archive: the configuration, and what arguments name. */
  beside?(size: number, tint: Tint): ReadonlyMap<string, string | Buffer>;
  /** Arguments of `lint` for the files beside the archive; none, and no configuration, if left out. */
  readonly args?: readonly string[];
  /** What is linted instead of the archive: one of the files beside it. */
  readonly input?: string;
  /** The same where it depends on the size: a pattern. */
  readonly inputOf?: (size: number) => string;
  /** The files are given as a folder, not as an archive. */
  readonly isFolder?: boolean;
  /** No larger: more is refused, or cannot be made. */
  readonly most?: number;
  /** The one tint that makes sense; all of them if left out. */
  readonly tint?: Tint["name"];
}

/** What the values of an input are, since much of the analysis only begins at a secret. */
export interface Tint {
  readonly name: "plain" | "vault" | "literal";
  /** The actions of a cloud flow that the value comes from. */
  readonly prelude: readonly ActionSpec[];
  /** The value in an expression, without its at sign. */
  readonly expression: string;
  /** The value in a text of a cloud flow; different for each number if it is a literal. */
  text(index: number): string;
  /** The rows of a desktop flow that put the value into the variable `Value`. */
  readonly rows: readonly string[];
  /** The value in a text of a desktop flow. */
  desktopText(index: number): string;
  /** The value where nothing is evaluated: in files of other kinds. */
  plainText(index: number): string;
}

/** So many things, made by their numbers. */
export const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** So many pieces of text, joined. */
export const joined = (count: number, make: (index: number) => string, separator = ""): string => many(count, make).join(separator);

/** An object with so many members. */
export const numbered = <T>(
  count: number,
  make: (index: number) => T,
  name = (index: number): string => `m${index}`,
): Readonly<Record<string, T>> => Object.fromEntries(many(count, (index) => [name(index), make(index)]));
