import { defineRule, leastSure } from "../../src/rule.ts";

export default defineRule({
  code: "SL3011",
  name: "secret-in-condition",
  summary: "A Switch evaluates the secret itself, so that the run records it.",
  level: "note",
  preset: "strict",
  securitySeverity: 3.0,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    switched:
      "'{operation}' switches on the {secret} itself: the run history records the value that was compared, and a Switch has no secure settings.",
  },
  advice: {
    switched: "Replace '{operation}' by a condition that compares the value: a condition records only true or false.",
  },
  check({ values, report }) {
    for (const { secret, operation, place, path, confidence } of values.secretsReaching("switch")) {
      // What a run records of a Switch is not documented; it has been seen in runs.
      report({
        at: place,
        message: "switched",
        confidence: leastSure(confidence, "medium"),
        data: { secret, operation: operation.name },
        path,
      });
    }
  },
});
