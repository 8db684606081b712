import { describe, expect, it } from "vitest";
import { type VariableUse, variableUses } from "../../../src/queries/deployment/variable-uses.ts";
import { type ActionSpec, compose, connector, environmentSecret, initializeVariable } from "../../../src/testing/actions.ts";
import { type FlowSpec, flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const bound = (name: string, schemaName: string): FlowSpec => ({
  ...flow(name, compose("Keep", "x")),
  parameters: { Region: { type: "String", defaultValue: "EMEA", metadata: { schemaName } } },
});
const reads = (variable: string, ...before: readonly ActionSpec[]): FlowSpec =>
  flow("Flow", ...before, environmentSecret("Get_secret", { variable }));

const shown = (use: VariableUse): string =>
  use.kind === "parameter"
    ? `${use.flow.name}: ${use.schemaName} as parameter ${use.parameter.name}`
    : `${use.flow.name}: ${use.schemaName} as secret in ${[use.operation.name, ...use.path.slice(1)].join("/")}`;

function usesIn(...specs: readonly SolutionSpec[]): { readonly declared: readonly string[]; readonly undeclared: readonly string[] } {
  const { declared, undeclared } = variableUses(analysedSolutions(specs.map((spec) => ({ usualVariables: false, ...spec }))));
  return {
    declared: [...declared].map(([{ schemaName }, uses]) => `${schemaName} = ${uses.map(shown).join("; ")}`),
    undeclared: [...undeclared].map(([schemaName, uses]) => `${schemaName} = ${uses.map(shown).join("; ")}`),
  };
}

describe("a flow uses an environment variable", () => {
  it("by a parameter, whatever the letters", () => {
    expect(usesIn({ variables: [{ schemaName: "new_Region" }], flows: [bound("Flow", "new_REGION")] })).toEqual({
      declared: ["new_Region = Flow: new_REGION as parameter Region"],
      undeclared: [],
    });
  });

  it("that nothing in the run declares, under one name for all spellings", () => {
    expect(usesIn({ flows: [bound("One", "new_Region"), bound("Two", "new_REGION")] })).toEqual({
      declared: [],
      undeclared: ["new_region = One: new_Region as parameter Region; Two: new_REGION as parameter Region"],
    });
  });

  it("not by a parameter that is bound to none", () => {
    expect(usesIn({ flows: [bound("Flow", "")] })).toEqual({ declared: [], undeclared: [] });
    const own: FlowSpec = { ...flow("Flow", compose("Keep", "x")), parameters: { Region: { type: "String", defaultValue: "EMEA" } } };
    expect(usesIn({ flows: [own] })).toEqual({ declared: [], undeclared: [] });
  });

  it("and variables that none uses are left out", () => {
    expect(usesIn({ variables: [{ schemaName: "new_Other" }], flows: [bound("Flow", "new_Region")] }).declared).toEqual([]);
  });

  const parameter = "parameters/item/EnvironmentVariableName";
  it.each<[string, FlowSpec, readonly string[]]>([
    ["by its name", reads("new_Key"), [`new_key = Flow: new_Key as secret in Get_secret/${parameter}`]],
    ["by a Compose", reads("@outputs('Name')", compose("Name", "new_Key")), ["new_key = Flow: new_Key as secret in Name"]],
    [
      "by a variable",
      reads("@variables('name')", initializeVariable("Declare", "name", "new_Key")),
      ["new_key = Flow: new_Key as secret in Declare/variables/0/value"],
    ],
    ["not by a name that is made of others", reads("@concat('new_', outputs('Name'))", compose("Name", "Key")), []],
    ["not by a text that is no name", reads("new Key"), []],
    ["not by a name that begins with a number", reads("1_Key"), []],
    [
      "by a parameter of the action that has no group",
      flow(
        "Flow",
        connector("Get_secret", "shared_commondataserviceforapps", "PerformUnboundAction", {
          actionName: "retrieveEnvironmentVariableSecretValue",
          environmentVariableName: "new_Key",
        }),
      ),
      ["new_key = Flow: new_Key as secret in Get_secret/parameters/environmentVariableName"],
    ],
    [
      "not by another parameter of it",
      flow(
        "Flow",
        connector("Get_secret", "shared_commondataserviceforapps", "PerformUnboundAction", {
          actionName: "RetrieveEnvironmentVariableSecretValue",
          "item/MyEnvironmentVariableName": "new_Key",
          "item/EnvironmentVariableNames": "new_Key",
        }),
      ),
      [],
    ],
    [
      "not by an action that does something else",
      flow(
        "Flow",
        connector("Get_secret", "shared_commondataserviceforapps", "PerformUnboundAction", {
          actionName: "RetrieveEnvironmentVariableValue",
          "item/EnvironmentVariableName": "new_Key",
        }),
      ),
      [],
    ],
  ])("as a secret %s", (_, spec, expected) => {
    expect(usesIn({ flows: [spec] }).undeclared).toEqual(expected);
  });
});
