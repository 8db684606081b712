import { compose, mail, respond, updateRow } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, type FlowSpec, flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const notify = flow("Notify", mail("Send_mail", "Your order has been sent."));
const orders = (version: string, more: SolutionSpec = {}): SolutionSpec => ({ uniqueName: "Orders", version, flows: [notify], ...more });

const child = (inputs: Readonly<Record<string, string>>, ...outputs: readonly string[]): FlowSpec => ({
  ...flow("Get price", respond("Respond", Object.fromEntries(outputs.map((name) => [name, "@triggerBody()?['text']"])))),
  trigger: buttonTrigger(inputs),
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "exported again with the version of the package that is deployed",
      solution: orders("1.4.0.0"),
      previous: orders("1.4.0.0"),
      findings: [{ message: "version", at: "solution Orders", level: "warning", confidence: "high", says: "1.4.0.0" }],
    },
    right: { name: "the version is above the previous one", solution: orders("1.1.0.0"), previous: orders("1.0.0.0") },
  },
  valid: [
    { name: "compared as numbers, not as text", solution: orders("1.10"), previous: orders("1.9.0.5") },
    {
      name: "the previous package does not hold a solution that is new",
      solutions: [orders("1.0.0.0"), orders("2.1", { uniqueName: "Base" })],
      previous: orders("2.0", { uniqueName: "base" }),
    },
    { name: "flows outside of any solution", loose: { "readme.txt": "" }, previous: orders("2.0") },
    { name: "without a previous package", solution: orders("1.0.0.0") },
    {
      name: "a new output and a new display name of an input trouble no caller",
      solution: orders("1.1.0.0", { flows: [child({ text: "Order number" }, "price", "currency")] }),
      previous: orders("1.0.0.0", { flows: [child({ text: "Order" }, "price")] }),
    },
    {
      name: "an answer that an expression makes cannot be compared",
      solution: orders("1.1.0.0", {
        flows: [{ ...flow("Get price", respond("Respond", "@outputs('Price')")), trigger: buttonTrigger({ text: "Order" }) }],
      }),
      previous: orders("1.0.0.0", { flows: [child({ text: "Order" }, "price")] }),
    },
  ],
  invalid: [
    {
      name: "the previous package holds other solutions alone, so that nothing is compared",
      solutions: [orders("1.0.0.0"), orders("1.0.0.0", { uniqueName: "Invoices" })],
      previous: orders("2.0", { uniqueName: "Base" }),
      findings: [
        {
          message: "unmatched",
          at: "solution Orders",
          level: "warning",
          says: "('Base') contains no earlier version of 'Orders' and 'Invoices'",
        },
      ],
    },
    {
      name: "a version below the previous one",
      solution: orders("1.9.2.0"),
      previous: orders("1.10"),
      findings: [{ message: "version", at: "solution Orders", says: "1.10" }],
    },
    {
      name: "a child flow needs another input and returns less",
      solution: orders("1.1.0.0", { flows: [child({ text: "Order", text_1: "Currency" }, "price")] }),
      previous: orders("1.0.0.0", { flows: [child({ text: "Order" }, "price", "discount")] }),
      findings: [
        {
          message: "contract",
          at: "manual",
          in: "Get price",
          level: "warning",
          says: "needs the new input 'Currency', and no longer returns 'discount'",
        },
      ],
    },
    {
      name: "a desktop flow takes and returns something else",
      solution: orders("2.0", {
        desktopFlows: [desktop("Post", { inputs: ["OrderNumber"], outputs: ["State"] }, "SET State TO OrderNumber")],
      }),
      previous: orders("1.0", { desktopFlows: [desktop("Post", { inputs: ["Order"], outputs: ["State"] }, "SET State TO Order")] }),
      findings: [{ message: "contract", at: "OrderNumber", says: "no longer takes the input 'Order'" }],
    },
    {
      name: "the import needs a connection and a value more",
      solution: orders("1.1.0.0", {
        flows: [
          flow(
            "Notify",
            mail("Send_mail", "Sent."),
            updateRow("Update_order", {}),
            compose("Region", "@parameters('Region (new_Region)')"),
          ),
        ],
        variables: [{ schemaName: "new_Region" }],
      }),
      previous: orders("1.0.0.0", { variables: [{ schemaName: "new_Country" }] }),
      findings: [
        {
          message: "setup",
          at: "solution Orders",
          level: "note",
          says: "needs the new environment variable 'new_Region', and no longer has the environment variable 'new_Country'",
        },
      ],
    },
    {
      name: "what is no number counts as none",
      solution: orders("1.0.0.x"),
      previous: orders("1.0.0.0"),
      findings: [{ message: "version", at: "solution Orders" }],
    },
  ],
});
