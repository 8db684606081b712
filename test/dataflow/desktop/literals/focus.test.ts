import { describe, expect, it } from "vitest";
import { fieldWithFocus, typedIntoField } from "../../../../src/dataflow/desktop/literals/focus.ts";
import { actionCallsOf } from "../../../../src/desktop-flow/robin/walk.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const click = (element: string): string => `UIAutomation.Click Element: appmask['Sign in']['${element}']`;
const type = (keys: string): string => `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''${keys}'''`;
const sendTo = (element: string, keys: string): string =>
  `MouseAndKeyboard.SendKeys.FocusAndSendKeysByControl Control: appmask['Sign in']['${element}'] TextToSend: $'''${keys}'''`;
const copy = "Clipboard.SetText Text: Secret";

/** What the actions of a flow type into or are copied for, as `line: field`. */
function fields(...rows: readonly string[]): readonly string[] {
  const { workspace, roles } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, ...rows)] }]);
  return workspace.desktopFlows.flatMap((flow) =>
    flow.rows.flatMap((row) =>
      actionCallsOf(row.statement).flatMap((call) => {
        const field = fieldWithFocus(row, call, roles.desktop);
        return field === undefined ? [] : [`${row.statement.line - 3}: ${field}`];
      }),
    ),
  );
}

describe("the field that has the focus", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["is the one that was clicked on", [click("Edit \\'Password\\'"), type("x")], ["2: Password"]],
    ["also on a page", ["WebAutomation.Click.Click BrowserInstance: B Control: appmask['P']['Entry']", type("x")], ["2: Entry"]],
    ["also by Focus text field", ["WebAutomation.FocusTextField.FocusTextField TextField: appmask['P']['Entry']", type("x")], ["2: Entry"]],
    ["also by a selector", ["WebAutomation.Click.Click Control: $'''form > input[name=pwd]'''", type("x")], ["2: pwd"]],
    [
      "is the one that the keys are sent to",
      [click("Entry"), sendTo("Edit \\'Password\\'", "x"), type("y")],
      ["2: Password", "3: Password"],
    ],
    ["is left by keys that are sent to it", [sendTo("Entry", "x{Tab}"), type("y")], ["1: Entry"]],
    ["is none where the keys are sent to a button", [click("Entry"), sendTo("Button \\'Save\\'", "x"), type("y")], []],
    ["stays through keys that do not leave it", [click("Entry"), type("{Control}({A})"), type("x")], ["2: Entry", "3: Entry"]],
    [
      "stays through waiting and remarks",
      [click("Entry"), "WAIT 1", "# now", "SET A TO 1", "Logging.LogMessage Message: A", type("x")],
      ["6: Entry"],
    ],
    [
      "is what a command asks for",
      ["Cmd.WaitForText Session: S Text: 'Password:' Timeout: 30", "Cmd.Write Session: S Command: x", "Cmd.Write Session: S Command: y"],
      ["2: Password:"],
    ],
    [
      "is none of a command in another branch",
      ["Cmd.WaitForText Session: S Text: 'Password:'", "IF A = 1 THEN", "Cmd.Write Command: x", "END"],
      [],
    ],
    ["is left by Tab", [click("Entry"), type("x{Tab}"), type("y")], ["2: Entry"]],
    ["is left by Enter", [click("Entry"), type("x{Return}"), type("y")], ["2: Entry"]],
    ["is another when something else is clicked on", [click("Entry"), click("Other"), type("x")], ["3: Other"]],
    ["is none behind a button", [click("Entry"), click("Button \\'Show password\\'"), type("x")], []],
    ["is none behind other work with the window", [click("Entry"), "UIAutomation.PressButton Button: appmask['A']['B']", type("x")], []],
    [
      "is none behind a program that is started",
      [click("Entry"), "System.RunApplication.RunApplication ApplicationPath: 'x'", type("x")],
      [],
    ],
    ["is none in another branch", [click("Entry"), "IF A = 1 THEN", type("x"), "END"], []],
    ["is none behind a call", [click("Entry"), "CALL Other", type("x")], []],
    ["is none in another subflow", [click("Entry"), "FUNCTION Other GLOBAL", type("x"), "END FUNCTION"], []],
    ["is not given by a row that is switched off", [`DISABLE ${click("Entry")}`, type("x")], []],
    ...[
      "Button",
      "anchor",
      "Link",
      "Hyperlink",
      "CheckBox",
      "Check box",
      "Radio button",
      "MenuItem",
      "Menu item",
      "Tab item",
      "List item",
      "Image",
      "Label",
      "Span",
      "Icon",
    ].map((kind): [string, readonly string[], readonly string[]] => [
      `is none where what is clicked on is no field: ${kind}`,
      [click(`${kind} \\'Password\\'`), type("x")],
      [],
    ]),
    ["is one whose name only begins like something else", [click("Linked account"), type("x")], ["2: Linked account"]],
    ...["UIAutomation.FocusWindow Window: W", "WebAutomation.GoToWebPage.GoToWebPage Url: U", "MouseAndKeyboard.MoveMouse X: 1 Y: 2"].map(
      (row): [string, readonly string[], readonly string[]] => [
        `is none behind other work with the screen: ${row.split(" ")[0]}`,
        [click("Entry"), row, type("x")],
        [],
      ],
    ),
    ["stays behind what only begins like work with programs", [click("Entry"), "SystemTools.ReadOrder Order=> O", type("x")], ["3: Entry"]],
    ["stays behind work with files", [click("Entry"), "File.WriteText File: 'x' TextToWrite: 'y'", type("x")], ["3: Entry"]],
    ...["{Esc}", "{Escape}", "{Enter}", "{Tab:2}"].map((key): [string, readonly string[], readonly string[]] => [
      `is left by ${key}`,
      [click("Entry"), type(`x${key}`), type("y")],
      ["2: Entry"],
    ]),
    ...["{Ctrl}({V})", "{RControlKey}({v})", "{Shift}({Ins})", "{LShiftKey}({Insert})", "{Control}(V)"].map(
      (keys): [string, readonly string[], readonly string[]] => [
        `gets what is pasted by ${keys}`,
        [click("Entry"), copy, type(keys)],
        ["2: Entry"],
      ],
    ),
    ["gets what is typed by other keys", [click("Entry"), copy, type("{Control}({B})")], ["3: Entry"]],
    ["gets what is pasted", [click("Entry"), copy, type("{Control}({V})")], ["2: Entry"]],
    ["gets what was copied before", [copy, click("Entry"), type("{LControlKey}({V}){Return}")], ["1: Entry"]],
    ["gets nothing that was copied and not pasted", [copy, click("Entry"), type("x")], ["3: Entry"]],
    [
      "gets nothing that was copied in another subflow",
      [copy, "FUNCTION Other GLOBAL", click("Entry"), type("{Control}({V})"), "END FUNCTION"],
      [],
    ],
  ])("%s", (_, rows, expected) => {
    expect(fields(...rows)).toEqual(expected);
  });
});

describe("what is typed into a field", () => {
  it.each([
    ["x", "x"],
    ["x{Return}", "x"],
    ["{Control}({A}){Delete}x y{Tab}z", "x y"],
    ["{Tab}x", undefined],
    ["{Return}", undefined],
    ["{Control}({V})", undefined],
    ["{Home}x{End}y", "x"],
    ["", undefined],
  ])("%s", (keys, typed) => {
    const span = typedIntoField(keys);
    expect(span === undefined ? undefined : keys.slice(span.start, span.end)).toBe(typed);
  });
});
