import { basename } from "node:path";
import type { TestChoice, TestFileRecord } from "./host.ts";
import type { Mutant } from "./mutants.ts";
import { isAmong } from "./probe-record.ts";
import type { Probe } from "./probes.ts";

/** What the tests run, as the probes tell. */
export interface Coverage {
  readonly probes: Readonly<Record<string, readonly Probe[]>>;
  readonly files: readonly TestFileRecord[];
}

/** The tests that run a mutant, in the order in which they should be tried, with the milliseconds that they take without it. */
export interface ChosenTests {
  readonly tests: readonly TestChoice[];
  readonly duration: number;
}

/** Chooses the tests for mutants; `kills` says how many mutants of a source file a test file has noticed so far. */
export function testChooser(
  { probes, files }: Coverage,
  kills: (source: string, test: string) => number = () => 0,
): (mutant: Mutant) => ChosenTests {
  const decoded = files.map((file) => ({
    ...file,
    shared: Buffer.from(file.shared, "base64"),
    tests: file.tests.map((test) => ({ ...test, probes: Buffer.from(test.probes, "base64") })),
  }));
  return (mutant) => {
    const probe = innermost(probes[mutant.file] ?? [], mutant);
    if (probe === undefined) return { tests: [], duration: 0 };
    const subject = basename(mutant.file, ".ts");
    const candidates = decoded.flatMap(({ file, loading, shared, tests }) => {
      const whole = isAmong(shared, probe.number);
      const chosen = whole ? tests : tests.filter((test) => isAmong(test.probes, probe.number));
      if (chosen.length === 0) return [];
      const duration = chosen.reduce((sum, test) => sum + test.duration, loading);
      const isSubject = basename(file) === `${subject}.test.ts`;
      return [
        { choice: whole ? { file } : { file, ids: chosen.map(({ id }) => id) }, duration, isSubject, killed: kills(mutant.file, file) },
      ];
    });
    // The tests of the module itself, then those that noticed others of its mutants, then the cheap ones.
    candidates.sort((a, b) => Number(b.isSubject) - Number(a.isSubject) || b.killed - a.killed || a.duration - b.duration);
    return { tests: candidates.map(({ choice }) => choice), duration: candidates.reduce((sum, one) => sum + one.duration, 0) };
  };
}

function innermost(probes: readonly Probe[], { start, end }: Mutant): Probe | undefined {
  const around = probes.filter((probe) => probe.start <= start && end <= probe.end);
  return around.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
}
