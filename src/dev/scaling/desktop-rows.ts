import { connect, log, mostLevels, quoted, type RowSubject, type } from "./desktop-parts.ts";
import { joined, many } from "./subject.ts";

const scripts: Readonly<
  Record<string, { readonly row: (script: string) => string; readonly line: (index: number, value: string) => string }>
> = {
  PowerShell: {
    row: (script) => `Scripting.RunPowershellScript.RunPowershellScript Script: ${script} ScriptOutput=> R`,
    line: (i, v) => `$password${i} = "${v}"; Connect-Orders -Password $password${i}`,
  },
  JavaScript: {
    row: (script) => `Scripting.RunJavascript.RunJavascript Script: ${script} ScriptOutput=> R`,
    line: (i, v) => `var password${i} = "${v}"; WScript.Echo(password${i});`,
  },
  VBScript: {
    row: (script) => `Scripting.RunVBScript.RunVBScript Script: ${script} ScriptOutput=> R`,
    line: (i, v) => `password${i} = "${v}"\nWScript.Echo password${i}`,
  },
  Python: {
    row: (script) => `Scripting.RunPythonScript.RunPythonScript PythonCode: ${script} ScriptOutput=> R`,
    line: (i, v) => `password${i} = "${v}"\nrequests.get(url, auth=("svc", password${i}))`,
  },
  DOS: {
    row: (script) => `System.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: ${script} StandardOutput=> R`,
    line: (i, v) => `erp.exe /user:svc${i} /pwd:${v}`,
  },
  SQL: {
    row: (script) => `Database.ExecuteSqlStatement.Execute Connection: C Statement: ${script} Result=> R`,
    line: (i, v) => `insert into [dbo].[Users] ([Name], [Password]) values ('u${i}', '${v}');`,
  },
  "page script": {
    row: (script) => `WebAutomation.ExecuteJavascript BrowserInstance: Browser Javascript: ${script} Result=> R`,
    line: (i, v) => `document.querySelector("#pwd${i}").value = "${v}";`,
  },
};

