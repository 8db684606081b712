import { describe, expect, it } from "vitest";
import { anyStep } from "../../../src/dataflow/graph/path.ts";
import type { JsonObject } from "../../../src/json.ts";
import {
  type ActionSpec,
  childFlow,
  compose,
  connector,
  desktopFlow,
  environmentSecret,
  forEach,
  http,
  initializeVariable,
  keyVault,
  mail,
  olderConnector,
  parseJson,
  raw,
  respond,
  select,
  setVariable,
  tokenRequest,
} from "../../../src/testing/actions.ts";
import { githubToken } from "../../../src/testing/credentials.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { buttonTrigger, type FlowSpec, flow, httpTrigger } from "../../../src/testing/solutions.ts";
import { analysed, analysedSolutions, reached, waysOf } from "../analysed.ts";

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

  it("once, where its value is written in the flow as well", () => {
    const spec = {
      ...flow("Flow", compose("Copy", "@parameters('Key')")),
      parameters: { Key: { type: "securestring", defaultValue: githubToken() } },
    };
    expect(analysed(spec).values.origins.map(({ basis }) => basis)).toEqual(["literal"]);
  });

  it.each(["$authentication", "$connections"])("but not what the platform itself hands over: %s", (name) => {
    const spec = flow("Flow", mail("Send", `@{parameters('${name}')}`));
    expect(reached(analysed({ ...spec, parameters: { [name]: { type: "SecureObject" } } }))).toEqual([]);
  });

  it("from its declaration, whether it has a default or not", () => {
    const spec = { ...flow("Flow", compose("Copy", "x")), parameters: { Key: { type: "SecureString" } } };
    const [origin] = analysed(spec).values.origins;
    expect(origin).toMatchObject({ name: "Key", what: "secure parameter", confidence: "high" });
    expect(origin?.place.at).toMatchObject({ kind: "json", pointer: ["properties", "definition", "parameters", "Key"] });
  });
});

