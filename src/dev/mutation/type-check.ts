import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { type Mutant, mutated } from "./mutants.ts";

/**
 * The mutants that the compiler refuses: nobody could commit them, so they say nothing about the tests.
 * All that can be parsed (the compiler stops at what cannot) are compiled at once, each as a module of its own beside the one that it
 * changes. Where a mutant changes what its module declares, which others may depend on, it is compiled once more in its place.
 */
export function refusedByCompiler(root: string, mutants: readonly Mutant[]): ReadonlySet<Mutant> {
  const copy = mkdtempSync(join(tmpdir(), "solutionlint-mutation-"));
  try {
    for (const name of ["src", "rules", "package.json", "tsconfig.json"]) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
    const parsed = mutants.filter((mutant) => parseSync(mutant.file, mutated(originalOf(root, mutant), mutant)).errors.length === 0);
    const besides = parsed.map((mutant, index) => ({ mutant, file: mutant.file.replace(/\.ts$/, `.mutant-${index}.ts`) }));
    for (const { mutant, file } of besides) writeFileSync(join(copy, file), mutated(originalOf(root, mutant), mutant));
    const wrong = filesWithErrors(root, copy);
    const declared = (file: string): string => readFileSync(join(copy, "types", file.replace(/\.ts$/, ".d.ts")), "utf8");
    const compiled = besides.filter(({ file }) => !wrong.has(file));
    const visible = compiled.filter(({ mutant, file }) => declared(file) !== declared(mutant.file));
    for (const { file } of besides) rmSync(join(copy, file));
    const refused = new Set(visible.filter(({ mutant }) => isRefusedInPlace(root, copy, mutant)));
    const accepted = new Set(compiled.filter((one) => !refused.has(one)).map(({ mutant }) => mutant));
    return new Set(mutants.filter((mutant) => !accepted.has(mutant)));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function originalOf(root: string, { file }: Mutant): string {
  return readFileSync(join(root, file), "utf8");
}

function isRefusedInPlace(root: string, copy: string, mutant: Mutant): boolean {
  const original = originalOf(root, mutant);
  writeFileSync(join(copy, mutant.file), mutated(original, mutant));
  const isRefused = filesWithErrors(root, copy).size > 0;
  writeFileSync(join(copy, mutant.file), original);
  return isRefused;
}

function filesWithErrors(root: string, copy: string): ReadonlySet<string> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  // What a mutant leaves unused or unreachable is no error: it is a bug that somebody could make, with the rest cleaned up.
  const lenient = ["--noUnusedLocals", "false", "--noUnusedParameters", "false", "--allowUnreachableCode", "true"];
  const options = [
    ...lenient,
    "--pretty",
    "false",
    "--declaration",
    "--emitDeclarationOnly",
    "--outDir",
    "types",
    "--incremental",
    "false",
    "-p",
    copy,
  ];
  const { stdout, error } = spawnSync(process.execPath, [compiler, ...options], { cwd: copy, encoding: "utf8", maxBuffer: 2 ** 28 });
  if (error !== undefined) throw error;
  return new Set([...stdout.matchAll(/^([^\s(]+)\(\d+,\d+\): error /gm)].map((match) => match[1] ?? ""));
}
