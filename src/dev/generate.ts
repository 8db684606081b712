import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { compileValidator } from "../config/compile-validator.ts";
import { configSchema, type TableSchemas } from "../config/schema.ts";
import type { JsonObject } from "../json.ts";
import { loadRuleFolder, type RuleFolder, repository, ruleFolderNames } from "./rule-folders.ts";
import { rulePageText } from "./rule-page.ts";

/** The registry: static imports, so that rules are type-checked and start fast. */
export function registryText(names: readonly string[]): string {
  const identifier = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const imports = names.map((name) => `import ${identifier(name)} from "./${name}/rule.ts";`);
  const list = names.map((name) => `  ${identifier(name)},`);
  return `// Generated from the folders in rules/: run \`npm run generate\`.\nimport type { Rule } from "../src/rule.ts";\n${imports.join("\n")}\n\n/** All built-in rules, by name. */\nexport const rules: readonly Rule[] = [\n${list.join("\n")}\n];\n`;
}

/** What the rules of a code's first digit are about, in the order of the page. */
const groups: readonly (readonly [digit: string, title: string])[] = [
  ["1", "Credentials written into the solution"],
  ["2", "Missing protection in the run history"],
  ["3", "Secrets that reach a place where they can be read"],
  ["4", "Key Vault and environment variables"],
  ["5", "Connections"],
  ["6", "Packaging and deployment"],
  ["7", "Desktop flows"],
  ["8", "What anyone on the network can call or read"],
  ["0", "The run itself"],
];

const rulesIntroduction = `- **level**: how bad a finding is, if confidence is high; with less, it is one level lower. Some rules give worse or lesser cases another level: their pages say which.
- **preset**: rules of \`recommended\` are on by default, and \`strict\` turns on all. [Configuration](configuration.md#levels) says how to change a single rule.
- **fixable**: \`solutionlint fix\` makes *safe* repairs, and *unsafe* ones with \`--unsafe\`, for you to review. [Repairs](fix.md) lists all.
`;

function rulesTable(folders: readonly RuleFolder[]): string {
  const inOrder = [...folders].sort((a, b) => (a.rule.code < b.rule.code ? -1 : 1));
  const sections = groups.map(([digit, title]) => {
    const rows = inOrder
      .filter(({ rule }) => rule.code.startsWith(`SL${digit}`))
      .map(
        ({ name, rule }) =>
          `| ${rule.code} | [${name}](rules/${name}.md) | ${rule.level} | ${rule.preset} | ${rule.fixable ?? "no"} | ${rule.summary} |`,
      );
    const head = "| code | rule | level | preset | fixable | what it finds |\n| --- | --- | --- | --- | --- | --- |";
    return `## ${title}\n\n${head}\n${rows.join("\n")}\n`;
  });
  return `<!-- Generated: run \`npm run generate\`. -->\n\n# Rules\n\n${[rulesIntroduction, ...sections].join("\n")}`;
}

/** Every generated file by its name in the repository. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const names = ruleFolderNames();
  const folders = await Promise.all(names.map(loadRuleFolder));
  const schema = configSchema(
    folders.map(({ rule }) => ({
      code: rule.code,
      name: rule.name,
      summary: rule.summary,
      level: rule.level,
      preset: rule.preset,
      ...(rule.options === undefined ? {} : { options: rule.options }),
    })),
    tableSchemas(),
  );
  return new Map([
    ["rules/index.ts", registryText(names)],
    ["docs/rules.md", rulesTable(folders)],
    ...folders.map((folder) => [`docs/rules/${folder.name}.md`, rulePageText(folder)] as const),
    ["schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ["src/config/validator.generated.ts", compileValidator(schema)],
  ]);
}

function tableSchemas(): TableSchemas {
  const schema = (name: string): JsonObject =>
    JSON.parse(readFileSync(new URL(`src/knowledge/data/${name}.schema.json`, repository), "utf8")) as JsonObject;
  return { connectors: { schema: schema("connectors"), definition: "connectors" } };
}

/** Writes the generated files, or with `--check` says which are not up to date. */
async function main(check: boolean): Promise<void> {
  const files = await generatedFiles();
  const stale: string[] = [];
  for (const [name, text] of files) {
    const url = new URL(name, repository);
    if (existsSync(url) && readFileSync(url, "utf8") === text) continue;
    stale.push(name);
    if (check) continue;
    mkdirSync(new URL(".", url), { recursive: true });
    writeFileSync(url, text);
  }
  const pages = new URL("docs/rules/", repository);
  for (const file of existsSync(pages) ? readdirSync(pages) : []) {
    if (files.has(`docs/rules/${file}`)) continue;
    stale.push(`docs/rules/${file}`);
    if (!check) rmSync(new URL(file, pages));
  }
  if (stale.length === 0) return;
  if (!check) console.log(`Written: ${stale.join(", ")}`);
  else {
    console.error(`Not up to date, run \`npm run generate\`: ${stale.join(", ")}`);
    process.exitCode = 1;
  }
}

if (process.argv[1]?.endsWith("generate.js") === true) await main(process.argv.includes("--check"));
