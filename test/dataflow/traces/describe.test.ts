import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  childFlow,
  compose,
  condition,
  connector,
  desktopFlow,
  environmentSecret,
  forEach,
  http,
  initializeVariable,
  join,
  keyVault,
  mail,
  parseJson,
  raw,
  respond,
  response,
  scope,
  select,
  switchOn,
  terminate,
  tokenRequest,
  updateRow,
} from "../../../src/testing/actions.ts";
import { githubToken, password } from "../../../src/testing/credentials.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { buttonTrigger, flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

const secret = keyVault.getSecret("Get_secret");
const value = "@body('Get_secret')?['value']";

/** The last leak of a solution as a maker reads it: the name of the secret, then each step with where it is. */
function lastWay(spec: SolutionSpec): readonly string[] {
  const { workspace, values } = analysedSolutions([spec]);
  const leak = workspace.cloudFlows.flatMap(({ operations }) => operations.flatMap((operation) => values.leaksAt(operation))).at(-1);
  if (leak === undefined) return [];
  return [
    leak.secret,
    ...leak.path.map(
      ({ message, place: { owner } }) => `${(owner?.kind === "other" ? undefined : owner?.operation) ?? owner?.name} ${message}`,
    ),
  ];
}

/** What each step of the last leak is, and whether the run history shows the secret there. */
function lastTraits(spec: SolutionSpec): readonly string[] {
  const { workspace, values } = analysedSolutions([spec]);
  const leak = workspace.cloudFlows.flatMap(({ operations }) => operations.flatMap((operation) => values.leaksAt(operation))).at(-1);
  return (leak?.path ?? []).map(({ kind, shown }) => `${kind}${shown === undefined ? "" : shown ? ", shown" : ", hidden"}`);
}

const one = (...actions: readonly ActionSpec[]): SolutionSpec => ({ flows: [flow("Flow", secret, ...actions)] });
const fromVault = ["Key Vault secret returned by 'Get_secret'", "Get_secret returns the Key Vault secret"];
const http1 = http("Call");

