import { defineRule, describeCredential, isLogicApp } from "../../src/rule.ts";

const adviceForLogicApp =
  "Make the parameter one of type securestring without a default, and let the deployment read the whole URL from Azure Key Vault. Generate a new key now: others may already know this one.";

export default defineRule({
  code: "SL1002",
  name: "credential-in-url",
  summary: "A credential is hardcoded in a URL.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [598, 798],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#generate-shared-access-signatures-sas",
  since: "0.1.0",
  messages: {
    url: "{label} is part of a URL in '{operation}': {preview} ({evidence}). Everyone who can open or export this flow, or see a log of the call, can use it.",
    parameter:
      "{label} is part of the URL in the parameter '{parameter}': {preview} ({evidence}). Everyone who can open or export this flow can use it.",
  },
  advice: {
    url: "Store the whole URL as a Key Vault secret and read it at run time. Generate a new key now: others may already know this one.",
    parameter:
      "Store the whole URL as a Key Vault secret, and read it through an environment variable of type Secret. Generate a new key now: others may already know this one.",
  },
  check({ analysis, report }) {
    for (const { match, place, flow, operation, parameter, staticResult } of analysis.credentials) {
      if (match.in !== "url" || staticResult !== undefined) continue;
      // Nothing calls an address in the description of a flow, or in what its designer keeps: hardcoded-credential says it.
      if (operation === undefined && parameter === undefined) continue;
      // The value of an environment variable is a finding of plaintext-secret-variable, that of a logic app's file of credential-in-other-component.
      if (parameter?.schemaName !== undefined || parameter?.source !== undefined) continue;
      report({
        at: place,
        message: operation === undefined ? "parameter" : "url",
        advice: operation === undefined && isLogicApp(flow) ? adviceForLogicApp : undefined,
        confidence: match.confidence,
        data: {
          ...describeCredential(match),
          operation: operation?.name ?? "",
          parameter: parameter?.name ?? "",
        },
      });
    }
  },
});