/** Rows by what they are: blocks, jumps, subflows, actions, scripts and comments. */
export const rows: readonly RowSubject[] = [
  ["conditions one after the other", (n) => many(n, (i) => [`IF Value = ${i} THEN`, `SET A TO Value`, "ELSE", "SET A TO 1", "END"]).flat()],
  ["conditions in conditions", (n) => [...many(n, (i) => `IF Value = ${i} THEN`), log("Value"), ...many(n, () => "END")], mostLevels],
  [
    "conditions of else if",
    (n) => ["IF Value = 1 THEN", ...many(n, (i) => [`ELSE IF Value = ${i} THEN`, "SET A TO Value"]).flat(), "END", connect("A")],
  ],
  ["cases of a switch", (n) => ["SWITCH Value", ...many(n, (i) => [`CASE = ${i}`, "SET A TO Value"]).flat(), "END", connect("A")]],
  ["loops one after the other", (n) => many(n, (i) => [`LOOP FOREACH Item${i} IN Value`, log(`Item${i}`), "END"]).flat()],
  [
    "loops in loops",
    (n) => [
      ...many(n, (i) => `LOOP FOREACH Item${i} IN ${i === 0 ? "Value" : `Item${i - 1}`}`),
      log(`Item${n - 1}`),
      `SET A TO Item${n - 1}`,
      ...many(n, () => "END"),
    ],
    mostLevels,
  ],
  [
    "loops in loops that assign",
    (n) => [
      ...many(n, (i) => `LOOP I${i} FROM 1 TO 10 STEP 1`),
      "SET B TO A",
      "SET A TO Value",
      log("B"),
      ...many(n, (i) => [`SET A TO C${i}`, `SET C${i + 1} TO A`, "END"]).flat(),
    ],
    mostLevels,
  ],
  [
    "labels and jumps",
    (n) =>
      many(n, (i) => [`LABEL L${i}`, `SET V${i % 50} TO V${(i * 7) % 50}`, `GOTO L${(i * 13) % n}`])
        .flat()
        .concat("SET V3 TO Value"),
  ],
  [
    "jumps to one label",
    (n) => ["LABEL Start", "SET A TO Value", ...many(n, (i) => [`IF A = ${i} THEN`, "GOTO Start", "END", log("A")]).flat()],
  ],
  [
    "jumps over rows that assign",
    (n) => [
      ...many(n, (i) => [`SET A TO ${i === 0 ? "Value" : quoted(`open ${i}`)}`, `IF B = ${i} THEN`, "GOTO Last", "END"]).flat(),
      "LABEL Last",
      connect("A"),
    ],
  ],
  ["handlers of errors", (n) => many(n, (i) => [log("Value"), "ON ERROR REPEAT 1 TIMES WAIT 2", `SET V${i} TO Value`, "END"]).flat()],
  [
    "blocks with handlers",
    (n) => many(n, (i) => [`BLOCK B${i}`, "ON BLOCK ERROR", `SET A TO Value`, "END", log("A"), "SET A TO 1", "END"]).flat(),
  ],
  [
    "blocks in blocks",
    (n) => [...many(n, (i) => [`BLOCK B${i}`, "ON BLOCK ERROR", `SET A TO Value`, "END"]).flat(), log("A"), ...many(n, () => "END")],
    mostLevels,
  ],
  ["calls of one subflow", (n) => [...many(n, () => "CALL Part"), "FUNCTION Part GLOBAL", "SET A TO Value", log("A"), "END FUNCTION"]],
  [
    "subflows",
    (n) => [
      ...many(n, (i) => `CALL Part_${i}`),
      ...many(n, (i) => [`FUNCTION Part_${i} GLOBAL`, `SET A${i} TO Value`, log(`A${i}`), "END FUNCTION"]).flat(),
    ],
  ],
  [
    "subflows that call the next",
    (n) => [
      "CALL Part_0",
      ...many(n, (i) => [
        `FUNCTION Part_${i} GLOBAL`,
        `SET A${i + 1} TO ${i === 0 ? "Value" : `A${i}`}`,
        `CALL Part_${i + 1}`,
        log(`A${i + 1}`),
        "END FUNCTION",
      ]).flat(),
    ],
  ],
  [
    "subflows that call two others",
    (n) => [
      "CALL Part_0",
      ...many(n, (i) => [
        `FUNCTION Part_${i} GLOBAL`,
        "SET A TO Value",
        `CALL Part_${(i * 7) % n}`,
        "SET B TO A",
        `CALL Part_${(i * 13 + 1) % n}`,
        log("B"),
        "END FUNCTION",
      ]).flat(),
    ],
  ],
  [
    "calls of a subflow between assignments",
    (n, { desktopText }) => [
      ...many(n, (i) => [`SET A TO ${quoted(desktopText(i))}`, "CALL Sign_in"]).flat(),
      "FUNCTION Sign_in GLOBAL",
      connect("A"),
      "END FUNCTION",
    ],
  ],
  ["arguments of one row", (n) => [`Custom.DoIt ${joined(n, (i) => `Argument${i}: Value`, " ")} Result=> A`, log("A")]],
  ["outputs of one row", (n) => [`Custom.DoIt Text: Value ${joined(n, (i) => `Out${i}=> V${i}`, " ")}`, log("V0")]],
  ["rows of actions that nobody knows", (n) => many(n, (i) => `Custom${i}.DoIt${i} Password: Value Result=> R${i}`)],
  [
    "texts split and used",
    (n) =>
      many(n, (i) => [
        `Text.SplitText.SplitWithDelimiter Text: Value CustomDelimiter: $''';''' IsRegEx: False Result=> P${i}`,
        connect(`P${i}[1]`),
      ]).flat(),
  ],
  [
    "parts of one text, each used",
    (n, { desktopText }) => [
      `SET A TO ${quoted(joined(n, desktopText, ";"))}`,
      "Text.SplitText.SplitWithDelimiter Text: A CustomDelimiter: $''';''' IsRegEx: False Result=> P",
      ...many(n, (i) => connect(`P[${i}]`)),
    ],
  ],
  [
    "lines of one text, each used",
    (n, { desktopText }) => [
      `SET A TO ${quoted(joined(n, desktopText, "\n"))}`,
      "Text.SplitText.Split Text: A StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 1 Result=> P",
      ...many(n, (i) => connect(`P[${i}]`)),
    ],
  ],
  [
    "texts joined and split again",
    (n) =>
      many(n, (i) => [
        `Text.JoinText.JoinWithCustomDelimiter List: ${i === 0 ? "[Value, 'a']" : `P${i - 1}`} CustomDelimiter: $''';''' Result=> J${i}`,
        `Text.SplitText.SplitWithDelimiter Text: J${i} CustomDelimiter: $''';''' IsRegEx: False Result=> P${i}`,
        connect(`P${i}[0]`),
      ]).flat(),
  ],
  [
    "replacements one after the other",
    (n) =>
      many(
        n,
        (i) =>
          `Text.Replace Text: ${i === 0 ? "Value" : `T${i - 1}`} TextToFind: $'''a${i}''' IsRegEx: False IgnoreCase: False ReplaceWith: $'''b''' ActivateEscapeSequences: False Result=> T${i}`,
      ).concat(log(`T${n - 1}`)),
  ],
  [
    "replacements in one variable",
    (n) => [
      "SET T TO $'''<pw>'''",
      ...many(
        n,
        (i) =>
          `Text.Replace Text: T TextToFind: $'''<p${i}>''' IsRegEx: False IgnoreCase: False ReplaceWith: Value ActivateEscapeSequences: False Result=> T`,
      ),
      connect("T"),
    ],
  ],
  [
    "files written and read back",
    (n, { desktopText }) =>
      many(n, (i) => [
        `File.WriteText File: $'''C:\\\\Temp\\\\f${i}.txt''' TextToWrite: ${quoted(desktopText(i))} AppendNewLine: True IfFileExists: File.IfFileExists.Append Encoding: File.FileEncoding.UTF8`,
        `File.ReadTextFromFile.ReadText File: $'''C:\\\\Temp\\\\f${i}.txt''' Encoding: File.TextFileEncoding.UTF8 Content=> C${i}`,
        connect(`C${i}`),
      ]).flat(),
  ],
  [
    "one file written and read back",
    (n, { desktopText }) =>
      many(n, (i) => [
        `File.WriteText File: F TextToWrite: ${quoted(desktopText(i))} AppendNewLine: True IfFileExists: File.IfFileExists.Append Encoding: File.FileEncoding.UTF8`,
        `File.ReadTextFromFile.ReadText File: F Encoding: File.TextFileEncoding.UTF8 Content=> C${i}`,
        connect(`C${i}`),
      ]).flat(),
  ],
  [
    "tables written and read back",
    (n) =>
      many(n, () => [
        "File.WriteToCSVFile.WriteCSV VariableToWrite: [Value] CSVFile: F",
        "File.ReadFromCSVFile.ReadCSV CSVFile: F CSVTable=> Rows",
        connect("Rows[0][0]"),
      ]).flat(),
  ],
  [
    "variables of the environment",
    (n) =>
      many(n, (i) => [
        `System.SetEnvironmentVariable.SetEnvironmentVariable Name: $'''V${i}''' Value: Value`,
        `System.GetEnvironmentVariable.GetEnvironmentVariable Name: $'''V${i}''' Value=> E${i}`,
        connect(`E${i}`),
      ]).flat(),
  ],
  [
    "copies through the clipboard",
    (n, { desktopText }) =>
      many(n, (i) => [`Clipboard.SetText Text: ${quoted(desktopText(i))}`, `Clipboard.GetText Text=> V${i}`, connect(`V${i}`)]).flat(),
  ],
  [
    "cells of Excel written and read",
    (n) =>
      many(n, (i) => [
        `Excel.WriteToExcel.WriteCell Instance: Excel Value: Value Column: 1 Row: ${i}`,
        `Excel.ReadFromExcel.ReadCell Instance: Excel StartColumn: 1 StartRow: ${i} CellValue=> C${i}`,
        connect(`C${i}`),
      ]).flat(),
  ],
  [
    "values encrypted and decrypted",
    (n) =>
      many(n, (i) => [
        `Cryptography.EncryptText.EncryptText TextToEncrypt: ${i === 0 ? "Value" : `D${i - 1}`} EncryptionKey: Value EncryptedText=> E${i}`,
        `Cryptography.DecryptText.DecryptTextWithAES TextToDecrypt: E${i} DecryptionKey: Value DecryptedText=> D${i}`,
      ]).flat(),
  ],
  [
    "requests that answer requests",
    (n) =>
      many(n, (i) => [
        `Web.InvokeWebService.InvokeWebService Url: U Method: Web.Method.Post RequestBody: $'''{\\"password\\":\\"%${i === 0 ? "Value" : `R${i - 1}`}%\\"}''' Response=> R${i}`,
      ]).flat(),
  ],
  [
    "keys that are typed",
    (n, { desktopText }) =>
      many(n, (i) => [
        "WebAutomation.FocusTextField.FocusTextField BrowserInstance: Browser Control: appmask['Web Page']['Input password \\'pwd\\'']",
        `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${quoted(desktopText(i))}`,
      ]).flat(),
  ],
  ["fields that are filled in", (n, { desktopText }) => many(n, (i) => type(quoted(desktopText(i))))],
  [
    "forms",
    (n, { desktopText }) =>
      many(
        n,
        (i) =>
          `Display.ShowCustomDialog CardTemplateJson: '''${JSON.stringify({ body: [{ type: "Input.Text", style: "password", id: "Pin", value: `\${Pin_Value}` }] }).replaceAll('"', '\\"')}''' CustomFormData=> Form${i} @Pin_Value: ${quoted(desktopText(i))}`,
      ),
  ],
  [
    "fields of one form",
    (n, { desktopText }) => [
      `Display.ShowCustomDialog CardTemplateJson: '''${JSON.stringify({ body: many(n, (i) => ({ type: "Input.Text", style: "password", id: `Pin${i}`, value: `\${Pin${i}_Value}` })) }).replaceAll('"', '\\"')}''' CustomFormData=> Form ${joined(n, (i) => `@Pin${i}_Value: ${quoted(desktopText(i))}`, " ")}`,
      ...many(n, (i) => connect(`Form['Pin${i}']`)),
    ],
  ],
  ["comments", (n) => [...many(n, (i) => `# note ${i}`), log("Value")]],
  ["comments that suppress", (n) => many(n, () => ["# solutionlint-disable desktop-secret-in-log -- known", log("Value")]).flat()],
  [
    "comments that suppress, before one row",
    (n) => [...many(n, () => "# solutionlint-disable desktop-secret-in-log -- known"), log("Value")],
  ],
  ["regions", (n) => many(n, (i) => [`**REGION R${i}`, log("Value"), "**ENDREGION"]).flat()],
  [
    "calls of other desktop flows",
    (n) => many(n, (i) => `External.RunFlow FlowId: '0c3d1e2f-5a6b-4c7d-8e9f-0a1b2c3d4e5f' @Code: Value Out=> R${i}`),
  ],
  ["spaces before a row", (n) => [`${" ".repeat(n)}${log("Value")}`]],
  ["characters of a variable's name", (n) => [`SET ${"a".repeat(n)} TO Value`, log("a".repeat(n))]],
  ["parentheses", (n) => [`SET A TO ${"(".repeat(n)}Value${")".repeat(n)}`, log("A")], mostLevels],
  ["texts that do not end", (n) => many(n, () => "SET A TO $'''open")],
  ["percent signs", (n) => [`SET A TO $'''${"%".repeat(n)}'''`, `SET B TO $'''${"%a ".repeat(n)}'''`, log("B")]],
  ["rows that are no rows", (n) => many(n, (i) => `?? ${i} %Value`)],
  ...Object.entries(scripts).flatMap(([language, { row, line }]): readonly RowSubject[] => [
    [`lines of one script: ${language}`, (n, { desktopText }) => [row(quoted(joined(n, (i) => line(i, desktopText(i)), "\n"))), log("R")]],
    [
      `lines of one script without line ends: ${language}`,
      (n, { desktopText }) => [row(quoted(joined(n, (i) => line(i, desktopText(i)).replaceAll("\n", " "), " "))), log("R")],
    ],
    [`scripts: ${language}`, (n, { desktopText }) => many(n, (i) => row(quoted(line(i, desktopText(i)))))],
    [
      `uses of one variable of a script: ${language}`,
      (n, { desktopText }) => [
        row(quoted(`${line(0, desktopText(0))}\n${joined(n, () => line(0, desktopText(0)).replace(/"[^"]*"/, "password0"), "\n")}`)),
        log("R"),
      ],
    ],
  ]),
];
