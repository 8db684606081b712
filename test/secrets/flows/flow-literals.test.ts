import { describe, expect, it } from "vitest";
import type { CredentialHit } from "../../../src/dataflow/sources/written-credentials.ts";
import { valueAt } from "../../../src/json.ts";
import {
  type ActionSpec,
  appendToString,
  compose,
  connector,
  http,
  initializeVariable,
  raw,
  setVariable,
} from "../../../src/testing/actions.ts";
import { githubToken, password } from "../../../src/testing/credentials.ts";
import { type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const word = password(3);
const token = githubToken();

/** What is found: of what, where in it, by which evidence and how sure; and what is marked, where that is not the credential itself. */
function shown({ operation, parameter, staticResult, path, match, place, assembled, flow: { document } }: CredentialHit): string {
  const holder = staticResult?.name ?? parameter?.name ?? operation?.name ?? "description";
  const { at } = place;
  const text = at.kind === "json" ? valueAt(document, at.pointer) : undefined;
  const marked =
    at.kind === "json" && typeof text === "string" && at.span !== undefined ? text.slice(at.span.start, at.span.end) : "nothing";
  return [
    [holder, ...path].join("/"),
    match.evidence.join("+"),
    match.confidence,
    ...(assembled ? ["assembled"] : []),
    ...(marked === word || marked === token ? [] : [`in ${marked}`]),
  ].join(", ");
}

function found(spec: FlowSpec | readonly ActionSpec[]): readonly string[] {
  const given = "actions" in spec ? spec : flow("Flow", ...spec);
  return analysedSolutions([{ flows: [given], usualVariables: false }]).credentials.map(shown);
}

describe("a credential that is written in a flow is found", () => {
  it.each<[string, FlowSpec | readonly ActionSpec[], readonly string[]]>([
    ["in an action", [http("Call", { headers: { "x-api-key": token } })], ["Call/inputs/headers/x-api-key, shape+name, high"]],
    [
      "behind its name in a form that is appended in pieces",
      [
        initializeVariable("Init", "form", "user=erp"),
        appendToString("Name", "form", "&password="),
        appendToString("Value", "form", `${word}&scope=`),
        appendToString("Scope", "form", "orders"),
      ],
      ["Value/inputs/value, name, high"],
    ],
    [
      "not behind the name that another variable, another branch or an expression ends with",
      [
        initializeVariable("Init", "form", "&password="),
        appendToString("Other", "text", word),
        raw("Branch", {
          type: "AppendToStringVariable",
          runAfter: { Init: ["Succeeded"], Other: ["Succeeded"] },
          inputs: { name: "form", value: word },
        }),
        appendToString("Read", "form", "&password=@{triggerBody()?['x']}"),
        appendToString("Behind", "form", word),
      ],
      [],
    ],
    [
      "as the default of what the trigger asks for",
      {
        name: "Flow",
        actions: [],
        trigger: {
          name: "manual",
          json: {
            type: "Request",
            kind: "Button",
            inputs: {
              schema: {
                type: "object",
                properties: {
                  text: { title: "API token", type: "string", default: token },
                  text_1: { title: "Password", type: "string", default: word },
                  text_2: { title: "Password rule", type: "string", default: word, description: "Password" },
                },
              },
            },
          },
        },
      },
      ["manual/inputs/schema/properties/text/default, shape+name, high", "manual/inputs/schema/properties/text_1/default, name, high"],
    ],
    [
      "in each string of it",
      [http("Call", { body: { a: token, b: token } })],
      ["Call/inputs/body/a, shape, high", "Call/inputs/body/b, shape, high"],
    ],
    ["in the name of an action", [compose(`Keep ${token}`, "x")], [`Keep ${token}, shape, high, in nothing`]],
    ["in a note", [compose("Keep", "x", { note: `use ${token}` })], ["Keep/description, shape, high"]],
    [
      "in the description of the flow",
      { ...flow("Flow", compose("Keep", "x")), description: `use ${token}` },
      ["description, shape, high"],
    ],
    [
      "in a default",
      { ...flow("Flow", compose("Keep", "x")), parameters: { Password: { type: "String", defaultValue: word } } },
      ["Password, name, high"],
    ],
    [
      "in a default by its type",
      { ...flow("Flow", compose("Keep", "x")), parameters: { Word: { type: "SecureString", defaultValue: word } } },
      ["Word, position, high"],
    ],
    [
      "in a default that is an object",
      {
        ...flow("Flow", compose("Keep", "x")),
        parameters: {
          Settings: { type: "Object", defaultValue: { list: [{ name: "password", value: word }], apiKey: token, note: word } },
        },
      },
      ["Settings/list/0/value, name, high", "Settings/apiKey, shape+name, high"],
    ],
    [
      "in a static result",
      {
        ...flow("Flow", http("Call")),
        staticResults: { Result0: { status: "Succeeded", outputs: { body: { password: word, note: word } } } },
      },
      ["Result0/outputs/body/password, name, high"],
    ],
    ["as a value of an expression", [compose("Keep", `@if(true, '${token}', variables('x'))`)], ["Keep/inputs, shape, high"]],
    [
      "in pieces",
      [compose("Keep", `@concat('${token.slice(0, 9)}', '${token.slice(9)}')`)],
      [`Keep/inputs, shape, high, assembled, in ${token.slice(0, 9)}`],
    ],
    [
      "in a variable that a header gives away",
      [initializeVariable("Declare", "note", word), http("Call", { headers: { "x-api-key": "@{variables('note')}" } })],
      ["Declare/inputs/variables/0/value, use, high, in nothing"],
    ],
    [
      "in a variable that is called so, proven by its use",
      [
        initializeVariable("Declare", "Password", word),
        http("Call", { headers: { Authorization: "Basic @{base64(concat('svc:', variables('Password')))}" } }),
      ],
      ["Declare/inputs/variables/0/value, name+use, high"],
    ],
    [
      "in pieces that another step puts together, once however often it is used",
      [
        compose("First", word.slice(0, 6)),
        initializeVariable("Declare", "second", word.slice(6)),
        compose("Both", "@concat(outputs('First'), variables('second'))"),
        compose("Same", "@outputs('Both')"),
        http("Call", { authentication: { type: "Basic", username: "svc", password: "@outputs('Same')" } }),
        http("Again", { authentication: { type: "Basic", username: "svc", password: "@{outputs('Both')}" } }),
      ],
      ["Both/inputs, position+use, high, assembled, in @concat(outputs('First'), variables('second'))"],
    ],
    [
      "in pieces that a step which is called so puts together",
      [
        compose("First", word.slice(0, 6)),
        compose("Password", `@{outputs('First')}${word.slice(6)}`),
        http("Call", { authentication: { type: "Basic", username: "svc", password: "@outputs('Password')" } }),
      ],
      ["Password/inputs, name, high, assembled, in outputs('First')"],
    ],
    [
      "in a piece that is one itself",
      [
        compose("Password", word),
        compose("Both", "@concat(outputs('Password'), '!')"),
        http("Call", { authentication: { type: "Basic", username: "svc", password: "@outputs('Both')" } }),
      ],
      ["Password/inputs, name+use, high"],
    ],
    ["in a Compose that is called so", [compose("Password", word)], ["Password/inputs, name, high"]],
    [
      "behind a comparison",
      [raw("If", { type: "If", expression: { equals: ["@variables('password')", word] }, actions: {} })],
      ["If/expression/equals/1, name, high"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(found(spec)).toEqual(expected);
  });

  it.each<[string, FlowSpec | readonly ActionSpec[]]>([
    ["in what the platform writes", [connector("Call", "shared_contoso", "Post")]],
    ["in a text whose name says nothing", [compose("Keep", word)]],
    ["in the name of an action that only calls it so", [compose(`password ${word}`, "x")]],
    [
      "in a connection's own parameters",
      { ...flow("Flow", compose("Keep", "x")), parameters: { $connections: { type: "Object", defaultValue: { password: word } } } },
    ],
    ["in an empty text", [http("Call", { headers: { "x-api-key": "" } })]],
    [
      "in the schema of a trigger",
      {
        ...flow("Flow", compose("Keep", "x")),
        trigger: { name: "manual", json: { type: "Request", inputs: { schema: { default: { password: word } } } } },
      },
    ],
    [
      "in a variable that is set again",
      [
        initializeVariable("Declare", "note", word),
        setVariable("Set", "note", "x"),
        http("Call", { headers: { "x-api-key": "@{variables('note')}" } }),
      ],
    ],
  ])("but not %s", (_, spec) => {
    expect(found(spec)).toEqual([]);
  });
});
