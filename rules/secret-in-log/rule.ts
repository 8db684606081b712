import { defineRule, leakReport } from "../../src/rule.ts";

export default defineRule({
  code: "SL3003",
  name: "secret-in-log",
  summary: "A secret is written to a log, a tracked property or the error message of the run.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.0,
  cwe: [532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    logged:
      "The {secret} is sent to a log in the {member} of '{operation}'. Everyone who can query the log can read it; secure settings hide it only in the run history.",
    tracked: "The {secret} is in the tracked properties of '{operation}', which are sent to the environment's monitoring.",
    terminated:
      "The {secret} is in the {member} of '{operation}', which the run history and failure emails show. Terminate has no secure settings.",
  },
  advice: {
    logged: "Remove the secret from what '{operation}' sends. Log that the call was made, or the secret's name.",
    tracked: "Remove the secret from the tracked properties of '{operation}'.",
    terminated: "Remove the secret from the message of '{operation}'.",
  },
  check({ values, report }) {
    for (const leak of values.secretsReaching("log")) {
      const { fact, operation } = leak;
      const message =
        fact.via?.edge.site?.path[0] === "trackedProperties" ? "tracked" : operation.type === "terminate" ? "terminated" : "logged";
      report({ message, ...leakReport(leak) });
    }
  },
});
