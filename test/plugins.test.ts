import { describe, expect, test } from "vitest";
import { loadPlugins } from "../src/session/plugins.ts";
import { temporaryTree } from "./input/temporary-tree.ts";

const rule = (name: string) => `{ name: "${name}", summary: "S.", level: "note", messages: { a: "A." }, check() {} }`;
const named = (cwd: string, ...names: string[]) =>
  loadPlugins(names, cwd).then((rules) => rules.map(({ name, code }) => `${name} ${code}`));

describe("a plug-in", () => {
  test.each([
    ['{ "exports": "./a.mjs" }', "a.mjs"],
    ['{ "exports": { "import": "./a.mjs", "require": "./b.cjs" } }', "a.mjs"],
    ['{ "exports": { ".": { "types": "./a.d.ts", "node": { "import": "./a.mjs" } } } }', "a.mjs"],
    ['{ "main": "lib/a.js", "type": "module" }', "lib/a.js"],
    ['{ "type": "module" }', "index.js"],
  ])("is the module that %s names", async (manifest, file) => {
    const cwd = temporaryTree({
      "node_modules/@contoso/rules/package.json": manifest,
      [`node_modules/@contoso/rules/${file}`]: `export const rules = [${rule("contoso/one")}];`,
      "deep/er/": "",
    });
    expect(await named(`${cwd}/deep/er`, "@contoso/rules")).toEqual(["contoso/one contoso/one"]);
  });

  test.each(["export const rules", "export default", "const list", "export default { rules: list }"])(
    "can export its rules by '%s'",
    async (how) => {
      const list = `[${rule("contoso/one")}]`;
      const text = how.startsWith("export default {")
        ? `const list = ${list}; ${how};`
        : how === "const list"
          ? `const list = ${list}; export { list as rules };`
          : `${how} ${how.endsWith("rules") ? "=" : ""} ${list};`;
      expect(await named(temporaryTree({ "rules.mjs": text }), "./rules.mjs")).toEqual(["contoso/one contoso/one"]);
    },
  );

  test.each([
    ["missing", "there is no such package"],
    ["../..", "there is no such module"],
    ["./gone.mjs", "there is no such module"],
    ["throws.mjs", "there is no such package in the node_modules folders here; did you mean './throws.mjs'?"],
    ["deep/rules.mjs", "neither the name of a package nor a path; did you mean './deep/rules.mjs'?"],
    ["a b", "neither the name of a package nor a path"],
    ["@a/b/../../c", "neither the name of a package nor a path"],
    ["damaged", "the package.json of the package is not valid JSON"],
    ["./throws.mjs", "the module cannot be loaded: no"],
    ["./none.mjs", "must export 'rules'"],
    ["./nameless.mjs", "rule 1 has no 'name'"],
    ["./builtin.mjs", "must be two kebab-case words"],
    ["./level.mjs", "'level' must be error, warning or note"],
    ["./check.mjs", "a function 'check'"],
    ["./twice.mjs", "two plug-ins have a rule 'a/b'"],
  ])("%s is refused", async (name, message) => {
    const cwd = temporaryTree({
      "node_modules/damaged/package.json": "{",
      "throws.mjs": 'throw new Error("no");',
      "deep/rules.mjs": `export const rules = [${rule("a/b")}];`,
      "none.mjs": "export const x = 1;",
      "nameless.mjs": "export const rules = [{}];",
      "builtin.mjs": `export const rules = [${rule("hardcoded-credential")}];`,
      "level.mjs": `export const rules = [${rule("a/b").replace('"note"', '"fatal"')}];`,
      "check.mjs": `export const rules = [${rule("a/b").replace("check() {}", "check: 1")}];`,
      "twice.mjs": `export const rules = [${rule("a/b")}, ${rule("a/b")}];`,
    });
    await expect(loadPlugins([name], cwd)).rejects.toThrow(message);
  });
});
