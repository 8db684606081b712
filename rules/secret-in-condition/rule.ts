import { defineRule, lowestConfidence } from "../../src/rule.ts";

export default defineRule({
  code: "SL3011",
  name: "secret-in-condition",
  summary: "A Switch compares a secret, so the run history records it.",
  level: "note",
  preset: "strict",
  securitySeverity: 3.0,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    switched: "'{operation}' compares the {secret}. The run history records the compared value, and a Switch has no secure settings.",
  },
  advice: {
    switched: "Replace '{operation}' with a Condition that compares the value: it records only true or false.",
  },
  check({ values, report }) {
    for (const { secret, operation, place, path, confidence } of values.secretsReaching("switch")) {
      // What a run records of a Switch is not documented; it has been seen in runs.
      report({
        at: place,
        message: "switched",
        confidence: lowestConfidence(confidence, "medium"),
        data: { secret, operation: operation.name },
        path,
      });
    }
  },
});
