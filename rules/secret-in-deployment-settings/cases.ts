import { apiKey, entraClientSecret, password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import type { SolutionSpec } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const orders: SolutionSpec = { variables: [{ schemaName: "new_ErpApiKey" }] };
const settings = (SchemaName: string, Value: string) => ({ EnvironmentVariables: [{ SchemaName, Value }], ConnectionReferences: [] });
const value = "#/EnvironmentVariables/0/Value";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a client secret in the settings of an environment",
      solution: orders,
      settings: { Production: settings("new_ErpApiKey", entraClientSecret()) },
      findings: [
        { message: "credential", at: value, in: "Production", level: "error", confidence: "high", says: "in the settings of 'Production'" },
      ],
    },
    right: {
      name: "the settings name the secret in the vault of the environment",
      solution: { variables: [{ schemaName: "new_ErpApiKey", type: "secret" }] },
      settings: {
        Test: settings(
          "new_ErpApiKey",
          "/subscriptions/4b1f0c7d-2a6e-4d0b-9f35-8c1e7a2d6b90/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/kv-orders-test/secrets/erp-api-key",
        ),
      },
    },
  },
  valid: [
    { name: "the pipeline fills it in", solution: orders, settings: { Test: settings("new_ErpApiKey", "#{ErpApiKey}#") } },
    { name: "nothing is filled in yet", solution: orders, settings: { Test: settings("new_ErpApiKey", "") } },
    {
      name: "a reference to the vault, in the form of an app setting",
      solution: { variables: [{ schemaName: "new_ErpApiKey", type: "secret" }] },
      settings: {
        Test: settings("new_ErpApiKey", "@Microsoft.KeyVault(SecretUri=https://kv-orders-test.vault.azure.net/secrets/erp-api-key)"),
      },
    },
    { name: "a placeholder", solution: orders, settings: { Test: settings("new_ErpApiKey", "<your key>") } },
    {
      name: "an ordinary value",
      solution: { variables: [{ schemaName: "new_ErpUrl" }] },
      settings: { Test: settings("new_ErpUrl", "https://erp-test.contoso.com") },
    },
  ],
  invalid: [
    {
      name: "a key that only the variable's name gives away",
      solution: orders,
      settings: { Production: settings("new_ErpApiKey", apiKey()) },
      findings: [{ message: "credential", at: value, says: "'new_ErpApiKey'" }],
    },
    {
      name: "a variable that no solution of the run declares",
      settings: { Production: settings("new_SmtpPassword", password()) },
      findings: [{ message: "credential", at: value, says: "'new_SmtpPassword'" }],
    },
    {
      name: "a settings file that lies in the archive",
      solution: { ...orders, files: { "settings/prod.json": JSON.stringify(settings("new_Setup", entraClientSecret(3))) } },
      findings: [{ message: "credential", at: value, says: "in the settings of 'prod'" }],
    },
    {
      name: "a password that was commented out",
      solution: {
        ...orders,
        files: { "settings/prod.json": `// password: ${password()}\n${JSON.stringify(settings("new_ErpApiKey", "#{ErpApiKey}#"))}` },
      },
      findings: [
        {
          message: "comment",
          at: "settings prod",
          level: "warning",
          says: "A password is in a comment in the settings of 'prod'",
          confidence: "medium",
        },
      ],
    },
    {
      name: "each environment is a finding of its own",
      solution: orders,
      settings: {
        Test: settings("new_ErpApiKey", entraClientSecret(5)),
        Production: settings("new_ErpApiKey", entraClientSecret(7)),
      },
      findings: [
        { message: "credential", at: value, in: "Test" },
        { message: "credential", at: value, in: "Production" },
      ],
    },
    {
      name: "a token that a pipeline left beside the lists",
      solution: orders,
      settings: { Production: { ...settings("new_ErpUrl", "https://erp.contoso.com"), Notify: { webhookToken: apiKey(3) } } },
      findings: [{ message: "other", at: "#/Notify/webhookToken", says: "in the settings of 'Production', at 'webhookToken'" }],
    },
  ],
});
