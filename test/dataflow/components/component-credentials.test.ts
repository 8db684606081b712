import { describe, expect, it, test } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { connectorStrings } from "../../../src/dataflow/components/component-credentials.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import type { Json } from "../../../src/json.ts";
import { filler, githubToken, password } from "../../../src/testing/credentials.ts";
import { connectorSolution, containerOf, fileContainer, type SolutionSpec, solutionFiles } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

/** Each string of a connector's definition that may hold a credential: its value, where it stands, and what its position says. */
function strings(document: Json): readonly string[] {
  return connectorStrings(document).map(
    ({ value, pointer, context: { position, name, host } }) =>
      `${value} at ${pointer.join("/")}: ${position} ${name ?? ""}${host === undefined ? "" : ` of ${host}`}`,
  );
}

describe("a string of a connector's definition", () => {
  it.each<[string, Json, readonly string[]]>([
    ["is called as its member", { apiKey: "x" }, ["x at apiKey: named apiKey"]],
    ["may stand in a list", { keys: ["x", { apiKey: "y" }] }, ["x at keys/0: named 0", "y at keys/1/apiKey: named apiKey"]],
    ["is a client secret by its place", { clientSecret: "x" }, ["x at clientSecret: credential clientSecret"]],
    ["is no client secret where its name only holds that", { myClientSecret: "x" }, ["x at myClientSecret: named myClientSecret"]],
    ["is called as the member beside it says", { name: "x-api-key", default: "x" }, ["x at default: named x-api-key"]],
    ["in any case", { Name: "x-api-key", Value: "x" }, ["x at Value: named x-api-key"]],
    [
      "is called as a policy says",
      { "x-ms-apimTemplateParameter.name": "key", "x-ms-apimTemplateParameter.value": "x" },
      ["key at x-ms-apimTemplateParameter.name: named x-ms-apimTemplateParameter.name", "x at x-ms-apimTemplateParameter.value: named key"],
    ],
    ["is called as what holds it", { apiKey: { default: "x" } }, ["x at apiKey/default: named apiKey"]],
    [
      "is called as what holds it, with constraints between",
      { apiKey: { uiDefinition: { constraints: { default: "x" } } } },
      ["x at apiKey/uiDefinition/constraints/default: named apiKey"],
    ],
    ["is called as what holds it, with a list between", { apiKey: [{ const: "x" }] }, ["x at apiKey/0/const: named apiKey"]],
    [
      "is called as what holds it where the name beside it is empty",
      { apiKey: { name: "", default: "x" } },
      ["x at apiKey/default: named apiKey"],
    ],
    [
      "means something of its own in a query",
      { host: "api.contoso.com", p: { in: "Query", name: "code", default: "x" } },
      ["api.contoso.com at host: named host", "x at p/default: query code of api.contoso.com"],
    ],
    [
      "means something of its own in a query of whatever host",
      { p: { in: "query", name: "code", default: "x" } },
      ["x at p/default: query code"],
    ],
    ["means nothing of its own in a header", { p: { in: "header", name: "code", default: "x" } }, ["x at p/default: named code"]],
    [
      "is called as a policy's path says",
      { "x-ms-apimTemplateParameter.newPropertySubPath": "key", "x-ms-apimTemplateParameter.newPropertyValue": "x" },
      [
        "key at x-ms-apimTemplateParameter.newPropertySubPath: named x-ms-apimTemplateParameter.newPropertySubPath",
        "x at x-ms-apimTemplateParameter.newPropertyValue: named key",
      ],
    ],
    [
      "is what a call sends by default, in a schema",
      { apiKey: { schema: { default: "x" } } },
      ["x at apiKey/schema/default: named schema"],
    ],
    ["is one in a schema where it is a constant", { Schema: { apiKey: { const: "x" } } }, ["x at Schema/apiKey/const: named apiKey"]],
    ["is none in a schema otherwise", { schema: { apiKey: "x", value: "y", defaults: "z" } }, []],
    ["is none in the schema of a response", { responses: { 200: { schema: { apiKey: { default: "x" } } } } }, []],
    ["is one beside the schema of a response", { responses: { 200: { apiKey: "x" } } }, ["x at responses/200/apiKey: named apiKey"]],
    ["is none where it is empty", { apiKey: "" }, []],
    ["is none where it is an expression", { apiKey: "@connectionParameters('x')", other: " @x" }, []],
    ["is one where it begins with an escaped sign", { apiKey: "@@x" }, ["@@x at apiKey: named apiKey"]],
    ["is none in examples", { example: { apiKey: "x" }, examples: ["x"], "x-ms-examples": { apiKey: "x" }, enum: ["x"] }, []],
    ["is none where it is a number", { apiKey: 5, other: null, flag: true }, []],
  ])("%s", (_, document, expected) => {
    expect(strings(document)).toEqual(expected);
  });

  it.each(
    "description summary title tooltip displayName x-ms-summary x-ms-visibility in type format name operationId pattern iconUri iconBlob identityProvider templateId $ref".split(
      " ",
    ),
  )("is prose in %s", (member) => {
    expect(strings({ [member]: "x" })).toEqual([]);
    expect(strings({ [`${member}s`]: "x" })).toHaveLength(1);
    expect(strings({ [`my${member}`]: "x" })).toHaveLength(1);
  });

  it.each([
    "default",
    "value",
    "defaultValue",
    "const",
    "x-ms-apimTemplateParameter.newValue",
    "x-ms-apimTemplateParameter.newPropertyValue",
  ])("is a value in %s", (member) => {
    expect(strings({ name: "key", [member]: "x" })).toEqual([`x at ${member}: named key`]);
    expect(strings({ name: "key", [`${member}s`]: "x" })).toEqual([`x at ${member}s: named ${member}s`]);
  });

  it("is looked for to a depth", () => {
    const nested = (depth: number): Json => (depth === 0 ? { apiKey: "x" } : { a: nested(depth - 1) });
    expect(strings(nested(511))).toHaveLength(1);
    expect(strings(nested(512))).toEqual([]);
  });
});

