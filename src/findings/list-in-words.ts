/**
 * Names in a sentence: `'a', 'b' and 3 more`. The message stays readable however many there are; all of them are related places of the
 * finding.
 */
export function listInWords(names: readonly string[], most = 3): string {
  const quoted = names.map((name) => `'${name}'`);
  if (quoted.length > most + 1) return `${quoted.slice(0, most).join(", ")} and ${quoted.length - most} more`;
  return joinedInWords(quoted);
}

/** All of a list in a sentence: `its format, its name and its use`. */
export function joinedInWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** `1 value`, `3 values`: the noun with its number. */
export function countInWords(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** What follows a name that stands for several things: ` and 2 more secrets`; empty if it stands only for itself. */
export function andMoreInWords(others: number, noun: string): string {
  return others === 0 ? "" : ` and ${others} more ${others === 1 ? noun : `${noun}s`}`;
}
