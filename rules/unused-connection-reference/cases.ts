import { mail } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow, workflowFile } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const notify = flow("Notify", mail("Send_mail", "Your order has been sent."));
const used = { logicalName: "new_shared_office365", connector: "shared_office365" };
const teams = { logicalName: "new_teams_1a2b3", connector: "shared_teams" };
const vault = { logicalName: "new_vault_4c5d6", connector: "shared_keyvault" };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "nothing uses it",
      solution: { flows: [notify], references: [used, teams] },
      findings: [{ message: "unused", at: "connection-reference new_teams_1a2b3", level: "note", says: "has to be bound", related: 0 }],
    },
    right: { name: "a flow uses it", solution: { flows: [notify], references: [used] } },
  },
  valid: [
    {
      name: "an agent names it",
      solution: {
        flows: [notify],
        references: [used, teams],
        files: { "botcomponents/new_agent.topic.Post/data": "connectionReference: new_teams_1a2b3\n" },
      },
    },
    {
      name: "an agent names one that the designer named after the agent",
      solution: {
        flows: [notify],
        references: [used, { logicalName: "new_agent.cr.shared_teams", connector: "shared_teams" }],
        files: { "botcomponents/new_agent.tool.Post/data": "kind: ConnectorTool\nconnectionReference: new_agent.cr.shared_teams\n" },
      },
    },
    {
      name: "a flow of another solution in the run uses it",
      solutions: [
        { uniqueName: "App", flows: [notify], references: [] },
        { uniqueName: "Base", references: [used] },
      ],
    },
    {
      name: "one of which the solution has the name alone",
      solution: { flows: [notify], references: [used, { logicalName: "msdyn_Dataverse" }] },
    },
    {
      name: "a flow that cannot be read may use it",
      solution: { flows: [notify], references: [used, teams], files: { [workflowFile("Notify")]: "{" } },
    },
    { name: "a solution of references alone is there for others", solution: { references: [teams, vault] } },
  ],
  invalid: [
    {
      name: "several are one finding",
      solution: { flows: [notify], references: [used, teams, vault] },
      findings: [
        { message: "unused", at: "connection-reference new_teams_1a2b3", says: "'new_teams_1a2b3' and 'new_vault_4c5d6'", related: 1 },
      ],
    },
    {
      name: "one of two references of a solution without flows",
      solution: {
        references: [teams, vault],
        files: { "botcomponents/new_agent.topic.Post/data": "connectionReference: new_teams_1a2b3\n" },
      },
      findings: [{ message: "unused", at: "connection-reference new_vault_4c5d6" }],
    },
  ],
});