/** What is found in the variables of a solution: whose value, whether it is the default, and how sure. */
function variables(...specs: NonNullable<SolutionSpec["variables"]>): readonly string[] {
  const { components } = analysedSolutions([{ variables: specs, usualVariables: false }]);
  return components.variables.map(
    ({ variable, isDefault, match }) => `${variable.schemaName} ${isDefault ? "default" : "value"}: ${match.confidence}`,
  );
}

describe("a variable of the environment holds a credential", () => {
  const word = password(1);
  const random = `${filler(24, 5)}aB3`;
  it.each<[string, NonNullable<SolutionSpec["variables"]>[number], readonly string[]]>([
    ["in its default", { schemaName: "new_Password", defaultValue: word }, ["new_Password default: high"]],
    ["in its value", { schemaName: "new_Password", value: word }, ["new_Password value: high"]],
    [
      "in both",
      { schemaName: "new_Password", value: word, defaultValue: word },
      ["new_Password value: high", "new_Password default: high"],
    ],
    ["not under another name", { schemaName: "new_Greeting", defaultValue: word }, []],
    ["not as a number", { schemaName: "new_Password", defaultValue: "48213771", type: "number" }, []],
    ["not as a choice", { schemaName: "new_Password", defaultValue: "true", type: "boolean" }, []],
    ["not as a data source", { schemaName: "new_Password", defaultValue: word, type: "data-source" }, []],
    ["instead of the name of a secret", { schemaName: "new_Other", defaultValue: word, type: "secret" }, ["new_Other default: medium"]],
    [
      "instead of the name of a secret, random",
      { schemaName: "new_Other", defaultValue: random, type: "secret" },
      ["new_Other default: medium"],
    ],
    [
      "instead of the name of a secret, with a sign that names lack",
      { schemaName: "new_Other", defaultValue: "Sommer!Winter 4711", type: "secret" },
      ["new_Other default: medium"],
    ],
    ["not as a name with a place in brackets", { schemaName: "new_Other", defaultValue: "erp.key (prod): v_1", type: "secret" }, []],
    ["not as a long name of small letters", { schemaName: "new_Other", defaultValue: "abcdefghijklmnopqrstuvwx1", type: "secret" }, []],
    [
      "not as a name of many letters without a digit",
      { schemaName: "new_Other", defaultValue: "ClientSecretOfTheOrdersFlow", type: "secret" },
      [],
    ],
    ["by the name that makers see", { schemaName: "Password", defaultValue: word }, ["Password default: high"]],
    [
      "as JSON",
      { schemaName: "new_Settings", defaultValue: JSON.stringify({ password: word }), type: "json" },
      ["new_Settings default: high"],
    ],
    ["not as the name of a secret", { schemaName: "new_Other", defaultValue: "kv-orders-client-secret", type: "secret" }, []],
    [
      "not as the path of a secret",
      {
        schemaName: "new_Other",
        defaultValue: "/subscriptions/x/resourceGroups/y/providers/Microsoft.KeyVault/vaults/kv/secrets/erp",
        type: "secret",
      },
      [],
    ],
    ["not as nothing", { schemaName: "new_Password", defaultValue: "" }, []],
  ])("%s", (_, spec, expected) => {
    expect(variables(spec)).toEqual(expected);
  });
});

