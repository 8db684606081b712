/** Where a process notes which probes were run: one byte a probe, in a global of this name. */
export const recordName = "__mutationProbes";

/** Numbers as bits, in base 64. */
export function bitsOf(record: Uint8Array): string {
  const bits = Buffer.alloc(Math.floor(record.lastIndexOf(1) / 8) + 1);
  for (const [number, run] of record.entries()) if (run === 1) bits[number >> 3] = (bits[number >> 3] ?? 0) | (1 << (number & 7));
  return bits.toString("base64");
}

/** Whether a number is among those of `bitsOf`. */
export function isAmong(bits: Buffer, number: number): boolean {
  return ((bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
}
