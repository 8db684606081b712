import { after, compose, desktopFlow, desktopFlowWithObject, guidOf } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const post = desktop("Post order", { inputs: ["Order"], outputs: ["Status"] }, "SET Status TO Order");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an input was renamed",
      solution: { flows: [flow("Send", desktopFlow("Run", "Post order", { OrderNumber: "1" }))], desktopFlows: [post] },
      findings: [
        { message: "unknownInput", at: "Run/inputs/parameters/item/OrderNumber", level: "error", says: "it has 'Order'" },
        { message: "missingInput", at: "Run/inputs/parameters", says: "'Order'" },
      ],
    },
    right: {
      name: "inputs and outputs are those of the desktop flow, in any letter case",
      solution: {
        flows: [flow("Send", desktopFlow("Run", "Post order", { order: "1" }), compose("Result", "@outputs('Run')?['body/status']"))],
        desktopFlows: [post],
      },
    },
  },
  valid: [
    {
      name: "what the action answers when the desktop flow fails",
      solution: {
        flows: [
          flow(
            "Send",
            desktopFlow("Run", "Post order", { Order: "1" }),
            after(compose("Failure", "@body('Run')?['error']?['message']"), { Run: ["Failed", "TimedOut"] }),
          ),
        ],
        desktopFlows: [post],
      },
    },
    ...["Error", "message", "statusCode"].map((member) => ({
      name: `what the action answers in place of outputs: ${member}`,
      solution: {
        flows: [
          flow(
            "Send",
            desktopFlow("Run", "Post order", { Order: "1" }),
            after(compose("Failure", `@body('Run')?['${member}']`), { Run: ["Failed", "TimedOut"] }),
          ),
        ],
        desktopFlows: [post],
      },
    })),
    {
      name: "outputs whose names are computed, and other members of the answer",
      solution: {
        flows: [
          flow(
            "Send",
            desktopFlow("Run", "Post order", { Order: "1" }),
            compose("Name", "@triggerBody()"),
            compose("Result", "@body('Run')?[outputs('Name')]"),
            compose("Headers", "@outputs('Run')?['headers/Result']"),
            compose("All", "@body('Run')"),
            compose("Other", "@outputs('Name')?['body/Result']"),
          ),
        ],
        desktopFlows: [post],
      },
    },
    {
      name: "inputs that are written as one object",
      solution: { flows: [flow("Send", desktopFlowWithObject("Run", "Post order", { Order: "1" }))], desktopFlows: [post] },
    },
    {
      name: "inputs that one expression computes",
      solution: {
        flows: [flow("Send", compose("Order", { Order: "1" }), desktopFlowWithObject("Run", "Post order", "@outputs('Order')"))],
        desktopFlows: [post],
      },
    },
    { name: "a desktop flow that is not in the run", flow: flow("Send", desktopFlow("Run", "Another", { order: "1" })) },
  ],
  invalid: [
    {
      name: "an output that does not exist",
      solution: {
        flows: [flow("Send", desktopFlow("Run", "Post order", { Order: "1" }), compose("Result", "@outputs('Run')?['body/Result']"))],
        desktopFlows: [post],
      },
      findings: [{ message: "unknownOutput", at: "Result/inputs", says: "'Result'" }],
    },
    {
      name: "an output that does not exist, once for an action, however often it is read there, and in whichever letters",
      solution: {
        flows: [
          flow(
            "Send",
            desktopFlow("Run", "Post order", { Order: "1" }),
            compose("Result", "@{outputs('Run')?['body/Result']} @{body('run')?['result']}"),
            compose("Again", "@body('Run')?['Result']"),
          ),
        ],
        desktopFlows: [post],
      },
      findings: [
        { message: "unknownOutput", at: "Result/inputs", says: "'Result'" },
        { message: "unknownOutput", at: "Again/inputs", says: "'Result'" },
      ],
    },
    {
      name: "a desktop flow without any inputs",
      solution: {
        flows: [flow("Send", desktopFlow("Run", "Ping", { Order: "1" }))],
        desktopFlows: [desktop("Ping", {}, "SET Done TO 1")],
      },
      findings: [{ message: "unknownInput", at: "Run/inputs/parameters/item/Order", says: "'Ping' does not have." }],
    },
    {
      name: "another name in the object of all inputs",
      solution: {
        flows: [flow("Send", desktopFlowWithObject("Run", "Post order", { Order: "1", Number: "1" }))],
        desktopFlows: [post],
      },
      findings: [{ message: "unknownInput", at: "Run/inputs/parameters/item/Number", says: "it has 'Order'" }],
    },
    {
      name: "a desktop flow that calls another",
      solution: {
        desktopFlows: [post, desktop("Orders", {}, `External.RunFlow FlowId: '${guidOf("Post order")}' @Number: 1 @State=> State`)],
      },
      findings: [
        { message: "unknownInput", at: "Main:4", in: "Orders" },
        { message: "missingInput", at: "Main:4", in: "Orders" },
        { message: "unknownOutput", at: "Main:4", in: "Orders" },
      ],
    },
  ],
});
