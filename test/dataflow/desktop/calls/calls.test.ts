import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../../src/dataflow/analysis.ts";
import { createDesktopCalls, filledCredentialInput, inputOf, namesUser } from "../../../../src/dataflow/desktop/calls/calls.ts";
import type { JsonObject } from "../../../../src/json.ts";
import { type ActionSpec, compose, connector, desktopFlow, guidOf, http, keyVault } from "../../../../src/testing/actions.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../../../src/testing/solutions.ts";
import { analysedSolutions, operationNamed } from "../../analysed.ts";

const robot = desktop(
  "Robot",
  { inputs: ["Order", "Key", "User", "UserPassword"], sensitive: ["Key", "User", "UserPassword"] },
  "SET A TO 1",
);
const id = guidOf("Robot");

function callsOf(analysis: Analysis) {
  return createDesktopCalls(analysis.workspace, analysis.roles.desktop);
}

/** A request that runs a desktop flow in Dataverse; the id of the flow stands between the two parts of the address. */
const requests = (
  id: string,
  before = "https://contoso.crm.dynamics.com/api/data/v9.2/workflows(",
  behind = ")/Microsoft.Dynamics.CRM.RunDesktopFlow",
  body: JsonObject = { runMode: "unattended" },
): ActionSpec => http("Run", { uri: `${before}${id}${behind}`, body });

describe("a cloud flow runs a desktop flow", () => {
  const runs = (uiFlowId: string, name = "shared_uiflow"): ActionSpec => connector("Run", name, "RunUIFlow_V2", { uiFlowId });
  const inDataverse = (actionName: string): ActionSpec =>
    connector("Run", "shared_commondataserviceforapps", "PerformBoundAction", { entityName: "workflows", actionName, recordId: id });
  /** The id that an action runs, and the names of the desktop flows that it is taken to mean. */
  function called(action: ActionSpec): readonly (string | undefined)[] {
    const analysis = analysedSolutions([{ flows: [flow("Flow", action)], desktopFlows: [robot] }]);
    const operation = operationNamed(analysis, action.name);
    const calls = callsOf(analysis);
    return [calls.calledId(operation), ...calls.calledFlows(operation).map(({ name }) => name)];
  }
  it.each<[string, ActionSpec, readonly (string | undefined)[]]>([
    ["by its id", runs(id), [id, "Robot"]],
    ["by its id in other letters and in braces", runs(` {${id.toUpperCase()}}`), [id, "Robot"]],
    ["by a path that ends with it", runs(`/workflows/${id}`), [id, "Robot"]],
    ["by an id that is not in the run", runs(guidOf("Elsewhere")), [guidOf("Elsewhere")]],
    ["by an id that is computed", runs("@triggerBody()?['id']"), [undefined]],
    ["by Dataverse", inDataverse("Microsoft.Dynamics.CRM.RunDesktopFlow"), [id, "Robot"]],
    ["by Dataverse, in other letters", inDataverse("rundesktopflow"), [id, "Robot"]],
    ["by a request to Dataverse", requests(id), [id, "Robot"]],
    [
      "by a request whose address is put together",
      requests(id, "@concat(parameters('Url'), '/workflows(", ")/RunDesktopFlow')"),
      [id, "Robot"],
    ],
    [
      "not by a request for something else",
      requests(id, "https://contoso.crm.dynamics.com/api/data/v9.2/workflows(", ")/Name"),
      [undefined],
    ],
    ["not by a request whose flow is computed", requests("@{triggerBody()?['id']}"), [undefined]],
    ["not by another action of Dataverse", inDataverse("Microsoft.Dynamics.CRM.CancelDesktopFlowRun"), [undefined]],
    ["not with another connector", runs(id, "shared_contoso"), [undefined]],
    ["not with another action", compose("Run", id), [undefined]],
  ])("%s", (_, action, expected) => {
    expect(called(action)).toEqual(expected);
  });

  it("of which the run holds several exports", () => {
    const base: SolutionSpec = { uniqueName: "Base", desktopFlows: [robot] };
    const analysis = analysedSolutions([{ uniqueName: "App", flows: [flow("Flow", runs(id))] }, base, base]);
    const operation = operationNamed(analysis, "Run");
    const calls = callsOf(analysis);
    const meant = calls.calledFlows(operation);
    expect(meant).toHaveLength(2);
    expect(calls.calledFlow(operation)).toBe(meant[0]);
    for (const one of meant) expect(calls.cloudCallers(one)).toEqual([operation]);
  });
});

describe("a desktop flow runs another one", () => {
  /** The rows that run the flow `Robot`. */
  function callers(...rows: readonly string[]): readonly (number | undefined)[] {
    const analysis = analysedSolutions([{ desktopFlows: [robot, desktop("Caller", {}, ...rows)] }]);
    const [called] = analysis.workspace.desktopFlows.filter(({ name }) => name === "Robot");
    if (called === undefined) throw new Error("The flow was not read.");
    return callsOf(analysis)
      .desktopCallers(called)
      .map(({ statement }) => statement.line);
  }
  it.each<[string, string, readonly number[]]>([
    ["by its id", `External.RunFlow FlowId: '${id}'`, [4]],
    ["by its id in other letters", `External.RunFlow FlowId: $'''{${id.toUpperCase()}}'''`, [4]],
    ["not by an id that is read", "External.RunFlow FlowId: Id", []],
    ["not without an id", "External.RunFlow @Order: 1", []],
    ["not in a row that is switched off", `DISABLE External.RunFlow FlowId: '${id}'`, []],
    ["not with another action", `Text.Trim FlowId: '${id}' TrimmedText=> A`, []],
  ])("%s", (_, row, expected) => {
    expect(callers(row)).toEqual(expected);
  });
});

