import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const text = (value: string): string => `$'''${value}'''`;

/** The inputs of a flow that its rows use as credentials, with how sure that is and the line of the row. */
function used(...rows: readonly string[]): readonly string[] {
  return usedWith([], ...rows);
}

/** The same where the user has told which names are those of credentials. */
function usedWith(sensitiveNames: readonly string[], ...rows: readonly string[]): readonly string[] {
  const { desktop: found } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Entry", "Order"] }, ...rows)] }], {
    sensitiveNames,
  });
  return found.insensitiveInputs.map(
    ({ port, use, named }) => `${port.name} ${use?.confidence} ${use?.row.statement.line}${named ? " named" : ""}`,
  );
}

it("a credential has a name that the user has told", () => {
  const row = `SET Body TO ${text('{"parole": "%Entry%"}')}`;
  const typed = [
    `UIAutomation.Click Element: appmask['Sign in']['Edit \\'Parole\\'']`,
    `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("%Entry%{Return}")}`,
  ];
  expect(used(row)).toEqual([]);
  expect(used(...typed)).toEqual([]);
  expect(usedWith(["parole"], row)).toEqual(["Entry high 6"]);
  expect(usedWith(["parole"], ...typed)).toEqual(["Entry high 7"]);
});

describe("an input is a credential by the text that it is put into", () => {
  const start = (line: string): string => `System.RunApplication.RunApplication ApplicationPath: 'app.exe' CommandLineArguments: ${line}`;
  const keys = (value: string): string => `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text(value)}`;
  const click = (field: string): string => `UIAutomation.Click Element: appmask['Sign in']['Edit \\'${field}\\'']`;
  const replace = (around: string): string =>
    `Text.Replace.ReplaceText Text: ${text(around)} TextToFind: '##' ReplaceWith: Entry Result=> Filled`;
  const signIn = `System.FocusWindow.FocusWindowByTitleClass Title: ${text("Contoso ERP Login")} Class: ''`;
  it.each<[string, readonly string[], readonly string[]]>([
    ["an option of a command line", [start(text("-user=%Order% -pw=%Entry%"))], ["Entry high 6"]],
    ["an option of a command line that is a sum", [start("'-user=' + Order + ' --password=' + Entry")], ["Entry medium 6"]],
    [
      "a script",
      [`Scripting.RunPowershellScript.RunScript Script: ${text('$password = \\"%Entry%\\"')} ScriptOutput=> O`],
      ["Entry high 6"],
    ],
    ["a member of a JSON text", [`SET Body TO ${text('{"order": "%Order%", "password": "%Entry%"}')}`], ["Entry high 6"]],
    ["the path of a bot of Telegram", [`SET Url TO ${text("https://api.telegram.org/bot%Entry%/sendMessage")}`], ["Entry medium 6"]],
    [
      "the path of a webhook of Discord",
      [`WebAutomation.GoToWebPage BrowserInstance: Browser Url: ${text("https://discord.com/api/webhooks/%Order%/%Entry%")}`],
      ["Entry medium 6"],
    ],
    ["the path of another address", [`SET Url TO ${text("https://api.contoso.com/bot%Entry%/sendMessage")}`], []],
    ["a member of an object", ["SET Body TO {'Order': Order, 'Password': Entry}"], []],
    [
      "a variable of the environment",
      [`System.SetEnvironmentVariable.SetEnvironmentVariable Name: 'DB_PASSWORD' Value: Entry`],
      ["Entry high 6"],
    ],
    ["another variable of the environment", [`System.SetEnvironmentVariable.SetEnvironmentVariable Name: 'ORDERS' Value: Entry`], []],
    [
      "a field for passwords",
      [`UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Edit \\'Password\\''] Text: Entry`],
      ["Entry high 6"],
    ],
    [
      "a field for users",
      [`UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Edit \\'User\\''] Text: Entry`],
      [],
    ],
    ["keys in a field for passwords", [click("Password"), keys("%Entry%{Return}")], ["Entry high 7"]],
    ["keys in a field for passwords, behind what selects all", [click("Password"), keys("{Control}({A})%Entry%")], ["Entry high 7"]],
    [
      "keys in a field for passwords, and behind the key that leaves it",
      [click("Password"), keys("%Entry%{Tab}%Order%")],
      ["Entry high 7"],
    ],
    ["keys in a field for passwords, as a part", [click("Password"), keys("x%Entry%{Return}")], []],
    [
      "keys in a field for passwords, as one of two parts",
      [click("Password"), keys("%Order%%Entry%{Return}")],
      ["Entry high 7", "Order high 7"],
    ],
    ["keys behind those of a user where people sign in", [signIn, keys("%Order%{Tab}%Entry%{Return}")], ["Entry medium 7"]],
    ["keys behind those of a user, in parts", [signIn, keys("svc{Tab}%Entry%%Order%{Enter}")], ["Entry medium 7", "Order medium 7"]],
    ["keys behind those of a user, as a part", [signIn, keys("svc{Tab}x%Entry%{Return}")], []],
    ["keys before those of another field", [signIn, keys("100{Tab}%Entry%{Tab}%Order%{Return}")], []],
    ["keys behind others elsewhere", [keys("%Order%{Tab}%Entry%{Return}")], []],
    ["what takes the place of a part of a connection string", [replace("Server=erp;Uid=orders;Password=##")], ["Entry high 6"]],
    ["what takes the place of another part", [replace("Server=##;Uid=orders;Password=")], []],
    ["keys in another field", [click("Order"), keys("%Entry%{Return}")], []],
    ["keys in no field that is known", [keys("%Entry%{Return}")], []],
    [
      "what is pasted into a field for passwords",
      ["Clipboard.SetText Text: Entry", click("Password"), keys("{Control}({V})")],
      ["Entry high 6"],
    ],
    ["a log", [`Logging.LogMessage Message: ${text("password: %Entry%")}`], []],
    ["a dialog", [`Display.ShowMessageDialog.ShowMessage Message: ${text("password: %Entry%")}`], []],
    ["a row that is switched off", [`DISABLE ${start(text("-pw=%Entry%"))}`], []],
    ["text about it", [start(text("-user=%Entry% -password=%Password%"))], []],
  ])("%s", (_, rows, expected) => {
    expect(used(...rows)).toEqual(expected);
  });
});
