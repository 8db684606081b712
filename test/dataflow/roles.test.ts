import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  childFlow,
  compose,
  connector,
  desktopFlow,
  filterArray,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  mail,
  raw,
  respond,
  select,
  setVariable,
  switchOn,
  terminate,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed, operationNamed } from "./analysed.ts";

/** The role of a place in an action, and what a maker is told that it is. */
function roleOf(spec: ActionSpec, path: string): string {
  const analysis = analysed(flow("Flow", spec));
  const { kind, member, confidence } = analysis.roles.of(operationNamed(analysis, spec.name), path.split("."));
  return `${kind}: ${member}${confidence === "high" ? "" : ` (${confidence})`}`;
}

/** An action of a connector as flows of older versions hold it. */
function older(connectorId: string, inputs: Readonly<Record<string, string | object>>): ActionSpec {
  const connection = "@json(decodeBase64(triggerOutputs().headers['X-MS-APIM-Tokens']))['$ConnectionKey']";
  return raw("Old", {
    type: "ApiConnection",
    inputs: {
      host: { api: { runtimeUrl: `https://europe-001.azure-apim.net/apim/${connectorId}` }, connection: { name: connection } },
      ...inputs,
    },
  } as ActionSpec["json"]);
}

const twoVariables = {
  type: "InitializeVariable",
  inputs: {
    variables: [
      { name: "first", type: "string", value: "x" },
      { name: "second", type: "string", value: "y" },
    ],
  },
};

describe("a place in a step of the designer", () => {
  it.each<[string, ActionSpec, string]>([
    ["data-operation: inputs", compose("Keep", "x"), "inputs"],
    ["data-operation: inputs", filterArray("Keep", "@body('x')", "@true"), "inputs.from"],
    ["data-operation: rows", select("Keep", "@body('x')", "@item()"), "inputs.from"],
    ["data-operation: inputs", select("Keep", "@body('x')", "@item()"), "inputs.select"],
    ["data-operation: inputs", htmlTable("Keep", "@body('x')"), "inputs.from"],
    [
      "data-operation: rows",
      raw("Keep", { type: "Table", inputs: { from: "@body('x')", columns: [{ header: "Id", value: "@item()" }] } }),
      "inputs.from",
    ],
    ["variable: variable 'key'", setVariable("Set", "key", "x"), "inputs.value"],
    ["variable: variable 'key'", initializeVariable("Declare", "key", "x"), "inputs.variables.0.value"],
    ["variable: variable 'second'", raw("Declare", twoVariables), "inputs.variables.1.value"],
    ["variable: unnamed variable", raw("Set", { type: "SetVariable", inputs: {} }), "inputs.value"],
    ["variable: unnamed variable", raw("Set", { type: "SetVariable", inputs: { name: 42 } }), "inputs.value"],
    [
      "variable: unnamed variable",
      raw("Declare", { type: "InitializeVariable", inputs: { variables: [{ name: "" }] } }),
      "inputs.variables.0.value",
    ],
    ["log: message of the failed run", terminate("End", "x"), "inputs.runError.message"],
    ["response: response", respond("Answer", { a: "x" }), "inputs.body.a"],
    ["child-flow-input: input 'text'", childFlow("Run", "Other", { text: "x" }), "inputs.body.text"],
    ["child-flow-input: input 'key'", childFlow("Run", "Other"), "inputs.headers.key"],
    ["child-flow-input: input 'key'", childFlow("Run", "Other"), "inputs.queries.key"],
    ["none: settings", childFlow("Run", "Other"), "inputs.host.workflowReferenceName"],
    ["loop: list", forEach("Loop", "@body('x')"), "foreach"],
    ["switch: value that is switched on", switchOn("Which", "@body('x')", {}), "expression"],
    ["condition: condition", raw("If", { type: "If", expression: "@true", actions: {} }), "expression"],
    ["none: settings", compose("Keep", "x"), "runtimeConfiguration.secureData"],
    ["request: inputs", raw("Code", { type: "JavaScriptCode", inputs: { code: "x" } }), "inputs.code"],
    ["log: tracked properties", http("Call"), "trackedProperties.key"],
    ["none: tracked properties", http("Call", {}, { secure: ["inputs"] }), "trackedProperties.key"],
    ["none: tracked properties", http("Call", {}, { secure: ["outputs"] }), "trackedProperties.key"],
  ])("%s", (expected, spec, path) => {
    expect(roleOf(spec, path)).toBe(expected);
  });
});

