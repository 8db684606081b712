/**
 * Most secrets that are reported at one place. Where many secrets reach many places together, the findings would be the product of both, each
 * with the same advice.
 */
const mostSecrets = 30;

/** Splits arrivals into those that are reported, the first ones at each place in their order, and those that are left out because enough are. */
export function limitPerPlace<T>(
  arrivals: readonly T[],
  placeOf: (arrival: T) => string,
): { readonly kept: readonly T[]; readonly leftOut: readonly T[] } {
  const counts = new Map<string, number>();
  const kept: T[] = [];
  const leftOut: T[] = [];
  for (const arrival of arrivals) {
    const place = placeOf(arrival);
    const before = counts.get(place) ?? 0;
    counts.set(place, before + 1);
    (before < mostSecrets ? kept : leftOut).push(arrival);
  }
  return { kept, leftOut };
}
