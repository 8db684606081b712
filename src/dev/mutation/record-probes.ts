import { afterEach, beforeEach } from "vitest";
import { bitsOf, recordName, runProbes } from "./probe-record.ts";

/** A setup file of vitest: notes which probes each test runs, and which are run before and between the tests of a file. */

declare module "vitest" {
  interface TaskMeta {
    /** Numbers of probes as bits, in base 64. */
    probes?: string;
  }
}

const mostProbes = 0x10000;
const record = new Uint8Array(mostProbes);
const shared = new Uint8Array(mostProbes);
Object.assign(globalThis, { [recordName]: record });

beforeEach(({ task }) => {
  const before = runProbes(record);
  if (before.length === 0) return;
  for (const number of before) shared[number] = 1;
  record.fill(0);
  task.file.meta.probes = bitsOf(shared);
});

afterEach(({ task }) => {
  task.meta.probes = bitsOf(record);
  record.fill(0);
});
