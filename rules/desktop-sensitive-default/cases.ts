import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const filler = "Zk7".repeat(2);

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the sensitive input has a default",
      desktop: desktop("Sign in", { inputs: { Password: filler }, sensitive: ["Password"] }),
      findings: [
        { message: "stored", at: "Password", level: "error", says: "6 characters", repairs: ["empty the default value of 'Password'"] },
      ],
    },
    right: { name: "the sensitive input has no default", desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }) },
  },
  valid: [
    { name: "an ordinary input may have one", desktop: desktop("Orders", { inputs: { Region: "Europe" } }) },
    ...["XXXXXXXX", "********", "<password>"].map((text) => ({
      name: `a stand-in gives nothing away: ${text}`,
      desktop: desktop("Sign in", { inputs: { Password: text }, sensitive: ["Password"] }),
    })),
  ],
  invalid: [
    {
      name: "one of two inputs, whatever the letter case of the list",
      desktop: desktop("Sign in", { inputs: { Region: "Europe", EntryCode: filler }, sensitive: ["entrycode"] }),
      findings: [{ message: "stored", at: "EntryCode", says: "'EntryCode'" }],
    },
    {
      name: "of who signs in, and of what they sign in with",
      desktop: desktop("Sign in", { inputs: { UserName: "svc-erp", UserPin: "48213" }, sensitive: ["UserName", "UserPin"] }, "WAIT 1"),
      findings: [
        { message: "user", at: "UserName", level: "error", says: "7 characters" },
        { message: "stored", at: "UserPin", advises: "Rotate the credential" },
      ],
    },
    ...["changeme", "0000"].map((text) => ({
      name: `what may be a stand-in, and a password as well: ${text}`,
      desktop: desktop("Sign in", { inputs: { Password: text }, sensitive: ["Password"] }),
      findings: [{ message: "stored" as const, at: "Password", level: "warning" as const }],
    })),
  ],
});
