import { describe, expect, it } from "vitest";
import { rowValues } from "../../../src/dataflow/components/row-values.ts";

const fields = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<field name="${name}" value="${value}" />`)
    .join("");
const row = (values: Readonly<Record<string, string>>): string => `<record id="1">${fields(values)}</record>`;

/** As `name: text`. */
function values(file: string): readonly string[] {
  return rowValues(file).map(({ name, start, end }) => `${name}: ${file.slice(start, end)}`);
}

describe("a value of an exported row is named", () => {
  it.each<[string, string, readonly string[]]>([
    ["by its column", row({ new_apikey: "a" }), ["apikey: a"]],
    ["by the name beside it", row({ new_name: "API key", new_value: "a" }), ["name: API key", "API key: a"]],
    ["by the name behind it", row({ new_value: "a", new_name: "API key" }), ["API key: a", "name: API key"]],
    ["by the key beside it", row({ new_key: "API key", new_value: "a" }), ["key: API key", "API key: a"]],
    ["by the title beside it", row({ new_title: "API key", new_value: "a" }), ["title: API key", "API key: a"]],
    [
      "by the name rather than the title",
      row({ new_title: "x", new_name: "API key", new_value: "a" }),
      ["title: x", "name: API key", "API key: a"],
    ],
    ["in other letters", row({ New_Name: "API key", new_Value: "a" }), ["name: API key", "API key: a"]],
    ["in columns without a prefix", row({ name: "API key", value: "a" }), ["name: API key", "API key: a"]],
    ["by its column, where the name has another prefix", row({ old_name: "API key", new_value: "a" }), ["name: API key", "value: a"]],
    ["by its column, where it only begins so", row({ new_name: "API key", new_values: "a" }), ["name: API key", "values: a"]],
    [
      "by the name in its own row",
      row({ new_name: "API key", new_value: "a" }) + row({ new_name: "Host", new_value: "b" }) + row({ new_value: "c" }),
      ["name: API key", "API key: a", "name: Host", "Host: b", "value: c"],
    ],
    ["in a record without attributes", `<record>${fields({ new_pin: "a" })}</record>`, ["pin: a"]],
    ["on several lines", '<record id="1">\n<field\n name="new_pin"\n value="a" /></record>', ["pin: a"]],
    ["not outside of a row", fields({ new_pin: "a" }), []],
    ["not in another element", `<records>${fields({ new_pin: "a" })}</records>`, []],
    ["not where it is empty", row({ new_pin: "" }), []],
  ])("%s", (_, file, expected) => {
    expect(values(`<entity>${file}</entity>`)).toEqual(expected);
  });
});
