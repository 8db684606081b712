import { desktopFlow, guidOf, keyVault } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the password is copied, and the copy copied again",
      desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }, "SET Entry TO Password", "SET Again TO Entry"),
      findings: [
        {
          message: "lost",
          at: "Main:5",
          level: "error",
          says: "'Entry'",
          path: ["Password", "Main:5"],
          repairs: ["mark 'Entry' as sensitive"],
        },
      ],
    },
    right: {
      name: "the variable that receives the password is sensitive as well",
      desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password", "Entry"] }, "SET Entry TO Password"),
    },
  },
  valid: [
    {
      name: "whether a password is there is no secret",
      desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }, "SET IsMissing TO Password = ''"),
    },
    {
      name: "the user name of a sensitive credential",
      desktop: desktop("Sign in", { inputs: ["Credential"], sensitive: ["Credential"] }, "SET User TO Credential.UserName"),
    },
    {
      name: "a secret of a cloud flow whose input is not marked: the input itself is what lacks it",
      solution: {
        flows: [
          flow(
            "Send",
            keyVault.getSecret("Get_secret"),
            desktopFlow("Run", "Sign in", { Entry: "@outputs('Get_secret')?['body/value']" }, { secure: ["inputs"] }),
          ),
        ],
        desktopFlows: [desktop("Sign in", { inputs: ["Entry"] }, "SET Copy TO Entry")],
      },
    },
    {
      name: "an ordinary input has nothing to lose",
      desktop: desktop("Sign in", { inputs: ["Order"] }, "SET Copy TO Order"),
    },
    {
      name: "an input of a local subflow whose text has no list of marked variables",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "CALL Login Entry: Password",
        "FUNCTION Login Entry",
        "    SET Copy TO Entry",
        "END FUNCTION",
      ),
    },
    {
      name: "variables that a local subflow marks in a list of its own",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "CALL Login Entry: Password",
        "FUNCTION Login Entry",
        "    @SENSITIVE: [Entry, Copy]",
        "    SET Copy TO Entry",
        "END FUNCTION",
      ),
    },
    {
      name: "a variable of another local subflow with the name of one that holds the password",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "CALL Login Entry: Password",
        "CALL Report Text: 'Signed in' Result=> Done",
        "FUNCTION Login Entry",
        "    @SENSITIVE: [Entry, Result]",
        "    SET Result TO Entry",
        "END FUNCTION",
        "FUNCTION Report Text, OUTPUT Result",
        "    @SENSITIVE: []",
        "    SET Result TO Text",
        "END FUNCTION",
      ),
    },
    {
      name: "what a script prints that is given the password, which may or may not hold it",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "Scripting.RunPowershellScript.RunScript Script: $'''$entry = '%Password%'; Open-Erp $entry''' ScriptOutput=> Printed ScriptError=> Failure",
      ),
    },
  ],
  invalid: [
    {
      name: "an input of a local subflow that its list leaves out",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password", "Entry"] },
        "CALL Login Entry: Password",
        "FUNCTION Login Entry",
        "    @SENSITIVE: []",
        "END FUNCTION",
      ),
      findings: [
        {
          message: "lostInSubflow",
          at: "Main:5",
          level: "error",
          says: "'Entry' of the local subflow 'Login'",
          repairs: ["mark 'Entry' of 'Login' as sensitive"],
        },
      ],
    },
    {
      name: "a token that an action puts into a variable of a local subflow",
      desktop: desktop(
        "Sign in",
        { sensitive: ["Entry"] },
        "CALL Login",
        "FUNCTION Login",
        "    @SENSITIVE: []",
        "    Display.InputDialog Title: 'Password' InputType: Display.InputType.Password UserInput=> Entry",
        "END FUNCTION",
      ),
      findings: [{ message: "unmarkedInSubflow", at: "Login:7", level: "error", says: "'Entry' of the local subflow 'Login'" }],
    },
    {
      name: "two rows put it into the same variable, a third into another one",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "SET Entry TO Password",
        "SET Entry TO $'''pw %Password%'''",
        "SET Other TO Password",
      ),
      findings: [
        { message: "lost", at: "Main:5", says: "'Entry'", related: 1 },
        { message: "lost", at: "Main:7", says: "'Other'", related: 0 },
      ],
    },
    {
      name: "a text is made of it",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "Text.Trim Text: Password TrimOption: Text.TrimOption.Both TrimmedText=> Clean",
      ),
      findings: [{ message: "lost", at: "Main:5", says: "'Clean'" }],
    },
    {
      name: "the output of a called flow",
      solution: {
        desktopFlows: [
          desktop("Read settings", { outputs: ["Settings"], sensitive: ["Settings"] }, "SET Settings TO {'Host': Host, 'Key': Key}"),
          desktop("Orders", {}, `External.RunFlow FlowId: '${guidOf("Read settings")}' @Settings=> Config`),
        ],
      },
      findings: [{ message: "lost", at: "Main:4", in: "Orders", level: "warning", confidence: "medium" }],
    },
    {
      name: "a password that the user types",
      desktop: desktop(
        "Sign in",
        {},
        "Display.InputDialog Title: $'''Sign in''' Message: $'''Password''' InputType: Display.InputType.Password UserInput=> Entry",
      ),
      findings: [
        {
          message: "unmarked",
          at: "Main:4",
          says: "gets the typed password and puts it into 'Entry'",
          repairs: ["mark 'Entry' as sensitive"],
        },
      ],
    },
    {
      name: "a variable of the flow that a local subflow sets",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "CALL Login Entry: Password",
        "FUNCTION Login Entry",
        "    SET GLOBAL.Copy TO Entry",
        "END FUNCTION",
      ),
      findings: [{ message: "lost", at: "Login:7" }],
    },
    {
      name: "the password of a sensitive credential",
      desktop: desktop("Sign in", { inputs: ["Credential"], sensitive: ["Credential"] }, "SET Entry TO Credential.Password"),
      findings: [{ message: "lost", at: "Main:5", level: "error" }],
    },
    {
      name: "a decrypted text, which need not be a credential",
      desktop: desktop(
        "Read",
        { sensitive: ["Code"], inputs: ["Code"] },
        "Cryptography.DecryptText.DecryptTextWithAES Encoding: Cryptography.EncryptionEncoding.Unicode TextToDecrypt: Text DecryptionKey: Code DecryptedText=> Plain",
        "SET Copy TO Plain",
      ),
      findings: [{ message: "unmarked", at: "Main:5", level: "warning", confidence: "medium" }],
    },
  ],
});
