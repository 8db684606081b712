import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import type { Json } from "../../../src/json.ts";
import { compose, http, mail, mocked } from "../../../src/testing/actions.ts";
import { apiKey, entraClientSecret, jsonWebToken, password } from "../../../src/testing/credentials.ts";
import { containerOf, type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysed, analysedSolutions } from "../analysed.ts";

const secret = entraClientSecret();
const schema = "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#";
const send = mail("Send", "x");

/** The credentials that are written in flows: `holder path: pointer`, with what else is known of each. */
function written(...flows: readonly FlowSpec[]): readonly string[] {
  return analysed(...flows).credentials.map(({ place: { at, owner }, operation, path, parameter, staticResult, assembled }) => {
    const pointer = at.kind === "json" ? at.pointer.slice(1).join("/") : "";
    const holder = operation?.name ?? parameter?.name ?? owner?.name ?? "";
    const extra = [...(assembled ? ["assembled"] : []), ...(staticResult === undefined ? [] : ["static result"])];
    return [`${holder} ${path.join("/")}: ${pointer}`, ...extra].join(", ");
  });
}

/** A trigger as the workflow designer of Copilot Studio writes it, which keeps its steps there. */
const designed = (...nodes: readonly Json[]): NonNullable<FlowSpec["trigger"]> => ({
  name: "manual",
  json: { type: "Request", metadata: { associatedData: { graph: { nodes } } } },
});