describe("what is read under the name of a credential is one", () => {
  const row = connector("Get_row", "shared_commondataserviceforapps", "GetItem", { entityName: "accounts", recordId: "1" });
  it.each([
    ["of a row", row, "outputs('Get_row')?['body/cat_password']", ["Send"]],
    ["of an answer", http("Call"), "body('Call')?['client_secret']", ["Send"]],
    ["of a function's answer", raw("Call", { type: "Function", inputs: {} }), "body('Call')?['client_secret']", ["Send"]],
    ["of an API's answer", raw("Call", { type: "ApiManagement", inputs: {} }), "body('Call')?['client_secret']", ["Send"]],
    ["of the answer of a flow that the run does not hold", childFlow("Call", "Other"), "body('Call')?['client_secret']", ["Send"]],
    ["of a header of the platform", http("Call"), "outputs('Call')?['headers']?['x-ms-apim-tokens']", []],
    ["under another name", row, "outputs('Get_row')?['body/cat_note']", []],
    ["under the name of a number", row, "outputs('Get_row')?['body/AccountKey']", []],
    ["of what the flow itself wrote", compose("Call", { client_secret: "x" }), "outputs('Call')?['client_secret']", []],
  ])("%s", (_, source, expression, expected) => {
    expect(reached(analysed(flow("Flow", source, mail("Send", `@{${expression}}`))))).toEqual(expected);
  });

  const rows = connector("Get_items", "shared_sharepointonline", "GetItems", { table: "Accounts" });
  it.each<[string, readonly ActionSpec[], readonly string[]]>([
    [
      "a loop's element",
      [forEach("Each", "@body('Get_items')?['value']", mail("Send", "@{items('Each')?['Password']}"))],
      ["Each", "Send"],
    ],
    [
      "the innermost loop's element",
      [forEach("Each", "@body('Get_items')?['value']", mail("Send", "@{item()?['Password']}"))],
      ["Each", "Send"],
    ],
    [
      "a loop's element, under another name",
      [forEach("Each", "@body('Get_items')?['value']", mail("Send", "@{items('Each')?['Title']}"))],
      [],
    ],
    [
      "a parsed answer",
      [http("Call"), parseJson("Parse", "@body('Call')"), mail("Send", "@{body('Parse')?['credentials']?['api_key']}")],
      ["Parse", "Send"],
    ],
    ["a row", [select("Pick", "@body('Get_items')?['value']", "@item()?['Password']"), mail("Send", "@{body('Pick')}")], ["Pick", "Send"]],
    [
      "rows in a variable",
      [
        initializeVariable("Init", "Keep", "@first(body('Get_items')?['value'])", "object"),
        mail("Send", "@{variables('Keep')?['Password']}"),
      ],
      ["Init", "Send"],
    ],
    ["a row, with spaces", [mail("Send", "@{first( body('Get_items')?['value'] ) ?['Password']}")], ["Send"]],
    ["what the flow itself put together", [compose("Own", { password: "x" }), mail("Send", "@{outputs('Own')?['password']}")], []],
  ])("of %s", (_, actions, expected) => {
    expect(reached(analysed(flow("Flow", rows, ...actions)))).toEqual(expected);
  });

  it.each([
    ["of the answer of a service", "outputs('Call')?['headers']?['X-Api-Token']", "medium"],
    ["of the request of the caller, who may send it to show who he is", "triggerOutputs()?['headers']?['X-Api-Token']", "low"],
    ["of the body of that request", "triggerBody()?['ApiToken']", "medium"],
  ])("in a header or member %s", (_, expression, expected) => {
    const { values } = analysed({ ...flow("Flow", http("Call"), mail("Send", `@{${expression}}`)), trigger: httpTrigger() });
    expect(values.origins.map(({ confidence }) => confidence)).toEqual([expected]);
  });

  it("of the answer of a child flow, which hands on what a service gave it", () => {
    const parent = flow("Parent", childFlow("Run", "Child"), mail("Send", "@{body('Run')?['Password']}"));
    const child = { ...flow("Child", http("Call"), respond("Answer", "@body('Call')")), trigger: buttonTrigger({}) };
    const { values } = analysed(parent, child);
    expect(values.origins.map(({ name, node }) => [name, node.operation?.name])).toEqual([["Password", "Call"]]);
  });

  it("is traced in bounded time where everything is read of everything", () => {
    const variables = Array.from({ length: 20 }, (_, index) => initializeVariable(`Init ${index}`, `v${index}`, [], "array"));
    const mixed = Array.from({ length: 300 }, (_, index) =>
      setVariable(`Set ${index}`, `v${index % 20}`, `@union(variables('v${(index * 7) % 20}'),variables('v${(index * 11 + 3) % 20}'))`),
    );
    const reads = Array.from({ length: 600 }, (_, index) => compose(`Read ${index}`, `@first(variables('v${index % 20}'))?['password']`));
    const begin = performance.now();
    const { values } = analysed(
      flow("Flow", rows, ...variables, setVariable("Set", "v0", "@body('Get_items')?['value']"), ...mixed, ...reads),
    );
    expect(values.origins).toHaveLength(1);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it("of every member that is read, however many there are", () => {
    const names = ["ApiKey", "Password", "ClientSecret", "AccessKey", "AdminPassword", "MasterKey", "SecretKey", "DbPassword"];
    const reads = names.map((name) => compose(`Read ${name}`, `@items('Each')?['${name}']`));
    const { values } = analysed(flow("Flow", rows, forEach("Each", "@body('Get_items')?['value']", ...reads)));
    expect(values.origins.map(({ what, name }) => `${what} of ${name}`).sort()).toEqual(names.map((name) => `value of ${name}`).sort());
  });

  it("of what a variable holds one after the other, up to five times", () => {
    const steps = Array.from({ length: 6 }, (_, index) => [
      http(`Call_${index}`),
      setVariable(`Set ${index}`, "Keep", `@body('Call_${index}')`),
      compose(`Read ${index}`, "@variables('Keep')?['Password']"),
    ]).flat();
    const { values } = analysed(flow("Flow", initializeVariable("Init", "Keep", {}, "object"), ...steps));
    expect(values.origins.map(({ node }) => node.operation?.name)).toEqual(["Call_0", "Call_1", "Call_2", "Call_3", "Call_4"]);
  });

  it("is told once, however often and however it is read", () => {
    const read = (name: string): ActionSpec => mail(name, "@{items('Each')?['Password']}");
    const direct = mail("First", "@{first(body('Get_items')?['value'])?['Password']}");
    const second = mail("Second", "@{body('Get_items')?['value'][1]?['Password']}");
    const { values } = analysed(
      flow("Flow", rows, direct, second, forEach("Each", "@body('Get_items')?['value']", read("Send"), read("Again"))),
    );
    expect(values.origins.map(({ what, name, confidence }) => `${what} of ${name} ${confidence}`)).toEqual(["value of Password medium"]);
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

/** What a flow takes for a secret: by which evidence, how it is called, how sure that is, and which parts of what holds it are secret. */
function sourcesOf(spec: FlowSpec, sensitiveNames: readonly string[] = []): readonly string[] {
  const { values } = analysedSolutions([{ flows: [spec] }], { sensitiveNames });
  return values.origins.map(({ basis, what, name, confidence, parts }) =>
    [
      basis,
      `${what} of ${name}`,
      confidence,
      ...parts.map(({ path }) => path.map((step) => (step === anyStep ? "*" : step)).join("/")),
    ].join(", "),
  );
}

describe("an operation of which the tables know what it returns", () => {
  it.each<[ActionSpec, readonly string[]]>([
    [keyVault.getSecret("Get"), ["operation, Key Vault secret of Get, high, body/value"]],
    [environmentSecret("Get"), ["operation, secret environment variable of Get, high, body/environmentvariablesecretvalue"]],
    [http("Get"), []],
    [compose("Get", "x"), []],
  ])("%j", (action, expected) => {
    expect(sourcesOf(flow("Flow", action))).toEqual(expected);
  });

  const path = "/datasets/@{encodeURIComponent('default.cds')}/tables/@{encodeURIComponent('environmentvariablevalues')}/items";
  const older = (inputs: JsonObject): ActionSpec => olderConnector("Get", "commondataservice", { path, ...inputs });
  it.each<[string, readonly string[]]>([
    ["new_ApiKey", ["operation, environment variable value of Get, medium, body/value/*/value, body/value/*/defaultvalue"]],
    ["new_Region", []],
  ])("in an older form, with its queries: %s", (name, expected) => {
    expect(sourcesOf(flow("Flow", older({ queries: { $filter: `schemaname eq '${name}'` } })))).toEqual(expected);
  });

  it("is one source, as sure as its surest part", () => {
    const [source, ...others] = sourcesOf(flow("Flow", tokenRequest("Token", "x")));
    expect(others).toEqual([]);
    expect(source).toMatch(/^operation, access token of Token, high, body\/access_token, /);
  });
});

describe("an input of a trigger", () => {
  const input = (json: object): FlowSpec => ({
    ...flow("Flow", compose("Copy", "x")),
    trigger: {
      name: "manual",
      json: { type: "Request", kind: "Button", inputs: { schema: { type: "object", properties: { text_1: json as never } } } },
    },
  });
  it.each<[string, object, readonly string[]]>([
    ["whose title says so", { type: "string", title: "API key" }, ["trigger-input, value of API key, medium, body/text_1"]],
    ["whose title says something else", { type: "string", title: "Order" }, []],
    ["whose title only may say so", { type: "string", title: "Token" }, []],
    ["that is no more than named", { type: "string" }, []],
    [
      "of the format for passwords",
      { type: "string", title: "Word", format: "Password" },
      ["trigger-input, value of Word, high, body/text_1"],
    ],
    [
      "of the format for passwords, without a title",
      { type: "string", format: "password" },
      ["trigger-input, value of text_1, high, body/text_1"],
    ],
    ["of another format", { type: "string", title: "Word", format: "email" }, []],
    ["that is described by nothing", true as never, []],
  ])("%s", (_, json, expected) => {
    expect(sourcesOf(input(json))).toEqual(expected);
  });

  it("that is named like a credential, and has no title", () => {
    const trigger = {
      name: "manual",
      json: { type: "Request", kind: "Http", inputs: { schema: { properties: { apiKey: { type: "string" } } } } },
    };
    expect(sourcesOf({ ...flow("Flow", compose("Copy", "x")), trigger })).toEqual(["trigger-input, value of apiKey, medium, body/apikey"]);
  });

  it("by the names of the configuration", () => {
    const spec = { ...flow("Flow", compose("Copy", "x")), trigger: buttonTrigger({ text: "Losung" }) };
    expect(sourcesOf(spec)).toEqual([]);
    expect(sourcesOf(spec, ["losung"])).toEqual(["trigger-input, value of Losung, medium, body/text"]);
  });

  it("is one source, though it is read by its name as well", () => {
    const trigger = {
      name: "manual",
      json: { type: "Request", kind: "Http", inputs: { schema: { properties: { apiKey: { type: "string" } } } } },
    };
    expect(sourcesOf({ ...flow("Flow", compose("Copy", "@triggerBody()?['apiKey']")), trigger })).toHaveLength(1);
  });
});

describe("what is read under a credential's name of", () => {
  const inCopy = (expression: string, ...before: readonly ActionSpec[]): readonly string[] =>
    sourcesOf({ ...flow("Flow", ...before, compose("Copy", expression)), trigger: httpTrigger() });
  const list = connector("List", "shared_sharepointonline", "GetItems", { dataset: "x", table: "y" });
  it.each<[string, string, readonly ActionSpec[], readonly string[]]>([
    ["the body of the trigger", "@triggerBody()?['apiKey']", [], ["named-output, value of apiKey, medium, body/apikey"]],
    [
      "a header of the trigger",
      "@triggerOutputs()?['headers']?['x-api-key']",
      [],
      ["named-output, value of x-api-key, low, headers/x-api-key"],
    ],
    ["a query of the trigger", "@triggerOutputs()['queries']['api_key']", [], ["named-output, value of api_key, low, queries/api_key"]],
    [
      "the trigger, by its name",
      "@trigger()?['outputs']?['body']?['password']",
      [],
      ["named-output, value of password, medium, body/password"],
    ],
    [
      "a webhook",
      "@body('Hook')?['password']",
      [raw("Hook", { type: "HttpWebhook", inputs: {} })],
      ["named-output, value of password, medium, body/password"],
    ],
    ["a connector", "@outputs('List')?['body/password']", [list], ["named-output, value of password, medium, body/password"]],
    [
      "an element of a list",
      "@first(outputs('List')?['body/value'])?['ApiKey']",
      [list],
      ["named-output, value of ApiKey, medium, body/value/*/apikey"],
    ],
    [
      "an element of a list by its index, which is not the only one that has it",
      "@outputs('List')?['body/value'][0]?['ApiKey']",
      [list],
      ["named-output, value of ApiKey, medium, body/value/*/apikey"],
    ],
    [
      "an element of a list by a point",
      "@first(outputs('List')?['body/value'])?.ApiKey",
      [list],
      ["named-output, value of ApiKey, medium, body/value/*/apikey"],
    ],
    [
      "an element of a list, by a name of two words",
      "@first(outputs('List')?['body/value'])?['API Key']",
      [list],
      ["named-output, value of API Key, medium, body/value/*/api key"],
    ],
    [
      "the keys of connections that the platform hands a flow of an older version",
      "@json(decodeBase64(triggerOutputs()?['headers']?['X-MS-APIM-Tokens']))?['$connections']?['accessKey']",
      [],
      [],
    ],
    [
      "an answer in XML, by a query",
      "@xpath(xml(body('Call')), 'string(//ApiKey)')",
      [http("Call")],
      ["named-output, value of ApiKey, medium, body/apikey"],
    ],
    ["an operation that is not there", "@body('Other')?['password']", [], []],
    ["an action of the flow itself", "@body('Pick')?['password']", [select("Pick", "@createArray(1)", { password: "x" })], []],
    [
      "an operation of which the tables know more",
      "@body('Get')?['password']",
      [keyVault.getSecret("Get")],
      ["operation, Key Vault secret of Get, high, body/value"],
    ],
    ["something that only may be one", "@body('Call')?['token']", [http("Call")], []],
  ])("%s", (_, expression, before, expected) => {
    expect(inCopy(expression, ...before)).toEqual(expected);
  });

  it("an answer, once however often it is read", () => {
    expect(
      inCopy("@{body('Call')?['password']}@{body('Call')?['password']}", http("Call"), compose("Again", "@body('Call')?['password']")),
    ).toEqual(["named-output, value of password, medium, body/password"]);
  });

  it("a desktop flow of the run is that flow's business", () => {
    const read = flow("Flow", desktopFlow("Run", "Robot"), compose("Copy", "@outputs('Run')?['body/Password']"));
    expect(sourcesOf(read)).toHaveLength(1);
    const { values } = analysedSolutions([
      { flows: [read], desktopFlows: [desktop("Robot", { outputs: ["Password"] }, "SET Password TO 'x'")] },
    ]);
    expect(values.origins.filter(({ basis }) => basis === "named-output")).toEqual([]);
  });
});

it("a setting of an app is a source by its name, once, from where the flow reads it first", () => {
  const reads = [compose("First", "@appsetting('erp-password')"), compose("Again", "@appsetting('erp-password')")];
  const { values } = analysed(flow("Flow", compose("Other", "@appsetting('erp-url')"), ...reads));
  expect(values.origins.map(({ basis, what, name, confidence }) => `${basis}, ${what} of ${name}, ${confidence}`)).toEqual([
    "named-setting, value of erp-password, medium",
  ]);
  expect(values.origins[0]?.place.owner?.operation).toBe("First");
});

describe("the URL by which anyone can call a flow", () => {
  const source = "callback-url, callback URL of Tell, high, $callbackurl";
  it.each<[ActionSpec, readonly string[]]>([
    [http("Tell", { body: { answerTo: "@listCallbackUrl()" } }), [source]],
    [http("Tell", { body: "@{listCallbackUrl()} @{listCallbackUrl()}", headers: { x: "@listCallbackUrl()" } }), [source]],
    [raw("Tell", { type: "HttpWebhook", inputs: { subscribe: { body: "@listCallbackUrl()" } } }), []],
    [raw("Tell", { type: "OpenApiConnectionWebhook", inputs: { parameters: { url: "@listCallbackUrl()" } } }), []],
    [raw("Tell", { type: "OpenApiConnectionNotification", inputs: { parameters: { url: "@listCallbackUrl()" } } }), []],
    [http("Tell"), []],
  ])("%j", (action, expected) => {
    expect(sourcesOf(flow("Flow", action))).toEqual(expected);
  });
});
