import { describe, expect, test } from "vitest";
import { collectInventory } from "../../src/inventory/collect.ts";
import { settingsSkeleton } from "../../src/inventory/deployment-settings.ts";
import type { SolutionInventory } from "../../src/inventory/model.ts";
import type { Json } from "../../src/json.ts";
import { readDeploymentSettings } from "../../src/solution/deployment-settings.ts";
import { compose, desktopFlow, environmentSecret, http, keyVault } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import { analysedSolutions } from "../dataflow/analysed.ts";

function inventories(...specs: readonly SolutionSpec[]): readonly SolutionInventory[] {
  return collectInventory(analysedSolutions(specs), (text) => text).solutions;
}

function inventory(spec: SolutionSpec): SolutionInventory {
  const [only] = inventories(spec);
  if (only === undefined) throw new Error("There is no solution.");
  return only;
}

describe("the inventory", () => {
  test("says what each flow does with a secret, and what of that can be seen", () => {
    const { cloudFlows } = inventory({
      flows: [
        flow(
          "Get orders",
          keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
          compose("Copy", "@body('Get_secret')?['value']"),
          http("Call", { headers: { "x-api-key": "@outputs('Copy')" } }),
        ),
      ],
    });
    expect(cloudFlows[0]?.secrets).toEqual([
      {
        secret: "Key Vault secret returned by 'Get_secret'",
        from: "Get_secret",
        fromFlow: null,
        confidence: "high",
        uses: [
          { at: "Copy", deed: "copies it", kind: "data", visible: false },
          { at: "Call", deed: "sends it in the header 'x-api-key'", kind: "request", visible: true },
        ],
      },
    ]);
  });

  test("follows a secret into the desktop flow that a flow runs", () => {
    const { cloudFlows, desktopFlows } = inventory({
      flows: [
        flow(
          "Post",
          keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
          desktopFlow("Run", "Log in", { Password: "@body('Get_secret')?['value']" }),
        ),
      ],
      desktopFlows: [desktop("Log in", { inputs: ["Password"], sensitive: ["Password"] }, "Logging.LogMessage Message: Password")],
    });
    expect(cloudFlows[0]?.runs).toMatchObject([{ at: "Run", kind: "desktop-flow", name: "Log in" }]);
    expect(desktopFlows[0]).toMatchObject({
      inputs: [{ name: "Password", type: "String", required: true, sensitive: true, hasDefault: false }],
      secrets: [{ from: "Get_secret", fromFlow: "Post", uses: [{ deed: "writes it to the log", visible: true }] }],
    });
  });

  test("knows from which vault a secret comes, however its name gets there", () => {
    const { vaultSecrets } = inventory({
      variables: [{ schemaName: "new_Vault", defaultValue: "kv-contoso-dev" }],
      flows: [
        flow(
          "Read",
          keyVault.getSecret("By_connector", { secretName: "orders" }),
          http("By_request", { uri: "https://@{parameters('Vault (new_Vault)')}.vault.azure.net/secrets/erp?api-version=7.4" }),
          environmentSecret("By_variable", { variable: "new_ApiKey" }),
        ),
      ],
    });
    expect(vaultSecrets).toEqual([
      {
        through: "secret-variable",
        secret: { names: [], variables: ["new_ApiKey"] },
        vault: { names: [], variables: ["new_ApiKey"] },
        variable: "new_ApiKey",
        reference: null,
        readBy: ["Read: By_variable"],
        access: "secret",
      },
      {
        through: "connector",
        secret: { names: ["orders"], variables: [] },
        vault: { names: [], variables: [] },
        variable: null,
        reference: expect.stringContaining("keyvault"),
        readBy: ["Read: By_connector"],
        access: "secret",
      },
      {
        through: "request",
        secret: { names: ["erp"], variables: [] },
        vault: { names: [], variables: ["new_Vault"] },
        variable: null,
        reference: null,
        readBy: ["Read: By_request"],
        access: "secret",
      },
    ]);
  });

  test("never has the value of a variable or of an input", () => {
    const spec: SolutionSpec = {
      variables: [{ schemaName: "new_Url", defaultValue: "https://default.example", value: "https://current.example" }],
      desktopFlows: [desktop("Log in", { inputs: { User: "first.last@contoso.example" } })],
    };
    const text = JSON.stringify(inventory(spec));
    expect(text).not.toMatch(/\.example/);
    expect(inventory(spec).environmentVariables).toContainEqual(
      expect.objectContaining({ schemaName: "new_Url", hasDefault: true, hasValue: true }),
    );
  });

  test("names what it needs once", () => {
    const needed = { type: "380", schemaName: "contoso_Url", solution: "ContosoCore (1.0.0.0)" };
    expect(inventory({ dependencies: [needed, needed] }).requires).toEqual([
      { solution: "ContosoCore (1.0.0.0)", kind: "environment-variable", name: "contoso_url" },
    ]);
  });

  test("takes secrets out of every name", () => {
    const analysis = analysedSolutions([{ flows: [flow("Get tulip", compose("tulip", "x"))] }]);
    const { solutions } = collectInventory(analysis, (text) => text.replaceAll("tulip", "(5)"));
    expect(JSON.stringify(solutions)).not.toContain("tulip");
    expect(solutions[0]?.cloudFlows[0]?.name).toBe("Get (5)");
  });
});

describe("the settings skeleton", () => {
  const solutions = analysedSolutions([
    {
      uniqueName: "One",
      usualVariables: false,
      variables: [
        { schemaName: "new_B", value: "set" },
        { schemaName: "new_A", type: "secret" },
      ],
      references: [{ logicalName: "new_mail", connector: "shared_office365" }],
    },
    {
      uniqueName: "Two",
      usualVariables: false,
      variables: [{ schemaName: "NEW_b" }],
      references: [{ logicalName: "new_teams", connector: "shared_teams" }],
    },
  ]).workspace.solutions;

  test("has the form of the platform's own tool, and each name once", () => {
    const settings = (name: string, id: string): string =>
      `    {\n      "LogicalName": "${name}",\n      "ConnectionId": "",\n      "ConnectorId": "/providers/Microsoft.PowerApps/apis/${id}"\n    }`;
    const variables = ["new_B", "new_A"].map((name) => `    {\n      "SchemaName": "${name}",\n      "Value": ""\n    }`);
    const references = [settings("new_mail", "shared_office365"), settings("new_teams", "shared_teams")];
    expect(settingsSkeleton(solutions)).toBe(
      `{\n  "EnvironmentVariables": [\n${variables.join(",\n")}\n  ],\n  "ConnectionReferences": [\n${references.join(",\n")}\n  ]\n}`,
    );
  });

  test("is read as settings again", () => {
    const source = { path: "settings.json", file: "", text: () => "" };
    const document = JSON.parse(settingsSkeleton(solutions)) as Json;
    const [settings] = readDeploymentSettings(document, source, { environment: "test", origin: "given" });
    expect(settings?.variables.map(({ schemaName }) => schemaName)).toEqual(["new_B", "new_A"]);
    expect(settings?.references.map(({ logicalName }) => logicalName)).toEqual(["new_mail", "new_teams"]);
  });

  test("is whole where a solution has neither", () => {
    expect(settingsSkeleton([])).toBe('{\n  "EnvironmentVariables": [],\n  "ConnectionReferences": []\n}');
  });
});
