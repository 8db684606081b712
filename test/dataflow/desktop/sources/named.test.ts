import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/dataflow/analysis.ts";
import { type AnalysisOptions, defaultAnalysisOptions } from "../../../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../../../src/dataflow/workspace/read-workspace.ts";
import { type DesktopHeader, desktop } from "../../../../src/testing/desktop.ts";
import { containerOf } from "../../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../analysed.ts";

/** The likely credentials of a flow that only names tell of: `what 'name' at line`. */
function named(header: DesktopHeader, rows: readonly string[], options: Partial<AnalysisOptions> = {}): readonly string[] {
  const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Order"], ...header }, ...rows)] }], options);
  return values.origins
    .filter(({ label, basis, node }) => label === "credential-named" && basis === "desktop" && node.kind === "desktop-variable")
    .map(({ what, name, confidence, place: { source, at } }) => {
      const line = at.kind === "text" ? source.text().slice(0, at.span.start).split("\n").length : 0;
      return `${line}: ${what} '${name}' (${confidence})`;
    });
}

const sheet = "Excel.ReadFromExcel.ReadAllCells Instance: Book RangeValue=> Rows";
const file = (variable: string): string => `File.ReadTextFromFile.ReadText File: 'x' Content=> ${variable}`;

describe("a value is a likely credential", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["where it is read by a credential's name", [sheet, "SET A TO Rows['Password']"], ["6: value 'Rows.Password' (medium)"]],
    ["where it is read by it of an element", [sheet, "SET A TO Rows[0]['ApiKey']"], ["6: value 'Rows.ApiKey' (medium)"]],
    ["where it is read by it in a text", [sheet, "SET A TO $'''%Rows[0]['Password']%!'''"], ["6: value 'Rows.Password' (medium)"]],
    [
      "once, however often it is read",
      [sheet, "SET A TO Rows['Password']", "SET B TO Rows['password']"],
      ["6: value 'Rows.Password' (medium)"],
    ],
    [
      "in the column of a table that is called so",
      [sheet, "Variables.RetrieveDataTableColumnIntoList DataTable: Rows ColumnNameOrIndex: 'Password' ColumnAsList=> Column"],
      ["6: value 'Password' (medium)"],
    ],
    [
      "not in another column of a table",
      [sheet, "Variables.RetrieveDataTableColumnIntoList DataTable: Rows ColumnNameOrIndex: 'Customer' ColumnAsList=> Column"],
      [],
    ],
    ["of an input", ["SET A TO Order['Password']"], ["5: value 'Order.Password' (medium)"]],
    ["not of a variable that nothing writes", ["SET A TO Other['Password']"], []],
    ["not where it is read by another name", [sheet, "SET A TO Rows['Customer']"], []],
    ["not where it is read by a number", [sheet, "SET A TO Rows[0]"], []],
    ["not where a member of it is read by another name", [sheet, "SET A TO Rows['Password']['Customer']"], []],
    ["not where only its length is read", [sheet, "SET A TO Rows['Password'].Length"], []],
    ["not in a row that is switched off", [sheet, "DISABLE SET A TO Rows['Password']"], []],
    ["where an action puts it into a variable of that name", [file("SqlPassword")], ["5: variable 'SqlPassword' (medium)"]],
    ["not where that only may be one", [file("Token")], []],
    ["where a SET puts it there", [sheet, "SET SqlPassword TO Rows[0][1]"], ["6: variable 'SqlPassword' (medium)"]],
    ["where a SET puts it together there", [sheet, "SET SqlPassword TO $'''%Rows[0][1]%!'''"], ["6: variable 'SqlPassword' (medium)"]],
    ["not where a text is written there", ["SET SqlPassword TO ''"], []],
    [
      "not where it comes from one that is named so already",
      [file("Password"), "SET SqlPassword TO Password"],
      ["5: variable 'Password' (medium)"],
    ],
    ["not where it comes from a member that is", [sheet, "SET SqlPassword TO Rows['Password']"], ["6: value 'Rows.Password' (medium)"]],
    ["not where a member of a variable is set", [sheet, "SET Settings['Password'] TO Rows[0][1]"], []],
    ["not where a list is made", ["Variables.CreateNewList List=> Passwords"], []],
    [
      "not where an encrypted text is put there",
      ["Cryptography.EncryptText.EncryptText TextToEncrypt: Order EncryptedText=> SqlPassword"],
      [],
    ],
    [
      "where an input of a local subflow is named so",
      [sheet, "CALL Sign_in SqlPassword: Rows[0][1]", "FUNCTION Sign_in SqlPassword", "END FUNCTION"],
      ["6: variable 'SqlPassword' (medium)"],
    ],
    ["not where that input gets a text", ["CALL Sign_in SqlPassword: ''", "FUNCTION Sign_in SqlPassword", "END FUNCTION"], []],
    [
      "where a variable of the environment is named so",
      ["System.GetEnvironmentVariable.GetEnvironmentVariable Name: 'DB_PASSWORD' Value=> A"],
      ["5: value 'DB_PASSWORD' (medium)"],
    ],
    ["not where that is named otherwise", ["System.GetEnvironmentVariable.GetEnvironmentVariable Name: 'TEMP' Value=> A"], []],
    ["where an action that no table knows calls it so", ["ContosoErp.Read ApiKey=> A"], ["5: value 'ApiKey' (medium)"]],
    ["not where a known action calls it so", ["Text.Trim Text: Order Password=> A"], []],
  ])("%s", (_, rows, expected) => {
    expect(named({}, rows)).toEqual(expected);
  });

  it.each<[string, DesktopHeader]>([
    ["an output of the flow", { outputs: ["Password"] }],
    ["one that is marked as sensitive", { sensitive: ["Password"] }],
  ])("but not in the variable of %s, which is told as such", (_, header) => {
    expect(
      named(header, [file("Password")]).filter((one) => one.includes("variable 'Password' (medium)") && !one.includes("sensitive")),
    ).toEqual([]);
  });

  it("but not in a variable into which a known secret goes", () => {
    const typed = "Display.InputDialog InputType: Display.InputType.Password UserInput=> A";
    expect(named({}, [typed, "SET SqlPassword TO A"])).toEqual([]);
  });

  it("by the names of the configuration", () => {
    expect(named({}, [file("Losung")])).toEqual([]);
    expect(named({}, [file("Losung")], { sensitiveNames: ["losung"] })).toEqual(["5: variable 'Losung' (medium)"]);
  });
});

