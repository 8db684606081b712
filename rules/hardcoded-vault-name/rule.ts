import { defineRule, type Place, vaultNames } from "../../src/rule.ts";

export default defineRule({
  code: "SL4001",
  name: "hardcoded-vault-name",
  summary: "A Key Vault is named by a literal instead of an environment variable.",
  level: "error",
  preset: "recommended",
  securitySeverity: 5.0,
  cwe: [1051, 547],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  fixable: "unsafe",
  messages: {
    literal:
      "The vault '{vault}' is written into the flow; '{operation}' uses it. Moved to test or production the flow keeps reading the secrets of this environment.",
    parameter:
      "The vault '{vault}' is the default of the parameter '{parameter}', which no environment variable fills; '{operation}' uses it.",
  },
  advice: {
    literal: "Create an environment variable for the vault's name, use it here, and set its value in each environment.",
    parameter:
      "Create an environment variable for the vault's name, use it instead of the parameter, and set its value in each environment.",
  },
  check({ analysis, report }) {
    const seen = new Map<string, Place[]>();
    for (const { vault, place, path, operation, parameter, confidence } of vaultNames(analysis)) {
      const key = JSON.stringify([place.source.path, place.source.file, place.at]);
      if (seen.has(key)) continue;
      seen.set(key, []);
      report({
        at: place,
        message: parameter === undefined ? "literal" : "parameter",
        confidence,
        data: { vault, operation: operation.name, parameter: parameter?.name ?? "" },
        path,
      });
    }
  },
});
