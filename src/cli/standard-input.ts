/**
 * Reads standard input to its end, or until it is longer than that many bytes: what comes without end must not take all memory.
 * @returns undefined when it is longer
 */
export async function readStandardInput(most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) return undefined;
  }
  return Buffer.concat(chunks, length);
}
