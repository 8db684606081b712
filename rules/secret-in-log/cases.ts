import { type ActionSpec, compose, connector, http, initializeVariable, keyVault, terminate } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const secured = { secure: ["inputs", "outputs"] };

const tracked = (spec: ActionSpec, property: string): ActionSpec => ({
  ...spec,
  json: { ...spec.json, trackedProperties: { key: property } },
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the secret is in the error message of Terminate",
      flow: flow("Get orders", secret, terminate("Fail", `The key ${value} was refused.`)),
      findings: [
        { message: "terminated", at: "Fail/inputs/runError/message", level: "error", confidence: "high", path: ["Get_secret", "Fail"] },
      ],
    },
    right: {
      name: "the error message names the step, not the secret",
      flow: flow("Get orders", secret, terminate("Fail", "The key @{body('Get_secret')?['name']} was refused.")),
    },
  },
  valid: [
    {
      name: "the secret goes to the service, not to the log",
      flow: flow(
        "Get orders",
        secret,
        http("Call_ERP", { headers: { "x-api-key": value } }, secured),
        connector("Log", "shared_azureloganalyticsdatacollector", "SendData", { body: "Called." }),
      ),
    },
    { name: "a harmless tracked property", flow: flow("Get orders", secret, tracked(http("Call_ERP"), "@body('Get_secret')?['name']")) },
    {
      name: "the properties of a secured action are not tracked: that is ineffective-secure-setting",
      flow: flow("Get orders", secret, tracked(http("Call_ERP", {}, { secure: ["outputs"] }), value)),
    },
  ],
  invalid: [
    {
      name: "the secret is in a whole answer",
      flow: flow("Get orders", secret, terminate("Fail", "Refused: @{body('Get_secret')}")),
      findings: [{ message: "terminated", at: "Fail/inputs/runError/message", advises: "Pass only the field that 'Fail' needs" }],
    },
    {
      name: "sent to Log Analytics, secured in the run history",
      flow: flow(
        "Get orders",
        secret,
        connector("Log", "shared_azureloganalyticsdatacollector", "SendData", { body: `{"key":"${value}"}`, "Log-Type": "Flows" }, secured),
      ),
      findings: [{ message: "logged", at: "Log/inputs/parameters/body", level: "error", path: ["Get_secret", "Log"] }],
    },
    {
      name: "sent to Application Insights by HTTP",
      flow: flow(
        "Get orders",
        secret,
        compose("Key", value),
        http("Track", { uri: "https://dc.services.visualstudio.com/v2/track", body: { name: "order", key: "@outputs('Key')" } }, secured),
      ),
      findings: [{ message: "logged", at: "Track/inputs/body/key", level: "error", path: ["Get_secret", "Key", "Track"] }],
    },
    {
      name: "in a tracked property",
      flow: flow("Get orders", secret, tracked(http("Call_ERP"), value)),
      findings: [{ message: "tracked", at: "Call_ERP/trackedProperties/key", level: "error", says: "tracked properties" }],
    },
    {
      name: "what a variable holds",
      flow: flow("Get orders", secret, initializeVariable("Keep", "key", value), terminate("Fail", "@variables('key')")),
      findings: [{ message: "terminated", at: "Fail/inputs/runError/message", path: ["Get_secret", "Keep", "Fail"] }],
    },
    {
      name: "an input that is titled like a credential",
      flow: {
        ...flow("Reset", terminate("Fail", "@{triggerBody()?['text']} is too short.")),
        trigger: buttonTrigger({ text: "Password" }),
      },
      findings: [{ message: "terminated", at: "Fail/inputs/runError/message", level: "warning", confidence: "medium" }],
    },
  ],
});
