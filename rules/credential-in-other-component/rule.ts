import { defineRule, describeCredential } from "../../src/rule.ts";

export default defineRule({
  code: "SL1007",
  name: "credential-in-other-component",
  summary: "A credential is hardcoded in a web resource, app, agent, plug-in step or another component.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [798, 312],
  source: "https://learn.microsoft.com/power-platform/well-architected/security/application-secrets",
  since: "0.1.0",
  messages: {
    credential:
      "{label} is hardcoded in the {what} '{name}': {preview} ({evidence}). Everyone who can open or edit it, or gets an export, can read it.",
  },
  advice: {
    credential:
      "Store it in Azure Key Vault, and let a cloud flow or plug-in read it there and make the call. Rotate the credential now: others may already know it.",
  },
  check({ analysis, report }) {
    for (const { match, place, what, name } of analysis.otherComponents().credentials) {
      report({
        at: place,
        message: "credential",
        confidence: match.confidence,
        data: {
          ...describeCredential(match),
          what,
          name,
        },
      });
    }
  },
});
