import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  compose,
  condition,
  connector,
  http,
  initializeVariable,
  mail,
  raw,
  response,
  setVariable,
} from "../../../src/testing/actions.ts";
import { type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

/** Where the credentials of a flow were found: the operation, and the text's path. */
function found(spec: FlowSpec): readonly string[] {
  const { credentials } = analysedSolutions([{ flows: [spec] }]);
  return credentials.map(({ operation, path }) => [operation?.name ?? "parameter", ...path].join("/"));
}

const written = initializeVariable("Declare", "word", "Sommer-Winter-4711");
const inFlow = (...actions: readonly ActionSpec[]): readonly string[] => found(flow("Flow", written, ...actions));

/** The places that use a value as a credential: how sure they are, and what the value is. */
function usesIn(...actions: readonly ActionSpec[]): readonly string[] {
  const { uses } = analysedSolutions([{ flows: [flow("Flow", written, ...actions)] }]);
  return uses.map(({ operation, path, strength, origin }) => {
    const what = origin.kind === "literal" ? `'${origin.text}'` : origin.kind;
    return `${operation.name}/${path.slice(1).join("/")} by ${strength}: ${what}`;
  });
}

describe("a value is used as a credential", () => {
  const word = "@variables('word')";
  const text = "'Sommer-Winter-4711'";
  const entra = { type: "ActiveDirectoryOAuth", tenant: "x", audience: "y", clientId: "z", secret: word };
  it.each<[string, ActionSpec, readonly string[]]>([
    ["in a sign-in", http("Call", { authentication: entra }), [`Call/authentication/secret by position: ${text}`]],
    [
      "in a certificate",
      http("Call", { authentication: { type: "ClientCertificate", pfx: word } }),
      [`Call/authentication/pfx by position: ${text}`],
    ],
    [
      "in a raw sign-in",
      http("Call", { authentication: { type: "Raw", value: word } }),
      [`Call/authentication/value by position: ${text}`],
    ],
    [
      "in the header Authorization",
      http("Call", { headers: { Authorization: word } }),
      [`Call/headers/Authorization by position: ${text}`],
    ],
    [
      "in the header of a proxy",
      http("Call", { headers: { "Proxy-Authorization": word } }),
      [`Call/headers/Proxy-Authorization by position: ${text}`],
    ],
    ["in a header for keys", http("Call", { headers: { "X-API-Key": word } }), [`Call/headers/X-API-Key by position: ${text}`]],
    [
      "in a header of a webhook",
      raw("Hook", { type: "HttpWebhook", inputs: { headers: { "x-api-key": word } } }),
      [`Hook/headers/x-api-key by position: ${text}`],
    ],
    ["in a member of a body", http("Call", { body: { apiKey: word } }), [`Call/body/apiKey by name: ${text}`]],
    [
      "in a header for keys of a function",
      raw("Call", { type: "Function", inputs: { function: { id: "x" }, headers: { "x-functions-key": word } } }),
      [`Call/headers/x-functions-key by position: ${text}`],
    ],
    [
      "in a member of the body of an API",
      raw("Call", { type: "ApiManagement", inputs: { api: { id: "x" }, method: "post", pathTemplate: {}, body: { apiKey: word } } }),
      [`Call/body/apiKey by name: ${text}`],
    ],
    ["in a query", http("Call", { queries: { api_key: word } }), [`Call/queries/api_key by name: ${text}`]],
    [
      "in a parameter of a connector",
      connector("Call", "shared_contoso", "Post", { apiKey: word }),
      [`Call/parameters/apiKey by name: ${text}`],
    ],
    [
      "in the sign-in of a webhook's subscription",
      raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { authentication: { type: "Basic", username: "x", password: word } } } }),
      [`Hook/subscribe/authentication/password by position: ${text}`],
    ],
    [
      "in the header Authorization of a webhook's subscription",
      raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { headers: { Authorization: word } } } }),
      [`Hook/subscribe/headers/Authorization by position: ${text}`],
    ],
    [
      "in a form that a webhook ends its subscription with",
      raw("Hook", { type: "HttpWebhook", inputs: { unsubscribe: { body: "a=b&client_secret=@{variables('word')}" } } }),
      [`Hook/unsubscribe/body by name: ${text}`],
    ],
    [
      "in a header for keys of a webhook's subscription",
      raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { headers: { "X-API-Key": word } } } }),
      [`Hook/subscribe/headers/X-API-Key by position: ${text}`],
    ],
    [
      "in a member of a webhook",
      raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { body: { apiKey: word } } } }),
      [`Hook/subscribe/body/apiKey by name: ${text}`],
    ],
    [
      "in a query of an address without a host",
      http("Call", { uri: "/orders?subscription-key=@{variables('word')}" }),
      [`Call/uri by name: ${text}`],
    ],
    ["in a form", http("Call", { body: "a=b&client_secret=@{variables('word')}" }), [`Call/body by name: ${text}`]],
    [
      "in a form that concat makes",
      http("Call", { body: "@concat('a=b&client_secret=', encodeUriComponent(variables('word')))" }),
      [`Call/body by name: ${text}`],
    ],
    [
      "in a form that concat makes, as it is",
      http("Call", { body: "@concat('password=', variables('word'))" }),
      [`Call/body by name: ${text}`],
    ],
    [
      "in the password of a name and a password",
      http("Call", { headers: { Authorization: "Basic @{base64(concat(outputs('User'), ':', variables('word')))}" } }),
      [`Call/headers/Authorization by position: ${text}`],
    ],
    [
      "in all headers, which an expression makes",
      http("Call", { headers: "@setProperty(json('{}'), 'x-api-key', variables('word'))" }),
      [`Call/headers by name: ${text}`],
    ],
    [
      "in a member of the body, which an expression makes",
      http("Call", { body: "@setProperty(json('{}'), 'apiKey', variables('word'))" }),
      [`Call/body by name: ${text}`],
    ],
    [
      "in a member of a sign-in by its name",
      http("Call", { authentication: { apiKey: word } }),
      [`Call/authentication/apiKey by name: ${text}`],
    ],
    [
      "in the address of a request that a connector sends",
      connector("Call", "shared_webcontents", "InvokeHttp", { "request/url": "/orders?api_key=@{variables('word')}" }),
      [`Call/parameters/request/url by name: ${text}`],
    ],
    [
      "in the body of a request that a connector sends",
      connector("Call", "shared_webcontents", "InvokeHttp", { "Request/Body": "a=b&client_secret=@{variables('word')}" }),
      [`Call/parameters/Request/Body by name: ${text}`],
    ],
    [
      "in a text inside of that body",
      connector("Call", "shared_webcontents", "InvokeHttp", { "request/body": { data: "client_secret=@{variables('word')}" } }),
      [`Call/parameters/request/body/data by name: ${text}`],
    ],
  ])("%s", (_, action, expected) => {
    expect(usesIn(action)).toEqual(expected);
  });

  const sendKept = (body = "@outputs('Keep')"): ActionSpec => http("Call", { body });
  it.each<[string, readonly ActionSpec[], string]>([
    ["in a member of a Compose", [compose("Keep", { apiKey: word }), sendKept()], "Keep/apiKey by name"],
    [
      "in a member of a variable",
      [initializeVariable("Keep", "Request", { apiKey: word }, "object"), sendKept("@variables('Request')")],
      "Keep/variables/0/value/apiKey by name",
    ],
    [
      "in a member that a variable is set to",
      [
        initializeVariable("Init", "Request", {}, "object"),
        setVariable("Keep", "Request", { apiKey: word }),
        sendKept("@variables('request')"),
      ],
      "Keep/value/apiKey by name",
    ],
    [
      "in a header that a Compose holds",
      [compose("Keep", { Authorization: word }), http("Call", { headers: "@outputs('Keep')" })],
      "Keep/Authorization by position",
    ],
    [
      "in a name and a password that a Compose encodes",
      [
        compose("Keep", "@base64(concat(parameters('user'), ':', variables('word')))"),
        http("Call", { headers: { "X-Sign-In": "Basic @{outputs('Keep')}" } }),
      ],
      "Keep/ by position",
    ],
    [
      "in a header among all parts of a request that a Compose holds",
      [compose("Keep", { headers: { "x-api-key": word } }), http("Call", { headers: "@outputs('Keep')?['headers']" })],
      "Keep/headers/x-api-key by position",
    ],
    [
      "in a header that only services use for tokens",
      [compose("Keep", { headers: { "X-Contoso-Auth": word } }), http("Call", { headers: "@outputs('Keep')?['headers']" })],
      "Keep/headers/X-Contoso-Auth by position",
    ],
    [
      "in the query of such a request",
      [compose("Keep", { queries: { api_key: word } }), http("Call", { queries: "@outputs('Keep')?['queries']" })],
      "Keep/queries/api_key by name",
    ],
    [
      "in the sign-in of such a request",
      [
        compose("Keep", { authentication: { type: "Basic", username: "erp", password: word } }),
        http("Call", { authentication: "@outputs('Keep')?['authentication']" }),
      ],
      "Keep/authentication/password by position",
    ],
    [
      "in the password of a new user, which a Compose holds",
      [compose("Keep", { passwordProfile: { password: word } }), sendKept()],
      "Keep/passwordProfile/password by position",
    ],
    ["in a form that a Compose makes", [compose("Keep", "client_secret=@{variables('word')}"), sendKept()], "Keep/ by name"],
    [
      "in a form that another Compose hands on",
      [compose("Keep", "client_secret=@{variables('word')}"), compose("Again", "@outputs('Keep')"), sendKept("@outputs('Again')")],
      "Keep/ by name",
    ],
    [
      "in a form that a connector sends as a request",
      [
        compose("Keep", "client_secret=@{variables('word')}"),
        connector("Call", "shared_webcontents", "InvokeHttp", { "request/body": "@outputs('Keep')" }),
      ],
      "Keep/ by name",
    ],
  ])("%s, which a request then takes", (_, actions, expected) => {
    expect(usesIn(...actions)).toEqual([`${expected}: ${text}`]);
  });

  it.each<[string, ActionSpec]>([
    ["in what a Compose is called", compose("Password", word)],
    ["in a variable", initializeVariable("Other", "Password", word)],
    ["in a member of a Compose", compose("Keep", { apiKey: word })],
    ["in a form that answers the caller", response("Answer", "a=b&client_secret=@{variables('word')}")],
    ["in a form that a Compose keeps", compose("Keep", { body: "a=b&client_secret=@{variables('word')}" })],
    [
      "in a form in another parameter of a request that a connector sends",
      connector("Call", "shared_webcontents", "InvokeHttp", { "request/note": "a=b&client_secret=@{variables('word')}" }),
    ],
    ["in what code of the flow takes", raw("Code", { type: "JavaScriptCode", inputs: { apiKey: word } })],
    ["in tracked properties", { ...http("Call"), json: { ...http("Call").json, trackedProperties: { apiKey: word } } }],
    ["as the name of a member", http("Call", { body: { "@{variables('word')}": "x" } })],
    ["in another header", http("Call", { headers: { "x-order": word } })],
    ["in a member of a header", http("Call", { headers: { list: { "x-order": word } } })],
    ["in a member that only may be one", http("Call", { body: { token: word } })],
    [
      "in the name of a name and a password",
      http("Call", { headers: { Authorization: "Basic @{base64(concat(variables('word'), ':', outputs('P')))}" } }),
    ],
    ["in a form behind another name", http("Call", { body: "client_secret=x&note=@{variables('word')}" })],
    ["in what looks like a query, in a body that is no address", http("Call", { body: "/orders?subscription-key=@{variables('word')}" })],
    ["in a text of a body, deeper", http("Call", { body: { note: "see @{variables('word')}" } })],
    [
      "in the key of its connection that the platform hands a flow of an older version",
      raw("Call", { type: "OpenApiConnection", inputs: { parameters: {}, authentication: { type: "Raw", value: word } } }),
    ],
  ])("not %s", (_, action) => {
    expect(usesIn(action).filter((use) => use.endsWith(text))).toEqual([]);
  });

  it.each<[string, readonly ActionSpec[]]>([
    [
      "in a form that a Compose makes and a mail takes",
      [compose("Keep", "client_secret=@{variables('word')}"), mail("Send", "@{outputs('Keep')}")],
    ],
    [
      "in tracked properties of a Compose",
      [raw("Keep", { type: "Compose", inputs: "x", trackedProperties: { apiKey: word } }), sendKept()],
    ],
    ["in a Compose that is called like a credential", [compose("Password", word), sendKept("@outputs('Password')")]],
    ["in a variable that is called like one", [setVariable("Keep", "Password", word), sendKept("@variables('Password')")]],
  ])("not %s", (_, actions) => {
    expect(usesIn(...actions).filter((use) => use.endsWith(text))).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ["Client_ID", "x-api-key", []],
    ["clientId", "x-api-key", []],
    ["Tenant ID", "x-api-key", []],
    ["client_idea", "x-api-key", ["Set"]],
    ["Paid", "x-api-key", ["Set"]],
  ])("as the text of '%s' in a header for keys, which some services take the id of an application in", (name, header, expected) => {
    const { credentials } = analysedSolutions([
      {
        flows: [
          flow("Flow", setVariable("Set", name, "Sommer-Winter-4711"), http("Call", { headers: { [header]: `@variables('${name}')` } })),
        ],
      },
    ]);
    expect(credentials.map(({ operation }) => operation?.name)).toEqual(expected);
  });

  it("as the text of a variable that is called like an id, where only a secret can stand", () => {
    const steps = [
      setVariable("Set", "client_id", "Sommer-Winter-4711"),
      http("Call", { authentication: { ...entra, secret: "@variables('client_id')" } }),
    ];
    expect(found(flow("Flow", ...steps))).toEqual(["Set/inputs/value"]);
  });

  it("once, though several texts end there, which are all credentials", () => {
    const set = condition("Is_test", "@equals(triggerBody(), 'test')", [setVariable("Set", "word", "Herbst-Winter-4712")]);
    const call = http("Call", { authentication: { ...entra, secret: word } });
    expect(usesIn(set, call)).toHaveLength(1);
    expect(inFlow(set, call)).toEqual(["Declare/inputs/variables/0/value", "Set/inputs/value"]);
  });

  it("by each value that comes from elsewhere", () => {
    const set = condition(
      "Is_test",
      "@equals(triggerBody(), 'test')",
      [setVariable("Set", "word", "@body('Load')?['x']")],
      [setVariable("Set_too", "word", "@triggerBody()?['x']")],
    );
    expect([...usesIn(http("Load"), set, http("Call", { authentication: { ...entra, secret: word } }))].sort()).toEqual([
      "Call/authentication/secret by position: operation",
      "Call/authentication/secret by position: trigger",
    ]);
  });

  it("in an address that a variable keeps", () => {
    const keep = initializeVariable("Keep", "url", "https://api.telegram.org/bot@{variables('word')}/getMe");
    expect(usesIn(keep, http("Call", { uri: "@variables('url')" }))).toEqual([`Keep/variables/0/value by name: ${text}`]);
  });

  it("that comes from elsewhere", () => {
    const call = (read: string): ActionSpec => http("Call", { authentication: { ...entra, secret: read } });
    expect(usesIn(call("@body('Load')?['x']"), http("Load"))).toEqual(["Call/authentication/secret by position: operation"]);
    expect(usesIn(call("@triggerBody()?['x']"))).toEqual(["Call/authentication/secret by position: trigger"]);
    expect(usesIn(call("@concat(guid(), 'Aa1')"))).toEqual(["Call/authentication/secret by position: made"]);
    expect(usesIn(http("Call", { headers: { "x-api-key": "@guid()" } }))).toEqual([]);
    expect(usesIn(call("@concat(guid(), body('Load')?['x'])"), http("Load"))).toEqual([
      "Call/authentication/secret by position: operation",
    ]);
    expect(usesIn(call("@concat('a', 'b')"))).toEqual([]);
    expect(usesIn(compose("Made", "@guid()"), call("@outputs('Made')"))).toEqual(["Call/authentication/secret by position: made"]);
    expect(usesIn(call("Sommer-Winter"))).toEqual([]);
  });
});
