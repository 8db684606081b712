import { expect, it } from "vitest";
import { connectorDocuments } from "../../../src/dataflow/components/connector-documents.ts";
import { clearParameters } from "../../../src/queries/deployment/clear-parameters.ts";
import { insecureConnectors } from "../../../src/queries/requests/connector-transport.ts";
import { connectorVaults } from "../../../src/queries/vaults/connector-vaults.ts";
import { connectorSolution, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

const plain = connectorSolution({
  openapidefinition: { host: "kv-contoso.vault.azure.net", schemes: ["http"], paths: {} },
  connectionparameters: { api_key: { type: "string", uiDefinition: { displayName: "API Key" } } },
  script: "public class Script {}",
});

function withText(change: (text: string) => string): SolutionSpec {
  const files = Object.entries(plain.files ?? {}).map(([name, text]) => [name, name.endsWith(".json") ? change(text) : text]);
  return { ...plain, files: Object.fromEntries(files) };
}

/** What each reader of a connector's documents finds. */
function found(spec: SolutionSpec): readonly unknown[] {
  const analysis = analysedSolutions([spec]);
  const { workspace } = analysis;
  return [
    connectorDocuments(workspace).map(({ role }) => role),
    connectorVaults(workspace).map(({ vault }) => vault),
    insecureConnectors(workspace).length,
    clearParameters(analysis).map(({ parameter }) => parameter),
  ];
}

it("the documents of a custom connector are read with comments and without, its code is none of them", () => {
  const expected = [["openapi", "connection-parameters"], ["kv-contoso"], 1, ["API Key"]];
  expect(found(plain)).toEqual(expected);
  expect(found(withText((text) => `// of the ERP\n${text.replaceAll("{", "{ /* } */")}`))).toEqual(expected);
});

it("one that is no JSON is left out", () => {
  expect(found(withText((text) => text.slice(1)))).toEqual([[], [], 0, []]);
});
