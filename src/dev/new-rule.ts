/** The files of a new rule, by name: a frame that compiles, to be filled in. */
export function newRuleFiles(ruleName: string): ReadonlyMap<string, string> {
  return new Map([
    ["rule.ts", ruleText(ruleName)],
    ["rule.md", "## Why\n\n## How to fix\n\n## When not to use it\n"],
    ["cases.ts", casesText],
  ]);
}

function ruleText(ruleName: string): string {
  return `import { defineRule } from "../../src/rule.ts";

export default defineRule({
  code: "SL0000",
  name: "${ruleName}",
  summary: "What is wrong, in one sentence.",
  level: "warning",
  preset: "strict",
  source: "https://learn.microsoft.com/power-automate/",
  since: "0.1.0",
  messages: {
    found: "'{operation}' …",
  },
  advice: {
    found: "In the settings of '{operation}', turn on …",
  },
  check({ values, report }) {
    for (const { operation, place, path, confidence } of values.secretsReaching("store")) {
      report({ at: place, message: "found", confidence, data: { operation: operation.name }, path });
    }
  },
});
`;
}

const casesText = `import { compose } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

export default defineCases(rule, {
  example: {
    wrong: { name: "what is wrong", flow: flow("Get orders", compose("Total", "@length('abc')")), findings: [] },
    right: { name: "the same, done right", flow: flow("Get orders", compose("Total", "@length('abc')")) },
  },
  valid: [],
  invalid: [],
});
`;
