import { defineRule, desktopVaults, rowName, secretVersions } from "../../src/rule.ts";

export default defineRule({
  code: "SL4003",
  name: "pinned-secret-version",
  summary: "A fixed version of a Key Vault secret is read.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [324],
  source: "https://learn.microsoft.com/azure/key-vault/secrets/about-secrets",
  since: "0.1.0",
  messages: {
    pinned: "'{operation}' reads a fixed version of the secret, so the flow keeps using the old value after the secret is rotated.",
  },
  advice: {
    pinned: "In '{operation}', read the secret without a version: the vault then returns the current one.",
  },
  check({ analysis, report }) {
    for (const { place, operation, confidence, path } of secretVersions(analysis)) {
      report({ at: place, message: "pinned", confidence, data: { operation: operation.name }, path });
    }
    for (const { place, path, row } of desktopVaults(analysis).versions)
      report({ at: place, message: "pinned", data: { operation: rowName(row) }, path });
  },
});
