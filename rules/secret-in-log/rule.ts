import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL3003",
  name: "secret-in-log",
  summary: "A secret is written to a log, tracked property or run message.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.0,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    logged: "The {secret} reaches the {member} of '{operation}' and is kept in a log: secure settings do not hide it there.",
    terminated:
      "The {secret} stands in the message of '{operation}', which the run history and failure mails show; Terminate has no secure settings.",
  },
  advice: {
    logged: "Take the secret out of '{operation}'; log that the call was made, never what it was made with.",
    terminated: "Take the secret out of the message of '{operation}'.",
  },
  check({ values, report }) {
    for (const { secret, operation, role, place, path, confidence } of values.secretsReaching("log")) {
      const message = operation.type === "terminate" && role.member.startsWith("message") ? "terminated" : "logged";
      report({ at: place, message, confidence, data: { secret, member: role.member, operation: operation.name }, path });
    }
  },
});
