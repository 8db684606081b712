import { defineRule, nameOfOrigin } from "../../src/rule.ts";

export default defineRule({
  code: "SL0007",
  name: "analysis-truncated",
  summary: "A limit of the analysis was reached, so something may be missing.",
  level: "note",
  preset: "recommended",
  source: "https://cwe.mitre.org/data/definitions/400.html",
  since: "0.1.0",
  messages: {
    facts: "The {secret} reaches so many places that it was not followed to the end. Findings further on may be missing.",
  },
  advice: {
    facts: "If the flow is really that large, raise 'limits.analysisSteps' in the configuration.",
  },
  check({ values, report }) {
    for (const origin of values.truncated) report({ at: origin.place, message: "facts", data: { secret: nameOfOrigin(origin) } });
  },
});
