import { http, keyVault } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const path = (vault: string) => `/subscriptions/0/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/${vault}/secrets/erp-api-key`;
const settings = (value: string, schemaName = "new_ErpSecret") => ({
  EnvironmentVariables: [{ SchemaName: schemaName, Value: value }],
  ConnectionReferences: [],
});
const solution = {
  variables: [{ schemaName: "new_ErpSecret", type: "secret" as const }],
  flows: [flow("Get orders", keyVault.getSecret("Get_secret"))],
};

export default defineCases(rule, {
  example: {
    wrong: {
      name: "test and production read the same vault",
      solution,
      settings: { test: settings(path("kv-orders")), prod: settings(path("KV-Orders")) },
      findings: [
        { message: "shared", at: "#/EnvironmentVariables/0/Value", in: "prod", level: "error", says: "'test' and 'prod'", related: 1 },
      ],
    },
    right: {
      name: "a vault for each environment",
      solution,
      settings: { dev: settings(path("kv-orders-dev")), prod: settings(path("kv-orders-prod")) },
    },
  },
  valid: [
    { name: "tokens that the pipeline replaces", solution, settings: { test: settings("#{ErpSecret}#"), prod: settings("#{ErpSecret}#") } },
    {
      name: "two files of one environment",
      solution,
      settings: { prod: settings(path("kv-orders-prod")), PROD: settings(path("kv-orders-prod")) },
    },
  ],
  invalid: [
    {
      name: "the bare name of a vault, which a flow puts into an address",
      solution: {
        variables: [{ schemaName: "new_Store", defaultValue: "kv-orders-dev" }],
        flows: [
          flow(
            "Get orders",
            http("Get_secret", { method: "GET", uri: "https://@{parameters('Store (new_Store)')}.vault.azure.net/secrets/erp-api-key" }),
          ),
        ],
      },
      settings: {
        dev: settings("kv-orders", "new_Store"),
        test: settings("kv-orders", "new_Store"),
        prod: settings("kv-orders-prod", "new_Store"),
      },
      findings: [{ message: "shared", at: "#/EnvironmentVariables/0/Value", in: "test", related: 1 }],
    },
    {
      name: "three environments read the same vault",
      solution,
      settings: { dev: settings(path("kv-orders")), test: settings(path("kv-orders")), prod: settings(path("kv-orders")) },
      findings: [{ message: "shared", at: "#/EnvironmentVariables/0/Value", in: "test", says: "'dev', 'test' and 'prod'", related: 2 }],
    },
    {
      name: "settings files that lie beside the sources are not as sure",
      solution: {
        ...solution,
        files: {
          "settings/test.json": JSON.stringify(settings(path("kv-orders"))),
          "settings/prod.json": JSON.stringify(settings(path("kv-orders"))),
        },
      },
      findings: [{ message: "shared", at: "#/EnvironmentVariables/0/Value", level: "warning", confidence: "medium" }],
    },
  ],
});
