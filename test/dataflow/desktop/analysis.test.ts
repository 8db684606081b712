import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src/dataflow/analysis.ts";
import { actionOf } from "../../../src/dataflow/traces/describe.ts";
import type { Json } from "../../../src/json.ts";
import { desktopCertificateChecks, desktopUrls } from "../../../src/queries/requests/desktop-requests.ts";
import { compose, desktopFlow, desktopFlowWithObject, guidOf, http, keyVault, setVariable } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { pathNames } from "../../../src/testing/rule-tester.ts";
import { type DesktopFlowSpec, flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

const secretHeader = { inputs: ["Secret", "Order"], sensitive: ["Secret"] };
const log = (value: string): string => `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;

function analysed(...desktopFlows: readonly DesktopFlowSpec[]): Analysis {
  return analysedSolutions([{ desktopFlows }]);
}

/** Rows in which a secret is logged, as `flow/row`. */
function logged(analysis: Analysis): readonly string[] {
  return analysis.values
    .desktopSecretsReaching("log")
    .map(({ place }) => `${place.owner?.name}/${place.owner?.operation}`)
    .sort();
}

function rowsLogged(...rows: readonly string[]): readonly string[] {
  return logged(analysed(desktop("Flow", secretHeader, ...rows)));
}

describe("actions that the user describes", () => {
  const rows = ["ContosoVault.GetPassword Name: 'erp' Password=> Key", "ContosoTrace.Write Text: Key"];
  const specs: readonly SolutionSpec[] = [{ desktopFlows: [desktop("Flow", { inputs: ["Order"] }, ...rows)] }];

  it("give secrets and take them in", () => {
    expect(logged(analysedSolutions(specs))).toEqual([]);
    const desktopActions = {
      "ContosoVault.GetPassword": { source: [{ output: "Password", what: "vault password" }] },
      "ContosoTrace.Write": { sink: { Text: "log" } },
    } as const;
    expect(logged(analysedSolutions(specs, { desktopActions })).length).toBe(1);
  });
});

const table = "Variables.CreateNewDatatable InputTable: {^['Plant', 'Key']} DataTable=> A";
const append = "Variables.AddRowToDataTable.AppendRowToDataTable DataTable: A RowToAdd:";
const modify = "Variables.ModifyDataTableItem DataTable: A ColumnNameOrIndex:";

/** Rows that put two values into one text and take them apart again. */
const delimited = (delimiter: string): readonly string[] => [
  `SET L TO $'''%Order%${delimiter}%Secret%'''`,
  delimiter === "\t"
    ? "Text.SplitText.Split Text: L StandardDelimiter: Text.StandardDelimiter.Tab DelimiterTimes: 1 Result=> A"
    : `Text.SplitText.SplitWithDelimiter Text: L CustomDelimiter: $'''${delimiter}''' IsRegEx: False Result=> A`,
];
const delimiters = [";", "|", "\t", ",", "#", ":"];

const list = "SET L TO [Order, Secret]";
const cells = "SET L TO {^['Plant', 'Key'], [Order, Secret]}";

/** Lines of the header above the rows of `secretHeader`. */
const header = 5;

describe("a secret is followed through", () => {
  it.each<[string, readonly string[], string?]>([
    ["a variable", ["SET A TO Secret", log("A")]],
    ["letter case of names", ["set A to SECRET", log("a")]],
    ["a text", ["SET A TO $'''key %Secret% end'''", log("$'''%A%'''")]],
    ["a sum of texts", ["SET A TO 'key ' + Secret", log("A")]],
    ["a form of a text", ["SET A TO Secret.ToUpper", log("A")]],
    ["a list by index", ["SET A TO [Order, Secret]", log("A[1]")]],
    ["a list by a computed index", ["SET A TO [Order, Secret]", log("A[Order]")]],
    ["a list as a whole", ["SET A TO [Order, Secret]", log("A")]],
    ["an object's member", ["SET A TO {'Plant': Order, 'Key': Secret}", log("A['key']")]],
    ["a member in dot form", ["SET A TO {'Plant': Order, 'Key': Secret}", log("A.Key")]],
    ["a member that is written", ["SET A['Key'] TO Secret", log("A['Key']")]],
    ["a table's cell", ["SET A TO {^['Plant', 'Key'], [Order, Secret]}", log("A[0]['Key']")]],
    ["a nested object", ["SET A TO {'Sap': {'Key': Secret}}", "SET B TO A['Sap']", log("B['Key']")]],
    ["the element of a loop", ["SET A TO [Secret]", "LOOP FOREACH B IN A", log("B"), "END"]],
    ["a list that is filled", ["Variables.CreateNewList List=> A", "Variables.AddItemToList Item: Secret List: A", log("A[0]")]],
    ["a data table that is filled", ["Variables.AddRowToDataTable.AppendRowToDataTable DataTable: A RowToAdd: [Secret]", log("A[0][0]")]],
    [
      "a column called like a credential, of a table of which no script tells the columns",
      [`${append} ['orders', Secret]`, log("A[0]['Kennwort']")],
    ],
    ["a row of a table, by the column's name", [table, `${append} [Order, Secret]`, log("A[0]['Key']")]],
    ["a row of a table, in a loop", [table, `${append} [Order, Secret]`, "LOOP FOREACH B IN A", log("B['key']"), "END"]],
    ["a row of a table that a variable holds", [table, "SET B TO [Order, Secret]", `${append} B`, log("A[0]['Key']")]],
    ["a cell of a table that is changed, by its number", [table, `${modify} 'Key' RowIndex: 0 Value: Secret`, log("A[0][1]")]],
    ["a cell of a table that is changed, by its name", [table, `${modify} 1 RowIndex: 0 Value: Secret`, log("A[0]['Key']")]],
    ["a cell of some column", [table, `${modify} Order RowIndex: 0 Value: Secret`, log("A[0]['Key']")]],
    ...["A[0]", "A[1]", "A[5]", "A"].flatMap((read): readonly [string, readonly string[]][] => [
      [`a list that is filtered: ${read}`, [list, "Variables.FilterList.FilterList ListToFilter: L FilteredList=> A", log(read)]],
      [`lists that are merged: ${read}`, [list, "Variables.MergeLists FirstList: M SecondList: L OutputList=> A", log(read)]],
      [`a list without some elements: ${read}`, [list, "Variables.SubtractLists FirstList: L SecondList: M OutputList=> A", log(read)]],
      [`what lists have in common: ${read}`, [list, "Variables.FindCommonListItems FirstList: L SecondList: M OutputList=> A", log(read)]],
    ]),
    [
      "a table that is filtered",
      [cells, "Variables.FilterDataTable.FilterDataTable DataTable: L FilteredDataTable=> A", log("A[0]['Key']")],
    ],
    [
      "tables that are joined",
      [cells, "Variables.JoinDataTable FirstDataTable: L SecondDataTable: M JoinedDataTable=> A", log("A[0]['Key']")],
    ],
    ...["'Key'", "1", "Order"].map((column): [string, readonly string[]] => [
      `the column ${column} of a table as a list`,
      [
        table,
        `${append} [Order, Secret]`,
        `Variables.RetrieveDataTableColumnIntoList DataTable: A ColumnNameOrIndex: ${column} ColumnAsList=> B`,
        log("B[0]"),
      ],
    ]),
    [
      "a column of a table whose header is nowhere",
      [
        "File.ReadFromCSVFile.ReadCSV CSVFile: 'a.csv' CSVTable=> A",
        `${append} [Order, Secret]`,
        "Variables.RetrieveDataTableColumnIntoList DataTable: A ColumnNameOrIndex: 'Note' ColumnAsList=> B",
        log("B[0]"),
      ],
    ],
    [
      "JSON and back",
      [
        "SET L TO {'Plant': Order, 'Key': Secret}",
        "Variables.ConvertCustomObjectToJson CustomObject: L Json=> J",
        "Variables.ConvertJsonToCustomObject Json: J CustomObject=> A",
        log("A['Key']"),
      ],
    ],
    ["the result of a text action", ["Text.Trim Text: Secret TrimmedText=> A", log("A")]],
    ["a part of a text", ["Text.SplitText.Split Text: Secret Result=> A", log("A[0]")]],
    ["an object made of JSON", ["Variables.ConvertJsonToCustomObject Json: Secret CustomObject=> A", log("A['Key']")]],
    ...delimiters.map((one): [string, readonly string[]] => [
      `the second value of a text around '${one}'`,
      [...delimited(one), log("A[1]")],
    ]),
    ["an unsalted hash", ["Cryptography.HashText.HashText TextToHash: Secret HashedText=> A", log("A")]],
    ["a subflow", ["SET A TO Secret", "CALL Report", "FUNCTION Report GLOBAL", log("A"), "END FUNCTION"]],
    ["an error handler", ["Services.Start ServiceName: 'x'", "ON ERROR", "    SET A TO Secret", "END", log("A")]],
    ["the body of a block", ["BLOCK Try", "ON BLOCK ERROR", "END", "    SET A TO Secret", "END", log("A")]],
    ["a branch", ["IF Order = 1 THEN", "    SET A TO Secret", "END", log("A")]],
    ["a Power Fx formula", ["SET A TO $fx'=Concatenate(\"key\", Secret)'", log("$fx'=A'")]],
    ["a Power Fx text", [`SET A TO $fx'key $${"{Secret}"}'`, log("A")]],
    ["the output of a script", ["Scripting.RunPowershellScript.RunScript Script: $'''%Secret%''' ScriptOutput=> A", log("A")]],
    ["a variable of the flow that a local subflow reads", ["SET A TO Secret", "CALL Report", "FUNCTION Report", log("A"), "END FUNCTION"]],
    [
      "a variable of the flow that one local subflow sets and another one returns",
      [
        "CALL Keep Given: Secret",
        "CALL Fetch Out=> A",
        log("A"),
        "FUNCTION Keep Given",
        "    SET GLOBAL.Kept TO Given",
        "END FUNCTION",
        "FUNCTION Fetch OUTPUT Out",
        "    SET Out TO GLOBAL.Kept",
        "END FUNCTION",
      ],
      "Main",
    ],
    [
      "the clipboard that one local subflow fills and another one reads",
      [
        "CALL Keep Given: Secret",
        "CALL Fetch Out=> A",
        log("A"),
        "FUNCTION Keep Given",
        "    Clipboard.SetText Text: Given",
        "END FUNCTION",
        "FUNCTION Fetch OUTPUT Out",
        "    Clipboard.GetText Text=> Out",
        "END FUNCTION",
      ],
      "Main",
    ],
    [
      "local subflows that call one another",
      [
        "CALL Outer Given: Secret Out=> A",
        "CALL Outer Given: Order Out=> B",
        log("A"),
        "FUNCTION Outer Given, OUTPUT Out",
        "    CALL Middle Given: Given Out=> Out",
        "END FUNCTION",
        "FUNCTION Middle Given, OUTPUT Out",
        "    CALL Inner Given: Given Out=> Out",
        "END FUNCTION",
        "FUNCTION Inner Given, OUTPUT Out",
        "    CALL Trim Given: Given Out=> Out",
        "END FUNCTION",
        "FUNCTION Trim Given, OUTPUT Out",
        "    Text.Trim Text: Given TrimmedText=> Out",
        "END FUNCTION",
      ],
      "Main",
    ],
    [
      "a variable that a subflow shares whose text has neither GLOBAL nor a list of its own",
      [
        "CALL Load",
        "CALL Report",
        "FUNCTION Load",
        "SET B TO Secret",
        "END FUNCTION",
        "FUNCTION Report",
        log("B"),
        "SET B TO 1",
        "END FUNCTION",
      ],
    ],
    [
      "GLOBAL. in a local subflow",
      ["SET A TO Secret", "CALL Report", "FUNCTION Report", "    @SENSITIVE: []", "SET A TO 1", log("GLOBAL.A"), "END FUNCTION"],
    ],
    ["an input of a local subflow", ["CALL Report A: Secret", "FUNCTION Report A", log("A"), "END FUNCTION"]],
    [
      "an output of a local subflow",
      ["CALL Read Out=> A", log("A"), "FUNCTION Read OUTPUT Out", "    SET Out TO GLOBAL.Secret", "END FUNCTION"],
      "Main",
    ],
    [
      "a variable of the flow that a local subflow sets",
      ["CALL Read", log("A"), "FUNCTION Read", "    SET GLOBAL.A TO GLOBAL.Secret", "END FUNCTION"],
      "Main",
    ],
    [
      "a handler for one kind of error",
      [
        "BLOCK Try",
        "ON BLOCK ERROR 'Login failed' IsUserDefinedErrorCode: True",
        "    SET A TO Secret",
        "ON BLOCK ERROR",
        "END",
        "END",
        log("A"),
      ],
    ],
    ["a .NET script", ["Scripting.RunDotNetScript Script: $'''x = y;''' @'name:y': Secret @x=> A", log("A")]],
    ["an action that no table knows", ["ContosoText.Reverse Text: Secret Reversed=> A", log("A")]],
    ["a block that is switched off around it", ["DISABLE IF Order = 1 THEN", "    SET A TO Secret", "DISABLE END", log("A")]],
  ])("%s", (_, rows, subflow = rows.some((row) => row.startsWith("FUNCTION")) ? "Report" : "Main") => {
    const last = rows.findLastIndex((row) => row.startsWith("Logging"));
    expect(rowsLogged(...rows)).toEqual([`Flow/${subflow}:${header + last + 1}`]);
  });
});

describe("a secret does not come out of", () => {
  it.each<[string, readonly string[]]>([
    ["its length", ["SET A TO Secret.Length", log("A")]],
    [
      "a local subflow into another one's variable of the same name",
      [
        "CALL Read A: Secret",
        "CALL Report",
        "FUNCTION Read A",
        "SET B TO A",
        "END FUNCTION",
        "FUNCTION Report",
        "    @SENSITIVE: []",
        "SET B TO 1",
        log("B"),
        "END FUNCTION",
      ],
    ],
    [
      "the call that hands it to a local subflow into another one's output",
      [
        "CALL Trim Given: Secret Out=> A",
        "CALL Trim Given: Order Out=> B",
        log("B"),
        "FUNCTION Trim Given, OUTPUT Out",
        "    Text.Trim Text: Given TrimmedText=> Out",
        "END FUNCTION",
      ],
    ],
    [
      "a local subflow into the flow's variable of the same name",
      ["SET A TO 1", "CALL Read A: Secret", log("A"), "FUNCTION Read A", "SET B TO A", "END FUNCTION"],
    ],
    [
      "the flow's variable into that of a local subflow",
      ["SET A TO Secret", "CALL Report", "FUNCTION Report", "    @SENSITIVE: []", "SET A TO 1", log("A"), "END FUNCTION"],
    ],
    ["a comparison", ["SET A TO Secret = Order", log("A")]],
    ["a condition", ["IF IsEmpty(Secret) THEN", "    SET A TO 1", "END", log("A")]],
    ["another column of a row that is added", [table, `${append} [Order, Secret]`, log("A[0]['Plant']"), log("A[0][0]")]],
    [
      "another column than that of a changed cell",
      [table, `${modify} 'Key' RowIndex: 0 Value: Secret`, log("A[0]['Plant']"), log("A[0][0]")],
    ],
    [
      "another column of a table as a list",
      [
        table,
        `${append} [Order, Secret]`,
        "Variables.RetrieveDataTableColumnIntoList DataTable: A ColumnNameOrIndex: 'Plant' ColumnAsList=> B",
        log("B"),
        "Variables.RetrieveDataTableColumnIntoList DataTable: A ColumnNameOrIndex: 0 ColumnAsList=> C",
        log("C"),
      ],
    ],
    ["a list that is emptied", ["SET A TO [Secret]", "Variables.ClearList List: A", log("A")]],
    ["a table that is emptied", [table, `${append} [Order, Secret]`, "Variables.ClearDataTable DataTable: A", log("A")]],
    ["another member", ["SET A TO {'Plant': Order, 'Key': Secret}", log("A['Plant']")]],
    ["another element", ["SET A TO [Order, Secret]", log("A[0]")]],
    ["the number of elements", ["SET A TO [Secret]", log("A.Count")]],
    [
      "another column of a table that is filtered",
      [cells, "Variables.FilterDataTable DataTable: L FilteredDataTable=> A", log("A[0]['Plant']")],
    ],
    [
      "another column of a table that is joined",
      [cells, "Variables.JoinDataTable FirstDataTable: L JoinedDataTable=> A", log("A[0]['Plant']")],
    ],
    ["the number of elements of a list that is filtered", [list, "Variables.FilterList ListToFilter: L FilteredList=> A", log("A.Count")]],
    ["what is taken away from a list", [list, "Variables.SubtractLists FirstList: M SecondList: L OutputList=> A", log("A[0]")]],
    [
      "another member of JSON",
      [
        "SET L TO {'Plant': Order, 'Key': Secret}",
        "Variables.ConvertCustomObjectToJson CustomObject: L Json=> J",
        "Variables.ConvertJsonToCustomObject Json: J CustomObject=> A",
        log("A['Plant']"),
      ],
    ],
    ...delimiters.map((one): [string, readonly string[]] => [
      `the first value of a text around '${one}'`,
      [...delimited(one), log("A[0]")],
    ]),
    ["an encrypted text", ["Cryptography.EncryptText.EncryptText TextToEncrypt: Secret EncryptedText=> A", log("A")]],
    ["a row that is switched off", ["DISABLE SET A TO Secret", log("A")]],
    ["a log that is switched off", ["SET A TO Secret", `DISABLE ${log("A")}`]],
    ["a Power Fx function that counts", ["SET A TO $fx'=Len(Secret)'", log("A")]],
    ["another variable", ["SET A TO Order", log("A")]],
    ["another input of a local subflow", ["CALL Report A: Secret B: Order", "FUNCTION Report A, B", log("B"), "END FUNCTION"]],
    [
      "an output that a local subflow does not set",
      ["CALL Report A: Secret Out=> B", log("B"), "FUNCTION Report A, OUTPUT Out", "END FUNCTION"],
    ],
    ["a constant that a .NET script is given", ["Scripting.RunDotNetScript Script: Secret @'name:y': Order @x=> A", log("A")]],
    ["a session that an unknown action signs in to", ["ContosoErp.Login Password: Secret Session=> A", log("A")]],
    ["an action that is known to give something else", ["File.GetPathPart File: Secret RootPath=> A", log("A")]],
    ["a comment", ["# %Secret%", log("Order")]],
  ])("%s", (_, rows) => {
    expect(rowsLogged(...rows)).toEqual([]);
  });
});

it("lines of a text are told apart where an action splits it at what Windows ends a line with", () => {
  const rows = [
    "SET L TO $'''%Order%\r\n%Secret%'''",
    "Text.SplitText.SplitWithDelimiter Text: L CustomDelimiter: $'''\r\n''' IsRegEx: False Result=> A",
  ];
  expect(rowsLogged(...rows, log("A[1]"))).toHaveLength(1);
  expect(rowsLogged(...rows, log("A[0]"))).toEqual([]);
});

it("the calls of a local subflow are told apart, up to twenty of them, not counting those that are switched off", () => {
  const subflow = ["FUNCTION Trim Given, OUTPUT Out", "    Text.Trim Text: Given TrimmedText=> Out", "END FUNCTION"];
  const calls = (count: number): readonly string[] => [
    "CALL Trim Given: Secret Out=> A",
    ...Array.from({ length: count - 1 }, () => "CALL Trim Given: Order Out=> B"),
  ];
  const off = "DISABLE CALL Trim Given: Order Out=> B";
  expect(rowsLogged(...calls(20), off, log("B"), ...subflow)).toEqual([]);
  // What comes out of any may then come out of each: nothing is missed.
  expect(rowsLogged(...calls(21), log("B"), ...subflow)).toHaveLength(1);
});

describe("secrets come from", () => {
  it.each<[string, string, string]>([
    ["a typed password", "Display.InputDialog InputType: Display.InputType.Password UserInput=> A", "typed password 'A'"],
    ["CyberArk", "Cyberark.GetPassword.GetPassword Safe: 'x' PlainTextPassword=> A", "CyberArk password 'A'"],
    [
      "Key Vault through a cloud connector",
      "External.InvokeCloudConnector Connection: 'x' ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_keyvault' OperationId: 'GetSecret' @secretName: 'erp' @GetSecretResponse=> A",
      "Key Vault secret 'A'",
    ],
  ])("%s", (_, row, secret) => {
    const { values } = analysed(desktop("Flow", {}, row, log("A")));
    expect(values.desktopSecretsReaching("log").map((leak) => leak.secret)).toEqual([secret]);
  });

  it("a stored credential, but for its user name", () => {
    const row = "PowerAutomateSecretVariables.GetCredential.GetCredential CredentialName: 'erp' Credential=> A";
    expect(logged(analysed(desktop("Flow", {}, row, log("A.Username"), log("A.Password"))))).toEqual(["Flow/Main:6"]);
  });

  const written = ["Tr0ub", "4dor", "!x9"].join("");
  it.each<[string, string, string, string]>([
    ["a variable", `SET SqlPassword TO '${written}'`, "SqlPassword", ""],
    ["a list", `SET A TO ['Contoso Ltd.', 'password=${written}']`, "A[1]", "A[0]"],
    ["an object", `SET A TO {'Plant': 'Contoso Ltd.', 'Password': '${written}'}`, "A['Password']", "A['Plant']"],
    ["a table", `SET A TO {^['Plant', 'Password'], ['Contoso Ltd.', '${written}']}`, "A[0]['Password']", ""],
    ["an argument", `Text.Trim Text: 'password=${written}' TrimmedText=> A`, "A", ""],
  ])("a credential that is written in %s", (_, row, read, other) => {
    expect(logged(analysed(desktop("Flow", {}, row, log(read))))).toEqual(["Flow/Main:5"]);
    if (other !== "") expect(logged(analysed(desktop("Flow", {}, row, log(other))))).toEqual([]);
  });

  it("a credential that is written in what a local subflow is called with", () => {
    const rows = [`CALL Sign_in Password: '${written}' User: 'orders'`, "FUNCTION Sign_in Password, User", log("User"), log("Password")];
    expect(logged(analysed(desktop("Flow", {}, ...rows, "END FUNCTION")))).toEqual(["Flow/Sign_in:7"]);
  });

  it("no other output of an action that gives one", () => {
    const rows = [
      "Display.InputDialog InputType: Display.InputType.Password UserInput=> A ButtonPressed=> B",
      "Cyberark.GetPassword.GetPassword Safe: 'x' PlainTextPassword=> C StatusCode=> D",
    ];
    expect(logged(analysed(desktop("Flow", {}, ...rows, log("B"), log("D"))))).toEqual([]);
  });

  it("no dialog that asks for a text", () => {
    expect(
      logged(analysed(desktop("Flow", {}, "Display.InputDialog InputType: Display.InputType.SingleLine UserInput=> A", log("A")))),
    ).toEqual([]);
  });

  it.each<[string, string]>([
    ["Message: $'''Please enter your password for the portal'''", "value 'Please enter your password for the portal'"],
    ["Title: $'''SAP password''' Message: $'''Type it here:'''", "value 'SAP password'"],
    ["Message: $'''请输入密码'''", "value '请输入密码'"],
  ])("a dialog that asks for one, whatever its field shows: %s", (asks, secret) => {
    const row = `Display.InputDialog ${asks} InputType: Display.InputType.SingleLine UserInput=> A`;
    const leaks = analysed(desktop("Flow", {}, row, log("A"))).values.desktopSecretsReaching("log");
    expect(leaks.map((leak) => [leak.secret, leak.confidence])).toEqual([[secret, "medium"]]);
  });

  it.each(["Name of the password list to read", "Enter the name of the secret", "The password file?"])(
    "no dialog that asks for something else: %s",
    (question) => {
      const row = `Display.InputDialog Message: $'''${question}''' InputType: Display.InputType.SingleLine UserInput=> A`;
      expect(logged(analysed(desktop("Flow", {}, row, log("A"))))).toEqual([]);
    },
  );

  it("an output with a credential's name, of an action that no table knows", () => {
    const rows = ["Credentials.GetPassword Target: 'erp' UserName=> A Password=> B", log("A"), log("B")];
    const leaks = analysed(desktop("Flow", {}, ...rows)).values.desktopSecretsReaching("log");
    expect(leaks.map((leak) => [leak.secret, leak.place.owner?.operation, leak.confidence])).toEqual([
      ["value 'Password'", "Main:6", "medium"],
    ]);
  });

  it("a variable that is typed into a field for passwords, though only this use tells", () => {
    const rows = [
      "File.ReadTextFromFile.ReadText File: 'x' Content=> A",
      "UIAutomation.Click Element: appmask['Sign in']['Edit \\'Password\\'']",
      "MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''{Control}({A})%A%{Return}'''",
    ];
    expect(logged(analysed(desktop("Flow", {}, ...rows, log("A"))))).toEqual(["Flow/Main:7"]);
    const other = rows.map((row) => row.replace("Password", "Order"));
    expect(logged(analysed(desktop("Flow", {}, ...other, log("A"))))).toEqual([]);
  });

  it("a variable that the maker marked, as long as nothing explains it", () => {
    const marked = desktop("Flow", { sensitive: ["Note"] }, "File.ReadTextFromFile.ReadText File: 'x' Content=> Note", log("Note"));
    const [leak] = analysed(marked).values.desktopSecretsReaching("log");
    expect(leak).toMatchObject({ secret: "sensitive variable 'Note'", confidence: "low" });
    const explained = desktop("Flow", { inputs: ["Password"], sensitive: ["Password", "Note"] }, "SET Note TO Password", log("Note"));
    expect(
      analysed(explained)
        .values.desktopSecretsReaching("log")
        .map((one) => one.secret),
    ).toEqual(["sensitive input 'Password'"]);
  });

  it("an input of a local subflow with a credential's name, that something unknown fills", () => {
    const rows = [
      "Excel.ReadFromExcel.ReadAllCells Instance: Book RangeValue=> Rows",
      "CALL Report A: Rows[0][1] SqlPassword: Rows[0][2]",
      "FUNCTION Report A, SqlPassword",
      log("A"),
      log("SqlPassword"),
      "END FUNCTION",
    ];
    expect(logged(analysed(desktop("Flow", {}, ...rows)))).toEqual(["Flow/Report:8"]);
  });

  it("an input that an action authenticates with, whatever it is called", () => {
    const rows = ["SAP.SapLogin.SapLogInOptionSingle Username: 'x' Password: Code", log("Code")];
    const [leak] = analysed(desktop("Flow", { inputs: ["Code"] }, ...rows)).values.desktopSecretsReaching("log");
    expect(leak).toMatchObject({ secret: "input 'Code'", confidence: "high" });
  });
});

describe("between desktop flows", () => {
  const called = desktop("Called", { inputs: ["Key"], outputs: ["Copy"], sensitive: ["Key", "Copy"] }, "SET Copy TO Key", log("Key"));
  const call = (input: string, output: string): string => `External.RunFlow FlowId: '${guidOf("Called")}' @Key: ${input} @Copy=> ${output}`;

  it("a secret goes in and comes back", () => {
    const caller = desktop("Caller", { inputs: ["Password"], sensitive: ["Password"] }, call("Password", "Back"), log("Back"));
    const analysis = analysed(called, caller);
    expect(logged(analysis)).toEqual(["Called/Main:7", "Caller/Main:6"]);
    const back = analysis.values.desktopSecretsReaching("log").find(({ flow: { name } }) => name === "Caller");
    expect(pathNames({ flow: back?.path ?? [] })).toEqual(["Password", "Main:5", "Key", "Main:6", "Main:5", "Main:6"]);
  });

  it("what the action takes itself is no input of the flow, whatever that is called", () => {
    const waiting = desktop("Called", { inputs: ["Wait"] }, log("Wait"));
    const row = (argument: string): string => `External.RunFlow FlowId: '${guidOf("Called")}' ${argument}: Password`;
    const caller = (argument: string): ReturnType<typeof desktop> =>
      desktop("Caller", { inputs: ["Password"], sensitive: ["Password"] }, row(argument));
    expect(logged(analysed(waiting, caller("@Wait")))).toEqual(["Called/Main:5"]);
    expect(logged(analysed(waiting, caller("Wait")))).toEqual([]);
  });

  it("a secret returns only to the call it came from", () => {
    const caller = desktop(
      "Caller",
      { inputs: ["Password", "Order"], sensitive: ["Password"] },
      call("Password", "Back"),
      call("Order", "Other"),
      log("Other"),
    );
    expect(logged(analysed(called, caller))).toEqual(["Called/Main:7"]);
  });

  it("a flow that calls itself comes to an end", () => {
    const own = desktop(
      "Called",
      { inputs: ["Key"], outputs: ["Copy"], sensitive: ["Key"] },
      call("Key", "Copy"),
      "SET Copy TO Key",
      log("Copy"),
    );
    expect(logged(analysed(own))).toEqual(["Called/Main:8"]);
  });
});

describe("what no report may hold", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["the default of a sensitive input, whatever it looks like", ["Word"], ["north22east"]],
    ["not that of another input", [], []],
  ])("%s", (_, sensitive, expected) => {
    const told: string[] = [];
    const flows = [desktop("Flow", { inputs: { Word: "north22east" }, sensitive }, log("Word"))];
    analysedSolutions([{ desktopFlows: flows }], { onSecret: (secret) => told.push(secret) });
    expect(told).toEqual(expected);
  });
});

describe("between cloud and desktop", () => {
  const value = "@outputs('Get_secret')?['body/value']";

  it("a Key Vault secret is followed into the script and to the log, in one path", () => {
    const solution: SolutionSpec = {
      flows: [flow("Send orders", keyVault.getSecret("Get_secret"), desktopFlow("Run_desktop", "Post order", { Password: value }))],
      desktopFlows: [
        desktop("Post order", { inputs: ["Password"], sensitive: ["Password"] }, "SET Line TO $'''key %Password%'''", log("Line")),
      ],
    };
    const [leak, ...others] = analysedSolutions([solution]).values.desktopSecretsReaching("log");
    expect(others).toEqual([]);
    expect(leak?.secret).toBe("Key Vault secret returned by 'Get_secret' of the flow 'Send orders'");
    expect(leak?.path.map(({ message, place }) => `${place.owner?.operation ?? place.owner?.name}: ${message}`)).toEqual([
      "Get_secret: returns the Key Vault secret",
      "Run_desktop: passes it to the desktop flow as input 'Password'",
      "Password: receives it in the input 'Password'",
      "Main:5: stores it in 'Line'",
      "Main:6: writes it to the log",
    ]);
  });

  it.each<[string, Json, readonly string[]]>([
    ["one object", { Order: "1", Password: value }, ["Post/Main:7"]],
    ["an expression for it", "@setProperty(json('{}'),'Password',outputs('Get_secret')?['body/value'])", ["Post/Main:7"]],
    ["an expression that gives it to another one", "@setProperty(json('{}'),'Order',outputs('Get_secret')?['body/value'])", []],
    ["an object for another one", { Order: value, Password: "1" }, []],
  ])("a secret is followed into the input that %s for all inputs gives it to", (_, item, expected) => {
    const script = desktop("Post", { inputs: ["Password", "Order"], sensitive: ["Order"] }, "SET Copy TO Order", log("Password"));
    const cloud = flow("Send", keyVault.getSecret("Get_secret"), desktopFlowWithObject("Run", "Post", item));
    const leaks = analysedSolutions([{ flows: [cloud], desktopFlows: [script] }]).values.desktopSecretsReaching("log");
    expect(
      leaks.filter(({ origin }) => origin.basis === "operation").map(({ place }) => `${place.owner?.name}/${place.owner?.operation}`),
    ).toEqual(expected);
  });

  it("the two sides can be in different solutions of the run", () => {
    const cloud = { flows: [flow("Send", keyVault.getSecret("Get_secret"), desktopFlow("Run", "Post", { Password: value }))] };
    const script = { desktopFlows: [desktop("Post", { inputs: ["Password"], sensitive: ["Password"] }, log("Password"))] };
    const analysis = analysedSolutions([cloud, { ...script, uniqueName: "Desktop" }]);
    expect(logged(analysis)).toEqual(["Post/Main:5"]);
  });

  it("what a script reads comes back to the cloud flow that asked for it", () => {
    const analysis = analysedSolutions([
      {
        flows: [
          flow(
            "Send",
            desktopFlow("Run", "Read", {}),
            compose("Copy", "@outputs('Run')?['body/Result']"),
            compose("Other", "@outputs('Run')?['body/Status']"),
          ),
        ],
        desktopFlows: [
          desktop(
            "Read",
            { outputs: ["Result", "Status"], sensitive: ["Result"] },
            "Cyberark.GetPassword.GetPassword Safe: 'x' PlainTextPassword=> Result",
            "SET Status TO 200",
          ),
        ],
      },
    ]);
    expect(analysis.values.secretOutputs().map(({ operation }) => operation.name)).toEqual(["Run"]);
    const leaks = analysis.values.secretsReaching("data-operation");
    expect(leaks.map(({ operation, role }) => `${operation.name} ${actionOf(role, operation)}`)).toEqual(["Copy copies it"]);
    expect(leaks.map(({ path }) => pathNames({ flow: path }))).toEqual([["Main:6", "Run", "Copy"]]);
  });

  it("a secret goes through the script and back to its own caller", () => {
    const echo = desktop("Echo", { inputs: ["Key"], outputs: ["Back"], sensitive: ["Key", "Back"] }, "SET Back TO Key");
    const caller = flow(
      "Send",
      keyVault.getSecret("Get_secret"),
      desktopFlow("Run", "Echo", { Key: value }),
      compose("Copy", "@outputs('Run')?['body/Back']"),
    );
    const other = flow("Other", desktopFlow("Run", "Echo", { Key: "1" }), compose("Copy", "@outputs('Run')?['body/Back']"));
    const { values } = analysedSolutions([{ flows: [caller, other], desktopFlows: [echo] }]);
    const vault = values.secretsReaching("data-operation").filter(({ origin }) => origin.basis === "operation");
    expect(vault.map(({ operation }) => operation.flow.name)).toEqual(["Send"]);
  });

  it("a sensitive input that a tracked secret fills is no second origin", () => {
    const script = desktop("Post", { inputs: ["Password"], sensitive: ["Password"] }, log("Password"));
    const cloud = flow("Send", keyVault.getSecret("Get_secret"), desktopFlow("Run", "Post", { Password: value }));
    const { values } = analysedSolutions([{ flows: [cloud], desktopFlows: [script] }]);
    expect(values.desktopSecretsReaching("log").map(({ secret }) => secret)).toEqual([
      "Key Vault secret returned by 'Get_secret' of the flow 'Send'",
    ]);
  });

  it("what a cloud flow authenticates with is followed although the script does not tell where it is from", () => {
    const script = desktop("Read", { outputs: ["Result"] }, "File.ReadTextFromFile.ReadText File: 'x' Content=> Result");
    const cloud = flow(
      "Send",
      desktopFlow("Run", "Read", {}),
      http("Call", { authentication: { type: "Basic", username: "x", password: "@outputs('Run')?['body/Result']" } }),
      setVariable("Keep", "key", "@outputs('Run')?['body/Result']"),
    );
    const { values } = analysedSolutions([{ flows: [cloud], desktopFlows: [script] }]);
    expect(values.secretsReaching("variable").map(({ operation, confidence }) => [operation.name, confidence])).toEqual([
      ["Keep", "medium"],
    ]);
  });

  it("an output that is named like a credential counts where the desktop flow is not in the run", () => {
    const { values } = analysedSolutions([
      { flows: [flow("Send", desktopFlow("Run", "Read", {}), compose("Copy", "@outputs('Run')?['body/Password']"))] },
    ]);
    expect(values.secretsReaching("data-operation").map(({ secret }) => secret)).toEqual(["value 'Password' from 'Run'"]);
  });
});

describe("queries for other rules", () => {
  it("give the URLs of requests and whether a secret goes along", () => {
    const rows = [
      "Web.InvokeWebService.InvokeWebService Url: $'''http://erp.contoso.com/%Order%''' CustomHeaders: $'''Authorization: Bearer %Secret%'''",
      "WebAutomation.GoToWebPage.GoToWebPage Url: $'''http://intranet/'''",
      "DISABLE WebAutomation.GoToWebPage.GoToWebPage Url: $'''http://old/'''",
    ];
    const urls = desktopUrls(analysed(desktop("Flow", secretHeader, ...rows)));
    expect(urls.map(({ name, url, withSecret }) => [name, url, withSecret])).toEqual([
      ["Main:6", "http://erp.contoso.com/", true],
      ["Main:7", "http://intranet/", false],
    ]);
  });

  it("give the actions that accept any certificate", () => {
    const row = (value: string): string => `Email.SendEmail.AuthenticateAndSend Password: Secret AcceptUntrustedCertificates: ${value}`;
    const checks = desktopCertificateChecks(analysed(desktop("Flow", secretHeader, row("True"), row("False"), `DISABLE ${row("True")}`)));
    expect(checks.map(({ name, action, input }) => [name, action, input])).toEqual([
      ["Main:6", "Send email", "AcceptUntrustedCertificates"],
    ]);
  });
});
