import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { type JsonChange, jsonEdits } from "../../src/repair/json-edits.ts";
import { applyEdits, orderEdits } from "../../src/repair/text-edit.ts";
import { createJsonIndex } from "../../src/source/json-position.ts";

function edited(text: string, ...changes: readonly JsonChange[]): string | undefined {
  const edits = jsonEdits(createJsonIndex(text), changes);
  const ordered = edits === undefined ? undefined : orderEdits(edits);
  return ordered === undefined ? undefined : applyEdits(text, ordered);
}

const set = (pointer: string, value: Json): JsonChange => ({ kind: "set", pointer: pointer.split("/"), value });
const remove = (pointer: string): JsonChange => ({ kind: "remove", pointer: pointer.split("/") });

describe("changes of a JSON text", () => {
  test.each<[string, string, readonly JsonChange[], string]>([
    ["puts a member behind the last one, on one line", '{"a":1}', [set("b", 2)], '{"a":1,"b":2}'],
    ["writes blanks where the text has them", '{"a": 1, "b": 2}', [set("c", [3, 4])], '{"a": 1, "b": 2, "c": [3, 4]}'],
    [
      "indents like its neighbours",
      '{\n  "a": 1\n}',
      [set("b", { c: [true] })],
      '{\n  "a": 1,\n  "b": {\n    "c": [\n      true\n    ]\n  }\n}',
    ],
    [
      "keeps line ends and tabs",
      '{\r\n\t"a": 1\r\n}\r\n',
      [set("b", { c: 1 })],
      '{\r\n\t"a": 1,\r\n\t"b": {\r\n\t\t"c": 1\r\n\t}\r\n}\r\n',
    ],
    ["fills an empty object", '{\n  "a": {}\n}', [set("a/b", 1)], '{\n  "a": {\n    "b": 1\n  }\n}'],
    ["makes the objects on the way", '{"a":{"x":0}}', [set("a/b/c", 1), set("a/b/d", 2)], '{"a":{"x":0,"b":{"c":1,"d":2}}}'],
    ["replaces a value", '{ "a" : [ 1 ] , "b":null }', [set("a", "x")], '{ "a" : "x" , "b":null }'],
    ["leaves an equal value alone", '{"a": [ 1,2 ]}', [set("a", [1, 2])], '{"a": [ 1,2 ]}'],
    ["lets an array grow", '{"a":["x"]}', [set("a", ["x", "y"])], '{"a":["x","y"]}'],
    ["lets an array grow over lines", '{\n "a": [\n  "x"\n ]\n}', [set("a", ["x", "y"])], '{\n "a": [\n  "x",\n  "y"\n ]\n}'],
    ["lets an array shrink", '{"a":["x", "y", "z"]}', [set("a", ["x", "z"])], '{"a":["x", "z"]}'],
    ["takes out the first member", '{ "a": 1, "b": 2 }', [remove("a")], '{ "b": 2 }'],
    ["takes out the last member", '{ "a": 1, "b": 2 }', [remove("b")], '{ "a": 1 }'],
    ["takes out neighbours", '{"a":1,"b":2,"c":3,"d":4}', [remove("b"), remove("c")], '{"a":1,"d":4}'],
    ["takes out everything", '{"x":{ "a": 1, "b": 2 }}', [remove("x/a"), remove("x/b")], '{"x":{}}'],
    ["takes out and puts in", '{\n  "a": 1,\n  "b": 2\n}', [remove("b"), set("c", 3)], '{\n  "a": 1,\n  "c": 3\n}'],
    ["takes out a name that occurs twice", '{"a":1,"b":2,"a":3}', [remove("a")], '{"b":2}'],
    [
      "keeps comments, and writes none",
      '{ // x\n  "a": 1 // {\n}',
      [set("b", { c: 1 })],
      '{ // x\n  "a": 1,\n  "b": {\n    "c": 1\n  } // {\n}',
    ],
    ["takes out what comments are about with them", '{ "a": 1, // x\n  "b": 2 // y\n}', [remove("b")], '{ "a": 1 // y\n}'],
    ["changes an array with comments", '{"a":[ /* ] */ "x" ]}', [set("a", ["x", "y"])], '{"a":[ /* ] */ "x","y" ]}'],
    ["takes out an element", "[1, 2, 3]", [remove("1")], "[1, 3]"],
    ["takes out nothing that is not there", '{"a":1}', [remove("b")], '{"a":1}'],
    [
      "replaces stretches of a string, counted in what it means",
      '{"a":"x\\u0041y \\"z\\""}',
      [
        { kind: "splice", pointer: ["a"], span: { start: 1, end: 2 }, text: 'b"' },
        { kind: "splice", pointer: ["a"], span: { start: 4, end: 7 }, text: "" },
      ],
      '{"a":"xb\\"y "}',
    ],
  ])("%s", (_, text, changes, expected) => {
    expect(edited(text, ...changes)).toBe(expected);
  });

  test("are none where a step leads through something else, or a string is none", () => {
    expect(edited('{"a":1}', set("a/b", 1))).toBeUndefined();
    expect(edited('{"a":[1]}', set("a/7", 1))).toBeUndefined();
    expect(edited('{"a":1}', { kind: "splice", pointer: ["a"], span: { start: 0, end: 1 }, text: "" })).toBeUndefined();
  });

  test("give what setting and removing in the value gives, however the text is written", () => {
    const key = fc.constantFrom("a", "b", "c", "a/b", "~", "");
    const value = fc.letrec((tie) => ({
      object: fc.dictionary(key, tie("any"), { maxKeys: 4, noNullPrototype: true }),
      any: fc.oneof({ maxDepth: 3 }, fc.constant(null), fc.integer(), fc.string(), fc.array(tie("any"), { maxLength: 3 }), tie("object")),
    }));
    const change = fc.record({ pointer: fc.array(key, { minLength: 1, maxLength: 3 }), value: fc.option(value.any, { nil: undefined }) });
    fc.assert(
      fc.property(
        value.object,
        change,
        fc.constantFrom(undefined, 2, "\t"),
        fc.boolean(),
        (document, { pointer, value: wanted }, indent, carriage) => {
          const plain = JSON.stringify(document, null, indent);
          const text = carriage ? plain.replaceAll("\n", "\r\n") : plain;
          const expected = changed(document as Record<string, unknown>, pointer, wanted);
          const result = edited(text, wanted === undefined ? { kind: "remove", pointer } : { kind: "set", pointer, value: wanted as Json });
          if (expected === undefined) expect(result === undefined || result === text).toBe(true);
          else {
            expect(JSON.parse(result ?? "")).toEqual(expected);
            expect(Object.keys(JSON.parse(result ?? "") as object)).toEqual(Object.keys(expected));
          }
        },
      ),
    );
  });
});

/** The same on the value; undefined where the pointer leads through something that is no object. */
function changed(document: Record<string, unknown>, pointer: readonly string[], value: unknown): Record<string, unknown> | undefined {
  const copy = structuredClone(document);
  let current: Record<string, unknown> = copy;
  for (const [depth, step] of pointer.entries()) {
    if (depth === pointer.length - 1) {
      if (value !== undefined) current[step] = value;
      else delete current[step];
      return copy;
    }
    const present = current[step];
    if (present === undefined && !Object.hasOwn(current, step)) {
      if (value === undefined) return copy;
      current[step] = {};
    } else if (typeof present !== "object" || present === null || Array.isArray(present)) return undefined;
    current = current[step] as Record<string, unknown>;
  }
  return copy;
}
