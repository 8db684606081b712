import { describe, expect, it } from "vitest";
import { desktop } from "../../../src/testing/desktop.ts";
import { pathNames } from "../../../src/testing/rule-tester.ts";
import { analysedSolutions } from "../analysed.ts";

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
    expect(logged(put, keys("{Control}({V})"), read, log)).toEqual(["Flow > Main:5 > Main:7 > Main:8"]);
  });

  it.each<[string, readonly string[]]>([
    ["in a branch", ["IF Password <> '' THEN", put, "END", read, log]],
    ["by another subflow", ["CALL Copy", read, log, "FUNCTION Copy GLOBAL", put, "END FUNCTION"]],
    ["further down in a loop", ["LOOP WHILE (1) = (1)", read, log, put, "END"]],
  ])("is read where it was put there %s", (_, rows) => {
    expect(logged(...rows)).toHaveLength(1);
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

  it("is gone where a subflow is called that copies", () => {
    expect(logged(put, "CALL CopyNumber", read, log, "FUNCTION CopyNumber GLOBAL", keys("{Control}({C})"), "END FUNCTION")).toEqual([]);
  });

  it("stays where only a switched-off row changes it", () => {
    expect(logged(put, "DISABLE Clipboard.Clear", read, log)).toHaveLength(1);
  });
});
