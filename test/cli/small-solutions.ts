import { compose, keyVault } from "../../src/testing/actions.ts";
import { flow, type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import type { Tree } from "../input/temporary-tree.ts";

/** Reads a secret and hides it. */
export const safe = keyVault.getSecret("Get_secret", { secure: ["outputs"] });

/** Reads a secret and shows it. */
export const unsafe = keyVault.getSecret("Get_secret");

/** Copies the secret that `safe` or `unsafe` reads. */
export const leak = compose("Keep", "@outputs('Get_secret')?['body/value']");

/** A solution with one flow, named after it. */
export function oneFlow(name: string, ...actions: Parameters<typeof flow>[1][]): SolutionSpec {
  return { uniqueName: name, flows: [flow(`${name} flow`, ...actions)] };
}

/** A solution as an export. */
export function zipOf(spec: SolutionSpec): Buffer {
  return writeZip([...solutionFiles(spec)].map(([name, content]) => ({ name, content })));
}

/** A solution as unpacked sources in a folder. */
export function folderOf(prefix: string, spec: SolutionSpec): Tree {
  return Object.fromEntries([...solutionFiles(spec)].map(([name, text]) => [`${prefix}/${name}`, text]));
}

/** What the tests read of a JSON report. */
interface JsonReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly location: { readonly path: string; readonly file: string; readonly operation?: string };
    readonly suppressed: { readonly kind: string } | null;
  }[];
}

/** The findings of a JSON report that count. */
export function activeFindings(report: string): JsonReport["findings"] {
  return (JSON.parse(report) as JsonReport).findings.filter(({ suppressed }) => suppressed === null);
}
