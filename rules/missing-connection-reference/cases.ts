import { mail, updateRow } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const notify = flow("Notify", mail("Send_mail", "Your order has been sent."));
const dependency = (solution: string) => ({
  type: "connectionreference",
  displayName: "new_shared_office365",
  solution,
  "id.connectionreferencelogicalname": "new_shared_office365",
});

const notifyTeams = JSON.stringify({
  properties: {
    connectionReferences: {
      shared_teams: { connection: { connectionReferenceLogicalName: "new_teams" }, api: { name: "shared_teams" } },
    },
    definition: { triggers: {}, actions: { Note: { type: "Compose", inputs: "x" } } },
  },
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the reference is not part of the solution",
      solution: { flows: [notify], references: [] },
      findings: [
        { message: "missing", at: "#/properties/connectionReferences/shared_office365", level: "error", says: "new_shared_office365" },
      ],
    },
    right: { name: "the solution contains the reference", solution: { flows: [notify] } },
  },
  valid: [
    {
      name: "another solution provides it",
      solution: { flows: [notify], references: [], dependencies: [dependency("ContosoBase (1.2.0.0)")] },
    },
    {
      name: "another solution of the run contains it",
      solutions: [
        { uniqueName: "Orders", flows: [notify], references: [] },
        { uniqueName: "Base", references: [{ logicalName: "NEW_shared_office365", connector: "shared_office365" }] },
      ],
    },
    {
      name: "sources without the file that holds references",
      loose: {
        "src/Other/Solution.xml": "<ImportExportXml><SolutionManifest><UniqueName>Orders</UniqueName></SolutionManifest></ImportExportXml>",
        "src/Workflows/Notify-6A5C7E2B-1D3F-4A8B-9C0D-2E4F6A8B0C1D.json": notifyTeams,
      },
    },
    {
      name: "a flow outside of any solution",
      loose: {
        "customizations.xml": "<ImportExportXml />",
        "flow.json": JSON.stringify({
          properties: {
            connectionReferences: { shared_teams: { connection: { connectionReferenceLogicalName: "new_teams" } } },
            definition: { triggers: {}, actions: { Note: { type: "Compose", inputs: "x", runAfter: {} } } },
          },
        }),
      },
    },
    {
      name: "an empty name is no reference",
      solution: {
        flows: [{ ...notify, connections: { shared_office365: { connection: { connectionReferenceLogicalName: "" } } } }],
      },
    },
  ],
  invalid: [
    {
      name: "a dependency on Active names no solution that could bring it",
      solution: { flows: [notify], references: [], dependencies: [dependency("Active")] },
      findings: [{ message: "missing", at: "#/properties/connectionReferences/shared_office365" }],
    },
    {
      name: "sources in YAML that hold another one",
      loose: {
        "solutions/Orders/solution.yml":
          "ImportExportXml:\n  SolutionManifest:\n    UniqueName: Orders\n    Version: 1.0.0.0\n    Managed: 0\n",
        "connectionreferences/new_mail.yml":
          "connectionreference:\n  '@connectionreferencelogicalname': new_mail\n  connectorid: /providers/Microsoft.PowerApps/apis/shared_office365\n",
        "modernflows/Notify-6A5C7E2B-1D3F-4A8B-9C0D-2E4F6A8B0C1D.json": notifyTeams,
      },
      findings: [{ message: "missing", at: "#/properties/connectionReferences/shared_teams", in: "Notify", says: "new_teams" }],
    },
    {
      name: "only an earlier version of the solution contains it",
      solutions: [
        { uniqueName: "Orders", version: "1.0.0.2", flows: [notify], references: [] },
        { uniqueName: "Orders", version: "1.0.0.1", references: [{ logicalName: "new_shared_office365", connector: "shared_office365" }] },
      ],
      findings: [{ message: "missing", at: "#/properties/connectionReferences/shared_office365" }],
    },
    {
      name: "two flows that use it are one finding",
      solution: {
        flows: [notify, flow("Remind", mail("Send_reminder", "Your order is waiting."), updateRow("Update", {}))],
        references: [],
      },
      findings: [
        { message: "missing", at: "#/properties/connectionReferences/shared_office365", in: "Notify", related: ["'Remind' uses it too."] },
        { message: "missing", at: "#/properties/connectionReferences/shared_commondataserviceforapps", in: "Remind", related: 0 },
      ],
    },
  ],
});
