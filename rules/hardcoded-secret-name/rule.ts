import { defineRule, secretNames } from "../../src/rule.ts";

export default defineRule({
  code: "SL4002",
  name: "hardcoded-secret-name",
  summary: "The name of a Key Vault secret is a literal.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [547],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  fixable: "unsafe",
  messages: {
    literal: "'{operation}' reads the secret by the literal name '{name}'.",
  },
  advice: {
    literal: "Put the secret's name into an environment variable and use it in '{operation}', so that it can be set for each environment.",
  },
  check({ analysis, report }) {
    for (const { name, place, path, operation, confidence } of secretNames(analysis)) {
      report({ at: place, message: "literal", confidence, data: { operation: operation.name, name }, path });
    }
  },
});
