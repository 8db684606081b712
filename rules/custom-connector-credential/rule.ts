import { clearParameters, defineRule, describeCredential, rotateNow } from "../../src/rule.ts";

/** What makers wrote about a connector or an operation is no place for a value, secret or not. */
const adviceForNote = `Take it out of the text. ${rotateNow}`;

const where = {
  openapi: "definition",
  "connection-parameters": "connection parameters",
  policies: "policies",
  properties: "properties",
  script: "code",
} as const;

export default defineRule({
  code: "SL1004",
  name: "custom-connector-credential",
  summary: "A credential is hardcoded in a custom connector.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [798, 312],
  source:
    "https://learn.microsoft.com/power-platform/alm/environment-variables-power-automate#use-environment-variables-in-custom-connectors",
  since: "0.1.0",
  messages: {
    credential:
      "{label} is hardcoded in the {part} of the custom connector '{connector}': {preview} ({evidence}). Everyone who can edit the connector, or gets an export, can read it.",
    clear:
      "The connection parameter '{parameter}' of the custom connector '{connector}' takes a credential, but is of type 'string': what users enter there is not kept as a secret, and everyone who may open the connection can read it.",
  },
  advice: {
    clear: "Declare it with the type 'securestring', and let the users create their connections again.",
    credential: `Store it in Azure Key Vault and read it from a secret environment variable (@environmentVariables("…")), or let each connection provide its own. ${rotateNow}`,
  },
  check({ analysis, report }) {
    for (const { connector, role, match, place } of analysis.components.connectors) {
      const member = place.at.kind === "json" ? place.at.pointer.at(-1) : undefined;
      report({
        at: place,
        message: "credential",
        confidence: match.confidence,
        advice: member === "description" || member === "summary" ? adviceForNote : undefined,
        data: {
          ...describeCredential(match),
          part: where[role],
          connector: connector.displayName,
        },
      });
    }
    for (const { connector, parameter, place } of clearParameters(analysis)) {
      report({
        at: place,
        message: "clear",
        level: "warning",
        confidence: "medium",
        data: { parameter, connector: connector.displayName },
      });
    }
  },
});
