import { describe, expect, it } from "vitest";
import { customConnectorTable } from "../../../src/dataflow/components/custom-connector-table.ts";
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
