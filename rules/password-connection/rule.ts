import { connectorTitle, defineRule, flowPlace, foldedAt, type Operation, operationPlace, passwordSignIn, textAt } from "../../src/rule.ts";

export default defineRule({
  code: "SL5006",
  name: "password-connection",
  summary: "A connection or call signs in with a user name and password although there is a better way.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 5.0,
  cwe: [308, 1391],
  source: "https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc",
  since: "0.1.0",
  messages: {
    grant:
      "'{operation}' requests its token with a user's name and password (grant_type=password). That does not work with multi-factor authentication, and the password gives access to everything the user may see.",
    basic:
      "'{operation}' signs in to {host} by Basic authentication, with the password or the personal token of a user, although that service accepts Microsoft Entra ID tokens.",
    connection: "The connection '{key}' signs in to {connector} with {set}, although the connector supports Microsoft Entra ID.",
  },
  advice: {
    grant:
      "Use a connector with a service principal, or register an application in Microsoft Entra ID and use grant_type=client_credentials with a client secret from Key Vault.",
    basic: "Use the service's connector with a connection reference, or Active Directory OAuth in the authentication of '{operation}'.",
    connection:
      "Create a connection that signs in with Microsoft Entra ID or a service principal, and bind the connection reference to it.",
  },
  check({ analysis, report }) {
    for (const flow of analysis.workspace.cloudFlows) {
      for (const operation of flow.actions) {
        const grant = passwordGrant(operation);
        if (grant !== undefined) report({ at: operationPlace(operation, grant), message: "grant", data: { operation: operation.name } });
        const host = basicHost(operation);
        if (host !== undefined)
          report({
            at: operationPlace(operation, ["inputs", "authentication"]),
            message: "basic",
            data: { operation: operation.name, host },
          });
      }
      for (const connection of flow.connections) {
        const found = passwordSignIn(flow, connection);
        if (found === undefined) continue;
        const data = { key: connection.key, connector: connectorTitle(connection.connector ?? ""), set: found };
        report({ at: flowPlace(flow, connection.pointer), message: "connection", data });
      }
    }
  },
});

/** Where a request holds its form, or its query. */
const requestTexts: readonly (readonly string[])[] = [
  ["inputs", "body"],
  ["inputs", "parameters", "body"],
  ["inputs", "parameters", "request/body"],
  ["inputs", "uri"],
];

/** The part of a request that asks for a token by password; by what is written down, expressions aside. */
function passwordGrant(operation: Operation): readonly string[] | undefined {
  if (operation.type !== "http" && operation.call === undefined) return undefined;
  for (const path of requestTexts) {
    const text = foldedAt(operation, path, "grant_type");
    if (text !== undefined && /["']?grant_type["']?\s*[=:]\s*["']?password(?![\w-])/i.test(text)) return path;
  }
  return undefined;
}

/**
 * Services of Microsoft that take tokens; about others nothing is known. What others run in Azure decides for itself: apps in App Service, whose
 * deployment site (`scm`) is Microsoft's, and virtual machines (`cloudapp`).
 */
const tokenHosts =
  /^(?:graph\.microsoft\.(?:com|us)|(?!.*\.cloudapp\.azure\.com$)[\w.-]+\.(?:dynamics\.com|sharepoint\.com|azure\.com|windows\.net|scm\.azurewebsites\.net|powerbi\.com|visualstudio\.com|office\.com|office365\.com|powerapps\.com|microsoftonline\.com))$/i;

function basicHost(operation: Operation): string | undefined {
  if (operation.type !== "http" && operation.type !== "httpwebhook") return undefined;
  if (textAt(operation.inputs, "authentication", "type")?.toLowerCase() !== "basic") return undefined;
  const host = /^https?:\/\/([^/:?#]+)/i.exec(foldedAt(operation, ["inputs", "uri"]) ?? "")?.[1];
  return host !== undefined && tokenHosts.test(host) ? host.toLowerCase() : undefined;
}
