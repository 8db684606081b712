import { connector, http, initializeVariable, keyVault, mail, updateRow } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const toText = (name: string, content: string, secure: readonly string[] = []) =>
  connector(name, "shared_conversionservice", "HtmlToText", { Content: content }, { secure });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a text that comes back in another form",
      flow: flow("Make text", secret, toText("Html_to_text", `<p>${value}</p>`, ["inputs"])),
      findings: [
        {
          message: "echoed",
          at: "Html_to_text",
          level: "warning",
          confidence: "high",
          path: ["Get_secret", "Html_to_text"],
          says: "in the input 'Content'",
          repairs: ["turn on Secure Outputs of 'Html_to_text'"],
        },
      ],
    },
    right: {
      name: "the outputs are secured as well",
      flow: flow("Make text", secret, toText("Html_to_text", value, ["inputs", "outputs"])),
    },
  },
  valid: [
    {
      name: "something harmless of the secret",
      flow: flow("Make text", secret, toText("Html_to_text", "@{length(body('Get_secret')?['value'])}")),
    },
    { name: "a mail returns nothing", flow: flow("Send key", secret, mail("Send", value, { secure: ["inputs"] })) },
    {
      name: "nothing is known about what this service answers",
      flow: flow("Call", secret, http("Call_ERP", { body: value }, { secure: ["inputs"] })),
    },
    {
      name: "a row that stores it, which is a finding of its own",
      flow: flow("Save key", secret, updateRow("Update_row", { "item/new_key": value }, { secure: ["inputs"] })),
    },
    {
      name: "the header that a service signs in with is not in what it gives back",
      flow: flow(
        "Ask",
        secret,
        connector("Ask_model", "shared_openaiip", "Completion", { Authorization: `Bearer ${value}` }, { secure: ["inputs"] }),
      ),
    },
  ],
  invalid: [
    {
      name: "the inputs are not secured either",
      flow: flow("Make text", secret, initializeVariable("Keep", "key", value), toText("Html_to_text", "@variables('key')")),
      findings: [{ message: "echoed", at: "Html_to_text", path: ["Get_secret", "Keep", "Html_to_text"] }],
    },
    {
      name: "two secrets in one text",
      flow: flow(
        "Make text",
        secret,
        keyVault.getSecret("Get_other", { secure: ["outputs"] }),
        toText("Html_to_text", `${value} @{body('Get_other')?['value']}`, ["inputs"]),
      ),
      findings: [{ message: "echoed", at: "Html_to_text", says: "and 1 more" }],
    },
    {
      name: "of several secrets the surest one, which is named",
      flow: {
        ...flow("Make text", toText("Html_to_text", "@{triggerBody()?['text']} @{triggerBody()?['text_1']}")),
        trigger: buttonTrigger({ text: "Client secret", text_1: { title: "Sign-in", format: "password" } }),
      },
      findings: [
        {
          message: "echoed",
          at: "Html_to_text",
          level: "warning",
          confidence: "high",
          says: "trigger input 'Sign-in' and 1 more secret in",
        },
      ],
    },
    {
      name: "the evidence for the secret is a title only",
      flow: {
        ...flow("Make text", toText("Html_to_text", "@triggerBody()?['text']")),
        trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
      },
      findings: [{ message: "echoed", at: "Html_to_text", level: "note", confidence: "medium" }],
    },
  ],
});
