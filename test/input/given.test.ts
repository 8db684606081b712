import { expect, it } from "vitest";
import { givenFilter } from "../../src/input/given.ts";

const given = givenFilter([
  { path: "export.zip" },
  { path: "src/A", file: "Workflows/Get orders.json" },
  { path: "src/A", file: "Other" },
  { path: "src/A", file: "packages/Core.zip" },
  { path: "flow.json" },
]);

it.each([
  ["export.zip", "solution.xml", true],
  ["export.zip", "", true],
  ["flow.json", "", true],
  ["src/A", "Workflows/Get orders.json", true],
  ["src/A", "workflows/get ORDERS.json", true],
  ["src/A", "Workflows/Get orders.json!/script.robin", true],
  ["src/A", "Other/Solution.xml", true],
  ["src/A", "packages/Core.zip!/Workflows/x.json", true],
  ["src/A", "packages/Core.zip!/Inner.zip!/x.json", true],
  ["src/A", "Workflows/Get orders.json.data.xml", false],
  ["src/A", "Workflows/Other.json", false],
  ["src/A", "Otherwise/Solution.xml", false],
  ["src/A", "a/Other/Solution.xml", false],
  ["src/A", "", false],
  ["src/B", "Workflows/Get orders.json", false],
])("%s, %j: %j", (path, file, expected) => {
  expect(given(path, file)).toBe(expected);
});
