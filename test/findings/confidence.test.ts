import { expect, test } from "vitest";
import {
  byConfidence,
  confidences,
  highestConfidence,
  isMoreConfident,
  lowerConfidence,
  lowestConfidence,
} from "../../src/findings/confidence.ts";

test("high is surer than medium, and medium than low", () => {
  expect(confidences.toReversed().toSorted(byConfidence)).toEqual(["high", "medium", "low"]);
  expect([isMoreConfident("high", "medium"), isMoreConfident("medium", "low"), isMoreConfident("high", "low")]).toEqual([true, true, true]);
  expect([isMoreConfident("medium", "medium"), isMoreConfident("low", "medium")]).toEqual([false, false]);
});

test("of several the surest and the least sure", () => {
  expect(highestConfidence("low", "high", "medium")).toBe("high");
  expect(lowestConfidence("high", "low", "medium")).toBe("low");
  expect([highestConfidence(), lowestConfidence()]).toEqual(["low", "high"]);
});

test("some steps down, to low at the most", () => {
  expect([lowerConfidence("high", 0), lowerConfidence("high", 1), lowerConfidence("medium", 1), lowerConfidence("medium", 5)]).toEqual([
    "high",
    "medium",
    "low",
    "low",
  ]);
});
