import { describe, expect, it } from "vitest";
import { compose, forEach, initializeVariable, scope } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../analysed.ts";

/** What an expression names that the flow does not have. */
function missing(text: string): readonly string[] {
  const spec = {
    ...flow(
      "Flow",
      initializeVariable("Declare", "list", [], "array"),
      scope("Steps", compose("Inside", "x")),
      forEach("Loop", "@variables('list')", compose("Each", "@item()")),
      compose("Read", text),
    ),
    parameters: { Known: { type: "String", defaultValue: "x" } },
  };
  const analysis = analysed(spec);
  return analysis.workspace.cloudFlows.flatMap((one) => analysis.scanOf(one).unresolved.map(({ kind, name }) => `${kind} ${name}`));
}

describe("an expression names", () => {
  it.each<[string, readonly string[]]>([
    ["@body('Other')", ["action Other"]],
    ["@outputs('Other')", ["action Other"]],
    ["@actions('Other').inputs", ["action Other"]],
    ["@actions('Other').status", ["action Other"]],
    ["@result('Other')", ["action Other"]],
    ["@items('Other')", ["loop Other"]],
    ["@items('Steps')", ["loop Steps"]],
    ["@variables('other')", ["variable other"]],
    ["@parameters('Other')", ["parameter Other"]],
    ["@{body('Other')} @{variables('other')}", ["action Other", "variable other"]],
    ["@{body('Other')} @{outputs('OTHER')}", ["action Other"]],
    ["@{body('Other')} @{variables('Other')}", ["action Other", "variable Other"]],
  ])("what is not there: %s", (text, expected) => {
    expect(missing(text)).toEqual(expected);
  });

  it.each([
    "@body('INSIDE')",
    "@result('Steps')",
    "@items('loop')",
    "@variables('LIST')",
    "@parameters('known')",
    "@parameters('$connections')",
    "@parameters('$authentication')",
    "@triggerBody()",
    "@workflow().name",
    "@body(variables('list'))",
    "@item()",
  ])("only what is there: %s", (text) => {
    expect(missing(text)).toEqual([]);
  });
});
