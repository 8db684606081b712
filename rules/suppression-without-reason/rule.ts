import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL0006",
  name: "suppression-without-reason",
  summary: "A suppression or an override gives no reason.",
  level: "warning",
  preset: "strict",
  source: "https://learn.microsoft.com/azure/devops/repos/security/github-advanced-security-code-scanning-alerts",
  since: "0.1.0",
  messages: {
    directive: "This suppression of {rules} gives no reason.",
    override: "This override turns off {rules} and gives no reason.",
  },
  advice: {
    directive: "Write the reason after two hyphens: solutionlint-disable {rules} -- <reason>.",
    override: "Add a 'reason' to the override, and a date in 'expires' if it is temporary.",
  },
  checkSuppressions({ suppressions, report }) {
    for (const { carrier, place, rules } of suppressions.withoutReason) {
      report({ at: place, message: carrier === "override" ? "override" : "directive", data: { rules: rules.join(", ") } });
    }
  },
});
