import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL3005",
  name: "secret-in-message",
  summary: "A secret is sent in a mail, chat, push message, approval or card.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.5,
  cwe: [200, 319],
  source: "https://learn.microsoft.com/power-automate/guidance/coding-guidelines/use-secure-inputs-outputs-triggers",
  since: "0.1.0",
  messages: {
    sent: "The {secret} is sent in the {member} of '{operation}'. Those who receive it can read it, forward it and keep it; no setting prevents that.",
  },
  advice: {
    sent: "Take the secret out of '{operation}'; those who need it get access to the secret in Key Vault instead.",
  },
  check({ values, report }) {
    for (const { secret, operation, role, place, path, confidence } of values.secretsReaching("message")) {
      report({ at: place, message: "sent", confidence, data: { secret, member: role.member, operation: operation.name }, path });
    }
  },
});
