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
  valid: [
    { name: "an ordinary result", desktop: desktop("Post order", { outputs: ["Status"] }, "SET Status TO 200") },
    {
      name: "a variable that held a password before it got the result",
      desktop: desktop("Post order", { outputs: ["Result"] }, read, "SET Result TO 'Posted'"),
    },
  ],
  invalid: [
    {
      name: "a result that is only set where the flow does not end before",
      desktop: desktop(
        "Post order",
        { outputs: ["Result"] },
        read,
        "IF Order = 0 THEN",
        "    EXIT Code: 0",
        "END",
        "SET Result TO 'Posted'",
      ),
      findings: [{ message: "returned", at: "Result", level: "error" }],
    },
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
