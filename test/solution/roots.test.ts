import { describe, expect, it } from "vitest";
import { findRoots } from "../../src/solution/roots.ts";
import { containerOf } from "../../src/testing/solutions.ts";

/** `folder layout: files below it`, whatever the order in which the container lists its files. */
function roots(...names: readonly string[]): readonly string[] {
  const told = [names, [...names].reverse()].map((order) =>
    findRoots(containerOf(new Map(order.map((name) => [name, ""])), "x.zip"))
      .map(({ folder, layout, files }) => {
        const own = files.map(({ name }) => name.slice(folder.length)).sort();
        return `${folder} ${layout}: ${own.join(", ")}`;
      })
      .sort(),
  );
  expect(told[0]).toEqual(told[1]);
  return told[0] ?? [];
}

describe("the solutions of a container", () => {
  it.each([
    ["an export", ["solution.xml", "customizations.xml"], [" exported: customizations.xml, solution.xml"]],
    ["unpacked sources", ["Other/Solution.xml", "Other/Customizations.xml"], [" unpacked: Other/Customizations.xml, Other/Solution.xml"]],
    ["a repository", ["solutions/a/solution.yml", "modernflows/x.json"], [" source-control: modernflows/x.json, solutions/a/solution.yml"]],
    ["a flow package", ["Microsoft.Flow/flows/1/definition.json"], [" flow-package: Microsoft.Flow/flows/1/definition.json"]],
    ["files without a solution", ["x.json"], [" loose: x.json"]],
    [
      "both shapes in one folder, of which the export is complete",
      ["solution.xml", "customizations.xml", "Other/Solution.xml"],
      [" exported: Other/Solution.xml, customizations.xml, solution.xml"],
    ],
    [
      "both shapes in one folder, of which the export is not complete",
      ["solution.xml", "Other/Solution.xml"],
      [" unpacked: Other/Solution.xml, solution.xml"],
    ],
    [
      "an export beside the sources of a repository",
      ["solution.xml", "customizations.xml", "solutions/a/solution.yml"],
      [" source-control: customizations.xml, solution.xml, solutions/a/solution.yml"],
    ],
    ["a manifest alone", ["solution.xml"], [" exported: solution.xml"]],
  ])("are told from %s", (_name, names, expected) => {
    expect(roots(...names)).toEqual(expected);
  });

  it("each have the files that no deeper one has", () => {
    expect(roots("a/solution.xml", "a/x.json", "a/b/Other/Solution.xml", "a/b/Workflows/y.json", "z.json")).toEqual([
      " loose: z.json",
      "a/ exported: solution.xml, x.json",
      "a/b/ unpacked: Other/Solution.xml, Workflows/y.json",
    ]);
  });
});
