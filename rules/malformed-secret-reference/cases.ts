import { apiKey, entraClientSecret, password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const path =
  "/subscriptions/0f1e2d3c-4b5a-4678-9abc-def012345678/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/kv-orders-dev/secrets/erp-api-key";
const secret = (defaultValue: string) => ({ variables: [{ schemaName: "new_ErpSecret", type: "secret" as const, defaultValue }] });
const setTo = (value: string) => ({
  prod: { EnvironmentVariables: [{ SchemaName: "new_ErpSecret", Value: value }], ConnectionReferences: [] },
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the credential itself",
      solution: secret(entraClientSecret()),
      findings: [{ message: "credential", at: "environment-variable new_ErpSecret", level: "error", confidence: "high" }],
    },
    right: { name: "the path of a secret", solution: secret(path) },
  },
  valid: [
    {
      name: "written in another case, without the subscription",
      solution: secret("/providers/microsoft.keyvault/VAULTS/kv-orders-dev/Secrets/erp-api-key"),
    },
    { name: "no value in the solution", solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret" }] } },
    {
      name: "a token that the pipeline replaces",
      solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret" }] },
      settings: setTo("#{ErpSecret}#"),
    },
    { name: "a plain variable may hold anything", solution: { variables: [{ schemaName: "new_Note", defaultValue: "anything" }] } },
    {
      name: "a credential in the settings is a finding of secret-in-deployment-settings",
      solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret" }] },
      settings: setTo(entraClientSecret()),
    },
    {
      name: "a password in the settings is one as well",
      solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret" }] },
      settings: setTo(password()),
    },
    {
      name: "a plain variable may be set to anything",
      solution: { variables: [{ schemaName: "new_ErpSecret", defaultValue: "x" }] },
      settings: setTo("anything"),
    },
    { name: "a value of blanks", solution: secret(" ") },
  ],
  invalid: [
    {
      name: "a password that no form gives away",
      solution: secret(password()),
      findings: [{ message: "credential", at: "environment-variable new_ErpSecret", level: "warning", confidence: "medium" }],
    },
    {
      name: "a key of random characters",
      solution: secret(`A1b${apiKey()}`),
      findings: [{ message: "credential", at: "environment-variable new_ErpSecret", confidence: "medium" }],
    },
    {
      name: "the name of the secret alone",
      solution: secret("erp-api-key"),
      findings: [{ message: "malformed", at: "environment-variable new_ErpSecret", level: "warning", confidence: "medium" }],
    },
    {
      name: "the name of the vault alone, in the settings",
      solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret" }] },
      settings: setTo("kv-orders-prod"),
      findings: [{ message: "malformed", at: "#/EnvironmentVariables/0/Value", in: "prod" }],
    },
    {
      name: "a stand-in for the credential in the settings, beside a credential of another variable",
      solution: { variables: ["new_ErpSecret", "new_Other"].map((schemaName) => ({ schemaName, type: "secret" as const })) },
      settings: {
        prod: {
          EnvironmentVariables: [
            { SchemaName: "new_ErpSecret", Value: "dummy-key!1" },
            { SchemaName: "new_Other", Value: entraClientSecret() },
          ],
          ConnectionReferences: [],
        },
      },
      findings: [{ message: "malformed", at: "#/EnvironmentVariables/0/Value" }],
    },
    {
      name: "a note to whoever fills it in, in the solution and in the settings",
      solution: secret("Ask operations for it!"),
      settings: setTo("Ask operations for it!"),
      findings: [
        { message: "malformed", at: "environment-variable new_ErpSecret" },
        { message: "malformed", at: "#/EnvironmentVariables/0/Value", in: "prod" },
      ],
    },
    {
      name: "a current value beside a good default",
      solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret", defaultValue: path, value: "erp-api-key" }] },
      findings: [{ message: "malformed", at: "#/environmentvariablevalues/environmentvariablevalue/value" }],
    },
    {
      name: "a stand-in for the credential",
      solution: secret("dummy-key!1"),
      findings: [{ message: "malformed", at: "environment-variable new_ErpSecret" }],
    },
  ],
});
