import { describe, expect, it } from "vitest";
import { fold, list, squeezed, withoutLonger, wordsOf } from "../../../src/secrets/names/words.ts";

describe("a word is folded", () => {
  it.each([
    ["HASLO", "haslo"],
    ["Hasło", "haslo"],
    ["Ølüst", "olust"],
    ["Straße", "strasse"],
    ["Ægir", "aegir"],
    ["Œuvre", "oeuvre"],
    ["Đorđe", "dorde"],
    ["Ðis", "dis"],
    ["sıfre", "sifre"],
    ["Ħal", "hal"],
    ["Þing", "thing"],
    ["contraseña", "contrasena"],
    ["ｐａｓｓ", "pass"],
    ["пароль", "пароль"],
  ])("%s: %s", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });
});

describe("a name is taken apart, folded", () => {
  it.each<[string, readonly string[]]>([
    ["apiKey2", ["api", "key"]],
    ["API_key", ["api", "key"]],
    ["api-key.ERPSystem", ["api", "key", "erp", "system"]],
    ["ÄpfelKörbe", ["apfel", "korbe"]],
    ["ÜBERName", ["uber", "name"]],
    ["ログインPW", ["ロクイン", "pw"]],
    ["PWログイン", ["pw", "ロクイン"]],
    ["4711", []],
    ["", []],
  ])("%s: %j", (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it.each([
    ["X-Api-Key", "xapikey"],
    ["Clé_API 2", "cleapi2"],
    ["パス ワード", "ハスワート"],
  ])("%s is squeezed to %s", (name, expected) => {
    expect(squeezed(name)).toBe(expected);
  });

  it("of a list, by commas and remarks", () => {
    expect(list("\n a, b  c,\n  # no, entry\n d\n,,")).toEqual(["a", "b c", "d"]);
  });
});

describe("of some words, those that hold another one are left out", () => {
  it.each<[readonly string[], readonly string[]]>([
    [
      ["password", "pass", "compass", "key"],
      ["pass", "key"],
    ],
    [["xay", "a"], ["a"]],
    [
      ["ab", "bc", "ab"],
      ["ab", "bc"],
    ],
    [["monkey", "key"], ["key"]],
    [[], []],
  ])("%j: %j", (words, left) => {
    expect(withoutLonger(words)).toEqual(left);
  });
});
