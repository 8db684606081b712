import { resolve } from "node:path";
import { rules } from "../../rules/index.ts";
import { distinct } from "../collections.ts";
import type { ResolvedConfig } from "../config/types.ts";
import { nameOf } from "../fix/diff.ts";
import { type Repaired, repairInputs } from "../fix/repair-inputs.ts";
import { archiveWith, readArchive } from "../fix/write-archive.ts";
import type { Container } from "../input/artifact.ts";
import { openArchiveBytes, openInputs } from "../input/open.ts";
import { type LintRun, lint } from "../linter/lint.ts";

/** What repairing one input in memory came to. */
export interface RepairCheck {
  readonly fixed: number;
  /** Why repairs were taken back, with how many findings. */
  readonly dropped: readonly { readonly reason: string; readonly findings: number; readonly code: string }[];
  readonly files: number;
  /** What must not happen: a second repair that changes something, a tree that differs elsewhere, an archive that cannot be read again. */
  readonly failures: readonly string[];
}

/** Repairs an input in memory with every repair there is, and looks at the result with other eyes than `fix` itself. */
export async function checkRepairs(path: string, config: ResolvedConfig): Promise<RepairCheck> {
  const { containers } = await openInputs([resolve(path)], { cwd: process.cwd(), limits: config.limits });
  const lintAll = (state: readonly Container[]): Promise<LintRun> => lint(state, { rules, config, today: "2026-01-01" });
  const repair = async (state: readonly Container[], run: LintRun): Promise<Repaired> =>
    repairInputs({ containers: state, run }, { safety: "unsafe", isWanted: () => true }, () => true, lintAll);
  const first = await repair(containers, await lintAll(containers));
  const failures: string[] = [];
  if (first.results.length > 0) {
    const second = await repair(first.state.containers, first.state.run);
    failures.push(...second.results.map((result) => `a second repair changes ${nameOf(result)}`));
  }
  for (const result of first.results) {
    const { name, before, after } = result;
    if (/\.json$/i.test(name) && before !== undefined && after !== undefined) {
      const odd = differences(parse(before), parse(after)).filter((pointer) => !expected.test(pointer));
      failures.push(...odd.map((pointer) => `${nameOf(result)} differs at ${pointer}`));
    }
  }
  const [outer] = containers;
  if (first.results.length > 0 && outer?.kind === "archive" && outer.prefix === "")
    failures.push(...(await archiveFailures(outer, first, config)));
  return {
    fixed: first.fixed.flatMap(({ parts }) => parts).length,
    dropped: first.dropped.map(({ group, reason }) => ({ reason, findings: group.parts.length, code: group.parts[0]?.finding.code ?? "" })),
    files: first.results.length,
    failures,
  };
}

/** Where repairs change a flow's file. */
const expected =
  /\/runtimeConfiguration(?:\/|$)|\/trackedProperties(?:\/|$)|\/definition\/(?:parameters\/|package$)|\/properties\/[^/]+\/(?:format|value|default)$|\/connectionReferences\/|\/actions\/[^/]+$|\/runAfter\/|\/inputs(?:\/|$)|^\/environmentvariablevalues\//i;

/** The archive as it would be written holds what was analysed. */
async function archiveFailures({ path }: Container, { results, state }: Repaired, config: ResolvedConfig): Promise<readonly string[]> {
  const written = await openArchiveBytes(archiveWith(readArchive(path, process.cwd()), results), path, config.limits);
  const contents = (containers: readonly Container[]): ReadonlyMap<string, Buffer> =>
    new Map(
      containers.flatMap(({ prefix, artifacts }) =>
        artifacts.flatMap((artifact) => (/\.zip$/i.test(artifact.name) ? [] : [[prefix + artifact.name, artifact.read()] as const])),
      ),
    );
  const wanted = contents(state.containers);
  const found = contents(written);
  return distinct([...wanted.keys(), ...found.keys()])
    .filter((name) => wanted.get(name)?.equals(found.get(name) ?? Buffer.alloc(0)) !== true)
    .map((name) => `${name} is not in the archive as it was analysed`);
}

function parse(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, ""));
}

/** Pointers at which two values differ. */
function differences(a: unknown, b: unknown, pointer = ""): readonly string[] {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || Array.isArray(a) !== Array.isArray(b))
    return a === b ? [] : [pointer];
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  return distinct([...Object.keys(left), ...Object.keys(right)]).flatMap((key) => differences(left[key], right[key], `${pointer}/${key}`));
}
