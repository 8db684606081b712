import { defineRule, leakReport } from "../../src/rule.ts";

const adviceForToken =
  "Remove it from the text of '{operation}': let those who need access sign in with accounts of their own. If a link has to be sent, let it expire soon and allow as little as possible.";

export default defineRule({
  code: "SL3005",
  name: "secret-in-message",
  summary: "A secret is sent in an email, chat message, push notification, approval or adaptive card.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.5,
  cwe: [200, 319],
  source: "https://learn.microsoft.com/power-automate/guidance/coding-guidelines/use-secure-inputs-outputs-triggers",
  since: "0.1.0",
  messages: {
    sent: "The {secret} is sent in the {member} of '{operation}'. The recipients can read, keep and forward it; no setting prevents that.",
  },
  advice: {
    sent: "Remove the secret from the text of '{operation}', and give those who need it access to the secret in Key Vault.",
  },
  check({ values, report }) {
    for (const leak of values.secretsReaching("message")) {
      const leaked = leakReport(leak);
      // No vault holds what a service has just issued.
      report({ message: "sent", ...leaked, advice: leaked.advice ?? (leak.origin.label === "token" ? adviceForToken : undefined) });
    }
  },
});
