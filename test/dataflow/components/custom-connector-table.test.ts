import { describe, expect, it } from "vitest";
import { customConnectorTable } from "../../../src/dataflow/components/custom-connector-table.ts";
import type { OperationEntry } from "../../../src/knowledge/connector-table.ts";
import { connectorSolution } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

/** Inputs that a connector says take a credential, by operation. */
function credentialInputs(document: unknown): Readonly<Record<string, readonly string[]>> | undefined {
  const table = customConnectorTable(analysedSolutions([connectorSolution({ openapidefinition: document })]).workspace);
  const [entry] = Object.values(table ?? {});
  return entry === undefined
    ? undefined
    : Object.fromEntries(Object.entries(entry.operations ?? {}).map(([id, one]) => [id, one.credentialInputs ?? []]));
}

const signIn = (parameters: unknown, more: object = {}): object => ({
  paths: { "/sign-in": { post: { operationId: "SignIn", parameters } } },
  ...more,
});

describe("a custom connector says which of its inputs take a credential", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["a parameter", [{ name: "key", in: "query", type: "string", format: "password" }], ["key"]],
    ["in any case", [{ name: "key", format: "PASSWORD" }], ["key"]],
    ["by its type", [{ name: "key", type: "securestring" }], ["key"]],
    [
      "a member of the body",
      [{ name: "body", in: "body", schema: { properties: { who: { type: "string" }, phrase: { format: "password" } } } }],
      ["body/phrase"],
    ],
    [
      "a member of a member",
      [{ name: "body", schema: { properties: { login: { properties: { phrase: { format: "password" } } } } } }],
      ["body/login/phrase"],
    ],
    ["the body itself", [{ name: "body", schema: { format: "password" } }], ["body"]],
    ["one that is defined elsewhere", [{ $ref: "#/parameters/Key" }], ["key"]],
    ["a body that is defined elsewhere", [{ name: "body", schema: { $ref: "#/definitions/Login" } }], ["body/phrase"]],
  ])("%s", (_, parameters, expected) => {
    const more = {
      parameters: { Key: { name: "key", format: "password" } },
      definitions: { Login: { properties: { phrase: { format: "password" }, self: { $ref: "#/definitions/Login" } } } },
    };
    const found = credentialInputs(signIn(parameters, more))?.SignIn ?? [];
    expect(found.filter((name) => !name.includes("/self/"))).toEqual(expected);
    expect(found.length).toBeLessThan(20);
  });

  it("a parameter of all operations of a path", () => {
    const parameters = [{ name: "key", in: "query", format: "password" }];
    expect(credentialInputs({ paths: { "/a": { parameters, get: { operationId: "Read" }, post: { operationId: "Write" } } } })).toEqual({
      Read: ["key"],
      Write: ["key"],
    });
  });

  it.each<[string, unknown]>([
    ["none does", signIn([{ name: "key", type: "string" }])],
    ["the parameter has no name", signIn([{ format: "password" }])],
    ["it is defined nowhere", signIn([{ $ref: "#/parameters/Other" }])],
    ["it is defined in another file", signIn([{ $ref: "other.json#/Key" }])],
    ["the parameters are no list", signIn({ name: "key", format: "password" })],
    ["the operation has no id", { paths: { "/a": { post: { parameters: [{ name: "key", format: "password" }] } } } }],
    ["there are no paths", {}],
    ["a path is no object", { paths: { "/a": "x" } }],
    ["the document is none", "x"],
  ])("nothing, where %s", (_, document) => {
    expect(credentialInputs(document)).toBeUndefined();
  });

  it("nothing by its other files", () => {
    const other = signIn([{ name: "key", format: "password" }]);
    const spec = connectorSolution({ openapidefinition: {}, apiproperties: other, policytemplateinstances: other });
    expect(customConnectorTable(analysedSolutions([spec]).workspace)).toBeUndefined();
  });

  it("under its own name and the one that flows call it by", () => {
    const table = customConnectorTable(
      analysedSolutions([connectorSolution({ openapidefinition: signIn([{ name: "key", format: "password" }]) })]).workspace,
    );
    expect(Object.entries(table ?? {}).map(([name, { names }]) => [name, names])).toEqual([["new_contoso-20erp", ["newcontosoerp"]]]);
  });
});

/** What a connector says about its only operation `Read`. */
function readFacts(definition: object, other: Parameters<typeof connectorSolution>[0] = {}): OperationEntry | undefined {
  const spec = connectorSolution({ openapidefinition: definition, ...other });
  const table = customConnectorTable(analysedSolutions([spec]).workspace);
  return Object.values(table ?? {})[0]?.operations?.Read;
}

