import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "../../src/fix/replace-file.ts";
import { temporaryTree } from "../input/temporary-tree.ts";

const bytes = Buffer.from("new");

test("writes a new file, in a folder that is made for it", () => {
  const folder = temporaryTree({});
  replaceFile(join(folder, "a/b/file.json"), bytes);
  expect(readFileSync(join(folder, "a/b/file.json"), "utf8")).toBe("new");
  expect(readdirSync(join(folder, "a/b"))).toEqual(["file.json"]);
});

test("replaces a file, with the permissions that are given", () => {
  const folder = temporaryTree({ "file.json": "old" });
  replaceFile(join(folder, "file.json"), bytes, 0o600);
  expect(readFileSync(join(folder, "file.json"), "utf8")).toBe("new");
  if (process.platform !== "win32") expect(statSync(join(folder, "file.json")).mode & 0o777).toBe(0o600);
});

test("leaves alone what lies beside it under the name that it would take", () => {
  const folder = temporaryTree({ "file.json": "old", ".file.json.solutionlint": "somebody's" });
  replaceFile(join(folder, "file.json"), bytes);
  expect(readFileSync(join(folder, "file.json"), "utf8")).toBe("new");
  expect(readFileSync(join(folder, ".file.json.solutionlint"), "utf8")).toBe("somebody's");
  expect(readdirSync(folder).sort()).toEqual([".file.json.solutionlint", "file.json"]);
});

test("leaves nothing behind when the file cannot be replaced", () => {
  const folder = temporaryTree({});
  mkdirSync(join(folder, "file.json"));
  writeFileSync(join(folder, "file.json/x"), "");
  expect(() => replaceFile(join(folder, "file.json"), bytes)).toThrow();
  expect(readdirSync(folder)).toEqual(["file.json"]);
  expect(existsSync(join(folder, "file.json/x"))).toBe(true);
});
