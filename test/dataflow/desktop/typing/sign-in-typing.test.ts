import { describe, expect, it } from "vitest";
import { typedToSignIn } from "../../../../src/dataflow/desktop/typing/sign-in-typing.ts";
import { actionCallsOf } from "../../../../src/desktop-flow/robin/walk.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const window = (name: string): string => `UIAutomation.Windows.GetWindow Window: appmask['${name}']`;
const type = (keys: string): string => `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''${keys}'''`;
const typeInto = (title: string, keys: string): string =>
  `MouseAndKeyboard.SendKeys.FocusAndSendKeysByTitleClass Title: '${title}' TextToSend: $'''${keys}'''`;
const open = (url: string): string => `WebAutomation.LaunchChrome.LaunchChrome Url: $'''${url}''' BrowserInstance=> Browser`;
const entry = window("Login");

/** What is typed second to sign in, as `row: text`; the first row has the number 1. */
function typed(...rows: readonly string[]): readonly string[] {
  const { workspace } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, ...rows)] }]);
  return workspace.desktopFlows.flatMap((flow) =>
    flow.rows.flatMap((row) =>
      actionCallsOf(row.statement).flatMap((call) => {
        const span = typedToSignIn(row, call);
        const text = /TextToSend: \$'''(.*)'''/.exec(rows[row.statement.line - 4] ?? "")?.[1] ?? "";
        return span === undefined ? [] : [`${row.statement.line - 3}: ${text.slice(span.start, span.end)}`];
      }),
    ),
  );
}

describe("what is typed second where people sign in", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["is between Tab and Enter", [entry, type("orders{Tab}plain word{Return}")], ["2: plain word"]],
    ["ends with the text", [entry, type("orders{Tab}plain word")], ["2: plain word"]],
    ["is behind a Tab in any letters, pressed several times", [entry, type("orders{TAB:2}plain word")], ["2: plain word"]],
    ["is behind more than one Tab", [entry, type("orders{Tab}{Tab}plain word")], ["2: plain word"]],
    ["is behind keys that change nothing", [entry, type("{Home}orders{Tab}{Control}({A})plain word")], ["2: plain word"]],
    ["is behind what is held with a Tab", [entry, type("orders{Alt}({Tab}){Tab}plain word")], ["2: plain word"]],
    ["may be in a row of its own", [entry, type("orders"), type("{Tab}"), type("plain word")], ["4: plain word"]],
    ["may be in a row with the Tab", [entry, type("orders"), type("{Tab}plain word{Return}")], ["3: plain word"]],
    ["may be behind rows without a window", [entry, type("orders{Tab}"), "WAIT 1", "SET A TO 1", type("plain word")], ["5: plain word"]],
    ["is the first such text", [entry, type("orders{Tab}plain word{Tab}other")], ["2: plain word"]],
    ["is not in what comes when one has signed in", [entry, type("orders{Tab}word{Return}"), type("4711{Tab}other")], ["2: word"]],
    ["is of a window that the row names", [typeInto("Sign in", "orders{Tab}plain word")], ["1: plain word"]],
    ["is of a page that is opened", [open("https://contoso.example/login"), type("orders{Tab}plain word")], ["2: plain word"]],
    ["is typed again in the same window", [typeInto("Sign in", "a{Tab}b{Return}"), typeInto("Sign in", "c{Tab}d")], ["1: b", "2: d"]],
    ["is the second behind Escape", [entry, type("ordrs{Tab}{Escape}orders{Tab}plain word")], ["2: plain word"]],
    ["is the second behind Enter", [entry, type("y{Enter}orders{Tab}plain word")], ["2: plain word"]],
    ["is the second behind Return", [entry, type("y{Return}orders{Tab}plain word")], ["2: plain word"]],
    [
      "is of the first name of a window that is written down",
      ["WebAutomation.Attach.AttachToEdge TabTitle: Title TabTitle: $ Url: 'https://contoso.example/login'", type("a{Tab}b")],
      ["2: b"],
    ],
  ])("%s", (_, rows, expected) => {
    expect(typed(...rows)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ["in another window", [window("Orders"), type("4711{Tab}plain word")]],
    ["in a window that is not known", [type("4711{Tab}plain word")]],
    ["where only another input says so", [`UIAutomation.Wait.For Subtitle: 'Login' TitleBar: 'Login'`, type("4711{Tab}plain word")]],
    ["behind work in the window", [entry, type("orders{Tab}"), "UIAutomation.PressButton Button: Next", type("plain word")]],
    ["in a window with an empty title", [typeInto("", "4711{Tab}plain word")]],
    ["in the window that comes behind", [entry, window("Orders"), type("4711{Tab}plain word")]],
    ["without a Tab", [entry, type("orders{Down}plain word")]],
    ["without a first text", [entry, type("{Tab}plain word")]],
    ["with a Tab while a key is held", [entry, type("orders{Tab}({A})plain word")]],
    ["with another window between", [entry, type("orders{Tab}"), window("Sign in, next"), type("plain word")]],
    ["with a click between", [entry, type("orders{Tab}"), "MouseAndKeyboard.SendMouseClick.Click", type("plain word")]],
    [
      "with a program between",
      [entry, type("orders{Tab}"), "System.TerminateProcess.TerminateProcessByName ProcessName: 'x'", type("word")],
    ],
    ["with a branch between", [entry, type("orders{Tab}"), "IF A = 1 THEN", type("plain word"), "END"]],
    ["with a loop between", [entry, type("orders{Tab}"), "LOOP WHILE (A) = (1)", type("plain word"), "END"]],
    ["with a call between", [entry, type("orders{Tab}"), "CALL Other", type("plain word")]],
    ["with a label between", [entry, type("orders{Tab}"), "LABEL Again", type("plain word")]],
    ["in another subflow", [entry, "FUNCTION Other GLOBAL", type("orders{Tab}plain word"), "END FUNCTION"]],
    ["in a row that is switched off", [entry, `DISABLE ${type("orders{Tab}plain word")}`]],
  ])("is none %s", (_, rows) => {
    expect(typed(...rows)).toEqual([]);
  });

  it.each([
    ...[
      "Login",
      "Log in",
      "log-on",
      "SAP Logon 770",
      "Sign in",
      "Sign-On",
      "signin",
      "Anmelden",
      "Anmeldung",
      "Connexion",
      "Iniciar sesión",
    ],
    ...["Inicio de sesión", "Acceder", "Accedi", "ログイン", "サインイン", "登录", "登入"],
  ])("is taken in the window '%s'", (title) => {
    expect(typed(typeInto(title, "a{Tab}b"))).toEqual(["1: b"]);
  });

  it.each(["Logins", "Loginserver", "Signing", "Signinar", "Sign", "Log"])("is not taken in the window '%s'", (title) => {
    expect(typed(typeInto(title, "a{Tab}b"))).toEqual([]);
  });
});
