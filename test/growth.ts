import { expect } from "vitest";

/** How many times longer the work may take at four times the size: linear work takes four times as long, quadratic work sixteen times. */
const mostForFourTimes = 10;

/** Shorter work is repeated: a clock and a busy machine say nothing about it. */
const leastMilliseconds = 2;

const rounds = 5;

/**
 * Checks that work grows no faster than its size. It is timed at `size` and at four times `size`, in turn, and the fastest of several rounds counts, so that a
 * busy machine changes nothing; a machine that is busy in just the wrong moments gets two more chances.
 */
export function expectLinear(work: (size: number) => unknown, size: number, label = ""): void {
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && ratio >= mostForFourTimes; attempt++) ratio = ratioOfTimes(work, size);
  expect(ratio, `${label} times at ${size} and four times that`).toBeLessThan(mostForFourTimes);
}

/** Waits for each piece of work, for work that is asynchronous. */
export async function expectLinearAsync(work: (size: number) => Promise<unknown>, size: number, label = ""): Promise<void> {
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && ratio >= mostForFourTimes; attempt++) {
    const best = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
    for (let round = 0; round < rounds; round++) {
      for (const [name, count] of [
        ["small", size],
        ["large", size * 4],
      ] as const) {
        const start = performance.now();
        await work(count);
        best[name] = Math.min(best[name], performance.now() - start);
      }
    }
    ratio = best.large / Math.max(best.small, leastMilliseconds);
  }
  expect(ratio, `${label} times at ${size} and four times that`).toBeLessThan(mostForFourTimes);
}

function ratioOfTimes(work: (size: number) => unknown, size: number): number {
  const repeat = Math.ceil(leastMilliseconds / Math.max(time(work, size, 1), 0.001));
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    small = Math.min(small, time(work, size, repeat));
    large = Math.min(large, time(work, size * 4, repeat));
  }
  return large / small;
}

/** Milliseconds that the work takes, done several times. */
function time(work: (size: number) => unknown, size: number, repeat: number): number {
  const start = performance.now();
  for (let index = 0; index < repeat; index++) work(size);
  return performance.now() - start;
}
