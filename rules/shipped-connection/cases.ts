import { mail } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const id = "shared-office365-0f1e2d3c-4b5a-4678-9abc-def012345678";
const notify = flow("Notify", mail("Send_mail", "Your order has been sent."));
const reference = (connection: string) => ({
  "customizations.xml": `<ImportExportXml><Workflows></Workflows><connectionreferences><connectionreference connectionreferencelogicalname="new_outlook"><connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>${connection}</connectionreference></connectionreferences></ImportExportXml>`,
});
const bound = (more: object) => ({
  shared_office365: {
    runtimeSource: "embedded",
    connection: { connectionReferenceLogicalName: "new_shared_office365", ...more },
    api: { name: "shared_office365" },
  },
});
const settings = (connection: string) =>
  JSON.stringify({ EnvironmentVariables: [], ConnectionReferences: [{ LogicalName: "new_shared_office365", ConnectionId: connection }] });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a reference with a connection",
      solution: { files: reference(`<connectionid>${id}</connectionid>`) },
      findings: [{ message: "reference", at: "connection-reference new_outlook", level: "warning", says: "new_outlook" }],
    },
    right: { name: "a reference without a connection", solution: { files: reference("") } },
  },
  valid: [
    { name: "a flow that names its reference alone", flow: notify },
    { name: "a connection beside the reference, as newer exports write it", flow: { ...notify, connections: bound({ name: id }) } },
    {
      name: "the same with the members of an older binding",
      flow: {
        ...notify,
        connections: {
          shared_office365: {
            connectionName: id,
            connectionReferenceLogicalName: "new_shared_office365",
            source: "Embedded",
            id: "/providers/Microsoft.PowerApps/apis/shared_office365",
          },
        },
      },
    },
    {
      name: "a legacy package always carries connections",
      solution: {
        files: {
          "pack/Microsoft.Flow/flows/1/definition.json": JSON.stringify({
            properties: {
              connectionReferences: { shared_office365: { connectionName: id, source: "Embedded" } },
              definition: { triggers: {}, actions: { Total: { type: "Compose", inputs: 1 } } },
            },
          }),
        },
      },
    },
    {
      name: "settings in the solution that the pipeline fills in",
      solution: { flows: [notify], files: { "deploymentSettings.json": settings("#{Outlook}#") } },
    },
    { name: "a connection that the pipeline fills in", solution: { files: reference("<connectionid>#{Outlook}#</connectionid>") } },
    {
      name: "a flow outside of any solution",
      loose: {
        "flow.json": JSON.stringify({
          definition: {
            triggers: {},
            actions: {
              Send: {
                type: "ApiConnection",
                inputs: { host: { connection: { name: `/subscriptions/1/connections/${id}` } } },
                runAfter: {},
              },
            },
          },
        }),
      },
    },
  ],
  invalid: [
    {
      name: "an action that names a connection",
      flow: flow("Notify", {
        name: "Send_mail",
        json: {
          type: "ApiConnection",
          inputs: {
            host: { connection: { name: `/providers/Microsoft.PowerApps/apis/shared_office365/connections/${id}` } },
            method: "post",
            path: "/v2/Mail",
          },
        },
      }),
      findings: [{ message: "action", at: "Send_mail/inputs/host/connection/name" }],
    },
    {
      name: "settings with a connection, packed with the solution",
      solution: { flows: [notify], files: { "deploymentSettings.json": settings(id) } },
      findings: [{ message: "settings", at: "#/ConnectionReferences/0/ConnectionId" }],
    },
  ],
});
