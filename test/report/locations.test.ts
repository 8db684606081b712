import { describe, expect, test } from "vitest";
import { localPath, repositoryPath } from "../../src/report/locations.ts";
import type { ReportContext } from "../../src/report/reporter.ts";
import { context, location } from "./sample.ts";

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
