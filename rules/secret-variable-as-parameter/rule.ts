import { defineRule, parameterReads, variableUses } from "../../src/rule.ts";

export default defineRule({
  code: "SL4012",
  name: "secret-variable-as-parameter",
  summary: "A flow reads a secret environment variable as a parameter, which does not return the secret.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 2.0,
  cwe: [440],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  messages: {
    read: "'{operation}' reads the secret environment variable '{variable}' as a parameter of the flow. That does not return the secret: the variable only says where in Key Vault the secret is.",
  },
  advice: {
    read: "Before '{operation}', add 'Perform an unbound action' of Microsoft Dataverse with the action name RetrieveEnvironmentVariableSecretValue and the variable's name '{variable}', turn on Secure Inputs and Secure Outputs, and use its output.",
  },
  check({ analysis, report }) {
    for (const [variable, uses] of variableUses(analysis).declared) {
      if (variable.type !== "secret") continue;
      for (const use of uses) {
        if (use.kind !== "parameter") continue;
        const [first, ...others] = parameterReads(analysis, use.flow, use.parameter);
        if (first === undefined) continue;
        report({
          at: first.place,
          message: "read",
          data: { operation: first.operation.name, variable: variable.schemaName },
          related: [
            { message: "This variable is of type Secret.", place: variable.place },
            ...others.map(({ operation, place }) => ({ message: `'${operation.name}' reads it too.`, place })),
          ],
        });
      }
    }
  },
});
