import { describe, expect, test } from "vitest";
import { collectInventory } from "../../../src/inventory/collect.ts";
import { importChecklist } from "../../../src/report/inventory/checklist.ts";
import { environmentSecret, http, keyVault } from "../../../src/testing/actions.ts";
import { flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const checklist = (spec: SolutionSpec): string => importChecklist(collectInventory(analysedSolutions([spec]), (text) => text));

describe("the import checklist", () => {
  test("is harmless for a pipeline that prints it, and for a reader", () => {
    const text = checklist({ variables: [{ schemaName: "new_##vso[task.setvariable variable=x]y`|\u202eabc" }] });
    expect(text).not.toMatch(/##vso\[|\u202e/);
    expect(text).toContain("`new_## vso[task.setvariable variable=x]y??\\u202eabc`");
  });

  test("names role and principal for each way to a vault", () => {
    const text = checklist({
      flows: [
        flow(
          "Read",
          keyVault.getSecret("By_connector", { secretName: "orders" }),
          http("By_request", { uri: "https://kv-contoso-dev.vault.azure.net/secrets/erp?api-version=7.4" }),
          environmentSecret("By_variable", { variable: "new_ApiKey" }),
        ),
      ],
    });
    expect(text).toContain("**Microsoft.PowerPlatform** is registered");
    expect(text).toMatch(
      /Dataverse service principal \(application id `00000007-0000-0000-c000-000000000000`\) on the vault that `new_ApiKey` refers to\./,
    );
    expect(text).toMatch(/for the account or service principal of the connection on the vault of the connection behind `\w*keyvault\w*`\./);
    expect(text).toContain("for the identity that the HTTP request signs in with on `kv-contoso-dev`.");
  });

  test("lists what other solutions must have brought", () => {
    const text = checklist({
      dependencies: [
        { type: "380", schemaName: "contoso_Url", displayName: "URL", solution: "ContosoCore" },
        { type: "380", schemaName: "contoso_Key", displayName: "Key", solution: "Active" },
      ],
    });
    expect(text).toContain("`ContosoCore` is installed; it brings `contoso_url`.");
    expect(text).toContain("These components are in no solution: add them to one, or the import fails: `contoso_key`.");
  });

  test("gives the names that makers see of variables and references, where they have others", () => {
    const named = (schemaName: string, display: string): string =>
      `<environmentvariabledefinition schemaname="${schemaName}"><displayname default="${display}" /><type>100000000</type></environmentvariabledefinition>`;
    const text = checklist({
      usualVariables: false,
      files: {
        "environmentvariabledefinitions/new_Url/environmentvariabledefinition.xml": named("new_Url", "Address of the ERP"),
        "environmentvariabledefinitions/new_Key/environmentvariabledefinition.xml": named("new_Key", "new_Key"),
      },
    });
    expect(text).toContain("`new_Url` (Address of the ERP)");
    expect(text).toContain("`new_Key`");
    expect(text).not.toContain("(new_Key)");
  });

  test("stays a list whatever things are called", () => {
    const text = checklist({
      references: [{ logicalName: "new_`x`|\n# y", connector: "shared_office365" }],
      variables: [{ schemaName: "new_A" }],
    });
    expect(text.split("\n").filter((line) => line !== "" && !/^(?:- \[ \] |##? |Environment: _)/.test(line))).toEqual([]);
  });
});
