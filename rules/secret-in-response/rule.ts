import { defineRule, leakReport } from "../../src/rule.ts";

export default defineRule({
  code: "SL3006",
  name: "secret-in-response",
  summary: "A secret is returned to the caller of the flow.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.0,
  cwe: [200],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    returned:
      "'{operation}' returns the {secret} to whoever calls the flow. Secure Inputs hides it in the run history, not in the response.",
  },
  advice: {
    returned: "Return the result that the caller needs, not the secret. A caller that needs the secret itself can read it from Key Vault.",
  },
  check({ analysis, values, report }) {
    for (const leak of values.secretsReaching("response")) {
      // There the missing Secure Outputs of the call is the finding.
      if (!analysis.calls.answersCallersOnly(leak.operation.flow)) report({ message: "returned", ...leakReport(leak) });
    }
  },
});
