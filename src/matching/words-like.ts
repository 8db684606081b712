/** Most beginnings that are looked for one by one. */
const mostPrefixes = 300;

/**
 * The source of a pattern that finds every word which may be one of some names, and few others. Names of components begin with the prefix
 * of their publisher (`contoso_Vault`), of which a run has one or a few: looking for these is much faster than looking at all words. Where
 * there are many, all words are found, so that the time grows with the text alone. Digits and underscores before a prefix belong to what is
 * found.
 * @param names in lower case; for the flags `g` and `i`. Of a name that is no word, nothing is found.
 */
export function wordsLike(names: Iterable<string>): string {
  const prefixes = new Set<string>();
  for (const name of names) if (/^\w+$/.test(name)) prefixes.add(/^[^_]*_/.exec(name)?.[0] ?? `${name}\\b`);
  if (prefixes.size === 0) return "(?!)";
  return prefixes.size > mostPrefixes ? "\\w+" : `\\b[\\d_]*(?:${[...prefixes].join("|")})\\w*`;
}
