import { describe, expect, test } from "vitest";
import type { FunctionEffect, NamedKind } from "../../../src/cloud-flow/expression/function-table.ts";
import { functionInfo, functions } from "../../../src/cloud-flow/expression/functions.ts";

const effectOf = (name: string) => functionInfo(name)?.effect;

describe("the function table", () => {
  test("knows 139 functions, each once", () => {
    expect(functions).toHaveLength(139);
    expect(new Set(functions.map(({ name }) => name.toLowerCase())).size).toBe(139);
  });

  test.each(functions)("$name is consistent", (info) => {
    const { effect, carries } = info;
    const reveals: readonly FunctionEffect[] = ["passthrough", "structure", "derive", "partial"];
    expect(carries.length > 0).toBe(reveals.includes(effect));
  });

  test("is read in any letter case", () => {
    expect(functionInfo("utcNow")?.name).toBe("utcNow");
    for (const name of ["UTCNOW", "utcnow", "UtcNow"]) expect(functionInfo(name)).toBe(functionInfo("utcNow"));
    for (const { name } of functions) expect(functionInfo(name.toUpperCase())?.name).toBe(name);
  });

  test.each(["filter", "", "__proto__", "constructor", "utcNow ", "toString"])("does not know %j", (name) => {
    expect(functionInfo(name)).toBeUndefined();
  });

  test.each<[FunctionEffect, string[]]>([
    [
      "none",
      [
        "length",
        "empty",
        "equals",
        "not",
        "contains",
        "startsWith",
        "guid",
        "utcNow",
        "addDays",
        "ticks",
        "rand",
        "range",
        "uriHost",
        "bool",
        "workflow",
        "iterationIndexes",
      ],
    ],
    ["passthrough", ["if", "coalesce", "first", "skip", "union", "createArray", "setProperty", "removeProperty"]],
    ["structure", ["json", "string", "xml", "xpath"]],
    ["derive", ["concat", "replace", "base64", "decodeBase64", "split", "join", "toUpper", "uriComponent", "int", "add"]],
    ["partial", ["substring", "slice", "uriQuery", "uriPath"]],
    [
      "reference",
      ["outputs", "body", "actions", "item", "items", "trigger", "triggerBody", "variables", "parameters", "result", "formDataValue"],
    ],
    ["source", ["listCallbackUrl"]],
  ])("effect %s", (effect, names) => {
    for (const name of names) expect([name, effectOf(name)]).toEqual([name, effect]);
  });

  test.each<[string, readonly number[] | "all"]>([
    ["if", [1, 2]],
    ["replace", [0, 2]],
    ["concat", "all"],
    ["setProperty", "all"],
    ["substring", [0]],
    ["length", []],
    ["outputs", []],
  ])("%s carries its arguments %j", (name, expected) => {
    expect(functionInfo(name)?.carries).toEqual(expected);
  });

  test.each<[NamedKind, string[]]>([
    ["action", ["actionBody", "actionOutputs", "actions", "body", "formDataMultiValues", "formDataValue", "multipartBody", "outputs"]],
    ["variable", ["variables"]],
    ["parameter", ["parameters"]],
    ["foreachLoop", ["items"]],
    ["untilLoop", ["iterationIndexes"]],
    ["scope", ["result"]],
    ["appSetting", ["appsetting"]],
    ["agentParameter", ["agentParameters"]],
  ])("the first argument names: %s", (kind, names) => {
    expect(functions.filter(({ names: named }) => named === kind).map(({ name }) => name)).toEqual(names);
  });
});
