import { expect, test } from "vitest";
import { didYouMean, nearest } from "../../src/config/nearest.ts";

const known = ["secret-in-variable", "secret-in-message", "hardcoded-credential", "off", "on", "note", "warning", "error"];

test.each([
  ["secret-in-varaible", "secret-in-variable"],
  ["secretInVariable", "secret-in-variable"],
  ["SECRET_IN_MESSAGE", "secret-in-message"],
  ["hardcoded-credentials", "hardcoded-credential"],
  ["hardcode-credental", "hardcoded-credential"],
  ["wraning", "warning"],
  ["errors", "error"],
  ["entirely-different", undefined],
  ["", undefined],
  ["---", undefined],
  ["x".repeat(100_000), undefined],
])("%s means %s", (word, expected) => {
  expect(nearest(word, known)).toBe(expected);
});

test("the hint is the end of a sentence, or nothing", () => {
  expect(didYouMean("eror", known)).toBe('; did you mean "error"?');
  expect(didYouMean("zzzzzz", known)).toBe("");
});
