/**
 * The words that mean something to the language. Most are reserved: the designer takes none of them as a variable or behind a dot
 * (JoeG592/pad-robin-action-kb, probes KW-* and KP-*); the others only mean something at their place.
 */
// biome-ignore format: a table
const reservedWords = [
  "and", "block", "call", "case", "default", "disable", "else", "end", "error", "exit", "false", "foreach", "from", "function", "global",
  "goto", "if", "in", "label", "loop", "mod", "next", "not", "on", "or", "set", "step", "switch", "then", "throw", "to", "true", "wait", "while",
] as const;
const contextualWords = ["import", "as", "repeat", "times", "for", "all", "action", "region"] as const;

/** A word with a meaning of its own in the language. */
export type Word = (typeof reservedWords)[number] | (typeof contextualWords)[number];

const table = [...reservedWords, ...contextualWords];

/** The number of a word, as {@link wordAt} gives it; 0 stands for any other word. */
export const wordIds = Object.fromEntries(table.map((word, index) => [word, index + 1])) as Readonly<Record<Word, number>>;

/** Whether the number is that of a word which cannot be a name. */
export function isReserved(id: number): boolean {
  return id > 0 && id <= reservedWords.length;
}

/** The words of one first letter and length, as the codes of their letters. */
interface Bucket {
  readonly codes: Uint8Array;
  readonly id: number;
}

const longest = 8;
const buckets: (readonly Bucket[] | undefined)[] = new Array(26 * (longest + 1));
for (const [index, word] of table.entries()) {
  const key = (word.charCodeAt(0) - 97) * (longest + 1) + word.length;
  buckets[key] = [...(buckets[key] ?? []), { codes: Uint8Array.from(word, (letter) => letter.charCodeAt(0)), id: index + 1 }];
}

/** The number of the word at `start`, in any case; 0 for a name. */
export function wordAt(text: string, start: number, end: number): number {
  const length = end - start;
  if (length > longest) return 0;
  const first = (text.charCodeAt(start) | 0x20) - 97;
  if (first < 0 || first > 25) return 0;
  const bucket = buckets[first * (longest + 1) + length];
  if (bucket === undefined) return 0;
  for (const { codes, id } of bucket) {
    let at = 1;
    // The letters of the table are ASCII, and only letters fold onto them with this bit.
    while (at < length && (text.charCodeAt(start + at) | 0x20) === codes[at]) at++;
    if (at === length) return id;
  }
  return 0;
}
