import { compose, http, keyVault, setVariable } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const unprotected = (note: string) => flow("Get orders", keyVault.getSecret("Get_secret", { note }));
const harmless = (note: string) => flow("Get orders", compose("Greeting", "Hello", { note }));

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an action that needs no suppression any more",
      flow: flow(
        "Get orders",
        keyVault.getSecret("Get_secret", { secure: ["outputs"], note: "solutionlint-disable missing-secure-outputs -- to be repaired" }),
        http("Call_ERP", { method: "GET", uri: "https://erp.example.org" }),
      ),
      findings: [{ message: "nothing", at: "Get_secret/description", level: "warning", says: "missing-secure-outputs" }],
    },
    right: {
      name: "a suppression that hides a finding",
      flow: unprotected("solutionlint-disable missing-secure-outputs -- nobody but the owner sees the runs"),
    },
  },
  valid: [
    {
      name: "one in the flow's description",
      flow: {
        ...flow("Get orders", keyVault.getSecret("Get_secret")),
        description: "Fetches orders. solutionlint-disable SL2001 -- a test",
      },
    },
    {
      name: "an override that hides a finding",
      flow: unprotected(""),
      overrides: [{ flows: ["Get *"], rules: { "missing-secure-outputs": "off" }, reason: "a test" }],
    },
    {
      name: "an override about another solution",
      flow: unprotected(""),
      overrides: [{ solutions: ["Fabrikam*"], rules: { "missing-secure-outputs": "off" }, reason: "a test" }],
    },
    {
      name: "an override that only changes a level",
      flow: harmless(""),
      overrides: [{ rules: { "missing-secure-outputs": "note" } }],
    },
    {
      name: "a baseline entry about another solution",
      flow: harmless(""),
      baseline: [{ fingerprint: "0123456789abcdef", code: "SL2001", rule: "missing-secure-outputs", solution: "Fabrikam" }],
    },
    { name: "a note that only speaks about the tool", flow: harmless("Checked with solutionlint.") },
  ],
  invalid: [
    {
      name: "one of two rules",
      flow: unprotected("solutionlint-disable missing-secure-outputs, secret-in-variable -- a test"),
      findings: [{ message: "nothing", at: "Get_secret/description", says: "secret-in-variable" }],
    },
    {
      name: "more rules than are read",
      flow: unprotected(`solutionlint-disable ${Array.from({ length: 2001 }, () => "missing-secure-outputs").join(", ")} -- a test`),
      findings: [{ message: "tooMany", at: "Get_secret/description" }],
    },
    {
      name: "a misspelled rule",
      flow: unprotected("solutionlint-disable missing-secure-output -- a test"),
      findings: [{ message: "unknownRule", at: "Get_secret/description", says: 'did you mean "missing-secure-outputs"?' }],
    },
    {
      name: "a code that no rule has",
      flow: unprotected("solutionlint-disable SL2999 -- a test"),
      findings: [{ message: "unknownRule", at: "Get_secret/description", says: 'there is no rule "SL2999".' }],
    },
    {
      name: "no rule at all, in a flow's description",
      flow: { ...flow("Set", setVariable("Set_x", "x", "1")), description: "solutionlint-disable" },
      findings: [{ message: "noRule", at: "#/properties/definition/description" }],
    },
    {
      name: "an override that hides nothing",
      flow: harmless(""),
      overrides: [{ flows: ["Get *"], rules: { "missing-secure-outputs": "off", "secret-in-variable": "off" }, reason: "a test" }],
      findings: [
        { message: "nothing", at: "#/overrides/0/rules/missing-secure-outputs" },
        { message: "nothing", at: "#/overrides/0/rules/secret-in-variable" },
      ],
    },
    {
      name: "an override that has expired",
      flow: unprotected(""),
      overrides: [{ rules: { "missing-secure-outputs": "off" }, reason: "a test", expires: "2026-01-31" }],
      findings: [{ message: "expired", at: "#/overrides/0/expires", says: "until 2026-01-31" }],
    },
    {
      name: "a baseline entry of a finding that is repaired",
      flow: harmless(""),
      baseline: [
        {
          fingerprint: "0123456789abcdef",
          code: "SL2001",
          rule: "missing-secure-outputs",
          solution: "ContosoTest",
          component: "Get orders",
          operation: "Get_secret",
        },
      ],
      findings: [{ message: "entry", at: "#/findings/0", says: "'Get orders > Get_secret'" }],
    },
  ],
});
