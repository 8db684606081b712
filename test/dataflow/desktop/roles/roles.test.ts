import { describe, expect, it } from "vitest";
import type { DesktopRole } from "../../../../src/dataflow/desktop/roles/roles.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

function desktopRole(row: string, argument: string): DesktopRole {
  const { workspace, roles } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Secret"] }, row)] }]);
  const [flow] = workspace.desktopFlows;
  const read = flow?.rows[0];
  if (flow === undefined || read === undefined) throw new Error(`'${row}' was not read.`);
  const start = flow.source.text().indexOf("Secret", read.statement.start);
  return roles.desktop.of(read, argument, start < 0 ? undefined : { start, end: start + "Secret".length });
}

/** The role of an argument in a row, or of the variable `Secret` in it: `kind, deed (confidence)`. */
function roleOf(row: string, argument: string): string {
  const { kind, deed, confidence, isAddress } = desktopRole(row, argument);
  return [`${kind}: ${deed}`, ...(confidence === "high" ? [] : [confidence]), ...(isAddress === true ? ["address"] : [])].join(", ");
}

const connector = (id: string, operation: string, input: string): string =>
  `External.InvokeCloudConnector Connection: 'x' ConnectorId: '/providers/Microsoft.PowerApps/apis/${id}' OperationId: '${operation}' ${input}`;

