import type { ReportedFinding } from "../findings/reported-finding.ts";
import { listedFindings, reviewText } from "./display.ts";
import { repositoryPath, reviewLocation } from "./locations.ts";
import type { Reporter } from "./reporter.ts";
import { jsonText, visible } from "./sanitize.ts";

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const codequality: Reporter = {
  name: "codequality",
  report(result, context) {
    const severities = new Map(context.rules.map((rule) => [rule.code, rule.securitySeverity]));
    return jsonText(
      listedFindings(result, context).map((finding) => {
        const at = reviewLocation(finding.location);
        return {
          description: visible(reviewText(finding)),
          check_name: finding.rule,
          fingerprint: finding.fingerprint,
          severity: severityOf(finding, severities.get(finding.code)),
          location: { path: visible(repositoryPath(at, context)), lines: { begin: at.line } },
        };
      }),
    );
  },
};

/** From 9.0 on a vulnerability is critical, as GitHub too has it; GitLab's word for that is blocker. */
function severityOf(finding: ReportedFinding, securitySeverity: number | undefined): "info" | "minor" | "major" | "critical" | "blocker" {
  if (finding.level === "note") return "info";
  if (finding.level === "warning") return "minor";
  return securitySeverity !== undefined && securitySeverity >= 9
    ? "blocker"
    : securitySeverity !== undefined && securitySeverity >= 7
      ? "critical"
      : "major";
}
