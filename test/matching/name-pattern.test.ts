import { describe, expect, it } from "vitest";
import { patternOfNames } from "../../src/matching/name-pattern.ts";

const found = (text: string, names: readonly string[]): readonly string[] => text.match(new RegExp(patternOfNames(names), "gi")) ?? [];

describe("words that may be a name", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["use new_vault", ["new_vault"], ["new_vault"]],
    ["use new_other and older", ["new_vault"], ["new_other"]],
    ["connectionReference: new_bot.cr.shared_teams\n", ["new_bot.cr.shared_teams"], ["new_bot.cr.shared_teams"]],
    ['"NEW_Bot.cr.Shared_teams"', ["new_bot.cr.shared_teams"], ["NEW_Bot.cr.Shared_teams"]],
    ["new_bot.cr.shared_teams2", ["new_bot.cr.shared_teams"], []],
    ["new_botxcr.shared_teams", ["new_bot.cr.shared_teams"], []],
    // A name may begin with another, and single words with the same prefix are still found.
    [
      "new_bot.cr.a.b, new_bot.cr.a, new_vault",
      ["new_bot.cr.a", "new_bot.cr.a.b", "new_vault"],
      ["new_bot.cr.a.b", "new_bot.cr.a", "new_vault"],
    ],
    ["vault.new_vault", ["new_vault", "new_bot.cr.a"], ["new_vault"]],
    ["new_a(b)c", ["new_a(b)c"], ["new_a(b)c"]],
    ["a name with spaces", ["a name"], []],
    ["anything", [], []],
  ])("in %j of %j: %j", (text, names, expected) => {
    expect(found(text, names)).toEqual(expected);
  });

  it("are all words where there are many publishers, and names of several words as well", () => {
    const many = Array.from({ length: 301 }, (_, index) => `p${index}_name`);
    expect(found("some p7_name in new_bot.cr.a", [...many, "new_bot.cr.a"])).toEqual(["some", "p7_name", "in", "new_bot.cr.a"]);
  });
});
