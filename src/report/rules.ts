import { rulePage } from "../about.ts";
import type { RuleMetadata } from "../rule.ts";
import type { ReportedRule } from "./reporter.ts";

/**
 * What reports say about the rules, in the order of their codes.
 * @param helpOf a rule's help as Markdown, for reports that show it
 */
export function reportRules(rules: readonly RuleMetadata[], helpOf?: (name: string) => string | undefined): readonly ReportedRule[] {
  return [...rules]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name, summary, level, preset, securitySeverity, cwe }) => ({
      code,
      name,
      summary,
      level,
      preset,
      ...(securitySeverity === undefined ? {} : { securitySeverity }),
      cwe: cwe ?? [],
      helpUri: rulePage(name),
      helpMarkdown: helpOf?.(name),
    }));
}
