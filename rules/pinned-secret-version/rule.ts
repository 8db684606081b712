import { defineRule, desktopVaults, rowName, secretVersions } from "../../src/rule.ts";

export default defineRule({
  code: "SL4003",
  name: "pinned-secret-version",
  summary: "A Key Vault secret is read in one fixed version.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 4.0,
  cwe: [324],
  source: "https://learn.microsoft.com/azure/key-vault/secrets/about-secrets",
  since: "0.1.0",
  messages: {
    pinned: "'{operation}' reads one fixed version of the secret, so that rotating the secret has no effect on this flow.",
  },
  advice: {
    pinned: "Read the secret without a version in '{operation}': the vault then gives the current one.",
  },
  check({ analysis, report }) {
    for (const { place, operation, confidence, path } of secretVersions(analysis)) {
      report({ at: place, message: "pinned", confidence, data: { operation: operation.name }, path });
    }
    for (const { place, path, row } of desktopVaults(analysis).versions)
      report({ at: place, message: "pinned", data: { operation: rowName(row) }, path });
  },
});