it("a connector holds a credential in its definition and its code", () => {
  const word = password(2);
  const spec = connectorSolution({
    openapidefinition: { swagger: "2.0", paths: {}, definitions: { apiKey: { default: filler(40, 3) } } },
    connectionparameters: { token: { oAuthSettings: { clientSecret: word } } },
  });
  const { components } = analysedSolutions([spec]);
  expect(components.connectors.map(({ role, match }) => `${role}: ${match.kind} ${match.confidence}`).sort()).toEqual([
    "connection-parameters: client-secret high",
    "openapi: api-key high",
  ]);
});

it("a connector holds a credential in its script", () => {
  const script = `var client = new Client();\nclient.Token = "${githubToken()}";`;
  const { components } = analysedSolutions([connectorSolution({ openapidefinition: {}, script })]);
  expect(
    components.connectors.map(({ role, connector, place: { at } }) => [
      role,
      connector.name,
      at.kind === "text" ? script.slice(at.span.start, at.span.end) : "",
    ]),
  ).toEqual([["script", "new_contoso-20erp", githubToken()]]);
});

test("a settings file holds what is commented out, with its place", () => {
  const text = `{"EnvironmentVariables": [], // "token": "${githubToken()}"\n "ConnectionReferences": [] /* password: see vault */}`;
  const settings = [{ environment: "test", container: fileContainer("settings.json", text) }];
  const { components } = analyse(readWorkspace([], undefined, { settings }), defaultAnalysisOptions);
  expect(
    components.settings.map(({ inComment, setting, place: { at } }) => [
      inComment,
      setting,
      at.kind === "text" ? text.slice(at.span.start, at.span.end) : "",
    ]),
  ).toEqual([[true, undefined, githubToken()]]);
});

describe("a settings file holds a credential", () => {
  const word = password(1);
  /** As `name: confidence at place`, of a settings file with these values, beside a solution with these variables. */
  function inSettings(file: Json, ...declared: NonNullable<SolutionSpec["variables"]>): readonly string[] {
    const solution = containerOf(solutionFiles({ variables: declared, usualVariables: false }));
    const settings = [{ environment: "test", container: fileContainer("settings.json", JSON.stringify(file)) }];
    const { components } = analyse(readWorkspace([solution], undefined, { settings }), defaultAnalysisOptions);
    return components.settings.map(({ name, setting, match, place: { at } }) => {
      const where = at.kind === "json" ? at.pointer.join("/") : "";
      return `${name}: ${match.confidence} at ${where}${setting === undefined ? "" : " of a variable"}`;
    });
  }
  const values = (SchemaName: string, Value: string): Json => ({ EnvironmentVariables: [{ SchemaName, Value }], ConnectionReferences: [] });
  const here = "at EnvironmentVariables/0/Value of a variable";

  it.each<[string, readonly string[], readonly string[]]>([
    ["as the value of a variable", inSettings(values("new_Password", word)), [`new_Password: high ${here}`]],
    [
      "by the name that the solution gives it",
      inSettings(values("new_Password", word), { schemaName: "NEW_password" }),
      [`new_Password: high ${here}`],
    ],
    ["not under another name", inSettings(values("new_Greeting", word)), []],
    ["not where nothing is filled in", inSettings(values("new_Password", "")), []],
    ["not where a pipeline puts it there", inSettings(values("new_Password", "#{Password}#")), []],
    ["not where the variable is a number", inSettings(values("new_Password", word), { schemaName: "new_Password", type: "number" }), []],
    [
      "not where it refers to a vault",
      inSettings(values("new_Key", "/subscriptions/x/resourceGroups/y/providers/Microsoft.KeyVault/vaults/kv/secrets/erp"), {
        schemaName: "new_Key",
        type: "secret",
      }),
      [],
    ],
    [
      "beside the variables",
      inSettings({ EnvironmentVariables: [], ConnectionReferences: [], Pipeline: { Password: word, Note: "x" } }),
      ["Password: high at Pipeline/Password"],
    ],
    [
      "beside the variables, but not where a pipeline puts it there",
      inSettings({ EnvironmentVariables: [], ConnectionReferences: [], Pipeline: { Password: "$(Password)" } }),
      [],
    ],
    [
      "once, though several environments are in the file",
      inSettings([
        { DeploymentEnvironmentName: "Test", UserSettings: [{ Name: "environmentvariable.new_Password", Value: word }] },
        { DeploymentEnvironmentName: "Prod", UserSettings: [], Password: word },
      ]),
      ["new_Password: high at 0/UserSettings/0/Value of a variable", "Password: high at 1/Password"],
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

it("what is found is handed to the redactor", () => {
  const told: string[] = [];
  analysedSolutions([{ variables: [{ schemaName: "new_Password", defaultValue: password(1) }], usualVariables: false }], {
    onSecret: (secret) => told.push(secret),
  });
  expect(told).toContain(password(1));
});