describe("a credential is written in", () => {
  it.each<[string, FlowSpec, readonly string[]]>([
    ["an action", flow("Flow", compose("Keep", { a: secret })), ["Keep inputs/a: definition/actions/Keep/inputs/a"]],
    [
      "an expression that puts it together",
      flow("Flow", compose("Keep", `@concat('${secret.slice(0, 12)}', '${secret.slice(12)}')`)),
      ["Keep inputs: definition/actions/Keep/inputs, assembled"],
    ],
    [
      "the default of a parameter",
      { ...flow("Flow", send), parameters: { Key: { type: "String", defaultValue: secret } } },
      ["Key : definition/parameters/Key/defaultValue"],
    ],
    [
      "a member of a default",
      { ...flow("Flow", send), parameters: { Keys: { type: "Object", defaultValue: { erp: secret } } } },
      ["Keys erp: definition/parameters/Keys/defaultValue/erp"],
    ],
    ["the description of the flow", { ...flow("Flow", send), description: `uses ${secret}` }, ["Flow : definition/description"]],
    [
      "a static result",
      {
        ...flow("Flow", mocked(http("Call", { uri: "https://api.contoso.com/x" }), "HTTP0")),
        staticResults: { HTTP0: { body: { session: jsonWebToken() } } },
      },
      ["Call body/session: definition/staticResults/HTTP0/outputs/body/session, static result"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(written(spec)).toEqual(expected);
  });
});

describe("a step of the workflow designer", () => {
  const node = (name: string): Json => ({ name, data: { config: { password: apiKey() } } });
  const told = (spec: FlowSpec): readonly unknown[] =>
    analysed(spec).credentials.map(({ place: { at, owner }, operation, node: step, path }) => [
      owner?.operation,
      operation?.name ?? "",
      step?.name,
      path.join("/"),
      at.kind === "json" ? at.pointer.slice(-4).join("/") : "",
    ]);
  it("is told by its own name, and by that of its trigger where it has none", () => {
    expect(told({ ...flow("Flow", send), trigger: designed(node("Keep")) })).toEqual([
      ["Keep", "", "Keep", "password", "0/data/config/password"],
    ]);
    expect(told({ ...flow("Flow", send), trigger: designed(node("")) })).toEqual([
      ["manual", "", "", "password", "0/data/config/password"],
    ]);
  });

  it("is not told beside the action that it was made into", () => {
    const spec = { ...flow("Flow", compose("Keep", { password: apiKey() })), trigger: designed(node("Keep")) };
    expect(told(spec)).toEqual([["Keep", "Keep", undefined, "inputs/password", "actions/Keep/inputs/password"]]);
  });
});

it("the description of a flow is where its file has it: in the definition, or beside it", () => {
  const definition = { $schema: schema, triggers: {}, actions: { Send: send.json } };
  const described = (properties: object): readonly unknown[] => {
    const container = containerOf(new Map([["flows/Orders.json", JSON.stringify({ properties })]]));
    return analyse(readWorkspace([container])).credentials.map(({ place: { at }, assembled }) => [
      at.kind === "json" && [...at.pointer, at.span],
      assembled,
    ]);
  };
  const span = { start: 5, end: 5 + secret.length };
  expect(described({ definition, description: `uses ${secret}` })).toEqual([[["properties", "description", span], false]]);
  expect(described({ definition: { ...definition, description: `uses ${secret}` } })).toEqual([
    [["properties", "definition", "description", span], false],
  ]);
});

it("the text of a credential is handed to the redactor, wherever it is written", () => {
  const token = jsonWebToken();
  const spec = {
    ...flow("Flow", mocked(compose("Keep", { password: apiKey() }), "Mock0")),
    description: `uses ${secret}`,
    staticResults: { Mock0: { body: { session: token } } },
    parameters: { Word: { type: "String", defaultValue: entraClientSecret(5) } },
    trigger: designed({ name: "Step", data: { config: { password: password() } } }),
  };
  const handed: string[] = [];
  analysedSolutions([{ flows: [spec] }], { onSecret: (text) => handed.push(text) });
  expect(handed).toEqual(expect.arrayContaining([apiKey(), secret, token, entraClientSecret(5), password()]));
});

describe("a written credential is followed from", () => {
  /** The origins, as `kind of node, name, part of it`. */
  const origins = (...flows: readonly FlowSpec[]): readonly string[] =>
    analysedSolutions([{ variables: [{ schemaName: "new_Key", defaultValue: secret }], flows }])
      .values.origins.filter(({ basis }) => basis === "literal")
      .map(({ node, name, parts }) => `${node.kind} ${name} ${parts.map(({ path }) => path.join("/")).join()}`);
  const reads = (name: string): FlowSpec => flow(name, mail("Send", "@{parameters('Key (new_Key)')}"));

  it.each<[string, readonly FlowSpec[], readonly string[]]>([
    ["the inputs that hold it", [flow("Flow", compose("Keep", { a: secret }))], ["inputs Keep inputs/a"]],
    [
      "each action that holds it",
      [flow("Flow", compose("Keep", secret), compose("Copy", secret))],
      ["inputs Keep inputs", "inputs Copy inputs"],
    ],
    [
      "each member of an action",
      [flow("Flow", compose("Keep", { a: secret, b: entraClientSecret(5) }))],
      ["inputs Keep inputs/a", "inputs Keep inputs/b"],
    ],
    [
      "the member of a JSON text that holds it",
      [flow("Flow", compose("Keep", JSON.stringify({ host: "erp", key: secret })))],
      ["inputs Keep inputs/key"],
    ],
    [
      "a parameter of its flow",
      [{ ...flow("Flow", send), parameters: { Key: { type: "String", defaultValue: secret } } }],
      ["parameter Key "],
    ],
    [
      "the member of a parameter that holds it",
      [{ ...flow("Flow", send), parameters: { Keys: { type: "Object", defaultValue: { erp: secret } } } }],
      ["parameter Keys erp"],
    ],
    ["an environment variable, once for all flows", [reads("First"), reads("Second")], ["environment-variable new_Key "]],
    ["nothing, where a description speaks of it", [{ ...flow("Flow", send), description: `uses ${secret}` }], []],
    [
      "each credential of a text",
      [flow("Flow", compose("Keep", `${secret} ${entraClientSecret(5)}`))],
      ["inputs Keep inputs", "inputs Keep inputs"],
    ],
    ["nothing, where it is doubtful", [flow("Flow", compose("Keep", { password: "changeme" }))], []],
    [
      "nothing, where only the designer keeps it",
      [{ ...flow("Flow", send), trigger: designed({ name: "Keep", data: { config: { password: apiKey() } } }) }],
      [],
    ],
  ])("%s", (_, flows, expected) => {
    expect(origins(...flows)).toEqual(expected);
  });

  it("the outputs of the action that a static result stands for, while it is switched on", () => {
    const mockedFlow = (options?: "Enabled" | "Disabled"): FlowSpec => ({
      ...flow("Flow", mocked(http("Call", { uri: "https://api.contoso.com/x" }), "HTTP0", options)),
      staticResults: { HTTP0: { body: { session: jsonWebToken() } } },
    });
    expect(origins(mockedFlow())).toEqual(["outputs Call body/session"]);
    expect(origins(mockedFlow("Disabled"))).toEqual([]);
  });
});
