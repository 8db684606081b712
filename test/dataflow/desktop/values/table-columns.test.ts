import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const table = (header: string): string => `Variables.CreateNewDatatable InputTable: {^[${header}]} DataTable=> A`;
const twoColumns = table("'Place', 'Key'");
const add = (row: string): string => `Variables.AddRowToDataTable.AppendRowToDataTable DataTable: A RowToAdd: ${row}`;
const change = (column: string, value = "Secret"): string =>
  `Variables.ModifyDataTableItem DataTable: A ColumnNameOrIndex: ${column} RowIndex: 0 Value: ${value}`;

/** Which of the given reads of a table bring the secret to a log. */
function reads(rows: readonly string[], ...values: readonly string[]): readonly string[] {
  return values.filter((value) => {
    const spec = desktop(
      "Flow",
      { inputs: ["Secret", "Order"], sensitive: ["Secret"] },
      ...rows,
      `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`,
    );
    return analysedSolutions([{ desktopFlows: [spec] }]).values.desktopSecretsReaching("log").length > 0;
  });
}

const replace = (selector: string, column: string): string =>
  `Variables.FindOrReplaceInDataTable.${selector} DataTable: A ValueToFind: 'x' TextToReplaceWith: Secret ${column} DataTableMatches=> M`;

const cells = ["A[0]['Place']", "A[0]['Key']", "A[0][0]", "A[0][1]", "A[0]['Other']", "A[3]['key']", "A[Order]"];
const inKey = ["A[0]['Key']", "A[0][1]", "A[3]['key']", "A[Order]"];

