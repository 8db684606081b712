import { distinct } from "../../collections.ts";
import { nameHints } from "../names/name-hints.ts";
import { shapes } from "../shapes/index.ts";
import { type CompiledShape, toBeCompiled } from "./by-shape.ts";
import { createPrefilter, type Keyword, type Prefilter } from "./prefilter.ts";
import { scriptHints } from "./script-hints.ts";

/**
 * A shape that is looked for at a keyword; `name`: the keyword is a piece of a credential's name; `script`: it is one of a script that signs in,
 * which others read.
 */
export type KeywordTarget = CompiledShape | "name" | "script";

let filter: Prefilter<KeywordTarget> | undefined;

/** The pass that finds the keywords of all shapes, names and scripts; prepared once. */
export function prefilter(): Prefilter<KeywordTarget> {
  if (filter !== undefined) return filter;
  const keywords: Keyword<KeywordTarget>[] = [];
  shapes.forEach((shape, rank) => {
    const target = toBeCompiled(shape, rank);
    for (const text of shape.keywords) keywords.push({ text, anyCase: shape.anyCase === true, target });
  });
  for (const text of nameHints()) keywords.push({ text, anyCase: true, target: "name" });
  for (const text of scriptHints()) keywords.push({ text, anyCase: true, target: "script" });
  filter = createPrefilter(keywords);
  return filter;
}

/** Passes for a user's own words, by the array that names them: a configuration has one for the whole run. */
const extraFilters = new WeakMap<readonly string[], Prefilter<"name">>();

/** The pass that finds the last words of the names that a user adds. */
export function extraFilter(words: readonly string[]): Prefilter<"name"> {
  const known = extraFilters.get(words);
  if (known !== undefined) return known;
  const pieces = words
    .flatMap((phrase) =>
      phrase
        .toLowerCase()
        .split(/[^\p{L}]+/u)
        .slice(-1),
    )
    .filter((word) => word.length >= 2);
  const built = createPrefilter<"name">(distinct(pieces).map((text) => ({ text, anyCase: true, target: "name" })));
  extraFilters.set(words, built);
  return built;
}

/**
 * Whether a text contains any keyword of a form or a script, or any piece of a credential's name. Without one, nothing is found in it, wherever
 * it is. For nearly every string of a flow, this one pass is all.
 */
export function mayHoldCandidates(text: string, extraWords: readonly string[]): boolean {
  return holdsKeyword(prefilter(), text) || (extraWords.length > 0 && holdsKeyword(extraFilter(extraWords), text));
}

function holdsKeyword(filter: Prefilter<unknown>, text: string): boolean {
  let holds = false;
  filter(text, () => {
    holds = true;
    return false;
  });
  return holds;
}
