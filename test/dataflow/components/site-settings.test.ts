import { describe, expect, it } from "vitest";
import { siteSettings } from "../../../src/dataflow/components/site-settings.ts";

/** The settings in a file: `name = value`, each with the text that it is written as. */
function read(file: string): readonly string[] {
  return siteSettings(file).map(({ name, value, toFile }) => {
    const { start, end } = toFile({ start: 0, end: value.length });
    return `${name} = ${value} | ${file.slice(start, end)}`;
  });
}

describe("a setting of a site", () => {
  it.each<[string, string, readonly string[]]>([
    ["as XML", '<a><content>{"value":"x&lt;y"}</content><name>Site/Key</name></a>', ["Site/Key = x<y | x&lt;y"]],
    [
      "as YAML in quotes",
      'powerpagecomponent:\n  \'@powerpagecomponentid\': 1\n  content: \'{"value":"xyz","source":0}\'\n  name: Site/Key\n',
      ["Site/Key = xyz | xyz"],
    ],
    ["as YAML without an outer key, its name first", 'name: Site/Key\ncontent: \'{"value":"xyz"}\'\n', ["Site/Key = xyz | xyz"]],
    ["as YAML of several lines", 'name: Site/Key\ncontent: >-\n  {"source":0,\n  "value":"xyz"}\n', ["Site/Key = xyz | xyz"]],
    [
      "as YAML whose quotes are doubled: where it is written as a whole",
      "name: Site/Key\ncontent: '{\"value\":\"x''z\"}'\n",
      ["Site/Key = x'z | '{\"value\":\"x''z\"}'"],
    ],
    [
      "as a whole also where its text is written again behind it",
      "content: '{\"value\":\"x''z\"}'\nname: x'z\n",
      ["x'z = x'z | '{\"value\":\"x''z\"}'"],
    ],
    ["in a list", "- adx_name: A\n  adx_value: 1\n- adx_value: '2'\n  adx_name: B \n", ["A = 1 | 1", "B = 2 | 2"]],
    [
      "in a list that is indented",
      "settings:\n  - adx_name: A\n    adx_value: 1\n  - adx_name: B\n    adx_value: 2\n",
      ["A = 1 | 1", "B = 2 | 2"],
    ],
    [
      "in a list, with quotes in its value",
      "- adx_name: A\n  adx_value: x'y\"z \r\n- adx_name: B\n  adx_value: \"x'y\"\n- adx_name: C\n  adx_value: 'x\"y' \n",
      ["A = x'y\"z | x'y\"z", "B = x'y | x'y", 'C = x"y | x"y'],
    ],
    ["in a list of the newer names, and of none", "- mspp_name: A\n  mspp_value: 1\n- name: B\n  value: 2\n", ["A = 1 | 1", "B = 2 | 2"]],
    ["not in a list of other names", "- other_name: A\n  other_value: 1\n", []],
    ["not without a value", 'name: Site/Key\ncontent: \'{"copy":"xyz"}\'\n', []],
    ["not where the content is no JSON", "name: Site/Key\ncontent: value\n", []],
    ["not where the YAML cannot be read", 'name: Site/Key\ncontent: &a \'{"value":"xyz"}\'\n', []],
  ])("%s", (_name, file, expected) => {
    expect(read(file)).toEqual(expected);
  });
});
