import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countMembers, maxJsonDepth } from "../../src/json.ts";
import { repeatedMembers } from "../../src/source/json-repeats.ts";

const repeatsIn = (text: string): readonly (readonly [number, string])[] =>
  repeatedMembers(text, countMembers(JSON.parse(text), maxJsonDepth) ?? 0).map(({ message, offset }) => [
    offset,
    message.split(" occurs")[0] ?? "",
  ]);

describe("members that stand twice", () => {
  test.each([
    ["in one object", '{"a":1,"b":2,"a":3}', [[13, "The member 'a'"]]],
    ["spelled in two ways", '{"a":1,"\\u0061":2}', [[7, "The member 'a'"]]],
    ["with white space before the colons", '{"a" :1,\n"a"\t: 2}', [[9, "The member 'a'"]]],
    ["deep inside", '[{"x":{"y":[{"k":1,"k":2}]}}]', [[19, "The member 'k'"]]],
    [
      "three times",
      '{"a":1,"a":2,"a":3}',
      [
        [7, "The member 'a'"],
        [13, "The member 'a'"],
      ],
    ],
    ["named like something of JavaScript", '{"__proto__":1,"__proto__":2}', [[15, "The member '__proto__'"]]],
  ])("%s", (_name, text, expected) => {
    expect(repeatsIn(text)).toEqual(expected);
  });

  test.each([
    ["names of different objects", '{"a":{"a":1},"b":[{"a":1},{"a":2}]}'],
    ["names in another letter case", '{"a":1,"A":2}'],
    ["texts that look like members", '{"a":"{\\"a\\":1,\\"a\\":2}","b":"x\\\\","c\\\\":":"}'],
    ["white space before colons", '{"a" : 1, "b"\n: {"a": 2}}'],
    ["an empty object", "{}"],
  ])("are not %s", (_name, text) => {
    expect(repeatsIn(text)).toEqual([]);
  });

  test("are none in what JSON.stringify writes, however it is indented", () => {
    fc.assert(
      fc.property(fc.object({ key: fc.string({ unit: fc.constantFrom('"', "\\", ":", "a", "\n", " ") }) }), fc.nat(3), (value, indent) => {
        expect(repeatsIn(JSON.stringify(value, undefined, indent))).toEqual([]);
      }),
    );
  });

  test("are summed up when there are many", () => {
    const found = repeatsIn(`{${Array.from({ length: 25 }, () => '"a":1').join()}}`);
    expect(found).toHaveLength(21);
    expect(found.at(-1)?.[1]).toContain("4 more members");
  });
});
