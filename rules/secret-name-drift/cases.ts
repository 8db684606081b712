import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const settings = (vault: string, secret: string) => ({
  EnvironmentVariables: [
    {
      SchemaName: "new_ErpSecret",
      Value: `/subscriptions/0/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/${vault}/secrets/${secret}`,
    },
  ],
  ConnectionReferences: [],
});
const solution = { variables: [{ schemaName: "new_ErpSecret", type: "secret" as const }] };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "another name in production",
      solution,
      settings: { dev: settings("kv-orders-dev", "erp-api-key"), prod: settings("kv-orders-prod", "erp-key-2") },
      findings: [{ message: "drift", at: "#/EnvironmentVariables/0/Value", in: "prod", level: "warning", says: "erp-key-2", related: 1 }],
    },
    right: {
      name: "the same name in every vault",
      solution,
      settings: { dev: settings("kv-orders-dev", "erp-api-key"), prod: settings("kv-orders-prod", "ERP-api-key") },
    },
  },
  valid: [
    { name: "one environment alone", solution, settings: { prod: settings("kv-orders-prod", "erp-api-key") } },
    {
      name: "two files of one environment",
      solution,
      settings: {
        dev: settings("kv-orders-dev", "erp-api-key"),
        DEV: settings("kv-orders-dev", "erp-key-2"),
        prod: settings("kv-orders-prod", "erp-api-key"),
      },
    },
  ],
  invalid: [
    {
      name: "three environments, two names: one finding",
      solution,
      settings: {
        dev: settings("kv-orders-dev", "erp-api-key"),
        test: settings("kv-orders-test", "erp-test-key"),
        prod: settings("kv-orders-prod", "erp-prod-key"),
      },
      findings: [{ message: "drift", at: "#/EnvironmentVariables/0/Value", in: "test", related: 2 }],
    },
  ],
});