describe("what a row does with a value", () => {
  const web = "Web.InvokeWebService.InvokeWebService";
  const connect = "Database.ExecuteSqlStatement.ConnectAndExecute";
  it.each<[string, string, string]>([
    ["SET A TO Secret", "", "variable: stores it in 'A'"],
    [
      `${web} Url: U CustomHeaders: $'''Cookie: SESSION=%Secret%'''`,
      "CustomHeaders",
      "credential: authenticates with it in 'CustomHeaders' of Invoke web service",
    ],
    [`${web} Url: U CustomHeaders: $'''X-Source: %Secret%'''`, "CustomHeaders", "http: sends it in a web request"],
    [`${web} Url: U CustomHeaders: $'''X-Session: %Secret%'''`, "CustomHeaders", "none: may authenticate with it"],
    ["ContosoLog.WriteEntry Text: Secret", "Text", "log: writes it to the log, low"],
    ["ContosoApp.LogIn Text: Secret", "Text", "none: uses it"],
    ["ContosoLog.ReadLog Filter: Secret Lines=> L", "Filter", "variable: creates 'L' from it, low"],
    ["ContosoMail.SendMessage Body: Secret", "Body", "mail: sends it in a message, low"],
    ["ContosoErp.Orders.CreateRecord Data: Secret", "Data", "cloud: stores it with a custom action, low"],
    ["ContosoErp.Post ApiKey: Secret", "ApiKey", "credential: authenticates with it in 'ApiKey' of Post, medium"],
    ["LOOP FOREACH Row IN Secret\r\nEND", "", "variable: goes through it as 'Row'"],
    ["EXIT Code: 1 ErrorMessage: Secret", "", "log: ends the run with it in the error text"],
    ["CALL Sign_in Entry: Secret", "Entry", "variable: hands it on as 'Entry'"],
    ["CALL Sign_in Entry: Secret Session=> S", "Session", "variable: gets it back as 'Session'"],
    ["Scripting.RunDotNetScript @'name:pw': Secret @Out=> O", "name:pw", "variable: passes it to the script as 'name:pw', medium"],
    ["Logging.LogMessage Message: Secret", "Message", "log: writes it to the log"],
    ["Display.ShowMessageDialog.ShowMessage Message: Secret", "Message", "message-box: shows it in a dialog"],
    ["MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: Secret", "TextToSend", "typing: types it"],
    ["Clipboard.SetText Text: Secret", "Text", "clipboard: copies it to the clipboard"],
    ["File.WriteText File: $'''C:\\\\a.txt''' TextToWrite: Secret", "TextToWrite", "file: writes it to a file"],
    ["File.WriteText File: $'''C:\\\\run.log''' TextToWrite: Secret", "TextToWrite", "log: writes it to a log file"],
    ["File.WriteText File: LogFile TextToWrite: Secret", "TextToWrite", "log: writes it to a log file"],
    ["File.WriteText File: $'''%Folder%\\\\run_log.txt''' TextToWrite: Secret", "TextToWrite", "log: writes it to a log file"],
    ["File.WriteText File: $'''C:\\\\%RunLog%''' TextToWrite: Secret", "TextToWrite", "log: writes it to a log file"],
    ["File.WriteText File: $'''C:\\\\login.txt''' TextToWrite: Secret", "TextToWrite", "file: writes it to a file"],
    ["File.WriteText File: Folder + '\\\\run.log' TextToWrite: Secret", "TextToWrite", "log: writes it to a log file"],
    ["File.WriteText File: Config['LogPath'] TextToWrite: Secret", "TextToWrite", "log: writes it to a log file"],
    ["File.WriteText File: $'''C:\\\\catalog.txt''' TextToWrite: Secret", "TextToWrite", "file: writes it to a file"],
    ["File.WriteText File: [1] TextToWrite: Secret", "TextToWrite", "file: writes it to a file"],
    ["File.WriteText TextToWrite: Secret", "TextToWrite", "file: writes it to a file"],
    ["File.WriteToCSVFile.WriteCSV VariableToWrite: Secret CSVFile: $'''logs.csv'''", "VariableToWrite", "log: writes it to a log file"],
    ["Excel.WriteToExcel.Write Instance: E Value: Secret", "Value", "spreadsheet: writes it to a worksheet"],
    [
      "System.SetEnvironmentVariable.SetEnvironmentVariable Name: 'x' Value: Secret",
      "Value",
      "environment: puts it into an environment variable",
    ],
    ["Email.SendEmail.Send Body: Secret", "Body", "mail: sends it by email"],
    ["FTP.InvokeCommand Command: Secret", "Command", "ftp: sends it to an FTP server"],
    ["Scripting.RunPowershellScript.RunScript Script: Secret", "Script", "script: puts it into the text of a script"],
    ["WorkQueues.EnqueueWorkQueueItem.Enqueue Value: Secret", "Value", "work-queue: puts it into a work queue"],
    ["LLM.InvokeLLM UserPrompt: Secret", "UserPrompt", "cloud: sends it to a cloud service"],
    ["Cmd.Write Command: Secret", "Command", "command-line: puts it on a command line"],
    ["Compression.ZipFiles.ZipFiles Password: Secret", "Password", "credential: authenticates with it in 'Password' of Zip files"],
    [
      `${connect} ConnectionString: Secret`,
      "ConnectionString",
      "credential: authenticates with it in 'ConnectionString' of Execute sql statement, medium",
    ],
    [
      `${connect} ConnectionString: $'''Server=a;Password=%Secret%;'''`,
      "ConnectionString",
      "credential: authenticates with it in 'ConnectionString' of Execute sql statement",
    ],
    [`${connect} ConnectionString: $'''Server=%Secret%;User=a'''`, "ConnectionString", "none: uses it"],
    [`${connect} Statement: $'''select '%Secret%' '''`, "Statement", "database: puts it into a database statement"],
    [`${web} Url: $'''https://a.example/?k=%Secret%''' Method: Web.Method.Get`, "Url", "http: sends it in a web request, address"],
    [`${web} Url: U RequestBody: $'''{"order": "%Secret%"}'''`, "RequestBody", "http: sends it in a web request, medium"],
    [
      `${web} Url: U RequestBody: $'''grant_type=x&client_secret=%Secret%'''`,
      "RequestBody",
      "credential: authenticates with it in 'RequestBody' of Invoke web service",
    ],
    [
      `${web} Url: U CustomHeaders: $'''Authorization: Bearer %Secret%'''`,
      "CustomHeaders",
      "credential: authenticates with it in 'CustomHeaders' of Invoke web service",
    ],
    [
      `${web} Url: U CustomHeaders: $'''x-api-key: %Secret%'''`,
      "CustomHeaders",
      "credential: authenticates with it in 'CustomHeaders' of Invoke web service",
    ],
    [`${web} Url: U CustomHeaders: Secret`, "CustomHeaders", "credential: authenticates with it in 'CustomHeaders' of Invoke web service"],
    ["ContosoErp.SignIn Password: Secret", "Password", "credential: authenticates with it in 'Password' of Sign in, medium"],
    ["ContosoErp.SignIn Order: Secret", "Order", "none: uses it"],
    [connector("shared_office365", "SendEmailV2", "@'emailMessage/Body': Secret"), "emailMessage/Body", "mail: sends it in a message"],
    [connector("shared_sharepointonline", "PostItem", "@'item/Title': Secret"), "item/Title", "cloud: stores it through a cloud connector"],
    [connector("shared_azureloganalyticsdatacollector", "SendData", "@body: Secret"), "body", "log: writes it to the log"],
    [connector("shared_contoso", "Reticulate", "@order: Secret"), "order", "cloud: sends it to a cloud service, medium"],
    [
      connector("shared_azuread", "CreateUser", "@'body/passwordProfile/password': Secret"),
      "body/passwordProfile/password",
      "credential: authenticates with it in the input 'body/passwordProfile/password'",
    ],
    [
      connector("shared_exchangeonline", "NewMailbox", "@Password: Secret"),
      "Password",
      "credential: authenticates with it in the input 'Password', medium",
    ],
    [
      "External.InvokeCloudConnector ConnectorId: Id OperationId: 'X' @order: Secret",
      "order",
      "cloud: sends it to a cloud service, medium",
    ],
    [
      "External.InvokeCloudConnector ConnectorId: 'x/shared_a' OperationId: Op @order: Secret",
      "order",
      "cloud: sends it to a cloud service, medium",
    ],
    ...[
      "run_log.csv",
      "run-log.csv",
      "LogFile.txt",
      "logpath",
      "Logdatei.txt",
      "AppLog",
      "errorlog.txt",
      "Log_2024.txt",
      "LoginLog.txt",
      "dialog_log.txt",
      "weblog.txt",
      "logs\\\\a.txt",
      "a.log",
      "log",
    ].map((file): [string, string, string] => [
      `File.WriteText File: $'''C:\\\\${file}''' TextToWrite: Secret`,
      "TextToWrite",
      "log: writes it to a log file",
    ]),
    ...[
      "logon.txt",
      "logic.txt",
      "my_blog.txt",
      "dialogue.txt",
      "dialog.txt",
      "dialogs.txt",
      "Katalog.txt",
      "catalogs.txt",
      "login.csv",
      "blog.txt",
      "logo.png",
      "analog",
    ].map((file): [string, string, string] => [
      `File.WriteText File: $'''C:\\\\${file}''' TextToWrite: Secret`,
      "TextToWrite",
      "file: writes it to a file",
    ]),
    ["File.WriteText File: $'''C:\\\\a.log''' TextToWrite: Order FileContent: Secret", "FileContent", "none: uses it"],
    ...["LogOut", "LogOff", "LogOn", "Login", "Dialog", "Catalog"].map((action): [string, string, string] => [
      `ContosoApp.${action} Text: Secret`,
      "Text",
      "none: uses it",
    ]),
    // Actions of a newer version, in modules that are known.
    ["Logging.WriteEntry Text: Secret", "Text", "log: writes it to the log, low"],
    ["Outlook.SendMessage.SendToChannel Body: Secret", "Body", "mail: sends it in a message, low"],
    ["Text.Obscure Text: Secret Obscured=> R", "Text", "variable: creates 'R' from it, low"],
    // Actions that do nothing with a value, though their names could say so.
    ["Excel.SetActiveWorksheet.ActivateWorksheetByName Instance: E Name: Secret", "Name", "none: uses it"],
    ["Excel.ActivateWorksheetByName Instance: E Name: Secret", "Name", "none: uses it"],
    ["SYSTEM.DELETEENVIRONMENTVARIABLE Name: Secret", "Name", "none: uses it"],
    ["ActiveDirectory.CreateObject ObjectName: Secret", "ObjectName", "none: uses it"],
    ["ContosoLogger.WriteLine Text: Secret", "Text", "log: writes it to the log, low"],
    ["Contoso.log.AddEntry Text: Secret", "Text", "log: writes it to the log, low"],
    ["ContosoText.Reverse Text: Secret Reversed=> R Length=> L", "Text", "variable: creates 'R' and 'L' from it, low"],
    ["ContosoText.Reverse Text: Secret Reversed=> R[0]", "Text", "variable: creates 'R' from it, low"],
    ["ContosoText.Cut Text: Secret A=> A B=> B C=> C D=> D", "Text", "variable: creates 'A' and 'B' and 'C' and 'D' from it, low"],
    ["ContosoText.Cut Text: Secret A=> A B=> B C=> C D=> D E=> E", "Text", "variable: creates 'A', 'B', 'C', 'D' and others from it, low"],
    ["ContosoText.Reverse Text: Secret Reversed=> 1", "Text", "variable: creates a result from it, low"],
    ...[
      "Authorization: %Secret%",
      "Proxy-Authorization: Basic %Secret%",
      "Accept: a\r\nAuthorization: %Type% %Secret%",
      "ApiKey: '%Secret%'",
    ].map((headers): [string, string, string] => [
      `${web} Url: U CustomHeaders: $'''${headers.replaceAll("'", "\\'")}'''`,
      "CustomHeaders",
      "credential: authenticates with it in 'CustomHeaders' of Invoke web service",
    ]),
    ...["Accept: %Secret%", "Authorization: Basic abc\r\nX-Order: %Secret%", "X-Authorization-Type: %Secret%"].map(
      (headers): [string, string, string] => [
        `${web} Url: U CustomHeaders: $'''${headers}'''`,
        "CustomHeaders",
        "http: sends it in a web request",
      ],
    ),
    ...['{"password": "%Secret%"}', '{\\"password\\": \\"%Secret%\\"}', "user=a&password=%Secret%", "password: Bearer %Secret%"].map(
      (body): [string, string, string] => [
        `${web} Url: U RequestBody: $'''${body}'''`,
        "RequestBody",
        "credential: authenticates with it in 'RequestBody' of Invoke web service",
      ],
    ),
    ...["password=x&user=%Secret%", '{"password": "x", "order": "%Secret%"}', "the password %Secret%"].map(
      (body): [string, string, string] => [
        `${web} Url: U RequestBody: $'''${body}'''`,
        "RequestBody",
        "http: sends it in a web request, medium",
      ],
    ),
    [`${web} Url: U RequestBody: Secret`, "RequestBody", "http: sends it in a web request, medium"],
    ...["Server=a;Pwd=%Secret%", 'Password=\\"%Secret%\\"', "Server=a; password = {%Secret%}"].map((text): [string, string, string] => [
      `${connect} ConnectionString: $'''${text}'''`,
      "ConnectionString",
      "credential: authenticates with it in 'ConnectionString' of Execute sql statement",
    ]),
    [
      `${connect} ConnectionString: 'Server=a;Password=' + Secret`,
      "ConnectionString",
      "credential: authenticates with it in 'ConnectionString' of Execute sql statement",
    ],
    [`${connect} ConnectionString: 'Server=' + Secret`, "ConnectionString", "none: uses it"],
    [`${connect} ConnectionString: $'''Password=x;User Id=%Secret%'''`, "ConnectionString", "none: uses it"],
    ["Variables.AddItemToList Item: Secret List: L", "Item", "variable: adds it to a list or table"],
    ["Variables.ReverseList List: Secret", "List", "variable: may move it within the list"],
    ["Text.Trim Text: Secret TrimmedText=> T", "Text", "variable: creates 'T' from it"],
    ["Text.Trim Text: Secret", "Text", "none: uses it"],
    ["WAIT Secret", "", "none: receives it"],
    ["Scripting.RunPowershellScript.RunScript Script: S ScriptOutput=> Secret ScriptError=> E", "ScriptOutput", "none: reads it back"],
    ["External.RunFlow FlowId: 'x' @Entry: Secret", "Entry", "desktop-input: passes it to the desktop flow as input 'Entry'"],
  ])("%s, at '%s': %s", (row, argument, expected) => {
    expect(roleOf(row, argument)).toBe(expected);
  });
});

