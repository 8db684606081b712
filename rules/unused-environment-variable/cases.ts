import { compose, environmentSecret } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { connectorSolution, flow, workflowFile } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const url = { schemaName: "new_ErpUrl", defaultValue: "https://erp.contoso.com" };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "nothing uses it",
      solution: {
        usualVariables: false,
        variables: [url, { schemaName: "new_Other" }],
        flows: [flow("Get orders", compose("Url", "@parameters('ERP (new_ErpUrl)')"))],
      },
      findings: [{ message: "unused", at: "environment-variable new_Other", level: "note", confidence: "high" }],
    },
    right: {
      name: "a flow uses it",
      solution: { usualVariables: false, variables: [url], flows: [flow("Get orders", compose("Url", "@parameters('ERP (new_ErpUrl)')"))] },
    },
  },
  valid: [
    {
      name: "a flow reads the secret variable by its name",
      solution: {
        usualVariables: false,
        variables: [{ schemaName: "new_ErpKey", type: "secret" }],
        flows: [flow("Get orders", environmentSecret("Get_secret", { variable: "new_ErpKey" }))],
      },
    },
    {
      name: "a flow that cannot be read may use it",
      solution: {
        usualVariables: false,
        variables: [url],
        flows: [flow("Get orders", compose("Url", "x"))],
        files: { [workflowFile("Get orders")]: "{" },
      },
    },
    {
      name: "a custom connector uses it",
      solution: {
        ...connectorSolution({
          connectionparameters: { token: { oAuthSettings: { clientSecret: '@environmentVariables("new_ErpUrl")' } } },
        }),
        variables: [url],
      },
    },
    {
      name: "another solution of the run uses it",
      solutions: [
        { uniqueName: "Base", usualVariables: false, variables: [url] },
        { uniqueName: "App", usualVariables: false, files: { "WebResources/new_orders.js": "Xrm.getVariable('new_erpurl')" } },
      ],
    },
    {
      name: "a packed canvas app names it",
      solution: {
        usualVariables: false,
        variables: [url],
        files: {
          "CanvasApps/new_orders_DocumentUri.msapp": "x",
          "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml":
            "OnStart: =LookUp('Environment Variable Definitions', 'Schema Name' = \"new_ErpUrl\")",
        },
      },
    },
  ],
  invalid: [
    {
      name: "nothing uses it in either of two versions of a solution",
      solutions: ["1.0.0.1", "1.0.0.2"].map((version) => ({ version, usualVariables: false, variables: [url] })),
      findings: [
        { message: "unused", at: "environment-variable new_ErpUrl" },
        { message: "unused", at: "environment-variable new_ErpUrl" },
      ],
    },
    {
      name: "a packed canvas app that cannot be looked into may use it",
      solution: { usualVariables: false, variables: [url], files: { "CanvasApps/new_orders_DocumentUri.msapp": "x" } },
      findings: [{ message: "unused", at: "environment-variable new_ErpUrl", confidence: "medium" }],
    },
    {
      name: "a packed canvas app does not name it",
      solution: {
        usualVariables: false,
        variables: [url],
        files: {
          "CanvasApps/new_orders_DocumentUri.msapp": "x",
          "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": "OnStart: =Set(a, 1)",
        },
      },
      findings: [{ message: "unused", at: "environment-variable new_ErpUrl", confidence: "high" }],
    },
  ],
});
