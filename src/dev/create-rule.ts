import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { newRuleFiles } from "./new-rule.ts";
import { repository } from "./rule-folders.ts";

const [, , name] = process.argv;
if (name === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
  console.error("Usage: npm run create-rule <name-in-kebab-case>");
  process.exitCode = 2;
} else {
  createRule(name);
}

/** Writes the files of a new rule; nothing that exists is touched. */
function createRule(ruleName: string): void {
  const folder = new URL(`rules/${ruleName}/`, repository);
  if (existsSync(folder)) {
    console.error(`The rule '${ruleName}' exists already.`);
    process.exitCode = 2;
    return;
  }
  mkdirSync(folder, { recursive: true });
  const files = newRuleFiles(ruleName);
  for (const [file, text] of files) writeFileSync(new URL(file, folder), text);
  console.log(
    `Written: ${[...files.keys()].map((file) => `rules/${ruleName}/${file}`).join(", ")}. Fill them in (docs/writing-a-rule.md), then run \`npm run generate\` and \`npm test\`.`,
  );
}
