import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src/dataflow/analysis.ts";
import type { ValueOrigin } from "../../../src/dataflow/following/origins.ts";
import { anyStep, type Path } from "../../../src/dataflow/graph/path.ts";
import type { Json } from "../../../src/json.ts";
import {
  type ActionSpec,
  appendToArray,
  appendToString,
  childFlow,
  compose,
  condition,
  forEach,
  http,
  initializeVariable,
  parseJson,
  respond,
  select,
  setVariable,
  switchOn,
} from "../../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";
import { analysed, analysedSolutions, operationNamed } from "../analysed.ts";

const below = (path: Path): string => path.map((step) => `/${step === anyStep ? "*" : step}`).join("");

/** `'text' copy`, `trigger manual/body/x copy`, `environment variable new_Url copy`; then the operations on the trace. */
function show(origin: ValueOrigin): string {
  const trace = origin.trace.flatMap((edge) => edge.site?.operation.name ?? []);
  return [what(origin), origin.mode, ...(trace.length > 0 ? [`> ${trace.join(" > ")}`] : [])].join(" ");
}

function what(origin: ValueOrigin): string {
  switch (origin.kind) {
    case "literal":
      return `'${origin.text}'`;
    case "made":
      return "made";
    case "parameter":
      return `parameter ${origin.parameter.name}`;
    case "environment-variable":
      return `environment variable ${origin.schemaName}`;
    case "setting":
      return `${origin.node.kind} ${origin.node.name}`;
    case "trigger":
    case "operation":
      return `${origin.kind} ${origin.operation.name}${below(origin.path)}`;
    case "other":
      return `other ${origin.node.kind}`;
  }
}

function originsAt(analysis: Analysis, name: string, ...path: readonly string[]): readonly string[] {
  return analysis.values.originsOf(operationNamed(analysis, name), path).map(show);
}

/** What can stand in the URL of the last action. */
function urlOrigins(uri: string, ...steps: readonly ActionSpec[]): readonly string[] {
  return originsAt(analysed(flow("Flow", ...steps, http("Call", { uri }))), "Call", "inputs", "uri");
}

