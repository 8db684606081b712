import { compose, mail } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const solution: SolutionSpec = {
  uniqueName: "ContosoOrders",
  usualVariables: false,
  variables: [{ schemaName: "new_ErpUrl" }, { schemaName: "new_Retries", type: "number", defaultValue: "3" }],
  flows: [flow("Notify", mail("Send_mail", "x"), compose("Url", "@parameters('ERP (new_ErpUrl)')"))],
};
const url = { SchemaName: "new_ErpUrl", Value: "https://erp.contoso.com" };
const retries = { SchemaName: "new_Retries", Value: "5" };
const outlook = {
  LogicalName: "new_shared_office365",
  ConnectionId: "0f1e2d3c4b5a",
  ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_office365",
};
const settings = (variables: readonly object[], references: readonly object[]) => ({
  EnvironmentVariables: variables as never,
  ConnectionReferences: references as never,
});
const beside = (name: string, document: object): SolutionSpec => ({ ...solution, files: { [name]: JSON.stringify(document) } });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "entries that nobody has filled in",
      solution,
      settings: { prod: settings([{ ...url, Value: "" }, retries], [{ ...outlook, ConnectionId: "" }]) },
      findings: [
        { message: "emptyConnections", at: "#/ConnectionReferences/0/ConnectionId", in: "prod", level: "error", confidence: "high" },
        { message: "emptyValues", at: "#/EnvironmentVariables/0/Value", in: "prod", level: "error" },
      ],
    },
    right: { name: "every reference and variable has its entry", solution, settings: { prod: settings([url, retries], [outlook]) } },
  },
  valid: [
    {
      name: "tokens that the pipeline replaces are filled in",
      solution,
      settings: {
        prod: settings([{ ...url, Value: "#{ErpUrl}#" }, retries], [{ ...outlook, ConnectionId: "$(Outlook)" }]),
      },
    },
    {
      name: "a reference of which the solution has the name alone is bound in the environment that brings it",
      solution: {
        ...solution,
        references: [{ logicalName: "new_shared_office365", connector: "shared_office365" }, { logicalName: "msdyn_Dataverse" }],
      },
      settings: { prod: settings([url, retries], [outlook]) },
    },
    {
      name: "the connector's hash differs from environment to environment",
      solution: {
        ...solution,
        references: [
          { logicalName: "new_shared_office365", connector: "shared_office365" },
          { logicalName: "new_erp", connector: "shared_contoso-20erp-5f0123456789abcdef" },
        ],
      },
      settings: {
        prod: settings(
          [url, retries],
          [
            outlook,
            {
              LogicalName: "new_erp",
              ConnectionId: "1",
              ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_contoso-20erp-5ffedcba9876543210",
            },
          ],
        ),
      },
    },
    {
      name: "a skeleton beside the sources is there to be filled in",
      solution: beside(
        "deploymentSettings.json",
        settings(
          [
            { ...url, Value: "" },
            { ...retries, Value: "" },
          ],
          [{ ...outlook, ConnectionId: "" }],
        ),
      ),
    },
    {
      name: "a file of another solution",
      solution: beside("other.json", settings([{ SchemaName: "other_Url", Value: "" }], [])),
    },
    {
      name: "two solutions, and a file for one of them",
      solutions: [solution, { uniqueName: "ContosoBase", usualVariables: false, variables: [{ schemaName: "base_Url" }] }],
      settings: { prod: settings([url, retries], [outlook]) },
    },
    {
      name: "an entry for a variable of a solution that this one builds on",
      solution: { ...solution, dependencies: [{ type: "380", schemaName: "base_Url", solution: "ContosoBase (1.0.0.0)" }] },
      settings: { prod: settings([url, retries, { SchemaName: "base_Url", Value: "https://contoso.com" }], [outlook]) },
    },
  ],
  invalid: [
    {
      name: "a reference and a variable without an entry",
      solution,
      settings: { prod: settings([retries], []) },
      findings: [
        { message: "missingReferences", at: "#/ConnectionReferences", level: "error", says: "new_shared_office365", related: 1 },
        { message: "missingVariables", at: "#/EnvironmentVariables", level: "error", says: "new_ErpUrl", related: 1 },
      ],
    },
    {
      name: "a variable without an entry keeps its default",
      solution,
      settings: { prod: settings([url], [outlook]) },
      findings: [{ message: "defaults", at: "#/EnvironmentVariables", level: "note", says: "new_Retries" }],
    },
    {
      name: "an empty value for which the default may stand",
      solution,
      settings: { prod: settings([url, { ...retries, Value: "" }], [outlook]) },
      findings: [{ message: "emptyValues", at: "#/EnvironmentVariables/1/Value", level: "warning" }],
    },
    {
      name: "entries that the solution does not know",
      solution,
      settings: {
        prod: settings([url, retries, { SchemaName: "new_ErpUlr", Value: "x" }], [outlook, { ...outlook, LogicalName: "new_old" }]),
      },
      findings: [
        { message: "unknownEntries", at: "#/ConnectionReferences/1", level: "error", says: "'new_old' and 'new_ErpUlr'", related: 1 },
      ],
    },
    {
      name: "empty entries that the solution does not know are told once",
      solution,
      settings: {
        prod: settings(
          [url, retries, { SchemaName: "new_ErpUlr", Value: "" }],
          [outlook, { ...outlook, LogicalName: "new_old", ConnectionId: "" }],
        ),
      },
      findings: [{ message: "unknownEntries", at: "#/ConnectionReferences/1", level: "error", related: 1 }],
    },
    {
      name: "the wrong connector",
      solution,
      settings: { prod: settings([url, retries], [{ ...outlook, ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_teams" }]) },
      findings: [{ message: "wrongConnector", at: "#/ConnectionReferences/0/ConnectorId", says: "shared_teams" }],
    },
    {
      name: "a file beside the sources that names its environment",
      solution: beside("config/Prod/deploymentSettings.json", settings([retries], [{ ...outlook, ConnectionId: "" }])),
      findings: [
        { message: "missingVariables", at: "#/EnvironmentVariables", in: "Prod", level: "warning", confidence: "medium" },
        { message: "emptyConnections", at: "#/ConnectionReferences/0/ConnectionId", in: "Prod", level: "warning", confidence: "medium" },
      ],
    },
    {
      name: "a skeleton that no longer fits the solution",
      solution: beside("deploymentSettings.json", settings([{ ...url, Value: "" }], [])),
      findings: [{ message: "missingReferences", at: "#/ConnectionReferences", level: "note", confidence: "medium" }],
    },
    {
      name: "the deployment configuration of the ALM Accelerator",
      solution: {
        ...solution,
        files: {
          "deploymentConfiguration.json": JSON.stringify([
            {
              DeploymentEnvironmentName: "Validation",
              UserSettings: [
                { Name: "connectionreference.new_shared_office365", Value: "0a1b" },
                { Name: "connectionreference.user.new_shared_office365", Value: "orders@contoso.com" },
                { Name: "environmentvariable.new_ErpUrl", Value: "" },
              ],
            },
          ]),
        },
      },
      findings: [{ message: "emptyValues", at: "#/0/UserSettings/2/Value", in: "Validation", level: "warning" }],
    },
  ],
});
