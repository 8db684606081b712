import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { flowsAround, requestPath } from "../../../src/dataflow/calls/calls.ts";
import { createGraph } from "../../../src/dataflow/graph/graph.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { type ActionSpec, childFlow, compose, guidOf, http, keyVault, raw, respond, response } from "../../../src/testing/actions.ts";
import { callbackUrl } from "../../../src/testing/credentials.ts";
import { buttonTrigger, containerOf, type FlowSpec, flow, httpTrigger } from "../../../src/testing/solutions.ts";
import { analysed, analysedSolutions, flowNamed, operationNamed } from "../analysed.ts";

/** A Run a Child Flow action that has the given host. */
const calling = (host: Record<string, string | { readonly id: string }>): ActionSpec =>
  raw("Run", { type: "Workflow", inputs: { host, body: {} } });
const child: FlowSpec = { ...flow("Child", respond("Answer", {})), trigger: buttonTrigger({}) };
const overHttp: FlowSpec = { ...flow("Called", response("Answer", {})), trigger: httpTrigger() };
const id = guidOf("Child");

/** The id that the action 'Run' calls, and the names of the flows that it is taken to mean. */
function called(run: ActionSpec): readonly (string | undefined)[] {
  const analysis = analysed(flow("Parent", run), child, overHttp);
  const operation = operationNamed(analysis, "Run", "Parent");
  return [analysis.calls.calledId(operation), ...analysis.calls.calledFlows(operation).map(({ name }) => name)];
}

describe("an action calls a flow", () => {
  it.each<[string, ActionSpec, readonly (string | undefined)[]]>([
    ["by its id", calling({ workflowReferenceName: id }), [id, "Child"]],
    ["by its id in other letters and in braces", calling({ workflowReferenceName: `{${id.toUpperCase()}}` }), [id, "Child"]],
    ["by a resource path that ends with it", calling({ workflow: { id: `/subscriptions/x/workflows/${id}` } }), [id, "Child"]],
    ["not in the run", calling({ workflowReferenceName: guidOf("Elsewhere") }), [guidOf("Elsewhere")]],
    ["not where it names none", calling({}), [undefined]],
    ["over HTTP, by the URL of its trigger", http("Run", { uri: callbackUrl(guidOf("Called")) }), [undefined, "Called"]],
    ["not with a URL of another service", http("Run", { uri: "https://api.contoso.com/x" }), [undefined]],
    ["not with an action of another kind", raw("Run", { type: "Compose", inputs: { host: { workflowReferenceName: id } } }), [undefined]],
  ])("%s", (_, run, expected) => {
    expect(called(run)).toEqual(expected);
  });

  it("of which the run holds several exports, and each is meant that is as near", () => {
    const analysis = analysedSolutions([
      { uniqueName: "App", flows: [flow("Parent", childFlow("Run", "Child"))] },
      { uniqueName: "Base", flows: [child] },
      { uniqueName: "Base", flows: [child] },
    ]);
    const operation = operationNamed(analysis, "Run", "Parent");
    const meant = analysis.calls.calledFlows(operation);
    expect(meant).toHaveLength(2);
    expect(analysis.calls.calledFlow(operation)).toBe(meant[0]);
    for (const one of meant) expect(analysis.calls.callersOf(one)).toEqual([operation]);
  });
});

