import { constants } from "node:buffer";
import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { decodeText } from "../source/text-encoding.ts";

/** Most bytes of such a text: V8 makes no longer strings. */
const mostBytes = constants.MAX_STRING_LENGTH;
const chunkSize = 2 ** 20;

/**
 * Reads a text that an option names, in the encoding that its byte order mark says: a file, or what another program writes into a pipe (`<(…)`).
 * @throws as `node:fs` does; with the code `EFBIG` when the text is too long, or has no end
 */
export function readText(path: string): string {
  const descriptor = openSync(path, "r");
  try {
    const stats = fstatSync(descriptor);
    if (stats.size > mostBytes) throw tooLong();
    return decodeText(stats.isFile() ? readFileSync(descriptor) : readToEnd(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

function readToEnd(descriptor: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; length <= mostBytes; ) {
    const chunk = Buffer.allocUnsafeSlow(chunkSize);
    const count = readSync(descriptor, chunk, 0, chunkSize, null);
    if (count === 0) return Buffer.concat(chunks, length);
    chunks.push(chunk.subarray(0, count));
    length += count;
  }
  throw tooLong();
}

function tooLong(): Error {
  return Object.assign(new Error("The text is too long."), { code: "EFBIG" });
}
