import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression } from "../../../src/cloud-flow/expression/ast.ts";
import { functions } from "../../../src/cloud-flow/expression/functions.ts";
import {
  asReference,
  callsOf,
  canonicalReference,
  computedStep,
  type LocationKind,
  type PathStep,
  referencesOf,
  splitKey,
} from "../../../src/cloud-flow/expression/references.ts";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { anyExpression } from "./arbitrary.ts";
import { printExpression } from "./print.ts";
import { validRows } from "./rows.ts";

describe.each(Object.entries(validRows))("%s", (_, rows) => {
  for (const [text, , references = []] of rows) {
    test(JSON.stringify(text), () => {
      const expected = references.map(([fn, name, path]) => ({ fn, name, path }));
      const actual = referencesOf(parseTemplate(text)).map(({ function: fn, name, path }) => ({ fn, name, path }));
      expect(actual).toEqual(expected);
    });
  }
});

function canonical(text: string): [LocationKind, string | undefined, ...PathStep[]][] {
  return referencesOf(parseTemplate(text)).map((reference) => {
    const { node, name, path } = canonicalReference(reference);
    return [node, name, ...path];
  });
}

describe("one place in all its spellings", () => {
  test.each<[[LocationKind, string | undefined, ...PathStep[]], string[]]>([
    [
      ["outputs", "X", "body", "a", "b"],
      [
        "@body('X')?['a']?['b']",
        "@BODY('X').a.b",
        "@body('X')['a/b']",
        "@outputs('X')?['body']?['a']?['b']",
        "@outputs('X')?['body/a/b']",
        "@outputs('X').body['a/b']",
        "@actions('X').outputs.body.a.b",
        "@actions('X')?['outputs/body/a']?['b']",
        "@actions('X')['Outputs']['body']['a']['b']",
        "@actionBody('X')['a']['b']",
        "@actionOutputs('X')['body/a']['b']",
        "@{body('X')?['a/b']}",
        "text @{body('X')?['a/b']} text",
        "@concat('x', body('X')?['a/b'])",
      ],
    ],
    [
      ["outputs", "X"],
      ["@outputs('X')", "@actionOutputs('X')", "@actions('X')?['outputs']"],
    ],
    [
      ["inputs", "X", "headers", 0],
      ["@actions('X').inputs.headers[0]", "@actions('X')?['inputs/headers'][0]"],
    ],
    [["record", "X"], ["@actions('X')"]],
    [["record", "X", "status"], ["@actions('X')?['status']"]],
    [["record", "X", computedStep, "body"], ["@actions('X')[guid()].body"]],
    [
      ["own-outputs", undefined, "statusCode"],
      ["@action().outputs.statusCode", "@action()['outputs/statusCode']"],
    ],
    [["own-inputs", undefined], ["@action().inputs"]],
    [["own-record", undefined, "status"], ["@action()['status']"]],
    [
      ["trigger-outputs", undefined, "body", "a"],
      ["@triggerBody()?['a']", "@triggerOutputs()?['body/a']", "@trigger().outputs.body.a", "@trigger()?['outputs']?['body/a']"],
    ],
    [["trigger-inputs", undefined, "path"], ["@trigger().inputs.path"]],
    [["trigger-record", undefined], ["@trigger()"]],
    [
      ["outputs", "X", "body", "$formdata", "a/b"],
      ["@formDataValue('X', 'a/b')", "@formDataMultiValues('X', 'a/b')"],
    ],
    [["outputs", "X", "body", "$formdata", "k", 1], ["@formDataMultiValues('X', 'k')[1]"]],
    [
      ["outputs", "X", "body", "$formdata", computedStep],
      ["@formDataValue('X', guid())", "@formDataValue('X')"],
    ],
    [
      ["trigger-outputs", undefined, "body", "$formdata", "k"],
      ["@triggerFormDataValue('k')", "@triggerFormDataMultiValues('k')"],
    ],
    [
      ["outputs", "X", "body", "$multipart", 0, "body", "a"],
      ["@multipartBody('X', 0)?['a']", "@body('X').$multipart[0].body.a"],
    ],
    [
      ["trigger-outputs", undefined, "body", "$multipart", 2, "body"],
      ["@triggerMultipartBody(2)", "@triggerBody()['$multipart'][2]['body']"],
    ],
    [["variable", "v", "a"], ["@variables('v').a"]],
    [["parameter", "p (x)"], ["@parameters('p (x)')"]],
    [["app-setting", "s"], ["@appsetting('s')"]],
    [["agent-parameter", "s"], ["@agentParameters('s')"]],
    [["item", undefined, "a"], ["@item()['a']"]],
    [["items", "Each", "a"], ["@items('Each')['a']"]],
    [["iteration-index", "Until"], ["@iterationIndexes('Until')"]],
    [["result", "Try", 0, "outputs"], ["@result('Try')[0].outputs"]],
    [["workflow", undefined, "run", "name"], ["@workflow().run.name"]],
    [["callback-url", undefined], ["@listCallbackUrl()"]],
    [["outputs", undefined, "body"], ["@body(guid('a'))"]],
  ])("%j", (place, texts) => {
    for (const text of texts) expect(canonical(text), text).toEqual([place]);
  });

  test("a malformed text still gives the places in what can be read", () => {
    expect(canonical("@concat(body('X')?['a'], variables('v') item()")).toEqual([
      ["outputs", "X", "body", "a"],
      ["variable", "v"],
    ]);
    expect(canonical("@{body('X')[variables('i'} @{item()}")).toEqual([
      ["outputs", "X", "body"],
      ["variable", "i"],
      ["item", undefined],
    ]);
  });
});

