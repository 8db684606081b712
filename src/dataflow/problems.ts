import { append } from "../collections.ts";
import { countText } from "../input/problem.ts";
import type { WorkspaceProblem } from "./workspace.ts";

/**
 * The problems to report. Where the limit of an archive is used up, everything behind it has the same problem: it is told once, where it began, with the number
 * of files.
 */
export function summedUp(problems: readonly WorkspaceProblem[]): readonly WorkspaceProblem[] {
  const byArchive = new Map<string, WorkspaceProblem[]>();
  for (const problem of problems) if (problem.exhausted !== undefined) append(byArchive, problem.exhausted, problem);
  return problems.flatMap((problem) => {
    const same = byArchive.get(problem.exhausted ?? "") ?? [];
    if (same.length < 2) return [problem];
    if (same[0] !== problem) return [];
    const others = new Set(same.map(({ place }) => place.source.file)).size - 1;
    if (others === 0) return [problem];
    const files = others === 1 ? "1 more file" : `${countText(others)} more files`;
    return [{ ...problem, message: `${problem.message} The same holds for ${files} of the archive.` }];
  });
}