describe("what can stand at a place", () => {
  it("is a setting of the app", () => {
    expect(urlOrigins("@outputs('Copy')", compose("Copy", "@appsetting('Host')"))).toEqual(["app-setting Host copy > Copy > Call"]);
  });

  it("is a parameter of the app, which no flow declares", () => {
    expect(urlOrigins("@parameters('Host')")).toEqual(["app-parameter Host copy > Call"]);
    expect(urlOrigins("@parameters('$erp')")).toEqual([]);
  });

  it("is the literal that is written there", () => {
    expect(urlOrigins("https://contoso.com")).toEqual(["'https://contoso.com' copy"]);
  });

  it("are the pieces of a text", () => {
    expect(urlOrigins("https://@{variables('host')}/x", initializeVariable("Host", "host", "contoso"))).toEqual([
      "'https://' derived",
      "'/x' derived",
      "'contoso' derived > Call",
    ]);
  });

  it("is what was put into a Compose, whole or in part", () => {
    const copy = compose("Copy", { host: "contoso", path: "@triggerBody()?['path']" });
    expect(urlOrigins("@outputs('Copy')?['host']", copy)).toEqual(["'contoso' copy > Call"]);
    expect(urlOrigins("@outputs('Copy')?['path']", copy)).toEqual(["trigger manual/body/path copy > Copy > Call"]);
    expect(urlOrigins("@outputs('Copy')?['nothing']", copy)).toEqual([]);
  });

  it("is a member of any element of a list that is written down", () => {
    const sites = [
      { site: "https://a.contoso.com", key: "k1" },
      { site: "https://b.contoso.com", key: "k2" },
    ];
    const loop = (list: Json): readonly string[] =>
      originsAt(analysed(flow("Flow", forEach("Loop", list, http("Call", { uri: "@item()?['key']" })))), "Call", "inputs", "uri");
    expect(loop(sites)).toEqual(["'k1' copy > Call", "'k2' copy > Call"]);
    expect(loop([sites[0] ?? {}, '@json(\'{"key":"k3"}\')'])).toEqual(["'k1' copy > Call", "'k3' copy > Call"]);
    expect(loop(`@json('${JSON.stringify(sites)}')`)).toEqual(["'k1' copy > Call", "'k2' copy > Call"]);
  });

  it("is what all reaching writes of a variable put there", () => {
    const steps = [
      initializeVariable("Declare", "x", "first"),
      switchOn("Switch", "@parameters('p')", { one: [setVariable("One", "x", "second")], two: [setVariable("Two", "x", "third")] }),
    ];
    expect(urlOrigins("@variables('x')", ...steps)).toEqual(["'first' copy > Call", "'second' copy > Call", "'third' copy > Call"]);
    expect(urlOrigins("@variables('x')", ...steps, setVariable("Last", "x", "fourth"))).toEqual(["'fourth' copy > Call"]);
    const choice = condition("If", "@equals(1, 1)", [setVariable("Then", "x", "fourth")], [setVariable("Else", "x", "fifth")]);
    expect(urlOrigins("@variables('x')", ...steps, choice)).toEqual(["'fourth' copy > Call", "'fifth' copy > Call"]);
  });

  it("is what was appended too", () => {
    expect(urlOrigins("@variables('x')", initializeVariable("Declare", "x", "a"), appendToString("Append", "x", "b"))).toEqual([
      "'a' copy > Call",
      "'b' derived > Call",
    ]);
    expect(
      urlOrigins("@first(variables('x'))", initializeVariable("Declare", "x", [], "array"), appendToArray("Append", "x", "b")),
    ).toEqual(["'b' copy > Call"]);
  });

  it("is an output of an action that nothing more is known about", () => {
    expect(urlOrigins("@body('Get')?['url']", http("Get"))).toEqual(["operation Get/body/url copy > Call"]);
  });

  it("is an element of the list that a loop goes over", () => {
    const analysis = analysed(flow("Flow", forEach("Loop", "@createArray('a', 'b')", http("Call", { uri: "@items('Loop')" }))));
    expect(originsAt(analysis, "Call", "inputs", "uri")).toEqual(["'a' copy > Call", "'b' copy > Call"]);
  });

  it("is what a Select made", () => {
    const rows = select("Rows", "@createArray('a', 'b')", { host: "@item()", fixed: "c" });
    expect(urlOrigins("@first(body('Rows'))?['fixed']", rows)).toEqual(["'c' copy > Call"]);
    expect(urlOrigins("@first(body('Rows'))?['host']", rows)).toEqual(["'a' copy > Rows > Call", "'b' copy > Rows > Call"]);
  });

  it("is a member that was parsed", () => {
    expect(urlOrigins("@body('Parse')?['url']", parseJson("Parse", { url: "https://contoso.com" }))).toEqual([
      "'https://contoso.com' copy > Call",
    ]);
  });

  it.each([
    ["@string(body('Get'))", "operation Get/body/url whole"],
    ["@{body('Get')}", "operation Get/body/url whole"],
    ["@base64ToString(body('Get')?['content'])", "operation Get/body/content/url recoded"],
    ["@base64(body('Get'))", "operation Get/body derived"],
  ])("is the member that was parsed of the text %s", (content, origin) => {
    expect(urlOrigins("@body('Parse')?['url']", http("Get"), parseJson("Parse", content))).toEqual([`${origin} > Parse > Call`]);
  });

  it("is a number or a truth value as text", () => {
    expect(urlOrigins("@outputs('Copy')", compose("Copy", [1, true]))).toEqual(["'1' copy > Call", "'true' copy > Call"]);
  });

  it("tells nothing of what a function does not reveal", () => {
    expect(urlOrigins("@if(equals(triggerBody()?['x'], 'y'), 'a', 'b')")).toEqual(["'a' copy", "'b' copy"]);
  });

  it("tells how much is left of it", () => {
    expect(urlOrigins("@substring(outputs('Copy'), 0, 3)", compose("Copy", "@toLower('ABC')"))).toEqual(["'abc' partial > Call"]);
  });

  it("leaves out a member that is removed on the trace", () => {
    const copy = compose("Copy", { url: "a", note: "b" });
    expect(urlOrigins("@outputs('Less')?['url']", copy, compose("Less", "@removeProperty(outputs('Copy'), 'url')"))).toEqual([]);
    expect(urlOrigins("@outputs('Less')?['note']", copy, compose("Less", "@removeProperty(outputs('Copy'), 'url')"))).toEqual([
      "'b' copy > Less > Call",
    ]);
  });

  it("ends where a value goes round in a circle", () => {
    const steps = [initializeVariable("Declare", "x", "a"), appendToString("Append", "x", "@variables('x')")];
    expect(urlOrigins("@variables('x')", ...steps)).toEqual(["'a' copy > Call"]);
  });
});

