import { describe, expect, it } from "vitest";
import { type ActionSpec, compose, connector, desktopFlow, http, initializeVariable } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import { analysedSolutions, waysOf } from "./analysed.ts";

/** Where the credentials of a flow were found: the operation, and the text's path. */
function found(spec: FlowSpec, ...desktopFlows: readonly ReturnType<typeof desktop>[]): readonly string[] {
  const { credentials } = analysedSolutions([{ flows: [spec], desktopFlows }]);
  return credentials.map(({ operation, path }) => [operation?.name ?? "parameter", ...path].join("/"));
}

const written = initializeVariable("Declare", "word", "Sommer-Winter-4711");
const inFlow = (...actions: readonly ActionSpec[]): readonly string[] => found(flow("Flow", written, ...actions));

describe("what ends in a place made for a credential is one", () => {
  it.each<[string, ActionSpec]>([
    ["a password of the sign-in", http("Call", { authentication: { type: "Basic", username: "erp", password: "@variables('word')" } })],
    ["a header", http("Call", { headers: { "x-api-key": "@{variables('word')}" } })],
    ["the header Authorization", http("Call", { headers: { Authorization: "Bearer @{variables('word')}" } })],
    ["the value of a raw sign-in", http("Call", { authentication: { type: "Raw", value: "@variables('word')" } })],
    ["a member of the body", http("Call", { body: { client_secret: "@{variables('word')}" } })],
    ["a form, behind a name", http("Call", { body: "grant_type=x&client_secret=@{variables('word')}" })],
    ["a JSON text, behind a name", http("Call", { body: '{"password": "@{variables(\'word\')}"}' })],
    ["a text inside of a body, behind a name", http("Call", { body: { text: "client_secret=@{variables('word')}" } })],
    ["a text that a Compose makes, behind a name", compose("Keep", "client_secret=@{variables('word')}")],
    ["a connection string", connector("Call", "shared_contoso", "Call", { text: "Server=x;User Id=y;Password=@{variables('word')};" })],
    ["a query", http("Call", { uri: "https://api.contoso.com/x?api_key=@{variables('word')}&a=1" })],
    ["a script", connector("Call", "shared_contoso", "Call", { text: "ConvertTo-SecureString '@{variables('word')}' -AsPlainText" })],
    ["a header that an expression makes", http("Call", { headers: { Authorization: "@concat('Bearer ', variables('word'))" } })],
    [
      "a header, twice",
      http("Call", { headers: { Authorization: "Bearer @{variables('word')}", "x-api-key": "Bearer @{variables('word')}" } }),
    ],
  ])("%s", (_, call) => {
    expect(inFlow(call)).toEqual(["Declare/inputs/variables/0/value"]);
  });

  it.each<[string, ActionSpec]>([
    ["another member", http("Call", { body: { note: "@{variables('word')}" } })],
    ["a form, behind another name", http("Call", { body: "client_secret=&note=@{variables('word')}" })],
    ["a form, a value behind another one", http("Call", { body: "client_secret=@{body('Other')}@{variables('word')}" })],
    ["a header with more than one value", http("Call", { headers: { "x-api-key": "@{body('Other')}@{variables('word')}" } })],
    ["a header of another kind of action", connector("Call", "shared_contoso", "Call", { "headers/x-note": "@{variables('word')}" })],
  ])("%s is none", (_, call) => {
    expect(inFlow(call)).toEqual([]);
  });

  it("a default of the flow's own parameter", () => {
    const call = http("Call", { headers: { "x-api-key": "@{parameters('Word')}" } });
    const spec = (defaultValue: string): FlowSpec => ({
      ...flow("Flow", call),
      parameters: { Word: { type: "String", defaultValue } },
    });
    expect(found(spec("Sommer-Winter-4711"))).toEqual(["parameter"]);
    expect(found(spec("<your key>"))).toEqual([]);
  });
});

describe("a sensitive input of a desktop flow", () => {
  const robot = desktop("Robot", { inputs: ["Word", "UserName"], sensitive: ["Word", "UserName"] });
  it.each([
    ["takes a credential", "Word", ["Declare/inputs/variables/0/value"]],
    ["that says who signs in takes none", "UserName", []],
  ])("%s", (_, input, expected) => {
    expect(found(flow("Flow", written, desktopFlow("Run", "Robot", { [input]: "@variables('word')" })), robot)).toEqual(expected);
  });
});

describe("a placeholder of a template", () => {
  it("begins the way of the secret that is to be written there", () => {
    const steps = [
      initializeVariable("Declare", "word", "<your client secret>"),
      http("Call", { authentication: { type: "Basic", username: "erp", password: "@variables('word')" } }),
      compose("Copy", "@variables('word')"),
    ];
    const analysis = analysedSolutions([{ flows: [flow("Flow", ...steps)] }]);
    expect(analysis.credentials).toEqual([]);
    expect(waysOf(analysis)).toEqual(["Declare > Call", "Declare > Copy"]);
  });
});
