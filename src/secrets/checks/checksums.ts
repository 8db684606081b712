/**
 * Marvin32 of some bytes, its two halves folded into 32 bits (unsigned): the checksum of Microsoft's identifiable keys.
 * Algorithm and test vectors: https://github.com/microsoft/SymCrypt/blob/main/lib/marvin32.c
 * @param seed eight ASCII characters; read from the first to the last they are the 64-bit seed, most significant byte first.
 */
export function marvin32(bytes: Uint8Array, seed: string): number {
  const { high, low } = marvin32Halves(bytes, Buffer.from(seed, "latin1"));
  return (high ^ low) >>> 0;
}

/** The two halves of Marvin32. @param seed eight bytes, most significant first. */
export function marvin32Halves(bytes: Uint8Array, seed: Uint8Array): { readonly high: number; readonly low: number } {
  const key = viewOf(seed);
  let high = key.getUint32(0);
  let low = key.getUint32(4);
  const mix = (word: number): void => {
    low = (low + word) >>> 0;
    high = (high ^ low) >>> 0;
    low = (rotate(low, 20) + high) >>> 0;
    high = (rotate(high, 9) ^ low) >>> 0;
    low = (rotate(low, 27) + high) >>> 0;
    high = rotate(high, 19);
  };
  const words = viewOf(bytes);
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4) mix(words.getUint32(i, true));
  let rest = 0x80;
  for (let i = bytes.length - 1; i >= whole; i--) rest = ((rest << 8) | (bytes[i] ?? 0)) >>> 0;
  mix(rest);
  mix(0);
  return { high, low };
}

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** Digits of a 32-bit checksum in tokens. */
const checksumLength = 6;

/** A checksum of 32 bits written with the digits of an alphabet of about sixty, filled up on the left with its first digit. */
export function encodeChecksum(value: number, alphabet: string): string {
  let digits = "";
  for (let rest = value; rest > 0; rest = Math.floor(rest / alphabet.length)) digits = alphabet.charAt(rest % alphabet.length) + digits;
  return digits.padStart(checksumLength, alphabet[0]);
}

/** Digits of the base-62 checksums of GitHub, npm and Vercel tokens. */
export const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Bytes of a base-32 text (RFC 4648, either case, no padding), or undefined when it has other characters. Rest bits are dropped. */
export function base32Bytes(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of text.toLowerCase()) {
    const value = "abcdefghijklmnopqrstuvwxyz234567".indexOf(char);
    if (value < 0) return undefined;
    bits = ((bits << 5) | value) & 0xfff;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
