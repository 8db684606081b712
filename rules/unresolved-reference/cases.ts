import {
  childFlow,
  compose,
  connector,
  desktopFlow,
  forEach,
  http,
  initializeVariable,
  keyVault,
  scope,
  setVariable,
} from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret");
const child = { ...flow("Call ERP", compose("Key", "@triggerBody()?['text']")), trigger: buttonTrigger({ text: "Order" }) };
const post = desktop("Post invoice (desktop)", { inputs: ["Order"] }, "SET Text TO $'''done'''");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an action that was renamed or removed",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": "@body('Get_key')?['value']" } })),
      findings: [
        {
          message: "name",
          at: "Call_ERP/inputs/headers/x-api-key",
          level: "note",
          confidence: "high",
          says: "refers to the action 'Get_key'",
        },
      ],
    },
    right: {
      name: "every name exists",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": "@body('Get_secret')?['value']" } })),
    },
  },
  valid: [
    { name: "names are compared without letter case", flow: flow("Get orders", secret, compose("Key", "@body('get_SECRET')")) },
    {
      name: "variables, loops, scopes and parameters that exist",
      flow: flow(
        "Get orders",
        initializeVariable("Init_list", "list", [], "array"),
        forEach("Each", "@variables('list')", compose("Item", "@items('Each')")),
        scope("Try", compose("Name", "@parameters('Secret name (new_SecretName)')")),
        compose("Result", "@result('Try')"),
      ),
    },
    {
      name: "the called flow is in the same solution",
      solution: { flows: [flow("Parent", childFlow("Run", "Call ERP", { text: "1" })), child] },
    },
    {
      name: "the called flow is in another solution of the run",
      solutions: [
        { uniqueName: "Parent", flows: [flow("Parent", childFlow("Run", "Call ERP", { text: "1" }))] },
        { uniqueName: "Child", flows: [child] },
      ],
    },
    {
      name: "the desktop flow is in the run",
      solution: { flows: [flow("Post invoice", desktopFlow("Run_desktop_flow", post.name, { Order: "1" }))], desktopFlows: [post] },
    },
    {
      name: "which desktop flow runs is only known at run time",
      flow: flow(
        "Post invoice",
        connector("Run_desktop_flow", "shared_uiflow", "RunUIFlow_V2", { uiFlowId: "@triggerBody()?['flow']", runMode: "attended" }),
      ),
    },
    {
      name: "an action that was copied out of a flow, which may hold what the action names",
      loose: {
        "snippets/call.json": JSON.stringify({
          operationName: "Call_ERP",
          operationDefinition: { type: "Http", inputs: { uri: "@outputs('Address')" }, runAfter: { Address: ["Succeeded"] } },
        }),
      },
    },
  ],
  invalid: [
    {
      name: "a child flow that is not in the run",
      flow: flow("Get orders", childFlow("Run", "Call ERP", { text: "1" })),
      findings: [{ message: "call", at: "Run/inputs/host", level: "note", says: "calls a child flow that is not part of this run" }],
    },
    {
      name: "a desktop flow that is not in the run",
      flow: flow("Post invoice", desktopFlow("Run_desktop_flow", "Post invoice (desktop)", { Order: "1" })),
      findings: [{ message: "call", at: "Run_desktop_flow/inputs/parameters/uiFlowId", says: "calls a desktop flow" }],
    },
    {
      name: "several actions that call the same flow are told of once",
      solution: {
        flows: [
          flow("Post invoice", desktopFlow("First", "Post invoice (desktop)"), desktopFlow("Second", "Post invoice (desktop)")),
          flow("Post order", desktopFlow("Third", "Post invoice (desktop)"), desktopFlow("Other", "Post order (desktop)")),
        ],
      },
      findings: [
        { message: "call", at: "First/inputs/parameters/uiFlowId", related: 2, says: "'First' and 2 more actions call a desktop flow" },
        { message: "call", at: "Other/inputs/parameters/uiFlowId", related: 0, says: "'Other' calls a desktop flow" },
      ],
    },
    {
      name: "a desktop flow that runs another one, which is not in the run",
      solution: {
        desktopFlows: [
          desktop(
            "Post invoices",
            {},
            "External.RunFlow FlowId: '1f2e3d4c-5b6a-4798-8796-a5b4c3d2e1f0'",
            "DISABLE External.RunFlow FlowId: '2f2e3d4c-5b6a-4798-8796-a5b4c3d2e1f0'",
          ),
        ],
      },
      findings: [{ message: "call", at: "Main:4", says: "calls a desktop flow" }],
    },
    {
      name: "a variable, a loop and a parameter that the flow does not have",
      flow: flow(
        "Get orders",
        compose("Text", "@{variables('order')} @{items('Each')} @{parameters('Order (new_Order)')}"),
        setVariable("Set_other", "other", "@variables('order')"),
      ),
      findings: [
        { message: "name", at: "Text/inputs", says: "the variable 'order'" },
        { message: "name", at: "Text/inputs", says: "the loop 'Each'" },
        { message: "name", at: "Text/inputs", says: "the parameter 'Order (new_Order)'" },
        { message: "name", at: "Set_other/inputs/value", says: "the variable 'order'" },
      ],
    },
    {
      name: "one name in several places of an action is told once",
      flow: flow("Get orders", compose("Twice", { a: "@body('Lost')", b: "@outputs('lost')" })),
      findings: [{ message: "name", at: "Twice/inputs/a" }],
    },
    {
      name: "two calls of a flow that is not there",
      flow: flow("Get orders", childFlow("Run_child", "Other"), childFlow("Run_again", "Other")),
      findings: [{ message: "call", at: "Run_child/inputs/host", says: "'Run_child' and another action call a child flow", related: 1 }],
    },
  ],
});
