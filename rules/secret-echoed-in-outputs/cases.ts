import { connector, http, initializeVariable, keyVault, mail, updateRow } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";

export default defineCases(rule, {
  valid: [
    {
      name: "the outputs are secured as well",
      flow: flow("Save key", secret, updateRow("Update_row", { "item/new_key": value }, { secure: ["inputs", "outputs"] })),
    },
    {
      name: "a harmless column",
      flow: flow("Save key", secret, updateRow("Update_row", { "item/new_length": "@{length(body('Get_secret')?['value'])}" })),
    },
    { name: "a mail returns nothing", flow: flow("Send key", secret, mail("Send", value, { secure: ["inputs"] })) },
    {
      name: "nothing is known about what this service answers",
      flow: flow("Call", secret, http("Call_ERP", { body: value }, { secure: ["inputs"] })),
    },
  ],
  invalid: [
    {
      name: "a row that comes back after it was written",
      flow: flow("Save key", secret, updateRow("Update_row", { "item/new_key": value }, { secure: ["inputs"] })),
      findings: [
        {
          message: "echoed",
          at: "Update_row",
          level: "warning",
          confidence: "high",
          path: ["Get_secret", "Update_row"],
          says: "in the input 'item/new_key'",
        },
      ],
    },
    {
      name: "the inputs are not secured either",
      flow: flow(
        "Save key",
        secret,
        initializeVariable("Keep", "key", value),
        updateRow("Update_row", { "item/new_key": "@variables('key')" }),
      ),
      findings: [{ message: "echoed", at: "Update_row", path: ["Get_secret", "Keep", "Update_row"] }],
    },
    {
      name: "two secrets in one row",
      flow: flow(
        "Save keys",
        secret,
        keyVault.getSecret("Get_other", { secure: ["outputs"] }),
        updateRow("Update_row", { "item/new_key": value, "item/new_other": "@{body('Get_other')?['value']}" }, { secure: ["inputs"] }),
      ),
      findings: [{ message: "echoed", at: "Update_row", says: "and 1 more" }],
    },
    {
      name: "the evidence for the secret is a title only",
      flow: {
        ...flow(
          "Save password",
          connector("Create_row", "shared_commondataserviceforapps", "CreateRecord", {
            entityName: "accounts",
            "item/new_note": "@triggerBody()?['text']",
          }),
        ),
        trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
      },
      findings: [{ message: "echoed", at: "Create_row", level: "note", confidence: "medium" }],
    },
  ],
});
