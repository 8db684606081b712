import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { discoverConfig, displayPath, topFolder } from "../../src/config/discover.ts";
import { UserError } from "../../src/errors.ts";
import { temporaryFolder, writeFiles } from "./sample.ts";

const root = temporaryFolder();
const at = (...parts: string[]) => join(root, ...parts);

writeFiles(root, {
  // Above the repository: somebody else's.
  ".solutionlintrc.json": {},
  "repo/.git/": "",
  "repo/package.json": { name: "x", devDependencies: { solutionlint: "^1.0.0" }, solutionlint: { rules: {} } },
  "repo/exports/a.zip": "",
  "repo/src/Contoso/.solutionlintrc.json": "{}",
  "repo/src/Contoso/package.json": { solutionlint: {} },
  "repo/src/Contoso/Workflows/x.json": "{}",
  "worktree/.git": "gitdir: elsewhere",
  "worktree/sub/a.zip": "",
  "dependency/.git/": "",
  "dependency/package.json": { devDependencies: { solutionlint: "^1.0.0" } },
  "home/.solutionlintrc.json": "{}",
  "home/downloads/a.zip": "",
  "build/.solutionlintrc.json": "{}",
  "build/drop/a.zip": "",
  "elsewhere/deep/a.zip": "",
  "broken/.git/": "",
  "broken/package.json": '{ "solutionlint": { ',
});

const found = (input: string | undefined, cwd: string, home?: string) => {
  const file = discoverConfig(input, { cwd, home });
  return file === undefined ? undefined : [displayPath(file.path, root), ...file.pointer].join(" ");
};

describe("the configuration of a run is", () => {
  test.each<[string, string | undefined, string, string | undefined, string | undefined]>([
    ["that of the folder of a zip, upward", "exports/a.zip", "repo", undefined, "repo/package.json solutionlint"],
    [
      "that of the folder itself; the file wins over package.json",
      "src/Contoso",
      "repo",
      undefined,
      "repo/src/Contoso/.solutionlintrc.json",
    ],
    ["that above a file inside a folder", "src/Contoso/Workflows/x.json", "repo", undefined, "repo/src/Contoso/.solutionlintrc.json"],
    ["looked for from the working directory on standard input", undefined, "repo/exports", undefined, "repo/package.json solutionlint"],
    ["looked for even if the input does not exist", "exports/none.zip", "repo", undefined, "repo/package.json solutionlint"],
    ["not looked for above the repository", "sub/a.zip", "worktree", undefined, undefined],
    ["not the dependency of that name in a package.json", ".", "dependency", undefined, undefined],
    ["outside of a repository that of the home directory at most", "downloads/a.zip", "home", "home", "home/.solutionlintrc.json"],
    ["outside of home and repositories that of the working directory at most", "drop/a.zip", "build", "home", "build/.solutionlintrc.json"],
    ["outside of everything only that beside the input", "../elsewhere/deep/a.zip", "build", "home", undefined],
  ])("%s", (_, input, cwd, home, expected) => {
    expect(found(input, at(cwd), home === undefined ? undefined : at(home))).toBe(expected);
  });
});

test("a package.json that cannot be read, but names solutionlint, is an error and not passed over", () => {
  expect(() => found(".", at("broken"))).toThrow(UserError);
  expect(() => found(".", at("broken"))).toThrow('package.json is not valid JSON, so a "solutionlint" configuration in it cannot be read.');
});

test("a home directory that is the root of the file system does not count", () => {
  expect(topFolder(at("elsewhere", "deep"), { cwd: at("build"), home: "/" })).toBe(at("elsewhere", "deep"));
});

test("paths are shown relative to the working directory, with slashes", () => {
  expect(displayPath(at("repo", "a.json"), at("repo", "src"))).toBe("../a.json");
  expect(displayPath(at("repo"), at("repo"))).toBe(".");
});
