import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { pathNames } from "../../../../src/testing/rule-tester.ts";
import { analysedSolutions } from "../../analysed.ts";

const put = "Clipboard.SetText Text: Password";
const read = "Clipboard.GetText Text=> Copied";
const log = "Logging.LogMessage Message: $'''copied %Copied%''' LogLevel: Logging.LogLevel.Info";
const keys = (text: string): string => `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: $'''${text}'''`;

/** Rows on the way of each secret that is logged. */
function logged(...rows: readonly string[]): readonly string[] {
  const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Password"], sensitive: ["Password"] }, ...rows)] }]);
  return values.desktopSecretsReaching("log").map((leak) => pathNames({ flow: leak.path }).join(" > "));
}

describe("a text in the clipboard", () => {
  it("is read again from it", () => {
    expect(logged(put, keys("{Control}({V})"), read, log)).toEqual(["Password > Main:5 > Main:7 > Main:8"]);
  });

  it.each<[string, readonly string[]]>([
    ["in a branch", ["IF Password <> '' THEN", put, "END", read, log]],
    ["by another subflow", ["CALL Copy", read, log, "FUNCTION Copy GLOBAL", put, "END FUNCTION"]],
    ["further down in a loop", ["LOOP WHILE (1) = (1)", read, log, put, "END"]],
    ["further down in a loop around another", ["LOOP WHILE (1) = (1)", "LOOP A FROM 1 TO 2 STEP 1", read, log, "END", put, "END"]],
    ["further down, behind a jump", ["LABEL Start", read, log, put, "GOTO Start"]],
    ["further down in a subflow that may run twice", ["CALL Copy", "CALL Copy", "FUNCTION Copy GLOBAL", read, log, put, "END FUNCTION"]],
  ])("is read where it was put there %s", (_, rows) => {
    expect(logged(...rows)).toHaveLength(1);
  });

  it.each<[string, readonly string[]]>([
    ["further down", [read, log, put]],
    ["behind the loop that reads it", ["LOOP A FROM 1 TO 2 STEP 1", read, log, "END", put]],
    ["in a loop behind it", [read, log, "LOOP A FROM 1 TO 2 STEP 1", put, "END"]],
  ])("is not read where it is put there only %s", (_, rows) => {
    expect(logged(...rows)).toEqual([]);
  });

  it.each<[string, string]>([
    ["empties it", "Clipboard.Clear"],
    ["puts another text there", "Clipboard.SetText Text: $'''order 1'''"],
    ["copies what is selected", keys("{Control}({A}){Control}({C})")],
    ["cuts what is selected", keys("{LControlKey}({X})")],
    ["copies cells", "Excel.CopyCellsFromExcel.CopyCells Instance: Xl StartColumn: 1 StartRow: 1 EndColumn: 1 EndRow: 2"],
    ["takes a screenshot", "Workstation.TakeScreenshot.TakeScreenshotToClipboard"],
    ["clicks on a button that copies", "UIAutomation.Click.Click Element: appmask['Orders']['Button \\'Copy number\\'']"],
  ])("is gone where a row %s", (_, row) => {
    expect(logged(put, row, read, log)).toEqual([]);
  });

  it.each(["{Ctrl}({C})", "{RControl}({C})", "{LCtrlKey}({c})", "{Control}(C)", "{Control}({Ins})", "{Control}({Insert})", "{Control}(x)"])(
    "is gone where the keys %s are sent",
    (sent) => {
      expect(logged(put, keys(sent), read, log)).toEqual([]);
    },
  );

  it.each(["{Control}({A})", "{Control}({V})", "{Shift}({C})", "{Alt}({C})", "C", "{Control}({Home})"])(
    "stays where the keys %s are sent",
    (sent) => {
      expect(logged(put, keys(sent), read, log)).toHaveLength(1);
    },
  );

  const click = (button: string): string => `UIAutomation.Click.Click Element: appmask['Orders']['Button \\'${button}\\'']`;
  it.each(["Copy", "copy link", "Copier", "Copia", "Kopieren", "Kopiëren", "複製", "コピー", "复制"])(
    "is gone where a row clicks on a button that is called %s",
    (button) => {
      expect(logged(put, click(button), read, log)).toEqual([]);
    },
  );

  it.each(["Save", "Paste", "Coping", "Kopf"])("stays where a row clicks on a button that is called %s", (button) => {
    expect(logged(put, click(button), read, log)).toHaveLength(1);
  });

  it("is what was put there last", () => {
    expect(logged(put, "Clipboard.SetText Text: 'x'", put, read, log)).toEqual(["Password > Main:7 > Main:8 > Main:9"]);
  });

  it("is read by every row that reads it", () => {
    expect(logged(put, read, "Clipboard.GetText Text=> Other", "Logging.LogMessage Message: Other")).toHaveLength(1);
  });

  it("is nothing where no row puts it there", () => {
    expect(logged(read, log)).toEqual([]);
  });

  it("is gone where a subflow is called that copies", () => {
    expect(logged(put, "CALL CopyNumber", read, log, "FUNCTION CopyNumber GLOBAL", keys("{Control}({C})"), "END FUNCTION")).toEqual([]);
  });

  it("stays where only a switched-off row changes it", () => {
    expect(logged(put, "DISABLE Clipboard.Clear", read, log)).toHaveLength(1);
  });
});
