import {
  type ActionSpec,
  compose,
  http,
  initializeVariable,
  parseJson,
  response,
  setVariable,
  terminate,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

function withSettings(spec: ActionSpec, ...properties: readonly string[]): ActionSpec {
  return { ...spec, json: { ...spec.json, runtimeConfiguration: { secureData: { properties } } } };
}

const tracked = (spec: ActionSpec): ActionSpec => ({ ...spec, json: { ...spec.json, trackedProperties: { order: "@action()?['name']" } } });
const declare = initializeVariable("Declare", "key", "");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "on an action that sets a variable",
      flow: flow("Get orders", declare, withSettings(setVariable("Set_key", "key", ""), "inputs", "outputs")),
      findings: [
        {
          message: "unsupported",
          at: "Set_key/runtimeConfiguration/secureData/properties",
          level: "warning",
          says: "hide its inputs and outputs, but actions of this type (SetVariable)",
          repairs: ["remove the secure settings without effect of 'Set_key'"],
        },
      ],
    },
    right: { name: "both settings on an HTTP action", flow: flow("Get orders", http("Call_ERP", {}, { secure: ["inputs", "outputs"] })) },
  },
  valid: [
    {
      name: "Secure Inputs on a Compose, which hides its outputs too",
      flow: flow("Get orders", compose("Copy", "", { secure: ["inputs"] })),
    },
    {
      name: "both on a Parse JSON: one too many, but nothing is missing",
      flow: flow("Get orders", parseJson("Parse", "{}", { secure: ["inputs", "outputs"] })),
    },
    { name: "both on a trigger", flow: { ...flow("Get orders", compose("Copy", "")), trigger: buttonTrigger({}, ["inputs", "outputs"]) } },
    { name: "no settings at all", flow: flow("Get orders", declare, setVariable("Set", "key", "")) },
    { name: "tracked properties without settings", flow: flow("Get orders", tracked(http("Call_ERP"))) },
  ],
  invalid: [
    {
      name: "outputs alone on a Compose",
      flow: flow("Get orders", compose("Copy", "", { secure: ["outputs"] })),
      findings: [
        {
          message: "mirrored",
          at: "Copy/runtimeConfiguration/secureData/properties",
          repairs: ["turn on Secure Inputs of 'Copy' and remove its secure setting without effect"],
        },
      ],
    },
    {
      name: "outputs alone on a Response",
      flow: flow("Get orders", response("Answer", "", { secure: ["outputs"] })),
      findings: [{ message: "mirrored", at: "Answer/runtimeConfiguration/secureData/properties" }],
    },
    {
      name: "on an action that ends the run",
      flow: flow("Get orders", withSettings(terminate("End", ""), "inputs")),
      findings: [
        {
          message: "unsupported",
          at: "End/runtimeConfiguration/secureData/properties",
          says: "hide its inputs, but",
          repairs: ["remove the secure setting without effect of 'End'"],
        },
      ],
    },
    {
      name: "on a schedule",
      flow: {
        ...flow("Get orders", compose("Copy", "")),
        trigger: {
          name: "Daily",
          json: { type: "Recurrence", recurrence: {}, runtimeConfiguration: { secureData: { properties: ["outputs"] } } },
        },
      },
      findings: [{ message: "unsupported", at: "Daily/runtimeConfiguration/secureData/properties", says: "hide its outputs, but" }],
    },
    {
      name: "a word that means nothing, beside one that does",
      flow: flow("Get orders", http("Call_ERP", {}, { secure: ["inputs", "headers"] })),
      findings: [
        {
          message: "unknown",
          at: "Call_ERP/runtimeConfiguration/secureData/properties",
          says: "'headers'",
          repairs: ["remove the secure setting without effect of 'Call_ERP'"],
        },
      ],
    },
    {
      name: "together with tracked properties",
      flow: flow("Get orders", tracked(http("Call_ERP", {}, { secure: ["inputs"] }))),
      findings: [{ message: "tracked", at: "Call_ERP/trackedProperties", repairs: ["remove the tracked properties of 'Call_ERP'"] }],
    },
    {
      name: "tracked properties of an action that its setting does not secure",
      flow: flow("Get orders", declare, tracked(withSettings(setVariable("Set_key", "key", ""), "inputs"))),
      findings: [{ message: "unsupported", at: "Set_key/runtimeConfiguration/secureData/properties" }],
    },
    {
      name: "tracked properties of a Compose, whose outputs are hidden with its inputs",
      flow: flow("Get orders", tracked(compose("Keep", "x", { secure: ["outputs"] }))),
      findings: [
        { message: "mirrored", at: "Keep/runtimeConfiguration/secureData/properties" },
        { message: "tracked", at: "Keep/trackedProperties" },
      ],
    },
    {
      name: "tracked properties of an action that is not secured by its unknown setting",
      flow: flow("Orders", {
        name: "Call_ERP",
        json: { ...http("Call_ERP", {}, { secure: ["input"] }).json, trackedProperties: { order: "@triggerBody()?['order']" } },
      }),
      findings: [{ message: "unknown", at: "Call_ERP/runtimeConfiguration/secureData/properties", says: "'input'" }],
    },
  ],
});
