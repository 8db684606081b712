import { remember } from "../collections.ts";
import { createJsonIndex, type JsonIndex } from "./json-position.ts";
import type { SourceFile } from "./place.ts";

/** Positions in JSON documents: what locates findings and what repairs them ask for the same files. */
export interface JsonIndexes {
  /** The index of a file, made when it is first asked for. @param text that of the file */
  of(source: SourceFile, text: string): JsonIndex;
  /** Lets go of all indexes, and of the texts of these files: both together are larger than the values that the run keeps of them. */
  release(): readonly SourceFile[];
}

/** Indexes JSON files, each once between two releases. */
export function createJsonIndexes(): JsonIndexes {
  let known = new Map<SourceFile, JsonIndex>();
  return {
    of: (source, text) => remember(known, source, () => createJsonIndex(text)),
    release() {
      const released = [...known.keys()];
      // Not cleared: V8 makes the table of a cleared map in the old generation where it was, and what the last table refers to stays for long.
      known = new Map();
      for (const source of released) source.forget?.();
      return released;
    },
  };
}
