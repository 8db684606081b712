import { defineRule, type Operation, type Origin } from "../../src/rule.ts";

export default defineRule({
  code: "SL3010",
  name: "whole-secret-object",
  summary: "A whole body that contains a secret is handed on where one field would do.",
  level: "note",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [668],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate",
  since: "0.1.0",
  messages: {
    whole: "'{operation}' takes a whole object that contains the {secret}, where one field of it would do.",
  },
  advice: {
    whole: "Pick the field that '{operation}' needs, for example @body('…')?['name'] instead of @body('…').",
  },
  check({ values, report }) {
    const kinds = [
      "data-operation",
      "variable",
      "request",
      "store",
      "message",
      "log",
      "response",
      "child-flow-input",
      "desktop-input",
    ] as const;
    const told = new Map<Operation, Set<Origin>>();
    for (const { origin, secret, operation, confidence, wholeObject } of values.secretsReaching(...kinds)) {
      // Parse JSON is there to take an answer apart; that it copies the secret is a finding of its own.
      if (operation.type === "parsejson") continue;
      const origins = told.get(operation) ?? new Set();
      if (wholeObject === undefined || origins.has(origin)) continue;
      told.set(operation, origins.add(origin));
      report({ at: wholeObject.place, message: "whole", confidence, data: { secret, operation: operation.name }, path: wholeObject.path });
    }
  },
});
