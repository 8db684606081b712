import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const header = { inputs: ["Password"], sensitive: ["Password"] };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the password is typed with Send keys",
      desktop: desktop("Sign in", header, "MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''%Password%{Return}'''"),
      findings: [{ message: "keys", at: "Main:5", level: "warning" }],
    },
    right: {
      name: "the field itself is filled",
      desktop: desktop(
        "Sign in",
        header,
        "UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Login']['Password'] Text: Password",
      ),
    },
  },
  valid: [
    {
      name: "a keyboard shortcut",
      desktop: desktop("Sign in", header, "MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''{Control}({U})'''"),
    },
    {
      name: "a web page's field whose characters are handed over one by one, as a new action does it",
      desktop: desktop(
        "Sign in",
        header,
        "WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: Browser Control: appmask['Login']['Password'] Text: Password EmulateTyping: True",
      ),
    },
    {
      name: "a web page's field that is filled at once",
      desktop: desktop(
        "Sign in",
        header,
        "WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: Browser Control: appmask['Login']['Password'] Text: Password EmulateTyping: False",
      ),
    },
  ],
  invalid: [
    {
      name: "a web page's field by the physical keyboard",
      desktop: desktop(
        "Sign in",
        header,
        "WebAutomation.PopulateTextField.PopulateTextFieldUsePhysicalKeyboard BrowserInstance: Browser Control: appmask['Login']['Password'] Text: Password",
      ),
      findings: [{ message: "physical", at: "Main:5" }],
    },
  ],
});
