import { compose, desktopFlow, guidOf, keyVault, tokenRequest } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const header = { inputs: ["Password"], sensitive: ["Password"] };
const readSettings = [
  "Excel.ReadFromExcel.ReadAllCells Instance: Excel FirstLineIsHeader: True RangeValue=> Settings",
  "SET Config TO {{ }}",
];
const readLines = [
  "File.ReadTextFromFile.ReadText File: $'''C:\\\\Settings.txt''' Encoding: File.TextFileEncoding.UTF8 Content=> Content",
  "Text.SplitText.Split Text: Content StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 1 Result=> Lines",
];
const signIn = (entry: string): string => `SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: ${entry} SapInstance=> Sap`;

const card = {
  type: "AdaptiveCard",
  body: [
    { type: "Input.Text", id: "User", label: `\${User_Label}` },
    { type: "Input.Text", id: "Pin", style: "Password", value: `\${Pin_Value}` },
  ],
};
/** A cloud flow that gives a desktop flow several values in one text; the desktop flow splits it and logs some of them. */
const splitting = (text: string, delimiter: string, logged: string) => ({
  flows: [flow("Send orders", keyVault.getSecret("Get_secret"), desktopFlow("Run_desktop", "Post order", { Entry: text }))],
  desktopFlows: [
    desktop(
      "Post order",
      { inputs: ["Entry"], sensitive: ["Entry"] },
      `Text.SplitText.SplitWithDelimiter Text: Entry CustomDelimiter: '${delimiter}' IsRegEx: False Result=> Parts`,
      `Logging.LogMessage Message: $'''${logged}'''`,
    ),
  ],
});
const secretText = "outputs('Get_secret')?['body/value']";
const form = (given: string): string =>
  `Display.ShowCustomDialog CardTemplateJson: '''${JSON.stringify(card).replaceAll('"', '\\"')}''' CustomFormData=> CustomFormData ButtonPressed=> ButtonPressed ${given}`;
