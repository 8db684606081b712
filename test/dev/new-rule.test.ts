import { existsSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { newRuleFiles } from "../../src/dev/new-rule.ts";

test("a new rule is a frame without errors, whose imports exist", () => {
  const files = newRuleFiles("my-rule");
  expect([...files.keys()]).toEqual(["rule.ts", "rule.md", "cases.ts"]);
  expect(files.get("rule.ts")).toContain('name: "my-rule"');
  expect(files.get("rule.md")?.match(/^## .*$/gm)).toEqual(["## Why", "## How to fix", "## When not to use it"]);
  for (const name of ["rule.ts", "cases.ts"]) {
    const { errors, module } = parseSync(name, files.get(name) ?? "");
    expect(errors).toEqual([]);
    const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value).filter((path) => path !== "./rule.ts");
    expect(imported.length).toBeGreaterThan(0);
    for (const path of imported) expect(existsSync(new URL(`../../rules/any/${path}`, import.meta.url))).toBe(true);
  }
});
