import { expect, it } from "vitest";
import { folderOf, lastPart } from "../src/slash-path.ts";

it.each([
  ["Workflows/Copy/flow.json", "Workflows/Copy/", "flow.json"],
  ["flow.json", "", "flow.json"],
  ["Workflows/", "Workflows/", ""],
  ["", "", ""],
])("%j is in the folder %j and ends with %j", (path, folder, last) => {
  expect(folderOf(path)).toBe(folder);
  expect(lastPart(path)).toBe(last);
});