test("a key named like the mark for a computed key is a key", () => {
  const [literal, computed] = [canonical("@item()['*']"), canonical("@item()[guid()]")];
  expect(literal).toEqual([["item", undefined, "*"]]);
  expect(computed[0]?.[2]).toBe(computedStep);
  expect(literal).not.toEqual(computed);
});

test("a name that is put together from literals is known", () => {
  expect(canonical("@body(concat('Get_', 'secret'))?['value']")).toEqual([["outputs", "Get_secret", "body", "value"]]);
  expect(canonical("@variables(first(split('apiKey;other', ';')))")).toEqual([["variable", "apiKey"]]);
  expect(canonical("@body(concat('Get_', item()))")).toEqual([
    ["outputs", undefined, "body"],
    ["item", undefined],
  ]);
});

test("the name is told from a computed and a missing one", () => {
  const [named, computed, missing, nullary] = ["@body('X')", "@body(guid())", "@body()", "@item()"].map(
    (text) => referencesOf(parseTemplate(text))[0],
  );
  expect([named?.name, named?.nameArgument?.start, named?.nameArgument?.end]).toEqual(["X", 6, 9]);
  expect([computed?.name, computed?.nameArgument?.kind]).toEqual([undefined, "call"]);
  expect([missing?.name, missing?.nameArgument]).toEqual([undefined, undefined]);
  expect([nullary?.name, nullary?.nameArgument]).toEqual([undefined, undefined]);
});

test("exactly the functions that read the flow are references", () => {
  const harmless = ["iterationIndexes", "workflow"];
  const reading = functions
    .filter(({ name, effect }) => effect === "reference" || effect === "source" || harmless.includes(name))
    .map(({ name }) => name);
  const referring = functions.filter(({ name }) => referencesOf(parseTemplate(`@${name}()`)).length === 1).map(({ name }) => name);
  expect(referring).toEqual(reading);
  expect(callsOf(parseTemplate("@madeUp()")).map(asReference)).toEqual([undefined]);
});

test.each([
  ["a", ["a"]],
  ["a/b", ["a", "b"]],
  ["/a//b/", ["a", "b"]],
  ["", [""]],
  ["//", ["//"]],
])("splitKey(%j)", (key, parts) => {
  expect(splitKey(key)).toEqual(parts);
});

describe("what does not change a reference", () => {
  test("letter case of function names", () => {
    fc.assert(
      fc.property(anyExpression, fc.boolean(), (expression, upper) => {
        const recased = recase(expression, (name) => (upper ? name.toUpperCase() : name.toLowerCase()));
        expect(canonical(`@${printExpression(recased)}`)).toEqual(canonical(`@${printExpression(expression)}`));
      }),
      { numRuns: 500 },
    );
  });

  const part = fc.stringMatching(/^[^/]{1,6}$/);
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

  test("slash keys or keys of their own; body or outputs and body; text around", () => {
    fc.assert(
      fc.property(part, fc.array(part, { minLength: 1, maxLength: 4 }), fc.string(), (name, keys, around) => {
        const slashed = `[${quoted(keys.join("/"))}]`;
        const split = keys.map((key) => `?[${quoted(key)}]`).join("");
        const expected = [["outputs", name, "body", ...keys]];
        expect(canonical(`@body(${quoted(name)})${slashed}`)).toEqual(expected);
        expect(canonical(`@body(${quoted(name)})${split}`)).toEqual(expected);
        expect(canonical(`@outputs(${quoted(name)})['body']${slashed}`)).toEqual(expected);
        expect(canonical(`@outputs(${quoted(name)})?[${quoted(["body", ...keys].join("/"))}]`)).toEqual(expected);
        expect(canonical(`@actions(${quoted(name)}).outputs.body${split}`)).toEqual(expected);
        expect(canonical(`.${around.replaceAll("@", "")}@{body(${quoted(name)})${split}}${around.replaceAll("@", "")}`)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});

function recase(expression: Expression, change: (name: string) => string): Expression {
  if (expression.kind !== "call") return expression;
  return {
    ...expression,
    name: change(expression.name),
    arguments: expression.arguments.map((argument) => recase(argument, change)),
    dereferences: expression.dereferences.map((dereference) => ({ ...dereference, key: recase(dereference.key, change) })),
  };
}
