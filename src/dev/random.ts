/** Random numbers that are the same in every run: generated inputs have to be comparable from one run to the next. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** Whether an event of this probability happens. */
  chance(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** One of the choices, each as likely as its weight says. */
  weighted<T>(choices: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
}

/** Marsaglia's xorshift, 32 bits; more than enough to make test data. */
export function createRandom(seed: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ 0x85ebca6b) >>> 0 || 1;
  const random: Random = {
    next() {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      state >>>= 0;
      return state / 0x1_0000_0000;
    },
    between: (low, high) => low + Math.floor(random.next() * (high - low + 1)),
    chance: (probability) => random.next() < probability,
    pick: (choices) => choices[Math.floor(random.next() * choices.length)] ?? choices[0],
    weighted(choices) {
      const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
      let at = random.next() * total;
      for (const [choice, weight] of choices) {
        at -= weight;
        if (at < 0) return choice;
      }
      return choices[0][0];
    },
  };
  return random;
}

/**
 * A number drawn so that many of them have the given quantiles, interpolated in between.
 * @param quantiles pairs of probability and value, both rising, from probability 0 to 1
 */
export function drawFrom(quantiles: readonly (readonly [probability: number, value: number])[], random: Random): number {
  const at = random.next();
  for (let i = 1; i < quantiles.length; i++) {
    const [high, top] = quantiles[i] ?? [1, 0];
    const [low, bottom] = quantiles[i - 1] ?? [0, 0];
    if (at <= high) return Math.round(bottom + ((at - low) / (high - low)) * (top - bottom));
  }
  return quantiles.at(-1)?.[1] ?? 0;
}
