import { expect, it } from "vitest";
import { valueAt } from "../../src/json.ts";
import { compose, condition, scope, switchOn } from "../../src/testing/actions.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed } from "../dataflow/analysed.ts";

it("operations in branches of every kind are where they are in the document", () => {
  const made = flow(
    "Get orders",
    scope("Scope", compose("In_scope", "1")),
    condition("Condition", { equals: [1, 1] }, [compose("Then", "2")], [compose("Else", "3")]),
    switchOn("Switch", "@triggerBody()", { one: [compose("Case", "4")] }, [compose("Default", "5")]),
    { name: "Agent", json: { type: "Agent", tools: { search: { actions: { Tool: { type: "Compose", inputs: "6" } } } } } },
  );
  const [parsed] = analysed(made).workspace.cloudFlows;
  const inputs = (parsed?.operations ?? [])
    .filter(({ type }) => type === "compose")
    .map(({ name, pointer }) => [name, valueAt(parsed?.document, [...pointer, "inputs"])]);
  expect(inputs).toEqual([
    ["In_scope", "1"],
    ["Then", "2"],
    ["Else", "3"],
    ["Case", "4"],
    ["Default", "5"],
    ["Tool", "6"],
  ]);
});
