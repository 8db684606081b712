import { mail, updateRow } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const notify = flow("Notify", mail("Send_mail", "Your order has been sent."));
const api = "/providers/Microsoft.PowerApps/apis/shared_office365";
const author = {
  connectionName: "shared-office365-0f1e2d3c-4b5a-4678-9abc-def012345678",
  source: "Embedded",
  id: api,
  tier: "NotSpecified",
};
const unbound = { runtimeSource: "embedded", connection: {}, api: { name: "shared_office365" } };

const packaged = (connection: object) => ({
  "Microsoft.Flow/flows/1f2e3d4c/definition.json": JSON.stringify({
    name: "1f2e3d4c",
    properties: {
      displayName: "Notify",
      connectionReferences: { shared_office365: connection },
      definition: {
        $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
        triggers: { manual: { type: "Request", kind: "Button", inputs: { schema: {} } } },
        actions: { Total: { type: "Compose", inputs: "1", runAfter: {} } },
      },
    },
  }),
});

const desktop = (...connections: readonly unknown[]) => ({
  "customizations.xml": `<ImportExportXml><Workflows><Workflow WorkflowId="{5a6b7c8d-0000-4000-8000-000000000001}" Name="Post invoice"><Category>6</Category><ConnectionReferences>${JSON.stringify(connections)}</ConnectionReferences></Workflow></Workflows></ImportExportXml>`,
});
const outlook = { api: { name: api }, displayName: "Outlook", name: "shared-office365-1" };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a connection of the author",
      flow: { ...notify, connections: { shared_office365: author } },
      findings: [
        {
          message: "connection",
          at: "#/properties/connectionReferences/shared_office365",
          level: "error",
          repairs: ["bind 'shared_office365' to a connection reference of the solution"],
        },
      ],
    },
    right: { name: "bound by a connection reference", flow: notify },
  },
  valid: [
    {
      name: "in a package the user's own connection is all there is to choose",
      solution: {
        files: {
          "pack/manifest.json": "{}",
          ...Object.fromEntries(Object.entries(packaged({ ...author, source: "Invoker" })).map(([name, text]) => [`pack/${name}`, text])),
        },
      },
    },
    {
      name: "the connections of a logic app are resources of Azure",
      loose: {
        "notify.json": Object.values(
          packaged({ connection: { id: "/subscriptions/1/providers/Microsoft.Web/connections/office365" } }),
        ).join(),
      },
    },
    {
      name: "a connection of a logic app that the designer gives its name besides",
      loose: {
        "workflow.json": JSON.stringify({
          definition: { triggers: {}, actions: {} },
          connectionReferences: {
            office365: {
              connectionId: "/subscriptions/1/resourceGroups/erp/providers/Microsoft.Web/connections/office365",
              connectionName: "office365",
              id: "/subscriptions/1/providers/Microsoft.Web/locations/westeurope/managedApis/office365",
            },
          },
        }),
      },
    },
    {
      name: "a connection of a logic app whose id the deployment makes",
      loose: {
        "notify.json": Object.values(packaged({ connection: { id: "[resourceId('Microsoft.Web/connections', 'office365')]" } })).join(),
      },
    },
    {
      name: "a desktop flow with a connection reference",
      solution: { files: desktop({ ...outlook, connectionReferenceLogicalName: "new_outlook" }) },
    },
    ...["Invoker", "None"].map((source) => ({
      name: `a definition that stands alone has no references: ${source}`,
      loose: { "notify.json": Object.values(packaged(source === "None" ? unbound : { ...author, source })).join() },
    })),
  ],
  invalid: [
    {
      name: "several connections of one flow are one finding",
      flow: {
        ...flow("Notify", mail("Send_mail", "x"), updateRow("Update", {})),
        connections: {
          shared_office365: author,
          shared_commondataserviceforapps: { ...author, id: "/providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps" },
        },
      },
      findings: [
        {
          message: "connection",
          at: "#/properties/connectionReferences/shared_office365",
          says: "2 connections",
          related: 1,
          repairs: ["bind 'shared_office365', 'shared_commondataserviceforapps' to connection references of the solution"],
        },
      ],
    },
    {
      name: "bound to nothing, in an unmanaged solution",
      flow: { ...notify, connections: { shared_office365: unbound } },
      findings: [
        {
          message: "unbound",
          at: "#/properties/connectionReferences/shared_office365",
          level: "warning",
          repairs: ["bind 'shared_office365' to a connection reference of the solution"],
        },
      ],
    },
    {
      name: "bound to nothing, in a managed solution",
      solution: { managed: true, flows: [{ ...notify, connections: { shared_office365: unbound } }] },
      findings: [{ message: "unbound", at: "#/properties/connectionReferences/shared_office365", level: "note" }],
    },
    {
      name: "the connection of whoever runs the flow",
      flow: { ...notify, connections: { shared_office365: { ...author, source: "Invoker" } } },
      findings: [{ message: "invoker", at: "#/properties/connectionReferences/shared_office365", level: "note", repairs: [] }],
    },
    {
      name: "a legacy flow package",
      solution: { files: Object.fromEntries(Object.entries(packaged(author)).map(([name, text]) => [`pack/${name}`, text])) },
      findings: [{ message: "package", at: "#/properties/connectionReferences/shared_office365", level: "warning", repairs: [] }],
    },
    {
      name: "a desktop flow without a connection reference",
      solution: { files: desktop(outlook) },
      findings: [
        {
          message: "desktop",
          at: "desktop-flow Post invoice",
          confidence: "medium",
          says: "a connection instead of connection references: 'Outlook'",
          repairs: [],
        },
      ],
    },
    {
      name: "several connections of a desktop flow, named by their connector or not at all, are one finding",
      solution: { files: desktop({ ...outlook, connectionReferenceLogicalName: "" }, { api: { name: api } }, {}, null) },
      findings: [
        {
          message: "desktop",
          at: "desktop-flow Post invoice",
          says: "3 connections instead of connection references: 'Outlook', 'shared_office365' and 'connection'",
          related: 0,
        },
      ],
    },
    {
      name: "a definition that stands alone",
      loose: { "notify.json": Object.values(packaged(author)).join() },
      findings: [{ message: "single", at: "#/properties/connectionReferences/shared_office365", level: "warning", repairs: [] }],
    },
    {
      name: "a connection with the empty name of a reference",
      flow: { ...flow("Notify"), connections: { shared_office365: { connection: { connectionReferenceLogicalName: "" } } } },
      findings: [{ message: "unbound", at: "#/properties/connectionReferences/shared_office365" }],
    },
  ],
});
