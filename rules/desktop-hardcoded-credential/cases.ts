import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

/** Put together here, so that no reader of this file takes it for a real one. */
const password = ["Tr0ub", "4dor", "!x9"].join("");
const signIn = (value: string): string =>
  `SAP.SapLogin.SapLogInOptionSingle Client: $'''100''' Username: $'''orders''' Password: ${value} SapInstance=> Sap`;
const text = (value: string): string => `$'''${value}'''`;

export default defineCases(rule, {
  valid: [
    {
      name: "the password comes from a sensitive input",
      desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }, signIn("Password")),
    },
    { name: "an empty password", desktop: desktop("Sign in", {}, signIn("$''''''")) },
    { name: "a stand-in", desktop: desktop("Sign in", {}, signIn(text("<your password>"))) },
    {
      name: "keyboard shortcuts",
      desktop: desktop("Sign in", {}, "MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''{Control}({U})'''"),
    },
    {
      name: "a connection string without a password",
      desktop: desktop(
        "Orders",
        {},
        "Database.Connect.Connect ConnectionString: $'''Server=sql01;Database=Orders;Integrated Security=True''' Connection=> Sql",
      ),
    },
  ],
  invalid: [
    {
      name: "a password is typed into the action that signs in",
      desktop: desktop("Sign in", {}, signIn(text(password))),
      findings: [{ message: "argument", at: "Main:4", level: "error", says: "'Password'" }],
    },
    {
      name: "a row that is switched off is stored all the same",
      desktop: desktop("Sign in", {}, `DISABLE ${signIn(text(password))}`),
      findings: [{ message: "argument", at: "Main:4" }],
    },
    {
      name: "a variable that is named like a credential, and members of an object",
      desktop: desktop(
        "Sign in",
        {},
        `SET SqlPassword TO ${text(password)}`,
        `SET Settings TO {'Host': 'sql01', 'Password': '${password}'}`,
      ),
      findings: [
        { message: "variable", at: "Main:4" },
        { message: "variable", at: "Main:5" },
      ],
    },
    {
      name: "a variable that is used as a password",
      desktop: desktop("Sign in", {}, `SET Entry TO ${text(password)}`, signIn("Entry")),
      findings: [{ message: "variable", at: "Main:4", level: "error" }],
    },
    {
      name: "a connection string",
      desktop: desktop(
        "Orders",
        {},
        `Database.Connect.Connect ConnectionString: ${text(`Server=sql01;User Id=orders;Password=${password};`)} Connection=> Sql`,
      ),
      findings: [{ message: "argument", at: "Main:4" }],
    },
    {
      name: "the text of a script",
      desktop: desktop(
        "Orders",
        {},
        `Scripting.RunPowershellScript.RunScript Script: ${text(`$password = "${password}"`)} ScriptOutput=> Output`,
      ),
      findings: [{ message: "script", at: "Main:4" }],
    },
    {
      name: "the default of an input that is not even sensitive",
      desktop: desktop("Sign in", { inputs: { Password: password } }, signIn("Password")),
      findings: [{ message: "default", at: "desktop-flow Sign in" }],
    },
    {
      name: "a text that the designer encrypted",
      desktop: desktop("Sign in", {}, signIn(text(["AQAAANCMnd8BFdERjHoAwE", "/Cl+sBAAAA", "x".repeat(40)].join("")))),
      findings: [{ message: "encrypted", at: "Main:4", level: "warning" }],
    },
  ],
});
