import {
  type Analysis,
  defineRule,
  desktopVaults,
  flowPlace,
  isLogicApp,
  type Operation,
  operationPlace,
  type RelatedPlace,
  rowName,
  rowPlace,
  textAt,
  vaultRequests,
} from "../../src/rule.ts";

const adviceForLogicApp =
  "Let '{operation}' sign in with the managed identity of the logic app, which needs the role 'Key Vault Secrets User', and delete the client secret that it uses now.";

export default defineRule({
  code: "SL4004",
  name: "direct-vault-call",
  summary: "Key Vault is called over plain HTTP, or through a connection instead of a connection reference.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 5.0,
  cwe: [522, 798],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  messages: {
    request:
      "'{operation}' reads the vault with a plain HTTP request, which needs its own credential. The Key Vault connector and secret environment variables need none.",
    logicApp: "'{operation}' reads the vault with a plain HTTP request, which needs its own credential. A managed identity needs none.",
    identity:
      "'{operation}' reads the vault with a plain HTTP request. It signs in with a managed identity, so no credential is stored, but the flow has to keep up with the vault's address, API version and response format itself.",
    secret:
      "'{operation}' calls the vault with a plain HTTP request and signs in with a client secret that is hardcoded in the flow: whoever can open the flow can read the vault.",
    desktop: "'{operation}' reads the vault with a web request, which needs its own credential on the machine. Get credential needs none.",
    connection:
      "'{operation}' reads the vault through the author's connection instead of a connection reference: in another environment it reads the same vault, or fails.",
  },
  advice: {
    request:
      "Replace '{operation}' with 'Get secret' of the Azure Key Vault connector and a connection reference, or with an environment variable of type Secret.",
    identity:
      "If the flow only reads secrets, use 'Get secret' of the Azure Key Vault connector with a connection reference, or an environment variable of type Secret.",
    secret:
      "Replace '{operation}' with 'Get secret' of the Azure Key Vault connector, or with an environment variable of type Secret, and delete this client secret in Microsoft Entra ID.",
    desktop:
      "Use 'Get credential' with a credential stored in Key Vault, or let the cloud flow read the secret and pass it to a sensitive input.",
    connection: "Open the flow in its solution and select a connection reference for the Azure Key Vault connector.",
  },
  check({ analysis, report }) {
    for (const { operation, path } of vaultRequests(analysis)) {
      const written = signsInByLiteral(operation, analysis);
      if (!written && changesVault(operation)) continue;
      const inLogicApp = isLogicApp(operation.flow);
      // A managed identity has no credential that anybody could read: what is left is a request that the flow has to keep right by itself.
      const identity = textAt(operation.inputs, "authentication", "type")?.toLowerCase() === "managedserviceidentity";
      // In a logic app, such a request is one of the ways that are recommended.
      if (identity && inLogicApp) continue;
      const [message, level] = identity
        ? (["identity", "note"] as const)
        : written
          ? (["secret", "error"] as const)
          : (["request", "warning"] as const);
      report({
        at: operationPlace(operation, path),
        message: inLogicApp && message === "request" ? "logicApp" : message,
        advice: inLogicApp ? adviceForLogicApp : undefined,
        level,
        data: { operation: operation.name },
      });
    }
    const rows = new Set(desktopVaults(analysis).reads.flatMap(({ row, through }) => (through === "request" ? [row] : [])));
    for (const row of rows) report({ at: rowPlace(row), message: "desktop", data: { operation: rowName(row) } });
    for (const flow of analysis.workspace.cloudFlows) {
      if (analysis.workspace.solutionOf(flow).kind === "loose") continue;
      for (const connection of flow.connections) {
        if (connection.connector !== "shared_keyvault" || connection.binding !== "connection") continue;
        const [first, ...others] = flow.actions.filter((operation) => operation.call?.connectionKey === connection.key);
        if (first === undefined) continue;
        const related: readonly RelatedPlace[] = [
          { message: "This is the connection.", place: flowPlace(flow, connection.pointer) },
          ...others.map((operation) => ({ message: `'${operation.name}' uses it too.`, place: operationPlace(operation) })),
        ];
        report({ at: operationPlace(first), message: "connection", data: { operation: first.name }, related });
      }
    }
  },
});

/** The request writes or deletes: neither the connector nor an environment variable can do that. */
function changesVault({ inputs }: Operation): boolean {
  return /^(?:put|patch|delete)$/i.test(textAt(inputs, "method") ?? "");
}

/** The client secret or password of the request is in the flow, or comes from a literal in it. */
function signsInByLiteral(operation: Operation, { credentials, uses }: Analysis): boolean {
  return (
    credentials.some((hit) => hit.operation === operation && hit.path[1] === "authentication" && hit.match.confidence !== "low") ||
    uses.some((use) => use.operation === operation && use.path[1] === "authentication" && use.origin.kind === "literal")
  );
}
