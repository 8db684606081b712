import type { Level } from "../findings/level.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { worstFirst } from "../findings/sort.ts";
import { listedFindings, nameAndCode, reviewText } from "./display.ts";
import { repositoryPath, reviewLocation } from "./locations.ts";
import type { ReportContext, Reporter } from "./reporter.ts";
import { githubData, githubProperty } from "./sanitize.ts";

/** GitHub shows this many annotations of each kind per step and drops the others without a word. */
const mostPerKind = 10;

const commands: Readonly<Record<Level, string>> = { error: "error", warning: "warning", note: "notice" };

/** Annotations of a GitHub Actions run, the worst first, as many as GitHub shows. */
export const github: Reporter = {
  name: "github",
  report(result, context) {
    const printed: Record<Level, number> = { error: 0, warning: 0, note: 0 };
    const lines: string[] = [];
    let left = 0;
    for (const finding of worstFirst(listedFindings(result, context))) {
      if (printed[finding.level] === mostPerKind) {
        left++;
        continue;
      }
      printed[finding.level]++;
      lines.push(annotation(finding, context));
    }
    if (left > 0)
      lines.push(
        `${countInWords(left, "more finding")} not annotated: GitHub shows ${mostPerKind} of each kind per step. The other reports hold all of them.`,
      );
    return lines.map((line) => `${line}\n`).join("");
  },
};

function annotation(finding: ReportedFinding, context: ReportContext): string {
  const at = reviewLocation(finding.location);
  const properties = [
    `file=${githubProperty(repositoryPath(at, context))}`,
    `line=${at.line}`,
    `col=${at.column}`,
    // GitHub ignores columns when the lines differ, and an end beyond the last line makes it drop the annotation.
    ...(at.endLine === at.line ? [`endColumn=${at.endColumn}`] : []),
    `title=${githubProperty(nameAndCode(finding).toReversed().join(" "))}`,
  ];
  return `::${commands[finding.level]} ${properties.join(",")}::${githubData(reviewText(finding))}`;
}
