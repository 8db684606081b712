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
        const text = /Text(?:ToSend)?: \$'''(.*)'''/.exec(rows[row.statement.line - 4] ?? "")?.[1] ?? "";
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
    [
      "may be behind a row that types nothing",
      [entry, type("orders{Tab}"), "MouseAndKeyboard.SendKeys.FocusAndSendKeys DelayBetweenKeystrokes: 10", type("plain word")],
      ["4: plain word"],
    ],
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
    ["with a loop over numbers between", [entry, type("orders{Tab}"), "LOOP A FROM 1 TO 2 STEP 1", type("plain word"), "END"]],
    ["with a loop over a list between", [entry, type("orders{Tab}"), "LOOP FOREACH A IN B", type("plain word"), "END"]],
    ["with a case between", [entry, type("orders{Tab}"), "SWITCH A", "CASE = 1", type("plain word"), "END"]],
    ["with a jump between", [entry, type("orders{Tab}"), "GOTO Again", type("plain word")]],
    ["with work in a page between", [entry, type("orders{Tab}"), "WebAutomation.Click.Click BrowserInstance: B Control: C", type("word")]],
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

describe("what is entered second into a terminal to sign in", () => {
  const session = "TerminalEmulation.OpenTerminalSession.OpenSession SessionName: 'A' HllapiPath: 'x.dll' Session=> T";
  const attached = `TerminalEmulation.OpenTerminalSession.OpenSessionUsingReflectionProfile Attach: True Profile: 'x' Session=> T`;
  const shows = (shown: string): string =>
    `TerminalEmulation.WaitForTextOnTerminalSession.WaitForTextOnScreen Session: T IsRegEx: False Text: '${shown}'`;
  const asks = (label: string): string =>
    `TerminalEmulation.WaitForTextOnTerminalSession.WaitForTextOnFieldWithLabel Session: T FieldLabel: '${label}' Text: ''`;
  const cursor = (keys: string, literal = "True"): string =>
    `TerminalEmulation.SetTextOnTerminalSession.SetTextOnCursorPosition Session: T TreatAtCharacterAsLiteral: ${literal} Text: $'''${keys}'''`;
  const field = (index: number, keys: string): string =>
    `TerminalEmulation.SetTextOnTerminalSession.SetTextOnFieldWithIndex Session: T Index: ${index} Text: $'''${keys}'''`;
  const key = (name: string): string => `TerminalEmulation.SendKey Session: T ControlKey: TerminalEmulation.ControlKey.${name}`;
  const move = "TerminalEmulation.MoveCursor Session: T Row: 6 Column: 53";

  it.each<[string, readonly string[], readonly string[]]>([
    ["is in the second field", [session, field(1, "orders"), field(2, "plain word")], ["3: plain word"]],
    ["is behind a Tab", [session, cursor("orders"), key("Tab"), cursor("plain word")], ["4: plain word"]],
    ["is behind the key that leaves a field", [session, cursor("orders"), key("FieldExit"), cursor("plain word")], ["4: plain word"]],
    [
      "is behind a row that sets nothing",
      [
        session,
        cursor("orders"),
        move,
        "TerminalEmulation.SetTextOnTerminalSession.SetTextOnCursorPosition Session: T",
        cursor("plain word"),
      ],
      ["5: plain word"],
    ],
    ["is where the cursor is moved to", [session, cursor("orders"), move, cursor("plain word")], ["4: plain word"]],
    ["is behind keys in the text", [session, cursor("orders@Tplain word@E", "False")], ["2: plain word"]],
    ["is on a screen that is waited for", [shows("Sign On"), field(1, "orders"), field(2, "plain word")], ["3: plain word"]],
    ["is where a user is asked for", [shows("USER ID"), field(1, "orders"), field(2, "plain word")], ["3: plain word"]],
    ["is where a password is asked for", [asks("Password"), field(1, "orders"), field(2, "plain word")], ["3: plain word"]],
    ["is on the screen behind the first one", [session, cursor("tso"), key("Transmit"), field(1, "a"), field(2, "b")], ["5: b"]],
    ["is behind keys that change nothing", [session, key("Home"), cursor("a"), key("EraseEOF"), key("Tab"), cursor("b")], ["6: b"]],
  ])("%s", (_, rows, expected) => {
    expect(typed(...rows)).toEqual(expected);
  });

  it.each([
    ...["Tab", "NewLine", "FieldExit", "FieldPlus"].map((name) => [name, ["5: b"]] as const),
    ...["Transmit", "Enter", "Return", "Send", "SendLine", "Clear", "F3", "PF12", "ShiftF1", "CtrlF2", "PA1"].map(
      (name) => [name, []] as const,
    ),
    ...["Home", "Tabs", "EnterData", "Resend", "F100", "PA10", "AltF1"].map((name) => [name, []] as const),
  ])("is behind the key %s: %j", (name, expected) => {
    expect(typed(session, shows("Sign On"), cursor("a"), key(name), cursor("b"))).toEqual(expected);
  });

  it.each(["User", "the user:", "USERNAME", "UserId", "Benutzer", "Utilisateur", "Usuario", "Kennwort"])(
    "is on a screen that shows '%s'",
    (shown) => {
      expect(typed(shows(shown), field(1, "a"), field(2, "b"))).toEqual(["3: b"]);
    },
  );

  it.each(["users", "superuser", "Orders"])("is not on a screen that shows '%s'", (shown) => {
    expect(typed(shows(shown), field(1, "a"), field(2, "b"))).toEqual([]);
  });

  it("is likely a password on a screen that says so, and maybe one on the first of a new session", () => {
    const sure = (...rows: readonly string[]): readonly string[] =>
      analysedSolutions([
        { desktopFlows: [desktop("Flow", {}, ...rows, field(1, "orders"), field(2, "north22east"))] },
      ]).desktop.credentials.map(({ match }) => match.confidence);
    expect(sure(shows("Sign On"))).toEqual(["medium"]);
    expect(sure(session)).toEqual(["low"]);
    expect(sure(attached.replace("True", "False"))).toEqual(["low"]);
    expect(sure(attached)).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["in a session that runs", [attached, field(1, "4711"), field(2, "plain word")]],
    ["in a session that is not known", [field(1, "4711"), field(2, "plain word")]],
    ["on another screen", [session, shows("Main menu"), field(1, "4711"), field(2, "plain word")]],
    ["behind a key that sends the screen", [session, field(1, "4711"), key("F3"), field(2, "plain word")]],
    ["at the same place", [session, cursor("4711"), cursor("plain word")]],
    ["behind an @ that is no key", [session, cursor("orders@Tplain word")]],
    ["behind the screen that was sent", [session, cursor("orders@E", "False"), key("Tab"), cursor("plain word")]],
    ["when the session was closed", [session, "TerminalEmulation.CloseSession Session: T", field(1, "4711"), field(2, "plain word")]],
  ])("is none %s", (_, rows) => {
    expect(typed(...rows)).toEqual([]);
  });
});