describe("a cell of a table is read by the name of its column and by its number", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["that is added with its row", [twoColumns, add("[Order, Secret]")], inKey],
    ["that is changed by the name of its column", [twoColumns, change("'Key'")], inKey],
    ["that is changed by that name in other letters", [twoColumns, change("'KEY'")], inKey],
    ["that is changed by the number of its column", [twoColumns, change("1")], inKey],
    ["that is changed by that number as a text", [twoColumns, change("'1'")], inKey],
    ["that is changed in a column that only the run knows", [twoColumns, change("Order")], cells],
    ["that is changed in a column that the table lacks", [twoColumns, change("'Other'")], ["A[0]['Other']", "A[Order]"]],
    ["that is changed in a column of a number that the table lacks", [twoColumns, change("7")], ["A[Order]"]],
    ["that is changed in a table of which no header is known", [change("'Key'")], ["A[0]['Key']", "A[3]['key']", "A[Order]"]],
    ["of which the column has no name", [table("'Place', ''"), add("[Order, Secret]")], ["A[0][1]", "A[Order]"]],
    ["of which only the run knows the name of the column", [table("'Place', Order"), add("[Order, Secret]")], cells],
    ["that is changed in a column whose name only the run knows", [table("'Place', Order"), change("1")], cells],
    [
      "of a table whose header was written twice",
      [twoColumns, table("'Key', 'Place'"), add("[Order, Secret]")],
      ["A[0]['Place']", "A[0]['Key']", "A[0][1]", "A[3]['key']", "A[Order]"],
    ],
    ["that is replaced in a column", [twoColumns, replace("ReplaceItemInDataTableByColumnIndex", "ColumnNameOrIndex: 'Key'")], inKey],
    ["that is replaced in any column", [twoColumns, replace("ReplaceItemInDataTableEverywhere", "")], cells],
    ["that holds another value", [twoColumns, change("'Key'", "Order")], []],
    ["whose header is in a row that is switched off", [`DISABLE ${twoColumns}`, add("[Order, Secret]")], ["A[0][1]", "A[Order]"]],
  ])("%s", (_, rows, expected) => {
    expect(reads(rows, ...cells)).toEqual(expected);
  });

  it("of a column with a number of two digits", () => {
    const names = Array.from({ length: 11 }, (_, at) => `'C${at}'`).join(", ");
    expect(reads([table(names), change("'10'")], "A[0]['C10']", "A[0][10]", "A[0]['C1']", "A[0][1]")).toEqual(["A[0]['C10']", "A[0][10]"]);
  });

  it("of a table that a SET writes", () => {
    expect(reads(["SET A TO {^['Place', 'Key'], [Order, Order]}", add("[Order, Secret]")], ...cells)).toEqual(inKey);
  });

  it("of a table whose rows are added to another one", () => {
    const merge = "Variables.MergeDataTables FirstDataTable: A SecondDataTable: B";
    const other = "SET B TO {^['Place', 'Key'], [Order, Secret]}";
    expect(reads([twoColumns, other, merge], ...cells)).toEqual(inKey);
    expect(reads([twoColumns, "SET B TO Secret", merge], ...cells)).toEqual(cells);
  });

  it("of a table of which no script tells the columns, where the name is that of a credential", () => {
    const sheet = "Excel.ReadFromExcel.ReadAllCells Instance: Xl FirstLineIsHeader: True RangeValue=> A";
    const values = ["A[0]['SapPassword']", "A[0]['sappassword']", "A[0]['Place']"];
    const secretsOf = (row: string): readonly string[] =>
      values.filter((value) => {
        const log = `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;
        const spec = desktop("Flow", { inputs: ["Secret", "Order"], sensitive: ["Secret"] }, sheet, row, log);
        return analysedSolutions([{ desktopFlows: [spec] }])
          .values.desktopSecretsReaching("log")
          .some(({ secret }) => secret === "sensitive input 'Secret'");
      });
    expect(secretsOf(add("[Order, Secret]"))).toEqual(["A[0]['SapPassword']", "A[0]['sappassword']"]);
    expect(secretsOf(add("[Order, Order]"))).toEqual([]);
  });

  it("and not of another table", () => {
    expect(reads([twoColumns, twoColumns.replace("=> A", "=> B"), add("[Order, Secret]")], "B[0]['Key']", "B[0][1]")).toEqual([]);
  });
});

describe("an element of a list", () => {
  const list = ["Variables.CreateNewList List=> A", "Variables.AddItemToList Item: Secret List: A"];
  it("that is added is read by its number, and by one that only the run knows", () => {
    expect(reads(list, "A[0]", "A[7]", "A[Order]", "A", "A.Count")).toEqual(["A[0]", "A[Order]", "A"]);
  });

  it("that is added to a list of which the rows do not tell the length is read by any number", () => {
    const reading = "Text.SplitText.Split Text: Order Result=> A";
    expect(reads([reading, ...list.slice(1)], "A[0]", "A[7]", "A", "A.Count")).toEqual(["A[0]", "A[7]", "A"]);
  });

  it("is in the list that the designer writes as an output", () => {
    expect(reads(["Variables.AddItemToList Item: Secret NewList=> A"], "A[0]")).toEqual(["A[0]"]);
  });
});

describe("an element of a list", () => {
  const list = "SET A TO [Order, Secret]";
  it.each<[string, string]>([
    ["is turned round", "Variables.ReverseList List: A"],
    ["is shuffled", "Variables.ShuffleList List: A"],
    ["is sorted", "Variables.SortList.SortList List: A"],
    ["loses an element by its place", "Variables.RemoveItemFromList.RemoveItemFromListByIndex ItemIndex: 0 List: A"],
    [
      "loses an element by its value",
      "Variables.RemoveItemFromList.RemoveItemFromListByValue Item: Order ItemMatchAllOccurrences: True List: A",
    ],
    ["loses what is in it twice", "Variables.RemoveDuplicateItemsFromList List: A IgnoreCase: False"],
  ])("may be anywhere once the list %s", (_, row) => {
    expect(reads([list], "A[0]", "A[1]", "A[Order]")).toEqual(["A[1]", "A[Order]"]);
    expect(reads([list, row], "A[0]", "A[1]", "A[Order]")).toEqual(["A[0]", "A[1]", "A[Order]"]);
  });

  it("keeps its members once the list is sorted by one of them", () => {
    const sort = "Variables.SortList.SortListByProperty List: A Property1: 'key' SortDirection1: Variables.SortDirection.Ascending";
    const objects = "SET A TO [{'key': Order}, {'key': Order, 'code': Secret}]";
    expect(reads([objects, sort], "A[0]['code']", "A[0]['key']")).toEqual(["A[0]['code']"]);
  });
});
