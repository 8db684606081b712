import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  compose,
  condition,
  connector,
  desktopFlow,
  http,
  initializeVariable,
  keyVault,
  olderConnector,
  setVariable,
} from "../../../src/testing/actions.ts";
import { githubToken, password } from "../../../src/testing/credentials.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysedSolutions, waysOf } from "../analysed.ts";

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
    ["a form, as a signed assertion", http("Call", { body: "grant_type=x&assertion=@{variables('word')}" })],
    ["a JSON text, behind a name", http("Call", { body: '{"password": "@{variables(\'word\')}"}' })],
    ["an element", http("Call", { body: "<login><user>erp</user><password>@{variables('word')}</password></login>" })],
    [
      "an element of SOAP's security header",
      http("Call", {
        body: `<wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText">@{variables('word')}</wsse:Password>`,
      }),
    ],
    [
      "an element with marked data, put together",
      http("Call", { body: "@concat('<Password><![CDATA[', variables('word'), ']]></Password>')" }),
    ],
    ["JSON in a list", http("Call", { body: ['{"password": "@{variables(\'word\')}"}'] })],
    ["JSON in JSON", http("Call", { body: { data: '{"inner": "{\\"api_key\\": \\"@{variables(\'word\')}\\"}"}' } })],
    [
      "a part of a multipart form",
      http("Call", { body: { "$content-type": "multipart/form-data", $multipart: [{ body: "password=@{variables('word')}" }] } }),
    ],
    ["a text inside of a body, behind a name", http("Call", { body: { text: "client_secret=@{variables('word')}" } })],
    ["a text that a Compose makes, behind a name", compose("Keep", "client_secret=@{variables('word')}")],
    ["a connection string", connector("Call", "shared_contoso", "Call", { text: "Server=x;User Id=y;Password=@{variables('word')};" })],
    ["a query", http("Call", { uri: "https://api.contoso.com/x?api_key=@{variables('word')}&a=1" })],
    ["the path of a bot of Telegram", http("Call", { uri: "https://api.telegram.org/bot@{variables('word')}/sendMessage" })],
    [
      "the path of a bot of Telegram, put together",
      http("Call", { uri: "@{concat('https://api.telegram.org/bot', variables('word'), '/sendMessage')}" }),
    ],
    ["the path of a webhook of Discord", http("Call", { uri: "https://discord.com/api/webhooks/@{body('Id')}/@{variables('word')}" })],
    ["the path of a webhook of Slack", http("Call", { uri: "https://hooks.slack.com/services/T0/B0/@{variables('word')}" })],
    ["the path of a webhook of IFTTT", http("Call", { uri: "https://maker.ifttt.com/trigger/x/json/with/key/@{variables('word')}" })],
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
    ["another element", http("Call", { body: "<login><password/><user>@{variables('word')}</user></login>" })],
    ["a form, behind another name", http("Call", { body: "client_secret=&note=@{variables('word')}" })],
    ["a JSON text, behind a name that means anything", http("Call", { body: '{"assertion": "@{variables(\'word\')}"}' })],
    ["a form, a value behind another one", http("Call", { body: "client_secret=@{body('Other')}@{variables('word')}" })],
    ["the path of another address", http("Call", { uri: "https://api.contoso.com/bot@{variables('word')}/sendMessage" })],
    ["the method of a bot of Telegram", http("Call", { uri: "https://api.telegram.org/bot@{body('Other')}/@{variables('word')}" })],
    ["the id of a webhook of Discord", http("Call", { uri: "https://discord.com/api/webhooks/@{variables('word')}/@{body('Other')}" })],
    ["the workspace of a webhook of Slack", http("Call", { uri: "https://hooks.slack.com/services/@{variables('word')}/B0/x" })],
    ["a header with more than one value", http("Call", { headers: { "x-api-key": "@{body('Other')}@{variables('word')}" } })],
    ["a header of another kind of action", connector("Call", "shared_contoso", "Call", { "headers/x-note": "@{variables('word')}" })],
  ])("%s is none", (_, call) => {
    expect(inFlow(call)).toEqual([]);
  });

  const branching = (name: string, value: string): FlowSpec =>
    flow(
      name,
      initializeVariable("Declare", "key", ""),
      keyVault.getSecret("Get"),
      condition(
        "Is_test",
        "@equals(triggerBody(), 'test')",
        [setVariable("Set_test", "key", value)],
        [setVariable("Set", "key", "@body('Get')?['value']")],
      ),
      http("Call", { headers: { "x-api-key": "@variables('key')" } }),
    );

  it("a text that another branch writes where a secret stands otherwise, if it looks like one", () => {
    const branch = (value: string): readonly string[] => found(branching("Flow", value));
    expect(branch(password())).toEqual(["Set_test/inputs/value"]);
    expect(branch("missing")).toEqual([]);
    expect(branch("<your key>")).toEqual([]);
  });

  it("such a text, whatever another flow has at the same place", () => {
    const { credentials } = analysedSolutions([{ flows: [branching("By form", githubToken()), branching("By use", password())] }]);
    expect(credentials.map(({ flow: { name }, operation }) => [name, operation?.name])).toEqual([
      ["By form", "Set_test"],
      ["By use", "Set_test"],
    ]);
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
  const names = ["Word", "UserName", "UserPin", "LoginPass", "E-Mail"];
  const robot = desktop("Robot", { inputs: names, sensitive: names });
  it.each([
    ["takes a credential", "Word", ["Declare/inputs/variables/0/value"]],
    ["that says who signs in takes none", "UserName", []],
    ["that says to whom something goes takes none", "E-Mail", []],
    ["that says of whom the credential is takes one", "LoginPass", ["Declare/inputs/variables/0/value"]],
    ["that says of whom the PIN is takes one", "UserPin", ["Declare/inputs/variables/0/value"]],
  ])("%s", (_, input, expected) => {
    expect(found(flow("Flow", written, desktopFlow("Run", "Robot", { [input]: "@variables('word')" })), robot)).toEqual(expected);
  });
});

