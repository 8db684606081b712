import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Mutant, mutated } from "./mutants.ts";

/** The mutants that the compiler refuses: nobody could commit them, so they say nothing about the tests. */
export function refusedByCompiler(root: string, mutants: readonly Mutant[]): ReadonlySet<Mutant> {
  const copy = mkdtempSync(join(tmpdir(), "solutionlint-mutation-"));
  try {
    for (const name of ["src", "rules", "package.json", "tsconfig.json"]) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
    return new Set(batchesOf(mutants).flatMap((batch) => refused(root, copy, batch)));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** One mutant of a file in each batch: an error tells by its file which mutant it belongs to. */
function batchesOf(mutants: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const batches: Map<string, Mutant>[] = [];
  for (const mutant of mutants) {
    const batch = batches.find((files) => !files.has(mutant.file));
    if (batch === undefined) batches.push(new Map([[mutant.file, mutant]]));
    else batch.set(mutant.file, mutant);
  }
  return batches.map((batch) => [...batch.values()]);
}

function refused(root: string, copy: string, batch: readonly Mutant[]): readonly Mutant[] {
  const write = (mutants: readonly Mutant[], change: (text: string, mutant: Mutant) => string): void => {
    for (const mutant of mutants) writeFileSync(join(copy, mutant.file), change(readFileSync(join(root, mutant.file), "utf8"), mutant));
  };
  write(batch, mutated);
  const files = filesWithErrors(root, copy);
  write(batch, (text) => text);
  if (batch.length === 1) return files.size > 0 ? batch : [];
  const known = batch.filter(({ file }) => files.has(file));
  // An error in another file is that of any of them.
  if (known.length < files.size) return batch.flatMap((mutant) => refused(root, copy, [mutant]));
  return known;
}

function filesWithErrors(root: string, copy: string): ReadonlySet<string> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { stdout, error } = spawnSync(process.execPath, [compiler, "--noEmit", "--pretty", "false", "-p", copy], {
    cwd: copy,
    encoding: "utf8",
  });
  if (error !== undefined) throw error;
  return new Set([...stdout.matchAll(/^([^\s(]+)\(\d+,\d+\): error /gm)].map((match) => match[1] ?? ""));
}
