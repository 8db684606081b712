import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

/** Put together here, so that no reader of this file takes it for a real one. */
const password = ["Tr0ub", "4dor", "!x9"].join("");
const token = ["ghp", "_", "8fK2lQz0vN3mXw7rT5yU1pA9cD4eG6hJ2kL0"].join("");
/** What Windows makes of a text that it protects. */
const encrypted = ["AQAAANCMnd8BFdERjHoAwE", "/Cl+sBAAAA", "Kx7Q2rT9pLmW".repeat(4)].join("");
const signIn = (value: string): string =>
  `SAP.SapLogin.SapLogInOptionSingle Client: $'''100''' Username: $'''orders''' Password: ${value} SapInstance=> Sap`;
const text = (value: string): string => `$'''${value}'''`;
const post = "Web.InvokeWebService.InvokeWebService Url: $'''https://erp.contoso.com''' Method: Web.Method.Post";
const both = '{"password": "%First%", "client_secret": "%Second%"}';

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a password is typed into the action that signs in",
      desktop: desktop("Sign in", {}, signIn(text(password))),
      findings: [{ message: "argument", at: "Main:4", level: "error", says: "'Password'" }],
    },
    right: {
      name: "the password comes from a sensitive input",
      desktop: desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }, signIn("Password")),
    },
  },
  valid: [
    {
      name: "rows of two that hold labels, columns, selectors or placeholders",
      desktop: desktop(
        "Orders",
        {},
        "SET Labels TO { ^['EN', 'DE'], ['Password', 'Kennwort2'], ['User', 'Benutzer'] }",
        "SET Columns TO ['Password', 'Column2']",
        "SET Fields TO [['Password', '#pwd1'], ['Password', 'OldPassword1'], ['Password', 'Reset it']]",
        "SET Settings TO { ^['Key', 'Value'], ['Password', ''], ['Password', '<password>'], ['PasswordPolicy', 'Strong12'] }",
        "SET Rows TO [['Password', 'Contoso2024', 'D']]",
        "SET Rows TO [{ 'Name': 'Password', 'Column': 'Contoso2024' }, { 'Name': 'Password', 'Field': 'x', 'Value': 'Contoso2024' }]",
      ),
    },
    {
      name: "in a row that is added to a table whose heads differ from one place to another",
      desktop: desktop(
        "Orders",
        {},
        "SET Logins TO {^['System', 'Kennwort'], ['', '']}",
        "SET Logins TO {^['Kennwort', 'System'], ['', '']}",
        `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: Logins RowToAdd: [${text("SAP")}, ${text(password)}]`,
      ),
    },
    {
      name: "headers without a credential, in a variable, in lines, in a list, and beside one that is read",
      desktop: desktop(
        "Orders",
        { inputs: ["Token"], sensitive: ["Token", "Headers"] },
        `SET Accept TO ${text("Accept: application/json")}`,
        `${post} CustomHeaders: Accept Response=> R`,
        `SET Language TO ${text("de-DE")}`,
        `SET Headers TO ${text("Accept-Language: %Language%\r\nX-Trace: 4711")}`,
        `Text.AppendLine Text: Headers LineToAppend: ${text("X-Api-Key: %Token%")} Result=> Headers`,
        `${post} CustomHeaders: Headers Response=> R`,
        "Variables.CreateNewList List=> Lines",
        `Variables.AddItemToList Item: ${text("X-Tenant: contoso-eu")} List: Lines`,
        "Text.JoinText.Join List: Lines StandardDelimiter: Text.StandardDelimiter.NewLine Result=> Joined",
        `${post} CustomHeaders: Joined Response=> R`,
      ),
    },
    {
      name: "what programs and statements are given that is no password, and notes that are no commands",
      desktop: desktop(
        "Report",
        {},
        ...[
          "rpa Order#2024-001",
          "range Sheet1!B2",
          "run C:\\\\PROGRA~1\\\\App1a.exe",
          "open Report@2024.xlsx",
          "-Name Contoso2024!",
          "mail orders@Contoso2.com",
          "%User% %Password%",
        ].map((line) => `System.RunApplication.RunApplication ApplicationPath: ${text("erp.exe")} CommandLineArguments: ${text(line)}`),
        ...[
          "open the file\nuser john wrote\nput it back",
          "open door\nJohn\nSmith\nquit",
          `user rpa ${password}`,
          "put a.txt\nuser rpa %Pw%",
        ].map((note) => `File.WriteText File: ${text("C:\\\\a.txt")} TextToWrite: ${text(note)}`),
        ...[
          "INSERT INTO Users (Name, Password) VALUES (@n, @p)",
          "INSERT INTO Users (Name, Password) VALUES (\\'a\\', \\'%Pw%\\')",
          "INSERT INTO Users (Password, Name) VALUES (NULL, \\'Contoso2024\\')",
          "INSERT INTO Users (Password, Name) SELECT Password, Name FROM Old",
        ].map((statement) => `Database.ExecuteSqlStatement.Execute Connection: C Statement: ${text(statement)} Result=> Rows`),
        `SET Body TO ${text('{"script": "%Js%", "args": [["#password", "aria/Password"], "click", ""]}')}`,
        `SET Body TO ${text('{"script": "%Js%", "args": ["#password", "focus"]}')}`,
        `SET Body TO ${text(`{"script": "%Js%", "args": [["#user"], "fill", "${password}"]}`)}`,
      ),
    },
    {
      name: "values of macros that do not sign in, and what is no password for those that do",
      desktop: desktop(
        "Report",
        {},
        `Excel.RunMacro Instance: Excel Macro: ${text(`FormatTable;${password}`)}`,
        `Excel.RunMacro Instance: Excel Macro: ${text("Unprotect;Sheet12a;A1:B20;2026-11-29;%Password%")}`,
        `Excel.RunMacro Instance: Excel Macro: ${text("LoginAndExport")}`,
      ),
    },
    { name: "an empty password", desktop: desktop("Sign in", {}, signIn("$''''''")) },
    { name: "a stand-in", desktop: desktop("Sign in", {}, signIn(text("<your password>"))) },
    {
      name: "what finds the field for a password in a page",
      desktop: desktop(
        "Sign in",
        {},
        `SET PasswordBox TO ${text("#password")}`,
        `SET LoginPassword TO ${text("form.login > .txt-password")}`,
      ),
    },
    {
      name: "what a dialog suggests that asks for something else",
      desktop: desktop(
        "Sign in",
        {},
        `Display.InputDialog Title: ${text("Order")} DefaultValue: ${text("north22east")} InputType: Display.InputType.SingleLine UserInput=> Entry`,
      ),
    },
    {
      name: "what is typed when another control has been used since the field for the password",
      desktop: desktop(
        "Sign in",
        {},
        "UIAutomation.Click Element: appmask['Sign in']['Edit \\'Password\\'']",
        "UIAutomation.PressButton Button: appmask['Sign in']['Button \\'Search\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north22east")}`,
        "UIAutomation.Click Element: appmask['Sign in']['Edit \\'Password\\'']",
        "IF Order = 1 THEN",
        `    MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north22east")}`,
        "END",
        "FUNCTION Search GLOBAL",
        `    MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north22east")}`,
        "END FUNCTION",
      ),
    },
    {
      name: "what is typed and is an address",
      desktop: desktop(
        "Sign in",
        {},
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("Orders.Bot1+test@contoso.com{Tab}")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("https://Orders1.contoso.example/?a=b{Return}")}`,
      ),
    },
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
    {
      name: "words about passwords, and where one is",
      desktop: desktop(
        "Sign in",
        {},
        `SET PasswordLabel TO ${text("Enter your password")}`,
        `SET PasswordXPath TO ${text('//input[@type="password"]')}`,
        `SET PasswordRule TO ${text("^(?=.*[A-Z])(?=.*[0-9]).{8,}$")}`,
        `SET PasswordFile TO ${text("C:\\\\RPA\\\\entry.txt")}`,
        `SET MaskedPassword TO ${text("********")}`,
        "UIAutomation.PressButton Button: appmask['Sign in']['Button \\'Forgot password\\'']",
        "# the password comes from the vault",
      ),
    },
    {
      name: "what is typed into fields that take no credential",
      desktop: desktop(
        "Sign in",
        {},
        `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Edit \\'User\\''] Text: ${text(password)}`,
        `SAP.PopulateTextField SapInstance: Sap ElementId: ${text("wnd[0]/usr/txtRSYST-BNAME")} TextValue: ${text(password)}`,
        `System.RunApplication.RunApplication ApplicationPath: App CommandLineArguments: ${text(`-user=${password} -pw=%Entry%`)}`,
      ),
    },
    {
      name: "what other arguments call something else",
      desktop: desktop(
        "Sign in",
        {},
        `System.SetEnvironmentVariable.SetEnvironmentVariable Name: ${text("ORDERS_FOLDER")} Value: ${text(password)}`,
        `XML.SetElementValue Document: Xml XPathQuery: ${text("/config/user")} ElementValue: ${text(password)}`,
        `Text.Replace.ReplaceText Text: Letter TextToFind: ${text("password")} ReplaceWith: ${text(password)} Result=> Letter`,
        `Text.Replace.ReplaceText Text: Script TextToFind: ${text("{{PASSWORD}}")} ReplaceWith: ${text("%Password%")} Result=> Script`,
        `SWITCH Step`,
        `    CASE = ${text(password)}`,
        "END",
        "SET PasswordAttempts TO 3",
      ),
    },
    {
      name: "values that only stand near a credential's place",
      desktop: desktop(
        "Sign in",
        { inputs: ["Password"], sensitive: ["Password"] },
        "SET Entries TO ['orders', 'north22']",
        `Email.SendEmail.AuthenticateAndSend SMTPServer: Server Username: Entries[0] Password: Password Subject: Entries[1]`,
        `SET Table TO {^['User', 'Area'], ['orders', 'north22']}`,
        `${signIn("Password")}`,
        `Text.Replace.ReplaceText Text: Password TextToFind: ${text("&")} ReplaceWith: ${text("&amp;")} Result=> Escaped`,
        signIn("Escaped"),
        `SET Area TO ${text("north22")}`,
        `System.RunApplication.RunApplication ApplicationPath: ${text("export.exe")} CommandLineArguments: ${text("-area=%Area%")}`,
        `Logging.LogMessage Message: ${text("Password: %Area%")} LogLevel: Logging.LogLevel.Info`,
      ),
    },
    {
      name: "texts that are compared, typed and noted",
      desktop: desktop(
        "Sign in",
        {},
        `IF Password = ${text("")} THEN`,
        `    EXIT Code: 1 ErrorMessage: ${text("The password is missing")}`,
        "END",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Tab}Invoice-2024.pdf{Return}")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Tab}%Password%{Return}")}`,
        "# password: see the vault",
        "/# user and password come from the cloud flow #/",
      ),
    },
    {
      name: "what is typed second where nobody signs in, or behind the sign-in, or comes from elsewhere",
      desktop: desktop(
        "Orders",
        {},
        "WebAutomation.LaunchEdge.AttachToEdgeByTitle TabTitle: $'''Login audit''' BrowserInstance=> Browser",
        "UIAutomation.FocusWindow.FocusByTitleClass Title: $'''Orders''' Class: $''''''",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north{Tab}berlin{Return}")}`,
        "UIAutomation.FocusWindow.FocusByTitleClass Title: $'''Login''' Class: $''''''",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("orders{Tab}%Entry%{Return}")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north{Tab}berlin{Return}")}`,
        "UIAutomation.FocusWindow.FocusByTitleClass Title: $'''Login ERP''' Class: $''''''",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("orders{Tab}<password>{Return}")}`,
        "UIAutomation.FocusWindow.FocusByTitleClass Title: $'''Login''' Class: $''''''",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("orders")}`,
        "UIAutomation.PressButton Button: appmask['Login']['Button \\'Next\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Tab}berlin{Return}")}`,
      ),
    },
    {
      name: "what is typed into another field, behind a key that leaves the field, and behind a button",
      desktop: desktop(
        "Sign in",
        {},
        "UIAutomation.Click Element: appmask['Sign in']['Edit \\'User name\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("svc_robot01")}`,
        "UIAutomation.Click Element: appmask['Sign in']['Edit \\'Password\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Control}({A}){Tab}")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north22east")}`,
        "UIAutomation.Click Element: appmask['Sign in']['Button \\'Show password\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("north22east")}`,
      ),
    },
  ],
  invalid: [
    {
      name: "in a row that is added to a table, below the head of its column",
      desktop: desktop(
        "Orders",
        {},
        "Variables.CreateNewDatatable InputTable: {^['System', 'Kennwort'], [$'''''', $'''''']} DataTable=> Logins",
        `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: Logins RowToAdd: [${text("SAP")}, ${text(password)}]`,
        `Variables.AddRowToDataTable.InsertItemToDataTable DataTable: Logins RowIndex: 0 RowToAdd: [${text(password)}, ${text("")}]`,
        `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: Others RowToAdd: [${text("SAP")}, ${text(password)}]`,
      ),
      findings: [{ message: "argument", at: "Main:5", level: "error" }],
    },
    {
      name: "in a row that is added to a table whose heads are written twice",
      desktop: desktop(
        "Orders",
        {},
        "SET Logins TO {^['System', 'Kennwort'], ['', '']}",
        "SET Logins TO {^['System', 'KENNWORT'], ['', '']}",
        `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: Logins RowToAdd: [${text("SAP")}, ${text(password)}]`,
      ),
      findings: [{ message: "argument", at: "Main:6" }],
    },
    {
      name: "in a row of two behind the name of a setting",
      desktop: desktop(
        "Orders",
        {},
        `SET Settings TO { ^['Key', 'Value'], ['Url', 'https://erp.contoso.com'], ['SapPassword', '${password}'] }`,
        `SET Settings TO [['Url', 'Contoso2024'], ['SapPassword', '${password}']]`,
        `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: Settings RowToAdd: ['SapPassword', '${password}']`,
        `SET Settings TO [{ 'Name': 'Url', 'Value': 'Contoso2024' }, { 'Name': 'SapPassword', 'Value': '${password}' }]`,
        `SET Settings TO $fx'=[{Key: "SapPassword", Value: "${password}"}]'`,
        `Web.DownloadFromWeb.DownloadUsePost Url: 'https://erp.contoso.com' Parameters: { ['user', 'svc'], ['password', '${password}'] } FileContent=> Orders`,
      ),
      findings: [
        { message: "variable", at: "Main:4", level: "error" },
        { message: "variable", at: "Main:5", level: "error" },
        { message: "argument", at: "Main:6", level: "error" },
        { message: "variable", at: "Main:7", level: "error" },
        { message: "variable", at: "Main:8", level: "error" },
        { message: "argument", at: "Main:9", level: "error" },
      ],
    },
    {
      name: "in the place of a password, without a name for it",
      desktop: desktop(
        "Orders",
        {},
        `System.RunApplication.RunApplication ApplicationPath: ${text("erp.exe")} CommandLineArguments: ${text(`orders ${["Tr0ub", "4dor", "!"].join("")} prod`)}`,
        `File.WriteText File: ${text("C:\\\\ftp.txt")} TextToWrite: ${text(`open ftp.contoso.com\nuser orders ${password}\nput a.txt\nquit`)}`,
        `File.WriteText File: ${text("C:\\\\ftp.txt")} TextToWrite: ${text(`open ftp.contoso.com\r\norders\r\n${password}\r\nbinary`)}`,
        `System.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: ${text(`bcp dbo.Orders out a.csv -S srv -U svc -P${password}`)}`,
        `Database.ExecuteSqlStatement.Execute Connection: C Statement: ${text(`insert into [dbo].[Users] ([Name], [Password], [At])\nvalues (N\\'svc, rpa\\', N\\'${password}\\', getdate())`)} Result=> Rows`,
      ),
      findings: [
        { message: "script", at: "Main:4", level: "warning", confidence: "low" },
        { message: "argument", at: "Main:5", level: "warning", confidence: "medium" },
        { message: "argument", at: "Main:9", level: "warning", confidence: "medium" },
        { message: "script", at: "Main:13", level: "error" },
        { message: "script", at: "Main:14", level: "error" },
      ],
    },
    {
      name: "what the driver of a browser types into a page, and what a form shows in its field for passwords",
      desktop: desktop(
        "Orders",
        {},
        `SET Body TO ${text(`{"script": "%Js%", "args": [["#pwd", "aria/Password"], "fill", "${password}"]}`)}`,
        `SET Body TO ${text(`{"script": "%Js%", "args": ["id/password", "${password}"]}`)}`,
        `Web.InvokeWebService.InvokeWebService Url: ${text("%Session%/element/%PasswordElementId%/value")} RequestBody: ${text(`{\\"text\\": \\"${password}\\"}`)}`,
        `Web.InvokeWebService.InvokeWebService Url: ${text("%Session%/element/%UserElement%/value")} RequestBody: ${text('{\\"text\\": \\"svc@contoso.com\\"}')}`,
        `Display.ShowCustomDialog CardTemplateJson: '''${JSON.stringify({ body: [{ type: "Input.Text", style: "password", id: "Pin", value: `\${Pin_Value}` }] }).replaceAll('"', '\\"')}''' CustomFormData=> Form @Pin_Value: ${text(password)}`,
      ),
      findings: [
        { message: "variable", at: "Main:4", level: "error" },
        { message: "variable", at: "Main:5", level: "error" },
        { message: "argument", at: "Main:6", level: "error" },
        { message: "argument", at: "Main:8", level: "error" },
      ],
    },
    {
      name: "what a macro is given to sign in with",
      desktop: desktop(
        "Report",
        {},
        `Excel.RunMacro Instance: Excel Macro: ${text(`Login;orders;${password}`)}`,
        `Excel.RunMacro Instance: Excel Macro: ${text("SapLogon;%User%; North22East")}`,
        `Excel.RunMacro Instance: Excel Macro: ${text(`UnprotectSheets;${password}`)}`,
      ),
      findings: [
        { message: "script", at: "Main:4", confidence: "medium" },
        { message: "script", at: "Main:5", confidence: "low" },
        { message: "script", at: "Main:6", confidence: "medium" },
      ],
    },
    {
      name: "a name in a variable that is used as a password is as doubtful as where it is used",
      desktop: desktop("Sign in", {}, `SET SAP_Password TO ${text("SAPPassword")}`, signIn("SAP_Password"), signIn(text("SAPPassword"))),
      findings: [
        { message: "variable", at: "Main:4", confidence: "low", says: "looks like a name" },
        { message: "argument", at: "Main:6", confidence: "low", says: "looks like a name" },
      ],
    },
    {
      name: "words that are typed into a field for passwords",
      desktop: desktop(
        "Sign in",
        {},
        `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Edit \\'Password\\''] Text: ${text("WinterGreen")}`,
        `WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: Browser Control: appmask['Sign in']['Input password \\'pwd\\''] Text: ${text("NorthOfTheRiver")}`,
        `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Edit \\'Password\\''] Text: ${text("SapPassword")}`,
      ),
      findings: [
        { message: "argument", at: "Main:4", level: "error" },
        { message: "argument", at: "Main:5", level: "error" },
        { message: "argument", at: "Main:6", confidence: "low", says: "looks like a name" },
      ],
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
      name: "each of several credentials in a script, at its own line",
      desktop: desktop(
        "Sign in",
        {},
        [
          `Scripting.RunPowershellScript.RunScript Script: $'''$server = \\"sql01\\"`,
          `$password = \\"${password}\\"`,
          `$apiToken = \\"${token}\\"''' ScriptOutput=> Output`,
        ].join("\r\n"),
      ),
      findings: [
        { message: "script", at: "Main:4", says: "password" },
        { message: "script", at: "Main:4", says: "token" },
      ],
    },
    {
      name: "an object with a user and what may mean other things by itself",
      desktop: desktop(
        "Sign in",
        {},
        "SET Entry TO {'User': 'orders', 'Pass': 'north22'}",
        "SET Result TO {'Test': 'orders', 'Pass': 'north22'}",
      ),
      findings: [{ message: "variable", at: "Main:4" }],
    },
    {
      name: "pieces of a password that an argument puts together, or a variable",
      desktop: desktop(
        "Sign in",
        {},
        `SET First TO ${text(password.slice(0, 6))}`,
        `SET Second TO ${text(password.slice(6))}`,
        signIn(text("%First%%Second%")),
        `SET Third TO ${text(password.slice(0, 5))}`,
        `SET Fourth TO ${text(password.slice(5))}`,
        "SET Both TO Third + Fourth",
        signIn("Both"),
      ),
      findings: [
        { message: "variable", at: "Main:4", related: ["Another piece of it is written here."] },
        { message: "variable", at: "Main:7", related: ["Another piece of it is written here."] },
      ],
    },
    {
      name: "a piece that is a password of its own elsewhere",
      desktop: desktop(
        "Sign in",
        {},
        `SET First TO ${text(password.slice(0, 6))}`,
        `SET Second TO ${text(password.slice(6))}`,
        signIn(text("%First%%Second%")),
        signIn("Second"),
      ),
      findings: [
        { message: "variable", at: "Main:4", related: [] },
        { message: "variable", at: "Main:5", related: [] },
      ],
    },
    {
      name: "a password of its own that is a piece elsewhere, further down",
      desktop: desktop(
        "Sign in",
        {},
        `SET First TO ${text(password.slice(0, 6))}`,
        `SET Second TO ${text(password.slice(6))}`,
        signIn("Second"),
        signIn(text("%First%%Second%")),
      ),
      findings: [
        { message: "variable", at: "Main:4", related: [] },
        { message: "variable", at: "Main:5", related: [] },
      ],
    },
    {
      name: "two passwords in one text",
      desktop: desktop(
        "Sign in",
        {},
        `SET First TO ${text(password)}`,
        `SET Second TO ${text(`${password}2`)}`,
        `${post} RequestBody: ${text(both)}`,
        `SET Body TO ${text(both)}`,
        `${post} RequestBody: Body`,
      ),
      findings: [
        { message: "variable", at: "Main:4", related: [] },
        { message: "variable", at: "Main:5", related: [] },
      ],
    },
    {
      name: "headers in a variable, by what each is for, and what a variable gives to one of them",
      desktop: desktop(
        "Orders",
        {},
        `SET Headers TO ${text(`Accept: application/json\r\nAuthorization: ContosoKey ${token}`)}`,
        `${post} CustomHeaders: Headers Response=> R`,
        `SET Entry TO ${text("north22east")}`,
        `SET Others TO ${text("Accept: application/json\r\nX-Api-Key: %Entry%")}`,
        `${post} CustomHeaders: Others Response=> R`,
      ),
      findings: [
        { message: "variable", at: "Main:4", level: "error" },
        { message: "variable", at: "Main:7", level: "error" },
      ],
    },
    {
      name: "a variable that is used as a password",
      desktop: desktop("Sign in", {}, `SET Entry TO ${text(password)}`, signIn("Entry")),
      findings: [{ message: "variable", at: "Main:4", level: "error" }],
    },
    {
      name: "a variable whose name leaves it open, which is used as a password",
      desktop: desktop("Sign in", {}, `SET pw TO ${text(password)}`, signIn("pw")),
      findings: [
        {
          message: "variable",
          at: "Main:4",
          level: "error",
          says: "recognised by its name and its use as a credential",
        },
      ],
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
      findings: [{ message: "default", at: "Password" }],
    },
    {
      name: "a text that the designer encrypted",
      desktop: desktop("Sign in", {}, signIn(text(encrypted))),
      findings: [{ message: "encrypted", at: "Main:4", level: "warning" }],
    },
    {
      name: "an encrypted text whatever its variable or input is called, once where it is used",
      desktop: desktop("Sign in", { inputs: { Entry: encrypted } }, `SET Something TO ${text(encrypted)}`, signIn("Something")),
      findings: [
        { message: "encryptedDefault", at: "Entry", level: "warning" },
        { message: "encrypted", at: "Main:5", level: "warning" },
      ],
    },
    {
      name: "an encrypted text behind the name of its field",
      desktop: desktop("Sign in", {}, `SET Line TO ${text(`password=${encrypted}`)}`),
      findings: [{ message: "encrypted", at: "Main:4", level: "warning", confidence: "high" }],
    },
    {
      name: "a text in double quotes, which the designer does not take",
      desktop: desktop("Sign in", {}, signIn(`"${password}"`), `SET SqlPassword TO "${password}"`),
      findings: [
        { message: "argument", at: "Main:4", level: "error" },
        { message: "variable", at: "Main:5", level: "error" },
      ],
    },
    {
      name: "an encrypted text in a notation of its own",
      desktop: desktop("Sign in", {}, signIn(`P@'${"x".repeat(40)}'`), `SET Entry TO P@'${"x".repeat(40)}'`),
      findings: [
        { message: "encrypted", at: "Main:4", level: "warning" },
        { message: "encrypted", at: "Main:5", level: "warning" },
      ],
    },
    {
      name: "a text that is typed into a field for passwords",
      desktop: desktop(
        "Sign in",
        {},
        `WebAutomation.PopulateTextField.PopulateTextFieldUsePhysicalKeyboard BrowserInstance: Browser Control: appmask['Web page']['Input password \\'pwd\\''] Text: ${text(password)}`,
        `WebAutomation.PopulateTextField.PopulateTextFieldBySelector Instance: Browser Selector: 'form#login input#password' Text: ${text(password)}`,
        `UIAutomation.PopulateTextField Element: appmask['Sign in']['Edit Password'] Text: ${text(password)}`,
        `TerminalEmulation.SetTextOnTerminalSession.SetTextOnFieldWithLabel Session: Host FieldLabel: ${text("Password")} Text: ${text(password)}`,
        `SAP.PopulateTextField SapInstance: Sap ElementId: ${text("wnd[0]/usr/pwdRSYST-BCODE")} TextValue: ${text(password)}`,
      ),
      findings: [4, 5, 6, 7, 8].map((line) => ({ message: "argument" as const, at: `Main:${line}`, level: "error" as const })),
    },
    {
      name: "a page's field that a script fills, and an option of a command line",
      desktop: desktop(
        "Sign in",
        {},
        `WebAutomation.ExecuteJavascript BrowserInstance: Browser Javascript: ${text(`document.querySelector("#pwd").value = "${password}";`)}`,
        `System.RunApplication.RunApplication ApplicationPath: App CommandLineArguments: ${text(`-user=orders -pw=${password}`)}`,
      ),
      findings: [
        { message: "script", at: "Main:4" },
        { message: "script", at: "Main:5" },
      ],
    },
    {
      name: "what other arguments call a credential",
      desktop: desktop(
        "Sign in",
        {},
        `System.SetEnvironmentVariable.SetEnvironmentVariable Name: ${text("SQL_PASSWORD")} Value: ${text(password)}`,
        `XML.SetElementValue Document: Xml XPathQuery: ${text("/config/password")} ElementValue: ${text(password)}`,
        `Variables.ModifyDataTableItem DataTable: Table ColumnNameOrIndex: ${text("Password")} RowIndex: 0 Value: ${text(password)}`,
        `Text.Replace.ReplaceText Text: Script TextToFind: ${text("{{PASSWORD}}")} ReplaceWith: ${text(password)} Result=> Script`,
        `Display.InputDialog Title: ${text("Sign in")} DefaultValue: ${text(password)} InputType: Display.InputType.Password UserInput=> Entry`,
      ),
      findings: [4, 5, 6, 7, 8].map((line) => ({ message: "argument" as const, at: `Main:${line}`, level: "error" as const })),
    },
    {
      name: "a password that SWITCH compares with, and one of digits",
      desktop: desktop("Sign in", {}, "SWITCH Password", `    CASE = ${text(password)}`, "END", "SET SqlPassword TO 48151623"),
      findings: [
        { message: "argument", at: "Main:4" },
        { message: "variable", at: "Main:7", confidence: "medium" },
      ],
    },
    {
      name: "an option that only the program explains",
      desktop: desktop(
        "Sign in",
        {},
        `System.RunApplication.RunApplication ApplicationPath: ${text("C:\\\\Tools\\\\psexec.exe")} CommandLineArguments: ${text(`-u orders -p ${password} cmd`)}`,
      ),
      findings: [{ message: "script", at: "Main:4", level: "error" }],
    },
    {
      name: "variables that texts give to a place for credentials",
      desktop: desktop(
        "Sign in",
        {},
        "SET First TO 'north22'",
        "SET Second TO 'south33'",
        "SET Third TO 'east4455'",
        `System.RunApplication.RunApplication ApplicationPath: App CommandLineArguments: ${text("-user=orders -pw=%First%")}`,
        `WebAutomation.PopulateTextField.PopulateTextFieldUsePhysicalKeyboard BrowserInstance: Browser Control: appmask['Web page']['Input password \\'pwd\\''] Text: Second`,
        `SET Body TO ${text("grant_type=password&username=orders&password=%Third%")}`,
      ),
      findings: [4, 5, 6].map((line) => ({ message: "variable" as const, at: `Main:${line}`, says: "its use as a credential" })),
    },
    {
      name: "a part of a list, an object, a table and a text that is JSON, used as a password",
      desktop: desktop(
        "Sign in",
        {},
        "SET Entries TO ['orders', 'north22']",
        signIn("Entries[1]"),
        "SET Entry TO {'u': 'orders', 'p': 'south33'}",
        signIn("Entry['p']"),
        "SET Table TO {^['System', 'Code'], ['orders', 'east4455']}",
        signIn("Table[0]['Code']"),
        `Variables.ConvertJsonToCustomObject Json: ${text('{"sap":{"u":"orders","p":"west5566"}}')} CustomObject=> Settings`,
        signIn("Settings['sap']['p']"),
        "LOOP FOREACH Code IN ['north77', 'south88']",
        `    ${signIn("Code")}`,
        "END",
      ),
      findings: [
        { message: "variable", at: "Main:4" },
        { message: "variable", at: "Main:6" },
        { message: "variable", at: "Main:8" },
        { message: "argument", at: "Main:10" },
        { message: "variable", at: "Main:12" },
        { message: "variable", at: "Main:12" },
      ],
    },
    {
      name: "members of a text that is JSON, of which one begins like another one",
      desktop: desktop(
        "Sign in",
        {},
        `Variables.ConvertJsonToCustomObject Json: ${text('{"erp":"west5566x7","sap":"west5566"}')} CustomObject=> Settings`,
        signIn("Settings['erp']"),
        signIn("Settings['sap']"),
      ),
      findings: [
        { message: "argument", at: "Main:4" },
        { message: "argument", at: "Main:4" },
      ],
    },
    {
      name: "a text in a Power Fx formula",
      desktop: desktop(
        "Sign in",
        {},
        `SET SqlPassword TO $fx'="${password}"'`,
        `SET Line TO $fx'=Concatenate("Password=${password}", ";Server=", Host)'`,
        `SET Settings TO $fx'={Url: "https://erp.contoso.com", Password: "${password}"}'`,
        `SET Password TO $fx'=If(Production, "${password}", Other)'`,
        `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['Sign in']['Password'] Text: $fx'="${password}"'`,
      ),
      findings: [
        { message: "variable", at: "Main:4" },
        { message: "variable", at: "Main:5" },
        { message: "variable", at: "Main:6" },
        { message: "variable", at: "Main:7" },
        { message: "argument", at: "Main:8" },
      ],
    },
    {
      name: "a text that a condition compares a password with",
      desktop: desktop("Sign in", {}, `IF Password = ${text(password)} THEN`, "END"),
      findings: [{ message: "argument", at: "Main:4", says: "'condition'" }],
    },
    {
      name: "a password that is typed behind a Tab, and alone",
      desktop: desktop(
        "Sign in",
        {},
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text(`orders{Tab}${password}{Return}`)}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text(`${password}{Enter}`)}`,
      ),
      findings: [
        { message: "argument", at: "Main:4", level: "warning", confidence: "medium" },
        { message: "argument", at: "Main:5", confidence: "low" },
      ],
    },
    {
      name: "what is typed to sign in, and a password that is all of a text",
      desktop: desktop(
        "Sign in",
        {},
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("orders{Tab}north22{Return}")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text(password)}`,
      ),
      findings: [4, 5].map((line) => ({ message: "argument" as const, at: `Main:${line}`, confidence: "low" as const })),
    },
    {
      name: "a word that is typed second where people sign in, and behind the name of an administrator",
      desktop: desktop(
        "Sign in",
        {},
        "WAIT (UIAutomation.WaitForWindow.Open Window: appmask['Login ERP'])",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("orders{Tab}sommerwind{Return}")}`,
        `WebAutomation.GoToWebPage.GoToWebPage BrowserInstance: Browser Url: ${text("https://erp.contoso.example/login")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("%User%")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Tab}")}`,
        "WAIT 1",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("sommerwind2")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Return}")}`,
        "FUNCTION Other GLOBAL",
        `    MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("admin{Tab}sommerwind{Enter}")}`,
        "END FUNCTION",
      ),
      findings: [
        { message: "argument", at: "Main:5", level: "warning", confidence: "low" },
        { message: "argument", at: "Main:10", level: "warning", confidence: "medium" },
        { message: "argument", at: "Other:13", level: "warning", confidence: "low" },
      ],
    },
    {
      name: "what fills a field that is called one",
      desktop: desktop(
        "Sign in",
        {},
        `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['ERP']['Password field'] Text: ${text(password)}`,
        `UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['ERP']['Passwortfeld'] Text: ${text(password)}`,
      ),
      findings: [4, 5].map((line) => ({ message: "argument" as const, at: `Main:${line}` })),
    },
    {
      name: "what is typed or pasted into a field that was clicked on",
      desktop: desktop(
        "Sign in",
        {},
        "UIAutomation.Click Element: appmask['Sign in']['Edit \\'Password\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Control}({A})sommer12{Return}")}`,
        `Clipboard.SetText Text: ${text("herbst1234")}`,
        "WebAutomation.FocusTextField.FocusTextField BrowserInstance: Browser Control: appmask['Web Page']['Input password \\'pwd\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text("{Control}({V})")}`,
      ),
      findings: [
        { message: "argument", at: "Main:5", says: "'TextToSend'" },
        { message: "argument", at: "Main:6", says: "'Text'" },
      ],
    },
    {
      name: "what is sent as keys to a field for passwords",
      desktop: desktop(
        "Sign in",
        {},
        `MouseAndKeyboard.SendKeys.FocusAndSendKeysByControl Control: appmask['Sign in']['Edit \\'User\\''] TextToSend: ${text("sommer12")}`,
        `MouseAndKeyboard.SendKeys.FocusAndSendKeysByControl Control: appmask['Sign in']['Edit \\'Password\\''] TextToSend: ${text("sommer12{Return}")}`,
      ),
      findings: [{ message: "argument", at: "Main:5", says: "'TextToSend'" }],
    },
    {
      name: "a known form that a script puts into a field for passwords, once",
      desktop: desktop(
        "Sign in",
        {},
        `WebAutomation.ExecuteJavascript Javascript: ${text(`document.getElementById("pwd").value = "${token}"; go("${token}")`)} Result=> R`,
      ),
      findings: [
        { message: "script", at: "Main:4" },
        { message: "script", at: "Main:4" },
      ],
    },
    {
      name: "what a local subflow is called with",
      desktop: desktop(
        "Sign in",
        {},
        `CALL Login User: ${text("orders")} Password: ${text(password)}`,
        `CALL Login User: ${text("orders")} Entry: ${text("north22east")}`,
        "FUNCTION Login User, Password, Entry",
        "    SAP.SapLogin.SapLogInOptionSingle Username: User Password: Entry SapInstance=> Sap",
        "END FUNCTION",
      ),
      findings: [
        { message: "argument", at: "Main:4", says: "'Password'" },
        { message: "argument", at: "Main:5", says: "'Entry'" },
      ],
    },
    {
      name: "a row that cannot be read",
      desktop: desktop("Sign in", {}, `WebAutomation.Sign In Now With Server=sql01;User Id=orders;Password=${password};`),
      findings: [{ message: "row", at: "Main:4" }],
    },
    {
      name: "a variable that is set in a row that cannot be read, or that is commented out",
      desktop: desktop(
        "Sign in",
        {},
        `?? SET ErpPassword TO ${text(password)}`,
        `# SET ErpPassword TO '${password}'`,
        "# SET ErpPassword TO Entry",
      ),
      findings: [
        { message: "row", at: "Main:4", confidence: "low" },
        { message: "comment", at: "Main:5", confidence: "low" },
      ],
    },
    {
      name: "a password that somebody noted in a comment",
      desktop: desktop("Sign in", {}, `# user orders, password: ${password}`),
      findings: [{ message: "comment", at: "Main:4", confidence: "low" }],
    },
  ],
});
