import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const filler = "0".repeat(5);

export default defineCases(rule, {
  valid: [
    { name: "the sensitive input has no default", desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }) },
    { name: "an ordinary input may have one", desktop: desktop("Orders", { inputs: { Region: "Europe" } }) },
  ],
  invalid: [
    {
      name: "the sensitive input has a default",
      desktop: desktop("Sign in", { inputs: { Password: filler }, sensitive: ["Password"] }),
      findings: [{ message: "stored", at: "desktop-flow Sign in", level: "error", says: "5 characters" }],
    },
    {
      name: "one of two inputs, whatever the letter case of the list",
      desktop: desktop("Sign in", { inputs: { Region: "Europe", EntryCode: filler }, sensitive: ["entrycode"] }),
      findings: [{ message: "stored", at: "desktop-flow Sign in", says: "'EntryCode'" }],
    },
  ],
});
