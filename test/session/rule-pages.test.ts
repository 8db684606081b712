import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { readRuleHelp, readRulePage } from "../../src/session/rule-pages.ts";

describe("the help of a rule", () => {
  test.each(rules.map(({ name }) => name))("%s says why and what to do, with links that work anywhere", (name) => {
    const help = readRuleHelp(name) ?? "";
    expect(help.match(/^## .*$/gm)).toEqual(["## Why", "## How to fix", "## When not to use it"]);
    const targets = [...help.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target);
    expect(targets.at(-1)).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
    for (const target of targets) expect(target).toMatch(/^https:\/\//);
  });

  test("leads from page to page", () => {
    expect(readRuleHelp("unresolved-reference")).not.toContain("](../");
    expect(rules.map(({ name }) => readRuleHelp(name)).join("\n")).toMatch(/\]\(https:\/\/[^)]+\/docs\/false-positives\.md\)/);
  });

  test("is missing for a rule of a plug-in, which has no page", () => {
    expect([readRulePage("contoso/own"), readRuleHelp("contoso/own"), readRulePage("no-such-rule")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
