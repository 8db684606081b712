import { expect } from "vitest";

/** How many times longer the work may take at four times the size: linear work takes four times as long, quadratic work sixteen times. */
const mostForFourTimes = 10;

/** Shorter work is repeated: a clock says nothing about it. Longer work than a few of these is interrupted on a machine that is busy, in every round. */
const leastMilliseconds = 0.3;

/** Rounds of short work at least, until the engine has compiled it. Work that takes long in a single round is compiled in that, and the clock is exact enough for it. */
const leastRounds = 3;
const longMilliseconds = 100;

/** A machine that is busy gets more rounds; work that grows too fast fails all of them. */
const mostRounds = 80;

/** From this round on each begins after a pause: a thread that comes from a pause is let run for some milliseconds, whoever else waits. */
const firstPausedRound = 10;
const pauseMilliseconds = 5;

/**
 * Checks that work grows no faster than its size. It is timed at `size` and at four times `size`, in turn, and the fastest rounds of both are compared, so that
 * other work on the machine changes nothing.
 */
export function expectLinear(work: (size: number) => unknown, size: number, label = ""): void {
  const repeat = Math.ceil(leastMilliseconds / Math.max(time(work, size, 1), 0.001));
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds; round++) {
    if (round >= firstPausedRound) pause();
    small = Math.min(small, time(work, size, repeat));
    large = Math.min(large, time(work, size * 4, repeat));
    if ((round + 1 >= leastRounds || small > longMilliseconds) && large / small < mostForFourTimes) break;
  }
  expect(large / small, `${label} times at ${size} and four times that`).toBeLessThan(mostForFourTimes);
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMilliseconds);
}

/**
 * Milliseconds that the work takes, done several times. A clock runs on while other processes have their turn, and the time of the processor counts the other
 * threads of this one: the work takes no more than either.
 */
function time(work: (size: number) => unknown, size: number, repeat: number): number {
  const start = performance.now();
  const used = process.cpuUsage();
  for (let index = 0; index < repeat; index++) work(size);
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
