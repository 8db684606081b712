import { childFlow, compose, http, initializeVariable, keyVault, raw, respond, response } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow, httpTrigger } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";

const javaScript = (name: string, code: string): ReturnType<typeof raw> => raw(name, { type: "JavaScriptCode", inputs: { code } });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "returned to whoever sends an HTTP request",
      flow: { ...flow("Get key", secret, response("Answer", { key: value })), trigger: httpTrigger() },
      findings: [{ message: "returned", at: "Answer/inputs/body/key", level: "error", confidence: "high", path: ["Get_secret", "Answer"] }],
    },
    right: {
      name: "the response contains the result, not the secret",
      flow: {
        ...flow(
          "Get orders",
          secret,
          http("Call_ERP", { headers: { "x-api-key": value } }, { secure: ["inputs", "outputs"] }),
          response("Answer", "@body('Call_ERP')"),
        ),
        trigger: httpTrigger(),
      },
    },
  },
  valid: [
    {
      name: "a child flow that only flows of the run call: there the call is the finding",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run_Get_key", "Get key", {}, { secure: ["outputs"] })),
          { ...flow("Get key", secret, respond("Answer", { key: value }, { secure: ["inputs"] })), trigger: buttonTrigger({}) },
        ],
      },
    },
    {
      name: "two versions of the solution with the child flow are in the run",
      solutions: [
        { uniqueName: "Orders", flows: [flow("Get orders", childFlow("Run_Get_key", "Get key", {}, { secure: ["outputs"] }))] },
        ...["1.0.0.1", "1.0.0.2"].map((version) => ({
          uniqueName: "Base",
          version,
          flows: [{ ...flow("Get key", secret, respond("Answer", { key: value }, { secure: ["inputs"] })), trigger: buttonTrigger({}) }],
        })),
      ],
    },
    {
      name: "what the code of a logic app signs with the secret, and how long that is",
      flow: {
        ...flow(
          "Get key",
          secret,
          javaScript(
            "Sign",
            'const k = workflowContext.actions.Get_secret.outputs.body.value;\nreturn require("crypto").createHmac("sha256", k).digest("hex");',
          ),
          javaScript("Count", "return workflowContext.actions.Get_secret.outputs.body.value.length;"),
          javaScript("Version", "return workflowContext.actions.Get_secret.outputs.body.attributes;"),
          response("Answer", { signed: "@body('Sign')", length: "@body('Count')", version: "@body('Version')" }),
        ),
        trigger: httpTrigger(),
      },
    },
    {
      name: "the status of the answer tells nothing",
      flow: {
        ...flow("Get key", secret, response("Answer", { known: "@not(empty(body('Get_secret')?['value']))" })),
        trigger: httpTrigger(),
      },
    },
  ],
  invalid: [
    {
      name: "given back by the code of a logic app",
      flow: {
        ...flow(
          "Get key",
          secret,
          javaScript("Header", 'const k = workflowContext.actions["Get_secret"].outputs.body.value;\nreturn "Bearer " + k;'),
          response("Answer", { header: "@{body('Header')}" }),
        ),
        trigger: httpTrigger(),
      },
      findings: [{ message: "returned", at: "Answer/inputs/body/header", path: ["Get_secret", "Header", "Answer"] }],
    },
    {
      name: "in a whole answer",
      flow: { ...flow("Get key", secret, response("Answer", "@body('Get_secret')")), trigger: httpTrigger() },
      findings: [{ message: "returned", at: "Answer/inputs/body", advises: "Pass only the field that 'Answer' needs" }],
    },
    {
      name: "Secure Inputs hides it in the run history only",
      flow: { ...flow("Get key", secret, response("Answer", value, { secure: ["inputs"] })), trigger: httpTrigger() },
      findings: [{ message: "returned", at: "Answer/inputs/body", level: "error" }],
    },
    {
      name: "returned to a canvas app",
      flow: {
        ...flow("Get key", secret, initializeVariable("Keep", "key", value), respond("Answer", { key: "@{variables('key')}" })),
        trigger: { name: "manual", json: { type: "Request", kind: "PowerAppV2", inputs: { schema: {} } } },
      },
      findings: [{ message: "returned", at: "Answer/inputs/body/key", path: ["Get_secret", "Keep", "Answer"] }],
    },
    {
      name: "in a header of the answer",
      flow: {
        ...flow(
          "Get key",
          secret,
          raw("Answer", { type: "Response", kind: "Http", inputs: { statusCode: 200, headers: { "x-key": value } } }),
        ),
        trigger: httpTrigger(),
      },
      findings: [{ message: "returned", at: "Answer/inputs/headers/x-key" }],
    },
    {
      name: "a flow with an HTTP trigger can be called from outside as well as from the run",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run_Get_key", "Get key", {}, { secure: ["outputs"] })),
          { ...flow("Get key", secret, response("Answer", { key: value })), trigger: httpTrigger() },
        ],
      },
      findings: [{ message: "returned", at: "Answer/inputs/body/key", in: "Get key" }],
    },
    {
      name: "an input that is titled like a credential comes back",
      flow: {
        ...flow("Echo", compose("Copy", "@triggerBody()?['text']"), respond("Answer", { text: "@outputs('Copy')" })),
        trigger: buttonTrigger({ text: "Password" }),
      },
      findings: [{ message: "returned", at: "Answer/inputs/body/text", level: "warning", confidence: "medium" }],
    },
  ],
});
