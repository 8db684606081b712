import {
  childFlow,
  compose,
  connector,
  forEach,
  http,
  initializeVariable,
  keyVault,
  parseJson,
  response,
  terminate,
  tokenRequest,
  updateRow,
} from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secured = { secure: ["inputs", "outputs"] };
const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const token = tokenRequest("Get_Token", "grant_type=client_credentials", secured);

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the whole response of Key Vault is sent",
      flow: flow("Get orders", secret, http("Call_ERP", { body: "@body('Get_secret')" }, secured)),
      findings: [{ message: "whole", at: "Call_ERP/inputs/body", level: "note", confidence: "high", path: ["Get_secret", "Call_ERP"] }],
    },
    right: {
      name: "only the field that is needed is passed on",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": "@body('Get_secret')?['value']" } }, secured)),
    },
  },
  valid: [
    { name: "a field that is no secret", flow: flow("Get orders", secret, http("Log_use", { body: "@body('Get_secret')?['name']" })) },
    { name: "the status of the answer", flow: flow("Get orders", token, compose("Status", "@outputs('Get_Token')?['statusCode']")) },
    {
      name: "a Parse JSON takes the answer apart",
      flow: flow("Get orders", token, parseJson("Parse", "@body('Get_Token')")),
    },
    {
      name: "what carries the object further is the same mistake",
      flow: flow("Get orders", secret, compose("Pick", "@body('Get_secret')?['value']"), http("Call_ERP", { body: "@outputs('Pick')" })),
    },
    {
      name: "an object that the flow makes for the service",
      flow: flow("Get orders", secret, http("Call_ERP", { body: { user: "erp", key: "@body('Get_secret')?['value']" } }, secured)),
    },
    {
      name: "headers and a body with a literal, which the flow keeps for its requests",
      flow: flow(
        "Get orders",
        initializeVariable("Headers", "headers", { Accept: "application/json", Authorization: `Bearer ${apiKey()}` }, "object"),
        compose("Body", { user: "erp", password: apiKey(2) }),
        http("Call_ERP", { headers: "@variables('headers')", body: "@outputs('Body')" }, secured),
      ),
    },
    {
      name: "all the headers or the whole query of a request come from the trigger",
      flow: {
        ...flow("Reset", http("Call_ERP", { headers: "@triggerBody()" }, secured), http("Ask", { queries: "@triggerBody()" }, secured)),
        trigger: buttonTrigger({ apiKey: "API key" }, ["inputs", "outputs"]),
      },
    },
    {
      name: "where no secret belongs at all, the rule about the place says what to pass instead",
      flow: flow(
        "Get orders",
        secret,
        connector("Post", "shared_teams", "PostMessageToConversation", { "body/messageBody": "@{body('Get_secret')}" }),
        updateRow("Keep", { "item/note": "@{body('Get_secret')}" }),
        terminate("Stop", "@{body('Get_secret')}"),
        response("Answer", "@body('Get_secret')"),
      ),
    },
    {
      name: "an object that the flow has put together in a variable",
      flow: flow(
        "Get orders",
        initializeVariable("Keep", "sign in", { user: "orders", key: apiKey() }, "object"),
        http("Call_ERP", { body: "@variables('sign in')" }, secured),
      ),
    },
  ],
  invalid: [
    {
      name: "the whole answer to a token request is kept in a variable",
      flow: flow("Get orders", token, initializeVariable("Keep", "answer", "@outputs('Get_Token')", "object")),
      findings: [{ message: "whole", at: "Keep/inputs/variables/0/value", path: ["Get_Token", "Keep"] }],
    },
    {
      name: "the whole body of a trigger that takes several credentials",
      flow: {
        ...flow("Get orders", http("Log_use", { body: "@{string(triggerBody())}" })),
        trigger: buttonTrigger({ text: "Client secret", text_1: "Shared key" }),
      },
      findings: [
        {
          message: "whole",
          at: "Log_use/inputs/body",
          confidence: "medium",
          says: " and 1 more secret,",
        },
      ],
    },
    {
      name: "as sure as the surest secret in the object, which is named",
      flow: {
        ...flow("Get orders", http("Log_use", { body: "@triggerBody()" })),
        trigger: buttonTrigger({ text: "Client secret", text_1: { title: "Sign-in", format: "password" } }),
      },
      findings: [{ message: "whole", at: "Log_use/inputs/body", confidence: "high", says: "trigger input 'Sign-in' and 1 more secret," }],
    },
    {
      name: "told once for an action, and not again where the copy goes on",
      flow: flow(
        "Get orders",
        secret,
        compose("Both", { body: "@body('Get_secret')", all: "@outputs('Get_secret')" }),
        http("Call_ERP", { body: "@outputs('Both')" }, secured),
      ),
      findings: [{ message: "whole", at: "Both/inputs/body", path: ["Get_secret", "Both"] }],
    },
    {
      name: "the whole body of the trigger is kept in a variable",
      flow: {
        ...flow("Reset", initializeVariable("Keep_request", "request", "@{triggerBody()}")),
        trigger: buttonTrigger({ text: "Password" }),
      },
      findings: [{ message: "whole", at: "Keep_request/inputs/variables/0/value", confidence: "medium", says: "trigger input 'Password'" }],
    },
    {
      name: "handed to a child flow",
      flow: flow("Get orders", secret, childFlow("Run", "Call ERP", { text: "@{body('Get_secret')}" })),
      findings: [{ message: "whole", at: "Run/inputs/body/text" }],
    },
    {
      name: "the answer of a child flow to its only caller",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run", "Read key", {})),
          { ...flow("Read key", secret, response("Answer", { all: "@body('Get_secret')" })), trigger: buttonTrigger({}) },
        ],
      },
      findings: [{ message: "whole", at: "Answer/inputs/body/all" }],
    },
    {
      name: "in a member of the body that is called like the headers",
      flow: flow("Get orders", secret, http("Call_ERP", { body: { headers: "@body('Get_secret')" } }, secured)),
      findings: [{ message: "whole", at: "Call_ERP/inputs/body/headers" }],
    },
    {
      name: "once for an action that takes it in its body and in a header",
      flow: flow(
        "Get orders",
        secret,
        http("Call_ERP", { headers: { "x-all": "@{body('Get_secret')}" }, body: "@body('Get_secret')" }, secured),
      ),
      findings: [{ message: "whole", at: "Call_ERP/inputs/headers/x-all" }],
    },
    {
      name: "inside a loop that goes over the object itself",
      flow: flow(
        "Get orders",
        secret,
        forEach("Each", "@createArray(body('Get_secret'))", http("Call_ERP", { body: "@body('Get_secret')" }, secured)),
      ),
      findings: [{ message: "whole", at: "Call_ERP/inputs/body" }],
    },
    {
      name: "a row that takes the field, and the whole object beside it",
      flow: flow(
        "Get orders",
        secret,
        updateRow("Update_row", { "item/key": "@body('Get_secret')?['value']", "item/note": "@{body('Get_secret')}" }, secured),
      ),
      findings: [{ message: "whole", at: "Update_row/inputs/parameters/item/note" }],
    },
  ],
});