describe("the trace of a secret from the vault ends with", () => {
  it.each<[string, SolutionSpec, readonly string[]]>([
    ["a header", one(http("Send", { headers: { "x-api-key": value } })), ["Send sends it in the header 'x-api-key'"]],
    [
      "a sign-in",
      one(http("Send", { authentication: { type: "Basic", username: "x", password: value } })),
      ["Send authenticates with it in the authentication field 'password'"],
    ],
    [
      "a mail",
      one(compose("Copy", value), parseJson("Parse", "@outputs('Copy')"), mail("Tell", "@{body('Parse')}")),
      ["Copy copies it", "Parse parses it", "Tell sends it in the input 'emailMessage/Body'"],
    ],
    [
      "an address",
      one(initializeVariable("Declare", "key", value), http("Send", { uri: "https://x.example/@{variables('key')}" })),
      ["Declare stores it in the variable 'key'", "Send puts it into the URL"],
    ],
    [
      "an element",
      one(forEach("Loop", `@createArray(${value.slice(1)})`, compose("Each", "@item()"))),
      ["Loop loops over it", "Each copies it"],
    ],
    ["a comparison", one(condition("Check", { and: [{ equals: [value, "x"] }] }, [])), ["Check compares it"]],
    ["a case", one(switchOn("Which", value, {})), ["Which switches on it"]],
    [
      "results",
      one(scope("Steps", http("Post", { body: value })), compose("Results", "@result('Steps')")),
      ["Post sends it in the body", "Steps lists it among the results of its actions", "Results copies it"],
    ],
    ["an answer", one(response("Answer", { k: value })), ["Answer returns it to the caller"]],
    ["a failure", one(terminate("End", value)), ["End writes it to the message of the failed run"]],
    ["a log", one({ ...http1, json: { ...http1.json, trackedProperties: { k: value } } }), ["Call writes it to the tracked properties"]],
    ["a row", one(updateRow("Save", { "item/k": value })), ["Save stores it from the input 'item/k'"]],
    [
      "a list",
      one(select("Pick", value, "@item()"), compose("Copy", "@body('Pick')")),
      ["Pick takes its rows from it", "Pick puts it into its result", "Copy copies it"],
    ],
    ["a text", one(join("Text", value, ",")), ["Text puts it into its result"]],
    ["a step that nobody knows", one(raw("Code", { type: "JavaScriptCode", inputs: { code: value } })), ["Code sends it in the inputs"]],
    [
      "a request through another action",
      one(compose("Copy", "@body('Get_secret')"), http("Send", { body: "@outputs('Copy')" })),
      ["Copy copies it", "Send sends it in the body"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(lastWay(spec)).toEqual([...fromVault, ...expected]);
  });

  it("the middle left out where it is long", () => {
    const steps = Array.from({ length: 30 }, (_, index) => compose(`C${index}`, index === 0 ? value : `@outputs('C${index - 1}')`));
    const numbers = [...Array.from({ length: 9 }, (_, index) => index), ...Array.from({ length: 10 }, (_, index) => 20 + index)];
    expect(lastWay(one(...steps))).toEqual([...fromVault, ...numbers.map((index) => `C${index} copies it`)]);
    expect(lastWay(one(...steps.slice(0, 19)))).toHaveLength(2 + 19);
  });
});

describe("a trace begins with", () => {
  const tell = (read: string): ActionSpec => mail("Tell", `@{${read}}`);
  const told = "Tell sends it in the input 'emailMessage/Body'";
  it.each<[string, SolutionSpec, readonly string[]]>([
    [
      "an input of the trigger",
      { flows: [{ ...flow("Flow", tell("triggerBody()?['text']")), trigger: buttonTrigger({ text: "API key" }) }] },
      ["trigger input 'API key'", "manual receives 'API key'"],
    ],
    [
      "a parameter",
      { flows: [{ ...flow("Flow", tell("parameters('Key')")), parameters: { Key: { type: "securestring" } } }] },
      ["secure parameter 'Key'", "Flow holds a secure value"],
    ],
    [
      "a text",
      { flows: [flow("Flow", initializeVariable("Declare", "Password", password()), tell("variables('Password')"))] },
      ["password hardcoded in 'Declare'", "Declare holds the password"],
    ],
    [
      "a member that is called like one",
      { flows: [flow("Flow", http("Call"), tell("body('Call')?['client_secret']"))] },
      ["value 'client_secret' from 'Call'", "Call returns 'client_secret'"],
    ],
    [
      "a token",
      { flows: [flow("Flow", tokenRequest("Token", "x"), tell("body('Token')?['access_token']"))] },
      ["access token returned by 'Token'", "Token returns the access token"],
    ],
    [
      "another token of the response",
      { flows: [flow("Flow", tokenRequest("Token", "x"), tell("body('Token')?['refresh_token']"))] },
      ["refresh token returned by 'Token'", "Token returns the refresh token"],
    ],
    [
      "what an action signs in with",
      {
        flows: [
          flow(
            "Flow",
            http("Load"),
            http("Send", { authentication: { type: "Basic", username: "x", password: "@body('Load')?['x']" } }),
            tell("body('Load')?['x']"),
          ),
        ],
      },
      ["credential in 'Load'", "Load holds a value that is used as a credential"],
    ],
    [
      "a setting of the app that a request takes as its key",
      {
        flows: [
          flow("Flow", http("Send", { headers: { "x-functions-key": "@appsetting('FUNCTION_KEY')" } }), tell("appsetting('Function_Key')")),
        ],
      },
      ["credential in the app setting 'FUNCTION_KEY'", "Send reads the app setting 'FUNCTION_KEY'"],
    ],
    [
      "a parameter that the app gives to its workflows",
      { flows: [flow("Flow", http("Send", { headers: { "x-functions-key": "@parameters('key')" } }), tell("parameters('key')"))] },
      ["credential in the parameter 'key'", "Send reads the parameter 'key'"],
    ],
    [
      "an input of the trigger that a request takes as its password",
      {
        flows: [
          {
            ...flow("Flow", http("Send", { body: { password: "@triggerBody()?['text']" } }), tell("triggerBody()?['text']")),
            trigger: buttonTrigger({ text: "ERP" }),
          },
        ],
      },
      ["credential in the trigger input 'ERP'", "manual receives 'ERP', which is used as a credential"],
    ],
    [
      "an environment variable",
      { flows: [flow("Flow", environmentSecret("Get_secret"), tell("outputs('Get_secret')?['body/EnvironmentVariableSecretValue']"))] },
      ["secret environment variable returned by 'Get_secret'", "Get_secret returns the secret environment variable"],
    ],
    [
      "what the trigger's connector returns",
      {
        flows: [
          {
            ...flow("Flow", tell("triggerBody()?['value']")),
            trigger: connector("When_released", "shared_wdatp", "GetLiveResponseDownloadLink"),
          },
        ],
      },
      ["SAS download URL received by 'When_released'", "When_released returns the SAS download URL"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(lastWay(spec)).toEqual([...expected, told]);
  });
});

it("a trace begins with a URL that anyone can call", () => {
  expect(lastWay({ flows: [flow("Flow", http("Tell", { body: { answerTo: "@listCallbackUrl()" } }))] })).toEqual([
    "callback URL created by 'Tell'",
    "Tell creates the callback URL",
    "Tell sends it in the body",
  ]);
});

describe("a trace goes through", () => {
  it("a child flow and back", () => {
    const child = (name: string) => ({
      ...flow(name, compose("In", "@triggerBody()?['text']"), respond("Out", { token: "@outputs('In')" })),
      trigger: buttonTrigger({ text: "Input" }),
    });
    const parentOf = (name: string) =>
      flow("Parent", secret, childFlow("Run", name, { text: value }), compose("Back", "@body('Run')?['token']"));
    const into = [fromVault[1], "Run passes it to the child flow as input 'Input'", "manual receives it", "In copies it"];
    expect(lastWay({ flows: [child("Child"), parentOf("Child")] })).toEqual([
      fromVault[0],
      ...into,
      "Out returns it to the caller",
      "Run gets it back from the called flow",
      "Back copies it",
    ]);
    // Flows are read in the order of their names.
    expect(lastWay({ flows: [parentOf("Worker"), child("Worker")] })).toEqual([
      `${fromVault[0]} of the flow 'Parent'`,
      ...into,
      "Out returns it to the caller",
    ]);
  });

  it("a desktop flow and back", () => {
    const robot = desktop("Robot", { inputs: ["Key"], outputs: ["Out"] }, "SET A TO Key", "SET Out TO A");
    const caller = flow("Flow", secret, desktopFlow("Run", "Robot", { Key: value }), compose("Back", "@outputs('Run')?['body/Out']"));
    expect(lastWay({ flows: [caller], desktopFlows: [robot] })).toEqual([
      ...fromVault,
      "Run passes it to the desktop flow as input 'Key'",
      "Key receives it in the input 'Key'",
      "Main:6 stores it in 'A'",
      "Main:7 stores it in 'Out'",
      "Run gets it back from the called flow",
      "Back copies it",
    ]);
  });
});

describe("a step of a trace is shown as", () => {
  const secured = keyVault.getSecret("Get_secret", { secure: ["inputs", "outputs"] });
  it.each<[string, ActionSpec]>([
    ["request, shown", http("Send", { headers: { "x-api-key": value } })],
    ["request, shown", http("Send", { uri: `https://x.example/${value.slice(1)}`, body: value })],
    ["request, shown", http("Send", { queries: { code: value } })],
    ["request, hidden", http("Send", { headers: { Authorization: value } })],
    ["request, hidden", http("Send", { authentication: { type: "Raw", value } })],
    ["request, hidden", http("Send", { body: value }, { secure: ["inputs"] })],
    ["request, shown", http("Send", { body: value }, { secure: ["outputs"] })],
    ["request, shown", tokenRequest("Send", value)],
    ["request, shown", raw("Code", { type: "JavaScriptCode", inputs: { code: value } })],
    ["data, shown", compose("Copy", value)],
    ["data, hidden", compose("Copy", value, { secure: ["inputs"] })],
    ["data, shown", parseJson("Parse", value)],
    ["variable, shown", initializeVariable("Declare", "key", value)],
    ["message, shown", mail("Tell", value)],
    ["store, shown", updateRow("Save", { "item/k": value })],
    ["log, shown", terminate("End", value)],
    ["response, shown", response("Answer", { k: value })],
    ["child-flow, shown", childFlow("Run", "Other", { text: value })],
    ["desktop-flow, shown", desktopFlow("Run", "Other", { Key: value })],
  ])("%s", (traits, step) => {
    expect(lastTraits(one(step))).toEqual(["vault, shown", traits]);
    // One hop behind what is secured, the run history hides it; the action itself reads it there.
    const hidden = traits.replace("shown", "hidden");
    expect(lastTraits({ flows: [flow("Flow", secured, step)] })).toEqual(["vault, hidden", hidden]);
  });

  it.each<[string, ActionSpec]>([
    ["a switch", switchOn("Which", value, {})],
    ["a condition", condition("Check", { equals: [value, "x"] }, [])],
    ["a loop", forEach("Loop", value)],
  ])("an action, and what is secured before it hides nothing: %s", (_, step) => {
    expect(lastTraits({ flows: [flow("Flow", secured, step)] })).toEqual(["vault, hidden", "action, shown"]);
  });

  it.each<[string, SolutionSpec, readonly string[]]>([
    [
      "an input of the trigger",
      { flows: [{ ...flow("Flow", compose("Copy", "@triggerBody()?['text']")), trigger: buttonTrigger({ text: "API key" }) }] },
      ["trigger, shown", "data, shown"],
    ],
    [
      "a parameter",
      { flows: [{ ...flow("Flow", compose("Copy", "@parameters('Key')")), parameters: { Key: { type: "securestring" } } }] },
      ["parameter", "data, shown"],
    ],
    [
      "an environment variable",
      {
        variables: [{ schemaName: "new_Key", defaultValue: githubToken() }],
        flows: [flow("Flow", compose("Copy", "@parameters('Key (new_Key)')"))],
      },
      ["environment-variable", "data, shown"],
    ],
    [
      "a variable that holds it, and what reads that",
      one(initializeVariable("Declare", "key", value), compose("Copy", "@variables('key')")),
      ["vault, shown", "variable, shown", "data, shown"],
    ],
    [
      "an element of a list",
      one(forEach("Loop", `@createArray(${value.slice(1)})`, compose("Each", "@item()"))),
      ["vault, shown", "action, shown", "data, shown"],
    ],
    [
      "a token",
      { flows: [flow("Flow", tokenRequest("Token", "x"), compose("Copy", "@body('Token')?['access_token']"))] },
      ["action, shown", "data, shown"],
    ],
    [
      "results",
      one(scope("Steps", http("Post", { body: value })), compose("Results", "@result('Steps')")),
      ["vault, shown", "request, shown", "action", "data, shown"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(lastTraits(spec)).toEqual(expected);
  });
});

describe("a long trace", () => {
  /** The steps of a secret that so many copies hand on to a mail. */
  function stepsOver(copies: number): readonly { readonly operation: string | undefined; readonly leftOut: number | undefined }[] {
    const copy = (_: unknown, index: number): ActionSpec => compose(`Copy_${index}`, index === 0 ? value : `@outputs('Copy_${index - 1}')`);
    const actions = [secret, ...Array.from({ length: copies }, copy), mail("Send", `@{outputs('Copy_${copies - 1}')}`)];
    const { workspace, values } = analysedSolutions([{ flows: [flow("Flow", ...actions)] }]);
    const mails = workspace.cloudFlows.flatMap(({ operations }) => operations.filter(({ name }) => name === "Send"));
    const path = mails.flatMap((operation) => values.leaksAt(operation))[0]?.path ?? [];
    return path.map(({ place, leftOut }) => ({ operation: place.owner?.operation, leftOut }));
  }

  it("is told in full up to twenty steps", () => {
    const steps = stepsOver(18);
    expect(steps).toHaveLength(20);
    expect(steps.filter(({ leftOut }) => leftOut !== undefined)).toEqual([]);
  });

  it.each([19, 20, 70, 400])("of %i copies is told by its ends, and what is left out is counted", (copies) => {
    const steps = stepsOver(copies);
    expect(steps).toHaveLength(20);
    expect(steps.flatMap(({ leftOut }, index) => (leftOut === undefined ? [] : [[index, leftOut]]))).toEqual([[9, copies + 2 - 20]]);
    expect([steps[0], steps[9], steps[10], steps[19]].map((step) => step?.operation)).toEqual([
      "Get_secret",
      "Copy_8",
      `Copy_${copies - 9}`,
      "Send",
    ]);
  });
});
