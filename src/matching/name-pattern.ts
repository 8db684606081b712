/** Most prefixes that the pattern lists. */
const mostPrefixes = 300;

/**
 * The source of a regular expression, for the flags `g` and `i`, that finds every word which may be one of some names, and few others.
 *
 * Names of components begin with the prefix of their publisher (`contoso_Vault`), of which a run has one or a few. Searching for the prefixes is
 * much faster than looking at all words. If there are many, the pattern finds all words, so that the time depends only on the length of the text.
 * Digits and underscores before a prefix belong to the match. Names of several words, such as the references of an agent
 * (`contoso_Agent.cr.shared_teams`), are found as a whole.
 * @param names in lower case; a name that does not begin and end with a letter, digit or underscore is not found
 */
export function patternOfNames(names: Iterable<string>): string {
  const prefixes = new Set<string>();
  const joined = new Map<string, string[]>();
  for (const name of names) {
    const prefix = /^[^_]*_/.exec(name)?.[0] ?? "";
    if (/^\w+$/.test(name)) prefixes.add(prefix === "" ? `${name}\\b` : prefix);
    else if (/^\w[^\s<>"']*\w$/.test(name)) {
      const rests = joined.get(prefix) ?? [];
      joined.set(prefix, rests);
      rests.push(escapePattern(name.slice(prefix.length)));
    }
  }
  // Longer names first: one may begin with another.
  const whole = [...joined].map(([prefix, rests]) => `${escapePattern(prefix)}(?:${rests.sort().reverse().join("|")})\\b`);
  if (prefixes.size > mostPrefixes) return [...whole.map((pattern) => `\\b[\\d_]*${pattern}`), "\\w+"].join("|");
  const single = prefixes.size === 0 ? [] : [`(?:${[...prefixes].join("|")})\\w*`];
  const all = [...whole, ...single];
  return all.length === 0 ? "(?!)" : `\\b[\\d_]*(?:${all.join("|")})`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
