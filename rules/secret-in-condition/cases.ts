import { compose, condition, initializeVariable, keyVault, switchOn, until } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@body('Get_secret')?['value']";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a Switch on the secret",
      flow: flow("Get orders", secret, switchOn("Kind_of_key", value, { test: [compose("Test", "Test system")] })),
      findings: [
        { message: "switched", at: "Kind_of_key/expression", level: "note", confidence: "medium", path: ["Get_secret", "Kind_of_key"] },
      ],
    },
    right: {
      name: "a condition records only true or false",
      flow: flow("Get orders", secret, condition("If", { equals: [value, ""] }, [compose("Missing", "No key")])),
    },
  },
  valid: [
    {
      name: "so does a loop",
      flow: flow("Get orders", secret, until("Loop", "@not(equals(body('Get_secret')?['value'], ''))", compose("Wait", ""))),
    },
    {
      name: "a Switch on something that tells nothing",
      flow: flow("Get orders", secret, switchOn("Known", "@string(empty(body('Get_secret')?['value']))", {})),
    },
  ],
  invalid: [
    {
      name: "a Switch on its first characters, by way of a variable",
      flow: flow(
        "Get orders",
        secret,
        initializeVariable("Keep", "key", value),
        switchOn("Kind_of_key", "@substring(variables('key'), 0, 4)", {}),
      ),
      findings: [{ message: "switched", at: "Kind_of_key/expression", path: ["Get_secret", "Keep", "Kind_of_key"] }],
    },
    {
      name: "a Switch on an input that is titled like a credential",
      flow: { ...flow("Reset", switchOn("Kind", "@triggerBody()?['text']", {})), trigger: buttonTrigger({ text: "Password" }) },
      findings: [{ message: "switched", at: "Kind/expression", level: "note", confidence: "medium" }],
    },
  ],
});
