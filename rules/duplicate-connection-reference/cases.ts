import { compose, connector, keyVault, mail } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const bound = (spec: FlowSpec, ...references: readonly (readonly [string, string])[]): FlowSpec => ({
  ...spec,
  connections: Object.fromEntries(
    references.map(([reference, api], index) => [
      index === 0 ? api : `${api}_${index}`,
      { runtimeSource: "embedded", connection: { connectionReferenceLogicalName: reference }, api: { name: api } },
    ]),
  ),
});
const outlook = ["new_outlook", "shared_office365"] as const;
const notices = ["new_notices", "shared_office365"] as const;
const declared = (...list: readonly (readonly [string, string])[]) => list.map(([logicalName, api]) => ({ logicalName, connector: api }));

export default defineCases(rule, {
  example: {
    wrong: {
      name: "two references for Outlook, each used by a flow",
      solution: {
        flows: [bound(flow("Notify", mail("Send_mail", "x")), outlook), bound(flow("Remind", mail("Send_mail", "x")), notices)],
        references: declared(outlook, notices),
      },
      findings: [{ message: "several", at: "connection-reference new_notices", level: "note", says: "(2)", related: 1 }],
    },
    right: {
      name: "one reference for each connector",
      solution: { flows: [flow("Notify", mail("Send_mail", "x"), connector("Post", "shared_teams", "PostMessageToConversation"))] },
    },
  },
  valid: [
    {
      name: "a second one that nothing uses is a finding of unused-connection-reference",
      solution: { flows: [bound(flow("Notify", mail("Send_mail", "x")), outlook)], references: declared(outlook, notices) },
    },
  ],
  invalid: [
    {
      name: "two connectors with several references are one finding",
      solution: {
        flows: [
          bound(flow("Notify", compose("Total", 1)), outlook, notices),
          bound(
            flow("Post", compose("Total", 1)),
            ["new_teams", "shared_teams"],
            ["new_teams2", "shared_teams"],
            ["new_teams3", "shared_teams"],
          ),
        ],
        references: declared(
          outlook,
          notices,
          ["new_teams", "shared_teams"],
          ["new_teams2", "shared_teams"],
          ["new_teams3", "shared_teams"],
        ),
      },
      findings: [{ message: "several", at: "connection-reference new_notices", says: "(3)", related: 4 }],
    },
    {
      name: "two references for Key Vault",
      solution: {
        flows: [
          bound(flow("Get orders", keyVault.getSecret("Get_secret")), ["new_vault", "shared_keyvault"]),
          bound(flow("Post invoice", keyVault.getSecret("Get_secret")), ["new_vault2", "shared_keyvault"]),
        ],
        references: declared(["new_vault", "shared_keyvault"], ["new_vault2", "shared_keyvault"]),
      },
      findings: [{ message: "vault", at: "connection-reference new_vault2", level: "warning", related: 1 }],
    },
  ],
});
