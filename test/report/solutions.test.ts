import { expect, test } from "vitest";
import { distinctPlaces, groupByComponent, solutionOf } from "../../src/report/solutions.ts";
import { finding, location, sample, solutions } from "./sample.ts";

test("a file belongs to the solution with the deepest root above it", () => {
  const [first] = solutions;
  if (first === undefined) throw new Error("no solution");
  const nested = [
    { ...first, root: "" },
    { ...first, root: "a" },
    { ...first, root: "a/b/" },
  ];
  const rootFor = (file: string) => solutionOf(location(first.path, file, 1, 1), nested)?.root;
  expect([rootFor("x.json"), rootFor("a/x.json"), rootFor("ab/x.json"), rootFor("a/b/x.json")]).toEqual(["", "a", "", "a/b/"]);
  expect(solutionOf(location("other.zip", "x.json", 1, 1), nested)).toBeUndefined();
});

test("a solution in an archive below the input has what stands behind the archive's mark", () => {
  const [first] = solutions;
  if (first === undefined) throw new Error("the sample has no solution");
  const packed = [{ ...first, path: "exports", root: "Core.zip" }];
  const at = (file: string) => location("exports", file, 1, 1);
  expect(solutionOf(at("Core.zip!/Workflows/x.json"), packed)?.root).toBe("Core.zip");
  expect(solutionOf(at("Core.zip2/x.json"), packed)).toBeUndefined();
  const [group] = groupByComponent([finding("SL1001", at("Core.zip!/Workflows/x.json"), "x")], packed);
  expect(group?.file).toBe("Workflows/x.json");
});

test("of solutions with one name and version, where they are tells them apart", () => {
  const [first, second] = solutions;
  if (first === undefined || second === undefined) throw new Error("the sample has no two solutions");
  const folder = { ...first, path: ".", root: "src/erp" };
  const stdin = { ...first, path: "-", root: "Core.zip!/" };
  const placeOf = distinctPlaces([first, folder, stdin, second]);
  expect([first, folder, stdin, second].map(placeOf)).toEqual([
    "exports/ContosoErp_1_0_0_7.zip",
    "src/erp",
    "standard input › Core.zip",
    undefined,
  ]);
  expect(groupByComponent(sample.findings, solutions).map(({ place }) => place)).toEqual(sample.findings.slice(0, 5).map(() => undefined));
});

test("findings group by solution, component and file", () => {
  const groups = groupByComponent(sample.findings, solutions);
  expect(groups.map((group) => [group.solution?.uniqueName, group.componentKind, group.findings.length])).toEqual([
    ["ContosoErp", "cloud-flow", 6],
    ["ContosoErp", "desktop-flow", 1],
    ["ContosoErp", "environment-variable", 1],
    ["ContosoCore", "cloud-flow", 1],
    [undefined, undefined, 1],
  ]);
  expect(groups[3]?.file).toBe("Workflows/a b%c.json");
});
