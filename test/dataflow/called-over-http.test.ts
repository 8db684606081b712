import { describe, expect, it } from "vitest";
import { unresolvedCalls } from "../../src/queries/deployment/unresolved.ts";
import {
  type ActionSpec,
  compose,
  guidOf,
  http,
  initializeVariable,
  keyVault,
  mail,
  raw,
  response,
  setVariable,
} from "../../src/testing/actions.ts";
import { callbackUrl } from "../../src/testing/credentials.ts";
import { type FlowSpec, flow, httpTrigger, type VariableSpec } from "../../src/testing/solutions.ts";
import { analysed, analysedSolutions, reached, waysOf } from "./analysed.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const text = "@{body('Get_secret')?['value']}";
const url = callbackUrl(guidOf("Called"));
const called: FlowSpec = {
  ...flow("Called", compose("Inside", "@triggerBody()?['key']"), response("Answer", { again: "@outputs('Inside')", note: "done" })),
  trigger: httpTrigger(),
};
const call = (uri: string) => http("Call", { uri, body: { key: text, other: "x" } });
const caller = (uri: string, ...before: readonly ActionSpec[]): FlowSpec => flow("Caller", secret, ...before, call(uri));
const inside = "Get_secret > Call > manual > Inside";

describe("a flow that is called over HTTP is followed", () => {
  it("in and back", () => {
    const first = caller(url);
    const parent = {
      ...first,
      actions: [...first.actions, mail("Send", "@{body('Call')?['again']}"), mail("Other", "@{body('Call')?['note']}")],
    };
    expect(waysOf(analysed(parent, called))).toEqual([
      "Get_secret > Call",
      inside,
      `${inside} > Answer`,
      `${inside} > Answer > Call > Send`,
    ]);
  });

  it.each<[where: string, uri: string, before: readonly ActionSpec[], parameters?: FlowSpec["parameters"]]>([
    ["in the newer form", callbackUrl(guidOf("Called"), "newer"), []],
    ["with capital letters", callbackUrl(guidOf("Called").toUpperCase()), []],
    ["put together", `@concat('${url.slice(0, 70)}', '${url.slice(70)}')`, []],
    ["in a variable", "@variables('url')", [initializeVariable("Url", "url", url)]],
    ["in a Compose", "@{outputs('Url')}", [compose("Url", url)]],
    [
      "in a Compose of a parameter",
      "@outputs('Url')",
      [compose("Url", "@parameters('Url')")],
      { Url: { type: "String", defaultValue: url } },
    ],
  ])("by a URL %s", (_, uri, before, parameters = {}) => {
    expect(waysOf(analysed({ ...caller(uri, ...before), parameters }, called))).toContain(inside);
  });

  it.each<[where: string, variable: VariableSpec]>([
    ["the value", { schemaName: "new_Url", value: url }],
    ["the default", { schemaName: "new_Url", defaultValue: url }],
  ])("by %s of an environment variable", (_, variable) => {
    expect(waysOf(analysedSolutions([{ flows: [caller("@parameters('Url (new_Url)')"), called], variables: [variable] }]))).toContain(
      inside,
    );
  });

  it("in another solution of the run", () => {
    expect(
      waysOf(
        analysedSolutions([
          { uniqueName: "One", flows: [caller(url)] },
          { uniqueName: "Two", flows: [called] },
        ]),
      ),
    ).toContain(inside);
  });

  it("by a webhook that subscribes at it, which takes no answer from it", () => {
    const inputs = { subscribe: { method: "POST", uri: url, body: { key: text } } };
    const waiting = flow("Caller", secret, raw("Call", { type: "HttpWebhook", inputs }), mail("Send", "@{body('Call')?['again']}"));
    expect(waysOf(analysed(waiting, called))).toEqual(["Get_secret > Call", inside, `${inside} > Answer`]);
  });

  it("when flows call one another in a circle", () => {
    const back = {
      ...flow("Called", http("Again", { uri: callbackUrl(guidOf("Caller")), body: "@triggerBody()" })),
      trigger: httpTrigger(),
    };
    expect(reached(analysed({ ...caller(url), trigger: httpTrigger() }, back))).toEqual(["Again", "Call"]);
  });
});

it("a URL that is put together from very many texts is given up", () => {
  const level = (name: string, below: string): ActionSpec =>
    compose(name, `@concat(${Array.from({ length: 60 }, () => `outputs('${below}')`).join()})`);
  const levels = [compose("Url", url), level("A", "Url"), level("B", "A"), level("C", "B"), level("D", "C")];
  expect(reached(analysed(caller("@outputs('D')", ...levels), called))).not.toContain("Inside");
});

describe("it is not followed", () => {
  it.each<[why: string, uri: string, before: readonly ActionSpec[]]>([
    ["another flow is called", callbackUrl(guidOf("Elsewhere")), []],
    ["the URL is only known at run time", "@triggerBody()?['url']", []],
    [
      "the variable holds different URLs",
      "@variables('url')",
      [initializeVariable("Url", "url", url), setVariable("Other", "url", "https://x.test")],
    ],
    ["a service only mentions the id", `https://api.contoso.com/workflows?id=${guidOf("Called")}`, []],
  ])("where %s", (_, uri, before) => {
    const analysis = analysed(caller(uri, ...before), called);
    expect(reached(analysis)).toEqual(["Call"]);
    // An address is no call by id, so nothing is missing from the run.
    expect(unresolvedCalls(analysis)).toEqual([]);
  });
});
