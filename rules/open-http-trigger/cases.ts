import { compose, http, keyVault } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { type FlowSpec, flow, httpTrigger } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const readsSecret = flow(
  "Get orders",
  keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
  http("Call_ERP", { headers: { "x-api-key": "@body('Get_secret')?['value']" } }, { secure: ["inputs", "outputs"] }),
);

const withTrigger = (extra: Parameters<typeof httpTrigger>[0]): FlowSpec => ({ ...readsSecret, trigger: httpTrigger(extra) });

/** A template that deploys the flow as a logic app, with what its resource says about callers. */
const logicApp = (triggers: object): Readonly<Record<string, string>> =>
  logicAppTemplate(Object.fromEntries(readsSecret.actions.map(({ name, json }) => [name, json])), {
    properties: { accessControl: { triggers } },
    definition: { triggers: { manual: httpTrigger().json } },
  });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "anyone with the URL can start it",
      flow: withTrigger({}),
      findings: [
        {
          message: "open",
          at: "manual",
          level: "warning",
          confidence: "high",
          says: "Get_secret",
          related: ["This is the Key Vault secret"],
        },
      ],
    },
    right: {
      name: "only users of the tenant can start it",
      flow: withTrigger({ inputs: { schema: {}, triggerAuthenticationType: "Tenant" } }),
    },
  },
  valid: [
    {
      name: "a logic app that asks for a token",
      loose: logicApp({ openAuthenticationPolicies: { policies: { Callers: { type: "AAD", claims: [{ name: "iss", value: "x" }] } } } }),
    },
    {
      name: "a logic app that takes calls from known addresses",
      loose: logicApp({ allowedCallerIpAddresses: [{ addressRange: "10.0.0.1/32" }] }),
    },
    { name: "started by hand", flow: readsSecret },
    {
      name: "open, but the flow handles no secret",
      flow: { ...flow("Echo", compose("Total", "@triggerBody()?['total']")), trigger: httpTrigger() },
    },
  ],
  invalid: [
    {
      name: "a logic app that restricts nothing",
      loose: logicApp({ openAuthenticationPolicies: { policies: {} } }),
      findings: [{ message: "open", at: "manual", level: "warning", advises: "authorization policy" }],
    },
    {
      name: "open to all by its setting",
      flow: withTrigger({ inputs: { schema: {}, triggerAuthenticationType: "All" } }),
      findings: [{ message: "open", at: "manual", level: "warning" }],
    },
    {
      name: "a condition may check the caller",
      flow: withTrigger({ conditions: [{ expression: "@equals(triggerOutputs()?['headers']?['x-caller'], 'erp')" }] }),
      findings: [{ message: "checked", at: "manual", level: "note", confidence: "medium" }],
    },
    {
      name: "the flow may check the caller itself",
      flow: {
        ...flow("Get orders", ...readsSecret.actions, {
          name: "Check_key",
          json: {
            type: "If",
            expression: { equals: ["@triggerOutputs()?['headers']?['x-caller']", "erp"] },
            actions: {},
          },
        }),
        trigger: httpTrigger(),
      },
      findings: [{ message: "checked", at: "manual", level: "note", confidence: "medium" }],
    },
    {
      name: "nothing chosen, and the trigger of a logic app",
      solution: {
        flows: [
          { ...withTrigger({ inputs: { schema: {}, triggerAuthenticationType: "" } }), name: "First" },
          { ...readsSecret, name: "Second", trigger: { name: "manual", json: { type: "Request", inputs: { schema: {} } } } },
        ],
      },
      findings: [
        { message: "open", at: "manual", in: "First" },
        { message: "open", at: "manual", in: "Second" },
      ],
    },
  ],
});
