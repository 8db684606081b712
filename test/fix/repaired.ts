import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { type Repaired, repairInputs } from "../../src/fix/repair-inputs.ts";
import type { Container } from "../../src/input/artifact.ts";
import { type LintRun, lint } from "../../src/linter/lint.ts";

const config = resolveConfig(undefined, { preset: "strict" }, rules, "/");

export function lintAll(containers: readonly Container[]): Promise<LintRun> {
  return lint(containers, { rules, config, today: "2026-07-01" });
}

export interface RepairedRun extends Repaired {
  readonly before: LintRun;
  /** Every file afterwards, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Repairs containers in memory, with every rule on. */
export async function repaired(containers: readonly Container[], safety: "safe" | "unsafe" = "safe"): Promise<RepairedRun> {
  const before = await lintAll(containers);
  const outcome = await repairInputs({ containers, run: before }, { safety, isWanted: () => true }, () => true, lintAll);
  const files = outcome.state.containers.flatMap(({ prefix, artifacts }) =>
    artifacts.map((artifact) => [prefix + artifact.name, artifact.read().toString()] as const),
  );
  return { ...outcome, before, files: Object.fromEntries(files) };
}

/** What is left over of the first state, by name: only what differs. */
export function changedFiles({ results }: Repaired): Readonly<Record<string, { readonly before: string; readonly after: string }>> {
  return Object.fromEntries(
    results.map(({ name, before, after }) => [name, { before: before?.toString() ?? "", after: after?.toString() ?? "" }]),
  );
}
