import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  appendToString,
  compose,
  condition,
  forEach,
  http,
  initializeVariable,
  keyVault,
  parseJson,
  raw,
  response,
  scope,
  select,
  setVariable,
  terminate,
} from "../../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../analysed.ts";

const value = "@body('Get_secret')?['value']";
const secured = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const open = keyVault.getSecret("Get_secret");

function shownOf(name: string, spec: FlowSpec): readonly [inputs: string, outputs: string] {
  const analysis = analysed(spec);
  const operation = operationNamed(analysis, name);
  return [analysis.values.inputsVisibility(operation), analysis.values.outputsVisibility(operation)];
}

const here = "hidden-by-setting";
const hop = "hidden-by-one-hop";
const visible = "visible";

describe("the run history", () => {
  it.each<[title: string, name: string, actions: readonly ActionSpec[], inputs: string, outputs: string]>([
    ["shows everything without settings", "Send", [open, http("Send", { body: value })], visible, visible],
    ["hides the side that is set: inputs", "Send", [open, http("Send", { body: value }, { secure: ["inputs"] })], here, visible],
    ["hides the side that is set: outputs", "Get_secret", [secured], visible, here],
    ["hides both sides that are set", "Send", [open, http("Send", {}, { secure: ["inputs", "outputs"] })], here, here],
    ["hides the inputs of what reads a secured action", "Send", [secured, http("Send", { body: value })], hop, visible],
    [
      "hides them also when only the inputs of the action that is read are secured",
      "Send",
      [open, http("Token", {}, { secure: ["inputs"] }), http("Send", { body: "@body('Token')" })],
      hop,
      visible,
    ],
    ["hides inputs and outputs of a Compose that reads one", "Copy", [secured, compose("Copy", value)], hop, hop],
    ["hides inputs and outputs of a Parse JSON that reads one", "Parse", [secured, parseJson("Parse", value)], hop, hop],
    ["hides inputs and outputs of a Response that reads one", "Answer", [secured, response("Answer", value)], hop, hop],
    ["hides the outputs of a Compose with Secure Inputs", "Copy", [open, compose("Copy", value, { secure: ["inputs"] })], here, here],
    [
      "hides the inputs of a Select that reads one, not its result",
      "Rows",
      [secured, select("Rows", `@createArray(${value.slice(1)})`, "@item()")],
      hop,
      visible,
    ],
    [
      "shows what is read of a Compose that is only hidden by one hop",
      "Send",
      [secured, compose("Copy", value), http("Send", { body: "@outputs('Copy')" })],
      visible,
      visible,
    ],
    [
      "hides what is read of a Compose with Secure Inputs",
      "Send",
      [open, compose("Copy", value, { secure: ["inputs"] }), http("Send", { body: "@outputs('Copy')" })],
      hop,
      visible,
    ],
    [
      "hides the whole of an input in which only a part is read of a secured action",
      "Send",
      [secured, http("Send", { headers: { a: "b", c: `x@{${value.slice(1)}}` } })],
      hop,
      visible,
    ],
  ])("%s", (_, name, actions, inputs, outputs) => {
    expect(shownOf(name, flow("Flow", ...actions))).toEqual([inputs, outputs]);
  });

  it.each<[title: string, actions: readonly ActionSpec[]]>([
    ["a variable", [secured, initializeVariable("Keep", "x", value), http("Send", { body: "@variables('x')" })]],
    ["the element of a loop", [secured, forEach("Loop", `@createArray(${value.slice(1)})`, http("Send", { body: "@items('Loop')" }))]],
    [
      "the element of a loop without its name",
      [secured, forEach("Loop", `@createArray(${value.slice(1)})`, http("Send", { body: "@item()" }))],
    ],
    ["the result of a scope", [scope("Scope", secured), http("Send", { body: "@result('Scope')" })]],
  ])("hides nothing that comes by way of %s", (_, actions) => {
    expect(shownOf("Send", flow("Flow", ...actions))[0]).toBe(visible);
  });

  it.each<[title: string, reference: string]>([
    ["outputs", "@outputs('Get_secret')?['body/value']"],
    ["actions", "@actions('Get_secret').outputs.body.value"],
    ["all that is known of it", "@actions('Get_secret')"],
    ["what it was given", "@actions('Get_secret').inputs.parameters"],
    ["other letters", "@BODY('get_SECRET')?['value']"],
    ["a harmless member", "@body('Get_secret')?['name']"],
    ["a text around it", "x @{length(body('Get_secret')?['value'])}"],
  ])("hides inputs that name a secured action by %s", (_, reference) => {
    expect(shownOf("Send", flow("Flow", secured, http("Send", { body: reference })))[0]).toBe(hop);
  });

  it("hides the inputs of what reads a secured trigger", () => {
    const reads = (secure?: readonly string[]) =>
      shownOf("Send", {
        ...flow("Flow", http("Send", { body: "@triggerBody()?['text']" })),
        trigger: buttonTrigger({ text: "Text" }, secure),
      })[0];
    expect(reads(["inputs", "outputs"])).toBe(hop);
    expect(reads()).toBe(visible);
    const readsAll = (read: string) =>
      shownOf("Send", { ...flow("Flow", http("Send", { body: read })), trigger: buttonTrigger({ text: "Text" }, ["outputs"]) })[0];
    expect(
      ["@trigger()", "@triggerOutputs()", "@trigger()?['inputs']", "@triggerFormDataValue('text')", "@workflow()"].map(readsAll),
    ).toEqual([hop, hop, hop, hop, visible]);
  });

  it("knows nothing of settings in other places than the inputs", () => {
    const send: ActionSpec = raw("Send", {
      type: "Http",
      inputs: { method: "GET", uri: "https://api.contoso.com" },
      trackedProperties: { key: value },
    });
    expect(shownOf("Send", flow("Flow", secured, send))[0]).toBe(visible);
  });
});

describe("a setting counts for nothing on", () => {
  const both = { runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } } };
  const withBoth = (spec: ActionSpec): ActionSpec => ({ ...spec, json: { ...spec.json, ...both } });

  it.each<[title: string, spec: ActionSpec]>([
    ["Initialize variable", initializeVariable("It", "x", "")],
    ["Set variable", setVariable("It", "x", "")],
    ["Append to string variable", appendToString("It", "x", "")],
    ["Terminate", terminate("It", "")],
    ["Scope", scope("It")],
    ["Apply to each", forEach("It", "@createArray(1)")],
    ["Condition", condition("It", "@equals(1, 1)", [])],
  ])("%s", (_, spec) => {
    expect(shownOf("It", flow("Flow", initializeVariable("Declare", "x", ""), withBoth(spec)))).toEqual([visible, visible]);
  });

  it("the outputs of Compose, which follow its inputs", () => {
    expect(shownOf("It", flow("Flow", compose("It", "", { secure: ["outputs"] })))).toEqual([visible, visible]);
  });

  it("what reads an action whose setting does not count", () => {
    const steps = [initializeVariable("Declare", "x", ""), withBoth(setVariable("Set", "x", "")), http("Send", { body: "@body('Set')" })];
    expect(shownOf("Send", flow("Flow", ...steps))[0]).toBe(visible);
  });
});
