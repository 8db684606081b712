import { remember } from "../collections.ts";
import { createJsonIndex, type JsonIndex } from "./json-position.ts";
import type { SourceFile } from "./place.ts";

/** Positions in JSON documents, for as long as a run needs them; `text` is that of the file. */
export type JsonIndexes = (source: SourceFile, text: string) => JsonIndex;

/** Indexes JSON files, each once: what locates findings and what repairs them ask for the same files. */
export function createJsonIndexes(): JsonIndexes {
  const known = new WeakMap<SourceFile, JsonIndex>();
  return (source, text) => remember(known, source, () => createJsonIndex(text));
}
