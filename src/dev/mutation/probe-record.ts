/** Where a process notes which probes were run: one byte a probe, in a global of this name. */
export const recordName = "__mutationProbes";

/** The numbers of the probes that were run; looked up natively, as each test asks for them among thousands. */
export function runProbes(record: Uint8Array): readonly number[] {
  const numbers: number[] = [];
  for (let number = record.indexOf(1); number >= 0; number = record.indexOf(1, number + 1)) numbers.push(number);
  return numbers;
}

/** Numbers as bits, in base 64. */
export function bitsOf(record: Uint8Array): string {
  const numbers = runProbes(record);
  const bits = Buffer.alloc(Math.floor((numbers.at(-1) ?? -1) / 8) + 1);
  for (const number of numbers) bits[number >> 3] = (bits[number >> 3] ?? 0) | (1 << (number & 7));
  return bits.toString("base64");
}

/** Whether a number is among those of `bitsOf`. */
export function isAmong(bits: Buffer, number: number): boolean {
  return ((bits[number >> 3] ?? 0) & (1 << (number & 7))) !== 0;
}
