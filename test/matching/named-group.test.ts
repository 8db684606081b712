import { expect, it } from "vitest";
import { namedGroup } from "../../src/matching/named-group.ts";

const pattern = /user (?<user>\w+)(?: (?<word>\w+))?/d;

it("is the text of the group, with its place", () => {
  expect(namedGroup(pattern.exec("a user orders north"), "word")).toEqual({ text: "north", start: 14, end: 19 });
});

it.each([
  ["of another name", pattern.exec("user orders"), "name"],
  ["that took no part", pattern.exec("user orders"), "word"],
  ["of no match", pattern.exec("orders"), "user"],
  ["of a pattern that notes no places", /(?<user>\w+)/.exec("orders"), "user"],
])("is none %s", (_, match, name) => {
  expect(namedGroup(match, name)).toBeUndefined();
});
