import { describe, expect, it } from "vitest";
import { type DeployedValue, deployedValuesOf } from "../../src/cloud-flow/deployed-values.ts";
import type { JsonObject } from "../../src/json.ts";

/** What the deployment of a template writes into a definition whose only action is this text: `name!` is a secret. */
function read(text: string, template: JsonObject = {}): readonly string[] {
  const definition = { actions: { Compose: { inputs: text } } };
  const valuesOf = deployedValuesOf({ ...template, resources: [{ properties: { definition } }] });
  return valuesOf(["resources", "0", "properties", "definition"]).map(({ from, name, isSecret }: DeployedValue) => {
    return `${from} ${name}${isSecret ? "!" : ""}`;
  });
}

const parameters: JsonObject = { Key: { type: "SecureString" }, All: { type: "secureObject" }, Host: { type: "string" } };

describe("values that the deployment of a template writes into a definition", () => {
  it.each<[string, string, readonly string[]]>([
    ["a parameter", "[parameters('Host')]", ["parameter Host"]],
    ["a secure one, in any case", "[ Parameters( 'kEY' ) ]", ["parameter kEY!"]],
    ["a member of a secure object", "[parameters('All').erp.key]", ["parameter All!"]],
    ["one that the template lacks", "[parameters('Other')]", ["parameter Other"]],
    ["several", "[concat(parameters('Host'), base64(parameters('Key')), parameters('host'))]", ["parameter host", "parameter Key!"]],
    ["a key", "[listKeys('x', '2019').keys[0].value]", ["function listKeys!"]],
    ["a key by brackets", "[listAdminKeys('x', '2019')['primaryKey']]", ["function listAdminKeys!"]],
    ["all that a function returns", "[listSecrets('x', '2019')]", ["function listSecrets!"]],
    ["a key in another call", "[uri('https://a', listKeys(resourceId('a', 'b'), '2019').key1)]", ["function listKeys!"]],
    ["the name of a key", "[listKeys('x', '2019').keys[0].keyName]", []],
    ["another list", "[list('x', '2019')]", []],
    ["a password of a list", "[list(resourceId('a', 'publishingcredentials'), '2016').properties.publishingPassword]", ["function list!"]],
    ["a name of a list", "[list(resourceId('a', 'publishingcredentials'), '2016').properties.publishingUserName]", []],
    ["names that are not called", "[concat(listKeys, 'listKeys(', 'parameters(''Key'')')]", []],
    ["a name without its end", "[concat(parameters('Key'), parameters('Host'", []],
    ["text in doubled brackets", "[[parameters('Key')]", []],
    ["plain text", "parameters('Key')", []],
    ["a variable", "[variables('A')]", ["parameter Key!"]],
    ["variables that name each other", "[variables('loop')]", ["parameter Host"]],
    ["a variable that is no text", "[variables('list')[0]]", []],
  ])("%s", (_, text, expected) => {
    const variables: JsonObject = {
      a: "[variables('b')]",
      b: "[parameters('Key')]",
      loop: "[concat(variables('loop2'), parameters('Host'))]",
      loop2: "[variables('loop')]",
      list: ["[parameters('Key')]"],
    };
    expect(read(text, { parameters, variables })).toEqual(expected);
  });

  it("reads a chain of variables as deep as templates have it", () => {
    const chain = (length: number): JsonObject =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [`v${i}`, i === length - 1 ? "[parameters('Key')]" : `[variables('v${i + 1}')]`]),
      );
    expect(read("[variables('v0')]", { parameters, variables: chain(20) })).toEqual(["parameter Key!"]);
    expect(read("[variables('v0')]", { parameters, variables: chain(20_000) })).toEqual([]);
  });

  describe("by the template that the definition is in", () => {
    const definition = { actions: { Compose: { inputs: "[parameters('Key')]" } } };
    const around = (properties: JsonObject): JsonObject => ({ parameters: { Key: { type: "SecureString" } }, resources: [{ properties }] });
    const secretsAt = (template: JsonObject, ...below: readonly string[]): readonly boolean[] =>
      deployedValuesOf(template)(["resources", "0", "properties", ...below]).map(({ isSecret }) => isSecret);

    it.each(["template", "mainTemplate"])("which is nested as a %s and has parameters of its own", (member) => {
      const inner = { parameters: { Key: { type: "string" } }, resources: [{ properties: { definition } }] };
      expect(secretsAt(around({ [member]: inner }), member, "resources", "0", "properties", "definition")).toEqual([false]);
    });

    it("while what else has parameters is no template", () => {
      const inner = { parameters: { Key: { type: "string" } }, definition };
      expect(secretsAt(around({ inner }), "inner", "definition")).toEqual([true]);
      expect(secretsAt(around(inner), "definition")).toEqual([true]);
    });
  });
});