describe("in the text of a subflow, a variable that is read is a likely credential", () => {
  const inSubflow = (...rows: readonly string[]): readonly string[] => {
    const workspace = readWorkspace([containerOf(new Map([["Report.txt", rows.join("\r\n")]]))]);
    return analyse(workspace, defaultAnalysisOptions)
      .values.origins.filter(({ label }) => label === "credential-named")
      .map(({ what, name }) => `${what} '${name}'`);
  };
  const log = (value: string): string => `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;

  it.each<[string, readonly string[], readonly string[]]>([
    ["by its name", ["SET A TO 1", log("SqlPassword")], ["variable 'SqlPassword'"]],
    ["by the name of its member", ["SET A TO Rows[0]['Password']", log("A")], ["value 'Rows.Password'"]],
    ["by the name of its property", ["SET A TO Account.Password", log("A")], ["value 'Account.Password'"]],
    ["not by another name", ["SET A TO 1", log("Customer")], []],
    ["not where a member of it is read", ["SET A TO 1", log("SqlPassword['Customer']")], []],
    ["not where the subflow itself sets it", ["SET SqlPassword TO ''", log("SqlPassword")], []],
  ])("%s", (_, rows, expected) => {
    expect(inSubflow(...rows)).toEqual(expected);
  });

  it("but not in that of a whole flow, which sets its own", () => {
    expect(named({}, [log("SqlPassword")])).toEqual([]);
  });
});
