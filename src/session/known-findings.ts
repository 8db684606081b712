import type { ReportedFinding } from "../findings/reported-finding.ts";
import { openInputsAt } from "../input/revision.ts";
import { lint } from "../linter/lint.ts";
import type { KnownFindings, LintOptions } from "../linter/lint-options.ts";
import { fileKey } from "../source/source-file.ts";
import type { SessionOptions } from "./session-options.ts";

/**
 * What `--since` compares with: the findings in the state of the sources where the history branched off from a revision.
 * @throws UserError when git does not know the revision
 */
export async function knownSince(
  revision: string,
  paths: readonly string[],
  options: LintOptions,
  { cwd, environment }: Pick<SessionOptions, "cwd" | "environment">,
): Promise<KnownFindings> {
  const { containers, lost } = await openInputsAt(paths, { cwd, limits: options.config.limits, revision, environment });
  const { findings } = (await lint(containers, options)).result;
  const active = findings.filter(({ suppressed }) => suppressed === null);
  const lostFiles = new Set(lost.map(fileKey));
  const isAboutLost = ({ rule, location }: ReportedFinding): boolean => rule === "unreadable-file" && lostFiles.has(fileKey(location));
  return {
    fingerprints: new Set(active.filter((one) => !isAboutLost(one)).map(({ fingerprint }) => fingerprint)),
    reason: `The finding already existed in ${revision}.`,
    // Only the first shard reports what concerns all of them.
    unread: (options.shard?.index ?? 1) === 1 ? active.filter(isAboutLost) : [],
  };
}
