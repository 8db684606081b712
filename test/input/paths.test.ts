import { statSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isWithin, makeFolder, nameBelow, shownPath } from "../../src/input/paths.ts";
import { temporaryTree } from "./temporary-tree.ts";

describe.skipIf(platform() === "win32")("paths", () => {
  it.each([
    ["/projects/repo/a/b.zip", "a/b.zip", "a/b.zip"],
    ["/projects/repo/a/b.zip", "./a//x/../b.zip", "a/b.zip"],
    ["/projects/repo/a/b.zip", "/projects/repo/a/b.zip", "a/b.zip"],
    ["/projects/repo", ".", "."],
    ["/projects/repo", "/projects/repo/", "."],
    ["/projects/other/b.zip", "../other/./b.zip", "../other/b.zip"],
    ["/projects/repository/b.zip", "/projects/repository/b.zip", "/projects/repository/b.zip"],
    ["/projects", "..", ".."],
    ["/data/b.zip", "/data/x/../b.zip", "/data/b.zip"],
    ["/projects/repo/..a/b", "..a/b", "..a/b"],
    ["/projects/repo/a\\b.zip", "a\\b.zip", "a\\b.zip"],
  ])("shows %s, given as %s, as %s", (path, given, expected) => {
    expect(shownPath(path, given, "/projects/repo")).toBe(expected);
  });

  it("shows a path relatively that leads into the working directory by a link", () => {
    const root = temporaryTree({ "repo/a.zip": "", alias: { link: "repo" } });
    const given = join(root, "alias/a.zip");
    expect(shownPath(given, given, join(root, "repo"))).toBe("a.zip");
    expect(shownPath(join(root, "alias"), join(root, "alias"), join(root, "repo"))).toBe(".");
  });

  it.each([
    ["/a", "/a/b/c", "b/c", true],
    ["/a", "/a", undefined, true],
    ["/a", "/ab", undefined, false],
    ["/a/b", "/a", undefined, false],
    ["/", "/a", "a", true],
  ])("of %s and %s", (folder, path, name, within) => {
    expect(nameBelow(folder, path)).toBe(name);
    expect(isWithin(path, folder)).toBe(within);
  });
});

describe("a folder is made", () => {
  it("with those above it, and where it is already", () => {
    const root = temporaryTree({ "a/file": "" });
    for (const name of ["a/b/c/d", "a/b", "a"]) {
      makeFolder(join(root, name));
      expect(statSync(join(root, name)).isDirectory()).toBe(true);
    }
  });

  it("never where a file is", () => {
    const root = temporaryTree({ "a/file": "" });
    expect(() => makeFolder(join(root, "a/file"))).toThrow("EEXIST");
    expect(() => makeFolder(join(root, "a/file/b/c"))).toThrow("ENOTDIR");
  });
});