const readVariable = (name: string): string =>
  `PowerAutomateEnvironment.RetrieveEnvironmentVariable EnvironmentVariable: $'''${name}''' EnvironmentVariableValue=> Value`;

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the password is part of a log message",
      desktop: desktop(
        "Post order",
        header,
        "Logging.LogMessage Message: $'''Signing in with %Password%''' LogLevel: Logging.LogLevel.Info",
      ),
      findings: [{ message: "logged", at: "Main:5", level: "error", confidence: "high", says: "sensitive input 'Password'" }],
    },
    right: {
      name: "the log names the step, not the password",
      desktop: desktop("Post order", header, "Logging.LogMessage Message: $'''Signing in''' LogLevel: Logging.LogLevel.Info"),
    },
  },
  valid: [
    {
      name: "what a marked input or variable holds behind a row that overwrites it with a word or nothing",
      desktop: desktop(
        "Post order",
        { inputs: ["Password"], sensitive: ["Password", "Note"] },
        signIn("Password"),
        "SET Password TO $'''Done'''",
        "Logging.LogMessage Message: Password",
        "SET Note TO [Row]",
        "Variables.ClearList List: Note",
        "Logging.LogMessage Message: Note",
        "IF Done = True THEN",
        "SET Password TO $''''''",
        "Logging.LogMessage Message: Password",
        "END",
        "File.ReadTextFromFile.ReadText File: $'''C:\\\\a.dat''' Encoding: File.TextFileEncoding.UTF8 Content=> Note",
        "SET Note TO 0",
        "Logging.LogMessage Message: Note",
        "CALL Cleaned",
        "FUNCTION Cleaned GLOBAL",
        "SET Password TO $'''not set'''",
        "Logging.LogMessage Message: Password",
        "END FUNCTION",
      ),
    },
    {
      name: "what is read from other files than a flow writes, and from a variable that names another one by then",
      desktop: desktop(
        "Post order",
        header,
        "File.WriteText File: $'''C:\\\\a.dat''' TextToWrite: Password",
        "File.ReadTextFromFile.ReadText File: $'''C:\\\\b.dat''' Encoding: File.TextFileEncoding.UTF8 Content=> Text",
        "Logging.LogMessage Message: Text",
        "SET Path TO $'''C:\\\\c.dat'''",
        "File.WriteText File: Path TextToWrite: Password",
        "SET Path TO $'''C:\\\\d.dat'''",
        "File.ReadTextFromFile.ReadText File: Path Encoding: File.TextFileEncoding.UTF8 Content=> Text",
        "Logging.LogMessage Message: Text",
        "DISABLE File.WriteText File: $'''C:\\\\b.dat''' TextToWrite: Password",
      ),
    },
    {
      name: "the user's name of a text that the flow put together and takes apart again, and a written one",
      desktop: desktop(
        "Post order",
        { inputs: ["User", "Password"], sensitive: ["Password"] },
        "SET Login TO $'''%User%; %Password%'''",
        "Text.SplitText.SplitWithDelimiter Text: Login CustomDelimiter: $'''; ''' IsRegEx: False Result=> Parts",
        "Logging.LogMessage Message: Parts[0]",
        "SET Lines TO $'''%User%\r\n%Password%'''",
        "Text.SplitText.Split Text: Lines StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 1 Result=> Pieces",
        "Logging.LogMessage Message: Pieces[0]",
        `SET Login TO $fx'=$"{User};{Password}"'`,
        "Text.SplitText.SplitWithDelimiter Text: $fx'=Login' CustomDelimiter: $fx';' IsRegEx: $fx'=false' Result=> Parts",
        "Logging.LogMessage Message: $fx'=Index(Parts, 1).Value'",
        `SET ErpLogin TO $'''svc;${password(9)}'''`,
        "Text.SplitText.SplitWithDelimiter Text: ErpLogin CustomDelimiter: $''';''' IsRegEx: False Result=> Written",
        "Logging.LogMessage Message: Written[0]",
      ),
    },
    {
      name: "fields of a form that take no password, and what fills the one that does",
      desktop: desktop(
        "Post order",
        header,
        form("@Pin_Value: Password @User_Label: $'''Password of today'''"),
        "Logging.LogMessage Message: $'''%CustomFormData['User']% %ButtonPressed%'''",
      ),
    },
    {
      name: "an environment variable that is not of type Secret",
      solution: {
        variables: [{ schemaName: "new_Erp", type: "string" }],
        desktopFlows: [desktop("Post order", {}, readVariable("new_Erp"), "Logging.LogMessage Message: Value")],
      },
    },
    {
      name: "a row that is switched off logs nothing",
      desktop: desktop("Post order", header, "DISABLE Logging.LogMessage Message: $'''Signing in with %Password%'''"),
    },
    {
      name: "the length of a secret is none",
      desktop: desktop("Post order", header, "Logging.LogMessage Message: $'''%Password.Length% characters'''"),
    },
    {
      name: "another line of a text of which one is used as a password",
      desktop: desktop("Post order", {}, ...readLines, signIn("Lines[1]"), "Logging.LogMessage Message: Lines[0]"),
    },
    {
      name: "another setting of a table of which one is used as a password",
      desktop: desktop(
        "Post order",
        {},
        ...readSettings,
        "LOOP FOREACH Row IN Settings",
        "    SET Config[Row['Name']] TO Row['Value']",
        "    SWITCH Row['Name']",
        "        CASE = 'Url'",
        "            SET Url TO Row['Value']",
        "        CASE 'Entry'",
        "            SET Entry TO Row['Value']",
        "    END",
        "    IF Row['Name'] = 'Folder' AND IsNotEmpty(Row['Value']) THEN",
        "        SET Folder TO Row['Value']",
        "    ELSE IF StartsWith(Row['Name'], 'Mail', True) THEN",
        "        SET Mail TO Row['Value']",
        "    END",
        "END",
        "LOOP Index FROM 0 TO 9 STEP 1",
        "    IF Settings[Index]['Name'] = 'Host' THEN",
        "        SET Host TO Settings[Index]['Value']",
        "    END",
        "END",
        signIn("Config['Entry']"),
        signIn("Entry"),
        "Logging.LogMessage Message: $'''%Url% %Folder% %Mail% %Host% %Config['Folder']%'''",
      ),
    },
    {
      name: "another setting that a cloud flow hands over in a list",
      desktop: desktop(
        "Post order",
        { inputs: ["List"] },
        "LOOP FOREACH Row IN List",
        "    SET Config[Row.name] TO Row.value",
        "END",
        signIn("Config['Entry']"),
        "Logging.LogMessage Message: Config['Folder']",
      ),
    },
    {
      name: "what a Power Fx formula only counts, compares or decides by, and another member of a record",
      desktop: desktop(
        "Post order",
        { inputs: ["Password", "User"], sensitive: ["Password", "Login"] },
        `Logging.LogMessage Message: $fx'=If(IsBlank(Password), "none given", "too short: " & Len(Password) & " of 12")'`,
        `Logging.LogMessage Message: $fx'=$"They differ: {Password <> User}"'`,
        "SET Login TO $fx'={Clerk: User, Password: Password}'",
        "Logging.LogMessage Message: $fx'=Login.Clerk'",
      ),
    },
    {
      name: "a variable before a secret is put into it, and after something else is",
      desktop: desktop(
        "Post order",
        header,
        "SET Text TO $'''Start'''",
        "Logging.LogMessage Message: Text",
        "SET Text TO Password",
        "UIAutomation.PopulateTextField.PopulateTextField TextField: appmask['ERP']['Password'] Text: Text",
        "SET Text TO $'''Done'''",
        "Logging.LogMessage Message: Text",
      ),
    },
    {
      name: "a variable that no row has set yet, and rows that never run",
      desktop: desktop(
        "Post order",
        { ...header, sensitive: ["Password", "Token"] },
        "Logging.LogMessage Message: Text",
        "CALL Report",
        "SET Text TO Password",
        "Logging.LogMessage Message: Token",
        "File.ReadTextFromFile.ReadText File: $'''C:\\\\a.dat''' Encoding: File.TextFileEncoding.UTF8 Content=> Token",
        "GOTO Sent",
        "Logging.LogMessage Message: Text",
        "LABEL Sent",
        "EXIT Code: 0 ErrorMessage: $'''Done'''",
        "Logging.LogMessage Message: Password",
        "FUNCTION Report GLOBAL",
        "Logging.LogMessage Message: Text",
        "END FUNCTION",
      ),
    },
    {
      name: "other cells of a table of which one is a password, and what is read by another name",
      desktop: desktop(
        "Post order",
        {},
        "Excel.ReadFromExcel.ReadAllCells Instance: Excel RangeValue=> Table",
        "SAP.SapLogin.SapLogInOptionSingle Username: Table[0][0] Password: Table[0][1] SapInstance=> Sap",
        "Logging.LogMessage Message: Table[0][0]",
        "System.GetEnvironmentVariable.GetEnvironmentVariable Name: $'''ORDERS_FOLDER''' Value=> Folder",
        "Logging.LogMessage Message: Folder",
        "Scripting.RunPowershellScript.RunScript Script: $'''Get-Service''' ScriptOutput=> Services",
        "Logging.LogMessage Message: Services",
      ),
    },
    {
      name: "what scripts print that sign in with a password, one that is written in them or one that is handed to them",
      desktop: desktop(
        "Post order",
        header,
        `Scripting.RunPythonScript.RunPythonScript PythonCode: $'''requests.get(url, auth=(\\"svc\\", \\"${password(3)}\\"))''' ScriptOutput=> Orders`,
        "Logging.LogMessage Message: Orders",
        `Scripting.RunPowershellScript.RunScript Script: $'''Invoke-RestMethod https://api.contoso.com -Headers @{ Authorization = \\"Bearer %Password%\\" }''' ScriptOutput=> Answer`,
        "Logging.LogMessage Message: Answer",
        "Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $'''erp.exe /user:svc /pwd:%Password%''' StandardOutput=> Printed",
        "Logging.LogMessage Message: Printed",
      ),
    },
    {
      name: "another member of a configuration in JSON, written in the script or handed over by a cloud flow",
      solution: {
        flows: [
          flow(
            "Orders",
            keyVault.getSecret("Get_secret"),
            compose("Config", { Plant: "erp", Password: "@outputs('Get_secret')?['body/value']" }),
            desktopFlow("Run_desktop", "Post order", { Config: "@{string(outputs('Config'))}" }),
          ),
        ],
        desktopFlows: [
          desktop(
            "Post order",
            { inputs: ["Config"] },
            "Variables.ConvertJsonToCustomObject Json: Config CustomObject=> Settings",
            "Logging.LogMessage Message: Settings['Plant']",
            `SET Text TO $'''{\\"plant\\":\\"erp\\",\\"password\\":\\"${password(4)}\\"}'''`,
            "Variables.ConvertJsonToCustomObject Json: Text CustomObject=> Written",
            "Logging.LogMessage Message: Written['plant']",
          ),
        ],
      },
    },
    ...[
      `@{triggerBody()?['text']};@{${secretText}};100`,
      `@concat('orders;', ${secretText}, ';100')`,
      `@{concat('orders;', ${secretText}, ';100')}`,
    ].map((text) => ({
      name: `the values beside a secret, in a text that a cloud flow puts together: ${text}`,
      solution: splitting(text, ";", "%Parts[0]% %Parts[2]%"),
    })),
    {
      name: "a text in which the password was replaced, or every character of the password",
      desktop: desktop(
        "Post order",
        header,
        "SET Command TO $'''erp.exe /pwd:%Password%'''",
        "Text.Replace.ReplaceText Text: Command TextToFind: Password IgnoreCase: False ReplaceWith: $'''***''' Result=> Shown",
        "Logging.LogMessage Message: Shown",
        "Text.Replace.ReplaceText Text: Password TextToFind: $'''.''' IsRegEx: True IgnoreCase: False ReplaceWith: $'''*''' Result=> Stars",
        "Logging.LogMessage Message: Stars",
      ),
    },
    {
      name: "another column of a table that is written in the script",
      desktop: desktop(
        "Post order",
        header,
        `SET Logins TO { ^['Clerk', 'Password', 'Token'], ['svc', '${password(6)}', Password] }`,
        "LOOP FOREACH Login IN Logins",
        "    Logging.LogMessage Message: $'''%Login['Clerk']% %Login[0]%'''",
        "END",
      ),
    },
    {
      name: "another member of an input of which one is a password",
      desktop: desktop(
        "Post order",
        { inputs: ["Config"] },
        "SAP.SapLogin.SapLogInOptionSingle Username: Config['Clerk'] Password: Config['Entry'] SapInstance=> Sap",
        "Logging.LogMessage Message: Config['Clerk']",
      ),
    },
    {
      name: "an ordinary input",
      desktop: desktop("Post order", { inputs: ["OrderNumber"] }, "Logging.LogMessage Message: $'''Order %OrderNumber%'''"),
    },
  ],
  invalid: [
    ...[
      {
        tokens: ["access_token", "refresh_token"],
        says: "the access token (and refresh token) returned by 'Get_token' of the flow 'Orders'",
      },
      { tokens: ["refresh_token", "token_type"], says: "the refresh token returned by 'Get_token' of the flow 'Orders'" },
    ].map(({ tokens, says }) => ({
      name: `of one answer, in one input: ${tokens.join(" and ")}`,
      solution: {
        flows: [
          flow(
            "Orders",
            tokenRequest("Get_token", "grant_type=authorization_code"),
            desktopFlow("Run_desktop", "Post order", { Tokens: tokens.map((token) => `@{body('Get_token')?['${token}']}`).join(";") }),
          ),
        ],
        desktopFlows: [desktop("Post order", { inputs: ["Tokens"] }, "Logging.LogMessage Message: $'''got %Tokens%'''")],
      },
      findings: [{ message: "logged" as const, at: "Main:5", in: "Post order", says }],
    })),
    {
      name: "of one answer, in one of two inputs",
      solution: {
        flows: [
          flow(
            "Orders",
            tokenRequest("Get_token", "grant_type=authorization_code"),
            desktopFlow("Run_desktop", "Post order", {
              First: "@{body('Get_token')?['access_token']};@{body('Get_token')?['token_type']}",
              Second: "@body('Get_token')?['refresh_token']",
            }),
          ),
        ],
        desktopFlows: [desktop("Post order", { inputs: ["First", "Second"] }, "Logging.LogMessage Message: $'''got %First%'''")],
      },
      findings: [
        { message: "logged", at: "Main:6", in: "Post order", says: "the access token returned by 'Get_token' of the flow 'Orders'" },
      ],
    },
    {
      name: "a marked input that may not have been overwritten, and one into which something unknown is read",
      desktop: desktop(
        "Post order",
        { inputs: ["Password", "Token", "Note"], sensitive: ["Password", "Token", "Note"] },
        "IF Done = True THEN",
        "SET Password TO $'''Done'''",
        "END",
        "Logging.LogMessage Message: Password",
        "LOOP Index FROM 1 TO 3 STEP 1",
        "Logging.LogMessage Message: Token",
        "SET Token TO $'''Done'''",
        "END",
        "SET Note TO $'''Done'''",
        "Logging.LogMessage Message: Note",
        "File.ReadTextFromFile.ReadText File: $'''C:\\\\a.dat''' Encoding: File.TextFileEncoding.UTF8 Content=> Note",
        "Logging.LogMessage Message: Note",
      ),
      findings: [
        { message: "logged", at: "Main:10", level: "error" },
        { message: "logged", at: "Main:12", level: "error" },
        { message: "logged", at: "Main:18" },
      ],
    },
    {
      name: "what a script encodes and prints, and not what it keeps for a header",
      desktop: desktop(
        "Post order",
        header,
        `Scripting.RunPowershellScript.RunScript Script: $'''[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(\\"svc:%Password%\\"))''' ScriptOutput=> Encoded`,
        "Logging.LogMessage Message: Encoded",
        `Scripting.RunPowershellScript.RunScript Script: $'''$h = @{ Authorization = \\"Basic \\" + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(\\"svc:%Password%\\")) }\nInvoke-RestMethod https://api.contoso.com -Headers $h''' ScriptOutput=> Answer`,
        "Logging.LogMessage Message: Answer",
        `Scripting.RunPythonScript.RunPythonScript PythonCode: $'''requests.get(url, headers={\\"Authorization\\": \\"Basic \\" + base64.b64encode(b\\"svc:%Password%\\").decode()})''' ScriptOutput=> Orders`,
        "Logging.LogMessage Message: Orders",
      ),
      findings: [{ message: "logged", at: "Main:6", level: "warning", confidence: "medium" }],
    },
    {
      name: "what a flow reads back from a file, a table of one, or a variable of the environment that it stored it in",
      desktop: desktop(
        "Post order",
        header,
        "File.WriteText File: $'''C:\\\\a.dat''' TextToWrite: Password",
        "File.ReadTextFromFile.ReadText File: $'''c:\\\\A.dat''' Encoding: File.TextFileEncoding.UTF8 Content=> Text",
        "Logging.LogMessage Message: Text",
        "File.WriteToCSVFile.WriteCSV VariableToWrite: [Password] CSVFile: Table",
        "File.ReadFromCSVFile.ReadCSV CSVFile: Table CSVTable=> Rows",
        "Logging.LogMessage Message: Rows[0]",
        "System.SetEnvironmentVariable Name: $'''ORDERS''' Value: Password Type: System.EnvironmentVariableType.User",
        "System.GetEnvironmentVariable.GetEnvironmentVariable Name: $'''ORDERS''' Value=> Value",
        "Logging.LogMessage Message: Value",
      ),
      findings: ["Main:7", "Main:10", "Main:13"].map((at) => ({ message: "logged" as const, at, level: "error" as const })),
    },
    {
      name: "the password of a text that the flow put together and takes apart again, wherever it may be",
      desktop: desktop(
        "Post order",
        { inputs: ["User", "Password"], sensitive: ["Password"] },
        "SET Login TO $'''%User%;%Password%'''",
        "Text.SplitText.SplitWithDelimiter Text: Login CustomDelimiter: $''';''' IsRegEx: False Result=> Parts",
        "Logging.LogMessage Message: Parts[1]",
        "Text.SplitText.SplitWithDelimiter Text: Login CustomDelimiter: $''';''' IsRegEx: True Result=> ByPattern",
        "Logging.LogMessage Message: ByPattern[0]",
        "Text.SplitText.SplitWithDelimiter Text: Login CustomDelimiter: $''',''' IsRegEx: False Result=> AtAnother",
        "Logging.LogMessage Message: AtAnother[0]",
        "Text.SplitText.Split Text: Login StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 2 Result=> AtLines",
        "Logging.LogMessage Message: AtLines[0]",
      ),
      findings: ["Main:8", "Main:10", "Main:12", "Main:14"].map((at) => ({ message: "logged" as const, at, level: "error" as const })),
    },
    {
      name: "a piece of JSON and of a form that are cut up as texts",
      desktop: desktop(
        "Post order",
        header,
        'SET Body TO $\'\'\'{\\"user\\":\\"erp\\",\\"password\\":\\"%Password%\\"}\'\'\'',
        "Text.SplitText.SplitWithDelimiter Text: Body CustomDelimiter: $''',''' IsRegEx: False Result=> Parts",
        "Logging.LogMessage Message: Parts[1]",
        "SET Form TO $'''user=erp&password=%Password%'''",
        "Text.SplitText.SplitWithDelimiter Text: Form CustomDelimiter: $'''&''' IsRegEx: False Result=> Fields",
        "Logging.LogMessage Message: Fields[1]",
      ),
      findings: [
        { message: "logged", at: "Main:7", level: "error" },
        { message: "logged", at: "Main:10", level: "error" },
      ],
    },
    {
      name: "a form shows a password, and what a person typed into its field for passwords is logged",
      desktop: desktop(
        "Post order",
        header,
        form("@User_Label: $'''Sign in with %Password%'''"),
        "Logging.LogMessage Message: CustomFormData['Pin']",
        "Logging.LogMessage Message: CustomFormData",
      ),
      findings: [
        { message: "shown", at: "Main:5", level: "error", says: "sensitive input 'Password'" },
        { message: "logged", at: "Main:6", level: "error", says: "typed password" },
        { message: "logged", at: "Main:7", level: "error", says: "typed password" },
      ],
    },
    {
      name: "an environment variable of type Secret, and one of which only the name tells",
      solution: {
        variables: [{ schemaName: "new_Erp", type: "secret" }],
        desktopFlows: [
          desktop(
            "Post order",
            {},
            readVariable("new_Erp"),
            "Logging.LogMessage Message: Value",
            readVariable("other_ErpPassword"),
            "Logging.LogMessage Message: Value",
          ),
        ],
      },
      findings: [
        { message: "logged", at: "Main:5", level: "error", says: "secret environment variable" },
        { message: "logged", at: "Main:7", level: "warning", says: "other_ErpPassword" },
      ],
    },
    {
      name: "a table of which two columns are used as passwords is told once",
      desktop: desktop(
        "Post order",
        {},
        "Excel.ReadFromExcel.ReadAllCells Instance: Excel FirstLineIsHeader: True RangeValue=> Table",
        "LOOP FOREACH Row IN Table",
        `    ${signIn("Row['First']")}`,
        `    ${signIn("Row['Second']")}`,
        "END",
        "Logging.LogMessage Message: Table",
      ),
      findings: [{ message: "logged", at: "Main:9", level: "warning" }],
    },
    {
      name: "the line of a text that is used as a password, and all of the text",
      desktop: desktop(
        "Post order",
        {},
        ...readLines,
        signIn("Lines[1]"),
        "Logging.LogMessage Message: Lines[1]",
        "Logging.LogMessage Message: Content",
      ),
      findings: [
        { message: "logged", at: "Main:7", level: "warning", confidence: "medium", says: "Content" },
        { message: "logged", at: "Main:8", level: "warning", confidence: "medium", says: "Content" },
      ],
    },
    {
      name: "a variable that something else is only perhaps put into",
      desktop: desktop(
        "Post order",
        header,
        "SET Text TO Password",
        "IF Done = True THEN",
        "SET Text TO $'''Done'''",
        "END",
        "Logging.LogMessage Message: Text",
      ),
      findings: [{ message: "logged", at: "Main:9", level: "error", confidence: "high", says: "sensitive input 'Password'" }],
    },
    ...(
      [
        [`@concat('orders;', ${secretText}, ';100')`, ";", "%Parts[1]%"],
        [`orders;@{${secretText}};100`, ";", "%Parts%"],
        [`orders;@{${secretText}};100`, ";", "%Entry%"],
        // Split elsewhere, the secret may be in any part.
        [`orders;@{${secretText}};100`, "1", "%Parts[0]%"],
        [`orders@{${secretText}}`, ";", "%Parts[0]%"],
      ] as const
    ).map(([text, delimiter, logged]) => ({
      name: `a part of a text that a cloud flow puts together: ${logged} of ${text}`,
      solution: splitting(text, delimiter, logged),
      findings: [{ message: "logged" as const, at: "Main:6", says: "Key Vault secret returned by 'Get_secret'" }],
    })),
    {
      name: "the secret comes from a cloud flow's Key Vault",
      solution: {
        flows: [
          flow(
            "Send orders",
            keyVault.getSecret("Get_secret"),
            desktopFlow("Run_desktop", "Post order", { Password: "@outputs('Get_secret')?['body/value']" }),
          ),
        ],
        desktopFlows: [desktop("Post order", header, "SET Line TO $'''Signing in with %Password%'''", "Logging.LogMessage Message: Line")],
      },
      findings: [
        {
          message: "logged",
          at: "Main:6",
          says: "Key Vault secret returned by 'Get_secret'",
          path: ["Get_secret", "Run_desktop", "Password", "Main:5", "Main:6"],
        },
      ],
    },
    {
      name: "a log file",
      desktop: desktop(
        "Post order",
        header,
        "File.WriteText File: $'''C:\\\\Orders\\\\run.log''' TextToWrite: Password AppendNewLine: True",
      ),
      findings: [{ message: "logged", at: "Main:5" }],
    },
    {
      name: "a dialog",
      desktop: desktop("Post order", header, "Display.ShowMessageDialog.ShowMessage Title: $'''Orders''' Message: Password"),
      findings: [{ message: "shown", at: "Main:5" }],
    },
    {
      name: "the error text of the run",
      desktop: desktop("Post order", header, "EXIT Code: 1 ErrorMessage: $'''No access with %Password%'''"),
      findings: [{ message: "error", at: "Main:5" }],
    },
    {
      name: "what is read from a file or a table and used as a password",
      desktop: desktop(
        "Post order",
        {},
        "File.ReadTextFromFile.ReadText File: $'''C:\\\\RPA\\\\entry.txt''' Content=> Content",
        "SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: Content SapInstance=> Sap",
        "Logging.LogMessage Message: $'''Signing in with %Content%'''",
        "Excel.ReadFromExcel.ReadAllCells Instance: Excel RangeValue=> Table",
        "FTP.OpenConnection Host: Host Username: Table[0][0] Password: Table[0][1] Connection=> Ftp",
        "Logging.LogMessage Message: Table[0][1]",
      ),
      findings: [
        { message: "logged", at: "Main:6", level: "warning", confidence: "medium", says: "credential 'Content'" },
        { message: "logged", at: "Main:9", level: "warning", confidence: "medium", says: "credential 'Table'" },
      ],
    },
    {
      name: "a variable of the environment, and an element of a file, that are called credentials",
      desktop: desktop(
        "Post order",
        {},
        "System.GetEnvironmentVariable.GetEnvironmentVariable Name: $'''SQL_PASSWORD''' Value=> Entry",
        "Logging.LogMessage Message: Entry",
        "XML.GetXmlElementValue.GetXmlElementText Document: Xml XPathQuery: $'''/config/password''' TextValue=> Other",
        "Logging.LogMessage Message: Other",
      ),
      findings: [
        { message: "logged", at: "Main:5", level: "warning", confidence: "medium", says: "'SQL_PASSWORD'" },
        { message: "logged", at: "Main:7", level: "warning", confidence: "medium" },
      ],
    },
    {
      name: "a secret that a script reads from a vault",
      desktop: desktop(
        "Post order",
        {},
        "Scripting.RunPowershellScript.RunScript Script: $'''Get-AzKeyVaultSecret -VaultName $vault -Name erp -AsPlainText''' ScriptOutput=> Output",
        "Logging.LogMessage Message: Output",
        "Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $'''az keyvault secret show --name erp''' StandardOutput=> Answer StandardError=> Problem",
        "Logging.LogMessage Message: Answer",
        "Logging.LogMessage Message: Problem",
      ),
      findings: [
        { message: "logged", at: "Main:5", level: "warning", confidence: "medium" },
        { message: "logged", at: "Main:7", level: "warning", confidence: "medium" },
      ],
    },
    {
      name: "a sensitive input that does not look like a credential",
      desktop: desktop("Post order", { inputs: ["Notice"], sensitive: ["Notice"] }, "Logging.LogMessage Message: Notice"),
      findings: [{ message: "logged", at: "Main:5", level: "warning", confidence: "medium" }],
    },
    {
      name: "a script prints the variable that it keeps the password in",
      desktop: desktop(
        "Post order",
        header,
        `Scripting.RunPowershellScript.RunScript Script: $'''$password = \\"%Password%\\"; Write-Output $password''' ScriptOutput=> Printed`,
        "Logging.LogMessage Message: Printed",
      ),
      findings: [{ message: "logged", at: "Main:6", level: "warning", confidence: "medium" }],
    },
    {
      name: "the whole of a configuration in JSON",
      desktop: desktop(
        "Post order",
        header,
        `SET Text TO $'''{\\"host\\":\\"erp\\",\\"password\\":\\"%Password%\\"}'''`,
        "Variables.ConvertJsonToCustomObject Json: Text CustomObject=> Settings",
        "Logging.LogMessage Message: Settings",
      ),
      findings: [{ message: "logged", at: "Main:7", level: "error" }],
    },
    {
      name: "two cloud flows hand their secrets to the same input",
      solution: {
        flows: ["Orders", "Invoices"].map((name) =>
          flow(
            name,
            keyVault.getSecret(`Get_secret_of_${name}`),
            desktopFlow("Run_desktop", "Post order", { Password: `@outputs('Get_secret_of_${name}')?['body/value']` }),
          ),
        ),
        desktopFlows: [desktop("Post order", header, "Logging.LogMessage Message: Password")],
      },
      findings: [{ message: "logged", at: "Main:5", level: "error", related: 1 }],
    },
    {
      name: "a text in which something else was replaced, or a part of the password",
      desktop: desktop(
        "Post order",
        { inputs: ["Password", "Order"], sensitive: ["Password"] },
        "Text.Replace.ReplaceText Text: Password TextToFind: Order IgnoreCase: False ReplaceWith: $'''***''' Result=> Shown",
        "Logging.LogMessage Message: Shown",
        "Text.Replace.ReplaceText Text: Password TextToFind: $'''[0-9]''' IsRegEx: True IgnoreCase: False ReplaceWith: $'''*''' Result=> Letters",
        "Logging.LogMessage Message: Letters",
        "Text.Replace.ReplaceText Text: Password TextToFind: $'''.''' IsRegEx: False IgnoreCase: False ReplaceWith: $'''*''' Result=> Dots",
        "Logging.LogMessage Message: Dots",
      ),
      findings: ["Main:7", "Main:9", "Main:11"].map((at) => ({ message: "logged" as const, at, level: "error" as const })),
    },
    {
      name: "a column of a table that is written in the script, by its name and by its number",
      desktop: desktop(
        "Post order",
        header,
        "SET Logins TO { ^['User', 'Token'], ['svc', Password] }",
        "LOOP FOREACH Login IN Logins",
        "    Logging.LogMessage Message: Login['Token']",
        "    Logging.LogMessage Message: Login[1]",
        "END",
      ),
      findings: ["Main:7", "Main:8"].map((at) => ({ message: "logged" as const, at, level: "error" as const })),
    },
    {
      name: "the member of an input that is a password, and the whole input",
      desktop: desktop(
        "Post order",
        { inputs: ["Config"] },
        "SAP.SapLogin.SapLogInOptionSingle Username: Config['User'] Password: Config['Entry'] SapInstance=> Sap",
        "Logging.LogMessage Message: Config['Entry']",
        "Logging.LogMessage Message: Config",
      ),
      findings: ["Main:6", "Main:7"].map((at) => ({ message: "logged" as const, at, level: "error" as const })),
    },
    ...[
      [],
      [
        desktop(
          "Orders",
          { inputs: ["Answer"], sensitive: ["Answer"] },
          `External.RunFlow FlowId: '${guidOf("Post order")}' @Answer: Answer`,
        ),
      ],
    ].map((callers) => ({
      name: `the member of a marked input that is a password, the whole input, and another member, of which only the mark tells, with ${callers.length} callers`,
      solution: {
        desktopFlows: [
          desktop(
            "Post order",
            { inputs: ["Answer"], sensitive: ["Answer", "Config"] },
            "Variables.ConvertJsonToCustomObject Json: Answer CustomObject=> Config",
            "SAP.SapLogin.SapLogInOptionSingle Username: Config['Clerk']['Name'] Password: Config['Clerk']['Entry'] SapInstance=> Sap",
            "Logging.LogMessage Message: Config['Clerk']['Entry']",
            "Logging.LogMessage Message: $'''%Config%'''",
            "Logging.LogMessage Message: $'''for %Config['Plant']['Name']%'''",
          ),
          ...callers,
        ],
      },
      findings: [
        { message: "logged" as const, at: "Main:7", in: "Post order", level: "error" as const, related: 0 },
        { message: "logged" as const, at: "Main:8", in: "Post order", level: "error" as const, related: 0 },
        { message: "logged" as const, at: "Main:9", in: "Post order", level: "warning" as const },
      ],
    })),
    {
      name: "a password behind a count, in the branch of a Power Fx formula, and in a record that is written as JSON",
      desktop: desktop(
        "Post order",
        { inputs: ["Password", "User"], sensitive: ["Password", "Login"] },
        "Logging.LogMessage Message: $fx'=Password & Len(Password)'",
        `Logging.LogMessage Message: $fx'=If(IsBlank(User), "none", $"{User}: {Password}")'`,
        "SET Login TO $fx'={User: User, Password: Password}'",
        "Logging.LogMessage Message: $fx'=JSON(Login)'",
      ),
      findings: ["Main:6", "Main:7", "Main:9"].map((at) => ({ message: "logged" as const, at, level: "error" as const })),
    },
    {
      name: "the setting that is used as a password, all settings, and those of which nothing tells that they are others",
      desktop: desktop(
        "Post order",
        {},
        ...readSettings,
        "LOOP FOREACH Row IN Settings",
        "    SET Config[Row['Name']] TO Row['Value']",
        "    SET Last TO Row['Value']",
        "    IF Row['Name'] <> 'Url' THEN",
        "        SET Other TO Row['Value']",
        "    END",
        "    IF Row['Name'] = 'Password' THEN",
        "        SET Shown TO Row['Value']",
        "    END",
        "END",
        signIn("Config['Entry']"),
        signIn("Config['Second']"),
        "Logging.LogMessage Message: Config['Entry']",
        "Logging.LogMessage Message: Config['Second']",
        "Logging.LogMessage Message: Config",
        "Logging.LogMessage Message: Settings",
        "Logging.LogMessage Message: Last",
        "Logging.LogMessage Message: Other",
        "Logging.LogMessage Message: Shown",
      ),
      findings: [18, 19, 20, 21, 22, 23, 24].map((line) => ({
        message: "logged" as const,
        at: `Main:${line}`,
        confidence: "medium" as const,
      })),
    },
    {
      name: "a variable between percent signs outside of a text, which the designer refuses",
      desktop: desktop(
        "Post order",
        header,
        "SET Text TO %Password%",
        "Logging.LogMessage Message: %Text% LogLevel: Logging.LogLevel.Info",
      ),
      findings: [{ message: "logged", at: "Main:6", level: "error" }],
    },
  ],
});
