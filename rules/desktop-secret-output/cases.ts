import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const read = "Cyberark.GetPassword.GetPassword Safe: $'''Orders''' Object: $'''erp''' PlainTextPassword=> Result";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a password from CyberArk is returned",
      desktop: desktop("Read password", { outputs: ["Result"] }, read),
      findings: [{ message: "returned", at: "Result", level: "error", says: "CyberArk password", repairs: ["mark 'Result' as sensitive"] }],
    },
    right: { name: "the output is sensitive", desktop: desktop("Read password", { outputs: ["Result"], sensitive: ["Result"] }, read) },
  },
  valid: [{ name: "an ordinary result", desktop: desktop("Post order", { outputs: ["Status"] }, "SET Status TO 200") }],
  invalid: [
    {
      name: "an output that is named like a credential",
      desktop: desktop(
        "Read token",
        { outputs: ["Token"] },
        "WebAutomation.ExecuteJavascript BrowserInstance: Browser Javascript: $'''getSession()''' Result=> Token",
      ),
      findings: [{ message: "named", at: "Token", level: "warning", confidence: "medium", repairs: ["mark 'Token' as sensitive"] }],
    },
  ],
});
