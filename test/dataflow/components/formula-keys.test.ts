import { describe, expect, it } from "vitest";
import { formulaKeys } from "../../../src/dataflow/components/formula-keys.ts";
import { apiKey } from "../../../src/testing/credentials.ts";
import { expectLinear } from "../../growth.ts";

const key = apiKey(5);
const found = (file: string): readonly string[] => formulaKeys(file).map(({ start, end }) => file.slice(start, end));

describe("a member of a record that is called a key", () => {
  it.each<[string, readonly string[]]>([
    [`OnStart: =ClearCollect(colServices, {Key: "${key}"}, {Name: "ERP"})`, [key]],
    [`Set(varErp, {Url: "https://erp.contoso.com",\n  key: "${key}"})`, [key]],
    [`Set(varErp, {'Key': "${key}"})`, [key]],
    [`Set(varErp, { Key :  "${key}" })`, [key]],
    [String.raw`"InvariantScript":"Set(varErp, {Key: \"${key}\"})"`, [key]],
    [`{"Key": "${key}"}`, []],
    [`{RowKey: "${key}"}`, []],
    [`{Key: "new_order_line_number_of_customer_2"}`, []],
    [`{Key: "3f2504e0-4f89-11d3-9a0c-0305e82c3301"}`, []],
    [`{Key: varKey, Name: "${key}"}`, []],
  ])("%s", (file, expected) => {
    expect(found(file)).toEqual(expected);
  });

  it.each([",key:", "{ ".repeat(20), ',key:"a'])("is looked for in linear time: %s", (piece) => {
    expectLinear((size) => formulaKeys(piece.repeat(size)), 1_000);
  });
});