describe("outside of any solution, an action calls", () => {
  const workflowId = "1C2684B6-77b3-f011-bbd2-7c1e52278fc9";
  const text = (actions: object, more: object = {}): string => JSON.stringify({ properties: { definition: { actions }, ...more } });
  const answers = text({ Answer: { type: "Response", inputs: {} } });
  const calls = (host: object): string => text({ Run: { type: "Workflow", inputs: { host } } });
  const byName = calls({ workflow: { id: "sign in" } });
  const byId = calls({ workflowReferenceName: workflowId });

  const template = (name: string, actions: object, more: object = {}): string =>
    JSON.stringify({
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      resources: [{ type: "Microsoft.Logic/workflows", name, properties: { definition: { actions } } }],
      ...more,
    });
  const givenName = { parameters: { AppName: { type: "string", defaultValue: "Sign-in" } } };
  const base = template("[parameters('appName')]", { Answer: { type: "Response", inputs: {} } }, givenName);
  const callsApp = (id: string, more: object = {}): string =>
    template("caller", { Run: { type: "Workflow", inputs: { host: { workflow: { id } } } } }, more);
  const inGroup =
    "'/subscriptions/', subscription().subscriptionId, '/resourceGroups/', resourceGroup().name, '/providers/Microsoft.Logic/workflows/";

  it.each<[string, string, object, readonly string[]]>([
    ["as it is called", `[concat(${inGroup}sign-in')]`, {}, ["Sign-in"]],
    [
      "by the default of a parameter",
      `[concat(${inGroup}', parameters('base'))]`,
      { parameters: { Base: { defaultValue: "Sign-in" } } },
      ["Sign-in"],
    ],
    [
      "by a variable",
      "[resourceId('Microsoft.Logic/workflows', variables('base'))]",
      { parameters: { kind: { defaultValue: "Sign" } }, variables: { base: "[concat(parameters('kind'), '-in')]" } },
      ["Sign-in"],
    ],
    [
      "by the default of a path",
      "[parameters('base')]",
      { parameters: { base: { defaultValue: "/subscriptions/x/resourceGroups/y/providers/Microsoft.Logic/workflows/Sign-in" } } },
      ["Sign-in"],
    ],
    ["by its path", "/subscriptions/x/resourceGroups/y/providers/Microsoft.Logic/workflows/Sign-in", {}, ["Sign-in"]],
    ["none of another name", `[concat(${inGroup}other')]`, {}, []],
    ["none that only the deployment names", `[concat(${inGroup}', parameters('base'))]`, { parameters: { base: { type: "string" } } }, []],
    ["none by what is no path", "Sign-in", {}, []],
  ])("a logic app of another template %s", (_, id, more, expected) => {
    expect(calledOf({ "a/azuredeploy.json": callsApp(id, more), "b/azuredeploy.json": base })).toEqual(expected);
  });

  it("a logic app of its own template", () => {
    const caller = {
      type: "Workflow",
      inputs: { host: { workflow: { id: "[resourceId('Microsoft.Logic/workflows', parameters('appName'))]" } } },
    };
    const nested = { type: "Microsoft.Resources/deployments", name: "x", properties: { template: JSON.parse(base) } };
    const more = {
      ...givenName,
      resources: [{ type: "Microsoft.Logic/workflows", name: "c", properties: { definition: { actions: { Run: caller } } } }, nested],
    };
    expect(calledOf({ "azuredeploy.json": template("c", {}, more) })).toEqual(["Sign-in"]);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["another workflow of its Standard logic app", { "a/Run/workflow.json": byName, "a/Sign in/workflow.json": answers }, ["Sign in"]],
    ["one at the top", { "Run/workflow.json": byName, "Sign in/workflow.json": answers }, ["Sign in"]],
    ["none of another Standard logic app", { "a/Run/workflow.json": byName, "b/Sign in/workflow.json": answers }, []],
    ["none that is called like a file", { "Run.json": byName, "Sign in.json": answers }, []],
    ["a flow by the id in the name of its file", { "a/Run.json": byId, [`b/Signin-${workflowId}.json`]: answers }, ["Signin"]],
    [
      "a flow by the id in the name of its folder",
      { "a.json": byId, [`workflows/Signin-${workflowId}/workflow.json`]: answers },
      ["Signin"],
    ],
    [
      "a flow by the id in the name of its file, which says what it is called",
      { "a.json": byId, [`Signin-${workflowId}.json`]: text({ Answer: { type: "Response" } }, { displayName: "Sign in!" }) },
      ["Sign in!"],
    ],
    [
      "a flow of an agent, by what is beside it",
      {
        "w/a/workflow.json": byId,
        "w/b/workflow.json": answers,
        "w/b/metadata.yml": `workflowId: ${workflowId}\nname: Sign in\ncategory: 5\n`,
      },
      ["Sign in"],
    ],
    [
      "none where that cannot be read",
      { "w/a/workflow.json": byId, "w/b/workflow.json": answers, "w/b/metadata.yml": `[${workflowId}` },
      [],
    ],
    [
      "none where that is something else",
      { "w/a/workflow.json": byId, "w/b/workflow.json": answers, "w/b/metadata.yml": "workflowId: x" },
      [],
    ],
  ])("%s", (_, files, expected) => {
    expect(calledOf(files)).toEqual(expected);
  });

  function calledOf(files: Readonly<Record<string, string>>): readonly string[] {
    const analysis = analyse(readWorkspace([containerOf(new Map(Object.entries(files)))]), defaultAnalysisOptions);
    const run = analysis.workspace.cloudFlows.flatMap(({ actions }) => actions.filter(({ name }) => name === "Run"));
    return run.flatMap((action) => analysis.calls.calledFlows(action)).map(({ name }) => name);
  }
});

describe("the answers of a flow go to callers in the run only", () => {
  const onlyCallers = (spec: FlowSpec, ...callers: readonly FlowSpec[]): boolean => {
    const analysis = analysed(spec, ...callers);
    return analysis.calls.answersCallersOnly(flowNamed(analysis, spec.name));
  };
  it("where it is a child flow that one of them calls", () => {
    expect(onlyCallers(child, flow("Parent", childFlow("Run", "Child")))).toBe(true);
  });
  it("not where nobody in the run calls it", () => {
    expect(onlyCallers(child)).toBe(false);
  });
  it("not where a URL can start it as well", () => {
    expect(onlyCallers(overHttp, flow("Parent", http("Run", { uri: callbackUrl(guidOf("Called")) })))).toBe(false);
  });
});

describe("flows whose expressions say what goes into a node, or out of it", () => {
  const analysis = analysed(
    child,
    flow("Parent", childFlow("Run", "Child"), keyVault.getSecret("Get")),
    flow("Other", compose("Keep", "x")),
  );
  const graph = createGraph(() => undefined);
  const around = (node: ReturnType<typeof graph.node>): readonly string[] => flowsAround(node, analysis.calls).map(({ name }) => name);
  const [trigger] = flowNamed(analysis, "Child").triggers;

  it("are its own, and those of its callers where it is the entry or the exit of a flow", () => {
    expect(around(graph.node("outputs", trigger))).toEqual(["Child", "Parent"]);
    expect(around(graph.node("return", flowNamed(analysis, "Child")))).toEqual(["Child", "Parent"]);
    expect(around(graph.node("inputs", trigger))).toEqual(["Child"]);
    expect(around(graph.node("outputs", operationNamed(analysis, "Run", "Parent")))).toEqual(["Parent"]);
    expect(around(graph.node("return", flowNamed(analysis, "Other")))).toEqual(["Other"]);
  });

  it("are none where it belongs to no cloud flow", () => {
    expect(around(graph.node("environment-variable", {}, "new_Key"))).toEqual([]);
  });
});

it("the request of a webhook is the one that it subscribes by", () => {
  const hook = raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { uri: "https://api.contoso.com" } } });
  const analysis = analysed(flow("Flow", hook, http("Call")));
  expect(requestPath(operationNamed(analysis, "Hook"))).toEqual(["inputs", "subscribe"]);
  expect(requestPath(operationNamed(analysis, "Call"))).toEqual(["inputs"]);
});
