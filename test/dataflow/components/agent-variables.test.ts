import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentVariables } from "../../../src/dataflow/components/agent-variables.ts";

const read = (file: string): readonly string[] => agentVariables(file).map(({ name, start, end }) => `${name}: ${file.slice(start, end)}`);
const node = (variable: string, value: string): string =>
  `    - kind: SetVariable\n      id: set1\n      variable: ${variable}\n      value: ${value}\n`;

describe("agentVariables", () => {
  it.each([
    ["a formula that is a text", node("Topic.Mode", '="quick"'), ["Mode: quick"]],
    ["a formula in the quotes of YAML", node("Topic.Mode", `'="quick"'`), ["Mode: quick"]],
    ["a variable that the node makes", node("init:Global.Mode", '="quick"'), ["Mode: quick"]],
    ["a text without a formula", node("Global.Mode", "quick way "), ["Mode: quick way"]],
    ["the lines of Windows", node("Topic.Mode", '="quick"').replaceAll("\n", "\r\n"), ["Mode: quick"]],
    ["a value that is set off by several spaces", node("Topic.Mode", '   ="quick"'), ["Mode: quick"]],
    ["a variable that is set off by several spaces", node("  Topic.Mode", '="quick"'), ["Mode: quick"]],
    ["a text of one character", node("Topic.Mode", "x"), ["Mode: x"]],
    ["two of them", node("Topic.A", '="one"') + node("Topic.B", '="two"'), ["A: one", "B: two"]],
    ["a variable in a list of assignments", `  - variable: Topic.Mode\n    value: ="quick"\n`, ["Mode: quick"]],
    ["another variable", node("Topic.Mode", "=Topic.Other"), []],
    ["a formula that works out a value", node("Topic.Mode", '="a" & Topic.Other & "b"'), []],
    ["a formula that compares with a text", node("Topic.Mode", '=Topic.Other="quick"'), []],
    ["a text over several lines", node("Topic.Mode", "|-"), []],
    ["a question", "    - kind: Question\n      variable: Topic.Name\n      prompt: Who are you?\n", []],
  ])("reads %s", (_, file, expected) => {
    expect(read(file)).toEqual(expected);
  });

  it("gives spans inside any file", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("variable: ", "Topic.A", "\n", "  ", "value: ", '="x"', "text", "- ", '"', "'")), (pieces) => {
        const file = pieces.join("");
        expect(agentVariables(file).filter(({ start, end }) => start >= end || file.slice(start, end).includes("\n"))).toEqual([]);
      }),
    );
  });
});
