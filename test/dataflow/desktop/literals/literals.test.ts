import { describe, expect, it } from "vitest";
import { apiKey, password } from "../../../../src/testing/credentials.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { expectLinear } from "../../../growth.ts";
import { analysedSolutions } from "../../analysed.ts";

const text = (value: string): string => `$'''${value}'''`;
/** A credential only by its position. */
const entry = "north22east";
const secret = password().replace("'", "x");

/** The credentials that are written in the rows of a flow: `line: holder member, confidence`, with what is marked. */
function found(...rows: readonly string[]): readonly string[] {
  return foundWith([], ...rows);
}

function foundWith(sensitiveNames: readonly string[], ...rows: readonly string[]): readonly string[] {
  const analysis = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Order"] }, ...rows)] }], { sensitiveNames });
  return analysis.desktop.credentials
    .map(({ row, holder, member, match, place: { source, at }, encrypted }) => {
      const marked = at.kind === "text" ? source.text().slice(at.span.start, at.span.end) : "";
      const shown = marked === entry || marked === secret ? "" : `, in ${marked}`;
      return `${row?.statement.line}: ${holder} ${member}, ${match.confidence}${encrypted ? ", encrypted" : ""}${shown}`;
    })
    .sort();
}

describe("a text of a script is a credential by what its place is called:", () => {
  const web = (argument: string): string => `Web.InvokeWebService.InvokeWebService ${argument} Method: Web.Method.Post Response=> R`;
  it.each<[string, string, readonly string[]]>([
    ["a variable", `SET SqlPassword TO ${text(entry)}`, ["5: variable SqlPassword, high"]],
    ["a member of a variable", `SET Settings['Password'] TO ${text(entry)}`, ["5: variable Password, high"]],
    ["a member of a member", `SET Settings['Password'][0] TO ${text(entry)}`, ["5: variable Password, high"]],
    ["a member of a member of any name", `SET Settings['Erp']['Password'] TO ${text(entry)}`, ["5: variable Password, high"]],
    ["not what the member around it is called", `SET Settings['Password']['Hint'] TO ${text(entry)}`, []],
    ["a digit of a variable", "SET Pin TO 739154", ["5: variable Pin, low, in 739154"]],
    ["another digit of a variable", "SET Pin TO 7391", ["5: variable Pin, medium, in 7391"]],
    ["a variable whose name begins with a digit", `SET 2Password TO ${text(entry)}`, ["5: variable 2Password, high"]],
    ["digits with a sign", "SET Password TO -73915428", []],
    ["digits with a fraction", "SET Password TO 73915.428", []],
    ["digits of a variable", "SET Password TO 73915428", ["5: variable Password, medium, in 73915428"]],
    ["a member of an object", `SET A TO {'Password': '${entry}', 'Host': 'sql01'}`, ["5: variable A, high"]],
    ...["User", "usr", "Login", "uid", "Account", "Benutzer", "usuario", "user_name", "login-id", "UserID", "User Name"].map(
      (key): [string, string, readonly string[]] => [
        `what may mean a password, beside '${key}'`,
        `SET A TO {'${key}': 'orders', 'Pass': '${entry}'}`,
        ["5: variable A, high"],
      ],
    ),
    ...["Users", "MyUser", "Order", "Username2"].map((key): [string, string, readonly string[]] => [
      `not what may mean a password, beside '${key}'`,
      `SET A TO {'${key}': 'orders', 'Pass': '${entry}'}`,
      [],
    ]),
    ["what may mean a password, in other letters", `SET A TO {'User': 'orders', 'PW': '${entry}'}`, ["5: variable A, high"]],
    ["what means something else, beside a user", `SET A TO {'User': 'orders', 'Passage': '${entry}'}`, []],
    ["what ends so, beside a user", `SET A TO {'User': 'orders', 'Bypass': '${entry}'}`, []],
    ["an element of a list", `SET Passwords TO ['${entry}']`, ["5: variable Passwords, high"]],
    ["a member whose name is read", `SET A TO {Order: '${entry}'}`, []],
    ["a column of a table", `SET A TO {^['User', 'Password'], ['orders', '${entry}']}`, ["5: variable A, high"]],
    ["no column of another name", `SET A TO {^['Password', 'User'], ['%P%', '${entry}']}`, []],
    ["no table without a head", `SET A TO {['orders', '${entry}']}`, []],
    ["what is compared with it", `IF Password = ${text(entry)} THEN\r\nEND`, ["5: argument condition, high"]],
    ["what it is compared with", `IF ${text(entry)} = Settings['Password'] THEN\r\nEND`, ["5: argument condition, high"]],
    ["what another is compared with", `IF Order = ${text(entry)} THEN\r\nEND`, []],
    ["what is compared with a text", `IF ${text("Password")} = ${text(entry)} THEN\r\nEND`, []],
    ["what is not equal to it", `IF NOT (Password <> ${text(entry)}) THEN\r\nEND`, ["5: argument condition, high"]],
    ["a case of a switch", `SWITCH Password\r\nCASE = ${text(entry)}\r\nEND`, ["5: argument condition, high"]],
    ["a case of another switch", `SWITCH Order\r\nCASE = ${text(entry)}\r\nEND`, []],
    [
      "an input of a subflow",
      `CALL Sign_in Password: ${text(entry)}\r\nFUNCTION Sign_in Password\r\nEND FUNCTION`,
      ["5: argument Password, high"],
    ],
    ["the element of a loop", `LOOP FOREACH Password IN ['${entry}']\r\nEND`, ["5: variable Password, high"]],
    [
      "an argument that takes a password",
      `SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: ${text(entry)}`,
      ["5: argument Password, high"],
    ],
    ["another argument of it", `SAP.SapLogin.SapLogInOptionSingle Username: '${entry}' Password: Order`, []],
    ["an argument with a credential's name", `ContosoErp.SignIn ApiKey: ${text(entry)}`, ["5: argument ApiKey, medium"]],
    ["an input of a flow", `External.RunFlow FlowId: 'x' @Password: ${text(entry)}`, ["5: argument Password, high"]],
    [
      "an input of a connector that takes a password",
      `External.InvokeCloudConnector ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_azuread' OperationId: 'CreateUser' @'body/passwordProfile/password': ${text(entry)}`,
      ["5: argument body/passwordProfile/password, high"],
    ],
    [
      "an input of a connector that its table only tells to take a credential",
      `External.InvokeCloudConnector ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_docusign' OperationId: 'AddVerificationToRecipient' @'body/accessCode': ${text(entry)}`,
      ["5: argument body/accessCode, high"],
    ],
    [
      "another input of it",
      `External.InvokeCloudConnector ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_azuread' OperationId: 'CreateUser' @'body/mailNickname': ${text(entry)}`,
      [],
    ],
    [
      "the default of a dialog for passwords",
      `Display.InputDialog DefaultValue: ${text(entry)} InputType: Display.InputType.Password UserInput=> A`,
      ["5: argument DefaultValue, high"],
    ],
    [
      "the title of a dialog for passwords",
      `Display.InputDialog Title: ${text(entry)} InputType: Display.InputType.Password UserInput=> A`,
      [],
    ],
    [
      "a variable of the environment",
      `System.SetEnvironmentVariable.SetEnvironmentVariable Name: ${text("DB_PASSWORD")} Value: ${text(entry)}`,
      ["5: argument Value, high"],
    ],
    [
      "a word that is no password, in a variable of the environment",
      `System.SetEnvironmentVariable.SetEnvironmentVariable Name: ${text("DB_PASSWORD")} Value: ${text("none")}`,
      [],
    ],
    [
      "any word that is typed into a field for passwords",
      `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Edit \\'Password\\''] Text: ${text("customers")}`,
      ["5: argument Text, high, in customers"],
    ],
    [
      "a word in a variable of the environment",
      `System.SetEnvironmentVariable.SetEnvironmentVariable Name: ${text("DB_PASSWORD")} Value: ${text("customers")}`,
      ["5: argument Value, low, in customers"],
    ],
    [
      "what takes the place of a placeholder",
      `Text.Replace.ReplaceText Text: Letter TextToFind: ${text("{{PASSWORD}}")} ReplaceWith: ${text(entry)} Result=> L`,
      ["5: argument ReplaceWith, high"],
    ],
    ...["[PASSWORD]", "<password>", " {Password} ", "##PASSWORD##"].map((placeholder): [string, string, readonly string[]] => [
      `what takes the place of ${placeholder}`,
      `Text.Replace.ReplaceText Text: Letter TextToFind: ${text(placeholder)} ReplaceWith: ${text(entry)} Result=> L`,
      ["5: argument ReplaceWith, high"],
    ]),
    ...["{PASSWORD", "PASSWORD}", "{Customer}"].map((word): [string, string, readonly string[]] => [
      `not what takes the place of ${word}`,
      `Text.Replace.ReplaceText Text: Letter TextToFind: ${text(word)} ReplaceWith: ${text(entry)} Result=> L`,
      [],
    ]),
    [
      "what takes the place of a word",
      `Text.Replace.ReplaceText Text: Letter TextToFind: ${text("password")} ReplaceWith: ${text(entry)} Result=> L`,
      [],
    ],
    ...["Server=erp;Uid=orders;Password=##", '{"user": "orders", "password": "##"}', "pw=##"].map(
      (around): [string, string, readonly string[]] => [
        `what takes the place of a part in ${around}`,
        `Text.Replace.ReplaceText Text: ${text(around.replaceAll('"', '\\"'))} TextToFind: ${text("##")} ReplaceWith: ${text(secret)} Result=> L`,
        ["5: argument ReplaceWith, high"],
      ],
    ),
    [
      "what takes the place of a token",
      `Text.Replace.ReplaceText Text: ${text("Authorization: Bearer ##")} TextToFind: ${text("##")} ReplaceWith: ${text(secret)} Result=> L`,
      ["5: argument ReplaceWith, medium"],
    ],
    ...["Server=##;Uid=orders;Password=%Order%", "Order ##", "Password=", "##;Password=x"].map(
      (around): [string, string, readonly string[]] => [
        `not what takes the place of a part in ${around}`,
        `Text.Replace.ReplaceText Text: ${text(around)} TextToFind: ${text("##")} ReplaceWith: ${text(entry)} Result=> L`,
        [],
      ],
    ),
    [
      "not what takes the place of a part beside a password",
      `Text.Replace.ReplaceText Text: ${text(`Server=##;Password=${secret};`)} TextToFind: ${text("##")} ReplaceWith: ${text(entry)} Result=> L`,
      ["5: argument Text, high"],
    ],
    [
      "a header with a scheme of its own",
      web(`CustomHeaders: ${text(`Accept: a/b\r\nAuthorization: ContosoKey ${secret}`)}`),
      ["5: argument CustomHeaders, high"],
    ],
    [
      "the cookie of a session",
      web(`CustomHeaders: ${text(`Cookie: lang=de; JSESSIONID=${apiKey(3)}`)}`),
      [`5: argument CustomHeaders, medium, in ${apiKey(3)}`],
    ],
    ["no cookie in a body, which has no headers", web(`RequestBody: ${text(`Cookie: lang=de; JSESSIONID=${apiKey(3)}`)}`), []],
    ["headers without any", web(`CustomHeaders: ${text("Accept: a/b\r\nX-Request-Id: 4711\r\nCookie: lang=de")}`), []],
    ["a parameter of a URL", web(`Url: ${text(`https://api.contoso.com/orders?api_key=${secret}`)}`), ["5: argument Url, medium"]],
    [
      "a connection string",
      `Database.Connect ConnectionString: ${text(`Server=sql01;Password=${entry};`)} Connection=> C`,
      ["5: argument ConnectionString, high"],
    ],
    ["a connection string without one", `Database.Connect ConnectionString: ${text(entry)} Connection=> C`, []],
    ["a sum", `SET Password TO 'north22' + 'east'`, ["5: variable Password, high, in north22"]],
    ["a sum with what is read", "SET Password TO 'north22' + Order", []],
    ["the text of an error", `EXIT Code: 1 ErrorMessage: ${text(`password=${secret}`)}`, ["5: argument ErrorMessage, high"]],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });
});

describe("a setting is a credential by the name that stands beside its value:", () => {
  it.each(["Value", "values", "Wert", "Valeur", "Valor", "Valore", "Waarde", "値", "值"])("in the column '%s'", (head) => {
    expect(found(`SET A TO {^['Name', '${head}'], ['SapPassword', '${entry}']}`)).toEqual(["5: variable A, high"]);
    expect(found(`SET A TO {'Name': 'SapPassword', '${head}': '${entry}'}`)).toEqual(["5: variable A, high"]);
  });
  it.each(["My value", "Value 2", "Column"])("not in the column '%s'", (head) => {
    expect(found(`SET A TO {^['Name', '${head}'], ['SapPassword', '${entry}']}`)).toEqual([]);
    expect(found(`SET A TO {'Name': 'SapPassword', '${head}': '${entry}'}`)).toEqual([]);
  });

  it.each(["Key", "name", "Setting", "Parameter", "Option", "Field", "Schlüssel", "Schlussel", "Clave", "Clé", "cle"])(
    "under the key '%s'",
    (key) => {
      expect(found(`SET A TO {'${key}': 'SapPassword', 'Value': '${entry}'}`)).toEqual(["5: variable A, high"]);
    },
  );
  it.each(["Keys", "My key", "Host"])("not under the key '%s'", (key) => {
    expect(found(`SET A TO {'${key}': 'SapPassword', 'Value': '${entry}'}`)).toEqual([]);
  });
  it.each<[string, string]>([
    ["another name", `{'Key': 'SapUser', 'Value': '${entry}'}`],
    ["a name that is read", `{'Key': Order, 'Value': '${entry}'}`],
    ["two names", `{'Key': 'SapPassword', 'Name': 'SapUser', 'Value': '${entry}'}`],
    ["a name in the first of three columns", `{^['Name', 'Value', 'Host'], ['SapPassword', '${entry}', 'erp']}`],
    ["a name behind it", `{^['Value', 'Name'], ['${entry}', 'SapPassword']}`],
  ])("not by %s", (_, value) => {
    expect(found(`SET A TO ${value}`)).toEqual([]);
  });

  it.each(["north22east", "north2", "north!", "a$b%c&d", "nor*th", "nor?th", "nor+th"])("in a row of two without heads: %s", (value) => {
    expect(found(`SET A TO [['SapPassword', '${value}']]`)).toHaveLength(1);
  });
  it.each(["northeast", "nort2", "north 22", "20242024", "Password2"])("not in a row of two without heads: %s", (value) => {
    expect(found(`SET A TO [['SapPassword', '${value}']]`)).toEqual([]);
  });
  it.each([`['SapPassword', '${entry}']`, `[['SapPassword', '${entry}', 'erp']]`, `[['SapUser', '${entry}']]`, `[[Order, '${entry}']]`])(
    "not in %s",
    (value) => {
      expect(found(`SET A TO ${value}`)).toEqual([]);
    },
  );
});

describe("a text of a formula is judged", () => {
  it.each<[string, string, readonly string[]]>([
    ["by the variable that it is for", `SET Password TO $fx'="${entry}"'`, ["5: variable Password, high"]],
    ["as a result that a function gives", `SET Password TO $fx'=If(Order = 1, "${entry}", "")'`, ["5: variable Password, high"]],
    ["not as what a function only counts", `SET Password TO $fx'=Len("${entry}")'`, []],
    ["not as what a function compares", `SET Password TO $fx'=If("${entry}" = Order, Order, Order)'`, []],
    [
      "by what it says itself, where the formula is not understood",
      `SET A TO $fx'="Server=sql01;Password=${secret};" ~ Order'`,
      [`5: variable A, high, in $fx'="Server=sql01;Password=${secret};" ~ Order'`],
    ],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });
});

describe("a text that stands beside the rows is a doubtful credential", () => {
  it.each<[string, string, readonly string[]]>([
    ["in a comment", `# the password=${secret} of the ERP`, ["5: comment comment, low"]],
    ["in a comment of several lines", `/# Sign-in\r\n   user: orders\r\n   password: ${secret}\r\n#/`, ["5: comment comment, low"]],
    ["in a comment that holds a row", `# SET Password TO '${secret}'`, ["5: comment comment, low"]],
    ["in a comment that says for what it is", `# Passwort für ERP ist ${secret}`, ["5: comment comment, low"]],
    ["in a comment of a line, with hyphens", "# Kennwort: Sturm-Web-81", ["5: comment comment, low, in Sturm-Web-81"]],
    [
      "in a line of a comment, with hyphens",
      "/# Login ERP\r\n   Mot de passe = Mer-Bleue-27\r\n#/",
      ["5: comment comment, low, in Mer-Bleue-27"],
    ],
    [
      "in a line of a comment, in front of blanks",
      "/# Login ERP\r\n   Kennwort: Sturm-Web-81  \r\n#/",
      ["5: comment comment, low, in Sturm-Web-81"],
    ],
    ["in a row that is commented out", `# SET SapPassword TO '${entry}'`, ["5: comment comment, low"]],
    ["not in a row that is commented out and sets something else", `# SET SapPasswordHint TO '${entry}'`, []],
    ...[
      "Benutzer: Sturm-Web-81",
      "Kennwort: sturm-web-81",
      "Kennwort: Sturm-Web",
      "Kennwort: Sturm-Web-81 im Tresor",
      "Kennwort: Vault/Erp-81",
    ].map((noted): [string, string, readonly string[]] => [`not in a comment: ${noted}`, `# ${noted}`, []]),
    ["not in a comment that only speaks of it", "# the password of the ERP is in the vault", []],
    ["in a row that cannot be read", `Connect-Erp ! password=${secret}`, ["5: row row, low"]],
    ["in a value that cannot be read", `SET Account TO {{ 'User': 'svc', 'Password': '${secret}' }}`, ["5: row row, low"]],
    ["in a table that cannot be read", `SET Account TO { { 'Password': '${secret}' } }`, ["5: row row, low"]],
    [
      "in values that cannot be read, of rows behind and before others",
      `SET A TO 1\r\nSET B TO {{ 'Password': '${secret}' }}\r\nSET C TO 2\r\nSET D TO {{ 'Password': '${secret}' }}\r\nSET E TO 3`,
      ["6: row row, low", "8: row row, low"],
    ],
    [
      "in what cannot be read of a row behind others",
      `SET A TO 1\r\nSET B TO 2\r\nSET Order TO 3 ? password=${secret}\r\nSET C TO 4`,
      ["7: row row, low"],
    ],
    [
      "in what cannot be read of a row, beside what can",
      `SET Passwords TO ['${entry}', {{ 'Password': '${secret}' }}]`,
      ["5: row row, low", "5: variable Passwords, high"],
    ],
    ["once in a row of which a part cannot be read", `SET Password TO '${secret}' ? 1`, ["5: variable Password, high"]],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });
});

describe("what keys type is a credential", () => {
  const keys = (value: string): string => `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text(value)}`;
  const typed = "Sommer!2024x";
  const marked = (value: string, confidence: string): readonly string[] => [`5: argument TextToSend, ${confidence}, in ${value}`];
  it.each<[string, string, readonly string[]]>([
    ["where it looks like one", keys(typed), marked(typed, "low")],
    ["before Return", keys(`${typed}{Return}`), marked(typed, "low")],
    ["before Enter", keys(`{Control}({A})${typed}{Enter}`), marked(typed, "low")],
    ["behind a Tab", keys(`{Tab}${typed}{Return}`), marked(typed, "medium")],
    ["behind several Tabs", keys(`{Tab:2}${typed}`), marked(typed, "medium")],
    ["behind a user's name and a Tab", keys(`orders{Tab}${entry}{Return}`), ["5: argument TextToSend, low"]],
    ["not behind a text and a Tab without Return", keys(`orders{Tab}${entry}`), []],
    ["not behind a name with blanks", keys(`order number{Tab}${entry}{Return}`), []],
    ["not behind a name that is read", keys(`%Order%{Tab}${entry}{Return}`), []],
    ["not where it is no password: without a digit", keys("Sommer!Sommer"), []],
    ["not where it is no password: without a capital", keys("sommer!2024"), []],
    ["not where it is no password: without a small letter", keys("SOMMER!2024"), []],
    ["not where it is no password: without a sign", keys("Sommer2024x"), []],
    ["not where it is no password: with a blank", keys("Sommer! 2024"), []],
    ["not where it is short", keys("So!2024"), []],
    ["not where it is a formula", keys("=Sum!A1+2024"), []],
    ["not where it is a path", keys("C:\\\\Sommer!2024"), []],
    ["not where a part is read", keys("Sommer!2024%Order%"), []],
    ["not in another argument", `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: Order DelayBetweenKeystrokes: ${text(typed)}`, []],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });

  it("in the field that has the focus", () => {
    const focus = (field: string): string => `UIAutomation.Click Element: appmask['Sign in']['Edit \\'${field}\\'']`;
    expect(found(focus("Password"), keys(`${entry}{Return}`))).toEqual(["6: argument TextToSend, high"]);
    expect(found(focus("Order"), keys(`${entry}{Return}`))).toEqual([]);
    expect(found(focus("Password"), keys("%Order%{Return}"))).toEqual([]);
    expect(found(focus("Password"), keys("{Control}({A})"))).toEqual([]);
    expect(foundWith(["losung"], focus("Losung"), keys(`${entry}{Return}`))).toEqual(["6: argument TextToSend, medium"]);
  });
});

describe("what is typed into a field that nothing names is a credential", () => {
  const typed = "Sommer!2024x";
  const field = (screen: string, name: string, value: string): string =>
    `WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: B Control: appmask['${screen}']['${name}'] Text: ${text(value)}`;
  const marked = (value: string, confidence: string): readonly string[] => [`5: argument Text, ${confidence}, in ${value}`];
  it.each<[string, string, readonly string[]]>([
    ...["input 2", "Input text", "Edit", "Text area", "Feld_3", "campo 1"].map((name): [string, string, readonly string[]] => [
      `where it looks like one: ${name}`,
      field("Orders", name, typed),
      marked(typed, "low"),
    ]),
    ["where people sign in", field("Log in", "Edit 2", typed), marked(typed, "medium")],
    ["where people sign in, with less to tell it", field("ERP Anmeldung", "Edit 2", "Sommer2024"), marked("Sommer2024", "low")],
    [
      "in a terminal",
      `TerminalEmulation.SetTextOnTerminalSession.SetTextOnFieldWithIndex Session: T Index: 2 Text: ${text(typed)}`,
      marked(typed, "low"),
    ],
    ["not in a field of another name", field("Log in", "Order", typed), []],
    ["not where it looks like none", field("Orders", "input 2", "Sommer2024"), []],
    ["not where a part is read", field("Log in", "Edit 2", `${typed}%Order%`), []],
    ["once, in a field for passwords", field("Log in", "Input password", typed), marked(typed, "high")],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });

  it("where it is entered second to sign in to a terminal", () => {
    const open = "TerminalEmulation.OpenTerminalSession.OpenSession SessionName: 'A' HllapiPath: 'x.dll' Session=> T";
    const shows = "TerminalEmulation.WaitForTextOnTerminalSession.WaitForTextOnScreen Session: T Text: 'Sign On'";
    const enter = (index: number, value: string): string =>
      `TerminalEmulation.SetTextOnTerminalSession.SetTextOnFieldWithIndex Session: T Index: ${index} Text: ${text(value)}`;
    expect(found(open, enter(1, "orders"), enter(2, entry))).toEqual(["7: argument Text, low"]);
    expect(found(open, shows, enter(1, "orders"), enter(2, entry))).toEqual(["8: argument Text, medium"]);
    expect(found(open, shows, enter(1, "%Order%"), enter(2, entry))).toEqual(["8: argument Text, medium"]);
    expect(found(open, shows, enter(1, "orders"), enter(2, "%Order%"))).toEqual([]);
    expect(found(open, enter(1, "orders"), enter(2, typed))).toEqual(["7: argument Text, low, in Sommer!2024x"]);
  });
});

describe("what a dialog suggests is a credential where it asks for one", () => {
  const dialog = (title: string, message: string): string =>
    `Display.InputDialog Title: ${text(title)} Message: ${text(message)} DefaultValue: ${text(entry)} InputType: Display.InputType.SingleLine UserInput=> Entry`;
  it.each<[string, string, readonly string[]]>([
    ["in its title", dialog("Passwort", "Bitte eingeben"), ["5: argument DefaultValue, high"]],
    ["in its question", dialog("ERP", "Password"), ["5: argument DefaultValue, high"]],
    ["not where it asks for something else", dialog("ERP", "Order number"), []],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });
});

describe("a user's name and a password in one value are told apart", () => {
  const written = "Sommer!2024x";
  const marked = (name: string, value: string, confidence: string): readonly string[] => [
    `5: variable ${name}, ${confidence}, in ${value}`,
  ];
  it.each<[string, string, readonly string[]]>([
    ["in a text", `SET Creds TO ${text(`orders:${written}`)}`, marked("Creds", written, "medium")],
    ["with a semicolon", `SET SapLoginData TO ${text(`orders; ${written}`)}`, marked("SapLoginData", written, "medium")],
    ["with less to tell it", `SET Credentials TO ${text("orders|Sommer2024")}`, marked("Credentials", "Sommer2024", "low")],
    ["in a list", `SET ErpCredentials TO ['orders', '${written}']`, marked("ErpCredentials", written, "medium")],
    ["not in another variable", `SET Order TO ${text(`orders:${written}`)}`, []],
    ["not in a list of more", `SET Creds TO ['orders', '${written}', 'x']`, []],
    ["not in a list that is read", `SET Creds TO [Order, '${written}']`, []],
    ["not words", `SET Creds TO ${text("orders:north-east")}`, []],
    ["not an address", `SET Auth TO ${text("https://Contoso1.example/Login!2")}`, []],
    ["once, where a name tells it", `SET Creds TO ${text(`password:${written}`)}`, marked("Creds", written, "medium")],
  ])("%s", (_, row, expected) => {
    expect(found(row)).toEqual(expected);
  });
});

describe("what a program is given is a credential", () => {
  const start = (path: string, line: string): string =>
    `System.RunApplication.RunApplication ApplicationPath: ${text(path)} CommandLineArguments: ${text(line)}`;
  it.each<[string, string, readonly string[]]>([
    [
      "by the program: PuTTY",
      start("C:\\\\Tools\\\\plink.exe", `-ssh erp -l orders -pw ${entry}`),
      ["5: script CommandLineArguments, high"],
    ],
    [
      "by the program: in quotes",
      start('\\"C:\\\\Tools\\\\psexec.exe\\"', `\\\\\\\\erp -u orders -p ${entry} cmd`),
      ["5: script CommandLineArguments, high"],
    ],
    [
      "by the program: without its ending",
      start("psexec", `\\\\\\\\erp -u orders -p ${entry} cmd`),
      ["5: script CommandLineArguments, high"],
    ],
    ["by the program: without a folder", start("plink.exe", `-pw ${entry}`), ["5: script CommandLineArguments, high"]],
    ["not by another program", start("C:\\\\Tools\\\\export.exe", `-p ${entry}`), []],
    ["once, where it tells by itself", start("C:\\\\Tools\\\\plink.exe", `--password=${secret}`), ["5: script CommandLineArguments, high"]],
    ["not where it is read", start("C:\\\\Tools\\\\plink.exe", "-pw %Order%"), []],
    [
      "in a script",
      `Scripting.RunPowershellScript.RunScript Script: ${text(`$password = \\"${secret}\\"`)} ScriptOutput=> O`,
      ["5: script Script, high"],
    ],
  ])("%s", (_, row, expected) => {
    expect(found(row).map((one) => one.replace(/, in .*$/s, ""))).toEqual(expected);
  });
});

describe("what is encrypted is told as such", () => {
  const protectedText = ["AQAAANCMnd8BFdERjHoAwE", "/Cl+sBAAAA"].join("");
  const hexadecimal = ["01000000", "d08c9ddf0115d111", "8c7a00c04fc297eb"].join("");
  it.each<[string, string, string]>([
    ["for a user", `SAP.SapLogin.SapLogInOptionSingle Password: ${text(protectedText)}`, "argument Password, high, encrypted"],
    ["in hexadecimal", `SAP.SapLogin.SapLogInOptionSingle Password: ${text(hexadecimal)}`, "argument Password, high, encrypted"],
    ["with space around", `ContosoErp.Open Entry: ${text(` ${protectedText}`)}`, "argument Entry, high, encrypted"],
    ["in the designer's notation", `SET A TO P@'${"x".repeat(40)}'`, "variable A, high, encrypted"],
  ])("%s", (_, row, expected) => {
    expect(found(row).map((one) => one.replace(/^\d+: |, in .*$/gs, ""))).toEqual([expected]);
  });
});

it("reads the path of a program in time that grows with it alone", () => {
  const run = (path: string): string =>
    `System.RunApplication.RunApplication ApplicationPath: ${text(path)} CommandLineArguments: ${text("-pw x")}`;
  expectLinear((size) => found(run(`${" ".repeat(size)}/`)), 300);
});

it("reads a text that holds many passwords in time that grows with it alone", () => {
  const given = `\\"args\\": [\\"#password\\", \\"${entry}\\"], `;
  const count = (size: number): number =>
    analysedSolutions([{ desktopFlows: [desktop("Flow", {}, `SET Body TO ${text(given.repeat(size))}`)] }]).desktop.credentials.length;
  expect(count(3)).toBe(3);
  expectLinear(count, 500);
});

it("reads a form with any number of parts", () => {
  const card = JSON.stringify({ body: Array.from({ length: 150_000 }, () => 1) }).replaceAll('"', '\\"');
  expect(found(`Display.ShowCustomDialog CardTemplateJson: '''${card}''' CustomFormData=> Form @Order_Value: ${text(entry)}`)).toEqual([]);
});

describe("what takes the place of a part of a text that another row writes", () => {
  const replace = (of: string, part: string, by: string, result: string): string =>
    `Text.Replace.ReplaceText Text: ${of} TextToFind: ${text(part)} ReplaceWith: ${text(by)} Result=> ${result}`;
  const template = `SET Template TO ${text("Server=##;Uid=orders;Password=@@")}`;
  it.each<[string, readonly string[], readonly string[]]>([
    ["the password", [template, replace("Template", "@@", entry, "Filled")], ["6: argument ReplaceWith, high"]],
    ["the server", [template, replace("Template", "##", entry, "Filled")], []],
    [
      "the password behind the server",
      [template, replace("TEMPLATE", "##", "sql01", "Half"), replace("half", "@@", entry, "Filled")],
      ["7: argument ReplaceWith, high"],
    ],
    [
      "the password in the same variable",
      [template, replace("Template", "##", "sql01", "Template"), replace("Template", "@@", entry, "Template")],
      ["7: argument ReplaceWith, high"],
    ],
    ["what is in no text that is known", [replace("Template", "@@", entry, "Filled")], []],
    ["what is in another text", [template, replace("Other", "@@", entry, "Filled")], []],
  ])("%s", (_, rows, expected) => {
    expect(found(...rows)).toEqual(expected);
  });

  it("in a time that grows with the rows", () => {
    expectLinear((size) => {
      const rows = Array.from(
        { length: size },
        (_, at) => `${template.replace("##", `##${at}`)}\r\n${replace("Template", "@@", "x", "Template")}`,
      );
      found(...rows);
    }, 200);
  });
});

describe("a text is a password where it is compared with what somebody typed for one:", () => {
  const ask = "Display.InputDialog Title: 'ERP' InputType: Display.InputType.Password UserInput=> Answer";
  const card = text('{\\"body\\": [{\\"type\\": \\"Input.Text\\", \\"id\\": \\"word\\", \\"style\\": \\"Password\\"}]}').replaceAll(
    "\\\\",
    "\\",
  );
  const form = `Display.ShowCustomDialog CardTemplateJson: ${card} CustomFormData=> Form`;
  it.each<[string, readonly string[], readonly string[]]>([
    ["in a condition", [ask, `IF Answer = ${text(entry)} THEN`, "END"], ["6: argument condition, high"]],
    ["on the left, and of another case", [ask, `IF ${text(entry)} <> ANSWER THEN`, "END"], ["6: argument condition, high"]],
    ["in a part of a condition", [ask, `IF Order = 1 AND NOT(Answer = ${text(entry)}) THEN`, "END"], ["6: argument condition, high"]],
    ["in a case", [ask, "SWITCH Answer", `CASE = ${text(entry)}`, "WAIT 1", "END"], ["6: argument condition, high"]],
    ["in a loop", [ask, `LOOP WHILE (Answer) <> (${text(entry)})`, "WAIT 1", "END"], ["6: argument condition, high"]],
    ["as a member of a form", [form, `IF Form['word'] = ${text(entry)} THEN`, "END"], ["6: argument condition, high"]],
    ["not as another member of a form", [form, `IF Form['note'] = ${text(entry)} THEN`, "END"], []],
    ["not what is put behind it", [ask, `IF Answer + ${text(entry)} = Order THEN`, "END"], []],
    ["not where a dialog asks for something else", [ask.replace("Password", "SingleLine"), `IF Answer = ${text(entry)} THEN`, "END"], []],
    ["not where something else is compared", [ask, `IF Order = ${text(entry)} THEN`, "END"], []],
    ["not where it is only looked for", [ask, `IF Contains(Answer, ${text(entry)}, False) THEN`, "END"], []],
    ["not where it is empty", [ask, "IF Answer = '' THEN", "END"], []],
    ["not how long it is", [ask, "IF Answer.Length = 73915428 THEN", "END"], []],
  ])("%s", (_, rows, expected) => {
    expect(found(...rows)).toEqual(expected);
  });
});
