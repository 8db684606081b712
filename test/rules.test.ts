import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadRuleFolder, repository, ruleFolderNames } from "../src/dev/rule-folders.ts";
import { differences, findingsOf } from "../src/testing/rule-tester.ts";

// A folder without cases is told by rules-metadata.test.ts.
const folders = await Promise.all(
  ruleFolderNames()
    .filter((name) => existsSync(new URL(`rules/${name}/cases.ts`, repository)))
    .map(loadRuleFolder),
);

describe.each(folders)("$name", ({ rule, cases }) => {
  const isFixable = (rule.fixable ?? "no") !== "no";

  it.each(cases.valid)("valid: $name", (one) => {
    expect(differences(findingsOf(rule, one), [])).toEqual([]);
  });

  it.each(cases.invalid)("invalid: $name", (one) => {
    const findings = findingsOf(rule, one);
    expect(differences(findings, one.findings)).toEqual([]);
    if (!isFixable) expect(findings.flatMap(({ repairs }) => repairs)).toEqual([]);
  });

  it("has cases that say what is repaired, if it repairs anything", () => {
    const stated = cases.invalid.flatMap(({ findings }) => findings).flatMap(({ repairs = [] }) => repairs);
    expect(stated.length > 0).toBe(isFixable);
  });
});
