import { describe, expect, it, test } from "vitest";
import { type FlowConstant, flowConstants, isPutTogether, makerOf } from "../../src/cloud-flow/constants.ts";
import { parseTemplate } from "../../src/cloud-flow/expression/template.ts";
import { compose, initializeVariable, setVariable } from "../../src/testing/actions.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import { analysed, flowNamed } from "../dataflow/analysed.ts";

/** The constant that an expression in a flow refers to. */
function constantIn(spec: FlowSpec, expression: string): FlowConstant | undefined {
  const template = parseTemplate(`@${expression}`);
  if (template.kind !== "expression") throw new Error("no expression");
  return flowConstants(flowNamed(analysed(spec), spec.name), parseTemplate)(template.expression);
}

/** Its text. */
function constant(spec: FlowSpec, expression: string): string | undefined {
  return constantIn(spec, expression)?.text;
}

describe("a reference always gives the same text", () => {
  const settings = flow(
    "Settings",
    initializeVariable("Init", "Key", "abc"),
    initializeVariable("Init_2", "whole", "@{variables('key')}-@{toUpper('def')}"),
    initializeVariable("Init_3", "changed", "abc"),
    setVariable("Set", "changed", "def"),
    initializeVariable("Init_4", "asked", "@triggerBody()?['text']"),
    initializeVariable("Init_5", "formatted", "@{format('kv-{0}', 'orders')}-dev"),
    compose("Text", "abc"),
    compose("Object", { a: { B: "abc" }, list: ["abc"] }),
    compose("Pieces", "@split('orders;abc', ';')"),
    compose("Pieces_in", { a: "@split(concat(variables('key'), ';def'), ';')" }),
  );

  test.each([
    ["variables('key')", "abc"],
    ["variables('whole')", "abc-DEF"],
    ["variables('formatted')", "kv-orders-dev"],
    ["outputs('Text')", "abc"],
    ["outputs('Object')?['a']?['B']", "abc"],
    ["outputs('Object')?['A']?['b']", "abc"],
    ["outputs('Pieces')[1]", "abc"],
    ["outputs('Pieces')?[0]", "orders"],
    ["outputs('Pieces_in')?['a'][1]", "def"],
  ])("%s", (expression, text) => {
    expect(constant(settings, expression)).toBe(text);
  });

  it("made of others, past those that hand it on", () => {
    const handing = flow(
      "Handing on",
      initializeVariable("First", "first", "abc"),
      compose("Joined", "@concat(variables('first'), 'def', variables('first'))"),
      compose("Same", "@{outputs('Joined')}"),
      compose("Copy", "@variables('first')"),
      compose("Written", "@concat('abc', 'def')"),
    );
    const told = ["Joined", "Same", "Copy", "Written"].map((name) => {
      const found = constantIn(handing, `outputs('${name}')`);
      return found && `${isPutTogether(found)} ${makerOf(found).operation.name} ${makerOf(found).takesIn.length}`;
    });
    expect(told).toEqual(["true Joined 1", "true Joined 1", "false First 0", "false Written 0"]);
  });

  test.each([
    "variables('changed')",
    "variables('asked')",
    "variables('unknown')",
    "outputs('Object')",
    "outputs('Object')?['list']",
    "outputs('Text')?['a']",
    "parameters('key')",
    "concat('a', 'b')",
  ])("but not %s", (expression) => {
    expect(constant(settings, expression)).toBeUndefined();
  });
});

describe("hostile constants end", () => {
  test("in a circle", () => {
    const circle = flow(
      "Circle",
      initializeVariable("A", "a", "@{variables('b')}".repeat(50)),
      initializeVariable("B", "b", "@{variables('a')}".repeat(50)),
    );
    expect(constant(circle, "variables('a')")).toBeUndefined();
  });

  test("when each is the one before it a hundred times over", () => {
    const steps = Array.from({ length: 8 }, (_, index) =>
      initializeVariable(`S${index}`, `v${index}`, index === 0 ? "0123456789" : `@{variables('v${index - 1}')}`.repeat(100)),
    );
    const doubling = flow("Doubling", ...steps);
    expect(constant(doubling, "variables('v1')")).toHaveLength(1000);
    expect(constant(doubling, "variables('v7')")).toBeUndefined();
  });
});