it("a sensitive input of a desktop flow takes any private value that is not written down", () => {
  const robot = desktop("Robot", { inputs: ["Word"], sensitive: ["Word"] });
  const run = flow("Flow", http("Load"), desktopFlow("Run", "Robot", { Word: "@body('Load')?['x']" }));
  const { uses, values } = analysedSolutions([{ flows: [run], desktopFlows: [robot] }]);
  expect(uses).toEqual([]);
  expect(values.origins.filter(({ basis }) => basis === "used-as-credential")).toEqual([]);
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

describe("what is used as a credential is a secret from where it begins", () => {
  const entra = (secret: string): ActionSpec =>
    http("Call", { authentication: { type: "ActiveDirectoryOAuth", tenant: "x", audience: "y", clientId: "z", secret } });
  const key = (value: string): ActionSpec => http("Call", { body: { apiKey: value } });
  /** What is found in a flow by its use: what it is, of what, and how sure. */
  const byUse = (spec: FlowSpec | readonly ActionSpec[], ...others: readonly ActionSpec[]): readonly string[] => {
    const given = "actions" in spec ? spec : flow("Flow", ...(spec as readonly ActionSpec[]), ...others);
    const { values } = analysedSolutions([{ flows: [given], variables: [{ schemaName: "new_Key" }] }]);
    return values.origins
      .filter(({ basis }) => basis === "used-as-credential" || basis === "made")
      .map(({ name, confidence, node, place, parts }) => {
        const at = place.at.kind === "json" ? (place.at.pointer.at(-1) ?? "") : place.at.kind;
        return [
          `${node.kind} of ${name} at ${at}`,
          confidence,
          ...parts.map(({ path }) => path.join("/")).filter((path) => path !== ""),
        ].join(", ");
      });
  };
  const declared = (type: string): FlowSpec["parameters"] => ({ Word: { type } });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "an answer, where only a credential can stand",
      byUse([http("Load"), entra("@body('Load')?['x']")]),
      ["outputs of Load at Load, medium, body/x"],
    ],
    ["an answer, under a name alone", byUse([http("Load"), key("@body('Load')?['x']")]), []],
    [
      "an answer, as a password by name",
      byUse([http("Load"), http("Call", { body: { Password: "@{body('Load')}" } })]),
      ["outputs of Load at Load, medium, body"],
    ],
    [
      "a piece of an answer, as a password by name",
      byUse([http("Load"), http("Call", { body: { password: "@substring(body('Load'), 3)" } })]),
      [],
    ],
    ["the trigger", byUse([entra("@triggerBody()?['x']")]), ["outputs of manual at manual, medium, body/x"]],
    ["the trigger, under a name", byUse([key("@triggerBody()?['x']")]), ["outputs of manual at manual, medium, body/x"]],
    [
      "the trigger, in a form",
      byUse([http("Call", { body: "user=x&password=@{triggerBody()?['x']}" })]),
      ["outputs of manual at manual, medium, body/x"],
    ],
    ["the trigger, in a query", byUse([key("@triggerOutputs()?['queries']?['x']")]), ["outputs of manual at manual, medium, queries/x"]],
    [
      "the headers of the trigger, which hold the platform's own, under a name",
      byUse([key("@triggerOutputs()?['headers']?['X-MS-Tokens']")]),
      [],
    ],
    ["the trigger, as a token, which may be of a device", byUse([http("Call", { body: { accessToken: "@triggerBody()?['x']" } })]), []],
    [
      "an input of the trigger, by its title",
      byUse({ ...flow("Flow", key("@triggerBody()?['text']")), trigger: buttonTrigger({ text: "ERP" }) }),
      ["outputs of ERP at text, medium, body/text"],
    ],
    [
      "a query of the trigger that is called like one of its inputs",
      byUse({ ...flow("Flow", entra("@triggerOutputs()?['queries']?['text']")), trigger: buttonTrigger({ text: "ERP" }) }),
      ["outputs of manual at manual, medium, queries/text"],
    ],
    [
      "another column of the row that holds a secret",
      byUse([
        olderConnector("Get", "commondataservice", {
          path: "/datasets/@{encodeURIComponent('default.cds')}/tables/@{encodeURIComponent('environmentvariablevalues')}/items",
          queries: { $filter: "schemaname eq 'new_ApiKey'" },
        }),
        entra("@first(body('Get')?['value'])?['introducedversion']"),
      ]),
      [],
    ],
    [
      "a parameter",
      byUse({ ...flow("Flow", entra("@parameters('Word')")), parameters: declared("String") ?? {} }),
      ["parameter of Word at defaultValue, high"],
    ],
    [
      "a member of a parameter",
      byUse({ ...flow("Flow", entra("@parameters('Word')?['Key']")), parameters: declared("Object") ?? {} }),
      ["parameter of Word at defaultValue, high, key"],
    ],
    [
      "a member of the JSON text in an environment variable",
      byUse([compose("Config", "@json(parameters('Key (new_Key)'))"), entra("@outputs('Config')?['Key']")]),
      ["environment-variable of new_Key at text, high, key"],
    ],
    [
      "a parameter, by name",
      byUse({ ...flow("Flow", key("@parameters('Word')")), parameters: declared("String") ?? {} }),
      ["parameter of Word at defaultValue, medium"],
    ],
    ["an environment variable", byUse([entra("@parameters('Key (new_Key)')")]), ["environment-variable of new_Key at text, high"]],
    ["an environment variable, by name", byUse([key("@parameters('Key (new_Key)')")]), ["environment-variable of new_Key at text, medium"]],
    [
      "an environment variable that is called like a key, in a query that calls it a key",
      byUse([http("Call", { uri: "https://api.contoso.com/x?key=@{parameters('Key (new_Key)')}&a=1" })]),
      ["environment-variable of new_Key at text, medium"],
    ],
    [
      "the same in a member of the query",
      byUse([http("Call", { queries: { key: "@parameters('Key (new_Key)')" } })]),
      ["environment-variable of new_Key at text, medium"],
    ],
    [
      "a setting of the app that is called like a key, in a query that calls it a token",
      byUse([http("Call", { uri: "https://api.contoso.com/x?token=@{appsetting('MapsKey')}" })]),
      ["app-setting of MapsKey at uri, medium"],
    ],
    [
      "a setting of the app that is called something else, in such a query",
      byUse([http("Call", { uri: "https://api.contoso.com/x?key=@{appsetting('Word')}", queries: { token: "@appsetting('Word')" } })]),
      [],
    ],
    [
      "what an answer gives, in such a query",
      byUse([http("Load"), http("Call", { uri: "https://api.contoso.com/x?token=@{body('Load')?['x']}" })]),
      [],
    ],
    [
      "a session that a query takes out of an answer in XML",
      byUse([
        http("Load"),
        compose("Session", "@xpath(xml(body('Load')), 'string(//sessionId)')"),
        http("Call", { headers: { Authorization: "OAuth @{outputs('Session')}" } }),
      ]),
      ["outputs of Load at Load, medium, body/sessionid"],
    ],
    [
      "a session of a sign-in that answers under names of its own",
      byUse([
        http("Start", { method: "POST", uri: "https://erp.contoso.com/api/login", body: { user: "orders", password: "" } }),
        http("Call", { headers: { Authorization: "Session @{body('Start')?['session']?['id']}" } }),
      ]),
      ["outputs of Start at Start, medium, body/session/id"],
    ],
    [
      "what such an answer holds beside its token",
      byUse([
        http("Start", { method: "POST", uri: "https://erp.contoso.com/api/login", body: { user: "orders", password: "" } }),
        http("Call", { headers: { Authorization: "@{body('Start')?['tokenType']}" } }),
      ]),
      [],
    ],
    [
      "another member of an answer by the standard",
      byUse([
        http("Start", {
          method: "POST",
          uri: "https://login.microsoftonline.com/x/oauth2/v2.0/token",
          body: "grant_type=client_credentials",
        }),
        http("Call", { headers: { Authorization: "@{body('Start')?['other']}" } }),
      ]),
      [],
    ],
    [
      "what an answer gives, in a header that services use for tokens",
      byUse([http("Load"), http("Call", { headers: { "X-Contoso-Auth": "@{body('Load')?['x']}" } })]),
      ["outputs of Load at Load, medium, body/x"],
    ],
    [
      "what the flow makes up",
      byUse([compose("Made", "@concat(guid(), 'Aa1')"), entra("@outputs('Made')")]),
      ["inputs of Made at inputs, medium, inputs"],
    ],
    ["a setting of the app", byUse([entra("@appsetting('Word')")]), ["app-setting of Word at secret, high"]],
    [
      "a setting of the app behind a Compose, by name",
      byUse([compose("Copy", "@appsetting('Word')"), key("@outputs('Copy')")]),
      ["app-setting of Word at inputs, medium"],
    ],
    [
      "a member of the JSON in a setting of the app",
      byUse([entra("@json(appsetting('Word'))?['Key']")]),
      ["app-setting of Word at secret, high, key"],
    ],
    ["a parameter of the app", byUse([entra("@parameters('Word')")]), ["app-parameter of Word at secret, high"]],
    ["a parameter of the app, by name", byUse([key("@parameters('Word')")]), ["app-parameter of Word at apiKey, medium"]],
    ["what the flow makes up, by name", byUse([compose("Made", "@concat(guid(), 'Aa1')"), key("@outputs('Made')")]), []],
    ["only a part of it", byUse([http("Load"), entra("@substring(body('Load')?['x'], 3)")]), ["outputs of Load at Load, medium, body/x"]],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  /** What of an answer is a secret because a header takes it, by way of the Compose action that puts the header together. */
  const signed = (header: string): readonly string[] =>
    byUse([http("Load"), compose("Header", header), http("Call", { headers: { "X-API-Key": "@{outputs('Header')}" } })]).filter((origin) =>
      origin.startsWith("outputs"),
    );
  it.each([
    "@body('Load')?['x']",
    "Bearer @{body('Load')?['x']}",
    " Bearer  @{ body('Load')?['x'] } ",
    "@concat('Bearer ', body('Load')?['x'])",
    "@{concat( 'Bearer ' , body('Load')['x'] ) }",
  ])("in a header that is put together before, of no more than its scheme and an answer: %s", (header) => {
    expect(signed(header)).toEqual(["outputs of Load at Load, medium, body/x"]);
  });
  it.each([
    "For the order: Bearer @{body('Load')?['x']}",
    "Bearer @{body('Load')?['x']} 2",
    "Bearer @{substring(body('Load')?['x'], 3)}",
    "Bearer, @{body('Load')?['x']}",
    "@concat('Bearer ', body('Load')?['x'], 'x')",
    "@concat('to ', 'Bearer ', body('Load')?['x'])",
    "@toUpper(concat('Bearer ', body('Load')?['x']))",
  ])("not in a header of which it is a part that may be anything: %s", (header) => {
    expect(signed(header)).toEqual([]);
  });

  /** A form that asks for a token with what is read. */
  const form = (read: string): ActionSpec => http("Call", { body: `grant_type=x&client_secret=@{${read}}` });
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "a parameter",
      byUse({ ...flow("Flow", form("parameters('Word')")), parameters: declared("String") ?? {} }),
      ["parameter of Word at defaultValue, high"],
    ],
    ["an environment variable", byUse([form("parameters('Key (new_Key)')")]), ["environment-variable of new_Key at text, high"]],
    ["a setting of the app", byUse([form("appsetting('Word')")]), ["app-setting of Word at body, high"]],
    [
      "a setting of the app, in JSON",
      byUse([http("Call", { body: '{"grant_type": "x", "client_secret": "@{appsetting(\'Word\')}"}' })]),
      ["app-setting of Word at body, high"],
    ],
    [
      "a setting of the app, in a form that asks for another thing",
      byUse([http("Call", { body: "my_grant_type=x&client_secret=@{appsetting('Word')}" })]),
      ["app-setting of Word at body, medium"],
    ],
    ["an answer, as it came", byUse([http("Load"), form("body('Load')?['x']")]), ["outputs of Load at Load, medium, body/x"]],
    [
      "an answer, to which something was added on its way",
      byUse([http("Load"), compose("Add", "x@{body('Load')?['x']}"), form("outputs('Add')")]),
      [],
    ],
    [
      "the text of a variable",
      byUse([initializeVariable("Declare", "word", "<secret>"), form("variables('word')")]),
      ["inputs of Declare at value, medium, inputs/variables/0/value"],
    ],
  ])("in a form that asks for a token: %s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it("where the run does not hold the variable, at what reads it", () => {
    const given = {
      ...flow("Flow", entra("@parameters('Key (new_Other)')")),
      parameters: {
        "Host (new_Host)": { type: "String", metadata: { schemaName: "new_Host" } },
        "Key (new_Other)": { type: "String", metadata: { schemaName: "new_Other" } },
      },
    };
    const { values } = analysedSolutions([{ flows: [given], usualVariables: false }]);
    const [origin] = values.origins.filter(({ basis }) => basis === "used-as-credential");
    expect([origin?.name, origin?.node.kind, origin?.place.at]).toMatchObject([
      "new_Other",
      "environment-variable",
      { kind: "json", pointer: expect.arrayContaining(["Key (new_Other)"]) },
    ]);
  });

  it("where each of two solutions binds the variable, at what reads it there", () => {
    const given = (name: string): FlowSpec => ({
      ...flow(name, entra("@parameters('Key (new_Other)')")),
      parameters: { "Key (new_Other)": { type: "String", metadata: { schemaName: "new_Other" } } },
    });
    const { values } = analysedSolutions([
      { flows: [given("One")], usualVariables: false },
      { flows: [given("Two")], usualVariables: false },
    ]);
    const used = values.origins.filter(({ basis }) => basis === "used-as-credential");
    expect(used.map(({ place }) => place.owner?.name)).toEqual(["One", "Two"]);
  });

  it("where each of two solutions declares the variable, at that of the flow's own", () => {
    const variables = [{ schemaName: "new_Key" }];
    const { values } = analysedSolutions([
      { uniqueName: "Other", variables },
      { uniqueName: "Orders", variables, flows: [flow("Flow", entra("@parameters('Key (new_Key)')"))] },
    ]);
    expect(values.origins.map(({ name, place }) => [name, place.source.path])).toEqual([["new_Key", "solution2.zip"]]);
  });

  it("not where the variable is of the type Secret, whose parameter holds the path of a secret", () => {
    const variables = [{ schemaName: "new_Key", type: "secret" as const }];
    const given = {
      ...flow("Flow", entra("@parameters('Key (new_Key)')")),
      parameters: { "Key (new_Key)": { type: "String", metadata: { schemaName: "new_Key" } } },
    };
    const { values } = analysedSolutions([{ variables, flows: [given] }]);
    expect(values.origins.map(({ name }) => name)).toEqual([]);
  });

  it("what a desktop flow gives back", () => {
    const robot = desktop("Robot", { outputs: ["Word"] }, "SET Word TO Other");
    const { values } = analysedSolutions([
      { flows: [flow("Flow", desktopFlow("Run", "Robot"), entra("@outputs('Run')?['body/Word']"))], desktopFlows: [robot] },
    ]);
    expect(values.origins.map(({ basis, name }) => `${basis} ${name}`)).toEqual(["used-as-credential Run"]);
  });
});

