import { defineRule, operationPlace, textAt, vaultRequests } from "../../src/rule.ts";

export default defineRule({
  code: "SL4005",
  name: "broad-vault-operation",
  summary: "An operation needs more permissions on a vault than reading one secret.",
  level: "note",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [250],
  source: "https://learn.microsoft.com/azure/key-vault/general/rbac-guide#azure-built-in-roles-for-key-vault-data-plane-operations",
  since: "0.1.0",
  messages: {
    broad: "'{operation}' {does}. This requires more permissions on the vault than reading one secret.",
  },
  advice: {
    broad:
      "Read only the secret that the flow needs, by its name. The connection then needs only the role Key Vault Secrets User on that secret.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const operation of flow.actions) {
        const facts = analysis.roles.facts(operation);
        if (facts?.broad !== true) continue;
        report({ at: operationPlace(operation), message: "broad", data: { operation: operation.name, does: whatItDoes(facts.operation) } });
      }
    }
    for (const { operation, path, url } of vaultRequests(analysis)) {
      const does = requestDoes(url, textAt(operation.inputs, "method") ?? textAt(operation.call?.parameters, "request/method") ?? "GET");
      if (does !== undefined) report({ at: operationPlace(operation, path), message: "broad", data: { operation: operation.name, does } });
    }
  },
});

function whatItDoes(operation: string): string {
  if (/^list/i.test(operation)) {
    const what = /key/i.test(operation) ? "key" : "secret";
    return `lists the ${/version/i.test(operation) ? `versions of a ${what}` : `${what}s`} of the vault`;
  }
  if (/^encrypt/i.test(operation)) return "encrypts with a key of the vault";
  if (/^decrypt/i.test(operation)) return "decrypts with a key of the vault";
  return "reads about keys of the vault";
}

/** What a request to a vault does by its path, where that is more than reading a secret. */
function requestDoes(url: string, method: string): string | undefined {
  const path = /^https?:\/\/[^/]*(\/[^?#]*)?/i.exec(url)?.[1] ?? "";
  if (/\/(?:secrets|keys|certificates)\/?$/i.test(path)) return "lists what the vault holds";
  const keyUse = /\/keys\/.*\/(encrypt|decrypt|sign|verify|wrapkey|unwrapkey)\/?$/i.exec(path)?.[1];
  if (keyUse !== undefined) return "works with a key of the vault";
  if (/\/(?:secrets|keys|certificates)\//i.test(path) && /^(?:put|patch|post|delete)$/i.test(method)) return "changes what the vault holds";
  return undefined;
}
