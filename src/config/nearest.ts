import { keepFirst } from "../collections.ts";
import { nearestName } from "../input/nearest-name.ts";

/** Words that users get wrong are short; this bounds the work for hostile ones. */
const longestWord = 80;

/**
 * The known word that is most likely meant, or undefined when none is near enough to suggest.
 * Letter case and the separators `-`, `_`, `.`, `/` and blank do not count, so `secretInVariable` finds `secret-in-variable`.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const byPlainWord = new Map<string, string>();
  for (const candidate of known) keepFirst(byPlainWord, plain(candidate), candidate);
  const found = nearestName(plain(word).slice(0, longestWord), byPlainWord.keys());
  return found === undefined ? undefined : byPlainWord.get(found);
}

/** Words that other tools use for our levels. */
const levelsElsewhere: Readonly<Record<string, string>> = {
  "0": "off",
  "1": "warning",
  "2": "error",
  none: "off",
  disable: "off",
  disabled: "off",
  ignore: "off",
  false: "off",
  true: "on",
  default: "on",
  enable: "on",
  enabled: "on",
  info: "note",
  information: "note",
  hint: "note",
  warn: "warning",
  medium: "warning",
  critical: "error",
  fatal: "error",
  high: "error",
};

/** The level that a word most likely stands for, among those that are allowed. */
export function meantLevel(word: string, allowed: readonly string[]): string | undefined {
  const translated = levelsElsewhere[word.toLowerCase()];
  // Levels of findings that count have `never` in the place of `off`.
  const known = translated === "off" ? ["off", "never"] : [translated];
  return allowed.find((candidate) => known.includes(candidate)) ?? nearest(word, allowed);
}

/** `; did you mean "x"?` or nothing: the end of a message about an unknown word. */
export function didYouMean(word: string, known: Iterable<string>): string {
  return suggestion(nearest(word, known));
}

/** The same for a word that has been found already. */
export function suggestion(meant: string | undefined): string {
  return meant === undefined ? "" : `; did you mean "${meant}"?`;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[-_./\s]/g, "");
}
