import { guidOf } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import type { SolutionSpec } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const orders: SolutionSpec = {
  variables: [{ schemaName: "new_ErpUrl" }],
  references: [{ logicalName: "new_shared_sql", connector: "shared_sql" }],
};
const connection = (environment: string): string => guidOf(`connection of ${environment}`).replaceAll("-", "");
const settings = (url: string, connectionId: string) => ({
  EnvironmentVariables: [{ SchemaName: "new_ErpUrl", Value: url }],
  ConnectionReferences: [
    { LogicalName: "new_shared_sql", ConnectionId: connectionId, ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_sql" },
  ],
});
const test = settings("https://erp-test.contoso.com", connection("test"));
const url = "#/EnvironmentVariables/0/Value";
const connectionAt = "#/ConnectionReferences/0/ConnectionId";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "test and production use the same connection",
      solution: orders,
      settings: { Test: test, Production: settings("https://erp.contoso.com", connection("test")) },
      findings: [
        {
          message: "connection",
          at: connectionAt,
          in: "Production",
          level: "warning",
          confidence: "high",
          says: "'Test' and 'Production'",
          related: 1,
        },
      ],
    },
    right: {
      name: "each environment has its own connection and address",
      solution: orders,
      settings: { Test: test, Production: settings("https://erp.contoso.com", connection("prod")) },
    },
  },
  valid: [
    {
      name: "an address that is the same for everybody, and a connection that the pipeline fills in",
      solution: orders,
      settings: {
        Test: settings("https://login.microsoftonline.com/", "$(SqlConnection)"),
        Production: settings("https://login.microsoftonline.com/", "$(SqlConnection)"),
      },
    },
    {
      name: "a vault is the business of another rule, nothing filled in is nothing shared",
      solution: orders,
      settings: {
        Test: settings("https://kv-orders.vault.azure.net/", ""),
        Production: settings("https://kv-orders.vault.azure.net/", ""),
      },
    },
    { name: "a single environment", solution: orders, settings: { Test: test } },
    {
      name: "two files of one environment",
      solution: orders,
      settings: { prod: settings("https://erp.contoso.com", "0f1e2d3c"), PROD: settings("https://erp.contoso.com", "0f1e2d3c") },
    },
  ],
  invalid: [
    {
      name: "the address of the first environment was copied, with a slash more",
      solution: orders,
      settings: { Test: test, Production: settings("https://ERP-test.contoso.com/", connection("prod")) },
      findings: [{ message: "endpoint", at: url, in: "Production", level: "warning", says: "'new_ErpUrl'", related: 1 }],
    },
    {
      name: "three environments: each copy is a finding",
      solution: orders,
      settings: {
        Test: test,
        UAT: settings("https://erp-test.contoso.com", connection("uat")),
        Production: settings("https://erp-test.contoso.com", connection("prod")),
      },
      findings: [
        { message: "endpoint", at: url, in: "UAT" },
        { message: "endpoint", at: url, in: "Production" },
      ],
    },
    {
      name: "files that lie in the archive",
      solution: { ...orders, files: { "settings/test.json": JSON.stringify(test), "settings/prod.json": JSON.stringify(test) } },
      findings: [
        { message: "connection", at: connectionAt, level: "note", confidence: "medium" },
        { message: "endpoint", at: url, level: "note", confidence: "medium" },
      ],
    },
    {
      name: "an environment of which there are two files",
      solution: orders,
      settings: {
        dev: settings("https://erp.contoso.com/a", "0f1e2d3c"),
        prod: settings("https://erp.contoso.com/b", "0f1e2d3c"),
        PROD: settings("https://erp.contoso.com/c", "0f1e2d3c"),
      },
      findings: [{ message: "connection", at: "#/ConnectionReferences/0/ConnectionId", in: "prod" }],
    },
  ],
});
