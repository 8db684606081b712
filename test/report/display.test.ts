import { describe, expect, test } from "vitest";
import { worstFirst } from "../../src/linter/sort.ts";
import { localPath, repositoryPath } from "../../src/report/locations.ts";
import { breadcrumbs } from "../../src/report/place-names.ts";
import type { ReportContext } from "../../src/report/reporter.ts";
import { groupByComponent, solutionOf } from "../../src/report/solutions.ts";
import { context, finding, location, sample, solutions } from "./sample.ts";

describe("breadcrumbs", () => {
  const crumbs = (pointer: string, componentKind = "cloud-flow") =>
    breadcrumbs(location("x.zip", "x.json", 1, 1, { pointer, componentKind })).join(" › ");
  test.each([
    [
      "/properties/definition/actions/Scope/actions/Get_orders/inputs/headers/x-api-key",
      "Scope › Get_orders › inputs › headers › x-api-key",
    ],
    ["/properties/definition/triggers/manual/inputs/schema", "manual › inputs › schema"],
    ["/properties/definition/actions/If/else/actions/Set/inputs", "If › else › Set › inputs"],
    ["/properties/definition/actions/If/actions/Set", "If › Set"],
    ["/properties/definition/actions/Switch/cases/Case_1/actions/Set", "Switch › Case_1 › Set"],
    ["/properties/definition/actions/Switch/cases/Case_1/case", "Switch › Case_1 › case"],
    ["/properties/definition/actions/Switch/default/actions/Set", "Switch › default › Set"],
    ["/properties/definition/actions/Agent/tools/Search/actions/Http", "Agent › Search › Http"],
    ["/properties/definition/parameters/Key (new_Key)/defaultValue", "parameters › Key (new_Key) › defaultValue"],
    ["/definition/actions/a~1b~0c/inputs", "a/b~c › inputs"],
    ["/resources/1/properties/definition/actions/Call/inputs", "Call › inputs"],
    ["/actions/actions/inputs/actions", "actions › inputs › actions"],
    ["/properties/connectionReferences/shared_x", "connectionReferences › shared_x"],
  ])("%s", (pointer, expected) => {
    expect(crumbs(pointer)).toBe(expected);
  });

  test("are the steps of the pointer in other files, and the operation where there is no pointer", () => {
    expect(crumbs("/properties/definition/x", "custom-connector")).toBe("properties › definition › x");
    const copied = (pointer: string, operation: string): string =>
      breadcrumbs(location("x.zip", "x.json", 1, 1, { pointer, operation, componentKind: "cloud-flow" })).join(" › ");
    expect(copied("/operationDefinition/inputs/uri", "HTTP")).toBe("HTTP › inputs › uri");
    expect(copied("/serializedValue/actions/HTTP/inputs/uri", "HTTP")).toBe("HTTP › inputs › uri");
    expect(breadcrumbs(location("x.zip", "x", 1, 1, { operation: "Main:4" }))).toEqual(["Main:4"]);
    expect(breadcrumbs(location("x.zip", "x", 1, 1))).toEqual([]);
  });
});

describe("paths", () => {
  const at = (path: string, file: string) => location(path, file, 1, 1);
  const within = (more: Partial<ReportContext>) => ({ ...context, ...more });
  test.each<[string, string, Partial<ReportContext>, string, string]>([
    ["exports/Core.zip", "Workflows/x.json", {}, "exports/Core.zip!/Workflows/x.json", "exports/Core.zip!/Workflows/x.json"],
    ["src/Contoso/", "Workflows/x.json", {}, "src/Contoso/Workflows/x.json", "src/Contoso/Workflows/x.json"],
    ["./src", "x.json", { repositoryPrefix: "sub/" }, "./src/x.json", "sub/src/x.json"],
    [".", "x.json", { repositoryPrefix: "sub/" }, "x.json", "sub/x.json"],
    ["../other/Core.zip", "x.json", { repositoryPrefix: "a/b/" }, "../other/Core.zip!/x.json", "a/other/Core.zip!/x.json"],
    ["../../Core.zip", "x.json", { repositoryPrefix: "a/" }, "../../Core.zip!/x.json", "Core.zip!/x.json"],
    ["/tmp/build/Core.zip", "x.json", { repositoryPrefix: "a/" }, "/tmp/build/Core.zip!/x.json", "Core.zip!/x.json"],
    ["C:\\out\\Core.zip", "x.json", {}, "C:\\out\\Core.zip!/x.json", "Core.zip!/x.json"],
    ["flow.json", "", {}, "flow.json", "flow.json"],
    ["-", "x.json", {}, "-!/x.json", "-!/x.json"],
    ["folder.zip", "x.json", { archives: new Set<string>() }, "folder.zip/x.json", "folder.zip/x.json"],
    ["solution.bin", "x.json", { archives: new Set(["solution.bin"]) }, "solution.bin!/x.json", "solution.bin!/x.json"],
  ])("%s with %s", (path, file, more, local, repository) => {
    expect(localPath(at(path, file), within(more))).toBe(local);
    expect(repositoryPath(at(path, file), within(more))).toBe(repository);
  });
});

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

test("the worst come first, in report order within a level", () => {
  const given = (["note", "error", "warning", "error"] as const).map((level, index) =>
    finding("SL1001", location("a", "b", index + 1, 1), "x", { level }),
  );
  expect(worstFirst(given).map(({ level, location: { line } }) => [level, line])).toEqual([
    ["error", 2],
    ["error", 4],
    ["warning", 3],
    ["note", 1],
  ]);
});