describe("a place in a row is called as a maker knows it", () => {
  it.each<[string, string, string]>([
    ["SET A TO Secret", "", "variable 'A'"],
    ["LOOP FOREACH Row IN Secret\r\nEND", "", "variable 'Row'"],
    ["EXIT Code: 1 ErrorMessage: Secret", "ErrorMessage", "error text of the run"],
    ["CALL Sign_in Entry: Secret", "Entry", "subflow 'Sign_in'"],
    ["Logging.LogMessage Message: Secret", "Message", "'Message' of Log message"],
    ["Logging.LogMessage Message: Secret", "message", "'Message' of Log message"],
    [
      "Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: Secret",
      "DOSCommandOrApplication",
      "'DOSCommandOrApplication' of Run DOS command",
    ],
    ["File.WriteToCSVFile.WriteCSV VariableToWrite: Secret CSVFile: 'a.csv'", "VariableToWrite", "'VariableToWrite' of Write to CSV file"],
    ["Database.ExecuteSqlStatement.Execute Statement: Secret", "Statement", "'Statement' of Execute sql statement"],
    ["Contoso.Send2Queue Text: Secret", "Text", "'Text' of Send2 queue"],
    [connector("shared_contoso", "Reticulate", "@order: Secret"), "order", "input 'order'"],
    ["External.RunFlow FlowId: 'x' @Entry: Secret", "Entry", "input 'Entry'"],
  ])("%s, at '%s': %s", (row, argument, expected) => {
    expect(desktopRole(row, argument).member).toBe(expected);
  });
});
