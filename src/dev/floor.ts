import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** What reading an archive amounts to. */
export interface FloorResult {
  readonly members: number;
  /** Uncompressed bytes. */
  readonly bytes: number;
}

/**
 * The least that any tool has to do with a solution archive: read the file and its central directory, inflate the members that matter here
 * (flows, XML, values), and parse the JSON. No library, no checks, no limits.
 */
export function floor(path: string): FloorResult {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = bytes.readUInt32LE(end + 16);
  let members = 0;
  let total = 0;
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const packedSize = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + packedSize);
    const text = (bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString("utf8");
    if (name.endsWith(".json")) JSON.parse(text);
    members++;
    total += text.length;
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { members, bytes: total };
}

// As a process of its own: `node floor.js <archive>`.
const [, script, path] = process.argv;
if (script?.endsWith("floor.js") === true && path !== undefined) floor(path);
