import { describe, expect, it } from "vitest";
import { compose, connector, http, mail } from "../../src/testing/actions.ts";
import { githubToken } from "../../src/testing/credentials.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed, analysedSolutions, reached, waysOf } from "./analysed.ts";

describe("a parameter of a flow is a secret", () => {
  it.each([
    ["securestring", ["Send"]],
    ["SecureString", ["Send"]],
    ["secureobject", ["Send"]],
    ["string", []],
  ])("when its type is %s: %j", (type, expected) => {
    const spec = { ...flow("Flow", mail("Send", "@{parameters('Note')}")), parameters: { Note: { type } } };
    expect(reached(analysed(spec))).toEqual(expected);
  });

  it("but not what the platform itself hands over", () => {
    const spec = flow("Flow", mail("Send", "@{parameters('$authentication')}"));
    expect(reached(analysed({ ...spec, parameters: { $authentication: { type: "SecureObject" } } }))).toEqual([]);
  });
});

describe("what is read under the name of a credential is one", () => {
  const row = connector("Get_row", "shared_commondataserviceforapps", "GetItem", { entityName: "accounts", recordId: "1" });
  it.each([
    ["of a row", row, "outputs('Get_row')?['body/cat_password']", ["Send"]],
    ["of an answer", http("Call"), "body('Call')?['client_secret']", ["Send"]],
    ["of a header of the platform", http("Call"), "outputs('Call')?['headers']?['x-ms-apim-tokens']", []],
    ["under another name", row, "outputs('Get_row')?['body/cat_note']", []],
    ["of what the flow itself wrote", compose("Call", { client_secret: "x" }), "outputs('Call')?['client_secret']", []],
  ])("%s", (_, source, expression, expected) => {
    expect(reached(analysed(flow("Flow", source, mail("Send", `@{${expression}}`))))).toEqual(expected);
  });
});

describe("a credential that is written in an environment variable", () => {
  const read = "@{parameters('Key (new_Key)')}";
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["as its default", { defaultValue: githubToken() }, ["Flow > Send"]],
    ["as its value", { value: githubToken() }, ["Flow > Send"]],
    ["is none where it is a text", { defaultValue: "orders" }, []],
  ])("%s is followed into the flows that read it", (_, values, expected) => {
    const analysis = analysedSolutions([
      { variables: [{ schemaName: "new_Key", ...values }], flows: [flow("Flow", mail("Send", read)), flow("Other", mail("Tell", "x"))] },
    ]);
    expect(waysOf(analysis)).toEqual(expected);
  });
});