const reading = (path: string, host: object, more: object = {}, method = "get"): object => ({
  swagger: "2.0",
  schemes: ["https"],
  basePath: "/",
  ...host,
  paths: { [path]: { [method]: { operationId: "Read", ...more } } },
});

const hostPolicy = (address: string): unknown => [
  { templateId: "dynamichosturl", parameters: { "x-ms-apimTemplateParameter.urlTemplate": address } },
];

describe("a custom connector is what its operations call", () => {
  const vault = { host: "kv-contoso.vault.azure.net" };
  const secret = { path: "body/value", what: "Key Vault secret", label: "secret", confidence: "high" };

  it.each<[string, object, object?]>([
    ["its host", reading("/secrets/{secret-name}", vault)],
    ["its host and base path", reading("/{name}", { ...vault, basePath: "/secrets" })],
    [
      "a policy that sets the host from the connection",
      reading("/secrets/{name}", { host: "contoso.com" }),
      { policytemplateinstances: hostPolicy("https://@connectionParameters('keyVaultName').vault.azure.net") },
    ],
    [
      "a policy in its properties",
      reading("/secrets/{name}", { host: "contoso.com" }),
      {
        apiproperties: {
          properties: { policyTemplateInstances: hostPolicy('https://@environmentVariables("new_Vault").vault.azure.net/') },
        },
      },
    ],
  ])("a vault by %s", (_, definition, other) => {
    expect(readFacts(definition, other)).toMatchObject({ sink: "use", secretOutputs: [secret] });
  });

  it("a vault by its path and the version of its interface, whatever the host", () => {
    const parameters = [
      { name: "name", in: "path", type: "string" },
      { name: "api-version", in: "query", default: "7.4" },
      { name: "trace", in: "query", type: "boolean" },
    ];
    expect(readFacts(reading("/secrets/{name}", {}, { parameters }))).toMatchObject({
      secretOutputs: [{ ...secret, confidence: "medium" }],
    });
  });

  it("whose parameters name a secret and its version", () => {
    expect(readFacts(reading("/secrets/{secret-name}/{secret-version}", vault))).toMatchObject({
      secretNameInputs: ["secret-name"],
      secretVersionInputs: ["secret-version"],
    });
    expect(readFacts(reading("/secrets/{secret-name}", vault))).toMatchObject({
      secretNameInputs: ["secret-name"],
      secretVersionInputs: [],
    });
    expect(readFacts(reading("/secrets/fixed/{v}", vault))).toMatchObject({ secretNameInputs: [], secretVersionInputs: ["v"] });
    const otherVault = reading("/api/v1/secrets/{id}/fields/{slug}", { host: "contoso.secretservercloud.com" });
    expect(readFacts(otherVault)).toMatchObject({ secretNameInputs: [], secretVersionInputs: [] });
  });

  it("a store or a log, by what it keeps", () => {
    const log = reading("/api/logs", { host: "0123.ods.opinsights.azure.com" }, {}, "post");
    expect(readFacts(log)).toMatchObject({ sink: "log", confidence: "high", secretNameInputs: [] });
  });

  const password = { name: "password", in: "query", type: "string", format: "password" };
  it.each<[string, readonly object[]]>([
    ["query", [password]],
    [
      "form",
      [
        { name: "user", in: "formData" },
        { ...password, in: "formData" },
      ],
    ],
    ["body", [{ name: "body", in: "body", schema: { $ref: "#/definitions/Login" } }]],
  ])("a sign-in by its %s, whose answer is a guess and whose password is none", (_, parameters) => {
    const definition = reading("/login", { host: "api.contoso.com" }, { parameters }, "post");
    const Login = { properties: { user: { type: "string" }, password: { type: "string", format: "password" } } };
    const facts = readFacts({ ...definition, definitions: { Login } });
    expect(facts?.secretOutputs).toContainEqual(expect.objectContaining({ path: "body/access_token", confidence: "medium" }));
    expect(facts?.credentialInputs).toHaveLength(1);
    expect(facts).not.toHaveProperty("confidence");
  });

  it("no sign-in without a password, whatever a description says", () => {
    const schema = { properties: { user: { description: 'has a "password"' } } };
    const parameters = [{ name: "body", in: "body", schema }];
    expect(readFacts(reading("/login", { host: "api.contoso.com" }, { parameters }, "post"))).toBeUndefined();
  });

  it.each<[string, object, object?]>([
    ["no known service", reading("/secrets/{name}", { host: "api.contoso.com" })],
    ["no host at all", reading("/orders", {})],
    [
      "a policy that leads elsewhere",
      reading("/secrets/{name}", vault),
      { policytemplateinstances: hostPolicy("https://@connectionParameters('host').contoso.com") },
    ],
  ])("nothing, where it calls %s", (_, definition, other) => {
    expect(readFacts(definition, other)).toBeUndefined();
  });
});
