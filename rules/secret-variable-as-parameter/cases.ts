import type { JsonObject } from "../../src/json.ts";
import { type ActionSpec, compose, environmentSecret, http } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

/** A flow with a parameter that is bound to the secret variable `new_ApiKey`, which every test solution declares. */
const bound = (name: string, ...actions: readonly ActionSpec[]): FlowSpec => ({
  ...flow(name, ...actions),
  parameters: bindingOf("new_ApiKey"),
});
const bindingOf = (schemaName: string): JsonObject => ({
  [`API key (${schemaName})`]: { type: "String", defaultValue: "", metadata: { schemaName } },
});
const key = "@parameters('API key (new_ApiKey)')";
const call = http("Call_ERP", { headers: { "x-api-key": key } });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the secret variable is read like any other",
      flow: bound("Get orders", call),
      findings: [
        {
          message: "read",
          at: "Call_ERP/inputs/headers/x-api-key",
          level: "warning",
          confidence: "high",
          says: "the secret environment variable 'new_ApiKey'",
          related: ["This variable is of type Secret."],
        },
      ],
    },
    right: {
      name: "an action retrieves the secret",
      flow: flow(
        "Get orders",
        environmentSecret("Get_API_key", { secure: ["inputs", "outputs"] }),
        http(
          "Call_ERP",
          { headers: { "x-api-key": "@{outputs('Get_API_key')?['body/EnvironmentVariableSecretValue']}" } },
          { secure: ["inputs", "outputs"] },
        ),
      ),
    },
  },
  valid: [
    {
      name: "the variable is of type Text",
      solution: { variables: [{ schemaName: "new_ApiKey" }], flows: [bound("Get orders", call)] },
    },
    {
      name: "the parameter is bound, and nothing reads it",
      flow: bound("Get orders", compose("Nothing", "x")),
    },
    {
      name: "nothing in the run declares the variable",
      flow: {
        ...flow("Get orders", http("Call_ERP", { headers: { "x-api-key": "@parameters('API key (new_Other)')" } })),
        parameters: bindingOf("new_Other"),
      },
    },
  ],
  invalid: [
    {
      name: "several actions read it, in other letters and inside of texts",
      flow: bound("Get orders", compose("Header", "Key @{PARAMETERS('api key (NEW_APIKEY)')}"), call),
      findings: [
        {
          message: "read",
          at: "Header/inputs",
          level: "warning",
          confidence: "high",
          related: ["This variable is of type Secret.", "'Call_ERP' reads it too."],
        },
      ],
    },
    {
      name: "two flows read it",
      solution: { flows: [bound("Get orders", call), bound("Send orders", call)] },
      findings: [
        { message: "read", at: "Call_ERP/inputs/headers/x-api-key", in: "Get orders", level: "warning", confidence: "high" },
        { message: "read", at: "Call_ERP/inputs/headers/x-api-key", in: "Send orders", level: "warning", confidence: "high" },
      ],
    },
  ],
});
