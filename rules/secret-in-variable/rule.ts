import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL3002",
  name: "secret-in-variable",
  summary: "A secret is stored in a variable, which no setting can hide.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [312, 532],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    stored: "The {secret} is stored in the {variable}. Variable actions have no Secure Inputs, so the run history shows it.",
    hidden:
      "The {secret} is stored in the {variable}. The run history hides it here, because it comes directly from a secured action, but variable actions have no secure settings: whatever reads the variable without Secure Inputs shows it.",
    made: "'{operation}' generates a value that is used as a credential, in the {variable}. Variable actions have no Secure Inputs, so the run history shows it.",
  },
  advice: {
    hidden: "Use the secret directly in the action that needs it, turn on Secure Inputs there, and remove '{operation}'.",
    stored: "Use the secret directly in the action that needs it, turn on Secure Inputs there, and remove '{operation}'.",
    made: "Generate the value in a Compose action with Secure Inputs instead, and turn on Secure Inputs in every action that reads it.",
  },
  check({ values, report }) {
    for (const { secret, operation, role, place, path, confidence, isMadeHere, visibility } of values.secretsReaching("variable")) {
      const data = { secret, variable: role.member, operation: operation.name };
      const message = isMadeHere ? "made" : visibility === "visible" ? "stored" : "hidden";
      report({ at: place, message, confidence, data, path: isMadeHere ? [] : path });
    }
  },
});