describe("a text that is used as a credential", () => {
  const call = http("Call", { authentication: { type: "Basic", username: "erp", password: "@variables('word')" } });
  it.each<[string, string, readonly string[]]>([
    ["is one", "Sommer-Winter-4711", ["high"]],
    ["is one though it is a word", "Kartoffelsalat", ["high"]],
    ["may be a stand-in", "changeme", ["low"]],
    ["is none where it is a stand-in", "<password>", []],
    ["is none where it is too short", "abc", []],
    ["is one of four characters", "abcx", ["high"]],
    ["is none where it is a scheme", "Bearer ", []],
    ["is none where it is true", "true", []],
  ])("%s: %s", (_, value, expected) => {
    const { credentials } = analysedSolutions([{ flows: [flow("Flow", initializeVariable("Declare", "word", value), call)] }]);
    expect(credentials.map(({ match }) => match.confidence)).toEqual(expected);
  });
});

describe("beside a secret that is followed already", () => {
  const get = keyVault.getSecret("Get");
  const value = "body('Get')?['value']";
  const basic = (password: string): ActionSpec => http("Call", { authentication: { type: "Basic", username: "erp", password } });
  it.each<[string, ActionSpec, readonly string[]]>([
    [
      "another value of a form is a credential of its own",
      http("Call", { body: `client_secret=@{${value}}&password=@{variables('word')}` }),
      ["Declare/inputs/variables/0/value"],
    ],
    [
      "what stands in its place otherwise is none, where a name tells",
      http("Call", { body: { password: `@coalesce(${value}, variables('word'))` } }),
      [],
    ],
    ["a word that stands in its place otherwise is none", basic(`@coalesce(${value}, variables('plain'))`), []],
    ["what looks like one is one", basic(`@coalesce(${value}, variables('word'))`), ["Declare/inputs/variables/0/value"]],
    ["but not a part of it", basic(`@concat(${value}, variables('word'))`), []],
  ])("%s", (_, call, expected) => {
    const words = [initializeVariable("Declare", "word", password()), initializeVariable("Plain", "plain", "missing")];
    expect(found(flow("Flow", get, ...words, call))).toEqual(expected);
  });

  it("nothing begins again", () => {
    const analysis = analysedSolutions([
      { flows: [flow("Flow", get, basic(`@${value}`), http("Other", { body: `password=@{${value}}` }))] },
    ]);
    expect(analysis.values.origins.map(({ basis }) => basis)).toEqual(["operation"]);
  });

  it("an output of the same action that is used as a credential is none by that", () => {
    const analysis = analysedSolutions([{ flows: [flow("Flow", get, basic("@body('Get')?['name']"))] }]);
    expect(analysis.values.origins.map(({ basis }) => basis)).toEqual(["operation"]);
  });

  it("a text that was found where it is written is told once", () => {
    const written = initializeVariable("Declare", "Password", password());
    expect(found(flow("Flow", get, written, basic(`@coalesce(${value}, variables('Password'))`)))).toEqual([
      "Declare/inputs/variables/0/value",
    ]);
  });
});

describe("a credential that ends in several places", () => {
  it("is judged by the surest of them, whichever comes first", () => {
    const byName = http("Named", { body: { apiKey: "@{variables('word')}" } });
    const byPosition = http("Sure", { authentication: { type: "Raw", value: "@variables('word')" } });
    for (const calls of [
      [byName, byPosition],
      [byPosition, byName],
    ]) {
      const { credentials } = analysedSolutions([{ flows: [flow("Flow", written, ...calls)] }]);
      expect(credentials.map(({ match }) => match.confidence)).toEqual(["high"]);
    }
  });
});
