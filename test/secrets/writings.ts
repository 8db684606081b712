/** Quotes as scripts write them. */
export const plainQuotes: readonly string[] = ['"', "'"];
/** A text of JSON or XML that holds a script escapes them. */
export const escapedQuotes: readonly string[] = ['\\"', "\\'"];

/** Between what need not be apart, and between what has to be. */
const spaces = [
  ["", " "],
  [" ", " "],
  ["  ", "  "],
] as const;

/** A line of a script in all its writings: each `"` of it in every kind of quotes, `_` as no, one or more spaces, and a space as one or more. */
export function writings(line: string, quotes: readonly string[] = [...plainQuotes, ...escapedQuotes]): readonly string[] {
  const marked = line.replaceAll(" ", "\u0000");
  const all = spaces.flatMap(([loose, firm]) =>
    quotes.map((quote) => marked.replaceAll('"', quote).replaceAll("_", loose).replaceAll("\u0000", firm)),
  );
  return [...new Set(all)];
}
