import { compose, http, keyVault, raw } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a closing parenthesis is missing",
      flow: flow("Get orders", secret, compose("Key", "@concat('key ', body('Get_secret')?['value']")),
      findings: [
        { message: "syntax", at: "Key/inputs", level: "note", confidence: "high", says: "The closing ')' of a function call is missing." },
      ],
    },
    right: {
      name: "an expression that is complete",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": "@{body('Get_secret')?['value']}" } })),
    },
  },
  valid: [
    { name: "text with a doubled @ is no expression", flow: flow("Get orders", compose("Mention", "@@contoso: see @@{body('x')}")) },
    { name: "a mail address is no expression", flow: flow("Get orders", compose("Sender", "orders@contoso.com")) },
    { name: "quotes in a text are doubled", flow: flow("Get orders", compose("Text", "@concat('it''s ', utcNow())")) },
    {
      name: "names in the schema of Parse JSON, as Dataverse and SharePoint have them",
      flow: flow(
        "Get orders",
        raw("Parse", {
          type: "ParseJson",
          inputs: { content: "@triggerBody()", schema: { type: "object", required: ["@odata.etag", "@search.score"] } },
        }),
      ),
    },
    {
      name: "an expression that a template for Azure Resource Manager puts together",
      loose: logicAppTemplate({ Zone: { type: "Compose", inputs: "[concat('@body(''', parameters('Zone'), ''')')]" } }),
    },
  ],
  invalid: [
    {
      name: "an expression inside a text has no end",
      flow: flow("Get orders", http("Call_ERP", { headers: { "x-order": "order @{triggerBody()?['text']" } })),
      findings: [{ message: "syntax", at: "Call_ERP/inputs/headers/x-order", says: "has no closing '}'" }],
    },
    {
      name: "quotation marks instead of single quotes",
      flow: flow("Get orders", compose("Key", '@body("Get_secret")')),
      findings: [{ message: "syntax", at: "Key/inputs", says: "straight single quotes" }],
    },
    {
      name: "an operator of another language",
      flow: flow("Get orders", compose("Sum", "@add(1, 2) + 3")),
      findings: [{ message: "syntax", at: "Sum/inputs", says: "There are no operators" }],
    },
    {
      name: "each broken expression of a text, and one in the name of a member",
      flow: flow("Get orders", compose("Texts", { text: "@{concat(} and @{utcNow()} and @{)}", "@{concat(": "x" })),
      findings: [
        { message: "syntax", at: "Texts/inputs/text" },
        { message: "syntax", at: "Texts/inputs/text" },
        { message: "syntax", at: "Texts/inputs/@{concat(" },
      ],
    },
    {
      name: "a row of a desktop flow without a value",
      desktop: desktop("Post order", {}, "SET Total TO", "SET Sum TO 1"),
      findings: [{ message: "script", at: "Main:4", level: "note" }],
    },
  ],
});
