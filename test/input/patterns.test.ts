import { platform } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { expandPatterns } from "../../src/input/patterns.ts";
import { temporaryTree } from "./temporary-tree.ts";

const tree = (): string =>
  temporaryTree({
    "b.zip": "",
    "a.zip": "",
    "notes.txt": "",
    ".hidden.zip": "",
    "exports/Core.zip": "",
    "exports/old/Core_1.zip": "",
    "exports/old/{draft}.zip": "",
    "exports/.cache/Core.zip": "",
    "node_modules/m/x.zip": "",
  });

describe("patterns", () => {
  it.each([
    ["*.zip", ["a.zip", "b.zip"]],
    ["./*.zip", ["a.zip", "b.zip"]],
    ["?.zip", ["a.zip", "b.zip"]],
    ["{b,notes}.*", ["b.zip", "notes.txt"]],
    [".*.zip", [".hidden.zip"]],
    ["exports/*.zip", ["exports/Core.zip"]],
    ["exp*/*", ["exports/Core.zip", "exports/old"]],
    ["exp*/", ["exports"]],
    ["exports/**/Core*.zip", ["exports/old/Core_1.zip", "exports/Core.zip"]],
    ["**/**/*_1.zip", ["exports/old/Core_1.zip"]],
    ["exports/**", ["exports", "exports/old"]],
    ["node_modules/*/*.zip", ["node_modules/m/x.zip"]],
  ])("%s stands for what it matches", (pattern, expected) => {
    const found = expandPatterns([pattern], tree());
    expect([...found].sort()).toEqual([...expected].sort());
    expect(expandPatterns([pattern], tree())).toEqual(found);
  });

  it("are replaced where they stand, and the other paths are left as they are", () => {
    expect(expandPatterns(["exports", "*.zip", "missing.zip", "-"], tree())).toEqual(["exports", "a.zip", "b.zip", "missing.zip", "-"]);
  });

  it("can be absolute", () => {
    const cwd = tree();
    expect(expandPatterns([`${cwd}/exports/*.zip`], temporaryTree({}))).toEqual([join(cwd, "exports", "Core.zip")]);
  });

  it("are not what exists under that very name", () => {
    expect(expandPatterns(["exports/old/{draft}.zip"], tree())).toEqual(["exports/old/{draft}.zip"]);
  });

  it("that match nothing are all named", () => {
    const mistake = (): unknown => expandPatterns(["x*", "*.zip", "a.zip/*", "none/**"], tree());
    expect(mistake).toThrow(UserError);
    expect(mistake).toThrow("Nothing matches 'x*'.\nNothing matches 'a.zip/*'.");
  });

  it.skipIf(platform() === "win32")("do not follow links in circles", () => {
    const cwd = temporaryTree({ "a/b/c.zip": "", "a/b/up": { link: ".." } });
    expect(expandPatterns(["**/*.zip"], cwd)).toEqual(["a/b/c.zip"]);
    expect(expandPatterns(["a/*/*/*/c.zip"], cwd)).toEqual(["a/b/up/b/c.zip"]);
  });
});
