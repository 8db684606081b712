import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { compose, forEach, initializeVariable, scope } from "../../../src/testing/actions.ts";
import { fileContainer, flow } from "../../../src/testing/solutions.ts";
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

  it.each([
    ["what the app declares, in the workflow of a Standard logic app", "workflow.json", {}, 0],
    ["a parameter that such a workflow does not declare beside its own", "workflow.json", { Known: { type: "String" } }, 1],
    ["a parameter that another file does not declare", "orders.json", {}, 1],
  ])("%s", (_, name, parameters, count) => {
    const definition = {
      $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
      contentVersion: "1.0.0.0",
      parameters: { $connections: { defaultValue: {}, type: "Object" }, ...parameters },
      triggers: { Daily: { type: "Recurrence", recurrence: { frequency: "Day", interval: 1 } } },
      actions: { Read: { type: "Compose", inputs: "@parameters('orderUrl')", runAfter: {} } },
    };
    const text = JSON.stringify({ definition, kind: "Stateful" });
    const analysis = analyse(readWorkspace([fileContainer(name, text)]), defaultAnalysisOptions);
    expect(analysis.workspace.cloudFlows.flatMap((one) => analysis.scanOf(one).unresolved)).toHaveLength(count);
  });
});
