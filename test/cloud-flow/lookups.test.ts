import { expect, it } from "vitest";
import { operationsNamed } from "../../src/cloud-flow/lookups.ts";
import { compose } from "../../src/testing/actions.ts";
import { flow } from "../../src/testing/solutions.ts";
import { analysed, flowNamed } from "../dataflow/analysed.ts";

it("finds an action by its name without case, and of several by the exact one", () => {
  const found = flowNamed(analysed(flow("Flow", compose("Total", 1), compose("total", 2), compose("Sum", 3))), "Flow");
  const named = (name: string): readonly string[] => operationsNamed(found, name).map((operation) => operation.name);
  expect(named("sum")).toEqual(["Sum"]);
  expect(named("total")).toEqual(["total"]);
  expect(named("TOTAL")).toEqual(["Total", "total"]);
  expect(named("other")).toEqual([]);
});
