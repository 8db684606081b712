/** A text that marks a candidate, and what to do about it. */
export interface Keyword<T> {
  readonly text: string;
  readonly anyCase: boolean;
  readonly target: T;
}

/** Called for each place of a keyword, from front to back. @returns whether to go on. */
export type KeywordVisitor<T> = (target: T, start: number, end: number) => boolean;

/** Finds many keywords in one pass over a text. */
export type Prefilter<T> = (text: string, visit: KeywordVisitor<T>) => void;

interface Entry<T> extends Keyword<T> {
  /** Where the three characters that lead to the entry end in its text. */
  readonly reach: number;
}

/**
 * Five bits of three neighbouring characters: enough to tell letters apart, whatever their case, in which most alphabets have them 32 apart. What else
 * falls together, the comparison sorts out.
 */
const bits = 5;
const tableSize = 1 << (3 * bits);
const mask = (1 << bits) - 1;

/** The bits of a character. The letters with marks of Central European languages, Turkish and Vietnamese have their capitals beside them. */
function bitsAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const hasCapitalBeside = code >= 0x100 && (code < 0x250 || (code >= 0x1e00 && code < 0x1f00));
  return (hasCapitalBeside ? text.charAt(at).toLowerCase().charCodeAt(0) : code) & mask;
}

/**
 * Prepares a pass for a set of keywords of at least two characters. Each is filed under its rarest three neighbouring characters;
 * the pass looks up every three of the text, and compares only where the table says so: its time grows with the text's length alone.
 */
export function createPrefilter<T>(keywords: readonly Keyword<T>[]): Prefilter<T> {
  const table = new Uint16Array(tableSize);
  const buckets: Entry<T>[][] = [[]];
  for (const { text: written, anyCase, target } of keywords) {
    const text = anyCase ? written.toLowerCase() : written;
    const at = rarestTriple(text);
    const entry = { text, anyCase, target, reach: at + 2 };
    const pair = (bitsAt(text, at) << (2 * bits)) | (bitsAt(text, at + 1) << bits);
    // Words of two characters are filed under every third one.
    if (text.length === 2) for (let third = 0; third <= mask; third++) file(table, buckets, pair | third, entry);
    else file(table, buckets, pair | bitsAt(text, at + 2), entry);
  }
  return (text, visit) => {
    let triple = 0;
    for (let i = 0; i < text.length; i++) {
      triple = ((triple << bits) | bitsAt(text, i)) & (tableSize - 1);
      const bucket = table[triple];
      if (bucket === 0 || bucket === undefined) continue;
      for (const entry of buckets[bucket] ?? []) {
        const start = i - entry.reach;
        if (start >= 0 && standsAt(text, entry, start) && !visit(entry.target, start, start + entry.text.length)) return;
      }
    }
  };
}

function file<T>(table: Uint16Array, buckets: Entry<T>[][], triple: number, entry: Entry<T>): void {
  const bucket = buckets[table[triple] ?? 0];
  if (bucket !== undefined && bucket !== buckets[0]) {
    bucket.push(entry);
    return;
  }
  table[triple] = buckets.length;
  buckets.push([entry]);
}

function standsAt<T>(text: string, entry: Entry<T>, start: number): boolean {
  if (!entry.anyCase) return text.startsWith(entry.text, start);
  const end = start + entry.text.length;
  if (end > text.length) return false;
  const lower = text.slice(start, end).toLowerCase();
  // The Turkish capital with a dot becomes two characters.
  return lower === entry.text || (lower.length > entry.text.length && lower.replaceAll("i\u0307", "i") === entry.text);
}

/** Letters of English texts, the common ones first. */
const common = " etaoinsrhldcumfpgwybvkxjqz";

function rarestTriple(text: string): number {
  let best = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let first = commonness(text[0]);
  let second = commonness(text[1]);
  for (let i = 0; i + 2 < text.length; i++) {
    const third = commonness(text[i + 2]);
    const score = first * second * third;
    if (score < lowest) {
      lowest = score;
      best = i;
    }
    first = second;
    second = third;
  }
  return best;
}

function commonness(char: string | undefined): number {
  const place = char === undefined ? -1 : common.indexOf(char);
  return place < 0 ? 4 : common.length + 2 - place;
}
