import { describe, expect, it } from "vitest";
import {
  type DeploymentPart,
  partsOfParameters,
  partsOfTemplate,
  secureParametersOf,
} from "../../../src/dataflow/components/deployment-values.ts";
import type { Json, JsonObject } from "../../../src/json.ts";

/** Where each part is, with what it holds, and the connection that it belongs to. */
function told(parts: readonly DeploymentPart[]): readonly string[] {
  return parts.map(({ pointer, holds, connection }) =>
    [
      pointer.join("/"),
      ...(holds === undefined ? [] : [holds]),
      ...(connection === undefined ? [] : [String(connection.displayName)]),
    ].join(", "),
  );
}

const properties = { a: "x" };
const resource = (type: string, more: JsonObject = {}): JsonObject => ({ type, name: "n", properties, ...more });

describe("the values in a template", () => {
  it.each<[string, JsonObject, readonly string[]]>([
    [
      "are its parameters, variables and outputs",
      { parameters: { a: {} }, variables: { b: "x", c: ["y"] }, outputs: { d: {} } },
      ["parameters, parameters", "variables", "variables", "outputs"],
    ],
    ["are so in any case of letters", { Parameters: {}, OUTPUTS: {} }, ["Parameters, parameters", "OUTPUTS"]],
    ["are none where these are texts", { parameters: "x", variables: "y", outputs: "z", resources: "r" }, []],
    ["are the properties of a resource", { resources: [resource("Microsoft.Web/sites")] }, ["resources/0/properties"]],
    ["are those of a resource with a symbolic name", { resources: { app: resource("Microsoft.Web/sites") } }, ["resources/app/properties"]],
    [
      "are those of a resource in another one",
      { resources: [resource("Microsoft.Web/sites", { resources: [resource("config")] })] },
      ["resources/0/properties", "resources/0/resources/0/properties"],
    ],
    [
      "are those of the template of a deployment, and the parameters that it is given",
      {
        resources: [
          resource("Microsoft.Resources/deployments", {
            properties: { parameters: { key: { value: "x" } }, template: { outputs: {}, resources: [resource("Microsoft.Web/sites")] } },
          }),
        ],
      },
      [
        "resources/0/properties/parameters, parameters",
        "resources/0/properties/template/outputs",
        "resources/0/properties/template/resources/0/properties",
      ],
    ],
    [
      "are what a connection signs in with",
      {
        resources: [
          resource("microsoft.web/Connections", {
            properties: {
              displayName: "ERP",
              parameterValues: { a: "x" },
              parameterValueSet: { values: {} },
              customParameterValues: {},
              api: {},
            },
          }),
        ],
      },
      ["parameterValues", "parameterValueSet", "customParameterValues"].map((name) => `resources/0/properties/${name}, ERP`),
    ],
    ["are the secret of a vault", { resources: [resource("Microsoft.KeyVault/vaults/secrets")] }, ["resources/0/properties, secret"]],
    ["are that of a vault around it", { resources: [resource("secrets")] }, ["resources/0/properties, secret"]],
    [
      "are named values that are secret",
      {
        resources: [
          resource("Microsoft.ApiManagement/service/namedValues", { properties: { secret: true, value: "x" } }),
          resource("properties", { properties: { secret: true, value: "x" } }),
          resource("namedValues", { properties: { secret: false, value: "x" } }),
        ],
      },
      ["resources/0/properties, secret", "resources/1/properties, secret", "resources/2/properties"],
    ],
    [
      "are plain for types that only end or begin like these",
      { resources: [resource("Contoso/mysecrets"), resource("secretsOfX", { properties: { secret: true } })] },
      ["resources/0/properties", "resources/1/properties"],
    ],
    ["are none of a resource without properties", { resources: [{ type: "Microsoft.Web/sites" }, "x", null] }, []],
  ])("%s", (_, template, expected) => {
    expect(told(partsOfTemplate(template))).toEqual(expected);
  });

  it.each([
    "Microsoft.Logic/workflows",
    "microsoft.insights/workbooks",
    "Microsoft.Insights/scheduledQueryRules",
    "Microsoft.Portal/dashboards",
    "Microsoft.SecurityInsights/alertRules",
    "Microsoft.OperationalInsights/workspaces/providers/alertRules",
  ])("are not the properties of %s, which are read elsewhere or look for something", (type) => {
    expect(told(partsOfTemplate({ resources: [resource(type)] }))).toEqual([]);
  });

  it.each(["Microsoft.Insights/components", "Contoso.Microsoft.Logic/workflows", "Microsoft.PortalX/sites"])("are those of %s", (type) => {
    expect(told(partsOfTemplate({ resources: [resource(type)] }))).toEqual(["resources/0/properties"]);
  });

  it.each<[string, Json, boolean]>([
    ["a definition", { definition: { actions: {}, triggers: {} } }, false],
    ["actions and triggers", { actions: {}, triggers: {} }, false],
    ["the text of a definition", '{"triggers" : {}, "actions": {}}', false],
    ["a text", "orders", true],
    ["another object", { host: "erp" }, true],
    ["a number", 5, true],
  ])("are variables, unless they hold a workflow: %s", (_, value, expected) => {
    expect(partsOfTemplate({ variables: { one: value } })).toEqual(expected ? [{ value: { one: value }, pointer: ["variables"] }] : []);
  });
});

it("the values in a file of parameters are these", () => {
  expect(told(partsOfParameters({ parameters: { key: { value: "x" } }, variables: { a: "x" } }))).toEqual(["parameters, parameters"]);
});

it("the secure parameters of a template are those of its nested ones, too", () => {
  const inner = { parameters: { InnerKey: { type: "secureObject" }, host: { type: "string" } } };
  const template = {
    parameters: { Key: { type: "SecureString" }, mySecure: { type: "notsecurestring" }, other: { type: "securestrings" }, none: {} },
    variables: { key: { type: "securestring" } },
    resources: [{ type: "Microsoft.Resources/deployments", properties: { template: inner } }],
  };
  expect([...secureParametersOf(template)].sort()).toEqual(["innerkey", "key"]);
});
