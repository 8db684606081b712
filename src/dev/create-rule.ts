import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { repository } from "./rule-folders.ts";

const [, , name] = process.argv;
if (name === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
  console.error("Usage: npm run create-rule <name-in-kebab-case>");
  process.exitCode = 2;
} else {
  createRule(name);
}

/** Writes the three files of a new rule; nothing that exists is touched. */
function createRule(ruleName: string): void {
  const folder = new URL(`rules/${ruleName}/`, repository);
  if (existsSync(folder)) {
    console.error(`The rule '${ruleName}' exists already.`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL("rule.ts", folder), ruleText(ruleName));
  writeFileSync(new URL("rule.md", folder), "## Why\n\n## How to fix\n\n## When not to use it\n");
  writeFileSync(new URL("cases.ts", folder), casesText);
  console.log(
    `Written: rules/${ruleName}/rule.ts, rule.md, cases.ts. Fill them in (docs/writing-a-rule.md), then run \`npm run generate\` and \`npm test\`.`,
  );
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
  valid: [{ name: "nothing to find", flow: flow("Get orders", compose("Total", "@length('abc')")) }],
  invalid: [],
});
`;
