import { compose, http } from "../../src/testing/actions.ts";
import { entraClientSecret } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const valueFile = "#/environmentvariablevalues/environmentvariablevalue/value";
const url = "https://erp-dev.contoso.com";
const uses = (name: string): FlowSpec => flow(name, compose("Url", "@parameters('ERP (new_ErpUrl)')"));
const holds = (name: string, value: unknown): FlowSpec => ({
  ...flow(name, compose("Url", "@parameters('ERP (base_ErpUrl)')")),
  parameters: { "ERP (base_ErpUrl)": { type: "String", defaultValue: value as string, metadata: { schemaName: "base_ErpUrl" } } },
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a current value in the solution, copied into two flows",
      solution: { variables: [{ schemaName: "new_ErpUrl", value: url }], flows: [uses("Get orders"), uses("Post invoice")] },
      findings: [
        {
          message: "value",
          at: valueFile,
          in: "new_ErpUrl",
          level: "warning",
          related: 2,
          repairs: ["take the current value of 'new_ErpUrl' out of the solution"],
        },
      ],
    },
    right: {
      name: "a default value is part of the definition",
      solution: { variables: [{ schemaName: "new_ErpUrl", defaultValue: url }], flows: [uses("Get orders")] },
    },
  },
  valid: [
    {
      name: "a value file without a value",
      solution: {
        variables: [{ schemaName: "new_ErpUrl" }],
        files: {
          "environmentvariabledefinitions/new_ErpUrl/environmentvariablevalues.json": JSON.stringify({
            environmentvariablevalues: { environmentvariablevalue: { iscustomizable: "1" } },
          }),
        },
      },
    },
    { name: "a token that the pipeline replaces", solution: { variables: [{ schemaName: "new_ErpUrl", value: "#{ErpUrl}#" }] } },
    {
      name: "the copy in a flow is the default",
      solution: { variables: [{ schemaName: "base_ErpUrl", defaultValue: url }], flows: [holds("Get orders", url)] },
    },
    ...[
      ["yes", true],
      ["no", false],
    ].map(([defaultValue, copy]) => ({
      name: `the copy in a flow is the default, which is '${defaultValue}' in the definition`,
      solution: {
        variables: [{ schemaName: "base_ErpUrl", type: "boolean" as const, defaultValue: String(defaultValue) }],
        flows: [holds("Get orders", copy)],
      },
    })),
  ],
  invalid: [
    {
      name: "a copy that says the opposite of the default",
      solution: {
        variables: [{ schemaName: "base_ErpUrl", type: "boolean", defaultValue: "yes" }],
        flows: [holds("Get orders", false), holds("Post invoice", false)],
      },
      findings: [
        {
          message: "baked",
          at: "#/properties/definition/parameters/ERP (base_ErpUrl)/defaultValue",
          in: "Get orders",
          level: "note",
          repairs: [],
        },
      ],
    },
    {
      name: "and the other way round",
      solution: { variables: [{ schemaName: "base_ErpUrl", type: "boolean", defaultValue: "no" }], flows: [holds("Get orders", true)] },
      findings: [{ message: "baked", at: "#/properties/definition/parameters/ERP (base_ErpUrl)/defaultValue", level: "note" }],
    },
    {
      name: "the value of a secret variable",
      solution: {
        variables: [
          {
            schemaName: "new_ErpSecret",
            type: "secret",
            value: "/subscriptions/0/resourceGroups/o/providers/Microsoft.KeyVault/vaults/kv-orders-dev/secrets/erp-api-key",
          },
        ],
      },
      findings: [
        { message: "secret", at: valueFile, level: "error", repairs: ["take the current value of 'new_ErpSecret' out of the solution"] },
      ],
    },
    {
      name: "the value of a secret variable that leads to no secret",
      solution: { variables: [{ schemaName: "new_ErpSecret", type: "secret", value: "erp-api-key" }] },
      findings: [{ message: "value", at: valueFile, level: "error", says: "new_ErpSecret" }],
    },
    {
      name: "a credential",
      solution: { variables: [{ schemaName: "new_ErpKey", value: entraClientSecret() }] },
      findings: [
        {
          message: "credential",
          at: valueFile,
          level: "error",
          says: "new_ErpKey",
          repairs: ["take the current value of 'new_ErpKey' out of the solution"],
        },
      ],
    },
    {
      name: "a value that a flow signs in with",
      solution: {
        variables: [{ schemaName: "new_Erp", value: "orders 2024" }],
        flows: [
          flow(
            "Get orders",
            http("Call_ERP", { authentication: { type: "Basic", username: "u", password: "@parameters('ERP (new_Erp)')" } }),
          ),
        ],
      },
      findings: [
        {
          message: "used",
          at: valueFile,
          level: "error",
          says: "Call_ERP",
          related: 1,
          repairs: ["take the current value of 'new_Erp' out of the solution"],
        },
      ],
    },
    {
      name: "values that only flows hold: one note",
      solution: { flows: [holds("Get orders", url), holds("Post invoice", url)] },
      findings: [
        {
          message: "baked",
          at: "#/properties/definition/parameters/ERP (base_ErpUrl)/defaultValue",
          in: "Get orders",
          level: "note",
          related: 1,
        },
      ],
    },
    {
      name: "a value that may be the id of a key",
      solution: { variables: [{ schemaName: "new_ApiKey", value: "3f2504e0-4f89-41d3-9a0c-0305e82c3301" }] },
      findings: [{ message: "value", at: valueFile, level: "warning" }],
    },
    {
      name: "copies in the flows of the solution that the value belongs to",
      solutions: ["Orders", "Invoices"].map((uniqueName) => ({
        uniqueName,
        variables: [{ schemaName: "base_ErpUrl", value: url }],
        flows: [holds(`Get ${uniqueName}`, url)],
      })),
      findings: [
        { message: "value", at: valueFile, related: ["'Get Orders' contains a copy of it."] },
        { message: "value", at: valueFile, related: ["'Get Invoices' contains a copy of it."] },
      ],
    },
  ],
});
