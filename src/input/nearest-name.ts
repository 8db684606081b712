/**
 * The candidate that was most likely meant, upper and lower case apart: the only one that begins like this, or else the one with the fewest
 * typing mistakes, the first of several that are equally near, or else the only one that is the beginning of this (`production`, `prod`).
 */
export function nearestName(wanted: string, candidates: Iterable<string>): string | undefined {
  const target = wanted.toLowerCase();
  const names = [...candidates];
  const beginning = target.length < 4 ? [] : names.filter((name) => name.toLowerCase().startsWith(target));
  if (beginning.length === 1) return beginning[0];
  let nearest: string | undefined;
  let fewest = mostMistakes(target.length) + 1;
  for (const candidate of names) {
    const mistakes = editDistance(target, candidate.toLowerCase(), fewest);
    if (mistakes < fewest) {
      nearest = candidate;
      fewest = mistakes;
    }
  }
  if (nearest !== undefined) return nearest;
  const shorter = names.filter((name) => name.length >= shortestBeginning && target.startsWith(name.toLowerCase()));
  return shorter.length === 1 ? shorter[0] : undefined;
}

/** Shorter words are the beginning of many. */
const shortestBeginning = 3;

/** Names that belong together begin alike, so that of a long one not many characters may differ. */
function mostMistakes(length: number): number {
  if (length < 6) return length < 3 ? 0 : 1;
  return Math.max(2, Math.floor(length / 5));
}

/**
 * Insertions, deletions, replacements and swaps of neighbours that turn one text into the other; `limit` when there are at least so many.
 */
function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      let cost = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[to.length] ?? limit, limit);
}
