import { expect, test } from "vitest";
import { bySureness, confidences, isSurer, leastSure, lessSure, surest } from "../../src/linter/confidence.ts";

test("high is surer than medium, and medium than low", () => {
  expect(confidences.toReversed().toSorted(bySureness)).toEqual(["high", "medium", "low"]);
  expect([isSurer("high", "medium"), isSurer("medium", "low"), isSurer("high", "low")]).toEqual([true, true, true]);
  expect([isSurer("medium", "medium"), isSurer("low", "medium")]).toEqual([false, false]);
});

test("of several the surest and the least sure", () => {
  expect(surest("low", "high", "medium")).toBe("high");
  expect(leastSure("high", "low", "medium")).toBe("low");
  expect([surest(), leastSure()]).toEqual(["low", "high"]);
});

test("some steps down, to low at the most", () => {
  expect([lessSure("high", 0), lessSure("high", 1), lessSure("medium", 1), lessSure("medium", 5)]).toEqual([
    "high",
    "medium",
    "low",
    "low",
  ]);
});
