import { compose, environmentSecret } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

/** A flow with the parameter that the designer makes for an environment variable. */
const usesRegion = (name: string): FlowSpec => ({
  ...flow(name, compose("Region", "@parameters('Region (new_Region)')")),
  parameters: { "Region (new_Region)": { type: "String", defaultValue: "EMEA", metadata: { schemaName: "new_Region" } } },
});
const parameter = "#/properties/definition/parameters/Region (new_Region)";
const readsSecret = flow("Get orders", environmentSecret("Get_secret", { variable: "new_ErpKey" }));
const dependency = (solution: string) => ({ type: "380", displayName: "Region", schemaName: "new_region", solution });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the variable is not part of the solution",
      flow: usesRegion("Get orders"),
      findings: [{ message: "parameter", at: parameter, level: "error", confidence: "high", says: "'new_Region'", related: 0 }],
    },
    right: {
      name: "the solution contains the variable",
      solution: { variables: [{ schemaName: "new_Region" }], flows: [usesRegion("Get orders")] },
    },
  },
  valid: [
    {
      name: "the secret variable is there, spelled in other letters",
      solution: { variables: [{ schemaName: "new_erpkey", type: "secret" }], flows: [readsSecret] },
    },
    {
      name: "another solution provides it",
      solution: { flows: [usesRegion("Get orders")], dependencies: [dependency("ContosoBase (1.2.0.0)")] },
    },
    {
      name: "another solution of the run contains it",
      solutions: [
        { uniqueName: "Orders", flows: [usesRegion("Get orders")] },
        { uniqueName: "Base", variables: [{ schemaName: "new_Region" }] },
      ],
    },
    {
      name: "a name that is only known at run time",
      flow: flow("Get orders", environmentSecret("Get_secret", { variable: "@triggerBody()?['variable']" })),
    },
    {
      name: "a flow outside of any solution",
      loose: {
        "flow.json": JSON.stringify({
          properties: {
            definition: {
              parameters: { Region: { type: "String", metadata: { schemaName: "new_Region" } } },
              triggers: {},
              actions: { Note: { type: "Compose", inputs: "@parameters('Region')", runAfter: {} } },
            },
          },
        }),
      },
    },
  ],
  invalid: [
    {
      name: "only an earlier version of the solution contains it",
      solutions: [
        { uniqueName: "Orders", version: "1.0.0.2", flows: [usesRegion("Get orders")] },
        { uniqueName: "Orders", version: "1.0.0.1", variables: [{ schemaName: "new_Region" }] },
      ],
      findings: [{ message: "parameter", at: parameter }],
    },
    {
      name: "a secret variable that does not exist",
      flow: readsSecret,
      findings: [
        { message: "secret", at: "Get_secret/inputs/parameters/item/EnvironmentVariableName", level: "error", says: "'Get_secret' reads" },
      ],
    },
    {
      name: "its name is given by a Compose",
      flow: flow(
        "Get orders",
        compose("Variable_name", "new_ErpKey"),
        environmentSecret("Get_secret", { variable: "@outputs('Variable_name')" }),
      ),
      findings: [{ message: "secret", at: "Variable_name/inputs", says: "'new_ErpKey'" }],
    },
    {
      name: "a dependency on Active names no solution that could bring it",
      solution: { flows: [usesRegion("Get orders")], dependencies: [dependency("Active")] },
      findings: [{ message: "parameter", at: parameter }],
    },
    {
      name: "two flows that use it are one finding",
      solution: { flows: [usesRegion("Get orders"), usesRegion("Post orders")] },
      findings: [{ message: "parameter", at: parameter, in: "Get orders", related: 1 }],
    },
  ],
});
