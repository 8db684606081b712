import { describe, expect, it } from "vitest";
import { withColumnNames } from "../../src/knowledge/column-names.ts";

describe("names of columns are as their lists show them", () => {
  it.each([
    ["a space", "API_x0020_Key", "API Key"],
    ["in a sentence", "'Save' stores 'item/Client_x0020_Secret' and 'x_x002d_api'.", "'Save' stores 'item/Client Secret' and 'x-api'."],
    ["a letter", "Schl_x00fc_ssel", "Schlüssel"],
    ["in capital letters", "A_X002D_B", "A-B"],
    ["one right behind another", "A_x0028__x0029_", "A()"],
    ["an underscore that is written by its code", "a_x005f_x0020_b", "a_x0020_b"],
  ])("%s", (_, text, shown) => {
    expect(withColumnNames(text)).toBe(shown);
  });

  it.each([
    ["a line break", "a_x000a_b"],
    ["half a character", "a_xd83d_b"],
    ["a direction mark", "a_x202e_b"],
    ["no code", "a_x00_b_xyz0_c"],
    ["nothing", ""],
  ])("%s stays", (_, text) => {
    expect(withColumnNames(text)).toBe(text);
  });
});
