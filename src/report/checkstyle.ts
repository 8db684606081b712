import { addAll, append } from "../collections.ts";
import type { Level } from "../findings/level.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { listedFindings, reviewText } from "./display.ts";
import { repositoryPath, reviewLocation } from "./locations.ts";
import type { Reporter } from "./reporter.ts";
import { xmlText } from "./sanitize.ts";

const severities: Readonly<Record<Level, string>> = { error: "error", warning: "warning", note: "info" };

/** Checkstyle XML, which Jenkins, reviewdog and others read. */
export const checkstyle: Reporter = {
  name: "checkstyle",
  report(result, context) {
    const byFile = new Map<string, ReportedFinding[]>();
    for (const finding of listedFindings(result, context)) {
      append(byFile, repositoryPath(reviewLocation(finding.location), context), finding);
    }
    const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">'];
    for (const [path, findings] of byFile) {
      lines.push(`  <file name="${xmlText(path)}">`);
      addAll(lines, findings.map(errorElement));
      lines.push("  </file>");
    }
    lines.push("</checkstyle>");
    return `${lines.join("\n")}\n`;
  },
};

function errorElement(finding: ReportedFinding): string {
  const { line, column } = reviewLocation(finding.location);
  const message = xmlText(reviewText(finding));
  const source = xmlText(`solutionlint.${finding.code}`);
  return `    <error line="${line}" column="${column}" severity="${severities[finding.level]}" message="${message}" source="${source}"/>`;
}
