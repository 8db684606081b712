import { describe, expect, it } from "vitest";
import { templateVariable } from "../../src/cloud-flow/template-variables.ts";

const template = {
  variables: {
    file: { definition: { actions: {} }, "a b": 1 },
    text: "{}",
    parsed: "[json(variables('text'))]",
    again: "[variables('Parsed')]",
    round: "[variables('round')]",
    made: "[concat('a', 'b')]",
  },
};

describe("the variable that an expression of a template is", () => {
  it.each([
    ["[variables('file')]", ["variables", "file"]],
    ["[variables('FILE')]", ["variables", "file"]],
    ["[variables('file').definition]", ["variables", "file", "definition"]],
    ["[variables('file')['a b']]", ["variables", "file", "a b"]],
    ["[json(variables('text'))]", ["variables", "text"]],
    ["[json(variables('text')).definition]", ["variables", "text"]],
    ["[variables('again')]", ["variables", "text"]],
  ])("%s", (expression, pointer) => {
    expect(templateVariable(expression, template)?.pointer).toEqual(pointer);
  });

  it.each([
    "[variables('other')]",
    "[variables('file').other]",
    "[variables('round')]",
    "[variables('made')]",
    "[parameters('file')]",
    "[concat(variables('text'), 'x')]",
    "[[variables('file')]",
    "variables('file')",
  ])("is none: %s", (expression) => {
    expect(templateVariable(expression, template)).toBeUndefined();
  });

  it("is none in a template without variables", () => {
    expect(templateVariable("[variables('file')]", {})).toBeUndefined();
  });
});
