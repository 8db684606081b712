import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL3007",
  name: "secret-in-url",
  summary: "A secret is put into the path or query of a URL.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 5.5,
  cwe: [598],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    url: "The {secret} is put into the {member} of '{operation}'. Proxies and the called service write URLs to their logs.",
    visible:
      "The {secret} is put into the {member} of '{operation}' without Secure Inputs: the run history shows it, and proxies and the called service write URLs to their logs.",
  },
  advice: {
    url: "Send the secret in a header or in the authentication of '{operation}' if the service allows it, and turn on Secure Inputs in its settings.",
    visible:
      "In the settings of '{operation}', turn on Secure Inputs, and send the secret in a header or in its authentication if the service allows it.",
  },
  check({ values, report }) {
    for (const { secret, operation, role, visibility, place, path, confidence } of values.secretsReaching("url")) {
      // This finding stands for the one of the missing setting as well, and is no less.
      const isShown = visibility === "visible";
      const data = { secret, member: role.member, operation: operation.name };
      report({ at: place, message: isShown ? "visible" : "url", ...(isShown ? { level: "error" as const } : {}), confidence, data, path });
    }
  },
});
