import { append } from "../../collections.ts";
import { countText } from "../../input/problem.ts";
import type { WorkspaceProblem } from "./workspace.ts";

/** The problems to report: those that have one cause are merged into the first of them. */
export function mergeProblems(problems: readonly WorkspaceProblem[]): readonly WorkspaceProblem[] {
  const byCause = new Map<string, WorkspaceProblem[]>();
  for (const problem of problems) {
    const cause = causeOf(problem);
    if (cause !== undefined) append(byCause, cause, problem);
  }
  return problems.flatMap((problem) => {
    const same = byCause.get(causeOf(problem) ?? "") ?? [];
    if (same.length < 2) return [problem];
    if (same[0] !== problem) return [];
    return [problem.undescribed === undefined ? usedUp(problem, same) : undescribedFlows(problem, same)];
  });
}

function causeOf({ exhausted, undescribed, place }: WorkspaceProblem): string | undefined {
  if (exhausted !== undefined) return `limit\u0000${exhausted}`;
  return undescribed === undefined ? undefined : `undescribed\u0000${place.source.path}\u0000${place.owner?.solution ?? ""}`;
}

/** Where the limit of an archive is used up, everything behind it has the same problem: the number of files tells it. */
function usedUp(first: WorkspaceProblem, same: readonly WorkspaceProblem[]): WorkspaceProblem {
  const others = new Set(same.map(({ place }) => place.source.file)).size - 1;
  if (others === 0) return first;
  const files = others === 1 ? "1 more file" : `${countText(others)} more files`;
  return { ...first, message: `${first.message} The same holds for ${files} of the archive.` };
}

/** An export whose list of components is stale or was left out lacks the scripts of all its desktop flows. */
function undescribedFlows(first: WorkspaceProblem, same: readonly WorkspaceProblem[]): WorkspaceProblem {
  return {
    ...first,
    message: `The scripts of ${countText(same.length)} desktop flows are missing: ${first.undescribed ?? ""} the flows.`,
    related: same
      .slice(1)
      .map(({ place }) => ({ message: `The script of '${place.owner?.name ?? place.source.file}' is missing as well.`, place })),
  };
}
