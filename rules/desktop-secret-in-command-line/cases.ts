import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const header = { inputs: ["Password", "OrderNumber"], sensitive: ["Password"] };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the password is an argument of a program",
      desktop: desktop(
        "Post order",
        header,
        "System.RunApplication.RunApplication ApplicationPath: $'''post.exe''' CommandLineArguments: $'''--password %Password%'''",
      ),
      findings: [{ message: "arguments", at: "Main:6", level: "error" }],
    },
    right: {
      name: "an order number as argument",
      desktop: desktop(
        "Post order",
        header,
        "System.RunApplication.RunApplication ApplicationPath: $'''post.exe''' CommandLineArguments: $'''--order %OrderNumber%'''",
      ),
    },
  },
  valid: [],
  invalid: [
    {
      name: "a PowerShell script, also in the form of older versions",
      desktop: desktop(
        "Post order",
        header,
        "Scripting.RunPowershellScript Script: $'''Connect-Orders -Key %Password%''' ScriptOutput=> PowershellOutput",
      ),
      findings: [{ message: "script", at: "Main:6" }],
    },
    {
      name: "a script that runs in a web page",
      desktop: desktop(
        "Post order",
        header,
        "WebAutomation.ExecuteJavascript BrowserInstance: Browser Javascript: $'''function ExecuteScript() { sign_in(\\'%Password%\\'); }''' Result=> Result",
      ),
      findings: [{ message: "page", at: "Main:6", level: "error" }],
    },
    {
      name: "a DOS command in a block with an error handler, and in the handler",
      desktop: desktop(
        "Post order",
        header,
        "BLOCK Post",
        "ON BLOCK ERROR",
        "    CALL Report",
        "END",
        "    Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $'''post.exe %Password%''' StandardOutput=> Output",
        "END",
        "FUNCTION Report GLOBAL",
        "    Scripting.RunPythonScript.RunPythonScript PythonCode: $'''report(\\'%Output%\\')'''",
        "END FUNCTION",
      ),
      findings: [
        { message: "arguments", at: "Main:10" },
        { message: "script", at: "Report:13" },
      ],
    },
  ],
});
