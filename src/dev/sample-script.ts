import { drawFrom, type Random } from "./random.ts";

/** Statements of a desktop flow. */
const statementCounts: readonly (readonly [number, number])[] = [
  [0, 4],
  [0.25, 20],
  [0.5, 60],
  [0.75, 150],
  [0.95, 500],
  [1, 1200],
];

/** A realistic desktop-flow script with inputs, an output, blocks, subflows and, in one of four, a sensitive input. */
export function sampleScript(random: Random): string {
  const sensitive = random.chance(0.25);
  const lines = [
    "@@ConnectionString: ''",
    "@@Type: 'Local'",
    "@@DisplayName: 'Local computer'",
    "IMPORT 'controlRepo.appmask' AS appmask",
    "IMPORT 'imageRepo.imgrepo' AS imgrepo",
    `@SENSITIVE: [${sensitive ? "Password" : ""}]`,
    ...["Customer", "OrderNumber", ...(sensitive ? ["Password"] : [])].map(
      (name) =>
        `@INPUT ${name} : { 'Description': '', 'FriendlyName': '${name}', 'Type': 'String', 'IsOptional': True, 'DefaultValue': '' } `,
    ),
    "@OUTPUT Result : { 'Description': 'What came of it', 'FriendlyName': 'Result', 'Type': 'String' } ",
  ];
  const total = drawFrom(statementCounts, random);
  const subflows = Math.floor(total / 60);
  for (let i = 1; i <= subflows; i++) lines.push(`CALL Part_${i}`);
  lines.push(...statements(Math.ceil(total / (subflows + 1)), 0, random));
  if (sensitive) {
    lines.push(
      "WebAutomation.PopulateTextField.PopulateTextFieldUsePhysicalKeyboard BrowserInstance: Browser Control: appmask['Login']['Password'] Text: Password",
    );
  }
  for (let i = 1; i <= subflows; i++) {
    lines.push(`FUNCTION Part_${i} GLOBAL`, ...statements(Math.ceil(total / (subflows + 1)), 1, random), "END FUNCTION");
  }
  return `${lines.join("\r\n")}\r\n`;
}

function statements(count: number, depth: number, random: Random): readonly string[] {
  const lines: string[] = [];
  const indent = "    ".repeat(depth);
  for (let left = count; left > 0; ) {
    const inner = Math.min(left - 1, random.between(1, 8));
    if (inner > 0 && depth < 4 && random.chance(0.15)) {
      const head = random.pick([
        "IF Contains(Status, $'''open''', True) THEN",
        "LOOP FOREACH CurrentItem IN Rows",
        "LOOP LoopIndex FROM 1 TO 10 STEP 1",
        "LOOP WHILE (Counter) < (10)",
      ]);
      lines.push(indent + head, ...statements(inner, depth + 1, random), `${indent}END`);
      left -= inner + 1;
    } else {
      lines.push(indent + statement(random));
      left--;
    }
  }
  return lines;
}

function statement(random: Random): string {
  return random.pick([
    "SET Counter TO Counter + 1",
    "SET Status TO $'''%Customer% has order %OrderNumber% in row %CurrentItem['Title']%'''",
    "# Waits until the page is there",
    "WAIT 2",
    "Text.Replace Text: Status TextToFind: $''',''' IsRegEx: False IgnoreCase: False ReplaceWith: $'''.''' ActivateEscapeSequences: False Result=> Status",
    "WebAutomation.Click.Click BrowserInstance: Browser Control: appmask['Orders']['Button save'] ClickType: WebAutomation.ClickType.LeftClick MouseClick: False",
    "Excel.ReadFromExcel.ReadAllCells Instance: ExcelInstance ReadAsText: True FirstLineIsHeader: True RangeValue=> Rows",
    "Logging.LogMessage Message: $'''Order %OrderNumber% done''' LogLevel: Logging.LogLevel.Info",
    "Variables.AddItemToList Item: CurrentItem['ID'] List: Done",
    "DateTime.GetCurrentDateTime.Local DateTimeFormat: DateTime.DateTimeFormat.DateAndTime CurrentDateTime=> Now",
    "File.WriteText File: $'''C:\\\\Temp\\\\orders.txt''' TextToWrite: Status AppendNewLine: True IfFileExists: File.IfFileExists.Append Encoding: File.FileEncoding.UTF8",
  ]);
}
