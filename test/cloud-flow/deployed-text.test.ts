import { describe, expect, it } from "vitest";
import { defaultsOf, deployed, deployedName, deployedText } from "../../src/cloud-flow/deployed-text.ts";
import { unknownPart } from "../../src/unknown-part.ts";

describe("the text that a template for Azure Resource Manager deploys", () => {
  it.each([
    ["plain text", "a [b]", "a [b]"],
    ["text in doubled brackets", "[[a]", "[a]"],
    ["joined texts", "[concat('a', 'b')]", "ab"],
    ["what the deployment gives", "[concat('https://', parameters('Host'), '/api')]", `https://${unknownPart}/api`],
    ["doubled quotes", "[concat('@variables(''', variables('name'), ''')')]", `@variables('${unknownPart}')`],
    ["a text alone", "['a']", "a"],
    ["joins in joins, any case, with space", "[ Concat( 'a' , concat('b', parameters( 'c' )) ) ]", `ab${unknownPart}`],
    ["a form that is filled", "[format('{0}/{1}?{{x}}={0}', 'a', parameters('b'))]", `a/${unknownPart}?{x}=a`],
    ["a form with a pattern and one value too many", "[format('{0:N1}{2}', 1, 'b')]", "1"],
    [
      "members of what is given",
      "[concat('a', reference('x').outputs.key, '-', parameters('y')['z'][0])]",
      `a${unknownPart}-${unknownPart}`,
    ],
    ["namespaced functions", "[concat('a', contoso.unique('b'))]", `a${unknownPart}`],
    ["functions without anything", "[concat('a', resourceGroup().location, newGuid())]", `a${unknownPart}${unknownPart}`],
  ])("%s", (_, text, expected) => {
    expect(deployedText(text)).toBe(expected);
  });

  it.each([
    "[parameters('key')]",
    "[variables('a').b]",
    "[resourceId('Microsoft.Web/connections', 'x')]",
    "[concat('a', 'b'",
    "[concat('a', 'b')] or so",
    "[concat('a' 'b), 'c')]",
    "[concat('a', ?)]",
    "[concat(,'a')]",
    "[concat('a').]",
    "[a]",
    "[1]",
    "[]",
    "[",
  ])("%s stays as it is", (text) => {
    expect(deployedText(text)).toBe(text);
  });

  it("is not followed into hostile depths and lengths", () => {
    const nested = `[${"concat(".repeat(100_000)}'a'${")".repeat(100_000)}]`;
    const doubling = `[${"format('{0}{0}', ".repeat(30)}'abc'${")".repeat(30)}]`;
    const unclosed = `[concat('${"''".repeat(500_000)}]`;
    for (const text of [nested, doubling, unclosed]) expect(deployedText(text)).toBe(text);
  });

  it("is read in a part of a document, and nowhere else", () => {
    const joined = "[concat('a', 'b')]";
    const document = JSON.parse(JSON.stringify({ list: [joined, { part: { deep: [joined], __proto: 1 } }], other: joined }));
    expect(deployed(document, [{ pointer: ["list", "1", "part"] }])).toEqual({
      list: [joined, { part: { deep: ["ab"], __proto: 1 } }],
      other: joined,
    });
    expect(deployed(document, [{ pointer: ["missing", "part"] }])).toEqual(document);
    const named = deployed(JSON.parse('{ "part": { "__proto__": "[concat(\'a\')]" } }'), [{ pointer: ["part"] }]);
    expect(JSON.stringify(named)).toBe('{"part":{"__proto__":"a"}}');
  });
});

describe("the name of a resource", () => {
  const defaults = defaultsOf({
    parameters: {
      App: { defaultValue: "orders" },
      Empty: { defaultValue: "" },
      Made: { defaultValue: "[newGuid()]" },
      Count: { defaultValue: 2 },
      Odd: 1,
    },
    variables: {
      Path: "[concat('a/', parameters('app'))]",
      Text: "b",
      Of: "[variables('Text')]",
      Part: { name: "x" },
      Broken: "[concat(]",
    },
  });

  it.each<[string, string | undefined]>([
    ["orders", "orders"],
    ["a/b/orders", "orders"],
    ["[parameters('app')]", "orders"],
    ["[ toLower(parameters('APP')) ]", undefined],
    ["[concat(parameters('app'), '-x')]", "orders-x"],
    ["[format('{0}-x', parameters('app'))]", "orders-x"],
    ["[variables('path')]", "orders"],
    ["[variables('text')]", "b"],
    ["[resourceId('Microsoft.Logic/workflows', parameters('app'))]", "orders"],
    ["[concat(uniqueString('x'), '/', parameters('app'))]", "orders"],
    ["[[x]", "[x]"],
    ["", undefined],
    ["[parameters('empty')]", undefined],
    ["[parameters('made')]", undefined],
    ["[parameters('count')]", undefined],
    ["[parameters('odd')]", undefined],
    ["[parameters('other')]", undefined],
    ["[parameters()]", undefined],
    ["[resourceId()]", undefined],
    ["[variables('of')]", undefined],
    ["[variables('part')]", undefined],
    ["[variables('part').name]", undefined],
    ["[variables('broken')]", undefined],
    ["[concat(parameters('app')]", undefined],
    ["[concat(uniqueString('x'), parameters('app'))]", undefined],
    ["[parameters('app')] and more", "[parameters('app')] and more"],
  ])("of %s", (text, expected) => {
    expect(deployedName(text, defaults)).toBe(expected);
  });

  it("is not looked for in what is no template", () => {
    expect([...defaultsOf({ parameters: [], variables: "x" })]).toEqual([]);
  });
});
