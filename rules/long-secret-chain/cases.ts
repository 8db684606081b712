import { type ActionSpec, childFlow, compose, http, keyVault, respond, scope } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secured = { secure: ["inputs", "outputs"] };
const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });

/** Copies of the secret, each made of the one before. */
const hops = (count: number, first = "body('Get_secret')?['value']"): readonly ActionSpec[] =>
  Array.from({ length: count }, (_, index) => compose(`Copy_${index + 1}`, index === 0 ? `@${first}` : `@outputs('Copy_${index}')`));

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `Copy_${index + 1}`);

const use = (from: string, name = "Call_ERP"): ActionSpec => http(name, { headers: { "x-api-key": `@${from}` } }, secured);

const withKey: FlowSpec = {
  ...flow("Get orders", ...hops(4, "parameters('apiKey')"), use("outputs('Copy_4')")),
  parameters: { apiKey: { type: "SecureString" } },
};

export default defineCases(rule, {
  example: {
    wrong: {
      name: "four actions between retrieval and use",
      flow: flow("Get orders", secret, ...hops(4), use("outputs('Copy_4')")),
      findings: [
        {
          message: "long",
          at: "Call_ERP/inputs/headers/x-api-key",
          level: "note",
          confidence: "high",
          path: ["Get_secret", ...names(4), "Call_ERP"],
          says: "passes through 4 actions before 'Call_ERP' uses it: Copy_1, Copy_2, Copy_3, Copy_4",
        },
      ],
    },
    right: { name: "the secret is used where it is read", flow: flow("Get orders", secret, use("body('Get_secret')?['value']")) },
  },
  valid: [
    { name: "three actions between are allowed", flow: flow("Get orders", secret, ...hops(3), use("outputs('Copy_3')")) },
    {
      name: "the option allows more",
      options: { max: 5 },
      flow: flow("Get orders", secret, ...hops(5), use("outputs('Copy_5')")),
    },
    {
      name: "actions that the secret does not pass through do not count",
      flow: flow("Get orders", secret, ...hops(5, "utcNow()"), use("body('Get_secret')?['value']")),
    },
    { name: "a chain that ends in no use", flow: flow("Get orders", secret, ...hops(8)) },
  ],
  invalid: [
    {
      name: "a chain too long to be shown is counted whole",
      flow: flow("Get orders", secret, ...hops(30), use("outputs('Copy_30')")),
      findings: [
        { message: "long", at: "Call_ERP/inputs/headers/x-api-key", says: "passes through 30 actions before 'Call_ERP' uses it: Copy_1," },
      ],
    },
    {
      name: "the option allows less",
      options: { max: 1 },
      flow: flow("Get orders", secret, scope("Prepare", ...hops(2)), use("outputs('Copy_2')")),
      findings: [{ message: "long", at: "Call_ERP/inputs/headers/x-api-key", says: "passes through 2 actions" }],
    },
    {
      name: "a parameter counts from the first action that reads it",
      flow: withKey,
      findings: [{ message: "long", at: "Call_ERP/inputs/headers/x-api-key", says: "passes through 4 actions" }],
    },
    {
      name: "a credential that is written in the first action",
      flow: flow("Get orders", compose("API_key", apiKey()), ...hops(4, "outputs('API_key')"), use("outputs('Copy_4')")),
      findings: [{ message: "long", at: "Call_ERP/inputs/headers/x-api-key", path: ["API_key", ...names(4), "Call_ERP"] }],
    },
    {
      name: "one action that uses it twice is told once, two actions are told each",
      flow: flow(
        "Get orders",
        secret,
        ...hops(4),
        http("Call_ERP", { headers: { "x-api-key": "@outputs('Copy_4')" }, queries: { key: "@outputs('Copy_4')" } }, secured),
        use("outputs('Copy_4')", "Call_CRM"),
      ),
      findings: [
        { message: "long", at: "Call_ERP/inputs/headers/x-api-key" },
        { message: "long", at: "Call_CRM/inputs/headers/x-api-key" },
      ],
    },
    {
      name: "by way of a child flow",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run", "Get key", {}, secured), ...hops(2, "body('Run')?['key']"), use("outputs('Copy_2')")),
          {
            ...flow("Get key", secret, compose("Pick", "@body('Get_secret')?['value']"), respond("Answer", { key: "@outputs('Pick')" })),
            trigger: buttonTrigger({}),
          },
        ],
      },
      findings: [
        {
          message: "long",
          at: "Call_ERP/inputs/headers/x-api-key",
          in: "Get orders",
          path: ["Get_secret", "Pick", "Answer", "Run", "Copy_1", "Copy_2", "Call_ERP"],
          says: "passes through 5 actions",
        },
      ],
    },
  ],
});