describe("a parameter fills", () => {
  const analysis = analysedSolutions([
    { flows: [flow("Flow", desktopFlow("Run", "Robot"), desktopFlow("Other", "Elsewhere"), compose("Keep", "x"))], desktopFlows: [robot] },
  ]);
  const [called] = analysis.workspace.desktopFlows;
  it.each([
    ["item/Order", "Order"],
    ["ITEM/order", "Order"],
    ["item/Other", undefined],
    ["Order", undefined],
    ["body/item/Order", undefined],
  ])("%s the input %s", (parameter, expected) => {
    expect(called === undefined ? undefined : inputOf(called, parameter)?.name).toBe(expected);
  });

  it.each([
    ["Run", "item/Key", "sensitive"],
    ["Run", "item/UserPassword", "sensitive"],
    ["Run", "item/User", undefined],
    ["Run", "item/Order", undefined],
    ["Run", "item/Other", undefined],
    ["Other", "item/Key", undefined],
    ["Keep", "item/Key", undefined],
  ])("in %s, by %s, an input that is meant for a secret: %s", (action, parameter, expected) => {
    expect(filledCredentialInput(operationNamed(analysis, action), parameter, callsOf(analysis), () => false)).toBe(expected);
  });

  it("an input that is meant for a secret where the desktop flow signs in with it, whatever it is called", () => {
    const fills = (action: string): readonly unknown[] =>
      ["item/User", "item/Order", "item/Key", "item/Other"].map((parameter) =>
        filledCredentialInput(operationNamed(analysis, action), parameter, callsOf(analysis), ({ name }) => name === "Order"),
      );
    expect(fills("Run")).toEqual([undefined, "sign-in", "sensitive", undefined]);
    expect(fills("Other")).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    "UserName",
    "Login",
    "EMail",
    "E-Mail",
    "Account",
    "Benutzer",
    "Konto",
    "Utilisateur",
    "Compte",
    "Usuario",
    "Cuenta",
    "Gebruiker",
  ])("no secret where it says who signs in: %s", (name) => {
    const spec = desktop("Robot", { inputs: [name], sensitive: [name] }, "SET A TO 1");
    const one = analysedSolutions([{ flows: [flow("Flow", desktopFlow("Run", "Robot"))], desktopFlows: [spec] }]);
    expect(filledCredentialInput(operationNamed(one, "Run"), `item/${name}`, callsOf(one), () => false)).toBeUndefined();
  });
});

describe("a secret comes into the desktop flow that an action runs", () => {
  const value = "@outputs('Get_secret')?['body/value']";
  const show = desktop("Show", { inputs: ["Line", "runMode"] }, "SET Text TO Line + runMode", "Logging.LogMessage Message: Text");
  const direct = (parameters: JsonObject): ActionSpec =>
    connector("Run", "shared_uiflow", "RunUIFlow_V2", { uiFlowId: guidOf("Show"), ...parameters });
  const inDataverse = (parameters: JsonObject): ActionSpec => {
    const actionName = "Microsoft.Dynamics.CRM.RunDesktopFlow";
    const run = { entityName: "workflows", actionName, recordId: guidOf("Show") };
    return connector("Run", "shared_commondataserviceforapps", "PerformBoundAction", { ...run, ...parameters });
  };
  const request = (body: JsonObject): ActionSpec => requests(guidOf("Show"), undefined, undefined, body);
  const logged = (action: ActionSpec): number =>
    analysedSolutions([
      { flows: [flow("Flow", keyVault.getSecret("Get_secret"), action)], desktopFlows: [show] },
    ]).values.desktopSecretsReaching("log").length;

  it.each<[string, ActionSpec]>([
    ["by the name of an input", direct({ "item/Line": value })],
    ["by its name in other letters", direct({ "ITEM/line": value })],
    ["in an object for all inputs", direct({ item: { Line: value } })],
    ["in the text for all inputs of a request", request({ inputs: `{"Line": "${value.replace("@", "@{")}}"}` })],
    ["in an expression for all inputs of a request", request({ inputs: `@string(setProperty(json('{}'), 'Line', ${value.slice(1)}))` })],
    ["in the text for all inputs that Dataverse takes", inDataverse({ "item/inputs": `{"Line": "${value.replace("@", "@{")}}"}` })],
  ])("%s", (_, action) => {
    expect(logged(action)).toBe(1);
  });

  it.each<[string, ActionSpec]>([
    ["by the name of none of its inputs", direct({ "item/Order": value })],
    ["where the parameter is the action's own", direct({ runMode: value })],
    ["where Dataverse takes the parameter for itself", inDataverse({ "item/runMode": value })],
    ["where the request is told how to run it", request({ runMode: value })],
    ["by the name of none of its inputs, in a request", request({ inputs: `{"Order": "${value.replace("@", "@{")}}"}` })],
  ])("not %s", (_, action) => {
    expect(logged(action)).toBe(0);
  });
});

describe("an input takes a user's name", () => {
  it.each<[readonly string[], boolean]>([
    [["Text1", "User name"], true],
    [["UserName"], true],
    [["UserPassword"], false],
    [["Text1", "User password"], false],
    [["Order"], false],
  ])("by one of its names: %s", (names, expected) => {
    expect(namesUser({ names })).toBe(expected);
  });
});
