import { describe, expect, it } from "vitest";
import { textsOfVariable } from "../../src/queries/desktop-variable-texts.ts";
import { compose, desktopFlow } from "../../src/testing/actions.ts";
import { type DesktopHeader, desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import { analysedSolutions } from "../dataflow/analysed.ts";

/** The texts that the variable `A` can hold, as `text at place`. */
function texts(header: DesktopHeader, rows: readonly string[], rest: SolutionSpec = {}): readonly string[] {
  const analysis = analysedSolutions([{ ...rest, desktopFlows: [desktop("Robot", header, ...rows)] }]);
  const [row] = analysis.workspace.desktopFlows.flatMap((robot) => robot.rows);
  return row === undefined
    ? []
    : textsOfVariable(row, { name: "A" }, analysis).map(
        ({ text, isWhole, place: { owner } }) => `${text}${isWhole ? "" : ", in part,"} at ${owner?.operation ?? owner?.name}`,
      );
}

describe("a variable of a desktop flow can hold a text", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["that is set", ["SET A TO 'kv-orders'"], ["kv-orders at Main:4"]],
    ["that is set to another one before", ["SET B TO 'kv-orders'", "SET A TO B"], ["kv-orders at Main:4"]],
    ["that is set in either branch", ["IF X = 1 THEN", "SET A TO 'a'", "ELSE", "SET A TO 'b'", "END"], ["a at Main:5", "b at Main:7"]],
    ["that is not put together", ["SET A TO Other.Name + 'x'"], []],
    ["that is no list", ["SET A TO ['kv-orders']"], []],
    ["that is not a part of another one", ["SET B TO 'kv-orders'", "SET A TO $'''x-%B%'''"], []],
    ["that no action makes", ["Text.Trim Text: 'kv-orders' TrimmedText=> A"], []],
  ])("%s", (_, rows, expected) => {
    expect(texts({}, rows)).toEqual(expected);
  });

  it("that is the default of an input", () => {
    expect(texts({ inputs: { A: "kv-orders" } }, ["SET B TO A"])).toEqual(["kv-orders at A"]);
    expect(texts({ inputs: { Vault: "kv-orders" } }, ["SET A TO Vault"])).toEqual(["kv-orders at Vault"]);
  });

  it("that a cloud flow fills in", () => {
    const flows = [flow("Flow", compose("Name", "kv-orders"), desktopFlow("Run", "Robot", { A: "@outputs('Name')" }))];
    expect(texts({ inputs: ["A"] }, ["SET B TO A"], { flows })).toEqual(["kv-orders at Name"]);
    const parts = [flow("Flow", desktopFlow("Run", "Robot", { A: "@concat('kv-', triggerBody()?['x'])" }))];
    expect(texts({ inputs: ["A"] }, ["SET B TO A"], { flows: parts })).toEqual(["kv-, in part, at Run"]);
  });
});
