import { describe, expect, it } from "vitest";
import { numberOfAddedItem } from "../../../../src/dataflow/desktop/values/added-items.ts";
import { actionCallsOf } from "../../../../src/desktop-flow/robin/walk.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const make = "Variables.CreateNewList List=> L";
const add = (item: string, list = "L"): string => `Variables.AddItemToList Item: '${item}' List: ${list}`;

/** The numbers of the items that rows add, as `row: number`. */
function numbers(...rows: readonly string[]): readonly string[] {
  const { workspace } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, ...rows)] }]);
  return workspace.desktopFlows.flatMap((flow) =>
    flow.rows.flatMap(({ statement }) =>
      actionCallsOf(statement).flatMap((call) => {
        const number = numberOfAddedItem(flow, call);
        return number === undefined ? [] : [`${statement.line - 3}: ${number}`];
      }),
    ),
  );
}

describe("the number of an item that is added to a list", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["counts from the row that makes the list", [make, add("a"), "# now", "SET A TO 1", add("b")], ["2: 0", "5: 1"]],
    ["counts in each list", [make, "Variables.CreateNewList List=> M", add("a"), add("b", "M"), add("c")], ["3: 0", "4: 0", "5: 1"]],
    ["counts anew in a list that is made again", [make, add("a"), make, add("b")], ["2: 0", "4: 0"]],
    ["does not count a row that is switched off", [make, `DISABLE ${add("a")}`, add("b")], ["3: 0"]],
    ["is not known of a list that another row makes", [add("a")], []],
    ["is not known of a list that is set", [make, "SET L TO ['x']", add("a")], []],
    ["is not known behind another change", [make, add("a"), "Variables.RemoveItemFromList ItemIndex: 0 List: L", add("b")], ["2: 0"]],
    ["is not known in a branch and behind it", [make, "IF A = 1 THEN", add("a"), "END", add("b")], []],
    ["is not known of a list that a branch makes", ["IF A = 1 THEN", make, add("a"), "ELSE", add("b"), "END", add("c")], []],
    ["is not known in a loop", [make, "LOOP I FROM 1 TO 2", add("a"), "END"], []],
    ["is not known behind a call", [make, "CALL Other", add("a")], []],
    ["is not known where the row before may fail", [make, `${add("a")}\nON ERROR\nEND`, add("b")], []],
    ["is not known in another subflow", [make, "FUNCTION Other GLOBAL", add("a"), "END FUNCTION"], []],
  ])("%s", (_, rows, expected) => {
    expect(numbers(...rows)).toEqual(expected);
  });
});
