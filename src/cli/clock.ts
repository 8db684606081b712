/** Milliseconds since the process started. `performance.now()` tells them as well, but Node loads much of itself for it. */
export function now(): number {
  return process.uptime() * 1000;
}
