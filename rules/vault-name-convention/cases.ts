import { http } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { connectorSolution, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const settings = (vault: string) => ({
  EnvironmentVariables: [
    {
      SchemaName: "new_ErpSecret",
      Value: `/subscriptions/0/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/${vault}/secrets/erp-api-key`,
    },
  ],
  ConnectionReferences: [],
});
const solution = { variables: [{ schemaName: "new_ErpSecret", type: "secret" as const }] };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a name that says nothing",
      solution,
      settings: { prod: settings("myvault") },
      findings: [{ message: "pattern", at: "#/EnvironmentVariables/0/Value", in: "prod", level: "warning" }],
    },
    right: {
      name: "names that say what they are",
      solution,
      settings: { dev: settings("kv-orders-dev"), prod: settings("kv-orders-prod") },
    },
  },
  valid: [
    { name: "a convention of one's own", solution, settings: { prod: settings("OrdersVault") }, options: { pattern: "^Orders" } },
    {
      name: "a pattern for the environment replaces the convention",
      solution,
      settings: { prod: settings("vault-weu-7") },
      vaultPatterns: { prod: "^vault-weu-\\d$" },
    },
    { name: "a word of another environment beside the own one", solution, settings: { prod: settings("kv-test-data-prod") } },
    {
      name: "a value that the pipeline fills in",
      solution: {
        variables: [{ schemaName: "new_VaultName", defaultValue: "#{VaultName}#" }],
        flows: [
          flow(
            "Get orders",
            http("Get_secret", { uri: "https://@{parameters('Vault (new_VaultName)')}.vault.azure.net/secrets/erp-api-key" }),
          ),
        ],
      },
    },
  ],
  invalid: [
    {
      name: "production's settings point at the vault of development",
      solution,
      settings: { prod: settings("kv-orders-dev") },
      findings: [{ message: "environment", at: "#/EnvironmentVariables/0/Value", in: "prod", says: "'dev'" }],
    },
    {
      name: "a vault in a flow, in a variable and in a custom connector",
      solution: {
        ...connectorSolution({ openapidefinition: { swagger: "2.0", host: "vault3.vault.azure.net" } }),
        variables: [
          {
            schemaName: "new_ErpSecret",
            type: "secret",
            defaultValue: "/subscriptions/0/resourceGroups/o/providers/Microsoft.KeyVault/vaults/vault2/secrets/erp-api-key",
          },
        ],
        flows: [flow("Get orders", http("Get_secret", { uri: "https://vault1.vault.azure.net/secrets/erp-api-key" }))],
      },
      findings: [
        { message: "pattern", at: "Get_secret/inputs/uri", says: "vault1" },
        { message: "pattern", at: "environment-variable new_ErpSecret", says: "vault2" },
        { message: "pattern", at: "#/host", says: "vault3" },
      ],
    },
  ],
});
