import { describe, expect, it } from "vitest";
import { anyStep, type Path } from "../../../src/dataflow/graph/path.ts";
import { jsonValuesAt } from "../../../src/dataflow/strings/json-values.ts";
import type { Json } from "../../../src/json.ts";

const order = { Erp: { Key: "k1", Port: 443, none: null }, list: [{ key: "a" }, { key: "b" }, 7], key: "first", KEY: "second" };

/** What is found, as `names that lead there: value`, with the steps that are left. */
function values(json: Json, ...path: Path): readonly string[] {
  return jsonValuesAt(json, path).map(
    ({ value, spelled, rest }) => `${spelled.join("/")}: ${JSON.stringify(value)}${rest.length > 0 ? `, then ${rest.join("/")}` : ""}`,
  );
}

describe("the values of JSON at a path", () => {
  it.each<[string, Path, readonly string[]]>([
    ["a text", ["erp", "key"], ['Erp/Key: "k1"']],
    ["a number", ["erp", "port"], ["Erp/Port: 443"]],
    ["null", ["erp", "none"], ["Erp/none: null"]],
    ["an object", ["erp"], ['Erp: {"Key":"k1","Port":443,"none":null}']],
    ["an element", ["list", "1", "key"], ['list/1/key: "b"']],
    ["every element", ["list", anyStep, "key"], ['list/0/key: "a"', 'list/1/key: "b"']],
    ["every member", ["erp", anyStep], ['Erp/Key: "k1"', "Erp/Port: 443", "Erp/none: null"]],
    ["the first of two members that differ in case", ["key"], ['key: "first"']],
    ["a text whose inside is meant", ["erp", "key", "user", "name"], ['Erp/Key: "k1", then user/name']],
    ["a member that is not there", ["erp", "user"], []],
    ["an element that is not there", ["list", "3"], []],
    ["a member of a number", ["erp", "port", "x"], []],
    ["a member of null", ["erp", "none", "x"], []],
  ])("%s", (_, path, expected) => {
    expect(values(order, ...path)).toEqual(expected);
  });

  it("all of it", () => {
    expect(values("x")).toEqual([': "x"']);
    expect(values([1])).toEqual([": [1]"]);
  });
});
