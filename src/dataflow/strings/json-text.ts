import { append, createRecentMemo, once } from "../../collections.ts";
import { type Json, parsedJson } from "../../json.ts";
import { createJsonIndex, type JsonIndex } from "../../source/json-position.ts";
import type { Span } from "../../source/place.ts";
import type { Path } from "../graph/path.ts";
import { jsonValuesAt } from "./json-values.ts";

/** Longest text that is read as JSON, in UTF-16 units. */
const maxLength = 100_000;

/**
 * What is at a path of a text that a flow parses as JSON (`json('{"vault":"kv-dev"}')['vault']`, Parse JSON): the text itself where the
 * path is empty or the text is no JSON; a structure as the text of its JSON; several where the path goes through all elements of a list.
 */
export function textsInJson(text: string, path: Path): readonly string[] {
  return placedTextsIn(text, path).map((found) => found.text);
}

/** A member of a text that is JSON. */
export interface TextMember {
  /** Where the value is in the text, without quotes. */
  readonly span: Span;
  readonly path: Path;
}

/** A text in another one that is JSON. */
export interface PlacedText {
  readonly text: string;
  /** The member that it is, or is in; undefined where it is no single one. */
  readonly member: TextMember | undefined;
}

/** What {@link textsInJson} gives, with the places in the text. */
export function placedTextsIn(text: string, path: Path): readonly PlacedText[] {
  const document = path.length === 0 || text.length > maxLength || !/^\s*[[{]/.test(text) ? undefined : documentOf(text);
  if (document?.json === undefined) return [{ text, member: undefined }];
  return jsonValuesAt(document.json, path).flatMap(({ value, spelled, rest }): readonly PlacedText[] => {
    if (value === null) return [];
    if (typeof value === "object") return [{ text: JSON.stringify(value), member: undefined }];
    const { span } = document.index().locate({ kind: "json", pointer: spelled, span: { start: 0, end: String(value).length } });
    const texts = typeof value === "string" ? textsInJson(value, rest) : [String(value)];
    const member = { span, path: spelled.map((step) => step.toLowerCase()) };
    return texts.map((found) => ({ text: found, member }));
  });
}

/** A text that was read as JSON. */
interface JsonDocument {
  /** Undefined where it is none. */
  readonly json: Json | undefined;
  readonly index: () => JsonIndex;
}

/** One text can be asked for thousands of its members, one after the other. */
const documentOf = createRecentMemo(
  (text: string): JsonDocument => ({ json: parsedJson(text), index: once(() => createJsonIndex(text)) }),
  50,
);

/** Stands for an expression's value: digits, so that it reads as JSON inside and outside of quotes, and few enough to survive as a number. */
const placeholder = "90071992";
const indexDigits = 6;

/** Deepest nesting that is looked into. */
const maxDepth = 64;

/**
 * Where the values of expressions are in a text that is JSON once they are filled in: `{"user": "erp", "key": "@{…}"}` has its expression
 * at `key`. Makers build bodies like this with interpolation and `concat`, and read them with `json()` and Parse JSON.
 * @param parts the text, with `undefined` for each expression
 * @returns the place of each part, empty for those that have none of their own; undefined when the text is no JSON object or list
 */
export function placesInJsonText(parts: readonly (string | undefined)[]): readonly Path[] | undefined {
  const value = filledIn(parts);
  if (value === undefined) return undefined;
  const places: Path[] = parts.map(() => []);
  collect(value, [], places);
  return places;
}

/**
 * What a text says itself about the members of its JSON, next to the values of expressions: for each of its parts that says something, the pieces.
 */
export type JsonPieces = ReadonlyMap<number, readonly string[]>;

/**
 * Reads what is written in a text that is JSON once its expressions are filled in, at or below a path: of `{"user": "erp", "key": "Basic @{…}"}` that
 * is `erp` at `user` and `Basic ` at `key`. The text is parsed once, and each path takes time for what is at it.
 * @param parts the text, with `undefined` for each expression
 * @returns undefined when the text is no JSON object or list, a name in it is computed, or it is nested too deep
 */
export function jsonPiecesOf(parts: readonly (string | undefined)[]): ((path: Path) => JsonPieces) | undefined {
  const json = filledIn(parts);
  if (json === undefined || !hasNames(json, 0)) return undefined;
  return (path) => {
    const pieces = new Map<number, string[]>();
    const partHolding = createPartFinder(parts);
    for (const { value } of jsonValuesAt(json, path)) {
      visitValues(value, (text) => {
        // Texts and the marks of expressions by turns.
        const split = text.split(marks);
        for (const [at, piece] of split.entries()) {
          if (at % 2 === 1 || piece === "") continue;
          const [before, after] = [split[at - 1], split[at + 1]];
          const part = before !== undefined ? Number(before) + 1 : after !== undefined ? Number(after) - 1 : partHolding(piece);
          append(pieces, part, piece);
        }
      });
    }
    return pieces;
  };
}

/** Whether all names in a value are written, down to the deepest that is looked at. */
function hasNames(value: Json, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth > maxDepth) return false;
  return Object.entries(value).every(([name, member]) => !name.includes(placeholder) && hasNames(member as Json, depth + 1));
}

function visitValues(value: Json, see: (text: string) => void): void {
  if (typeof value !== "object") see(String(value));
  else if (value !== null) for (const member of Object.values(value)) visitValues(member as Json, see);
}

/** Finds the part that a value is written in; values are asked for in the order of the text, so that each search goes on where the last one ended. */
function createPartFinder(parts: readonly (string | undefined)[]): (text: string) => number {
  let part = 0;
  let offset = 0;
  const findFrom = (spelled: string, first: number, from: number): boolean => {
    for (let index = first; index < parts.length; index++) {
      const at = parts[index]?.indexOf(spelled, index === first ? from : 0) ?? -1;
      if (at < 0) continue;
      part = index;
      offset = at + spelled.length;
      return true;
    }
    return false;
  };
  let misses = 0;
  return (text) => {
    const spelled = JSON.stringify(text).slice(1, -1);
    if (misses === mostMisses) return -1;
    if (findFrom(spelled, part, offset)) return part;
    misses++;
    return findFrom(spelled, 0, 0) ? part : -1;
  };
}

/**
 * Most values of a text that are looked for to its end in vain: members whose names are numbers come out of their order, and what is spelled in
 * another way (`1e3`, `\u0061`) is not found.
 */
const mostMisses = 100;

/** Where the values of expressions are in a text that is a form, by the names of its fields; undefined when the text is none. */
export function placesInFormText(parts: readonly (string | undefined)[]): readonly Path[] | undefined {
  if (!parts.some((part) => part?.includes("&") === true) || parts.length > 10 ** indexDigits) return undefined;
  if (parts.some((part) => part?.includes(placeholder) === true)) return undefined;
  const text = withMarks(parts);
  const fields = text.length > maxLength ? [] : text.split("&");
  if (fields.length < 2 || !fields.every((field) => /^\s*[\w.-]{1,60}=/.test(field))) return undefined;
  const places: Path[] = parts.map(() => []);
  for (const field of fields) note(field, [field.slice(0, field.indexOf("=")).trim().toLowerCase()], places);
  return places;
}

/** The start tag of an element at the end of a text. */
const startTag = /<(?:[\w.-]{1,60}:)?([\w.-]{1,60})(?:\s[^<>]{0,400})?>\s*$/;

/** Where the values of expressions are in a text that is XML, by the names of the elements that they begin; undefined when the text is none. */
export function placesInXmlText(parts: readonly (string | undefined)[]): readonly Path[] | undefined {
  if (parts[0]?.trimStart().startsWith("<") !== true) return undefined;
  return parts.map((part, index) => {
    const name = part === undefined ? startTag.exec(parts[index - 1]?.slice(-600) ?? "")?.[1] : undefined;
    return name === undefined ? [] : [name.toLowerCase()];
  });
}

/** Where a stretch of a text is once the text is read as JSON; empty where it is no JSON, or the stretch no part of one member. */
export function placeInJsonText(text: string, { start, end }: Span): Path {
  if (text.length > maxLength) return [];
  return placesInJsonText([text.slice(0, start), undefined, text.slice(end)])?.[1] ?? [];
}

/** The JSON object or list of a text, with a mark for each expression; undefined where it is none, or where it holds what looks like a mark. */
function filledIn(parts: readonly (string | undefined)[]): Json | undefined {
  const first = parts.find((part) => part === undefined || part.trim() !== "");
  if (first === undefined || !/^\s*[[{]/.test(first) || parts.length > 10 ** indexDigits) return undefined;
  if (parts.some((part) => part?.includes(placeholder) === true)) return undefined;
  return parsedJson(withMarks(parts));
}

/** The text with a mark for each expression. */
function withMarks(parts: readonly (string | undefined)[]): string {
  return parts.map((part, index) => part ?? placeholder + String(index).padStart(indexDigits, "0")).join("");
}

const marks = new RegExp(`${placeholder}(\\d{${indexDigits}})`, "g");

function collect(value: unknown, path: Path, places: Path[]): void {
  if (typeof value === "string" || typeof value === "number") note(String(value), path, places);
  if (typeof value !== "object" || value === null || path.length > maxDepth) return;
  for (const [key, member] of Object.entries(value)) {
    // A member whose name is computed can be any: what is in its name and in its value is somewhere in the object.
    const isComputed = key.includes(placeholder);
    if (isComputed) note(key, path, places);
    collect(member, isComputed ? path : [...path, key.toLowerCase()], places);
  }
}

function note(text: string, path: Path, places: Path[]): void {
  for (const [, index] of text.matchAll(marks)) places[Number(index)] = path;
}
