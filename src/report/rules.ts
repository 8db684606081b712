import { rulePage } from "../about.ts";
import type { RuleMetadata } from "../rule.ts";
import type { RuleInfo } from "./reporter.ts";

/** What reports say about the rules, in the order of their codes. */
export function reportRules(rules: readonly RuleMetadata[]): readonly RuleInfo[] {
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
      tags: [],
    }));
}