describe("a place in a request", () => {
  const hook = raw("Hook", {
    type: "HttpWebhook",
    inputs: {
      subscribe: { method: "POST", uri: "https://api.contoso.com/hooks" },
      unsubscribe: { method: "DELETE", uri: "https://api.contoso.com/hooks" },
    },
  });
  it.each<[string, ActionSpec, string]>([
    ["authentication: authentication field 'password'", http("Call"), "inputs.authentication.password"],
    ["authentication: authentication settings", http("Call"), "inputs.authentication"],
    ["authorization-header: Authorization header", http("Call"), "inputs.headers.authorization"],
    ["authorization-header: Authorization header", http("Call"), "inputs.headers.Authorization"],
    ["request: header 'x-api-key'", http("Call"), "inputs.headers.x-api-key"],
    ["request: headers", http("Call"), "inputs.headers"],
    ["request: cookie", http("Call"), "inputs.cookie"],
    ["url: URL", http("Call"), "inputs.uri"],
    ["url: URL", http("Call"), "inputs.path"],
    ["url: query parameter 'code'", http("Call"), "inputs.queries.code"],
    ["url: query", http("Call"), "inputs.queries"],
    ["request: body", http("Call"), "inputs.body.key"],
    ["none: settings", http("Call"), "inputs.method"],
    ["none: settings", http("Call"), "inputs.subscribe.body"],
    ["credential: body of the token request", tokenRequest("Token", "x"), "inputs.body"],
    ["request: body", hook, "inputs.subscribe.body.key"],
    ["request: body", hook, "inputs.unsubscribe.body.key"],
    ["url: URL", hook, "inputs.subscribe.uri"],
    ["authorization-header: Authorization header", hook, "inputs.subscribe.headers.Authorization"],
    ["log: body", http("Log", { uri: "https://x.ods.opinsights.azure.com/api/logs?api-version=2016-04-01" }), "inputs.body.key"],
    [
      "credential: field 'routing_key' of the body",
      http("Tell", { uri: "https://events.pagerduty.com/v2/enqueue" }),
      "inputs.body.routing_key",
    ],
    ["credential: field 'token' of the body", http("Tell", { uri: "https://events.pagerduty.com/v2/enqueue" }), "inputs.body.token"],
    ["message: body", http("Tell", { uri: "https://events.pagerduty.com/v2/enqueue" }), "inputs.body.payload.token"],
    ["request: body", http("Call"), "inputs.body.routing_key"],
    ["message: body", http("Tell", { uri: "https://hooks.slack.com/services/T0/B0/x" }), "inputs.body.text"],
    [
      "message: body",
      raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { method: "POST", uri: "https://hooks.slack.com/services/T0/B0/x" } } }),
      "inputs.subscribe.body.text",
    ],
    ["store: body", http("Keep", { method: "PUT", uri: "https://orders.blob.core.windows.net/container/file" }), "inputs.body"],
  ])("%s", (expected, spec, path) => {
    expect(roleOf(spec, path)).toBe(expected);
  });
});

describe("a place in an action of a connector", () => {
  const unknown = connector("Call", "shared_contosoerp", "PostOrder");
  const any = (uri: string): ActionSpec =>
    connector("Call", "shared_webcontents", "InvokeHttp", { "request/method": "POST", "request/url": uri });
  it.each<[string, ActionSpec, string]>([
    ["message: input 'emailMessage/Body'", mail("Send", "x"), "inputs.parameters.emailMessage/Body"],
    ["none: settings", mail("Send", "x"), "inputs.host.connectionName"],
    ["none: settings", mail("Send", "x"), "inputs.authentication"],
    ["none: settings", mail("Send", "x"), "inputs.retryPolicy.type"],
    ["desktop-input: input 'Password'", desktopFlow("Run", "Other", { Password: "x" }), "inputs.parameters.item/Password"],
    ["authorization-header: Authorization header", unknown, "inputs.parameters.Authorization"],
    ["request: input 'request/body'", any("https://api.contoso.com/orders"), "inputs.parameters.request/body"],
    [
      "credential: input 'request/body' of the token request",
      any("https://login.microsoftonline.com/common/oauth2/v2.0/token"),
      "inputs.parameters.request/body",
    ],
    ["message: input 'request/body'", any("https://hooks.slack.com/services/T0/B0/x"), "inputs.parameters.request/body"],
  ])("%s", (expected, spec, path) => {
    expect(roleOf(spec, path)).toBe(expected);
  });

  it.each<[string, string]>([
    ["input 'body/To'", "inputs.body.To"],
    ["input 'body'", "inputs.body"],
    ["input 'code'", "inputs.queries.code"],
    ["input 'x-key'", "inputs.headers.x-key"],
    ["path", "inputs.path"],
    ["input 'list'", "inputs.parameters.list.0"],
    ["input 'order/customer'", "inputs.parameters.order.customer"],
    ["input 'order/2nd'", "inputs.parameters.order.2nd"],
    ["inputs", "inputs"],
  ])("%s is what a maker calls it", (member, path) => {
    const role = roleOf(older("contosoerp", { method: "post", path: "/orders" }), path);
    expect(role.replace(/^\w+: | \(\w+\)$/g, "")).toBe(member);
  });

  it("of an older version is what it is of a newer one", () => {
    const old = older("office365", { method: "post", path: "/Mail", body: { To: "orders@contoso.com", Body: "x" } });
    expect(roleOf(old, "inputs.body.Body")).toMatch(/^message: /);
  });
});
