import { keyVault } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const noted = (note: string) => flow("Get orders", keyVault.getSecret("Get_secret", { note }));

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a suppression in a note",
      flow: noted("solutionlint-disable missing-secure-outputs"),
      findings: [{ message: "directive", at: "Get_secret/description", level: "warning", says: "missing-secure-outputs" }],
    },
    right: {
      name: "a suppression that says why",
      flow: noted("solutionlint-disable missing-secure-outputs -- nobody but the owner sees the runs"),
    },
  },
  valid: [
    {
      name: "an override that says why",
      flow: noted(""),
      overrides: [{ rules: { "missing-secure-outputs": "off" }, reason: "nobody but the owner sees the runs" }],
    },
    { name: "an override that hides nothing", flow: noted(""), overrides: [{ rules: { "missing-secure-outputs": "warning" } }] },
  ],
  invalid: [
    {
      name: "hyphens with nothing behind them",
      flow: noted("solutionlint-disable SL2001 --  "),
      findings: [{ message: "directive", at: "Get_secret/description" }],
    },
    {
      name: "an override",
      flow: noted(""),
      overrides: [{ rules: { "missing-secure-outputs": "off", "secret-in-variable": "note" } }],
      findings: [{ message: "override", at: "#/overrides/0", says: "off missing-secure-outputs and" }],
    },
  ],
});
