import type { Path, Step } from "../graph/path.ts";

/** Delimiters that makers use between the values of a text, the least ambiguous first. */
export const delimiters = [";", "|", "\t", "\n", ",", "#", ":"] as const;
/** One of them. */
export type Delimiter = (typeof delimiters)[number];

/** Most values of one text that are told apart. */
export const mostValues = 8;

/** The step that a value between delimiters is found by: no member of JSON, and no field of a form, is called so. */
export function stepOf(delimiter: Delimiter, index: number): Step {
  return `${delimiter}${index}`;
}

/** The step is the place of a value between delimiters. */
export function isDelimitedStep(step: Step | undefined): boolean {
  return typeof step === "string" && /^[;|\t\n,#:]\d$/.test(step);
}

/**
 * Where the values of expressions are in a text that holds one after the other: `%User%;%Password%`. Only an action that splits the text at the same
 * delimiter tells them apart.
 * @param parts the text, with `undefined` for each expression
 */
export function placesInDelimitedText(parts: readonly (string | undefined)[]): readonly Path[] | undefined {
  const first = parts.find((part) => part === undefined || part.trim() !== "");
  if (first !== undefined && /^\s*[[{<]/.test(first)) return undefined;
  for (const delimiter of delimiters) {
    const places = placesBetween(parts, delimiter);
    if (places !== undefined) return places;
  }
  return undefined;
}

/** Undefined where the delimiter is not between all of the expressions. */
function placesBetween(parts: readonly (string | undefined)[], delimiter: Delimiter): readonly Path[] | undefined {
  let index = 0;
  let taken = -1;
  const places: Path[] = [];
  for (const part of parts) {
    if (part !== undefined) {
      places.push([]);
      index += countOf(delimiter, part);
      if (index >= mostValues) return undefined;
      continue;
    }
    if (taken === index) return undefined;
    taken = index;
    places.push([stepOf(delimiter, index)]);
  }
  return taken < 0 || index === 0 ? undefined : places;
}

/** How often a delimiter is in a text, counted up to {@link mostValues}: a long text is asked for each of the values in it. */
function countOf(delimiter: Delimiter, text: string): number {
  let count = 0;
  for (let at = text.indexOf(delimiter); at >= 0 && count < mostValues; at = text.indexOf(delimiter, at + 1)) count++;
  return count;
}