describe("parameters and environment variables", () => {
  const spec = (parameters: FlowSpec["parameters"], uri: string): FlowSpec => ({
    ...flow("Flow", http("Call", { uri })),
    ...(parameters === undefined ? {} : { parameters }),
  });

  it("a parameter is an origin", () => {
    const analysis = analysed(spec({ Host: { type: "String", defaultValue: "contoso" } }, "@parameters('Host')"));
    expect(originsAt(analysis, "Call", "inputs", "uri")).toEqual(["parameter Host copy > Call"]);
  });

  it("a parameter that an environment variable fills is that variable", () => {
    const analysis = analysedSolutions([
      {
        flows: [spec(undefined, "@parameters('Url (new_Url)')")],
        variables: [{ schemaName: "new_Url", defaultValue: "https://contoso.com" }],
      },
    ]);
    expect(originsAt(analysis, "Call", "inputs", "uri")).toEqual(["environment variable new_Url copy > Call"]);
  });
});

describe("across flows", () => {
  const child = (uri: string): FlowSpec => ({
    ...flow("Child", http("Call", { uri }), respond("Answer", { url: "@triggerBody()?['text']" })),
    trigger: buttonTrigger({ text: "Text" }),
  });

  it("a trigger input is what all callers hand over", () => {
    const parent = (name: string, text: string) => flow(name, childFlow("Run", "Child", { text }));
    const analysis = analysed(parent("A", "from A"), parent("B", "from B"), child("@triggerBody()?['text']"));
    expect(analysis.values.originsOf(operationNamed(analysis, "Call", "Child"), ["inputs", "uri"]).map(show)).toEqual([
      "'from A' copy > Call",
      "'from B' copy > Call",
    ]);
  });

  it("an answer comes from the call that asked for it only", () => {
    const parent = (name: string, text: string) =>
      flow(name, childFlow("Run", "Child", { text }), http("Use", { uri: "@body('Run')?['url']" }));
    const analysis = analysed(parent("A", "from A"), parent("B", "from B"), child(""));
    expect(analysis.values.originsOf(operationNamed(analysis, "Use", "A"), ["inputs", "uri"]).map(show)).toEqual([
      "'from A' copy > Answer > Use",
    ]);
  });

  it("ends in flows that call themselves", () => {
    const recursive = {
      ...flow("Again", childFlow("Run", "Again", { text: "@triggerBody()?['text']" }), http("Call", { uri: "@triggerBody()?['text']" })),
      trigger: buttonTrigger({ text: "Text" }),
    };
    const analysis = analysed(flow("Parent", childFlow("Start", "Again", { text: "here" })), recursive);
    expect(analysis.values.originsOf(operationNamed(analysis, "Call", "Again"), ["inputs", "uri"]).map(show)).toEqual([
      "'here' copy > Call",
    ]);
  });
});

it("a member of a text that expressions fill in is found in time that grows with the text", () => {
  const origins = (size: number): readonly string[] => {
    const members = Array.from({ length: size }, (_, index) => `"m${index}":"a@{triggerBody()?['x']}"`).join(",");
    return urlOrigins("@json(outputs('Text'))?['url']", compose("Text", `{${members},"url":"https://@{triggerBody()?['host']}"}`));
  };
  expect(origins(3)).toEqual(["'https://' derived > Call", "trigger manual/body/host derived > Text > Call"]);
  expectLinear(origins, 100);
});
